/**
 * What ChromeOS calls a kernel crash: the function that crashed and a hash of the functions on the stack.
 *
 * Mirrors chromiumos platform2 `crash-reporter/kernel_util.cc`: ComputeKernelStackSignature, WatchdogSignature. The hash, base 131, is from memory.
 */

const HUMAN_MAX = 40;
/** Seconds between the last trace and the function that crashed. */
const WINDOW_SECONDS = 2;
const LOOKED_AT = 1024;

/** A line of a kernel log begins within the first bytes: what is no log is no record. */
export function isPlausible(text: string): boolean {
  return /\n(<\d+>)?\[\s*(\d+\.\d+)\]/.test(text.slice(0, LOOKED_AT));
}

const STAMP = String.raw`^<[^>]*>\[\s*(\d+\.\d+)\]`;
const TRACE_BEGINS = new RegExp(`${STAMP} (?:Call Trace|Backtrace):$`, 'i');
const FRAME = new RegExp(String.raw`${STAMP}\s+(?:\[<[0-9a-f]+>\])?([\s?(]+)([^+ )]+)`, 'i');
/** Where the program counter stood: ARM in both widths, then x86-64 of both styles. */
const COUNTERS = [
  new RegExp(String.raw`${STAMP} (?:PC is at |pc : )([^+\[ ]+)`),
  new RegExp(String.raw`${STAMP} RIP: [0-9a-f]{4}:(?:\[<[0-9a-f]+>\] \[<[0-9a-f]+>\] )?([^+ ]+)\+0x`),
];
const PANIC = new RegExp(String.raw`${STAMP} Kernel panic[^:]*:\s*(.*)`);

/** `kernel-FUNCTION-HASH`, or with the panic's words where no function is known. */
export function stackSignature(dump: string): string {
  const lines = dump.split('\n');
  const { hash, seconds, isHang } = lastStack(lines);
  const counter = COUNTERS.map((pattern) => lastMatch(lines, pattern)).find((found) => found !== null) ?? null;
  const isNear =
    counter !== null && (seconds === 0 || Math.trunc(Math.abs(seconds - counter.seconds)) <= WINDOW_SECONDS);
  const words = (isNear ? counter.text : lastMatch(lines, PANIC)?.text) ?? '';
  if (words === '' && hash === 0) return 'kernel-UnspecifiedStackSignature';
  return `kernel-${isHang ? '(HANG)-' : ''}${words.slice(0, HUMAN_MAX)}-${hex(hash)}`;
}

/** Without a stack: the last line of the log, and why the watchdog reset the machine. */
export function watchdogSignature(log: string, reason: string): string {
  const at = log.lastIndexOf('] ');
  const rest = at < 0 ? log : log.slice(at + 2);
  const end = rest.indexOf('\n');
  const line = end < 0 ? rest : rest.slice(0, Math.min(end, HUMAN_MAX));
  return `kernel${reason}-${line}-${hex(hashOf(rest))}`;
}

/** The functions of the last trace that are certain; of the one before where that is empty or a watchdog's own. */
function lastStack(lines: readonly string[]): {
  readonly hash: number;
  readonly seconds: number;
  readonly isHang: boolean;
} {
  let [current, previous]: [string[], string[]] = [[], []];
  let isHang = false;
  let seconds = 0;
  for (const line of lines) {
    const begins = TRACE_BEGINS.exec(line);
    if (begins !== null) {
      seconds = Number(begins[1]);
      [previous, current, isHang] = [current, [], false];
      continue;
    }
    const [, stamp, marks, name] = FRAME.exec(line) ?? [];
    if (name === undefined) continue;
    seconds = Number(stamp);
    if (marks!.includes('?')) continue;
    if (name === 'watchdog_timer_fn' || name === 'watchdog') isHang = true;
    current.push(name);
  }
  const stack = isHang || current.length === 0 ? previous : current;
  return { hash: hashOf(stack.join('|')), seconds, isHang };
}

function lastMatch(
  lines: readonly string[],
  pattern: RegExp,
): { readonly seconds: number; readonly text: string } | null {
  for (const line of lines.toReversed()) {
    const found = pattern.exec(line);
    if (found !== null) return { seconds: Number(found[1]), text: found[2]! };
  }
  return null;
}

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 131) + text.charCodeAt(at)) >>> 0;
  return hash;
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(8, '0');
}
