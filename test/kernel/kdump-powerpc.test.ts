/**
 * kdump on POWER against the recorded one, on a partition with 1 GiB and `crashkernel=256M`: where the crash kernel's boot log speaks of memory, and how /proc/vmcore is
 * cut.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { readElfCoreHead } from '../../src/formats/elf-core.ts';
import { readElfNotes } from '../../src/formats/elf-notes.ts';
import { buildLinuxImage } from '../../src/formats/linux-image.ts';
import { readVmcoreInfo } from '../../src/formats/vmcoreinfo.ts';
import { loadCrashKernel } from '../../src/kernel/kdump/crash-kexec.ts';
import type { Machine } from '../../src/machine/machine.ts';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/runner.ts';
import { latin1Text } from '../../src/sim/bytes.ts';

const fixture = (name: string) =>
  new Uint8Array(gunzipSync(readFileSync(new URL(`../fixtures/vmcore/${name}`, import.meta.url))));

const SOURCE = `name: kdump
board: pseries
kernel: 6.1.0-50-powerpc64le
commandLine: console=hvc0 panic=1 crashkernel=256M
steps:
  - power: on
  - wait: { state: kernel.running }
  - wait: 1s
  - crash: panic
  - wait: { state: kernel.running }
`;

let machine: Machine;
let console: string;
beforeAll(() => {
  const parsed = parseScenario(SOURCE, 'kdump.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const report = runScenario(parsed.scenario, parsed.setup, (given, seed) => {
    machine = createScenarioMachine(given, seed);
    const booted = machine.bus.on('kernel.booted', () => {
      booted();
      const { parts, profile } = machine.kernel!;
      const image = {
        architecture: profile.architecture,
        release: profile.release,
        sizeBytes: 2 ** 20,
        memoryBytes: 0,
      };
      const files = {
        kernel: buildLinuxImage(image),
        initrd: new Uint8Array(),
        commandLine: parts.commandLine.text,
      };
      expect(loadCrashKernel(parts, files, 'little')).toBe(0);
    });
    return machine;
  });
  expect(report.steps.flatMap(({ failures }) => failures)).toEqual([]);
  console = report.console.replaceAll('\r', '');
});

/** Lines about memory. The recorded machine had an initial RAM disk, which lies in what is reserved. */
function memoryLines(log: string): string[] {
  const about =
    /^(?:Crash kernel|Reserving|radix-mmu: Mapped|phys_mem_size|physical_start|vmemmap start|numa: {3}NODE_DATA| {2}Normal| {2}node|Initmem|Built|Memory:)/;
  return log
    .split('\n')
    .map((line) => line.replace(/^\[ *[\d.]+\] /, ''))
    .filter((line) => about.test(line))
    .map((line) => line.replace(/\d+K reserved/, 'K reserved'));
}

describe('a crash kernel on POWER', () => {
  test('says of its memory what the recorded one says', () => {
    // Both kernels are on the console; the second begins where it refuses to reserve memory again.
    const second = console.slice(console.lastIndexOf('Crash kernel can not overlap current kernel'));
    const recorded = latin1Text(fixture('capture-debian61ppc64le.log.gz'));
    expect(memoryLines(second)).toEqual(memoryLines(recorded).slice(0, memoryLines(second).length));
    expect(memoryLines(recorded)).toHaveLength(memoryLines(second).length);
    expect(machine.kernel!.parts.commandLine.text).toMatch(/ crashkernel=256M elfcorehdr=565824K $/);
  });

  test('cuts /proc/vmcore as the recorded one does', () => {
    const recorded = readElfCoreHead(fixture('proc-vmcore-debian61ppc64le.head.gz'));
    const file = machine.kernel!.parts.vmcore!;
    const head = readElfCoreHead(file.read(0, 4096));
    if (typeof head === 'string' || typeof recorded === 'string') throw new Error('no head');
    const [note, ...loads] = head.segments;
    expect(loads).toEqual(recorded.segments.slice(1));
    expect([head.machine, head.flags, file.sizeBytes]).toEqual([recorded.machine, recorded.flags, 805502976]);
    const { notes } = readElfNotes(file.read(note!.offset, note!.sizeBytes), 'little');
    expect(notes.map(({ name }) => name)).toEqual(['CORE', 'VMCOREINFO']);
    expect(readVmcoreInfo(notes[1]!.descriptor).get('OSRELEASE')).toBe('6.1.0-50-powerpc64le');
  });

  test('shows the first 64 KiB as they were', () => {
    const file = machine.kernel!.parts.vmcore!;
    const head = readElfCoreHead(file.read(0, 4096));
    if (typeof head === 'string') throw new Error(head);
    const [, first] = head.segments;
    // Right below the core header.
    const { text } = machine.kernel!.parts.commandLine;
    const at = Number(/elfcorehdr=(\d+)K/.exec(text)![1]) * 1024 - first!.sizeBytes;
    const backup = machine.memory.read(at, first!.sizeBytes);
    expect(Buffer.compare(file.read(first!.offset, first!.sizeBytes), backup)).toBe(0);
    expect(backup.some((byte) => byte !== 0)).toBe(true);
  });
});
