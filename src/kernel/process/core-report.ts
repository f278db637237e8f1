/**
 * What the kernel says when a core does not get where it should.
 *
 * Linux v6.1 `fs/coredump.c` speaks in two lines at several levels; v6.12 `include/linux/coredump.h` (coredump_report_failure) in one, at
 * most ten in five seconds of each kind.
 */
import { KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { RateLimit } from '../rate-limit.ts';
import type { Task } from './task.ts';

export type CoreFailure =
  | 'name'
  | 'recursion'
  | 'too-many'
  | 'helper'
  | 'no-helper'
  | 'relative'
  | 'cannot preserve file owner'
  | 'cannot preserve file permissions';

export interface CoreReportOptions {
  readonly printk: (level: number, text: string) => void;
  readonly now: () => number;
  /** The words of 6.12. */
  readonly isNew: boolean;
}

interface Words {
  /** Lines of 6.1, their level, and whether they are rate limited. */
  readonly old: (who: string, name: string) => readonly string[];
  readonly level: number;
  readonly isLimited?: true;
  readonly now: (name: string) => string;
}

const preserve = (reason: string): Words => ({
  old: (_, name) => [`Core dump to ${name} aborted: ${reason}`],
  level: KERN_INFO,
  isLimited: true,
  now: (name) => `Core dump to ${name} aborted: ${reason}`,
});

const texts: Readonly<Record<CoreFailure, Words>> = {
  name: {
    old: () => ['format_corename failed', 'Aborting core'],
    level: KERN_WARNING,
    now: () => 'format_corename failed, aborting core',
  },
  recursion: {
    old: (who) => [`Process ${who} has RLIMIT_CORE set to 1`, 'Aborting core'],
    level: KERN_WARNING,
    now: () => 'RLIMIT_CORE is set to 1, aborting core',
  },
  'too-many': {
    old: (who) => [`Pid ${who} over core_pipe_limit`, 'Skipping core dump'],
    level: KERN_WARNING,
    now: () => 'over core_pipe_limit, skipping core dump',
  },
  helper: {
    old: (_, name) => [`Core dump to |${name} pipe failed`],
    level: KERN_INFO,
    now: (name) => `|${name} pipe failed`,
  },
  'no-helper': {
    old: (_, name) => [`Core dump to |${name} disabled`],
    level: KERN_INFO,
    now: (name) => `Core dump to |${name} disabled`,
  },
  relative: {
    old: (who) => [`Pid ${who} can only dump core to fully qualified path!`, 'Skipping core dump'],
    level: KERN_WARNING,
    now: () => 'this process can only dump core to a fully qualified path, skipping core dump',
  },
  'cannot preserve file owner': preserve('cannot preserve file owner'),
  'cannot preserve file permissions': preserve('cannot preserve file permissions'),
};

/** `\a` and its kin, by their character code. */
const ESCAPES: Readonly<Record<number, string>> = {
  7: 'a',
  8: 'b',
  9: 't',
  10: 'n',
  11: 'v',
  12: 'f',
  13: 'r',
  27: 'e',
};

export class CoreReport {
  readonly #options: CoreReportOptions;
  readonly #limits = new Map<CoreFailure, RateLimit>();

  constructor(options: CoreReportOptions) {
    this.#options = options;
  }

  /** `name`: the file or the helper. */
  failed({ pid, comm }: Task, failure: CoreFailure, name = ''): void {
    const { printk, isNew } = this.#options;
    const { old, level, isLimited, now } = texts[failure];
    if ((isNew || isLimited) && !this.#limit(failure).allows()) return;
    if (isNew) printk(KERN_WARNING, `coredump: ${pid}(${printable(comm)}): ${now(name)}`);
    else for (const line of old(`${pid}(${comm})`, name)) printk(level, line);
  }

  #limit(failure: CoreFailure): RateLimit {
    const { printk, now } = this.#options;
    let limit = this.#limits.get(failure);
    limit ??= new RateLimit('do_coredump', now, (text) => printk(KERN_WARNING, text));
    this.#limits.set(failure, limit);
    return limit;
  }
}

/** `%pE`: what cannot be printed, escaped. */
function printable(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, (character) => {
    const code = character.charCodeAt(0);
    return `\\${ESCAPES[code] ?? code.toString(8).padStart(3, '0')}`;
  });
}
