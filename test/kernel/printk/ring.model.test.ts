/**
 * The ring in RAM beside models of it: which records are still there, whole boot logs against single records, and damage, which
 * may hide records but never stops anything.
 */
import { fc, test as fuzz } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { LogRecord } from '../../../src/kernel/printk/log-record.ts';
import { type RamLogOptions, ramLog } from './ram-log.ts';
import { RingSpace } from './ring-space.ts';

const variants: readonly RamLogOptions[] = [
  { wordBytes: 8, ring: 'finalized-id' },
  { wordBytes: 8, ring: 'finalized-seq', byteOrder: 'big' },
  { wordBytes: 4, ring: 'finalized-id' },
  { wordBytes: 4, ring: 'finalized-seq', byteOrder: 'big' },
];

interface Call {
  readonly length: number;
  readonly open: boolean;
  readonly continuation: boolean;
  readonly callerId: number;
}

const call: fc.Arbitrary<Call> = fc.record({
  length: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 120 }), fc.nat({ max: 1020 })),
  open: fc.boolean(),
  continuation: fc.boolean(),
  callerId: fc.nat({ max: 1 }),
});

describe.each(variants)('%o', (variant) => {
  fuzz.prop([fc.array(call, { minLength: 1, maxLength: 400 })], { numRuns: 40 })(
    'keeps what the model keeps',
    (calls) => {
      const { log } = ramLog({ ...variant, logBufShift: 12, lineMaxBytes: 1023 });
      const space = new RingSpace(4096, variant.wordBytes!);
      const kept: { text: string; callerId: number; open: boolean }[] = [];
      let first = 0;
      for (const [i, { length, open, continuation, callerId }] of calls.entries()) {
        const text = String.fromCharCode(97 + (i % 26)).repeat(length);
        log.add({ tsNs: i, facility: 0, level: 6, text, open, continuation, callerId });
        const last = kept.at(-1);
        const reserved = 2 + length + (open ? 0 : 1) + 1;
        const isLong = last !== undefined && last.text.length + reserved > 1024;
        if (continuation && last?.open && last.callerId === callerId && !isLong) {
          first += space.growLast(last.text.length + reserved);
          last.text += text;
          last.open = open;
        } else {
          first += space.add(reserved);
          kept.push({ text, callerId, open });
        }
        const end = kept.length - (open ? 1 : 0);
        expect(log.readableSeq).toBe(end);
        const oldest = log.store.next(0);
        expect(oldest?.seq).toBe(first < end ? first : undefined);
        const seen = log.store.range(Math.max(first, end - 3), end).map((record) => record.text);
        expect(seen).toEqual(kept.slice(Math.max(first, end - 3), end).map((record) => record.text));
      }
      const all = log.store.range(0, log.readableSeq);
      const end = kept.length - (kept.at(-1)!.open ? 1 : 0);
      expect(all.map(({ text }) => text)).toEqual(kept.slice(first, end).map(({ text }) => text));
    },
  );

  fuzz.prop([fc.array(fc.nat({ max: 200 }), { maxLength: 150 }), fc.array(fc.nat({ max: 200 }), { maxLength: 30 })])(
    'a boot log in one go is the same bytes as its records one by one',
    (lengths, before) => {
      const [whole, single] = [ramLog({ ...variant, logBufShift: 14 }), ramLog({ ...variant, logBufShift: 14 })];
      for (const { log } of [whole, single]) {
        for (const length of before) {
          log.add({
            tsNs: 1,
            facility: 0,
            level: 5,
            text: 'y'.repeat(length),
            open: true,
            continuation: false,
            callerId: 2,
          });
        }
      }
      const records = lengths.map(recordOf);
      whole.log.addAll(records);
      for (const record of records) single.log.store.store({ record, continuation: false, maxBytes: 1024 });
      const { start, end } = whole.symbols.block;
      const ours = whole.memory.read(start, end - start);
      const theirs = single.memory.read(start, end - start);
      expect(ours.findIndex((byte, at) => byte !== theirs[at])).toBe(-1);
    },
  );

  fuzz.prop([
    fc.array(fc.nat({ max: 120 }), { minLength: 1, maxLength: 200 }),
    fc.array(fc.record({ bit: fc.nat(), isHeader: fc.boolean() }), { minLength: 1, maxLength: 40 }),
  ])('damage hides records and stops nothing', (lengths, flips) => {
    const { log, memory, symbols } = ramLog({ ...variant, logBufShift: 12 });
    log.addAll(lengths.map(recordOf));
    const { start, end } = symbols.block;
    for (const { bit, isHeader } of flips) {
      const range = isHeader ? { start, end: start + 0x100 } : { start: start + 4096, end };
      const at = range.start + (Math.floor(bit / 8) % (range.end - range.start));
      memory.store8(at, memory.load8(at) ^ (1 << (bit % 8)), memory.writer('fault'));
      const seen = log.store.range(0, log.readableSeq);
      expect(seen.length).toBeLessThanOrEqual(128);
      log.add({ tsNs: 1, facility: 0, level: 6, text: 'after', open: false, continuation: true, callerId: 0 });
      log.clear();
      expect(log.store.next(log.clearSeq)?.seq ?? log.clearSeq).toBeGreaterThanOrEqual(0);
    }
  });
});

function recordOf(length: number, i: number): LogRecord {
  return { tsNs: i * 1_000_003, facility: 0, level: i % 8, flags: 2, callerId: i, text: 'x'.repeat(length) };
}

test('a record whose id, state or number is damaged is passed over or ends the log', () => {
  const fields: readonly (readonly [name: string, offset: number, seen: readonly string[]])[] = [
    // A wrong number in a descriptor is not finished for all a reader can tell: it stops there.
    ['state', 24 * 1 + 7, ['r0']],
    ['index', 24 * 1, ['r0']],
    // The text is lost, the record with it.
    ['begin', 24 * 1 + 8, ['r0', 'r2']],
  ];
  for (const [name, offset, seen] of fields) {
    const { log, memory, symbols } = ramLog({ logBufShift: 12 });
    log.addAll(['r0', 'r1', 'r2'].map((text) => ({ ...recordOf(0, 0), text })));
    const at = symbols._printk_rb_static_descs + offset;
    memory.store8(at, memory.load8(at) ^ (name === 'state' ? 0x80 : 1), memory.writer('fault'));
    expect([name, log.store.range(0, 3).map(({ text }) => text)]).toEqual([name, seen]);
  }
});

test('a damaged text is a damaged dmesg', () => {
  const { log, memory, symbols } = ramLog({ logBufShift: 12 });
  log.addAll([{ ...recordOf(0, 0), text: 'reboot' }]);
  memory.store8(symbols.__log_buf + 8, 'R'.charCodeAt(0), memory.writer('fault'));
  expect(log.store.next(0)?.text).toBe('Reboot');
});

test('a pointer that leads nowhere leaves no log, and printing goes on', () => {
  const { log, memory, symbols } = ramLog({ logBufShift: 12 });
  log.addAll([recordOf(5, 0)]);
  memory.store8(symbols.prb + 6, 0, memory.writer('fault'));
  log.addAll([recordOf(5, 1)]);
  expect([log.readableSeq, log.store.next(0), log.store.firstSeq]).toEqual([0, undefined, 0]);
});

test('what stays behind a text in its block: its tail where it was formatted, newline, terminator', () => {
  const { log, memory, symbols } = ramLog({ logBufShift: 12 });
  log.addAll([{ ...recordOf(0, 0), level: 6, text: 'text' }]);
  log.add({ tsNs: 0, facility: 1, level: 6, text: 'user', open: true, continuation: false, callerId: 0 });
  const block = (at: number, length: number) => String.fromCharCode(...memory.read(symbols.__log_buf + at, length));
  expect(block(8, 8)).toBe('textxt\n\0');
  expect(block(24, 8)).toBe('user\0\0\0\0');
});
