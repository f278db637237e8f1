/** What `ls` lists: status, widths and order of the names (coreutils 9.1 `src/ls.c`, `gobble_file`, `sort_files`). */
import {
  type Blocking,
  type FileStatus,
  S_IFDIR,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  type Timespec,
} from '../../../shell/posix.ts';
import { ENOENT } from '../../../sim/errno.ts';
import { majorOf, minorOf } from '../libc/device-number.ts';
import { directoryName, join } from '../libc/fts.ts';
import { humanSize } from '../libc/human-size.ts';
import { quoteAlways, quoteArg } from '../libc/quote.ts';
import type { Tool } from '../libc/usage.ts';
import { compareVersions } from '../libc/version-compare.ts';
import type { Accounts } from '../system/accounts.ts';
import type { LsOptions } from './ls-options.ts';

/** One name to list. */
export interface Entry {
  readonly name: string;
  readonly shown: string;
  /** The shown name has quotes around it that others lack. */
  readonly isQuoted: boolean;
  /** Columns of the shown name: its printable characters. */
  readonly width: number;
  readonly ino: number;
  /** File type bits, 0 when unknown. */
  readonly type: number;
  /** A directory named on the command line, whose contents are listed. */
  readonly isArgument: boolean;
  readonly status: FileStatus | null;
  readonly linkName: string | null;
  /** Mode of what a link leads to; null when it leads nowhere or nobody asked. */
  readonly linkMode: number | null;
  readonly blocksText: string;
}

/** Widest field of each column, over all entries since the last `clear`. */
export interface Widths {
  inode: number;
  blocks: number;
  nlink: number;
  owner: number;
  group: number;
  author: number;
  major: number;
  minor: number;
  size: number;
  context: number;
}

const DEV_BSIZE = 512;

export class EntryList {
  entries: Entry[] = [];
  widths: Widths = noWidths();
  /** Some name stands in quotes. */
  hasQuoted = false;
  readonly #tool: Tool;
  readonly #options: LsOptions;
  readonly #accounts: Accounts;
  readonly #needsStatus: boolean;
  readonly #needsType: boolean;
  readonly #looksThroughLinks: boolean;

  constructor(tool: Tool, options: LsOptions, accounts: Accounts) {
    this.#tool = tool;
    this.#options = options;
    this.#accounts = accounts;
    const { sort, format, context, blocks, recursive, indicator, directoriesFirst, colors } = options;
    this.#needsStatus = sort === 'time' || sort === 'size' || format === 'long' || context || blocks;
    this.#needsType = !this.#needsStatus && (recursive || colors !== null || indicator !== 'none' || directoriesFirst);
    this.#looksThroughLinks = directoriesFirst || (colors?.looksThroughLinks ?? false);
  }

  clear(): void {
    this.entries = [];
    this.widths = noWidths();
    this.hasQuoted = false;
  }

  isIgnored(name: string): boolean {
    const { ignore, hidePatterns, ignorePatterns } = this.#options;
    const hasDot = name.startsWith('.');
    if (hasDot && ignore === 'default') return true;
    if (ignore === 'dots' && (name === '.' || name === '..')) return true;
    // A leading dot must be written in a pattern.
    const matches = (patterns: LsOptions['hidePatterns']) =>
      patterns.some(({ pattern, beginsWithDot }) => (!hasDot || beginsWithDot) && pattern.matches(name));
    if (ignore === 'default' && hidePatterns.length > 0 && matches(hidePatterns)) return true;
    return ignorePatterns.length > 0 && matches(ignorePatterns);
  }

  /** Adds a name; gives its blocks of 512 bytes. `directory`: where it stands, '' on the command line. */
  *add(name: string, ino: number, dirType: number, isArgument: boolean, directory: string): Blocking<number> {
    const { system } = this.#tool;
    const options = this.#options;
    const path = directory === '' || name.startsWith('/') ? name : join(directory, name);
    const { text: shown, isQuoted } = shownName(name, options);
    if (isQuoted && options.alignQuotes) this.hasQuoted = true;
    let status: FileStatus | null = null;
    let linkName: string | null = null;
    let linkMode: number | null = null;
    let type = dirType;
    if (isArgument || this.#needsStatus || this.#needsStatusOf(dirType)) {
      const found = this.#status(path, isArgument);
      if (typeof found === 'number') {
        yield* this.#tool.warn(`cannot access ${quoteAlways(path)}`, found);
        this.#tool.status = isArgument ? 2 : Math.max(this.#tool.status, 1);
        if (isArgument) return 0;
      } else {
        status = found;
        type = found.mode & S_IFMT;
        if (type === S_IFLNK && (options.format === 'long' || this.#looksThroughLinks)) {
          const target = system.readlink(path);
          if (typeof target === 'number') {
            yield* this.#tool.warn(`cannot read symbolic link ${quoteAlways(path)}`, target);
            this.#tool.status = isArgument ? 2 : Math.max(this.#tool.status, 1);
          } else {
            linkName = target;
            const wantsMode = options.indicator === 'file-type' || options.indicator === 'classify';
            if (wantsMode || this.#looksThroughLinks || options.colors !== null) {
              const end = system.stat(target.startsWith('/') ? target : join(directoryName(path), target));
              if (typeof end !== 'number') linkMode = end.mode;
            }
          }
        }
      }
    }
    const blocks = status?.blocks ?? 0;
    const blocksText =
      options.format !== 'long' && !options.blocks
        ? ''
        : status === null
          ? '?'
          : humanSize(blocks, options.sizeStyle, DEV_BSIZE);
    const entry: Entry = {
      name,
      shown,
      isQuoted,
      width: printableLength(shown),
      ino: status?.ino ?? ino,
      type,
      isArgument: isArgument && !options.immediate && type === S_IFDIR,
      status,
      linkName,
      linkMode,
      blocksText,
    };
    this.#measure(entry);
    this.entries.push(entry);
    return blocks;
  }

  #needsStatusOf(type: number): boolean {
    const { colors, indicator, inode, dereference } = this.#options;
    if (type === S_IFDIR && colors !== null) return true;
    const isLinkOrUnknown = type === S_IFLNK || type === 0;
    if ((inode || this.#needsType) && isLinkOrUnknown && (dereference === 'always' || this.#looksThroughLinks))
      return true;
    if (!this.#needsType) return false;
    return type === 0 || (type === S_IFREG && (indicator === 'classify' || colors !== null));
  }

  #status(path: string, isArgument: boolean): FileStatus | number {
    const { system } = this.#tool;
    const { dereference } = this.#options;
    if (dereference === 'always') return system.stat(path);
    if (isArgument && dereference !== 'never') {
      const status = system.stat(path);
      if (dereference === 'command-line') return status;
      const wantsLink = typeof status === 'number' ? status === -ENOENT : (status.mode & S_IFMT) !== S_IFDIR;
      if (!wantsLink) return status;
    }
    return system.lstat(path);
  }

  #measure(entry: Entry): void {
    const { widths } = this;
    const { format, numeric, owner, group, author, inode, context } = this.#options;
    const widen = (field: keyof Widths, length: number) => {
      if (length > widths[field]) widths[field] = length;
    };
    if (inode) widen('inode', String(entry.ino).length);
    widen('blocks', entry.blocksText.length);
    if (context) widen('context', 1);
    const { status } = entry;
    if (format !== 'long' || status === null) return;
    widen('nlink', String(status.nlink).length);
    const user = numeric ? String(status.uid) : this.#accounts.userName(status.uid);
    if (owner) widen('owner', user.length);
    if (author) widen('author', user.length);
    if (group) widen('group', (numeric ? String(status.gid) : this.#accounts.groupName(status.gid)).length);
    if (isDevice(status)) {
      widen('major', String(majorOf(status.rdev)).length);
      widen('minor', String(minorOf(status.rdev)).length);
      widen('size', widths.major + 2 + widths.minor);
    } else widen('size', humanSize(status.size, this.#options.fileSizeStyle).length);
  }

  sort(): void {
    const { sort, reverse, directoriesFirst } = this.#options;
    if (sort === 'none') return;
    const byName = (a: Entry, b: Entry) => compareBytes(a.name, b.name);
    const key = sortKeys[sort];
    const compare = (a: Entry, b: Entry) => key(a, b, this.#options) || byName(a, b);
    const ordered = reverse ? (a: Entry, b: Entry) => compare(b, a) : compare;
    this.entries.sort(
      directoriesFirst ? (a, b) => Number(leadsToDirectory(b)) - Number(leadsToDirectory(a)) || ordered(a, b) : ordered,
    );
  }
}

const sortKeys: Readonly<
  Record<Exclude<LsOptions['sort'], 'none'>, (a: Entry, b: Entry, options: LsOptions) => number>
> = {
  name: () => 0,
  time: (a, b, { time }) => compareTimes(timeOf(b.status, time), timeOf(a.status, time)),
  size: (a, b) => (b.status?.size ?? 0) - (a.status?.size ?? 0),
  extension: (a, b) => compareBytes(extension(a.name), extension(b.name)),
  version: (a, b) => compareVersions(a.name, b.name),
  width: (a, b) => a.width - b.width,
};

function printableLength(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < 0x7f) length++;
  }
  return length;
}

function noWidths(): Widths {
  return { inode: 0, blocks: 0, nlink: 0, owner: 0, group: 0, author: 0, major: 0, minor: 0, size: 0, context: 0 };
}

export function isDevice({ mode }: FileStatus): boolean {
  const type = mode & S_IFMT;
  return type === 0o060000 || type === 0o020000;
}

/** The time that is shown and sorted by. */
export function timeOf(status: FileStatus | null, time: LsOptions['time']): Timespec | null {
  if (status === null) return null;
  return (time === 'btime' ? status.btime : status[time]) ?? null;
}

function compareTimes(a: Timespec | null, b: Timespec | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return a.seconds === b.seconds ? a.nanoseconds - b.nanoseconds : a.seconds < b.seconds ? -1 : 1;
}

function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function extension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

function leadsToDirectory({ type, linkMode }: Entry): boolean {
  return type === S_IFDIR || (linkMode !== null && (linkMode & S_IFMT) === S_IFDIR);
}

/** A name as it is listed. */
export function shownName(name: string, options: LsOptions): { readonly text: string; readonly isQuoted: boolean } {
  const { quoting, alsoQuote, questionMarks } = options;
  let text = quoting === 'literal' ? name : quoteArg(name, quoting, alsoQuote);
  if (questionMarks && (quoting === 'literal' || quoting === 'shell' || quoting === 'shell-always')) {
    text = text.replace(/[^\x20-\x7e]/g, '?');
  }
  return { text, isQuoted: text[0] !== name[0] || text.length !== name.length };
}
