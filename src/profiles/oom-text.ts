/**
 * What a kernel release shows when memory is used up: traces by where the killer was called from, and its slab table, as data.
 *
 * Facts taken from recorded consoles; `src/kernel/oom` makes lines of them. Values of one run are out, as in `state-text.ts`.
 */

/**
 * What a process was doing when there was no page: its own memory, a file of a ramfs or of the rootfs, a file of a tmpfs, a new
 * process. The last is sysrq f.
 */
export type OomCause = 'read' | 'write' | 'shmem' | 'fork' | 'manual';

/** A trace in two parts: the frames that depend on what the killer decides, and what is below. */
export interface OomPath {
  /** By decision; lines above `below`. */
  readonly tops: Readonly<Partial<Record<OomDecision, string>>>;
  /** Different recordings of what is below; they differ in stale words. */
  readonly below: readonly string[];
}

/** `kill`: a task was chosen; `none`: nobody may be killed; `panic`: vm.panic_on_oom; the others are the stacks of the panics. */
export type OomDecision = 'kill' | 'none' | 'panic' | 'none-panic' | 'panic-panic';

export interface OomText {
  /** A process whose read of /dev/zero found no page for its buffer. */
  readonly readFault: OomPath | null;
  /** The worker of sysrq f. */
  readonly manual: OomPath | null;
  /** `Unreclaimable slab info:`, one cache a line: name, KiB used, KiB in all. */
  readonly slabs: string;
}
