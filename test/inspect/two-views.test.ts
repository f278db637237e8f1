/**
 * The same RAM seen by Linux and by U-Boot: where the two differ, one row each, and nowhere else.
 *
 * Linux is the autopsy of a kernel that has every front end; U-Boot's view is what `pstore save` writes to a disk.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import { kernelDeflate } from '../../src/formats/deflate.ts';
import { PSTORE_TYPE_DMESG } from '../../src/formats/pstore.ts';
import { type AutopsyReport, autopsy } from '../../src/inspect/autopsy.ts';
import { type AutopsyRequest, autopsyOptions } from '../../src/inspect/autopsy-options.ts';
import { runUBootSession } from '../../src/inspect/uboot-session.ts';
import { encodeFtraceRecord, ftraceFormat } from '../../src/kernel/pstore/ftrace.ts';
import { loadRamoops } from '../../src/kernel/pstore/ramoops-module.ts';
import { ramoopsModuleDefaults } from '../../src/kernel/pstore/ramoops-parameters.ts';
import { readDiskFile } from '../../src/machine/disk-boot-medium.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { recordingKernel } from '../kernel/pstore/recording-kernel.ts';
import { DBGC, HEADER, region, type Zone } from '../uboot/region.ts';

const ADDRESS = 0x3000000;
/** Dumps at 0, 0x1000, 0x2000; console, ftrace and pmsg behind them. */
const LENGTH = 0x6000;
const sizes = { recordSize: '0x1000', consoleSize: '0x1000', ftraceSize: '0x1000', pmsgSize: '0x1000' };
const full61 = findKernel('full61')!;

type Files = Readonly<Record<string, string>>;

function linux(image: Uint8Array, request: Partial<AutopsyRequest> = {}): AutopsyReport {
  return autopsy(image, autopsyOptions({ kernel: 'full61', address: `${ADDRESS}`, cpus: '1', ...sizes, ...request }));
}

function linuxFiles(image: Uint8Array, request: Partial<AutopsyRequest> = {}): Files {
  return Object.fromEntries(linux(image, request).files.map(({ name, bytes }) => [name, latin1Text(bytes)]));
}

const NAMES = [
  ...Array.from({ length: 6 }, (_, n) => [`dmesg-ramoops-${n}`, `dmesg-ramoops-${n}.enc.z`]).flat(),
  'console-ramoops-0',
  'ftrace-ramoops-0',
  'pmsg-ramoops-0',
];

/** `crash`: U-Boot did not come back. */
function uboot(image: Uint8Array, sizesText = '1000 1000 1000 1000'): Files | 'crash' {
  const disk = newFileSystem('ext4-uboot-64m');
  const { commands } = runUBootSession({
    board: sandbox,
    version: findUBoot('2026.07')!,
    loads: [{ bytes: image, address: ADDRESS }],
    disks: [{ interface: 'host', number: 0, disk, isReadOnly: false }],
    exec: [`pstore set 3000000 ${image.length.toString(16)} ${sizesText}`, 'pstore save host 0 /'],
  });
  if (commands[1]!.status === null) return 'crash';
  const read = NAMES.map((name) => ({ name, bytes: readDiskFile(disk, 0, `/${name}`) }));
  return Object.fromEntries(
    read.flatMap(({ name, bytes }) => (typeof bytes === 'number' ? [] : [[name, latin1Text(bytes)]])),
  );
}

/** A region as a kernel with ECC leaves it: one dump. */
function withEcc(): Uint8Array {
  const memory = new PhysicalMemory();
  const parameters = { ...ramoopsModuleDefaults, memAddress: BigInt(ADDRESS), memSize: BigInt(LENGTH), ecc: 1 };
  const { ramoops } = loadRamoops({
    kernel: recordingKernel(full61),
    memory,
    byteOrder: 'little',
    possibleCpus: 1,
    register: () => 0,
    source: { kind: 'module', parameters },
  });
  const time = { seconds: 1573113357, nanoseconds: 903660000 };
  const bytes = latin1Bytes('Oops#1 Part1\ntext\n');
  ramoops!.write({ type: PSTORE_TYPE_DMESG, bytes, compressed: false, part: 1, time });
  return memory.read(ADDRESS, LENGTH);
}

function flipped(image: Uint8Array, offset: number): Uint8Array {
  const damaged = image.slice();
  damaged[offset]! ^= 1;
  return damaged;
}

/** What a zone of function traces is signed with. */
const FTRACE_SIG = (DBGC ^ ((6 << 16) | (1 << 8) | 192)) >>> 0;

function trace(ip: bigint): string {
  const record = { cpu: 0, ts: 1n, ip, parentIp: 0xffffffff81000000n };
  return latin1Text(encodeFtraceRecord(record, ftraceFormat(full61, 'little')));
}

const dump = (text: string) => `${HEADER}${text}`;
const one = (...zones: Zone[]) => region(LENGTH, zones);

describe('uboot.md §6, row by row', () => {
  test('ECC: Linux mends and says so, U-Boot shows what is there', () => {
    const image = withEcc();
    const text = 'Oops#1 Part1\ntext\n';
    const notice = '\nECC: No errors detected\n';
    const mended = '\nECC: 1 Corrected bytes, 0 unrecoverable blocks\n';
    expect(linuxFiles(image, { ecc: '1' })).toEqual({ 'dmesg-ramoops-0': `${text}${notice}` });
    expect(uboot(image)).toEqual({ 'dmesg-ramoops-0': text });
    const inText = flipped(image, 12 + HEADER.length);
    expect(linuxFiles(inText, { ecc: '1' })).toEqual({ 'dmesg-ramoops-0': `${text}${mended}` });
    expect(uboot(inText)).toEqual({ 'dmesg-ramoops-0': `N${text.slice(1)}` });
    for (const offset of [0, 12]) {
      const damaged = flipped(image, offset);
      expect(linuxFiles(damaged, { ecc: '1' })).toHaveProperty(['dmesg-ramoops-0']);
      expect(uboot(damaged)).toEqual({});
    }
  });

  test('start > size: Linux rejects the zone, U-Boot crashes', () => {
    const image = (start: number) => one({ at: 0x3000, start, data: 'abcdef' });
    expect(linuxFiles(image(6))).toEqual(uboot(image(6)));
    expect(linuxFiles(image(7))).toEqual({});
    expect(uboot(image(7))).toBe('crash');
  });

  test('size limit: the zone less its header, and the whole zone', () => {
    const image = (size: number) => one({ at: 0x3000, size, data: 'x' });
    const length = (files: Files | 'crash') => (files as Files)['console-ramoops-0']?.length ?? null;
    const lengths = (size: number) => [length(linuxFiles(image(size))), length(uboot(image(size)))];
    expect(lengths(0xff4)).toEqual([0xff4, 0xff4]);
    expect(lengths(0xff5)).toEqual([null, 0xff5]);
    expect(lengths(0x1000)).toEqual([null, 0x1000]);
    expect(lengths(0x1001)).toEqual([null, null]);
  });

  test('the signature of ftrace zones', () => {
    const image = (sig: number) => one({ at: 0x4000, sig, data: trace(0xffffffff81000010n) });
    for (const sig of [FTRACE_SIG, DBGC, 0x12345678]) {
      expect(Object.keys(linuxFiles(image(sig)))).toEqual(sig === FTRACE_SIG ? ['ftrace-ramoops-0'] : []);
      expect(uboot(image(sig))).toEqual({ 'ftrace-ramoops-0': trace(0xffffffff81000010n) });
    }
  });

  test('ftrace zones of several CPUs', () => {
    const first = { at: 0x4000, sig: FTRACE_SIG, data: trace(0xffffffff81000010n) };
    const image = one(first, { ...first, at: 0x4800, data: trace(0xffffffff81000020n) });
    const text = linuxFiles(image, { kernel: 'full61smp', cpus: '2' })['ftrace-ramoops-0'];
    expect(text?.match(/^.*81000010 .*$/gm)).toHaveLength(1);
    expect(text?.match(/^.*81000020 .*$/gm)).toHaveLength(1);
    expect(uboot(image)).toEqual({ 'ftrace-ramoops-0': first.data });
  });

  test('the order of pmsg and ftrace since 6.2', () => {
    const image = one({ at: 0x4000, data: 'from user space' });
    expect(linuxFiles(image, { kernel: 'deb612' })).toEqual({ 'pmsg-ramoops-0': 'from user space' });
    expect(uboot(image)).toEqual({ 'ftrace-ramoops-0': 'from user space' });
    const older = one({ at: 0x5000, data: 'from user space' });
    expect(linuxFiles(older)).toEqual({ 'pmsg-ramoops-0': 'from user space' });
    expect(uboot(older)).toEqual(linuxFiles(older));
  });

  test('record sizes are rounded down by Linux alone', () => {
    const image = one({ at: 0x1000, data: dump('at 1000') }, { at: 0x1800, data: dump('at 1800') });
    expect(linuxFiles(image, { recordSize: '0x1800' })).toEqual({ 'dmesg-ramoops-1': 'at 1000' });
    expect(uboot(image, '1800 1000 1000 1000')).toEqual({ 'dmesg-ramoops-0': 'at 1800' });
  });

  test('the number of zones in a span that is no multiple: down with longer zones, and up with one across the console', () => {
    const zones = [
      { at: 0, data: dump('first') },
      { at: 0x2800, data: dump('second, for Linux') },
      { at: 0x2000, data: dump('second, for U-Boot') },
      { at: 0x4000, data: dump('straddling') },
    ];
    const image = region(0x8000, zones);
    expect(linuxFiles(image, { recordSize: '0x2000' })).toEqual({
      'dmesg-ramoops-0': 'first',
      'dmesg-ramoops-1': 'second, for Linux',
    });
    expect(uboot(image, '2000 1000 1000 1000')).toEqual({
      'dmesg-ramoops-0': 'first',
      'dmesg-ramoops-1': 'second, for U-Boot',
      'dmesg-ramoops-2': 'straddling',
    });
  });

  test('the number in the name of a dump', () => {
    const image = one({ at: 0x2000, data: dump('third zone') });
    expect(linuxFiles(image)).toEqual({ 'dmesg-ramoops-2': 'third zone' });
    expect(uboot(image)).toEqual({ 'dmesg-ramoops-0': 'third zone' });
  });

  test('compressed dumps', () => {
    const text = 'Oops#1 Part1\n<6>[    1.000000] a line of the log\n'.repeat(20);
    const deflated = latin1Text(kernelDeflate(latin1Bytes(text), { windowBits: 11 })!);
    const header = HEADER.replace('-D', '-C');
    const image = one({ at: 0, data: header + deflated }, { at: 0x1000, data: `${header}not deflated` });
    expect(linuxFiles(image)).toEqual({ 'dmesg-ramoops-0': text, 'dmesg-ramoops-1.enc.z': 'not deflated' });
    expect(uboot(image)).toEqual({ 'dmesg-ramoops-0.enc.z': deflated, 'dmesg-ramoops-1.enc.z': 'not deflated' });
  });

  test.each([
    ['====1573113357.903660-D\n', 'text', 'text'],
    ['====1573113357.903660\n', 'text', 'text'],
    ['====no digits\n', null, 'text'],
    ['====\n', null, 'text'],
    ['===1573113357.903660-D\n', null, null],
    // The newline of the kernel's pattern stands for all white space that is there.
    ['====1573113357.903660-D\n\t\n', 'text', '\t\ntext'],
  ])('header %j: Linux reads %j, U-Boot %j', (header, inLinux, inUBoot) => {
    const image = one({ at: 0, data: `${header}text` });
    expect(linuxFiles(image)).toEqual(inLinux === null ? {} : { 'dmesg-ramoops-0': inLinux });
    expect(uboot(image)).toEqual(inUBoot === null ? {} : { 'dmesg-ramoops-0': inUBoot });
  });

  test('after reading: Linux empties what it does not know, U-Boot changes nothing', () => {
    const image = one(
      { at: 0, data: dump('text') },
      { at: 0x1000, data: 'no header' },
      { at: 0x3000, start: 9, data: 'x' },
    );
    const { regionAfter } = linux(image);
    const size = (at: number) => new DataView(regionAfter.buffer, regionAfter.byteOffset).getUint32(at + 8, true);
    expect([size(0), size(0x1000), size(0x3000)]).toEqual([dump('text').length, 0, 0]);
    const sum = `crc32 3000000 ${LENGTH.toString(16)}`;
    const { commands } = runUBootSession({
      board: sandbox,
      version: findUBoot('2026.07')!,
      loads: [{ bytes: image, address: ADDRESS }],
      exec: ['pstore set 3000000 6000', sum, 'pstore display dump', 'pstore display ftrace', sum],
    });
    expect(latin1Text(commands[2]!.wire)).toBe('**** Dump\r\ntext');
    expect(commands[4]!.wire).toEqual(commands[1]!.wire);
  });

  test('ecc=1: 16 bytes for a module parameter, 1 for a device tree', () => {
    const empty = new Uint8Array(LENGTH);
    const eccSize = (request: Partial<AutopsyRequest>) => linux(empty, request).zones[0]?.eccSize;
    expect(eccSize({ ecc: '1' })).toBe(16);
    expect(eccSize({ ecc: '1', kernel: 'armmp', deviceTree: true })).toBe(1);
  });
});

const text = fc.string({
  minLength: 1,
  maxLength: 200,
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
});
const zone = (at: number, prefix = '') =>
  fc.option(fc.tuple(text, fc.nat()), { nil: null }).map((given): Zone[] => {
    if (given === null) return [];
    const data = prefix + given[0];
    return [{ at, data, start: prefix === '' ? given[1] % (data.length + 1) : 0 }];
  });

/** Dumps fill their zones from the first, as a kernel without an earlier record writes them. */
const others = fc
  .tuple(fc.array(text, { maxLength: 3 }), zone(0x3000), zone(0x5000))
  .map(([dumps, ...rest]) => [
    ...dumps.map((data, index): Zone => ({ at: index * 0x1000, data: dump(`Oops#${index} Part1\n${data}`) })),
    ...rest.flat(),
  ]);

property.prop([others], { numRuns: 60 })(
  'where no row applies, both have the same files with the same bytes',
  (zones) => {
    const image = one(...zones);
    expect(uboot(image)).toEqual(linuxFiles(image));
  },
);
