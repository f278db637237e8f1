/**
 * The scheduler's tables under a list of all tasks.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/sched/debug.c` (sysrq_sched_debug_show, print_cpu, print_rq). Times, what runs and the rows are
 * the machine's; averages and switches are those of the recorded kernel.
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { stateText } from '../../profiles/state-texts.ts';
import { KERN_WARNING } from '../printk/levels.ts';
import type { ProcessSource, ProcessView } from '../procfs/process-view.ts';
import { filled } from './fill.ts';
import type { ShowContext } from './report.ts';
import { bareComm } from './tasks.ts';
import { recordedThreads } from './threads.ts';

const NS_PER_MS = 1_000_000;
const NS_PER_JIFFY = 4 * NS_PER_MS;
/** INITIAL_JIFFIES: five minutes before the counter's lower half turns over. */
const INITIAL_JIFFIES = 2 ** 32 - 300 * 250;
/** DEFAULT_PRIO. */
const PRIORITY = 120;
const SLICE_MS = 0.7;

/** `jiffies` at a time since the start of the kernel. */
export function jiffiesAt(nowNs: number): number {
  return INITIAL_JIFFIES + Math.floor(nowNs / NS_PER_JIFFY);
}

export interface SchedulerView {
  readonly processes: ProcessSource | null;
  readonly nowNs: number;
}

/** `Sched Debug Version: …` to the last CPU's table; nothing where none was recorded. */
export function showScheduler(context: ShowContext, { processes, nowNs }: SchedulerView): void {
  const { environment, printk, task } = context;
  const { kernel, onlineCpus } = environment;
  const { scheduler } = stateText(kernel.release);
  if (scheduler === null) return;
  const say = (text: string) => {
    for (const line of text.split('\n')) printk(KERN_WARNING, line);
  };
  const views = (processes?.pids() ?? []).flatMap((pid) => processes?.find(pid) ?? []);
  const values = {
    release: `${kernel.release} ${kernel.stackDumpVersion.split(' ')[0]}`,
    now: milliseconds(nowNs / NS_PER_MS),
    jiffies: String(jiffiesAt(nowNs)),
  };
  say(filled(scheduler.head, values));
  for (let cpu = 0; cpu < onlineCpus; cpu++) {
    const here = views.filter((view) => view.cpu === cpu);
    const isOwn = cpu === context.cpu;
    const running = here.filter((view) => view.pid === task.pid || threadState(kernel, view) === 'R').length;
    say(
      filled(scheduler.cpu, {
        ...values,
        cpu: String(cpu),
        pid: String(isOwn ? task.pid : 0),
        running: String(running),
      }),
    );
    say(scheduler.table);
    for (const view of here) printk(KERN_WARNING, row(kernel, view, view.pid === task.pid));
    printk(KERN_WARNING, '');
  }
}

function threadState({ release }: KernelProfile, view: ProcessView): string {
  const recorded = view.isKernelThread ? recordedThreads(release).get(bareComm(view)) : undefined;
  return recorded?.state ?? view.state;
}

/** `print_task`. */
function row(kernel: KernelProfile, view: ProcessView, isOwn: boolean): string {
  const thread = view.isKernelThread ? recordedThreads(kernel.release).get(bareComm(view)) : undefined;
  const ranMs = (view.userNs + view.systemNs) / NS_PER_MS;
  const priority = thread?.priority ?? PRIORITY + view.nice;
  const switches = thread?.switches ?? view.voluntarySwitches + view.involuntarySwitches;
  const sumExec = time(thread?.sumExec ?? ranMs);
  const vruntime = time(thread?.vruntime ?? ranMs);
  const state = isOwn ? 'R' : threadState(kernel, view);
  const comm = bareComm(view).padStart(15);
  const head = `${isOwn ? '>' : ' '}${state} ${comm} ${String(view.pid).padStart(5)} ${vruntime}`;
  const none = time(0);
  const { isDistribution } = stateText(kernel.release);
  const count = String(switches).padStart(9);
  const prio = String(priority).padStart(5);
  if (kernel.version.patchlevel < 12) {
    const tail = `${isDistribution ? ' 0 0 /' : ''}`;
    return `${head} ${count} ${prio} ${none} ${sumExec} ${none} ${none}${tail}`;
  }
  const deadline = time(thread?.deadline ?? ranMs + SLICE_MS);
  const tail = `${isDistribution ? '   0      0        /' : ''}`;
  return `${head}   E   ${deadline}   ${time(SLICE_MS)} ${sumExec} ${count}   ${prio} ${none} ${none} ${none}${tail}`;
}

/** `%9Ld.%06ld`. */
function time(ms: number): string {
  return milliseconds(ms).padStart(16);
}

function milliseconds(ms: number): string {
  return ms.toFixed(6);
}
