/**
 * The call trace of an x86-64 report: frames of each stack the CPU was on, with registers where one stack gave way to the next.
 *
 * Mirrors Linux v6.1 `arch/x86/kernel/dumpstack.c` (show_trace_log_lvl).
 */
import type { CrashPath } from '../../../profiles/crash-data.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { crashPath } from '../crash-path.ts';
import { KERN_DEFAULT } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { registerBlock, userRegisters } from './registers.ts';

/** Lines of each recorded stack, sizes and modules filled in. */
const formatted = new Map<CrashPath, readonly (readonly string[])[]>();

/** `Call Trace:` and what is under it, all at `level`: 4 in an oops, 6 in the block of a task. */
export function callTrace(
  environment: CrashEnvironment,
  site: CrashSite,
  printk: PrintkFunction,
  level = KERN_DEFAULT,
): void {
  const path = crashPath(environment, site.path);
  let stacks = formatted.get(path);
  if (stacks === undefined) {
    const symbols = SymbolTable.of(environment.text.crash);
    const frame = (line: string) => {
      if (/^[<@]/.test(line)) return line;
      return line.startsWith('? ') ? `? ${symbols.format(line.slice(2))}` : symbols.format(line);
    };
    stacks = path.stacks.map(({ frames }) => frames.trim().split('\n').map(frame));
    formatted.set(path, stacks);
  }
  const lines = stacks[site.stack];
  assert(lines !== undefined, `${site.path} has no stack ${site.stack}`);
  printk(level, 'Call Trace:');
  for (const line of lines) {
    if (line === '@user') userRegisters(environment, site, printk, level);
    else if (line.startsWith('@')) {
      const registers = path.blocks?.[Number(line.slice(1))];
      assert(registers !== undefined, `${site.path} has no register block ${line}`);
      registerBlock(environment, { site, registers }, printk, level);
    } else printk(level, ` ${line}`);
  }
}
