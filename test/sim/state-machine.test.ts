/** A small machine with everything ours use: a delay, an action with data, an event sent from an action, a refusal. */
import { expect, test } from 'vitest';
import { setup } from 'xstate';
import { AssertionFailure } from '../../src/sim/assert.ts';
import { Clock, NS_PER_MS, NS_PER_S } from '../../src/sim/clock.ts';
import { StateMachineDriver } from '../../src/sim/state-machine.ts';

const countdown = setup({
  types: { context: {} as { seconds: number }, input: {} as { seconds: number } },
  actions: { say: (_, _params: { text: string }) => {} },
  delays: { seconds: ({ context }) => context.seconds * 1000 },
}).createMachine({
  id: 'countdown',
  context: ({ input }) => ({ seconds: input.seconds }),
  initial: 'waiting',
  states: {
    waiting: {
      entry: { type: 'say', params: { text: 'waiting' } },
      after: { seconds: 'fired' },
      on: { KEY: 'stopped' },
    },
    stopped: { entry: { type: 'say', params: { text: 'stopped' } } },
    fired: { entry: { type: 'say', params: { text: 'fired' } }, on: { KEY: 'stopped' } },
  },
});

function drive(clock: Clock, actions?: Record<string, (params: never) => void>) {
  const said: string[] = [];
  const driver = new StateMachineDriver(countdown, {
    clock,
    target: 'test',
    actions: actions ?? { say: ({ text }: { text: string }) => said.push(`${text}@${clock.now / NS_PER_MS}`) },
  });
  return { driver, said, run: (until: number) => clock.advanceTo(until, (event) => driver.handleDelay(event)) };
}

test('a delay fires at its own time', () => {
  const { driver, said, run } = drive(new Clock());
  driver.start({ seconds: 10 });
  run(20 * NS_PER_S);
  expect(said).toEqual(['waiting@0', 'fired@10000']);
  expect(driver.state).toBe('fired');
});

test('leaving the state cancels the delay', () => {
  const clock = new Clock();
  const { driver, said, run } = drive(clock);
  driver.start({ seconds: 10 });
  driver.send({ type: 'KEY' });
  expect(clock.next).toBeUndefined();
  run(20 * NS_PER_S);
  expect(said).toEqual(['waiting@0', 'stopped@0']);
});

test('saved in mid-countdown and restored, it fires at exactly its time, and saving again gives the same', () => {
  const clock = new Clock();
  const first = drive(clock);
  first.driver.start({ seconds: 10 });
  first.run(4 * NS_PER_S);
  const saved = JSON.stringify([clock.snapshot(), first.driver.snapshot()]);

  const [clockState, driverState] = JSON.parse(saved);
  const clock2 = Clock.restore(clockState);
  const second = drive(clock2);
  second.driver.restore(driverState);
  expect(JSON.stringify([clock2.snapshot(), second.driver.snapshot()])).toBe(saved);
  second.run(20 * NS_PER_S);
  expect(second.said).toEqual(['fired@10000']);
});

test('an event that no transition accepts is recorded with the state', () => {
  const { driver } = drive(new Clock());
  driver.start({ seconds: 10 });
  driver.send({ type: 'UNKNOWN' });
  expect(driver.refused).toEqual([{ timeNs: 0, event: 'UNKNOWN', state: 'waiting' }]);
});

test('an exception in an action reaches the caller at once', () => {
  const { driver } = drive(new Clock(), {
    say: () => {
      throw new Error('boom');
    },
  });
  expect(() => driver.start({ seconds: 1 })).toThrow('boom');
});

test('an action without a function is a defect', () => {
  const { driver } = drive(new Clock(), {});
  expect(() => driver.start({ seconds: 1 })).toThrow(AssertionFailure);
});

test('an event sent from an action waits for the running effects', () => {
  const seen: string[] = [];
  const { driver } = drive(new Clock(), {
    say: ({ text }: { text: string }) => {
      seen.push(`${text} in`);
      if (text === 'waiting') driver.send({ type: 'KEY' });
      seen.push(`${text} out`);
    },
  });
  driver.start({ seconds: 1 });
  expect(seen).toEqual(['waiting in', 'waiting out', 'stopped in', 'stopped out']);
});
