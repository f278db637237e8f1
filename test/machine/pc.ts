/** A PC with a ramoops region, as the tests of the machine and of the views use it. */
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';

export const REGION = { address: 0x5000000, length: 0x10000 } as const;

export interface PcOptions {
  readonly kernel?: string;
  readonly seed?: string;
  /** Words added to the command line. */
  readonly words?: string;
  readonly initialRam?: 'zero' | 'noise';
}

export function pcMachine({
  kernel = '6.1.0-56-amd64',
  seed = 'seed',
  words = '',
  initialRam,
}: PcOptions = {}): Machine {
  const region =
    'memmap=64K$0x5000000 ramoops.mem_address=0x5000000 ramoops.mem_size=0x10000 ramoops.record_size=0x4000';
  return new Machine({
    board: findBoard('pc')!,
    kernel: findKernel(kernel)!,
    uboot: null,
    seed,
    commandLine: `console=ttyS0,115200 nokaslr panic=5 rdinit=/init ${region} ${words}`.trim(),
    ...(initialRam === undefined ? {} : { initialRam }),
  });
}

/** Lets the machine run until its state is `state`; fails after a virtual minute. */
export function runTo(machine: Machine, state: string): void {
  const reached = machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state === state);
  if (!reached) throw new Error(`state ${machine.state} instead of ${state}`);
}

export function boot(machine: Machine): void {
  machine.powerOn();
  runTo(machine, 'kernel.running');
}

/** Crashes by sysrq and runs to the next boot's user space. */
export function crashAndReboot(machine: Machine): void {
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state.startsWith('firmware'));
  runTo(machine, 'kernel.running');
}

export function region(machine: Machine): Uint8Array {
  return machine.memory.read(REGION.address, REGION.length);
}

/** A file of the mounted pstorefs as latin1 text. */
export function pstoreText(machine: Machine, name: string): string {
  const contents = machine.kernelRead(`/sys/fs/pstore/${name}`);
  if (typeof contents === 'number') throw new Error(`reading ${name} gave ${contents}`);
  return new TextDecoder('latin1').decode(contents);
}
