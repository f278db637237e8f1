/** `du` of coreutils 9.1 (`src/du.c`). */

import { compilePattern, type Pattern } from '../../../shell/pattern.ts';
import { type Blocking, type FileStatus, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from '../../../shell/posix.ts';
import { formattedTime, toolZone } from '../libc/clock.ts';
import { TreeWalk, type Visit } from '../libc/fts.ts';
import { humanSize } from '../libc/human-size.ts';
import { quoteAlways, quoteFile } from '../libc/quote.ts';
import { strftime } from '../libc/strftime.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { type DuOptions, readDuOptions } from './du-options.ts';

const DEV_BSIZE = 512;

/** What is summed. */
interface Usage {
  bytes: bigint;
  inodes: number;
  /** Latest time, in nanoseconds. */
  time: bigint;
}

export const du = defineTool(
  {
    name: 'du',
    synopsis: ['[OPTION]... [FILE]...', '[OPTION]... --files0-from=F'],
    summary: 'Sum up the disk usage of files, directories with all they hold.',
    help: [
      '-a, --all; -s, --summarize; -d, --max-depth=N; -c, --total   what is shown',
      '-b, --bytes; --apparent-size; --inodes                       what is counted',
      '-B, --block-size=SIZE; -h; --si; -k; -m                      units',
      '-D, -H; -L; -P; -l, --count-links; -S, --separate-dirs; -x   what is walked',
      '-t, --threshold=SIZE; --exclude=PATTERN; -X, --exclude-from=FILE',
      '--time[=WORD]; --time-style=STYLE; -0, --null; --files0-from=F',
    ],
  },
  function* (tool) {
    const options = yield* readDuOptions(tool);
    const counter = new Counter(tool, options, options.files.length > 1);
    for (const file of options.files) {
      if (file === '') yield* tool.error('invalid zero-length file name');
      else yield* counter.count(file);
    }
    if (options.total) yield* counter.show(counter.grandTotal, 'total');
    return tool.status;
  },
);

class Counter {
  readonly grandTotal: Usage = noUsage();
  readonly #tool: Tool;
  readonly #options: DuOptions;
  readonly #excluded: readonly Pattern[];
  readonly #hashAll: boolean;
  readonly #seen = new Set<string>();

  constructor(tool: Tool, options: DuOptions, severalOperands: boolean) {
    this.#tool = tool;
    this.#options = options;
    this.#excluded = options.exclude.map((pattern) => compilePattern(pattern, { extended: false }));
    this.#hashAll = severalOperands || options.follow === 'always';
  }

  *count(operand: string): Blocking<void> {
    const options = this.#options;
    // Sums of the directories on the way down: their own entries, and those of directories below.
    const own: Usage[] = [];
    const below: Usage[] = [];
    let previousLevel = 0;
    const walk = new TreeWalk(this.#tool.system, operand, {
      follow: options.follow,
      oneFileSystem: options.oneFileSystem,
    });
    for (let visit = walk.next(); visit !== null; visit = walk.next()) {
      const usage = yield* this.#usageOf(visit, walk);
      if (usage === null) continue;
      const { level } = visit;
      const shown = { ...usage };
      if (level > previousLevel) {
        for (let at = previousLevel + 1; at <= level; at++) {
          own[at] = noUsage();
          below[at] = noUsage();
        }
      } else if (level < previousLevel) {
        add(shown, own[level + 1] ?? noUsage());
        if (!options.separateDirectories) add(shown, below[level + 1] ?? noUsage());
        const subdirectory = below[level] ?? noUsage();
        below[level] = subdirectory;
        add(subdirectory, own[level + 1] ?? noUsage());
        add(subdirectory, below[level + 1] ?? noUsage());
      }
      previousLevel = level;
      const isDirectory = visit.kind === 'post' || visit.kind === 'unreadable';
      const entries = own[level] ?? noUsage();
      own[level] = entries;
      if (!(options.separateDirectories && isDirectory)) add(entries, usage);
      add(this.grandTotal, usage);
      const isShown =
        (isDirectory && level <= options.maxDepth) || (options.all && level <= options.maxDepth) || level === 0;
      if (isShown && this.#passesThreshold(shown)) yield* this.show(shown, visit.path);
    }
  }

  #passesThreshold(usage: Usage): boolean {
    const { threshold, inodes } = this.#options;
    const value = inodes ? BigInt(usage.inodes) : usage.bytes;
    return threshold < 0n ? value <= -threshold : value >= threshold;
  }

  /** What a visit adds by itself; null when it is not counted (yet). */
  *#usageOf(visit: Visit, walk: TreeWalk): Blocking<Usage | null> {
    const tool = this.#tool;
    const isExcluded = this.#isExcluded(visit.path);
    if (visit.kind === 'directory') {
      if (isExcluded || !this.#isFirst(visit.status!, true)) {
        walk.skip();
        walk.next();
      }
      return null;
    }
    if (isExcluded && visit.kind !== 'post') return null;
    if (visit.kind === 'no-status') {
      yield* tool.error(`cannot access ${quoteAlways(visit.path)}`, visit.error);
      return null;
    }
    if (visit.kind === 'unreadable') yield* tool.error(`cannot read directory ${quoteAlways(visit.path)}`, visit.error);
    else if (visit.kind === 'cycle') {
      yield* tool.error(
        `WARNING: Circular directory structure.\nThis almost certainly means that you have a corrupted file system.\n` +
          `NOTIFY YOUR SYSTEM MANAGER.\nThe following directory is part of the cycle:\n  ${quoteFile(visit.path)}\n`,
      );
      return null;
    }
    const status = visit.status!;
    const isDirectory = visit.kind === 'post' || visit.kind === 'unreadable';
    if (!isDirectory && !this.#isFirst(status, false)) return null;
    return this.#measure(status);
  }

  /** False for an inode that has been counted. */
  #isFirst(status: FileStatus, isDirectory: boolean): boolean {
    if (this.#options.countLinks) return true;
    if (!this.#hashAll && (isDirectory || status.nlink <= 1)) return true;
    const key = `${status.dev}:${status.ino}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #measure(status: FileStatus): Usage {
    const { apparent, time } = this.#options;
    const type = status.mode & S_IFMT;
    const hasSize = type === S_IFREG || type === S_IFDIR || type === S_IFLNK;
    const bytes = apparent ? (hasSize ? status.size : 0) : status.blocks * DEV_BSIZE;
    const when = status[time ?? 'mtime'];
    return { bytes: BigInt(bytes), inodes: 1, time: when.seconds * 1_000_000_000n + BigInt(when.nanoseconds) };
  }

  #isExcluded(path: string): boolean {
    if (this.#excluded.length === 0) return false;
    for (let at = 0; at >= 0; ) {
      const rest = path.slice(at);
      if (this.#excluded.some((pattern) => pattern.matches(rest))) return true;
      const slash = path.indexOf('/', at);
      at = slash < 0 ? -1 : slash + 1;
    }
    return false;
  }

  *show(usage: Usage, name: string): Blocking<void> {
    const { inodes, sizeStyle, time, timeFormat, end } = this.#options;
    let line = humanSize(inodes ? usage.inodes : usage.bytes, sizeStyle);
    if (time !== null) {
      const seconds = usage.time / 1_000_000_000n;
      const nanoseconds = Number(usage.time % 1_000_000_000n);
      line += `\t${strftime(timeFormat, formattedTime({ seconds, nanoseconds }, toolZone(this.#tool)))}`;
    }
    yield* this.#tool.out.put(`${line}\t${name}${end}`);
  }
}

function noUsage(): Usage {
  return { bytes: 0n, inodes: 0, time: 0n };
}

function add(sum: Usage, other: Usage): void {
  sum.bytes += other.bytes;
  sum.inodes += other.inodes;
  if (other.time > sum.time) sum.time = other.time;
}
