/**
 * Backtraces of 32-bit ARM, as the unwinder prints them, and the words of an exception stack.
 *
 * Mirrors Linux v6.1 `arch/arm/kernel/traps.c` (dump_backtrace_entry, dump_mem) with ARM_UNWIND: no heading line, first name
 * without offset.
 */
import type { PrintkFunction } from '../crash-environment.ts';
import { KERN_DEFAULT } from '../stack-dump.ts';
import type { SymbolTable } from '../symbols.ts';

/** ` callee from caller+0xoff/0xsize`, one line a frame. */
export function backtrace(
  frames: string,
  symbols: SymbolTable,
  printk: PrintkFunction,
  level: number = KERN_DEFAULT,
): void {
  for (const frame of frames.trim().split('\n')) {
    const from = frame.indexOf(' from ') + ' from '.length;
    printk(level, ` ${frame.slice(0, from)}${symbols.format(frame.slice(from))}`);
  }
}

interface StackWords {
  readonly bottom: number;
  readonly words: readonly number[];
}

/** A backtrace in which lines `@0`, `@1` … stand for the registers that an exception saved on the stack. */
export function backtraceWithExceptions(
  frames: string,
  symbols: SymbolTable,
  exception: (index: number) => StackWords,
  printk: PrintkFunction,
  level: number,
): void {
  for (const frame of frames.trim().split('\n')) {
    if (frame.startsWith('@')) dumpWords('Exception stack', exception(Number(frame.slice(1))), printk, level);
    else backtrace(frame, symbols, printk, level);
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
      text += at < bottom ? WORD_COLUMN : ` ${hex(words[(at - bottom) / WORD_BYTES]!, 8)}`;
    }
    printk(level, text);
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
