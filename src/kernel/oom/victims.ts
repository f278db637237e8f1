/**
 * Who is killed when memory is used up.
 *
 * Mirrors Linux v6.1 and v6.12 `mm/oom_kill.c` (oom_badness, oom_unkillable_task, dump_tasks). Memory cgroups, swap and tasks that
 * share memory are left out.
 */
import type { ProcessFigures } from '../process/process-memory.ts';
import type { Task } from '../process/task.ts';

const OOM_SCORE_ADJ_MIN = -1000;
const INIT_PID = 1;

/** Init and kernel threads are never killed; those that are ending have no memory. */
export function mayBeListed(task: Task): boolean {
  return task.pid !== INIT_PID && !task.isKernelThread && task.isAlive;
}

/** `oom_badness` in pages; null: not to be killed. `totalPages`: what the machine has. */
function badness(task: Task, figures: ProcessFigures, pageSizeBytes: number, totalPages: number): number | null {
  if (!mayBeListed(task) || task.oomScoreAdj === OOM_SCORE_ADJ_MIN) return null;
  const { anon, file, shmem, pageTables } = figures;
  const points = (anon + file + shmem) / pageSizeBytes + pageTables / pageSizeBytes;
  return Math.floor(points) + task.oomScoreAdj * Math.floor(totalPages / 1000);
}

export interface Candidates {
  readonly tasks: readonly Task[];
  readonly figures: (task: Task) => ProcessFigures;
  readonly pageSizeBytes: number;
  readonly totalPages: number;
}

/** `select_bad_process`: the worst of them, of equals the one that comes last. */
export function selectVictim({ tasks, figures, pageSizeBytes, totalPages }: Candidates): Task | null {
  let worst: { readonly task: Task; readonly points: number } | null = null;
  for (const task of tasks) {
    const points = badness(task, figures(task), pageSizeBytes, totalPages);
    if (points !== null && (worst === null || points >= worst.points)) worst = { task, points };
  }
  return worst?.task ?? null;
}
