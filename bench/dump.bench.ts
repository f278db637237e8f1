/**
 * Dumps: what the firmware's preservation costs, how fast a core leaves the simulator, and a machine of 1 TiB that dies and comes back.
 *
 * The firmware's copy lies 64 KiB off the blocks that share page tables, as the kernel wants it. A core is written as `lastwords vmcore` writes it; its peer is Node, which writes the same bytes
 * whole. What is measured in CPU time is so because it is shorter than the turns of a busy machine. Memory is that of the whole process.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSparse } from '../src/cli/files.ts';
import { preserveDump } from '../src/firmware/dump-preservation.ts';
import { dumpSections } from '../src/formats/fadump-registration.ts';
import { coreFile } from '../src/inspect/core-file.ts';
import type { KernelCore } from '../src/kernel/vmcore/kernel-core.ts';
import { Machine } from '../src/machine/machine.ts';
import { PhysicalMemory } from '../src/memory/physical-memory.ts';
import { findBoard } from '../src/profiles/boards.ts';
import { fadumpFirmwares } from '../src/profiles/fadump.ts';
import { findKernel } from '../src/profiles/kernels.ts';
import type { BenchReport } from './report.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
const TIB = 2 ** 40;
const ROUNDS = 5;
const PRESERVE_GOAL_MS = 5;
const EXPORT_GOAL = 200;
const LPAR_GOAL_S = 1;
const LPAR_GOAL_MB = 300;
const S = 1e9;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

export async function run(report: BenchReport): Promise<void> {
  // First, while the process is as small as it will be.
  lpar(report);
  preserve(report, '64 MiB touched', 64 * 1024);
  preserve(report, 'touched in 1024 places', 16 * MIB);
  exportCore(report);
}

function lpar(report: BenchReport): void {
  const board = { ...findBoard('pseries')!, ramBanks: [{ start: 0, end: TIB }], fadump: fadumpFirmwares.qemu };
  const kernel = findKernel('6.1.192-fadump')!;
  const commandLine = 'console=hvc0 panic=1 rdinit=/init fadump=on';
  const machine = new Machine({ board, kernel, uboot: null, seed: 'lpar', commandLine });
  machine.powerOn();
  const until = (isThere: () => boolean) => {
    for (let steps = 0; !isThere(); steps++) {
      if (steps > 100) throw new Error(`the machine is ${machine.state} and stays so`);
      machine.runUntil(machine.clock.now + S);
    }
  };
  until(() => machine.state === 'kernel.running');
  const registered = machine.kernel!.parts.fadump?.isRegistered;
  const before = process.cpuUsage();
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  until(() => machine.resetCount === 2 && machine.state === 'kernel.running');
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const hasDump = registered === true && machine.kernel!.parts.vmcore?.sizeBytes !== undefined;
  if (!hasDump) throw new Error('no dump of the machine of 1 TiB');
  const isGood = seconds <= LPAR_GOAL_S && megabytes <= LPAR_GOAL_MB;
  const goal = `<= ${LPAR_GOAL_S} s, ${LPAR_GOAL_MB} MB`;
  report.row('1 TiB: crash, dump, boot', `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`, '', null, goal, isGood);
}

/** `step`: from one touched piece of 64 KiB to the next. */
function preserve(report: BenchReport, name: string, step: number): void {
  const memory = new PhysicalMemory();
  const writer = memory.writer('bench');
  const piece = new Uint8Array(64 * 1024).fill(0x5a);
  for (let index = 0; index < 1024; index++) memory.write(index * step, piece, writer);
  const section = { requestFlag: 1, errorFlags: 0, dumpedBytes: 0 };
  const registration = {
    version: 1,
    status: 0,
    sections: [
      { ...section, type: dumpSections.cpuState, source: 0, sourceBytes: 0x10000, destination: 16 * GIB },
      { ...section, type: dumpSections.realMode, source: 0, sourceBytes: 16 * GIB, destination: 16 * GIB + 0x10000 },
    ],
  };
  const ram = [{ start: 0, end: 64 * GIB }];
  const times = Array.from({ length: 3 * ROUNDS }, () => {
    const fork = memory.fork();
    const before = process.cpuUsage();
    preserveDump(registration, { memory: fork, ram, cpus: [] });
    const { user, system } = process.cpuUsage(before);
    fork.release();
    return (user + system) / 1e3;
  });
  const ms = median(times);
  const goal = `<= ${PRESERVE_GOAL_MS} ms`;
  report.row(`preserve 16 GiB, ${name}`, `${ms.toFixed(2)} CPU ms`, '', null, goal, ms <= PRESERVE_GOAL_MS);
}

function exportCore(report: BenchReport): void {
  const memory = new PhysicalMemory();
  const sizeBytes = 256 * MIB;
  const image = Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 2654435761) >>> 24);
  memory.write(0, image, memory.writer('bench'));
  const core: KernelCore = {
    release: 'bench',
    byteOrder: 'little',
    machine: 62,
    flags: 0,
    notes: [],
    segments: [{ type: 1, offset: 0, virtual: 0n, physical: 0, sizeBytes }],
    memory,
    companion: null,
    placed: null,
  };
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const out = join(folder, 'vmcore');
  const timed = (write: () => void) => {
    const start = performance.now();
    write();
    return performance.now() - start;
  };
  try {
    const rounds = Array.from({ length: ROUNDS }, () => {
      const peer = timed(() => writeFileSync(out, image));
      const ours = timed(() => {
        const { sizeBytes: fileBytes, pieces } = coreFile(core);
        writeSparse(out, { sizeBytes: fileBytes, pieces: pieces() }, { force: true, inputs: [] });
      });
      if (statSync(out).size <= sizeBytes) throw new Error('the core is too short');
      return { ours, peer };
    });
    const [ours, peer] = [median(rounds.map((one) => one.ours)), median(rounds.map((one) => one.peer))];
    const rate = (ms: number) => sizeBytes / 1e6 / (ms / 1e3);
    const goal = `>= ${EXPORT_GOAL} MB/s`;
    const figure = (ms: number) => `${rate(ms).toFixed(0)} MB/s`;
    report.row(
      'export of a vmcore',
      figure(ours),
      `write: ${figure(peer)}`,
      peer / ours,
      goal,
      rate(ours) >= EXPORT_GOAL,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
