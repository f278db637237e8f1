/**
 * The reports of detectors: where a CPU is, where a task waits, with the lines round it.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/watchdog.c` (watchdog_timer_fn, watchdog_overflow_callback), `lib/nmi_backtrace.c` and
 * `kernel/sched/core.c` (sched_show_task). x86-64 only: nobody recorded a hang elsewhere, and a kernel without the text of a place
 * says only the lines that are certain.
 */
import type { CrashEnvironment, CrashSite, PrintkFunction, Task } from '../crash/crash-environment.ts';
import { KERN_DEFAULT, modulesText, stackDumpHeader } from '../crash/stack-dump.ts';
import { taintText } from '../crash/taint.ts';
import { callTrace } from '../crash/x86/call-trace.ts';
import { showRegisters } from '../crash/x86/registers.ts';
import { KERN_EMERG, KERN_INFO } from '../printk/levels.ts';

/** Where a CPU is; `site` null where its place was not recorded. */
export interface CpuPlace {
  readonly cpu: number;
  readonly task: Task;
  readonly site: CrashSite | null;
}

/** `show_regs`: header, registers, trace. */
export function cpuReport(environment: CrashEnvironment, { cpu, task, site }: CpuPlace, print: PrintkFunction): void {
  stackDumpHeader(environment, { cpu, task }, KERN_DEFAULT, print);
  if (site === null) return;
  showRegisters(environment, site, print);
  callTrace(environment, site, print);
}

export function softLockupText(
  environment: CrashEnvironment,
  place: CpuPlace,
  seconds: number,
  print: PrintkFunction,
): void {
  const { comm, pid } = place.task;
  print(KERN_EMERG, `watchdog: BUG: soft lockup - CPU#${place.cpu} stuck for ${seconds}s! [${comm}:${pid}]`);
  modulesText(environment, print);
  cpuReport(environment, place, print);
}

export function hardLockupText(environment: CrashEnvironment, place: CpuPlace, print: PrintkFunction): void {
  const who = environment.kernel.version.patchlevel >= 12 ? 'watchdog' : 'NMI watchdog';
  print(KERN_EMERG, `${who}: Watchdog detected hard LOCKUP on cpu ${place.cpu}`);
  modulesText(environment, print);
  cpuReport(environment, place, print);
}

/** What a CPU says that was asked by NMI where it is. */
export function nmiBacktraceText(environment: CrashEnvironment, place: CpuPlace, print: PrintkFunction): void {
  print(KERN_DEFAULT, `NMI backtrace for cpu ${place.cpu}`);
  cpuReport(environment, place, print);
}

/** A task in the manner of a task list. */
export interface ShownTask {
  readonly comm: string;
  readonly pid: number;
  readonly ppid: number;
  readonly state: 'R' | 'D' | 'I';
  readonly flags: number;
  /** Where its stack was recorded, or null. */
  readonly site: CrashSite | null;
}

export function taskText(environment: CrashEnvironment, task: ShownTask, print: PrintkFunction): void {
  const { comm, pid, ppid, state, flags, site } = task;
  const running = state === 'R' ? '  running task    ' : '';
  const group = environment.kernel.version.patchlevel >= 12 ? ` tgid:${String(pid).padEnd(5)}` : '';
  const ids = `pid:${String(pid).padEnd(5)}${group} ppid:${String(ppid).padEnd(6)}`;
  const name = comm.slice(0, 15).padEnd(15);
  print(
    KERN_INFO,
    `task:${name} state:${state}${running} stack:0     ${ids} flags:0x${flags.toString(16).padStart(8, '0')}`,
  );
  // The code of another task's program is not at hand.
  const withoutUserCode: PrintkFunction = (level, text) => {
    if (!text.startsWith('Code: ')) print(level, text);
  };
  if (site !== null) callTrace(environment, site, withoutUserCode, KERN_INFO);
}

/** The second line of a hung task's report: here the package id stands without the blank in front of it. */
export function kernelLine({ kernel, text, taint }: CrashEnvironment): string {
  return `${taintText(taint, text.stackDump.taintFlags)} ${kernel.release} ${kernel.stackDumpVersion.replace(/ {2,}/, ' ').trimEnd()}`;
}
