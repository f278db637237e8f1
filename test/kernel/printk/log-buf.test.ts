/** `log_buf_len=`: which length comes of it, what is said, and that the log goes on in the longer buffer. */
import { describe, expect, test } from 'vitest';
import { bootWithLogBuf } from '../../../src/kernel/boot/log-buf-records.ts';
import type { BootRecord } from '../../../src/kernel/boot/template.ts';
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import { Memblock } from '../../../src/kernel/mm/memblock.ts';
import { earlyLogBufFree, planLogBuf } from '../../../src/kernel/printk/log-buf.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { ramLog } from './ram-log.ts';

const deb61 = findKernel('deb61')!;
const armmp = findKernel('armmp')!;
const plan = (text: string, cpus = 1) => planLogBuf(deb61, parseCommandLine(text), cpus);

test.each([
  ['', 0],
  ['log_buf_len=1M', 1 << 20],
  ['log_buf_len=600K', 1 << 20],
  ['log_buf_len=131072', 0],
  ['log_buf_len=131073', 1 << 18],
  ['log_buf_len=4K', 0],
  ['log_buf_len', 0],
  ['log_buf_len=x', 0],
  ['log_buf_len=1M log_buf_len=256K', 1 << 18],
])('%s gives %i bytes', (text, length) => {
  expect(plan(text)).toEqual({ length, parameterLines: [], cpuLines: [] });
});

test('more than 2 GiB is not supported, and taken as 2 GiB', () => {
  expect(plan('log_buf_len=3G')).toEqual({
    length: 2 ** 31,
    parameterLines: [{ level: 3, text: 'printk: log_buf over 2G is not supported.' }],
    cpuLines: [],
  });
});

test('many CPUs have a share each, unless the length was given', () => {
  expect(plan('', 17)).toMatchObject({ length: 0, cpuLines: [] });
  expect(plan('log_buf_len=1M', 64)).toMatchObject({ length: 1 << 20, cpuLines: [] });
  expect(plan('', 18)).toEqual({
    length: 1 << 18,
    parameterLines: [],
    cpuLines: [
      { level: 6, text: 'printk: log_buf_len individual max cpu contribution: 4096 bytes' },
      { level: 6, text: 'printk: log_buf_len total cpu_extra contributions: 69632 bytes' },
      { level: 6, text: 'printk: log_buf_len min size: 131072 bytes' },
    ],
  });
});

const record = (text: string): BootRecord => ({ timeUs: 7, level: 6, text, caller: null, effect: null });

describe('in the boot log', () => {
  const x86 = ['Linux version', 'Command line: x', '', 'RAMDISK: [mem 0x1-0x2]', 'Dentry cache hash table entries: 1'];

  test('x86: before the initrd is looked at; the texts so far are counted without prefix and newline', () => {
    const memblock = new Memblock([{ start: 0, end: 0x8000000 }]);
    const { records, dynamic } = bootWithLogBuf(deb61, x86.map(record), plan('log_buf_len=1M'), memblock, 0x8000000);
    expect(records.map(({ text }) => text).slice(2, 6)).toEqual([
      '',
      'printk: log_buf_len: 1048576 bytes',
      `printk: early log buf free: ${131072 - 24 - 24}(99%)`,
      'RAMDISK: [mem 0x1-0x2]',
    ]);
    // Top down: text, descriptors, infos.
    const [data, descs] = [0x8000000 - 0x100000, 0x8000000 - 0x100000 - 32768 * 24];
    expect(dynamic).toEqual({ length: 1 << 20, fromSeq: 3, data, descs, infos: descs - 32768 * 88 });
  });

  test('arm: before the directory cache', () => {
    const memblock = new Memblock([{ start: 0, end: 0x8000000 }]);
    const line = planLogBuf(armmp, parseCommandLine('log_buf_len=1M'), 1);
    const { records } = bootWithLogBuf(armmp, x86.map(record), line, memblock, 0x8000000);
    expect(records[4]!.text).toBe('printk: log_buf_len: 1048576 bytes');
    expect(earlyLogBufFree(armmp, [{ text: 'abc' }, { text: '' }] as never)).toBe(131072 - 8);
  });

  test.each([
    ['text', 0x100000, 'printk: log_buf_len: 1048576 text bytes not available'],
    ['desc', 0x180000, 'printk: log_buf_len: 786432 desc bytes not available'],
    ['info', 0x280000, 'printk: log_buf_len: 2883584 info bytes not available'],
  ])('without room for the %s it stays as it was', (_, bytes, text) => {
    const memblock = new Memblock([{ start: 0x1000, end: bytes }]);
    const { records, dynamic } = bootWithLogBuf(deb61, x86.map(record), plan('log_buf_len=1M'), memblock, bytes);
    expect([records[3]!.level, records[3]!.text, dynamic]).toEqual([3, text, undefined]);
  });
});

test('what was logged before goes along, and the prb pointer leads to the longer ring', () => {
  const dynamic = { length: 1 << 13, data: 0x340000, descs: 0x380000, infos: 0x390000, fromSeq: 2 };
  const { log, memory, symbols } = ramLog({ logBufShift: 12, dynamic });
  const base = { tsNs: 5, facility: 0, level: 6, flags: 2, callerId: 3 };
  log.addAll(['one', '', 'three'].map((text) => ({ ...base, text })));
  expect(memory.load32le(symbols.prb)).toBe((0x80000000 + symbols.printk_rb_dynamic) >>> 0);
  expect(memory.load32le(symbols.log_buf_len)).toBe(8192);
  for (let i = 0; i < 200; i++) log.addAll([{ ...base, text: `r${i}` }]);
  const texts = log.store.range(0, log.readableSeq).map(({ text }) => text);
  expect(texts.slice(0, 4)).toEqual(['one', '', 'three', 'r0']);
  expect(texts).toHaveLength(203);
});
