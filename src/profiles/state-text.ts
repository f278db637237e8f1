/**
 * What a kernel release shows of its own state: task lists, scheduler tables, timers, backtraces of idle CPUs, as data.
 *
 * Facts taken from recorded consoles; `src/kernel/show` makes lines of them. Values of one run are out: `%{word}` stands for a
 * value of a register, see `src/kernel/show/report.ts`, `{name}` in a table for what the table tells.
 */

/** A kernel thread that slept when its kernel was asked, and what the scheduler's table said about it. */
export interface RecordedThread {
  readonly pid: number;
  readonly comm: string;
  /** `S`, `I`, `D`, or `R` for one that was about to run. */
  readonly state: string;
  readonly flags: number;
  /** Key of `StateText.stacks`. */
  readonly stack: string;
  /** The line between header and trace of a worker or a stopper; empty where there is none. */
  readonly work: string;
  readonly priority: number;
  readonly switches: number;
  /** Milliseconds: virtual run time, run time, and on 6.12 the virtual deadline. */
  readonly vruntime: number;
  readonly sumExec: number;
  readonly deadline: number;
}

/** What one CPU shows that an interrupt has caught in its idle loop: registers and trace. */
interface IdleBacktrace {
  /** The boot CPU comes to its idle loop by another way. */
  readonly isBootCpu: boolean;
  readonly report: string;
}

export interface StateText {
  /**
   * Built with what distributions build in: a zone for device memory, poisoned pages, cpusets and memory cgroups, NUMA balancing,
   * scheduling by cgroups.
   */
  readonly isDistribution: boolean;
  /**
   * Kernel threads, one a line: pid, comm, state, flags (hex), stack, priority, switches, vruntime, sum-exec, deadline and,
   * behind a blank, the line of a worker or a stopper.
   */
  readonly threads: string;
  /** Lines between ` <TASK>` and ` </TASK>`, by a name of ours. */
  readonly stacks: Readonly<Record<string, string>>;
  /** Sleeping processes, by the function they wait in. */
  readonly waiting: Readonly<Record<string, string>>;
  /**
   * What the process shows that asked, by how it asked: `t`, `l` for the keys, `panic-tasks`, `panic-cpus` for panic_print (only
   * the frames above those of the panic itself). Different recordings differ in stale words.
   */
  readonly asking: Readonly<Record<string, readonly string[]>>;
  readonly idle: readonly IdleBacktrace[];
  /** Behind the task list, one record a line: before the CPUs, for each CPU, above the table. */
  readonly scheduler: { readonly head: string; readonly cpu: string; readonly table: string } | null;
  /** The timer list; null where none was recorded. `pending`: name, nanoseconds from now, how much later it may fire. */
  readonly timers: TimerText | null;
}

interface TimerText {
  readonly head: string;
  readonly pending: string;
  /** For each CPU; `{timers}` stands for what is pending on its first clock. */
  readonly cpu: string;
  readonly tail: string;
  /** For each CPU, behind `tail`. */
  readonly device: string;
}
