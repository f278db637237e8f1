/** The format directives of `stat` (coreutils 9.1 `src/stat.c`: `print_it`, `print_stat`, `print_statfs`). */
import { type Blocking, type FileStatus, S_IFLNK, S_IFMT, type Timespec } from '../../../shell/posix.ts';
import { ENODATA, EOPNOTSUPP } from '../../../sim/errno.ts';
import type { FileSystemStatus } from '../../process/system-calls.ts';
import { canonicalize } from '../libc/canonicalize.ts';
import { formattedTime, toolZone } from '../libc/clock.ts';
import { majorOf, minorOf } from '../libc/device-number.ts';
import { type Directive, directive, padNumber, padString } from '../libc/directive.ts';
import { fileSystemName } from '../libc/file-system-names.ts';
import { fileTypeName } from '../libc/file-type.ts';
import { directoryName } from '../libc/fts.ts';
import { modeString } from '../libc/mode.ts';
import { type QuotingStyle, quote, quoteAlways, quoteArg } from '../libc/quote.ts';
import { strftime } from '../libc/strftime.ts';
import type { Tool } from '../libc/usage.ts';
import type { Accounts } from '../system/accounts.ts';

export interface StatContext {
  readonly tool: Tool;
  readonly accounts: Accounts;
  /** Of `%N`. */
  readonly style: QuotingStyle;
  /** `--printf`: backslashes are escapes. */
  readonly escapes: boolean;
  /** Behind each file. */
  readonly end: string;
}

/** What one directive letter becomes; undefined for an unknown letter. */
type Expand = (letter: string, modifier: string, field: Directive) => Blocking<string | undefined>;

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
};

/** Prints a file by a format. */
export function* formatStatus(context: StatContext, file: string, status: FileStatus, format: string): Blocking<void> {
  yield* print(context, format, (letter, modifier, field) =>
    expandStatus(context, file, status, letter, modifier, field),
  );
}

/** Prints a file system by a format. */
export function* formatFileSystem(
  context: StatContext,
  file: string,
  status: FileSystemStatus,
  format: string,
): Blocking<void> {
  yield* print(context, format, function* (letter, _, field) {
    yield* [];
    return expandFileSystem(file, status, letter, field);
  });
}

function* print({ tool, escapes, end }: StatContext, format: string, expand: Expand): Blocking<void> {
  let at = 0;
  while (at < format.length) {
    const c = format[at]!;
    if (c === '\\' && escapes) {
      const { text, length, warning } = readEscape(format, at);
      if (warning !== null) yield* tool.warn(warning);
      yield* tool.out.put(text);
      at += length;
      continue;
    }
    if (c !== '%') {
      yield* tool.out.put(c);
      at++;
      continue;
    }
    const match = /^%(['\-+ #0I]*)(\d*)(?:\.(\d*))?([HL](?=[dr]))?/.exec(format.slice(at, at + 4096))!;
    const letter = format[at + match[0].length];
    if (letter === undefined || letter === '%') {
      if (match[0].length > 1) {
        throw yield* tool.die(
          `${quote(format.slice(at, at + match[0].length + (letter === '%' ? 1 : 0)))}: invalid directive`,
        );
      }
      yield* tool.out.put('%');
      at += letter === undefined ? 1 : 2;
      continue;
    }
    const field = directive(match[1]!, match[2]!, match[3]);
    yield* tool.out.put((yield* expand(letter, match[4] ?? '', field)) ?? '?');
    at += match[0].length + 1;
  }
  yield* tool.out.put(end);
}

function readEscape(format: string, at: number): { text: string; length: number; warning: string | null } {
  const next = format[at + 1];
  if (next === undefined) return { text: '\\', length: 1, warning: 'warning: backslash at end of format' };
  const octal = /^[0-7]{1,3}/.exec(format.slice(at + 1, at + 4));
  if (octal !== null) {
    const text = String.fromCharCode(Number.parseInt(octal[0], 8) & 0xff);
    return { text, length: 1 + octal[0].length, warning: null };
  }
  const hex = next === 'x' ? /^[0-9a-fA-F]{1,2}/.exec(format.slice(at + 2, at + 4)) : null;
  if (hex !== null) {
    return { text: String.fromCharCode(Number.parseInt(hex[0], 16)), length: 2 + hex[0].length, warning: null };
  }
  const letter = letters[next];
  if (letter !== undefined) return { text: letter, length: 2, warning: null };
  return { text: next, length: 2, warning: `warning: unrecognized escape '\\${next}'` };
}

function* expandStatus(
  context: StatContext,
  file: string,
  status: FileStatus,
  letter: string,
  modifier: string,
  field: Directive,
): Blocking<string | undefined> {
  const { tool, accounts } = context;
  const text = (value: string) => padString(value, field);
  const decimal = (value: number) => padNumber(String(value), { ...field, flags: field.flags.replace(/[+ ]/g, '') });
  const octal = (value: number) => padNumber(value.toString(8), field, '0');
  const hex = (value: number) => padNumber(value.toString(16), field, '0x');
  const time = (value: Timespec) => text(strftime('%Y-%m-%d %H:%M:%S.%N %z', formattedTime(value, toolZone(tool))));
  switch (letter) {
    case 'n':
      return text(file);
    case 'N':
      return text(yield* quotedName(context, file, status));
    case 'd':
      if (modifier !== '') return decimal(modifier === 'H' ? majorOf(status.dev) : minorOf(status.dev));
      return decimal(status.dev);
    case 'D':
      return hex(status.dev);
    case 'i':
      return decimal(status.ino);
    case 'a':
      return octal(status.mode & 0o7777);
    case 'A':
      return text(modeString(status.mode));
    case 'f':
      return hex(status.mode);
    case 'F':
      return text(fileTypeName(status));
    case 'h':
      return decimal(status.nlink);
    case 'u':
      return decimal(status.uid);
    case 'U':
      return text(accounts.userById(status.uid)?.name ?? 'UNKNOWN');
    case 'g':
      return decimal(status.gid);
    case 'G':
      return text(accounts.groupById(status.gid)?.name ?? 'UNKNOWN');
    case 'm':
      return text(mountPoint(tool, file, status));
    case 's':
      return padNumber(String(status.size), field);
    case 'r':
      if (modifier !== '') return decimal(modifier === 'H' ? majorOf(status.rdev) : minorOf(status.rdev));
      return decimal(status.rdev);
    case 'R':
      return hex(status.rdev);
    case 't':
      return hex(majorOf(status.rdev));
    case 'T':
      return hex(minorOf(status.rdev));
    case 'B':
      return decimal(512);
    case 'b':
      return decimal(status.blocks);
    case 'o':
      return decimal(status.blksize);
    case 'w':
      return status.btime === undefined ? text('-') : time(status.btime);
    case 'W':
      return epoch(status.btime ?? { seconds: 0n, nanoseconds: 0 }, field);
    case 'x':
      return time(status.atime);
    case 'X':
      return epoch(status.atime, field);
    case 'y':
      return time(status.mtime);
    case 'Y':
      return epoch(status.mtime, field);
    case 'z':
      return time(status.ctime);
    case 'Z':
      return epoch(status.ctime, field);
    case 'C':
      yield* tool.error(`failed to get security context of ${quoteAlways(file)}`, contextError(status));
      return text('?');
    default:
      return undefined;
  }
}

/** Without SELinux no file has a context; a file system may not even know the attribute. */
function contextError(status: FileStatus): number {
  return status.blksize === 0 ? EOPNOTSUPP : ENODATA;
}

function* quotedName({ tool, style }: StatContext, file: string, status: FileStatus): Blocking<string> {
  const name = quoteArg(file, style);
  if ((status.mode & S_IFMT) !== S_IFLNK) return name;
  const target = tool.system.readlink(file);
  if (typeof target !== 'number') return `${name} -> ${quoteArg(target, style)}`;
  yield* tool.error(`cannot read symbolic link ${quoteAlways(file)}`, target);
  return name;
}

/** Seconds since 1970 with as many decimals as the precision says; nine for a bare dot. */
function epoch({ seconds, nanoseconds }: Timespec, { flags, width, precision }: Directive): string {
  if (precision < 0) return padNumber(String(seconds), { flags, width, precision: -1 });
  const decimals = precision === 0 ? 9 : precision;
  let whole = seconds;
  let fraction = nanoseconds;
  const isNegative = seconds < 0n && nanoseconds > 0;
  if (isNegative) {
    whole += 1n;
    fraction = 1_000_000_000 - fraction;
  }
  const digits = String(fraction).padStart(9, '0').slice(0, decimals).padEnd(decimals, '0');
  const text = `${isNegative && whole === 0n ? '-0' : whole}.${digits}`;
  return padNumber(text, { flags, width, precision: -1 });
}

/** The directory where the file's device begins. */
function mountPoint(tool: Tool, file: string, status: FileStatus): string {
  const isLink = (status.mode & S_IFMT) === S_IFLNK;
  const start = canonicalize(tool.system, isLink ? directoryName(file) : file, 'existing');
  if (typeof start === 'number') return '?';
  let path = start;
  while (path !== '/') {
    const here = tool.system.stat(path);
    const parent = directoryName(path);
    const above = tool.system.stat(parent);
    if (typeof here === 'number' || typeof above === 'number' || here.dev !== above.dev) return path;
    path = parent;
  }
  return path;
}

function expandFileSystem(
  file: string,
  status: FileSystemStatus,
  letter: string,
  field: Directive,
): string | undefined {
  const decimal = (value: number) => padNumber(String(value), field);
  switch (letter) {
    case 'n':
      return padString(file, field);
    case 'i':
      return padNumber((status.fsid ?? 0n).toString(16), field, '0x');
    case 'l':
      return decimal(status.namelen);
    case 't':
      return padNumber(status.type.toString(16), field, '0x');
    case 'T':
      return padString(fileSystemName(status.type), field);
    case 'b':
      return decimal(status.blocks);
    case 'f':
      return decimal(status.bfree);
    case 'a':
      return decimal(status.bavail);
    case 's':
    case 'S':
      return decimal(status.bsize);
    case 'c':
      return decimal(status.files);
    case 'd':
      return decimal(status.ffree);
    default:
      return undefined;
  }
}
