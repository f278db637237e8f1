/** The small laws: guarded events, errno texts, log bytes, hashes, issues, the journal. */
import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { AssertionFailure, assert } from '../../src/sim/assert.ts';
import { latin1Bytes, latin1Text, utf8ToLatin1 } from '../../src/sim/bytes.ts';
import { ENOSPC, errnoName, strerror } from '../../src/sim/errno.ts';
import { EventBus } from '../../src/sim/events.ts';
import { Hash64 } from '../../src/sim/hash.ts';
import { UserError } from '../../src/sim/issue.ts';
import { Journal } from '../../src/sim/journal.ts';

test('a listener that throws stops neither the others nor the run', () => {
  const bus = new EventBus<{ done: number }>();
  const seen: number[] = [];
  bus.on('done', () => {
    throw new Error('listener');
  });
  const off = bus.on('done', (value) => seen.push(value));
  bus.emit('done', 1);
  off();
  bus.emit('done', 2);
  expect(seen).toEqual([1]);
  expect(bus.faults.map((fault) => fault.event)).toEqual(['done', 'done']);
});

test('faults are kept up to a hundred', () => {
  const bus = new EventBus<{ done: null }>();
  bus.on('done', () => {
    throw new Error('again');
  });
  for (let i = 0; i < 101; i++) bus.emit('done', null);
  expect(bus.faults.length).toBe(100);
});

test('errno names and texts', () => {
  expect([ENOSPC, strerror(-28), errnoName(-28)]).toEqual([28, 'No space left on device', 'ENOSPC']);
  expect([strerror(999), errnoName(999)]).toEqual(['Unknown error 999', 'E999']);
});

property.prop([fc.uint8Array({ maxLength: 20_000 })])('latin1 text keeps every byte', (bytes) => {
  expect(latin1Bytes(latin1Text(bytes))).toEqual(bytes);
});

test('latin1 refuses what is no byte', () => {
  expect(() => latin1Bytes('Ā')).toThrow(AssertionFailure);
  expect(latin1Bytes(utf8ToLatin1('é€'))).toEqual(new Uint8Array([0xc3, 0xa9, 0xe2, 0x82, 0xac]));
});

property.prop([fc.uint8Array({ maxLength: 50 }), fc.nat(49), fc.integer({ min: 1, max: 255 })])(
  'the hash sees every changed byte, and not how the data were cut',
  (bytes, at, mask) => {
    const digest = new Hash64().update(bytes).digest();
    expect(new Hash64().update(bytes.subarray(0, at)).update(bytes.subarray(at)).digest()).toBe(digest);
    if (at >= bytes.length) return;
    const changed = bytes.slice();
    changed[at]! ^= mask;
    expect(new Hash64().update(changed).digest()).not.toBe(digest);
  },
);

test('an assertion names what broke, an issue says it all', () => {
  expect(() => assert(false, 'zone size is 0')).toThrow('zone size is 0');
  const error = new UserError([
    { code: 'a', message: 'first' },
    { code: 'b', message: 'second' },
  ]);
  expect(error.message).toBe('first\nsecond');
});

test('the journal survives JSON', () => {
  const journal = new Journal();
  journal.record({ timeNs: 5, events: 1, input: 'type', data: { text: 'boot\n' } });
  journal.record({ timeNs: 9, events: 1, input: 'powerOn', data: null });
  expect(Journal.restore(JSON.parse(JSON.stringify(journal.snapshot()))).entries).toEqual(journal.entries);
});
