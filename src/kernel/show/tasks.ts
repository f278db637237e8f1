/**
 * Lists of tasks with their stacks: sysrq t and w, the tasks of panic_print.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/sched/core.c` (sched_show_task, show_state_filter). Kernel threads show the stacks that they
 * were recorded with; processes that wait where nobody was recorded show none.
 */
import type { RecordedThread, StateText } from '../../profiles/state-text.ts';
import { stateText } from '../../profiles/state-texts.ts';
import { KERN_INFO } from '../printk/levels.ts';
import type { ProcessSource, ProcessView } from '../procfs/process-view.ts';
import { printTrace, type ShowContext } from './report.ts';
import { recordedThreads } from './threads.ts';

/** _TIF_NOTIFY_RESUME of a process that sleeps [recorded]; _TIF_NEED_RESCHED of one that is to make way. */
const SLEEPING_FLAGS = 0x2;
const RESCHEDULE_FLAGS = 0x8;

export interface TaskList {
  readonly processes: ProcessSource | null;
  /** Lines between ` <TASK>` and ` </TASK>` of the task that asked. */
  readonly ownTrace: string | null;
}

/** All tasks. */
export function showTasks(context: ShowContext, { processes, ownTrace }: TaskList): void {
  const threads = recordedThreads(context.environment.kernel.release);
  const hasWaiting = [...threads.values()].some(({ state }) => state === 'R');
  for (const view of tasksOf(processes)) {
    const thread = threads.get(bareComm(view));
    if (view.isKernelThread && thread !== undefined) showThread(context, view, thread);
    else showProcess(context, view, { ownTrace, hasWaiting });
  }
}

/** Tasks in state D. */
export function showBlockedTasks(context: ShowContext, processes: ProcessSource | null): void {
  for (const view of tasksOf(processes)) {
    if (view.state === 'D') showProcess(context, view, { ownTrace: null, hasWaiting: false });
  }
}

function tasksOf(processes: ProcessSource | null): ProcessView[] {
  return (processes?.pids() ?? []).flatMap((pid) => processes?.find(pid) ?? []);
}

function showThread(context: ShowContext, view: ProcessView, thread: RecordedThread): void {
  const text = texts(context);
  header(context, { ...shown(view), state: thread.state, flags: thread.flags });
  if (thread.work !== '') context.printk(KERN_INFO, thread.work);
  printTrace(context, { report: text.stacks[thread.stack] ?? '', level: KERN_INFO, task: taskOf(view) });
}

function showProcess(
  context: ShowContext,
  view: ProcessView,
  { ownTrace, hasWaiting }: { readonly ownTrace: string | null; readonly hasWaiting: boolean },
): void {
  const isOwn = view.pid === context.task.pid;
  const state = isOwn ? 'R' : view.state;
  const flags = isOwn ? (hasWaiting ? RESCHEDULE_FLAGS : 0) : SLEEPING_FLAGS;
  header(context, { ...shown(view), state, flags });
  const report = isOwn ? ownTrace : texts(context).waiting[view.waitChannel ?? ''];
  printTrace(context, { report: report ?? '', level: KERN_INFO, task: taskOf(view) });
}

function texts({ environment }: ShowContext): StateText {
  return stateText(environment.kernel.release);
}

function taskOf({ comm, pid, uids }: ProcessView) {
  return { comm, pid, uid: uids[0] };
}

interface Shown {
  readonly comm: string;
  readonly pid: number;
  readonly ppid: number;
  readonly state: string;
  readonly flags: number;
}

function shown(view: ProcessView) {
  return { comm: bareComm(view), pid: view.pid, ppid: view.ppid };
}

/** The name in the task itself: procfs adds to a worker's what it works at, and shows long names of threads whole. */
export function bareComm({ comm, isKernelThread }: Pick<ProcessView, 'comm' | 'isKernelThread'>): string {
  const own = isKernelThread && /^kworker\/(?!R-)/.test(comm) ? comm.replace(/-.*$/, '') : comm;
  return own.slice(0, 15);
}

/** `sched_show_task`'s first line. */
function header({ environment, printk }: ShowContext, { comm, pid, ppid, state, flags }: Shown): void {
  const running = state === 'R' ? '  running task    ' : '';
  const group = environment.kernel.version.patchlevel >= 12 ? ` tgid:${String(pid).padEnd(5)}` : '';
  printk(
    KERN_INFO,
    `task:${comm.padEnd(15)} state:${state}${running} stack:0     pid:${String(pid).padEnd(5)}${group} ` +
      `ppid:${String(ppid).padEnd(6)} flags:0x${flags.toString(16).padStart(8, '0')}`,
  );
}
