/**
 * The kernel threads a Debian kernel has when init starts: names, order, how they sleep, their nice values.
 *
 * As a task list of the kernel was recorded; where none was, as `ps` shows them on Debian 12 [names read in `kernel/`, `mm/`, `block/`,
 * `drivers/`; their order assumed from usual machines]. They hold their pids and do nothing: what they would do is elsewhere.
 */
import type { RecordedThread } from '../../profiles/state-text.ts';
import { recordedThreads } from '../show/threads.ts';

export interface KernelThread {
  /** Absent: the next one. */
  readonly pid?: number;
  readonly comm: string;
  /** Where it sleeps, as /proc/PID/wchan says. */
  readonly waitChannel: string;
  readonly nice: number;
}

export interface KernelThreadOptions {
  /** Release of a kernel whose list was recorded, on a machine with one CPU. */
  readonly release: string;
  readonly cpus: number;
  readonly isSmp: boolean;
  readonly isX86: boolean;
  /** Block device of an ext4 root, or null. */
  readonly journal: string | null;
}

/** Workers that wait for nothing but work: `TASK_IDLE`, which does not count as load. */
const IDLE_CHANNELS: ReadonlySet<string> = new Set([
  'rescuer_thread',
  'worker_thread',
  'rcu_gp_kthread',
  'rcu_gp_fqs_loop',
  'rcu_tasks_one_gp',
]);

/** Whether a kernel thread is in state I: it sleeps where idle ones do. */
export function isIdleChannel(waitChannel: string | null): boolean {
  return waitChannel !== null && IDLE_CHANNELS.has(waitChannel);
}

const thread = (comm: string, waitChannel: string, nice = 0): KernelThread => ({ comm, waitChannel, nice });
/** The thread that a work queue with WQ_MEM_RECLAIM keeps in reserve. */
const rescuer = (comm: string): KernelThread => thread(comm, 'rescuer_thread', -20);
const worker = (comm: string, nice = 0): KernelThread => thread(comm, 'worker_thread', nice);

function threadsOfCpu(cpu: number, isSmp: boolean): KernelThread[] {
  const softirq = thread(`ksoftirqd/${cpu}`, 'smpboot_thread_fn');
  if (!isSmp) return [softirq];
  return [
    thread(`cpuhp/${cpu}`, 'smpboot_thread_fn'),
    thread(`migration/${cpu}`, 'smpboot_thread_fn'),
    softirq,
    worker(`kworker/${cpu}:0-events`),
    worker(`kworker/${cpu}:0H-events_highpri`, -20),
  ];
}

/** Names that do not fit into a task's 15 characters; procfs shows them whole. */
const LONG_NAMES = (
  'rcu_tasks_kthread rcu_tasks_rude_kthread rcu_tasks_trace_kthread pool_workqueue_release rcu_exp_par_gp_kthread_worker/0 ' +
  'rcu_exp_gp_kthread_worker quota_events_unbound kworker/R-kvfree_rcu_reclaim kworker/R-rcu_gp kworker/R-sync_wq ' +
  'kworker/R-slub_flushwq kworker/R-netns kworker/R-mm_percpu_wq kworker/R-inet_frag_wq kworker/R-writeback ' +
  'kworker/R-kintegrityd kworker/R-kblockd kworker/R-blkcg_punt_bio kworker/R-tpm_dev_wq kworker/R-edac-poller ' +
  'kworker/R-devfreq_wq kworker/R-quota_events_unbound kworker/R-kthrotld kworker/R-acpi_thermal_pm kworker/R-mld ' +
  'kworker/R-ipv6_addrconf kworker/R-kstrp'
).split(' ');
/** MAX_RT_PRIO: priorities below it are those of real-time tasks. */
const NORMAL_PRIORITY = 120;
const REAL_TIME_END = 100;

/** As procfs shows it: whole, and a worker with what it worked at. */
function shownName({ comm, work }: RecordedThread): string {
  const queue = /^Workqueue: .*\((\w+)\)$/.exec(work)?.[1];
  if (queue !== undefined) return `${comm}-${queue}`;
  return LONG_NAMES.find((name) => name.slice(0, 15) === comm) ?? comm;
}

function asRecorded(thread: RecordedThread): KernelThread {
  const { pid, stack, priority } = thread;
  const nice = priority < REAL_TIME_END ? 0 : priority - NORMAL_PRIORITY;
  return { pid, comm: shownName(thread), waitChannel: stack.replace(/-\d+$/, ''), nice };
}

/** In the order of their pids; the first is pid 2, the father of the others. */
export function kernelThreads(options: KernelThreadOptions): readonly KernelThread[] {
  const { cpus, isSmp, journal, release } = options;
  const recorded = [...recordedThreads(release).values()].map(asRecorded);
  if (recorded.length === 0) return usualThreads(options);
  return [
    ...recorded,
    ...Array.from({ length: cpus - 1 }, (_, index) => threadsOfCpu(index + 1, isSmp)).flat(),
    ...journalThreads(journal),
  ];
}

function journalThreads(journal: string | null): KernelThread[] {
  return journal === null ? [] : [thread(`jbd2/${journal}-8`, 'kjournald2'), rescuer('ext4-rsv-conver')];
}

function usualThreads({ cpus, isSmp, isX86, journal }: KernelThreadOptions): readonly KernelThread[] {
  const unbound = `kworker/u${cpus * 2}`;
  return [
    thread('kthreadd', 'kthreadd'),
    rescuer('rcu_gp'),
    rescuer('rcu_par_gp'),
    rescuer('slub_flushwq'),
    rescuer('netns'),
    worker('kworker/0:0-events'),
    worker('kworker/0:0H-events_highpri', -20),
    worker(`${unbound}:0-events_unbound`),
    rescuer('mm_percpu_wq'),
    thread('rcu_tasks_kthread', 'rcu_tasks_one_gp'),
    thread('rcu_tasks_rude_kthread', 'rcu_tasks_one_gp'),
    thread('rcu_tasks_trace_kthread', 'rcu_tasks_one_gp'),
    thread('ksoftirqd/0', 'smpboot_thread_fn'),
    thread('rcu_preempt', 'rcu_gp_kthread'),
    ...(isSmp ? [thread('migration/0', 'smpboot_thread_fn')] : []),
    worker('kworker/0:1-events'),
    ...(isSmp ? [thread('cpuhp/0', 'smpboot_thread_fn')] : []),
    ...Array.from({ length: cpus - 1 }, (_, index) => threadsOfCpu(index + 1, isSmp)).flat(),
    thread('kdevtmpfs', 'devtmpfs_work_loop'),
    rescuer('inet_frag_wq'),
    thread('kauditd', 'kauditd_thread'),
    thread('khungtaskd', 'watchdog'),
    thread('oom_reaper', 'oom_reaper'),
    rescuer('writeback'),
    thread('kcompactd0', 'kcompactd'),
    thread('ksmd', 'ksm_scan_thread', 5),
    thread('khugepaged', 'khugepaged', 19),
    rescuer('kintegrityd'),
    rescuer('kblockd'),
    rescuer('blkcg_punt_bio'),
    ...(isX86 ? [rescuer('tpm_dev_wq')] : []),
    rescuer('edac-poller'),
    rescuer('devfreq_wq'),
    worker('kworker/0:1H-kblockd', -20),
    thread('kswapd0', 'kswapd'),
    rescuer('kthrotld'),
    ...(isX86 ? [rescuer('acpi_thermal_pm')] : []),
    rescuer('mld'),
    rescuer('ipv6_addrconf'),
    rescuer('kstrp'),
    rescuer('zswap-shrink'),
    ...journalThreads(journal),
  ];
}
