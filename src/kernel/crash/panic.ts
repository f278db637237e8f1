/**
 * The texts of a panic, step by step.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/panic.c` panic(); what an architecture adds is in its folder. The caller keeps the order
 * and the time: announce, stop the other CPUs, notifiers, dump the log, then the last words.
 */
import type { RandomStream } from '../../sim/random.ts';
import { KERN_EMERG } from '../printk/levels.ts';
import { crashArchitecture } from './architectures.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from './crash-environment.ts';
import { TAINT_DIE } from './taint.ts';

/** The buffer panic() formats its message into, the final NUL apart. */
const MESSAGE_MAX = 1023;

/** The message as panic() keeps it: at most 1023 bytes, one final newline taken off. */
export function panicMessage(message: string): string {
  return message.slice(0, MESSAGE_MAX).replace(/\n$/, '');
}

/**
 * `Kernel panic - not syncing: …` and the stack of the panicking CPU. There is no stack once an oops has printed one (taint D),
 * nor in a panic inside a panic. `site` is null where no stack of the path is known: true is returned where it is missing.
 */
export function panicText(
  environment: CrashEnvironment,
  {
    message,
    site,
    isNested = false,
  }: { readonly message: string; readonly site: CrashSite | null; isNested?: boolean },
  printk: PrintkFunction,
): boolean {
  printk(KERN_EMERG, `Kernel panic - not syncing: ${panicMessage(message)}`);
  if ((environment.taint & TAINT_DIE) !== 0 || isNested) return false;
  if (site === null) return true;
  crashArchitecture(environment.text.crash).panicStack(environment, site, printk);
  return false;
}

/** What the other CPUs say when they are stopped; x86 stops them in silence. `ramStart`: physical start of RAM. */
export function stopCpusText(
  environment: CrashEnvironment,
  stop: { readonly panicCpu: number; readonly ramStart: number },
  random: RandomStream,
  printk: PrintkFunction,
): void {
  crashArchitecture(environment.text.crash).stopCpus(environment, stop, random, printk);
}

/** What the panic notifiers print; 32-bit ARM has none that does. */
export function panicNotifiersText(environment: CrashEnvironment, printk: PrintkFunction): void {
  crashArchitecture(environment.text.crash).notifiers(environment, printk);
}

/** Behind the dump, when panic_timeout is above 0. */
export function rebootingText(timeoutSeconds: number, printk: PrintkFunction): void {
  printk(KERN_EMERG, `Rebooting in ${timeoutSeconds} seconds..`);
}

/** Behind the dump, when panic_timeout is 0; nothing is printed after it. */
export function panicEndText(message: string, printk: PrintkFunction): void {
  printk(KERN_EMERG, `---[ end Kernel panic - not syncing: ${panicMessage(message)} ]---`);
}
