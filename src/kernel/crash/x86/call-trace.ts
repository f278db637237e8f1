/**
 * The call trace of an x86-64 report: frames of the task's stack, then the user's registers.
 *
 * Mirrors Linux v6.1 `arch/x86/kernel/dumpstack.c` (show_trace_log_lvl). Leaves out other stacks than the task's.
 */
import type { CrashPath } from '../../../profiles/kernel-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { crashPath } from '../crash-site.ts';
import { KERN_DEFAULT } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { userRegisters } from './registers.ts';

/** Lines of each recorded stack, sizes and modules filled in. */
const formatted = new Map<CrashPath, readonly (readonly string[])[]>();

export function callTrace(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  const path = crashPath(environment, site.path);
  let stacks = formatted.get(path);
  if (stacks === undefined) {
    const symbols = SymbolTable.of(environment.text.crash);
    const frame = (line: string) =>
      line.startsWith('? ') ? ` ? ${symbols.format(line.slice(2))}` : ` ${symbols.format(line)}`;
    stacks = path.stacks.map(({ frames }) => frames.trim().split('\n').map(frame));
    formatted.set(path, stacks);
  }
  const frames = stacks[site.stack];
  assert(frames !== undefined, `${site.path} has no stack ${site.stack}`);
  printk(KERN_DEFAULT, 'Call Trace:');
  printk(KERN_DEFAULT, ' <TASK>');
  for (const frame of frames) printk(KERN_DEFAULT, frame);
  userRegisters(environment, site, printk);
  printk(KERN_DEFAULT, ' </TASK>');
}
