/**
 * File modes as text: `-rwxr-xr-x` and the changes of `chmod`.
 *
 * Mirrors gnulib `lib/filemode.c` (`strmode`) and `lib/modechange.c` (`mode_compile`, `mode_adjust`).
 */
import {
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  S_ISGID,
  S_ISUID,
  S_ISVTX,
} from '../../../shell/posix.ts';

/** `-` regular, `d` directory … `?` unknown. */
export function typeLetter(mode: number): string {
  switch (mode & S_IFMT) {
    case S_IFREG:
      return '-';
    case S_IFDIR:
      return 'd';
    case S_IFLNK:
      return 'l';
    case S_IFBLK:
      return 'b';
    case S_IFCHR:
      return 'c';
    case S_IFIFO:
      return 'p';
    case S_IFSOCK:
      return 's';
    default:
      return '?';
  }
}

/** Type and permissions in ten characters. */
export function modeString(mode: number): string {
  const bit = (mask: number, letter: string) => (mode & mask ? letter : '-');
  const execute = (mask: number, special: boolean, both: string, alone: string) =>
    special ? (mode & mask ? both : alone) : bit(mask, 'x');
  return (
    typeLetter(mode) +
    bit(0o400, 'r') +
    bit(0o200, 'w') +
    execute(0o100, (mode & S_ISUID) !== 0, 's', 'S') +
    bit(0o040, 'r') +
    bit(0o020, 'w') +
    execute(0o010, (mode & S_ISGID) !== 0, 's', 'S') +
    bit(0o004, 'r') +
    bit(0o002, 'w') +
    execute(0o001, (mode & S_ISVTX) !== 0, 't', 'T')
  );
}

/** One `op` with what it works on. */
export interface ModeChange {
  readonly op: '=' | '+' | '-';
  readonly flag: 'ordinary' | 'x-if-any' | 'copy';
  /** Bits of the `ugo` letters; 0 when none was written, then the umask counts. */
  readonly affected: number;
  readonly value: number;
  /** Bits the change names. */
  readonly mentioned: number;
}

const MODE_BITS = 0o7777;

/** Parses `u+x,go=r` or an octal number; null when it is neither. */
export function compileMode(text: string): readonly ModeChange[] | null {
  if (/^[0-7]/.test(text)) {
    if (!/^[0-7]+$/.test(text)) return null;
    const value = BigInt(`0o${text}`);
    if (value > BigInt(MODE_BITS)) return null;
    // Fewer than five digits leave set-id bits of directories alone.
    const mentioned = text.length < 5 ? (Number(value) & (S_ISUID | S_ISGID)) | S_ISVTX | 0o777 : MODE_BITS;
    return [{ op: '=', flag: 'ordinary', affected: MODE_BITS, value: Number(value), mentioned }];
  }
  const changes: ModeChange[] = [];
  let at = 0;
  for (;;) {
    let affected = 0;
    for (; at < text.length && 'ugoa'.includes(text[at]!); at++) affected |= affectedBits(text[at]!);
    if (at >= text.length || !'=+-'.includes(text[at]!)) return null;
    while (at < text.length && '=+-'.includes(text[at]!)) {
      const op = text[at++] as ModeChange['op'];
      let value = 0;
      let flag: ModeChange['flag'] = 'ordinary';
      const start = text[at];
      if (start !== undefined && start >= '0' && start <= '7') {
        const digits = /^[0-7]+/.exec(text.slice(at))![0];
        if (affected !== 0 || digits.length > 6) return null;
        value = Number.parseInt(digits, 8);
        at += digits.length;
        if (value > MODE_BITS || (at < text.length && text[at] !== ',')) return null;
        affected = MODE_BITS;
        changes.push({ op, flag, affected, value, mentioned: MODE_BITS });
        continue;
      }
      if (start === 'u' || start === 'g' || start === 'o') {
        flag = 'copy';
        value = start === 'u' ? 0o700 : start === 'g' ? 0o070 : 0o007;
        at++;
      } else {
        for (; at < text.length && 'rwxXst'.includes(text[at]!); at++) {
          const letter = text[at]!;
          if (letter === 'r') value |= 0o444;
          else if (letter === 'w') value |= 0o222;
          else if (letter === 'x') value |= 0o111;
          else if (letter === 's') value |= S_ISUID | S_ISGID;
          else if (letter === 't') value |= S_ISVTX;
          else flag = 'x-if-any';
        }
      }
      changes.push({ op, flag, affected, value, mentioned: affected !== 0 ? affected & value : value });
    }
    if (at >= text.length) return changes;
    if (text[at] !== ',') return null;
    at++;
  }
}

function affectedBits(letter: string): number {
  if (letter === 'u') return S_ISUID | 0o700;
  if (letter === 'g') return S_ISGID | 0o070;
  return letter === 'o' ? S_ISVTX | 0o007 : MODE_BITS;
}

/** What becomes of a mode: its permission bits after the changes, and the bits the changes spoke of. */
export function adjustMode(
  oldMode: number,
  isDirectory: boolean,
  umask: number,
  changes: readonly ModeChange[],
): { readonly mode: number; readonly mentioned: number } {
  let mode = oldMode & MODE_BITS;
  let allMentioned = 0;
  for (const change of changes) {
    const { affected } = change;
    // Set-id bits of directories stay unless the change names them.
    const omit = (isDirectory ? S_ISUID | S_ISGID : 0) & ~change.mentioned;
    let value = change.value;
    if (change.flag === 'copy') {
      value &= mode;
      value |= (value & 0o444 ? 0o444 : 0) | (value & 0o222 ? 0o222 : 0) | (value & 0o111 ? 0o111 : 0);
    } else if (change.flag === 'x-if-any' && ((mode & 0o111) !== 0 || isDirectory)) value |= 0o111;
    value &= (affected !== 0 ? affected : ~umask) & ~omit;
    if (change.op === '=') {
      const preserved = (affected !== 0 ? ~affected : 0) | omit;
      allMentioned |= MODE_BITS & ~preserved;
      mode = (mode & preserved) | value;
    } else if (change.op === '+') {
      allMentioned |= value;
      mode |= value;
    } else {
      allMentioned |= value;
      mode &= ~value;
    }
  }
  return { mode: mode & MODE_BITS, mentioned: allMentioned };
}
