/**
 * Whole cycles: power-on or reset → firmware → boot → crash → reset → recovery, through the state machines.
 *
 * One cycle is: the kernel boots, finds the record of the crash before, mounts pstorefs, reads every file, and crashes again.
 * The built library is measured, as users run it: sources that are compiled on the fly name each of their functions anew, which
 * costs a third. The peer is real Linux in an emulator, which was measured at 2.5 to 7.8 s a cycle; no peer runs here.
 */
import { existsSync } from 'node:fs';
import type { Machine } from '../src/machine/machine.ts';
import type { BenchReport } from './report.ts';

const LIBRARY = new URL('../dist/index.mjs', import.meta.url);

const SECOND = 1e9;
/** Until the compiler has seen everything: rates rise for two thousand cycles. A campaign runs many more. */
const WARM_UP_CYCLES = 2500;

interface Variant {
  readonly name: string;
  readonly kernel: string;
  readonly commandLine: string;
  readonly goalPerSecond: number;
}

const region = (size: string, record: string) =>
  `memmap=${size}$0x5000000 ramoops.mem_address=0x5000000 ramoops.mem_size=${size} ramoops.record_size=${record}`;
const base = 'console=ttyS0,115200 nokaslr panic=-1 rdinit=/init';

const variants: readonly Variant[] = [
  {
    name: 'cycle, 64 KiB region, uncompressed',
    kernel: '6.1.0-56-amd64',
    commandLine: `${base} ${region('0x10000', '0x4000')} pstore.compress=none`,
    goalPerSecond: 500,
  },
  {
    name: 'cycle, 64 KiB region, ecc 16, uncompressed',
    kernel: '6.1.0-56-amd64',
    commandLine: `${base} ${region('0x10000', '0x4000')} ramoops.ecc=1 pstore.compress=none`,
    goalPerSecond: 400,
  },
  {
    name: 'cycle, 64 KiB region, one deflated record',
    kernel: '6.1.0-56-amd64',
    commandLine: `${base} ${region('0x10000', '0x2000')}`,
    goalPerSecond: 150,
  },
  {
    name: 'cycle, 64 KiB, all front ends, uncompressed',
    kernel: '6.1.192-oracle',
    commandLine: `${base} ${region('0x10000', '0x4000')} pstore.compress=none`,
    goalPerSecond: 300,
  },
  {
    name: 'cycle, 1 MiB region, uncompressed',
    kernel: '6.1.0-56-amd64',
    commandLine: `${base} ${region('0x100000', '0x4000')} pstore.compress=none`,
    goalPerSecond: 300,
  },
];

type Library = typeof import('../src/index.ts');

function newMachine({ Machine, findBoard, findKernel }: Library, { kernel, commandLine }: Variant): Machine {
  const profile = findKernel(kernel)!;
  return new Machine({ board: findBoard('pc')!, kernel: profile, uboot: null, seed: 'bench', commandLine });
}

/** Boots to user space, reads what the crash before left, crashes again. Returns the bytes recovered. */
function cycle(machine: Machine): number {
  const running = machine.runUntil(machine.clock.now + 60 * SECOND, () => machine.state === 'kernel.running');
  if (!running) throw new Error(`did not boot: ${machine.state}`);
  machine.kernelMount('pstore');
  const files = machine.kernelList('/sys/fs/pstore');
  let bytes = 0;
  for (const { name } of typeof files === 'number' ? [] : files) {
    const contents = machine.kernelRead(`/sys/fs/pstore/${name}`);
    if (typeof contents !== 'number') bytes += contents.length;
  }
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  return bytes;
}

const ROUNDS = 25;
const ROUND_CYCLES = 40;

/** Cycles a second of CPU time, the median of several rounds. */
function measure(library: Library, variant: Variant): number {
  const machine = newMachine(library, variant);
  machine.powerOn();
  for (let i = 0; i < WARM_UP_CYCLES; i++) cycle(machine);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = process.cpuUsage();
    for (let i = 0; i < ROUND_CYCLES; i++) {
      if (cycle(machine) === 0) throw new Error('nothing was recovered');
    }
    const { user, system } = process.cpuUsage(begin);
    rates.push((ROUND_CYCLES * 1e6) / (user + system));
  }
  return rates.sort((a, b) => a - b)[(ROUNDS - 1) / 2]!;
}

export async function run(report: BenchReport): Promise<void> {
  if (!existsSync(LIBRARY)) throw new Error('dist/index.mjs is missing: npm run build');
  const library: Library = await import(LIBRARY.href);
  for (const variant of variants) {
    const perSecond = measure(library, variant);
    const goal = `>= ${variant.goalPerSecond} a second`;
    report.row(variant.name, `${perSecond.toFixed(0)} /s`, '-', null, goal, perSecond >= variant.goalPerSecond);
  }
}
