/** The table of background and stopped jobs, as bash 5.2 `jobs.c` keeps and shows it. */
import type { ChildStatus } from './posix.ts';

export interface Job {
  readonly id: number;
  readonly pgid: number;
  /** Processes of the pipeline, in order, with what became of them. */
  readonly processes: { readonly pid: number; status: ChildStatus | null }[];
  readonly text: string;
  /** Its last change has been shown. */
  isNotified: boolean;
  /** Runs in its own process group. */
  readonly hasOwnGroup: boolean;
}

const MAX_REMEMBERED = 4096;

/** See the head of the file. */
export class JobTable {
  readonly jobs = new Map<number, Job>();
  /** Ids from the current job backwards. */
  #order: number[] = [];
  /** Statuses of children that ended and left the table, for a later `wait PID`. */
  readonly #ended = new Map<number, number>();

  /** A copy to look at, for a subshell. */
  clone(): JobTable {
    const copy = new JobTable();
    for (const job of this.jobs.values()) {
      copy.jobs.set(job.id, { ...job, processes: job.processes.map((member) => ({ ...member })) });
    }
    copy.#order = [...this.#order];
    return copy;
  }

  add(processes: readonly number[], pgid: number, text: string, hasOwnGroup: boolean): Job {
    let id = 1;
    for (const used of this.jobs.keys()) if (used >= id) id = used + 1;
    const entries = processes.map((pid) => ({ pid, status: null }));
    const job: Job = { id, pgid, processes: entries, text, isNotified: true, hasOwnGroup };
    this.jobs.set(id, job);
    this.#order.unshift(id);
    return job;
  }

  remove(id: number): void {
    const job = this.jobs.get(id);
    for (const { pid, status } of job?.processes ?? []) {
      if (status !== null && status.kind !== 'stopped') this.remember(pid, exitStatus(status));
    }
    this.jobs.delete(id);
    this.#order = this.#order.filter((known) => known !== id);
  }

  remember(pid: number, status: number): void {
    if (this.#ended.size >= MAX_REMEMBERED) this.#ended.delete(this.#ended.keys().next().value as number);
    this.#ended.set(pid, status);
  }

  remembered(pid: number): number | undefined {
    return this.#ended.get(pid);
  }

  forget(pid: number): void {
    this.#ended.delete(pid);
  }

  /** `%+`: stopped jobs come before running ones. */
  get current(): Job | undefined {
    return this.#ranked()[0];
  }

  get previous(): Job | undefined {
    return this.#ranked()[1];
  }

  makeCurrent(id: number): void {
    this.#order = [id, ...this.#order.filter((known) => known !== id)];
  }

  #ranked(): Job[] {
    const jobs = this.#order.map((id) => this.jobs.get(id)).filter((job) => job !== undefined);
    return [...jobs.filter((job) => jobState(job) === 'stopped'), ...jobs.filter((job) => jobState(job) !== 'stopped')];
  }

  byPid(pid: number): Job | undefined {
    for (const job of this.jobs.values()) if (job.processes.some((member) => member.pid === pid)) return job;
    return undefined;
  }

  /** Notes what `wait` told; false when the child belongs to no job. */
  update(pid: number, status: ChildStatus): boolean {
    const job = this.byPid(pid);
    const member = job?.processes.find((candidate) => candidate.pid === pid);
    if (job === undefined || member === undefined) {
      if (status.kind !== 'stopped') this.remember(pid, exitStatus(status));
      return false;
    }
    member.status = status;
    job.isNotified = false;
    return true;
  }

  /** `%n`, `%+`, `%%`, `%-`, `%text`, `%?text`; `ambiguous` when several fit. */
  find(specification: string): Job | 'ambiguous' | undefined {
    const name = specification.slice(1);
    if (name === '' || name === '%' || name === '+') return this.current;
    if (name === '-') return this.previous ?? this.current;
    if (/^\d+$/.test(name)) return this.jobs.get(Number(name));
    const fits = (job: Job): boolean =>
      name.startsWith('?') ? job.text.includes(name.slice(1)) : job.text.startsWith(name);
    const found = [...this.jobs.values()].filter(fits);
    return found.length > 1 ? 'ambiguous' : found[0];
  }

  mark(job: Job): '+' | '-' | ' ' {
    if (job === this.current) return '+';
    return job === this.previous ? '-' : ' ';
  }
}

export type JobState = 'running' | 'stopped' | 'done';

export function jobState(job: Job): JobState {
  if (job.processes.some(({ status }) => status === null)) return 'running';
  if (job.processes.some(({ status }) => status?.kind === 'stopped')) return 'stopped';
  return 'done';
}

/** `$?` of an ended or stopped child. */
export function exitStatus(status: ChildStatus): number {
  return status.kind === 'exited' ? status.status : 128 + status.signal;
}
