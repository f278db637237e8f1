/**
 * What the OOM killer says.
 *
 * Mirrors Linux v6.1 and v6.12 `mm/oom_kill.c` (dump_header, dump_tasks, dump_oom_summary, __oom_kill_process, oom_reap_task) and
 * `mm/slab_common.c` (dump_unreclaimable_slab).
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { oomText, stateText } from '../../profiles/state-texts.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import type { MemoryFigures } from '../mm/memory-use.ts';
import { KERN_ERR, KERN_INFO } from '../printk/levels.ts';
import type { ProcessFigures } from '../process/process-memory.ts';
import type { Task } from '../process/task.ts';

const KIB = 1024;

/** `Unreclaimable slab info:`, when that is more than what processes and files have. */
export function slabInfo(profile: KernelProfile, figures: MemoryFigures, printk: PrintkFunction): void {
  const { slabs } = oomText(profile.release);
  const { anonPagesKiB, cachedKiB, buffersKiB, slabUnreclaimableKiB } = figures;
  if (slabs === '' || slabUnreclaimableKiB <= anonPagesKiB + cachedKiB + buffersKiB) return;
  printk(KERN_INFO, 'Unreclaimable slab info:');
  printk(KERN_INFO, 'Name                      Used          Total');
  for (const line of slabs.split('\n')) {
    const [name, used, total] = line.split(' ') as [string, string, string];
    printk(KERN_INFO, `${name.padEnd(17)} ${used.padStart(10)}KB ${total.padStart(10)}KB`);
  }
}

export interface OomTable {
  readonly tasks: readonly Task[];
  readonly figures: (task: Task) => ProcessFigures;
  readonly pageSizeBytes: number;
}

export function taskTable(profile: KernelProfile, table: OomTable, printk: PrintkFunction): void {
  const splitsRss = profile.version.patchlevel >= 12;
  const parts = splitsRss ? ' rss_anon rss_file rss_shmem' : '';
  printk(KERN_INFO, 'Tasks state (memory values in pages):');
  printk(KERN_INFO, `[  pid  ]   uid  tgid total_vm      rss${parts} pgtables_bytes swapents oom_score_adj name`);
  const { tasks, figures, pageSizeBytes } = table;
  const pages = (bytes: number) => String(Math.floor(bytes / pageSizeBytes));
  for (const task of tasks) {
    const { total, anon, file, shmem, pageTables } = figures(task);
    const rss = splitsRss ? ` ${pages(anon).padStart(8)} ${pages(file).padStart(8)} ${pages(shmem).padStart(9)}` : '';
    printk(
      KERN_INFO,
      `[${String(task.pid).padStart(7)}] ${String(task.credentials.uid).padStart(5)} ${String(task.pid).padStart(5)} ` +
        `${pages(total).padStart(8)} ${pages(anon + file + shmem).padStart(8)}${rss} ${String(pageTables).padStart(8)} ` +
        `${'0'.padStart(8)}         ${String(task.oomScoreAdj).padStart(5)} ${task.comm}`,
    );
  }
}

/** The line for machines that read it. */
export function oomSummary(profile: KernelProfile, victim: Task, printk: PrintkFunction): void {
  const { isDistribution } = stateText(profile.release);
  const groups = isDistribution ? 'cpuset=/,mems_allowed=0,global_oom,task_memcg=/,' : '';
  const { comm, pid, credentials } = victim;
  printk(
    KERN_INFO,
    `oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),${groups}task=${comm},pid=${pid},uid=${credentials.uid}`,
  );
}

/** `Out of memory: Killed process …`; `message`: why. */
export function killedText(message: string, victim: Task, figures: ProcessFigures, printk: PrintkFunction): void {
  const { pid, comm, credentials, oomScoreAdj } = victim;
  const kib = (bytes: number) => Math.floor(bytes / KIB);
  printk(
    KERN_ERR,
    `${message}: Killed process ${pid} (${comm}) total-vm:${kib(figures.total)}kB, anon-rss:${kib(figures.anon)}kB, ` +
      `file-rss:${kib(figures.file)}kB, shmem-rss:${kib(figures.shmem)}kB, UID:${credentials.uid} ` +
      `pgtables:${kib(figures.pageTables)}kB oom_score_adj:${oomScoreAdj}`,
  );
}

/** Of a victim that two seconds later still had its memory. */
export function reapedText(victim: Task, left: ProcessFigures, printk: PrintkFunction): void {
  const kib = (bytes: number) => Math.floor(bytes / KIB);
  printk(
    KERN_INFO,
    `oom_reaper: reaped process ${victim.pid} (${victim.comm}), now anon-rss:0kB, file-rss:${kib(left.file)}kB, ` +
      `shmem-rss:${kib(left.shmem)}kB`,
  );
}
