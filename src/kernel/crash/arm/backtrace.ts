/**
 * Backtraces of 32-bit ARM, as the unwinder prints them, and the words of an exception stack.
 *
 * Mirrors Linux v4.19 and v6.1 `arch/arm/kernel/traps.c` (dump_backtrace_entry, dump_mem) with ARM_UNWIND: no heading line, first
 * name without offset; up to 5.9 with the addresses of both places.
 */
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, PrintkFunction } from '../crash-environment.ts';
import { KERN_DEFAULT } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';

/** How frames are printed. */
interface TraceSymbols {
  readonly symbols: SymbolTable;
  /** Address of `symbol+0xoffset…`; null where frames show names only. */
  readonly address: ((place: string) => string) | null;
  /** Where the innermost function stood; null: at its start, as when it asked for the trace itself. */
  readonly start: string | null;
}

/** `start`: the instruction that faulted, `symbol+0xoffset`; null where the kernel asked for the trace. */
export function traceSymbols({ text, addresses }: CrashEnvironment, start: string | null = null): TraceSymbols {
  const { crash } = text;
  assert(crash.architecture === 'arm', 'ARM trace of another architecture');
  const symbols = SymbolTable.of(crash);
  const address = (place: string): string => {
    const match = /^(\S+?)(?:\+0x([0-9a-f]+).*)?$/.exec(place);
    assert(match !== null, `place ${place}`);
    if (match[1]!.startsWith('0x')) return match[1]!.slice(2).padStart(8, '0');
    const value = symbols.address(match[1]!, addresses) + BigInt(`0x${match[2] ?? '0'}`);
    return value.toString(16).padStart(8, '0');
  };
  return { symbols, address: crash.report.frames === 'addresses' ? address : null, start };
}

/** A line a frame: ` callee from caller+0xoff/0xsize`, or `[<…>] (callee) from [<…>] (caller+0xoff/0xsize)`. */
export function backtrace(
  frames: string,
  { symbols, address, start }: TraceSymbols,
  printk: PrintkFunction,
  level: number = KERN_DEFAULT,
): void {
  let before = start;
  for (const frame of frames.trim().split('\n')) {
    const [callee = '', caller = ''] = frame.split(' from ');
    const from = symbols.format(caller);
    if (address === null) printk(level, ` ${callee} from ${from}`);
    else {
      const where = before?.startsWith(`${callee}+`) ? before : callee;
      printk(KERN_DEFAULT, `[<${address(where)}>] (${callee}) from [<${address(caller)}>] (${from})`);
    }
    before = caller;
  }
}

interface StackWords {
  readonly bottom: number;
  /** Null: could not be read. */
  readonly words: readonly (number | null)[];
}

/** A backtrace in which lines `@0`, `@1` … stand for the registers that an exception saved on the stack. */
export function backtraceWithExceptions(
  frames: string,
  symbols: TraceSymbols,
  exception: (index: number) => StackWords,
  printk: PrintkFunction,
  level: number,
): void {
  const dumpLevel = symbols.address === null ? level : KERN_DEFAULT;
  let { start } = symbols;
  for (const frame of frames.trim().split('\n')) {
    if (frame.startsWith('@')) dumpWords('Exception stack', exception(Number(frame.slice(1))), printk, dumpLevel);
    else {
      backtrace(frame, { ...symbols, start }, printk, level);
      start = frame.slice(frame.indexOf(' from ') + ' from '.length);
    }
  }
}

const WORD_BYTES = 4;
const LINE_BYTES = 32;
const WORD_COLUMN = ' '.repeat(9);

/** `NAME(0xBOTTOM to 0xTOP)` and the words in lines of eight, aligned to 32 bytes. */
export function dumpWords(
  name: string,
  { bottom, words }: StackWords,
  printk: PrintkFunction,
  level: number = KERN_DEFAULT,
): void {
  const top = bottom + words.length * WORD_BYTES;
  printk(level, `${name}(0x${hex(bottom, 8)} to 0x${hex(top, 8)})`);
  for (let line = bottom - (bottom % LINE_BYTES); line < top; line += LINE_BYTES) {
    let text = `${hex(line % 0x10000, 4)}:`;
    for (let at = line; at < Math.min(line + LINE_BYTES, top); at += WORD_BYTES) {
      text += at < bottom ? WORD_COLUMN : ` ${wordText(words[(at - bottom) / WORD_BYTES] ?? null)}`;
    }
    printk(level, text);
  }
}

function wordText(word: number | null): string {
  return word === null ? '????????' : hex(word, 8);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
