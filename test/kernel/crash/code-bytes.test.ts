/** What `Code:` and `Instruction dump:` print lies in RAM at the address of the symbol that the report names, on every kernel. */
import { describe, expect, test } from 'vitest';
import { codeWindows } from '../../../src/kernel/crash/code-bytes.ts';
import type { CrashEnvironment, CrashSite } from '../../../src/kernel/crash/crash-environment.ts';
import { dieText, warnText } from '../../../src/kernel/crash/oops.ts';
import { panicText } from '../../../src/kernel/crash/panic.ts';
import { evaluate } from '../../../src/kernel/crash/register-template.ts';
import { siteNames } from '../../../src/kernel/crash/site-names.ts';
import { SymbolTable } from '../../../src/kernel/crash/symbols.ts';
import type { Kernel } from '../../../src/kernel/kernel.ts';
import { Machine } from '../../../src/machine/machine.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { kernelText } from '../../../src/profiles/kernel-texts.ts';
import { kernels } from '../../../src/profiles/kernels.ts';
import { runTo } from '../../machine/pc.ts';
import { booted } from '../sysrq-machine.ts';
import { collector, shell } from './environment.ts';

const boards = { x86_64: 'pc', arm: 'virt-arm', arm64: 'virt-arm64', ppc64le: 'pseries' } as const;

/** A running kernel without user space, with every module loaded that has symbols. */
function running(release: string): { readonly machine: Machine; readonly kernel: Kernel } {
  const kernel = kernels.find((one) => one.release === release)!;
  const board = findBoard(boards[kernel.architecture])!;
  const machine = new Machine({ board, kernel, uboot: null, seed: 'code', commandLine: 'console=ttyS0 panic=0' });
  machine.powerOn();
  runTo(machine, 'kernel.running');
  const stage = machine.kernel!;
  for (const name of SymbolTable.of(kernelText(release)!.crash).modules.keys()) {
    if (!stage.parts.casualty.modules.some((module) => module.name === name)) {
      stage.parts.casualty.loadModule({ name, taints: '' }, () => true);
    }
  }
  return { machine, kernel: stage };
}

/** Of LKDTM's own count, and what an ioremap asks for. */
const values = { warnings: 1n, first: 0x6000000n, last: 0x6000fffn, length: 0x1000n };
const hex = (digits: string) => BigInt(`0x${digits}`);

/** The report of a path as it would be printed now. */
function reportOf(environment: CrashEnvironment, site: CrashSite): string[] {
  const { lines, printk } = collector();
  const { fault, panic } = environment.text.crash.paths[site.path]!;
  if (fault?.cause === 'warn') warnText(environment, site, printk);
  else if (fault !== null) dieText(environment, { site, dieCount: 1 }, printk);
  else panicText(environment, { message: panic ?? 'test', site }, printk);
  return lines.flatMap(({ text }) => text.split('\n'));
}

/** Bytes of the code lines of a report, words in memory order, and the place of the instruction among them. */
function codeOf(
  lines: readonly string[],
  { wordBytes, isBig }: { readonly wordBytes: number; readonly isBig: boolean },
): { bytes: number[]; before: number } | null {
  const at = lines.findIndex((line) => /^(Code: |Instruction dump:)/.test(line));
  if (at < 0 || /access|bad PC value/.test(lines[at]!)) return null;
  const text = lines[at]!.startsWith('Code: ') ? lines[at]!.slice(6) : lines.slice(at + 1, at + 3).join('');
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => !word.startsWith('X'));
  const bytes = words.flatMap((word) => {
    const value = Number.parseInt(word.replace(/[<>()]/g, ''), 16);
    return Array.from(
      { length: wordBytes },
      (_, byte) => (value >>> (8 * (isBig ? wordBytes - 1 - byte : byte))) & 0xff,
    );
  });
  return { bytes, before: wordBytes * words.findIndex((word) => /^[<(]/.test(word)) };
}

describe.each(kernels.map(({ release }) => release))('%s', (release) => {
  const { machine, kernel } = running(release);
  const { casualty } = kernel.parts;
  const { crash } = casualty.environment().text;
  const symbols = SymbolTable.of(crash);
  const { read } = casualty.environment();
  const words = {
    wordBytes: crash.architecture === 'x86_64' ? 1 : 4,
    isBig: crash.architecture === 'ppc64le' && crash.byteOrder === 'big',
  };
  const at = (address: bigint, length: number) => [...(read(address, length) ?? [])];

  test('every window of code is in RAM, none beside the truth of another', () => {
    expect(codeWindows(crash).length).toBeGreaterThan(0);
    for (const { place, module, offset, bytes } of codeWindows(crash)) {
      const { text, modules, moved } = casualty.addresses;
      expect([
        place,
        at(hex(module === null ? text : modules) + (moved.get(module ?? '') ?? 0n) + BigInt(offset), bytes.length),
      ]).toEqual([place, [...bytes]]);
    }
  });

  test('modules have room of their own', () => {
    const places = [...symbols.modules].map(([name]) => ({ name, start: casualty.area.address(name) }));
    const ends = places.map(({ name, start }) => start + BigInt(symbols.modules.get(name)!.sizeBytes));
    for (const [i, one] of places.entries()) {
      for (const [j, other] of places.entries()) {
        if (i !== j) expect([one.name, other.name, ends[i]! <= other.start || ends[j]! <= one.start]).toContain(true);
      }
    }
  });

  const reported = Object.entries(crash.paths).filter(([, { fault, stacks }]) => fault !== null || stacks.length > 0);
  test.each(reported.map(([path]) => path))('%s', (path) => {
    const site = casualty.site(path, { task: shell, values })!;
    const environment = casualty.environment();
    const lines = reportOf(environment, site);
    const report = lines.join('\n');
    // Every place of the trace is one of a symbol, which is as long as the report says.
    for (const [, name, offset, size, module] of report.matchAll(
      /([\w.]+)\+0x([0-9a-f]+)\/0x([0-9a-f]+)(?: \[(\w+)\])?/g,
    )) {
      const symbol = symbols.symbol(name!);
      expect([name, symbol.module]).toEqual([name, module ?? null]);
      if (symbol.sizeBytes === 0) continue;
      expect([name, symbol.sizeBytes]).toEqual([name, Number.parseInt(size!, 16)]);
      // Data behind a module's functions goes by the name of the last one.
      const isBehind = /^lkdtm-EXEC_(RO)?DATA$/.test(path) && name === 'lkdtm_FORTIFY_STR_OBJECT';
      if (!isBehind) expect(Number.parseInt(offset!, 16)).toBeLessThanOrEqual(symbol.sizeBytes);
    }
    // Where an address is printed beside its name, they agree.
    for (const [, digits, place] of report.matchAll(/\[<?([0-9a-f]{8,16})>?\] (\w[\w.]*\+0x[0-9a-f]+)/g)) {
      expect([place, symbols.placeAddress(place!, casualty.addresses)]).toEqual([place, hex(digits!)]);
    }
    // The stack pointer and whatever points into the module area or the image points at RAM.
    expect([path, read(hex(site.values['sp']!), 1) !== null]).toEqual([path, true]);
    const { fault } = crash.paths[path]!;
    const code = fault === null ? null : codeOf(lines, words);
    // What a recording could read can be read here.
    if (crash.architecture === 'x86_64' && fault !== null)
      expect([path, code === null]).toEqual([path, fault.code === null]);
    if (fault === null || code === null) return;
    const instruction = fault.instructionPointer.startsWith('=')
      ? evaluate(fault.instructionPointer.slice(1), siteNames(site))[0]!
      : symbols.placeAddress(fault.instructionPointer, casualty.addresses);
    expect(at(instruction - BigInt(code.before), code.bytes.length)).toEqual(code.bytes);
  });

  test('a byte that was changed in RAM is the byte that is shown', () => {
    let tried = 0;
    for (const [path, { fault }] of Object.entries(crash.paths)) {
      if (fault === null || fault.code === null || fault.instructionPointer.startsWith('=')) continue;
      const site = casualty.site(path, { task: shell, values })!;
      if (codeOf(reportOf(casualty.environment(), site), words) === null) continue;
      const instruction = symbols.placeAddress(fault.instructionPointer, casualty.addresses);
      const physical = kernel.parts.casualty.kernelMemory.mapping.physical(instruction, 1)!;
      const [before] = machine.memory.read(physical, 1);
      machine.memory.store8(physical, before! ^ 0x40, machine.memory.writer('fault'));
      const code = codeOf(reportOf(casualty.environment(), site), words)!;
      expect([path, code.bytes[code.before]]).toEqual([path, before! ^ 0x40]);
      machine.memory.store8(physical, before!, machine.memory.writer('fault'));
      tried++;
    }
    expect(tried).toBeGreaterThan(0);
  });
});

test('the stack that a 32-bit ARM report prints, and the back chain of a ppc64le one, lie in RAM', () => {
  const arm = running('6.1.0-50-armmp').kernel.parts.casualty;
  const site = arm.site('crashme-null', { task: shell })!;
  const lines = reportOf(arm.environment(), site);
  const from = lines.findIndex((line) => line.startsWith('Stack: '));
  const [, bottom, top] = /0x([0-9a-f]+) to 0x([0-9a-f]+)/.exec(lines[from]!)!;
  const shown = lines
    .slice(from + 1)
    .filter((line) => /^[0-9a-f]{4}: /.test(line))
    .flatMap((line) => line.slice(5).trim().split(/\s+/));
  const count = Number(hex(top!) - hex(bottom!)) / 4;
  const bytes = arm.environment().read(hex(bottom!), 4 * count)!;
  const words = new DataView(bytes.buffer, bytes.byteOffset);
  for (let i = 0; i < count; i++)
    expect([i, words.getUint32(4 * i, true)]).toEqual([i, Number.parseInt(shown[i]!, 16)]);

  const power = running('6.1.0-50-powerpc64le').kernel.parts.casualty;
  const trace = reportOf(power.environment(), power.site('crashme-null', { task: shell })!).flatMap((line) => {
    const [, frame, address] = /^\[([0-9a-f]{16})\] \[([0-9a-f]{16})\]/.exec(line) ?? [];
    return frame === undefined ? [] : [{ frame: hex(frame), address: hex(address!) }];
  });
  expect(trace.length).toBeGreaterThan(4);
  const load = (address: bigint) =>
    new DataView(power.environment().read(address, 8)!.slice().buffer).getBigUint64(0, true);
  for (const [i, { frame, address }] of trace.entries()) {
    if (i > 0) expect(load(frame + 16n)).toBe(address);
    if (i + 1 < trace.length) expect(load(frame)).toBe(trace[i + 1]!.frame);
  }
});

test('/proc/modules, /proc/kallsyms and a report of a module agree, and the RAM map names its pages', () => {
  const { machine, run } = booted('deb61');
  machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'WARNING');
  const from = machine.uart.text.length;
  machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'EXCEPTION');
  const report = machine.uart.text.slice(from);
  const [, name, offset] = /RIP: 0010:(\w+)\+0x([0-9a-f]+)\/0x[0-9a-f]+ \[lkdtm\]/.exec(report)!;
  const symbol = hex(new RegExp(`^([0-9a-f]+) t ${name}\t\\[lkdtm\\]$`, 'm').exec(run('cat /proc/kallsyms').out)![1]!);
  const [, size, start] = /^lkdtm (\d+) .* 0x([0-9a-f]+)/m.exec(run('cat /proc/modules').out)!;
  expect(symbol).toBeGreaterThanOrEqual(hex(start!));
  expect(symbol).toBeLessThan(hex(start!) + BigInt(size!));
  const code = codeOf(
    report
      .replace(/^\[.*?\] /gm, '')
      .replaceAll('\r', '')
      .split('\n'),
    { wordBytes: 1, isBig: false },
  )!;
  const pages = machine.memoryOwners().find((owner) => owner.name === 'module lkdtm')!;
  const physical = pages.start + Number(symbol + hex(offset!) - hex(start!));
  expect([...machine.memory.read(physical - code.before, code.bytes.length)]).toEqual(code.bytes);
});
