/** Kernel threads as they were recorded, by the names they have. */
import type { RecordedThread } from '../../profiles/state-text.ts';
import { stateText } from '../../profiles/state-texts.ts';

const parsed = new Map<string, ReadonlyMap<string, RecordedThread>>();

/** The threads of a kernel with their recorded states, in the order of their pids; empty for a kernel without a recorded list. */
export function recordedThreads(release: string): ReadonlyMap<string, RecordedThread> {
  let threads = parsed.get(release);
  if (threads === undefined) {
    const lines = stateText(release)
      .threads.split('\n')
      .filter((line) => line !== '');
    threads = new Map(lines.map((line) => threadOf(line)).map((thread) => [thread.comm, thread]));
    parsed.set(release, threads);
  }
  return threads;
}

function threadOf(line: string): RecordedThread {
  const [pid, comm, state, flags, stack, priority, switches, vruntime, sumExec, deadline, ...work] = line.split(' ');
  return {
    pid: Number(pid),
    comm: comm!,
    state: state!,
    flags: Number.parseInt(flags!, 16),
    stack: stack!,
    priority: Number(priority),
    switches: Number(switches),
    vruntime: Number(vruntime),
    sumExec: Number(sumExec),
    deadline: Number(deadline),
    work: work.join(' '),
  };
}
