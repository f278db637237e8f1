/** The formats of `-printf` and the lines of `-ls` (findutils 4.9 `find/print.c`, `lib/listfile.c`). */
import { type Blocking, type FileStatus, S_IFDIR, S_IFLNK, S_IFMT, type Timespec } from '../../../shell/posix.ts';
import { ELOOP, ENOENT, ENOTDIR } from '../../../sim/errno.ts';
import { formattedTime } from '../libc/clock.ts';
import { majorOf, minorOf } from '../libc/device-number.ts';
import { type Directive, directive, padNumber, padString } from '../libc/directive.ts';
import { modeString, typeLetter } from '../libc/mode.ts';
import { quoteArg } from '../libc/quote.ts';
import { strftime } from '../libc/strftime.ts';
import type { Tool } from '../libc/usage.ts';
import { formatG } from './dd-report.ts';
import { fileSystemType } from './find-file-system.ts';
import type { FindFile, FindState } from './find-options.ts';

/** A piece of a format: text as it is, a directive, or the end of the output (`\c`). */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'field'; readonly letter: string; readonly sub: string; readonly field: Directive };

export type Format = readonly Piece[];

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const letters = 'abcdDfFgGhHiklmMnpPsStuUyYZ';
const timeLetters = 'ABCT';
const SIX_MONTHS = 31556952n / 2n;

/** Reads a format once; warns of what it does not know. */
export function* parseFormat(tool: Tool, text: string): Blocking<Format> {
  const pieces: Piece[] = [];
  let plain = '';
  const push = (piece: Piece) => {
    if (plain !== '') pieces.push({ kind: 'text', text: plain });
    plain = '';
    pieces.push(piece);
  };
  let at = 0;
  while (at < text.length) {
    const c = text[at]!;
    if (c === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4));
      const next = text[at + 1];
      if (octal !== null) {
        plain += String.fromCharCode(Number.parseInt(octal[0], 8) & 0xff);
        at += 1 + octal[0].length;
        continue;
      }
      if (next === 'c') {
        push({ kind: 'stop' });
        return pieces;
      }
      if (next === undefined) {
        yield* tool.warn("warning: escape `\\' followed by nothing at all");
        plain += '\\';
        at++;
        continue;
      }
      const known = escapes[next];
      if (known === undefined) yield* tool.warn(`warning: unrecognized escape \`\\${next}'`);
      plain += known ?? `\\${next}`;
      at += 2;
      continue;
    }
    if (c !== '%') {
      plain += c;
      at++;
      continue;
    }
    if (text[at + 1] === '%') {
      plain += '%';
      at += 2;
      continue;
    }
    const match = /^%([-+ #0]*)(\d*)(?:\.(\d*))?/.exec(text.slice(at, at + 4096))!;
    const letter = text[at + match[0].length];
    const end = at + match[0].length + 1;
    if (letter === undefined) {
      throw yield* tool.die(
        match[0] === '%'
          ? 'error: % at end of format string'
          : // The end of the text is a NUL to the real one, and so it is printed.
            "error: the format directive `%\0' is reserved for future use",
      );
    }
    if (timeLetters.includes(letter)) {
      const sub = text[end];
      if (sub === undefined) {
        yield* tool.warn(`warning: format directive \`%${letter}' should be followed by another character`);
        plain += text.slice(at, end);
        at = end;
        continue;
      }
      push({ kind: 'field', letter, sub, field: directive(match[1]!, match[2]!, match[3]) });
      at = end + 1;
      continue;
    }
    if (letters.includes(letter))
      push({ kind: 'field', letter, sub: '', field: directive(match[1]!, match[2]!, match[3]) });
    else if (letter === '{' || letter === '[' || letter === '(') {
      throw yield* tool.die(`error: the format directive \`%${letter}' is reserved for future use`);
    } else {
      yield* tool.warn(`warning: unrecognized format directive \`%${letter}'`);
      plain += text.slice(at, end);
    }
    at = end;
  }
  if (plain !== '') pieces.push({ kind: 'text', text: plain });
  return pieces;
}

/** What a format gives for a file; `stop` when nothing more may be printed for it. */
export function* expandFormat(format: Format, file: FindFile, state: FindState): Blocking<string> {
  let text = '';
  for (const piece of format) {
    if (piece.kind === 'stop') return text;
    text += piece.kind === 'text' ? piece.text : yield* expandField(piece.letter, piece.sub, piece.field, file, state);
  }
  return text;
}

function* expandField(
  letter: string,
  sub: string,
  field: Directive,
  file: FindFile,
  state: FindState,
): Blocking<string> {
  const { status, path } = file;
  const string = (value: string) => padString(value, field);
  const number = (value: number) => padString(String(value), field);
  switch (letter) {
    case 'a':
      return string(timeText('', status.atime, state));
    case 'A':
      return string(timeText(sub, status.atime, state));
    case 'b':
      return number(status.blocks);
    case 'B':
      return string(status.btime === undefined ? '' : timeText(sub, status.btime, state));
    case 'c':
      return string(timeText('', status.ctime, state));
    case 'C':
      return string(timeText(sub, status.ctime, state));
    case 'd':
      return number(file.level);
    case 'D':
      return number(status.dev);
    case 'f':
      return string(lastPart(path));
    case 'F':
      return string(yield* fileSystemType(state.tool.system, file));
    case 'g':
      return string(state.accounts.groupName(status.gid));
    case 'G':
      return number(status.gid);
    case 'h': {
      const slash = path.lastIndexOf('/');
      return string(slash < 0 ? '.' : path.slice(0, slash));
    }
    case 'H':
      return string(file.start);
    case 'i':
      return number(status.ino);
    case 'k':
      return number(Math.ceil(status.blocks / 2));
    case 'l': {
      const target = (status.mode & S_IFMT) === S_IFLNK ? state.tool.system.readlink(file.accessPath) : '';
      return string(typeof target === 'number' ? '' : target);
    }
    case 'm':
      return padNumber((status.mode & 0o7777).toString(8), field, '0');
    case 'M':
      return string(modeString(status.mode));
    case 'n':
      return number(status.nlink);
    case 'p':
      return string(path);
    case 'P':
      return string(path.slice(file.start.length).replace(/^\//, ''));
    case 's':
      return number(status.size);
    case 'S':
      return string(status.size === 0 ? '1' : formatG((512 * status.blocks) / status.size));
    case 't':
      return string(timeText('', status.mtime, state));
    case 'T':
      return string(timeText(sub, status.mtime, state));
    case 'u':
      return string(state.accounts.userName(status.uid));
    case 'U':
      return number(status.uid);
    case 'y':
      return string(findTypeLetter(status.mode));
    case 'Y':
      return string(followedType(file, state));
    default:
      return string('');
  }
}

/** As `typeLetter`, with `f` for plain files. */
function findTypeLetter(mode: number): string {
  const letter = typeLetter(mode);
  return letter === '-' ? 'f' : letter === '?' ? 'U' : letter;
}

function followedType({ status, accessPath }: FindFile, { tool }: FindState): string {
  if ((status.mode & S_IFMT) !== S_IFLNK) return findTypeLetter(status.mode);
  const end = tool.system.stat(accessPath);
  if (typeof end !== 'number') return findTypeLetter(end.mode);
  if (end === -ENOENT || end === -ENOTDIR) return 'N';
  return end === -ELOOP ? 'L' : '?';
}

/** The last part of a path with the slashes behind it. */
function lastPart(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  if (end === 0) return '/';
  const slash = path.lastIndexOf('/', end - 1);
  return end < path.length ? path.slice(slash + 1, end + 1) : path.slice(slash + 1);
}

/** `%Tk`: a field of a time. Seconds have ten decimals, the last always 0. */
function timeText(sub: string, time: Timespec, state: FindState): string {
  const full = formattedTime(time, state.zone);
  const format = (text: string) => strftime(text, full);
  const fraction = `.${String(time.nanoseconds).padStart(9, '0')}0`;
  switch (sub) {
    case '':
      return `${format('%a %b %e %H:%M:%S')}${fraction}${format(' %Y')}`;
    case '@':
      return epochText(time);
    case '+':
      return `${format('%Y-%m-%d+%H:%M:%S')}${fraction}`;
    case 'S':
    case 'T':
    case 'X':
      return `${format(sub === 'S' ? '%S' : '%H:%M:%S')}${fraction}`;
    case 'q':
    case 'N':
      return `%${sub}`;
    default:
      return format(`%${sub}`);
  }
}

function epochText({ seconds, nanoseconds }: Timespec): string {
  if (seconds >= 0n || nanoseconds === 0) return `${seconds}.${String(nanoseconds).padStart(9, '0')}0`;
  const whole = seconds + 1n;
  return `${whole === 0n ? '-0' : whole}.${String(1_000_000_000 - nanoseconds).padStart(9, '0')}0`;
}

/** Least widths of the columns of `-ls`. */
const widths = { inode: 9, blocks: 6, nlink: 3, owner: 8, group: 8, major: 3, minor: 3, size: 8 };

/** One line of `-ls`. */
export function listLine(file: FindFile, state: FindState): string {
  const { status, accessPath, path } = file;
  const { tool, accounts, now } = state;
  const blocks = Math.ceil(status.blocks / (tool.getenv('POSIXLY_CORRECT') === undefined ? 2 : 1));
  let line = `${String(status.ino).padStart(widths.inode)} ${String(blocks).padStart(widths.blocks)} `;
  line += `${modeString(status.mode)} ${String(status.nlink).padStart(widths.nlink)} `;
  line += `${accounts.userName(status.uid).padEnd(widths.owner)} ${accounts.groupName(status.gid).padEnd(widths.group)} `;
  line += `${sizeText(status)} ${listTime(status.mtime, now, state)} ${quoteArg(path, 'escape', ' ')}`;
  if ((status.mode & S_IFMT) === S_IFLNK) {
    const target = tool.system.readlink(accessPath);
    if (typeof target !== 'number') line += ` -> ${quoteArg(target, 'escape', ' ')}`;
  }
  return `${line}\n`;
}

function sizeText({ mode, rdev, size }: FileStatus): string {
  const type = mode & S_IFMT;
  if (type !== 0o020000 && type !== 0o060000) return String(size).padStart(widths.size);
  return `${String(majorOf(rdev)).padStart(widths.major)}, ${String(minorOf(rdev)).padStart(widths.minor)}`;
}

function listTime(time: Timespec, now: Timespec, { zone }: FindState): string {
  const isRecent = time.seconds >= now.seconds - SIX_MONTHS && time.seconds <= now.seconds + 3600n;
  return strftime(isRecent ? '%b %e %H:%M' : '%b %e  %Y', formattedTime(time, zone));
}

export function isDirectory({ mode }: FileStatus): boolean {
  return (mode & S_IFMT) === S_IFDIR;
}
