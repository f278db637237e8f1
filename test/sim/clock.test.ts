import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { AssertionFailure } from '../../src/sim/assert.ts';
import { Clock, type ClockEvent } from '../../src/sim/clock.ts';

const event = (type: string): ClockEvent => ({ target: 't', type });

describe('order', () => {
  property.prop([fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 })])(
    'is by time, then by creation',
    (times) => {
      const clock = new Clock();
      times.forEach((time, index) => {
        clock.at(time, event(String(index)));
      });
      const seen: [number, number][] = [];
      clock.advanceTo(100, (one) => seen.push([clock.now, Number(one.type)]));
      const expected = times.map((time, index) => [time, index] as [number, number]);
      expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      expect(seen).toEqual(expected);
      expect(clock.now).toBe(100);
    },
  );

  test('now is the event’s own time, also for events made meanwhile', () => {
    const clock = new Clock();
    clock.at(10, event('first'));
    const seen: string[] = [];
    clock.advanceTo(50, (one) => {
      seen.push(`${one.type}@${clock.now}`);
      if (one.type === 'first') clock.after(5, event('second'));
    });
    expect(seen).toEqual(['first@10', 'second@15']);
  });

  test('an event one past the limit stays', () => {
    const clock = new Clock();
    clock.at(50, event('at'));
    clock.at(51, event('past'));
    const seen: string[] = [];
    clock.advanceTo(50, (one) => seen.push(one.type));
    expect(seen).toEqual(['at']);
    expect(clock.next?.timeNs).toBe(51);
  });
});

describe('cancelling', () => {
  test('tells whether the event was pending', () => {
    const clock = new Clock();
    const id = clock.at(1, event('a'));
    expect(clock.cancel(id)).toBe(true);
    expect(clock.cancel(id)).toBe(false);
    expect(clock.next).toBeUndefined();
  });

  test('a target’s events go together', () => {
    const clock = new Clock();
    clock.at(1, { target: 'kernel', type: 'a' });
    clock.at(2, { target: 'uboot', type: 'b' });
    clock.at(3, { target: 'kernel', type: 'c' });
    expect(clock.cancelTarget('kernel')).toBe(2);
    expect(clock.next?.event.type).toBe('b');
  });
});

describe('refusals', () => {
  test('the past, fractions and the 105th day are defects', () => {
    const clock = new Clock();
    clock.advanceTo(10, () => {});
    for (const time of [9, 10.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1]) {
      expect(() => clock.at(time, event('x'))).toThrow(AssertionFailure);
    }
    expect(() => clock.advanceTo(9, () => {})).toThrow(AssertionFailure);
  });
});

test('a snapshot through JSON goes on in the same way', () => {
  const clock = new Clock();
  clock.at(5, event('a'));
  clock.at(5, event('b'));
  clock.advanceTo(3, () => {});
  const copy = Clock.restore(JSON.parse(JSON.stringify(clock.snapshot())));
  const drain = (one: Clock) => {
    const seen: string[] = [];
    one.at(5, event('c'));
    one.advanceTo(9, (x) => seen.push(x.type));
    return seen;
  };
  expect(drain(copy)).toEqual(drain(clock));
  expect(copy.snapshot()).toEqual(clock.snapshot());
});
