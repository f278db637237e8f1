/**
 * The reports of detectors: where a CPU is, where a task waits, with the lines round it.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/watchdog.c` (watchdog_timer_fn, watchdog_overflow_callback), `arch/powerpc/kernel/watchdog.c` (soft_nmi_interrupt), `lib/nmi_backtrace.c` and
 * `kernel/sched/core.c` (sched_show_task). A kernel without the text of a place says only the lines that are certain.
 */
import { crashArchitecture } from '../crash/architectures.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction, Task } from '../crash/crash-environment.ts';
import { crashPath } from '../crash/crash-path.ts';
import { KERN_DEFAULT, modulesText, stackDumpHeader } from '../crash/stack-dump.ts';
import { taintText } from '../crash/taint.ts';
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
  if (site !== null) crashArchitecture(environment.text.crash).registers(environment, site, print);
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

/** POWER: the decrementer comes through where interrupts are masked by software. `ticks`: of the time base. */
export function softNmiText(
  environment: CrashEnvironment,
  place: CpuPlace,
  ticks: { readonly now: number; readonly heartbeat: number; readonly agoMs: number },
  print: PrintkFunction,
): void {
  const { cpu, site } = place;
  const at = site === null ? null : crashPath(environment, site.path).fault?.instructionPointer;
  if (at != null) print(KERN_EMERG, `watchdog: CPU ${cpu} self-detected hard LOCKUP @ ${at}`);
  const { now, heartbeat, agoMs } = ticks;
  print(KERN_EMERG, `watchdog: CPU ${cpu} TB:${now}, last heartbeat TB:${heartbeat} (${agoMs}ms ago)`);
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
  if (site !== null) crashArchitecture(environment.text.crash).taskTrace(environment, site, print);
}

/** The second line of a hung task's report: here the package id stands without the blank in front of it. */
export function kernelLine({ kernel, text, taint }: CrashEnvironment): string {
  return `${taintText(taint, text.stackDump.taintFlags)} ${kernel.release} ${kernel.stackDumpVersion.replace(/ {2,}/, ' ').trimEnd()}`;
}
