/** What `find` walks and evaluates with: findutils 4.9 `find/defs.h` (`struct options`, `struct state`). */
import type { Blocking, FileStatus, Timespec } from '../../../shell/posix.ts';
import type { Output } from '../libc/stdio.ts';
import type { TimeZone } from '../libc/time-zone.ts';
import type { Tool } from '../libc/usage.ts';
import type { Accounts } from '../system/accounts.ts';

export interface FindOptions {
  follow: 'never' | 'operand' | 'always';
  depth: boolean;
  /** `-delete` turned `depth` on by itself. */
  depthByDelete: boolean;
  hasPrune: boolean;
  minDepth: number;
  maxDepth: number;
  oneFileSystem: boolean;
  warnings: boolean;
  /** Times count from the beginning of today. */
  dayStart: boolean;
  regexType: string;
}

/** The file at hand, while an expression is evaluated. */
export interface FindFile {
  readonly path: string;
  /** To ask the kernel with. */
  readonly accessPath: string;
  readonly name: string;
  readonly level: number;
  readonly status: FileStatus;
  /** The starting point it was found under. */
  readonly start: string;
}

/** A running `find`. */
export interface FindState {
  readonly tool: Tool;
  readonly options: FindOptions;
  readonly accounts: Accounts;
  readonly now: Timespec;
  readonly zone: TimeZone;
  /** Commands that gather files (`-exec … +`); run once more at the end. */
  readonly runners: { flush(): Blocking<void> }[];
  /** Files of `-fprint` and its kin by name. */
  readonly outputs: Map<string, Output>;
  prune: boolean;
  quit: boolean;
}

/** A test or an action on a file. */
export type Predicate = (file: FindFile, state: FindState) => Blocking<boolean>;
