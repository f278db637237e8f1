/** kmsg_dump: which dumpers are called for which reason, and which records a dump of a given size takes. */
import { fc, test as fuzz } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { recordPrintText, recordPrintTextSize } from '../../../src/kernel/printk/format.ts';
import { KmsgDumpers, type KmsgDumpReason, kmsgDumpReasonStr } from '../../../src/kernel/printk/kmsg-dump.ts';
import { kmsgDumpGetBuffer, kmsgDumpRewind } from '../../../src/kernel/printk/kmsg-dump-buffer.ts';
import type { PrintkLog } from '../../../src/kernel/printk/log.ts';
import type { LogRecord } from '../../../src/kernel/printk/log-record.ts';
import { ramLog } from './ram-log.ts';

const format = { syslog: true, time: false, caller: false };

function logOf(...texts: string[]): PrintkLog {
  const log = ramLog().log;
  log.addAll(texts.map((text) => ({ tsNs: 0, facility: 0, level: 6, flags: 2, callerId: 0, text })));
  return log;
}

describe('dumpers', () => {
  // max_reason → the highest reason it is called for, without and with printk.always_kmsg_dump
  test.each([
    [0, 2, 4],
    [1, 1, 1],
    [2, 2, 2],
    [3, 3, 3],
    [4, 4, 4],
    [9, 4, 4],
  ])('max_reason %i', (maxReason, highest, highestAlways) => {
    for (const always of [false, true]) {
      const dumpers = new KmsgDumpers();
      dumpers.alwaysKmsgDump = always;
      const called: number[] = [];
      dumpers.register({ maxReason, dump: (reason) => called.push(reason) });
      for (const reason of [1, 2, 3, 4] as KmsgDumpReason[]) dumpers.dump(reason);
      expect(called.at(-1)).toBe(always ? highestAlways : highest);
    }
  });

  test('are called in order of registration; one that has gone is not called', () => {
    const dumpers = new KmsgDumpers();
    const called: string[] = [];
    const make = (name: string) => ({ maxReason: 2, dump: () => called.push(name) });
    const [a, b, c] = [make('a'), make('b'), make('c')];
    for (const dumper of [a, b, c]) dumpers.register(dumper);
    dumpers.unregister(b);
    dumpers.unregister(b);
    dumpers.dump(1);
    expect(called).toEqual(['a', 'c']);
  });

  test('reasons have names; an unknown one is called so', () => {
    expect([0, 1, 2, 3, 4, 5].map(kmsgDumpReasonStr)).toEqual([
      'Unknown',
      'Panic',
      'Oops',
      'Emergency',
      'Shutdown',
      'Unknown',
    ]);
  });
});

describe('kmsg_dump_get_buffer', () => {
  test('takes the newest records that fit into one byte less than the room', () => {
    // Each record prints as `<6>aaaa` and a newline: 8 bytes.
    const log = logOf('aaaa', 'bbbb', 'cccc');
    const iter = kmsgDumpRewind(log);
    expect(kmsgDumpGetBuffer(log, iter, 17, format)).toBe('<6>bbbb\n<6>cccc\n');
    expect(kmsgDumpGetBuffer(log, iter, 17, format)).toBe('<6>aaaa\n');
    expect(kmsgDumpGetBuffer(log, iter, 17, format)).toBeNull();
    const tight = kmsgDumpRewind(log);
    expect(kmsgDumpGetBuffer(log, tight, 16, format)).toBe('<6>cccc\n');
  });

  test('printk.time counts at each dump anew, also for records that an earlier dump has printed', () => {
    // More than a stretch: records that are read again come as the same objects.
    const log = logOf(...Array.from({ length: 40 }, (_, i) => `line ${i}`));
    const changeable = { ...format };
    const dump = () => kmsgDumpGetBuffer(log, kmsgDumpRewind(log), 4096, changeable)!;
    expect(dump()).toContain('<6>line 39\n');
    changeable.time = true;
    expect(dump().match(/^<6>\[ {4}0\.000000\] line \d+$/gm)).toHaveLength(40);
  });

  test('a newest record that does not fit gives empty parts for ever', () => {
    const log = logOf('a', 'b'.repeat(100));
    const iter = kmsgDumpRewind(log);
    for (let part = 0; part < 3; part++) expect(kmsgDumpGetBuffer(log, iter, 50, format)).toBe('');
  });

  test('begins at the clear position and ends before an open record', () => {
    const log = logOf('old');
    log.clear();
    const entry = { tsNs: 0, facility: 0, level: 6, callerId: 0, continuation: false };
    log.add({ ...entry, text: 'new', open: false });
    log.add({ ...entry, text: 'open', open: true });
    expect(kmsgDumpGetBuffer(log, kmsgDumpRewind(log), 1000, format)).toBe('<6>new\n');
  });

  test('no room at all is the end, one byte is an empty part', () => {
    const log = logOf('text');
    expect(kmsgDumpGetBuffer(log, kmsgDumpRewind(log), 0, format)).toBeNull();
    expect(kmsgDumpGetBuffer(log, kmsgDumpRewind(log), 1, format)).toBe('');
  });

  test('records the ring has dropped do not exist', () => {
    const log = ramLog({ logBufShift: 12 }).log;
    const iter = kmsgDumpRewind(log);
    const record = { tsNs: 0, facility: 0, level: 6, flags: 2, callerId: 0 };
    log.addAll(Array.from({ length: 130 }, (_, i) => ({ ...record, text: `r${i}` })));
    iter.nextSeq = 4;
    expect(kmsgDumpGetBuffer(log, iter, 1000, format)).toBe('<6>r2\n<6>r3\n');
  });
});

const anyRecord: fc.Arbitrary<LogRecord> = fc.record({
  tsNs: fc.nat({ max: 9e15 }),
  facility: fc.nat({ max: 255 }),
  level: fc.nat({ max: 7 }),
  flags: fc.constant(2),
  callerId: fc.nat({ max: 2 ** 32 - 1 }),
  text: fc.string({ unit: fc.constantFrom('a', '\n', ' '), maxLength: 40 }),
});

fuzz.prop([anyRecord, fc.boolean(), fc.boolean(), fc.boolean()])(
  'the size of a printed record is known without printing it',
  (record, syslog, time, caller) => {
    const options = { syslog, time, caller };
    expect(recordPrintTextSize(record, options)).toBe(recordPrintText(record, options).length);
  },
);
