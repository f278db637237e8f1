/**
 * kdump on arm64 against the recorded one, on a machine with 512 MiB and `crashkernel=160M`: where the crash kernel's boot log speaks of memory, and how
 * /proc/vmcore is cut.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
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
import { ENOMEM } from '../../src/sim/errno.ts';

const fixture = (name: string) =>
  new Uint8Array(gunzipSync(readFileSync(new URL(`../fixtures/vmcore/${name}`, import.meta.url))));

interface Run {
  readonly machine: Machine;
  readonly console: string;
  /** What the load said, once per boot. */
  readonly loaded: readonly number[];
}

/** Boots, loads a crash kernel of so many bytes, panics, and boots into it where there is one. */
function crashed(release: string, commandLine: string, imageBytes = 2 ** 20): Run {
  const source = `name: kdump
board: virt-arm64
ramSize: 512MiB
kernel: ${release}
commandLine: console=ttyAMA0 panic=1 nokaslr cryptomgr.notests ${commandLine}
steps:
  - power: on
  - wait: { state: kernel.running }
  - wait: 1s
  - crash: panic
  - wait: { state: kernel.running }
`;
  const parsed = parseScenario(source, 'kdump.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  let machine: Machine | null = null;
  const loaded: number[] = [];
  const report = runScenario(parsed.scenario, parsed.setup, (given, seed) => {
    const made = createScenarioMachine(given, seed);
    machine = made;
    const booted = made.bus.on('kernel.booted', () => {
      booted();
      const { parts, profile } = made.kernel!;
      const { architecture } = profile;
      const kernel = buildLinuxImage({ architecture, release, sizeBytes: imageBytes, memoryBytes: 0 });
      const files = { kernel, initrd: new Uint8Array(), commandLine: parts.commandLine.text };
      loaded.push(loadCrashKernel(parts, files, 'little'));
    });
    return made;
  });
  expect(report.steps.flatMap(({ failures }) => failures)).toEqual([]);
  return { machine: machine!, console: report.console.replaceAll('\r', ''), loaded };
}

/** Lines about memory. The recorded machine had an initial RAM disk, which the figures of what is reserved and available count. */
function memoryLines(log: string): string[] {
  const about =
    /^(?:OF: fdt: Reserving|NUMA: Faking|NUMA: NODE_DATA|NODE_DATA| {2}DMA {6}| {2}node|Initmem|On node|cma:|cannot allocate|crashkernel|Built|Memory:)/;
  return log
    .split('\n')
    .map((line) => line.replace(/^\[ *[\d.]+\] /, ''))
    .filter((line) => about.test(line))
    .map((line) => line.replace(/\d+K reserved/, 'K reserved').replace(/\d+K\//, 'K/'));
}

describe.each([
  ['6.1.0-50-arm64', 'debian61arm64'],
  ['6.12.117+deb12-arm64', 'debian612arm64'],
])('a crash kernel of %s', (release, name) => {
  const { machine, console, loaded } = crashed(release, 'crashkernel=160M');

  test('follows the last words of the dead one', () => {
    expect(loaded).toEqual([0]);
    expect(console).toMatch(/\] Starting crashdump kernel\.\.\.\n\[.*\] Bye!\n\[ {4}0\.000000\] Booting Linux/);
    expect(machine.kernel!.parts.commandLine.text).toMatch(/ crashkernel=160M$/);
  });

  test('says of its memory what the recorded one says', () => {
    const second = console.slice(console.lastIndexOf('Booting Linux on physical CPU'));
    const recorded = memoryLines(latin1Text(fixture(`capture-${name}.log.gz`)));
    expect(memoryLines(second)).toEqual(recorded);
    expect(recorded.length).toBeGreaterThan(9);
  });

  test('cuts /proc/vmcore as the recorded one does', () => {
    const recorded = readElfCoreHead(fixture(`proc-vmcore-${name}.head.gz`));
    const file = machine.kernel!.parts.vmcore!;
    const head = readElfCoreHead(file.read(0, 4096));
    if (typeof head === 'string' || typeof recorded === 'string') throw new Error('no head');
    const [note, ...loads] = head.segments;
    expect(loads).toEqual(recorded.segments.slice(1));
    expect([head.machine, head.flags]).toEqual([recorded.machine, recorded.flags]);
    const { notes } = readElfNotes(file.read(note!.offset, note!.sizeBytes), 'little');
    expect(notes.map((one) => one.name)).toEqual(['CORE', 'VMCOREINFO']);
    expect(readVmcoreInfo(notes[1]!.descriptor).get('OSRELEASE')).toBe(release);
  });
});

test('what does not fit is not loaded, and the panic goes on', () => {
  const { loaded, console } = crashed('6.1.0-50-arm64', 'crashkernel=32M');
  expect(loaded).toEqual([-ENOMEM]);
  expect(console).not.toContain('Starting crashdump kernel');
  expect(console).toContain('Rebooting in 1 seconds');
});
