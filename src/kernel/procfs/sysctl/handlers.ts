/**
 * How a sysctl is read and written: numbers, rows of numbers, strings.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/sysctl.c`: proc_dointvec, proc_dointvec_minmax, proc_douintvec_minmax,
 * proc_doulongvec_minmax, proc_dostring and proc_get_long, with `kernel.sysctl_writes_strict` 1. Left out: the other two values
 * of that switch.
 */
import { EINVAL, EIO } from '../../../sim/errno.ts';
import type { PseudoFileNode } from '../../vfs/pseudo-tree.ts';

/** Where a sysctl keeps its value. */
export interface Cell<Value> {
  get(): Value;
  /** 0 or a negated error number. */
  set(value: Value): number;
}

/** A variable of its own. */
export function variable<Value>(initial: Value): Cell<Value> {
  let value = initial;
  return {
    get: () => value,
    set: (next) => {
      value = next;
      return 0;
    },
  };
}

const INT_MAX = 2n ** 31n - 1n;
const UINT_MAX = 2n ** 32n - 1n;
/** PAGE_SIZE - 1: more of a write is not looked at. */
const WRITE_MAX = 4095;
/** TMPBUFLEN: a number with more characters is refused. */
const NUMBER_MAX = 21;

/** What was given in a write: the number and where it ended; null: no number, or one that does not end in a blank. */
interface LongAt {
  readonly value: bigint;
  readonly end: number;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}

/** `proc_skip_spaces`. */
function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** `proc_get_long` with blank, tab and newline as separators. */
function getLong(text: string, from: number, wordBits: number): LongAt | null {
  const head = text.slice(from, from + NUMBER_MAX);
  const match = /^(-?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))/.exec(head);
  if (match === null) return null;
  const [whole, sign, hexadecimal, octal, decimal] = match;
  if (whole.length === NUMBER_MAX) return null;
  const digits = hexadecimal !== undefined ? `0x${hexadecimal}` : octal !== undefined ? `0o0${octal}` : decimal!;
  const magnitude = BigInt(digits);
  if (magnitude >= 1n << BigInt(wordBits)) return null;
  const end = from + whole.length;
  if (end < text.length && !' \t\n'.includes(text[end]!)) return null;
  return { value: sign === '-' ? -magnitude : magnitude, end };
}

export interface NumberRange {
  readonly min?: bigint;
  readonly max?: bigint;
}

interface VectorKind {
  readonly mode: number;
  readonly range: NumberRange;
  /** unsigned long: a negative number is passed over in silence. */
  readonly isUlong: boolean;
  /** Bits of the kernel's `unsigned long`. */
  readonly wordBits: number;
}

/** `__do_proc_dointvec`, `__do_proc_doulongvec_minmax`: numbers in a row; those before a bad one are stored. */
function vector(cells: readonly Cell<bigint>[], { mode, range, isUlong, wordBits }: VectorKind): PseudoFileNode {
  const store = (cell: Cell<bigint>, value: bigint): number => {
    if (range.min !== undefined && value < range.min) return -EINVAL;
    if (range.max !== undefined && value > range.max) return -EINVAL;
    return cell.set(value);
  };
  const write = (text: string, offset: number): number => {
    if (offset !== 0 || text.length === 0) return text.length;
    const input = text.slice(0, WRITE_MAX);
    let at = 0;
    let taken = 0;
    for (const cell of cells) {
      at = skipSpaces(input, at);
      if (at === input.length) break;
      const long = getLong(input, at, wordBits);
      if (long === null) return -EINVAL;
      at = long.end;
      taken++;
      if (isUlong && long.value < 0n) continue;
      if (!isUlong && (long.value > INT_MAX || long.value < -INT_MAX - 1n)) return -EINVAL;
      const error = store(cell, long.value);
      if (error !== 0) return error;
    }
    if (taken === 0) return -EINVAL;
    at = skipSpaces(input, at);
    return text.length - (input.length - at);
  };
  return {
    kind: 'file',
    mode,
    strict: true,
    size: 0,
    oneRead: true,
    read: () => `${cells.map((cell) => cell.get()).join('\t')}\n`,
    write,
  };
}

function widened(cell: Cell<number>): Cell<bigint> {
  return { get: () => BigInt(cell.get()), set: (value) => cell.set(Number(value)) };
}

/** `proc_dointvec` and `proc_dointvec_minmax` over one int. */
export function intSysctl(cell: Cell<number>, mode = 0o644, range: NumberRange = {}): PseudoFileNode {
  return vector([widened(cell)], { mode, range, isUlong: false, wordBits: 64 });
}

/** The same over a row of ints. */
export function intsSysctl(cells: readonly Cell<number>[], mode = 0o644, range: NumberRange = {}): PseudoFileNode {
  return vector(cells.map(widened), { mode, range, isUlong: false, wordBits: 64 });
}

/** `proc_doulongvec_minmax`. */
export function ulongSysctl(
  cells: readonly Cell<bigint>[],
  { mode = 0o644, wordBits, range = {} }: { mode?: number; wordBits: number; range?: NumberRange },
): PseudoFileNode {
  return vector(cells, { mode, range, isUlong: true, wordBits });
}

/** `proc_douintvec` and `proc_douintvec_minmax`: one number, whatever follows it behind a blank. */
export function uintSysctl(cell: Cell<number>, mode = 0o644, range: NumberRange = {}): PseudoFileNode {
  const { min = 0n, max = UINT_MAX } = range;
  return {
    kind: 'file',
    mode,
    strict: true,
    size: 0,
    oneRead: true,
    read: () => `${cell.get()}\n`,
    write: (text, offset) => {
      if (offset !== 0 || text.length === 0) return text.length;
      const long = getLong(text, skipSpaces(text, 0), 64);
      if (long === null || long.value < min || long.value > max) return -EINVAL;
      const error = cell.set(Number(long.value));
      return error === 0 ? text.length : error;
    },
  };
}

/** `proc_dostring`: up to a NUL or newline; what does not fit into `maxBytes`, terminator included, is cut off in silence. */
export function stringSysctl(cell: Cell<string>, maxBytes: number, mode = 0o644): PseudoFileNode {
  return {
    kind: 'file',
    mode,
    strict: true,
    size: 0,
    read: () => `${cell.get()}\n`,
    write: (text, offset) => {
      const old = cell.get().slice(0, maxBytes - 1);
      if (offset > old.length) return text.length;
      const line = text.split(/[\0\n]/, 1)[0]!;
      const error = cell.set((old.slice(0, offset) + line).slice(0, maxBytes - 1));
      return error === 0 ? text.length : error;
    },
  };
}

/** A value that nobody may write: even root cannot open it for writing. */
export function constantSysctl(read: () => string, mode = 0o444): PseudoFileNode {
  return { kind: 'file', mode, strict: true, size: 0, oneRead: true, read: () => `${read()}\n` };
}

/** A file that only does something when it is written. */
export function triggerSysctl(write: (text: string) => number, mode = 0o200): PseudoFileNode {
  return { kind: 'file', mode, strict: true, size: 0, read: () => -EIO, write };
}
