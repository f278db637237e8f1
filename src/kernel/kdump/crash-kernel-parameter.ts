/**
 * `crashkernel=`: how much memory is to be kept for a crash kernel, and where.
 *
 * Mirrors `parse_crashkernel` of Linux v6.1 `kernel/crash_core.c` and v6.12 `kernel/crash_reserve.c`: the last word without a suffix counts; sizes by
 * ranges of RAM, `@offset`, `,high`, `,low`. Which words say what was recorded on both kernels (`test/fixtures/vmcore/crashkernel.json`). Left out: `,cma`
 * of 6.17.
 */
import { memparse } from '../cmdline.ts';
import { KERN_INFO, KERN_WARNING } from '../printk/levels.ts';

export interface CrashKernelLine {
  readonly level: number;
  readonly text: string;
}

export interface CrashKernelWish {
  /** Bytes; 0: none is kept. */
  readonly size: number;
  /** 0: anywhere. */
  readonly base: number;
  /** `,high`: above 4 GiB where there is room. */
  readonly high: boolean;
  /** `,low` beside `,high`, in bytes; null: not given. 6.1 on x86 looks for it by itself. */
  readonly low: number | null;
}

/** Ranges are compared with RAM rounded up to this. */
const RANGE_UNIT = 0x8000000;
const NAME = 'crashkernel=';
const SUFFIXES = [',high', ',low'] as const;
const NONE: CrashKernelWish = { size: 0, base: 0, high: false, low: null };

/**
 * `isNew`: 6.8 and later; `looksFurther`: a word without a suffix that comes to nothing is passed over for one with `,high` (x86 before 6.8). Lines are added to `lines` in the order in
 * which they are printed.
 */
export function parseCrashKernel(
  commandLine: string,
  ramBytes: number,
  isNew: boolean,
  lines: CrashKernelLine[],
  looksFurther = !isNew,
): CrashKernelWish {
  const none = NONE;
  const warn = (text: string) => {
    lines.push({ level: KERN_WARNING, text });
    return none;
  };
  const plain = lastWord(commandLine, null);
  if (plain !== null) {
    const [colon, space] = [plain.indexOf(':'), plain.indexOf(' ')];
    const hasRanges = colon >= 0 && (space < 0 || colon < space);
    const wish = hasRanges ? byRanges(plain, ramBytes, isNew, lines) : simple(plain, warn);
    // 6.12 takes no size that is not below all RAM, and says nothing.
    if (wish.size > 0 && isNew && wish.size >= ramBytes) return none;
    if (wish.size > 0 || !looksFurther) return wish;
  }
  const high = withSuffix(commandLine, ',high', lines);
  if (high === 'absent' || high === 'damaged') return none;
  // Before 6.8 x86 reads it later.
  const low = looksFurther ? 'absent' : withSuffix(commandLine, ',low', lines);
  if (low === 'damaged' || (isNew && high >= ramBytes)) return none;
  return { size: high, base: 0, high: true, low: low === 'absent' ? null : low };
}

/** `,low` by itself, as x86 before 6.8 reads it; null: not given, or not to be read. */
export function parseLowCrashKernel(commandLine: string, lines: CrashKernelLine[]): number | null {
  const low = withSuffix(commandLine, ',low', lines);
  return typeof low === 'number' ? low : null;
}

/** Bytes of the last word with this suffix. */
function withSuffix(
  commandLine: string,
  suffix: (typeof SUFFIXES)[number],
  lines: CrashKernelLine[],
): number | 'absent' | 'damaged' {
  const word = lastWord(commandLine, suffix);
  if (word === null) return 'absent';
  const warn = (text: string) => {
    lines.push({ level: KERN_WARNING, text });
    return 'damaged' as const;
  };
  const size = memparse(word);
  if (size.length === 0) return warn('crashkernel: memory value expected');
  const rest = word.slice(size.length);
  if (!rest.startsWith(suffix)) return warn(`crashkernel: unrecognized char: ${rest[0] ?? ''}`);
  const after = rest[suffix.length];
  if (after !== undefined && after !== ' ') return warn(`crashkernel: unrecognized char: ${after}`);
  return size.value;
}

/** What follows the last `crashkernel=` with this suffix, or, null, with none, to the end of the command line. */
function lastWord(commandLine: string, suffix: string | null): string | null {
  let found: string | null = null;
  for (let at = commandLine.indexOf(NAME); at >= 0; at = commandLine.indexOf(NAME, at + 1)) {
    const rest = commandLine.slice(at + NAME.length);
    const word = rest.split(' ', 1)[0]!;
    const isWanted = suffix === null ? !SUFFIXES.some((one) => word.endsWith(one)) : word.endsWith(suffix);
    if (isWanted) found = rest;
  }
  return found;
}

function simple(text: string, warn: (text: string) => CrashKernelWish): CrashKernelWish {
  const size = memparse(text);
  if (size.length === 0) return warn('crashkernel: memory value expected');
  const next = text[size.length];
  if (next === '@') return { ...NONE, size: size.value, base: memparse(text.slice(size.length + 1)).value };
  if (next !== undefined && next !== ' ') return warn(`crashkernel: unrecognized char: ${next}`);
  return { ...NONE, size: size.value };
}

/** `START-[END]:SIZE[,…][@OFFSET]`: the first range that RAM lies in. */
function byRanges(text: string, ramBytes: number, isNew: boolean, lines: CrashKernelLine[]): CrashKernelWish {
  const none = NONE;
  const warn = (message: string) => {
    lines.push({ level: KERN_WARNING, text: message });
    return none;
  };
  const ram = Math.ceil(ramBytes / RANGE_UNIT) * RANGE_UNIT;
  let at = 0;
  let size = 0;
  do {
    const start = memparse(text.slice(at));
    if (start.length === 0) return warn('crashkernel: Memory value expected');
    at += start.length;
    if (text[at] !== '-') return warn("crashkernel: '-' expected");
    at++;
    let end = Number.POSITIVE_INFINITY;
    if (text[at] !== ':') {
      const parsed = memparse(text.slice(at));
      if (parsed.length === 0) return warn('crashkernel: Memory value expected');
      at += parsed.length;
      end = parsed.value;
      if (end <= start.value) return warn('crashkernel: end <= start');
    }
    if (text[at] !== ':') return warn("crashkernel: ':' expected");
    at++;
    const wanted = memparse(text.slice(at));
    if (wanted.length === 0) return warn(isNew ? 'crashkernel: Memory value expected' : 'Memory value expected');
    at += wanted.length;
    if (wanted.value >= ram) return warn('crashkernel: invalid size');
    if (ram >= start.value && ram < end) {
      size = wanted.value;
      break;
    }
  } while (text[at++] === ',');
  if (size === 0) {
    lines.push({ level: KERN_INFO, text: 'crashkernel size resulted in zero bytes' });
    return none;
  }
  const rest = text.slice(at).split(' ', 1)[0]!;
  const mark = rest.indexOf('@');
  if (mark < 0) return { ...NONE, size };
  const base = memparse(rest.slice(mark + 1));
  if (base.length > 0) return { ...NONE, size, base: base.value };
  return warn(isNew ? "crahskernel: Memory value expected after '@'" : "Memory value expected after '@'");
}
