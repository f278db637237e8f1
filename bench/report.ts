/** What every benchmark reports: rows of ours beside a peer's, with a goal. `bench/run.ts` prints them. */
export interface BenchReport {
  /**
   * One line of the table. `ours` and `peer` are figures with their unit (`peer` says `absent (...)` where it could not be
   * run); `ratio` is ours over the peer's, null without a peer; `goal` is the aim in words; `pass` is null where the goal could
   * not be judged.
   */
  row(name: string, ours: string, peer: string, ratio: number | null, goal: string, pass: boolean | null): void;
}

/** A line in words, as it is printed. */
export interface BenchRow {
  readonly name: string;
  readonly ours: string;
  readonly peer: string;
  readonly times: string;
  readonly goal: string;
  readonly verdict: string;
}
