/**
 * What the other CPUs of a 32-bit ARM machine say when a panic stops them.
 *
 * Mirrors Linux v4.19 and v6.1 `arch/arm/kernel/smp.c` (ipi_cpu_stop): each prints under a lock, so that their texts follow one another;
 * which comes first is chance on a real machine, here it is the order of their numbers. Every stopped CPU was idle.
 */
import { assert } from '../../../sim/assert.ts';
import type { RandomStream } from '../../../sim/random.ts';
import type { CrashEnvironment, PrintkFunction } from '../crash-environment.ts';
import { evaluate } from '../register-template.ts';
import { KERN_DEFAULT, stackDumpHeader } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { backtrace, dumpWords, traceSymbols } from './backtrace.ts';

const KERN_CRIT = 2;
const THREAD_SIZE = 0x2000;
/** Idle threads' stack pointer at the interrupt, from the bottom of their stack. */
const IDLE_STACK_OFFSET = 0x1fb8;
/** pt_regs lies this far below the interrupted stack pointer. */
const PT_REGS_OFFSET = 0x50;

/** Values of one stopped CPU; numbers of 32 bits. */
export interface StoppedCpu {
  readonly cpu: number;
  readonly stackPointer: number;
  /** r0 … pc, psr, orig_r0. */
  readonly words: readonly number[];
}

/** Main id registers by core: A15 as recorded, A9 r2p10 as an i.MX6 Quad has it [read]. */
const mainIds: Readonly<Record<string, string>> = {
  'arm,cortex-a9': '412fc09a',
  'arm,cortex-a15': '414fc0f0',
};

/** Main id register of a core by the `compatible` of its device tree node: eight digits, or null for one not listed. */
export function armMainId(cpuCompatible: string): string | null {
  return mainIds[cpuCompatible] ?? null;
}

/** Draws what each other CPU's idle thread holds. */
export function drawStoppedCpus(environment: CrashEnvironment, panicCpu: number, random: RandomStream): StoppedCpu[] {
  const { addresses, text, cpuId, onlineCpus } = environment;
  const { crash } = text;
  assert(crash.architecture === 'arm', 'CPU stop text of another architecture');
  const linear = Number.parseInt(addresses.pageOffset, 16);
  const vmalloc = Number.parseInt(addresses.vmalloc, 16);
  const idle = SymbolTable.of(crash).address('arch_cpu_idle', addresses);
  return Array.from({ length: onlineCpus }, (_, cpu) => cpu)
    .filter((cpu) => cpu !== panicCpu)
    .map((cpu) => {
      const place = 2 * THREAD_SIZE * (cpu * 4 + random.int(4));
      const stack = crash.report.stacksIn === 'vmalloc' ? vmalloc + 0x70000 + place : linear + 0x1880000 + place;
      const stackPointer = stack + IDLE_STACK_OFFSET;
      const names = {
        counter: BigInt(0x100000 + random.int(0xf00000)),
        task: BigInt(linear + 0x1900000 + 64 * random.int(0x4000)),
        cpuid: BigInt(`0x${cpuId ?? '414fc0f0'}`),
        percpu: BigInt(vmalloc - 0x800000 - linear - 0x2593000 - 0x1000 * random.int(0x100)),
        sp: BigInt(stackPointer),
        arch_cpu_idle: idle,
      };
      return {
        cpu,
        stackPointer,
        words: evaluate(crash.stopping.exceptionWords, names).map((word) => Number(word & 0xffffffffn)),
      };
    });
}

/** `CPU1: stopping`, header and backtrace of one stopped CPU. */
export function stoppedCpuText(
  environment: CrashEnvironment,
  stopped: StoppedCpu,
  ramStart: number,
  printk: PrintkFunction,
): void {
  const { crash } = environment.text;
  assert(crash.architecture === 'arm', 'CPU stop text of another architecture');
  const { cpu, stackPointer, words } = stopped;
  const { framesBeforeException, framesAfterException, entryOffset } = crash.stopping;
  const symbols = traceSymbols(environment);
  printk(KERN_CRIT, `CPU${cpu}: stopping`);
  stackDumpHeader(environment, { cpu, task: { comm: `swapper/${cpu}`, pid: 0, uid: 0 } }, KERN_DEFAULT, printk);
  backtrace(framesBeforeException, symbols, printk);
  dumpWords('Exception stack', { bottom: stackPointer - PT_REGS_OFFSET, words }, printk);
  const interrupted = framesBeforeException.trim().split(' from ').at(-1)!;
  backtrace(
    `${framesAfterException.trim()}\nsecondary_start_kernel from 0x${(ramStart + entryOffset).toString(16)}`,
    { ...symbols, start: interrupted },
    printk,
  );
}
