/** What one cell of the comparison came to, measured on the machine that ran it. */

/** One thing that somebody can read after the disaster. */
export interface SavedThing {
  /** `log`: with the crash in it; `copy`: what user space had put aside before. */
  readonly what: 'log' | 'console' | 'ftrace' | 'pmsg' | 'copy' | 'memory' | 'regions';
  readonly bytes: number;
  /** What there was, where that is known: RAM that is not set aside. */
  readonly ofBytes?: number;
  /** Records, segments of memory, regions. */
  readonly pieces: number;
  /** What is not as it was meant to be; null: every byte is true. */
  readonly damage: string | null;
}

export interface Verdict {
  readonly saved: readonly SavedThing[];
  /** Why it is not more; null: nothing lacks that this mechanism saves. */
  readonly why: string | null;
}

/** RAM that is set aside while all is well, by the word of the machine itself. */
export interface StandingCost {
  readonly bytes: number;
  /** Of them, lent to user pages meanwhile. */
  readonly lentBytes: number;
  /** The file of the machine that says so, or what it is. */
  readonly source: string;
}

export interface CellResult extends Verdict {
  readonly mechanism: string;
  readonly disaster: string;
  readonly board: string;
  readonly kernel: string;
  /** Null: nothing was set aside. */
  readonly cost: StandingCost | null;
  /** Virtual time of the run, nanoseconds. */
  readonly endNs: number;
}
