/**
 * Our log in simulated RAM, dumped as an ELF core, and what kexec-tools' vmcore-dmesg and makedumpfile read from it: the same
 * lines as our own reader gives, wrapped or not, on either byte order.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test as fuzz } from '@fast-check/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PrintkLog } from '../../src/kernel/printk/log.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { ringInfo, vmcoreDmesgText, writeCore } from '../kernel/printk/elf-core.ts';
import { type RamLog, type RamLogOptions, ramLog } from '../kernel/printk/ram-log.ts';
import { describeWithTool } from './tool.ts';

const KERNEL_MAP = 0xffffffff80000000n;
const DIRECT_MAP = 0xffff888000000000n;
const RAM_BYTES = 0x400000;
/** Free in the RAM of these tests: page tables, struct page, utsname. */
const PAGE_TABLES = 0x310000;
const MEM_MAP_POINTER = 0x320000;
const UTSNAME = 0x321000;
const MEM_MAP = 0x330000;
const RELEASE = '6.1.0-sim';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-core-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function coreFile({ memory, symbols }: RamLog, byteOrder: 'little' | 'big'): string {
  const bytes = memory.read(0, RAM_BYTES);
  const virtual = (physical: number) => KERNEL_MAP + BigInt(physical);
  const info = [
    `OSRELEASE=${RELEASE}`,
    'PAGESIZE=4096',
    `SYMBOL(init_uts_ns)=${virtual(UTSNAME).toString(16)}`,
    'OFFSET(uts_namespace.name)=0',
    `SYMBOL(mem_map)=${virtual(MEM_MAP_POINTER).toString(16)}`,
    'SIZE(page)=64',
    'OFFSET(page.flags)=0',
    'OFFSET(page._refcount)=52',
    'OFFSET(page.mapping)=24',
    `SYMBOL(init_top_pgt)=${virtual(PAGE_TABLES).toString(16)}`,
    'NUMBER(phys_base)=0',
    `SYMBOL(_stext)=${virtual(0x100000).toString(16)}`,
    ...ringInfo(symbols, virtual, 8),
  ];
  const segments = [
    { virtual: KERNEL_MAP, physical: 0, bytes },
    { virtual: DIRECT_MAP, physical: 0, bytes },
  ];
  const path = join(folder, 'vmcore');
  writeFileSync(path, writeCore(byteOrder, byteOrder === 'little' ? 62 : 21, segments, info));
  return path;
}

/** What makedumpfile asks for beside the log: four levels of page tables, a memory map, the release. */
function addForMakedumpfile({ memory }: RamLog): void {
  const writer = memory.writer('test');
  const store = (address: number, value: bigint) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, value, true);
    memory.write(address, bytes, writer);
  };
  memory.fill(PAGE_TABLES, 0x8000, 0, writer);
  const table = (index: number) => PAGE_TABLES + index * 0x1000;
  const link = (from: number, slot: number, to: number) => store(table(from) + slot * 8, BigInt(table(to)) | 0x63n);
  link(0, 511, 1);
  link(1, 510, 2);
  link(0, Number((DIRECT_MAP >> 39n) & 511n), 3);
  link(3, 0, 4);
  for (const leafTable of [2, 4]) {
    for (let i = 0; i < RAM_BYTES / 0x200000; i++) store(table(leafTable) + i * 8, BigInt(i * 0x200000) | 0xe3n);
  }
  store(MEM_MAP_POINTER, DIRECT_MAP + BigInt(MEM_MAP));
  memory.fill(UTSNAME, 6 * 65, 0, writer);
  for (const [i, field] of ['Linux', 'sim', RELEASE, '#1', 'x86_64', '(none)'].entries()) {
    memory.write(UTSNAME + i * 65, latin1Bytes(field), writer);
  }
}

interface Written {
  readonly text: string;
  readonly open: boolean;
  readonly continuation: boolean;
}

function fill(log: PrintkLog, texts: readonly Written[]): void {
  for (const [i, { text, open, continuation }] of texts.entries()) {
    log.add({ tsNs: i * 1_234_567_891, facility: i % 3, level: i % 8, callerId: 1, text, open, continuation });
  }
}

/** Every finished record, and the last one while it is open: tools show that too. */
function allRecords({ log }: RamLog) {
  return log.store.range(0, log.readableSeq);
}

const line = fc.record({
  text: fc.string({ unit: fc.constantFrom('a', 'bcd', '\n', '\t', 'é', ' long enough to move on '), maxLength: 24 }),
  open: fc.boolean(),
  continuation: fc.boolean(),
});
const closing: Written = { text: 'the end', open: false, continuation: false };
const variants: readonly RamLogOptions[] = [
  { logBufShift: 12 },
  { logBufShift: 12, ring: 'finalized-id' },
  { logBufShift: 14 },
];

describeWithTool('vmcore-dmesg', (run) => {
  fuzz.prop([fc.array(line, { maxLength: 300 }), fc.constantFrom(...variants), fc.constantFrom('little', 'big')], {
    numRuns: 25,
  })('reads what we wrote', (texts, variant, byteOrder) => {
    const ram = ramLog({ ...variant, byteOrder });
    fill(ram.log, [...texts, closing]);
    expect(latin1Text(run([coreFile(ram, byteOrder)], new Uint8Array()))).toBe(vmcoreDmesgText(allRecords(ram)));
  });

  test('a longer buffer than the static one', () => {
    const dynamic = { length: 1 << 18, data: 0x340000, descs: 0x380000, infos: 0x3b0000, fromSeq: 2 };
    const ram = ramLog({ logBufShift: 12, dynamic: { ...dynamic, length: 1 << 13, infos: 0x390000 } });
    const record = { tsNs: 5, facility: 0, level: 6, flags: 2, callerId: 0 };
    ram.log.addAll(['one', '', 'three'].map((text) => ({ ...record, text })));
    fill(ram.log, [closing]);
    expect(latin1Text(run([coreFile(ram, 'little')], new Uint8Array()))).toBe(vmcoreDmesgText(allRecords(ram)));
    expect(allRecords(ram).map(({ text }) => text)).toEqual(['one', '', 'three', 'the end']);
  });
});

describeWithTool('makedumpfile', (run) => {
  test.each([10, 1000])('reads %i lines', (count) => {
    const ram = ramLog({ logBufShift: 14 });
    fill(
      ram.log,
      Array.from({ length: count }, (_, i) => ({ ...closing, text: `record number ${i}: ${'x'.repeat(i % 90)}` })),
    );
    addForMakedumpfile(ram);
    const target = join(folder, 'dmesg.txt');
    run(['-f', '--dump-dmesg', coreFile(ram, 'little'), target], new Uint8Array());
    expect(latin1Text(new Uint8Array(readFileSync(target)))).toBe(vmcoreDmesgText(allRecords(ram)));
  });
});
