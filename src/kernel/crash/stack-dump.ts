/**
 * The header of a stack dump, and the list of modules.
 *
 * Mirrors Linux v4.19, v6.1 and v6.12 `lib/dump_stack.c` (dump_stack_print_info) and `kernel/module/main.c` (print_modules). The
 * package id that Debian puts behind the version is part of the profile.
 */
import type { CrashEnvironment, PrintkFunction, Task } from './crash-environment.ts';
import { taintNames, taintText } from './taint.ts';

/** CONFIG_MESSAGE_LOGLEVEL_DEFAULT. */
export const KERN_DEFAULT = 4;
/** The first line of a report. */
export const CUT_HERE = '------------[ cut here ]------------';
const END_TRACE = '---[ end trace ';

/** `---[ end trace … ]---`. */
export function endTrace({ oopsId }: CrashEnvironment, printk: PrintkFunction): void {
  printk(KERN_DEFAULT, `${END_TRACE}${oopsId.toString(16).padStart(16, '0')} ]---`);
}

export function isEndTrace(text: string): boolean {
  return text.startsWith(END_TRACE);
}

/** `CPU: …`, on 6.12 `Tainted: …`, `Hardware name: …`, and what a worker works at, all at `level`. */
export function stackDumpHeader(
  environment: CrashEnvironment,
  { cpu, task }: { readonly cpu: number; readonly task: Task },
  level: number,
  printk: PrintkFunction,
): void {
  const { kernel, text, taint, kdumpLoaded, hardwareName } = environment;
  const uid = text.stackDump.uid ? `UID: ${task.uid} ` : '';
  const kdump = kdumpLoaded ? 'Kdump: loaded ' : '';
  const who = `CPU: ${cpu} ${uid}PID: ${task.pid} Comm: ${task.comm.slice(0, 20)}`;
  printk(
    level,
    `${who} ${kdump}${taintText(taint, text.stackDump.taintFlags)} ${kernel.release} ${kernel.stackDumpVersion}`,
  );
  const names = text.stackDump.taintNames ? taintNames(taint) : null;
  if (names !== null) printk(level, names);
  printk(level, `Hardware name: ${hardwareName}`);
  if (task.worker !== undefined) printk(level, task.worker);
}

/** `Modules linked in: a(OE) b [last unloaded: c]`, in several records where one does not hold them. */
export function modulesText({ kernel, modules, lastUnloadedModule }: CrashEnvironment, printk: PrintkFunction): void {
  let line = 'Modules linked in:';
  const names = modules.map(({ name, taints }) => ` ${name}${taints === '' ? '' : `(${taints})`}`);
  const unloaded = lastUnloadedModule === null ? [] : [` [last unloaded: ${lastUnloadedModule}]`];
  // Pieces of one record, as long as it has room.
  for (const piece of [...names, ...unloaded]) {
    if (line.length + piece.length > kernel.printk.lineMaxBytes) {
      printk(KERN_DEFAULT, line);
      line = '';
    }
    line += piece;
  }
  printk(KERN_DEFAULT, line);
}
