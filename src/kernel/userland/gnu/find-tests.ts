/** The tests of `find` that compare numbers, times, modes and types (findutils 4.9 `find/parser.c`, `find/pred.c`). */
import { type Blocking, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, type Timespec } from '../../../shell/posix.ts';
import { adjustMode, compileMode } from '../libc/mode.ts';
import { parseDatetime } from '../libc/parse-datetime.ts';
import { quote } from '../libc/quote.ts';
import type { Tool } from '../libc/usage.ts';
import type { FindFile, FindOptions, FindState, Predicate } from './find-options.ts';

const DAY_SECONDS = 86400;
const NS = 1_000_000_000n;

/** `+N` more, `-N` less, `N` exactly. */
export interface Comparison {
  readonly sign: '' | '+' | '-';
  readonly value: number;
}

/** A comparison; null when the word is none. `fraction`: decimals are allowed. */
export function parseComparison(word: string, fraction = false): Comparison | null {
  const match = (fraction ? /^([+-]?)(\d+(?:\.\d*)?|\.\d+)$/ : /^([+-]?)(\d+)$/).exec(word);
  return match === null ? null : { sign: match[1] as Comparison['sign'], value: Number(match[2]) };
}

export function compares({ sign, value }: Comparison, actual: number): boolean {
  return sign === '+' ? actual > value : sign === '-' ? actual < value : actual === value;
}

/** A predicate that needs no waiting. */
export function test(check: (file: FindFile, state: FindState) => boolean): Predicate {
  return function* (file, state) {
    yield* [];
    return check(file, state);
  };
}

/** `-mtime` (days) and `-mmin` (minutes) and their kin. */
export function ageTest(
  which: 'atime' | 'mtime' | 'ctime',
  unit: 'day' | 'minute',
  comparison: Comparison,
  options: FindOptions,
): Predicate {
  const { sign, value } = comparison;
  const fromToday = options.dayStart;
  return test(({ status }, state) => {
    const now = nanoseconds(state.now);
    const origin = fromToday ? startOfDay(state) : now;
    const time = nanoseconds(status[which]);
    const seconds = (count: number) => BigInt(Math.round(count * 1e9));
    if (unit === 'minute') {
      const limit = origin + (fromToday ? BigInt(DAY_SECONDS) * NS : 0n) - seconds(value * 60);
      if (sign === '+') return time < limit;
      return sign === '-' ? time > limit : time > limit && time <= limit + 60n * NS;
    }
    // Whole days since then, or with -daystart whole days before the end of today.
    const day = BigInt(DAY_SECONDS) * NS;
    const limit = (fromToday ? origin : now - day) - seconds(value * DAY_SECONDS);
    if (sign === '+') return time < limit;
    return sign === '-' ? time > limit + day - (fromToday ? NS : 0n) : time > limit && time <= limit + day;
  });
}

function nanoseconds({ seconds, nanoseconds: rest }: Timespec): bigint {
  return seconds * NS + BigInt(rest);
}

function startOfDay({ zone, now }: FindState): bigint {
  const { year, month, day } = zone.calendar(now.seconds);
  return zone.moment(year, month, day, 0, 0, 0) * NS;
}

/** Later than a moment. */
export function newerTest(which: 'atime' | 'mtime' | 'ctime' | 'btime', moment: Timespec): Predicate {
  return test(({ status }) => {
    const time = status[which];
    return time !== undefined && nanoseconds(time) > nanoseconds(moment);
  });
}

const timeLetters = { a: 'atime', B: 'btime', c: 'ctime', m: 'mtime' } as const;

/** `-newerXY`; null when X and Y are none. */
export function* newerXYTest(
  tool: Tool,
  letters: string,
  reference: string,
  state: Pick<FindState, 'now' | 'zone' | 'options'>,
): Blocking<Predicate | null> {
  const [x, y] = letters;
  if (letters.length !== 2 || !Object.hasOwn(timeLetters, x!) || !(y === 't' || Object.hasOwn(timeLetters, y!)))
    return null;
  const which = timeLetters[x as keyof typeof timeLetters];
  if (y === 't') {
    const moment = parseDatetime(reference, state.now, state.zone);
    if (moment === null) {
      throw yield* tool.die(`I cannot figure out how to interpret ${quote(reference)} as a date or time`);
    }
    return newerTest(which, moment);
  }
  const status = state.options.follow === 'never' ? tool.system.lstat(reference) : tool.system.stat(reference);
  if (typeof status === 'number') throw yield* tool.die(quote(reference), status);
  const moment = status[timeLetters[y as keyof typeof timeLetters]];
  if (moment === undefined) throw yield* tool.die(`Cannot obtain birth time of file ${quote(reference)}`);
  return newerTest(which, moment);
}

const sizeUnits: Readonly<Record<string, number>> = { b: 512, c: 1, k: 1024, M: 1048576, G: 1073741824, w: 2 };

/** `-size`: units of the size, begun ones counted. */
export function* sizeTest(tool: Tool, word: string): Blocking<Predicate> {
  if (word === '') throw yield* tool.die('invalid null argument to -size');
  const last = word.at(-1)!;
  const isDigit = last >= '0' && last <= '9';
  const unit = isDigit ? 512 : sizeUnits[last];
  if (unit === undefined) throw yield* tool.die(`invalid -size type \`${last}'`);
  const comparison = parseComparison(isDigit ? word : word.slice(0, -1));
  if (comparison === null) throw yield* tool.die(`Invalid argument \`${word}' to -size`);
  return test(({ status }) => compares(comparison, Math.ceil(status.size / unit)));
}

/** `-perm`: exactly, `-` all, `/` any of the bits. */
export function* permTest(tool: Tool, word: string): Blocking<Predicate> {
  const kind = word.startsWith('-') ? 'all' : word.startsWith('/') ? 'any' : 'exact';
  const text = kind === 'exact' ? word : word.slice(1);
  const isRefused = kind === 'exact' && /^\+[0-7]/.test(word);
  const changes = isRefused ? null : compileMode(text);
  if (changes === null) throw yield* tool.die(`invalid mode ${quote(word)}`);
  const forFiles = adjustMode(0, false, 0, changes).mode;
  const forDirectories = adjustMode(0, true, 0, changes).mode;
  let how: 'all' | 'any' | 'exact' = kind;
  if (kind === 'any' && forFiles === 0 && forDirectories === 0) {
    yield* tool.warn(
      `warning: you have specified a mode pattern ${word} (which is equivalent to /000). The meaning of -perm /000 has now ` +
        'been changed to be consistent with -perm -000; that is, while it used to match no files, it now matches all files.',
    );
    how = 'all';
  }
  return test(({ status }) => {
    const wanted = (status.mode & S_IFMT) === S_IFDIR ? forDirectories : forFiles;
    const mode = status.mode & 0o7777;
    if (how === 'all') return (mode & wanted) === wanted;
    return how === 'any' ? (mode & wanted) !== 0 : mode === wanted;
  });
}

const typeBits: Readonly<Record<string, number>> = {
  b: 0o060000,
  c: 0o020000,
  d: S_IFDIR,
  f: S_IFREG,
  l: S_IFLNK,
  p: 0o010000,
  s: 0o140000,
};

/** `-type` and `-xtype`: one letter, or several with commas. */
export function* typeTest(tool: Tool, option: '-type' | '-xtype', word: string): Blocking<Predicate> {
  const wanted = new Set<number>();
  if (word === '') throw yield* tool.die(`Arguments to ${option} should contain at least one letter`);
  for (let at = 0; at < word.length; at += 2) {
    const letter = word[at]!;
    if (letter === 'D')
      throw yield* tool.die(
        `${option} D is not supported because Solaris doors are not supported on the platform find was compiled on.`,
      );
    const bits = typeBits[letter];
    if (bits === undefined) throw yield* tool.die(`Unknown argument to ${option}: ${letter}`);
    if (wanted.has(bits)) throw yield* tool.die(`Duplicate file type '${letter}' in the argument list to ${option}.`);
    wanted.add(bits);
    if (at + 1 >= word.length) break;
    if (word[at + 1] !== ',') throw yield* tool.die(`Must separate multiple arguments to ${option} using: ','`);
    if (at + 2 >= word.length) {
      throw yield* tool.die(`Last file type in list argument to ${option} is missing, i.e., list is ending on: ','`);
    }
  }
  if (option === '-type') return test(({ status }) => wanted.has(status.mode & S_IFMT));
  return test(({ status, accessPath }, { tool: { system }, options }) => {
    // The other way about than -type: through links, or with -L at the links themselves.
    const other = options.follow === 'always' ? system.lstat(accessPath) : system.stat(accessPath);
    return wanted.has((typeof other === 'number' ? status.mode : other.mode) & S_IFMT);
  });
}
