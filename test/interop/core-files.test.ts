/**
 * Cores of processes in the hands of real tools: readelf has nothing to complain about, gdb names program, signal, place and arguments, on four
 * architectures; also of a core that a limit cut, and of one that debugfs takes off the machine's disk.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSparse } from '../../src/cli/files.ts';
import { SECTOR_BYTES } from '../../src/disk/block-device.ts';
import { userCoreFrame } from '../../src/formats/user-core.ts';
import { BootSession } from '../../src/inspect/boot-session.ts';
import { Machine } from '../../src/machine/machine.ts';
import { pc } from '../../src/profiles/boards/pc.ts';
import { pseries } from '../../src/profiles/boards/pseries.ts';
import { virtArm } from '../../src/profiles/boards/virt-arm.ts';
import { virtArm64 } from '../../src/profiles/boards/virt-arm64.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { describeWithTool } from './tool.ts';

const NOTHING = new Uint8Array();
const machines = {
  x86_64: { board: pc, kernel: 'deb612', console: 'ttyS0', register: 'rip', at: 0x401063n },
  arm64: { board: virtArm64, kernel: '6.1.0-50-arm64', console: 'ttyAMA0', register: 'pc', at: 0x40108cn },
  arm: { board: virtArm, kernel: '6.1.0-50-armmp', console: 'ttyAMA0', register: 'pc', at: 0x401084n },
  ppc64le: { board: pseries, kernel: '6.1.0-50-powerpc64le', console: 'hvc0', register: 'pc', at: 0x10010090n },
} as const;
type Name = keyof typeof machines;
const names = Object.keys(machines) as Name[];
const crash = 'crashme w two words';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-core-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(machine: Machine, line: string): string {
  const command = machine.execute(line);
  if (command === null) throw new Error(`no shell for ${line}`);
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => command.isDone);
  return latin1Text(command.stdout());
}

function bytesOf(machine: Machine, path: string): Uint8Array {
  const bytes = machine.kernelRead(path);
  if (typeof bytes === 'number') throw new Error(`${path}: ${bytes}`);
  return bytes;
}

interface DeadProgram {
  readonly program: string;
  readonly core: string;
  /** As limits leave them: notes alone, and a memory that ends in the middle. */
  readonly cut: readonly string[];
  readonly log: string;
}

const dead = new Map<Name, DeadProgram>();

function deadProgram(name: Name): DeadProgram {
  let found = dead.get(name);
  if (found !== undefined) return found;
  const { board, kernel, console: terminal } = machines[name];
  const machine = new Machine({
    board: { ...board, disk: null },
    kernel: findKernel(kernel)!,
    uboot: null,
    seed: 'cores',
    commandLine: `console=${terminal} rdinit=/init`,
    userland: 'busybox',
  });
  machine.powerOn();
  machine.runUntil(9 * NS_PER_S);
  // Blocks of 512 bytes: just what there must be for a file.
  const least = name === 'ppc64le' ? 128 : 8;
  run(machine, `cd /tmp; (ulimit -c ${least}; ${crash}); mv core cut; ulimit -c unlimited; ${crash}`);
  const own = join(folder, name);
  mkdirSync(own);
  const written = (file: string, bytes: Uint8Array) => {
    writeFileSync(join(own, file), bytes);
    return join(own, file);
  };
  const core = bytesOf(machine, '/tmp/core');
  const cut = bytesOf(machine, '/tmp/cut');
  expect(cut.length).toBeLessThan(least * 512);
  found = {
    program: written('crashme', bytesOf(machine, '/bin/crashme')),
    core: written('core', core),
    cut: [written('cut', cut), written('half', core.subarray(0, core.length / 2 + 1))],
    log: machine.uart.text,
  };
  dead.set(name, found);
  return found;
}

describeWithTool('readelf', (tool) => {
  const readelf = (args: readonly string[]) => latin1Text(tool(args, NOTHING));

  test.each(names)('%s: no warning', (name) => {
    const text = readelf(['-hlnW', deadProgram(name).core]);
    expect(text).toContain('CORE (Core file)');
    expect(text).toContain('NT_FILE (mapped files)');
    expect(text).toContain('NT_AUXV (auxiliary vector)');
    expect(text).not.toMatch(/warning/i);
  });

  test('more program headers than the ELF header can count', () => {
    const path = join(folder, 'many');
    const segments = Array.from({ length: 65_600 }, (_, index) => {
      return { start: BigInt(index) * 4096n, sizeBytes: 4096, flags: 4, dumpedBytes: 0 };
    });
    const options = { machine: 62, is64: true, byteOrder: 'little', pageBytes: 4096, noteAlign: 4, notes: [] } as const;
    const { head, tail, sizeBytes } = userCoreFrame({ ...options, segments });
    const file = new Uint8Array(sizeBytes);
    for (const { offset, bytes } of [...head, tail!]) file.set(bytes, offset);
    writeFileSync(path, file);
    expect(readelf(['-hW', path])).toContain('Number of program headers:         65535 (65601)');
  });
});

describeWithTool('gdb-multiarch', (tool) => {
  const gdb = (program: string, core: string, ...commands: string[]) =>
    latin1Text(tool(['-q', '-batch', ...commands.flatMap((line) => ['-ex', line]), program, core], NOTHING));

  test.each(names)('%s: program, signal, place, arguments, files', (name) => {
    const { program, core } = deadProgram(name);
    const { register, at } = machines[name];
    const text = gdb(
      program,
      core,
      `p/x (long)$${register}`,
      'p $_siginfo.si_code',
      'info auxv',
      'info proc mappings',
      'x/4s *(char**)($sp+sizeof(long))',
      'x/i $pc',
    );
    expect(text).toMatch(/Core was generated by `crashme w two words ?'\./);
    expect(text).toContain('Program terminated with signal SIGSEGV, Segmentation fault.');
    expect(text).toContain(`$1 = 0x${at.toString(16)}`);
    // SEGV_ACCERR: it wrote to its own text.
    expect(text).toContain('$2 = 2');
    expect(text).toMatch(/AT_EXECFN .*"\/bin\/crashme"/);
    expect(text).toMatch(/AT_PLATFORM .*"(x86_64|aarch64|v7l|power9)"/);
    expect(text.match(/\/bin\/crashme$/gm)?.length).toBeGreaterThanOrEqual(3);
    for (const word of ['crashme', 'w', 'two', 'words']) expect(text).toContain(`"${word}"`);
    // The instruction is in the program's file, not in the core.
    expect(text).toMatch(/=> 0x[0-9a-f]+:\s+(movl|str|stw)\b/);
  });

  test.each(names)('%s: a core that was cut still says who died of what', (name) => {
    const { program, cut } = deadProgram(name);
    for (const path of cut) {
      const text = gdb(program, path, 'info auxv');
      expect(text).toContain('Program terminated with signal SIGSEGV, Segmentation fault.');
      expect(text).toContain('AT_ENTRY');
    }
  });

  test('x86-64: the registers are those of the line in the log', () => {
    const { program, core, log } = deadProgram('x86_64');
    const lines = [
      ...log.matchAll(/crashme\[\d+\]: segfault at 401000 ip 0000000000401063 sp ([0-9a-f]{16}) error 7/g),
    ];
    const [, sp] = lines.at(-1)!;
    expect(gdb(program, core, 'p/x (long)$sp')).toContain(`$1 = 0x${sp!.replace(/^0+/, '')}`);
  });
});

describeWithTool('debugfs', (debugfs) => {
  test('a core on the machine’s disk is the file that the machine has', () => {
    const machine = new Machine({
      board: pc,
      kernel: findKernel('deb61')!,
      uboot: null,
      seed: 'cores',
      userland: 'gnu',
    });
    machine.powerOn();
    new BootSession(machine, 1000).waitForPrompt();
    run(machine, `ulimit -c unlimited; cd /var/tmp; ${crash}; mount -o remount,ro /`);
    const own = bytesOf(machine, '/var/tmp/core');
    const image = join(folder, 'disk.img');
    const disk = machine.disk!;
    const pieces = [...disk.ranges()].map(({ sector, bytes }) => ({ offset: sector * SECTOR_BYTES, bytes }));
    writeSparse(image, { sizeBytes: disk.sectorCount * SECTOR_BYTES, pieces }, { force: false, inputs: [] });
    const partition = `${image}?offset=${pc.disk!.partitionStart * SECTOR_BYTES}`;
    expect(debugfs(['-R', 'cat /var/tmp/core', partition], NOTHING)).toEqual(own);
  });
});
