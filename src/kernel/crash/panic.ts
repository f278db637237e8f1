/**
 * The texts of a panic, step by step.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/panic.c` panic() and the panic notifiers that print (x86 `dump_kernel_offset`). The
 * caller keeps the order and the time: announce, stop the other CPUs, notifiers, dump the log, then the last words.
 */
import type { RandomStream } from '../../sim/random.ts';
import { KERN_EMERG } from '../printk/levels.ts';
import { backtrace } from './arm/backtrace.ts';
import { drawStoppedCpus, stoppedCpuText } from './arm/stop-cpus.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from './crash-environment.ts';
import { crashPath } from './crash-site.ts';
import { KERN_DEFAULT, stackDumpHeader } from './stack-dump.ts';
import { SymbolTable } from './symbols.ts';
import { TAINT_DIE } from './taint.ts';
import { callTrace } from './x86/call-trace.ts';

/** The buffer panic() formats its message into, the final NUL apart. */
const MESSAGE_MAX = 1023;

/** The message as panic() keeps it: at most 1023 bytes, one final newline taken off. */
export function panicMessage(message: string): string {
  return message.slice(0, MESSAGE_MAX).replace(/\n$/, '');
}

/**
 * `Kernel panic - not syncing: …` and the stack of the panicking CPU. There is no stack once an oops has printed one (taint D).
 * `site` is null where no stack of the path is known.
 */
export function panicText(
  environment: CrashEnvironment,
  { message, site }: { readonly message: string; readonly site: CrashSite | null },
  printk: PrintkFunction,
): void {
  printk(KERN_EMERG, `Kernel panic - not syncing: ${panicMessage(message)}`);
  if ((environment.taint & TAINT_DIE) !== 0 || site === null) return;
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  if (environment.text.crash.architecture === 'x86_64') {
    callTrace(environment, site, printk);
    return;
  }
  const { stacks } = crashPath(environment, site.path);
  backtrace(stacks[site.stack]!.frames, SymbolTable.of(environment.text.crash), printk);
}

/** What the other CPUs say when they are stopped; x86 stops them in silence. `ramStart`: physical start of RAM. */
export function stopCpusText(
  environment: CrashEnvironment,
  { panicCpu, ramStart }: { readonly panicCpu: number; readonly ramStart: number },
  random: RandomStream,
  printk: PrintkFunction,
): void {
  if (environment.text.crash.architecture !== 'arm') return;
  for (const stopped of drawStoppedCpus(environment, panicCpu, random)) {
    stoppedCpuText(environment, stopped, ramStart, printk);
  }
}

/** Where x86 may lie at all: __START_KERNEL_map and MODULES_VADDR with KASLR. */
const RELOCATION_RANGE = '0xffffffff80000000-0xffffffffbfffffff';

/** What the panic notifiers print; 32-bit ARM has none that does. */
export function panicNotifiersText({ addresses, text }: CrashEnvironment, printk: PrintkFunction): void {
  if (text.crash.architecture !== 'x86_64') return;
  const { kernelOffset } = addresses;
  const offset =
    kernelOffset === null
      ? 'disabled'
      : `0x${kernelOffset.toString(16)} from 0xffffffff81000000 (relocation range: ${RELOCATION_RANGE})`;
  printk(KERN_EMERG, `Kernel Offset: ${offset}`);
}

/** Behind the dump, when panic_timeout is above 0. */
export function rebootingText(timeoutSeconds: number, printk: PrintkFunction): void {
  printk(KERN_EMERG, `Rebooting in ${timeoutSeconds} seconds..`);
}

/** Behind the dump, when panic_timeout is 0; nothing is printed after it. */
export function panicEndText(message: string, printk: PrintkFunction): void {
  printk(KERN_EMERG, `---[ end Kernel panic - not syncing: ${panicMessage(message)} ]---`);
}
