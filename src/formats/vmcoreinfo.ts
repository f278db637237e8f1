/**
 * VMCOREINFO: what a dead kernel says of itself to the tools that open its memory.
 *
 * Facts: Linux v6.12 `kernel/vmcore_info.c` and `include/linux/vmcore_info.h` (up to 6.7 `crash_core.c`). A note of type 0 whose descriptor is
 * text: a line `KEY=VALUE` each; the value of a SYMBOL is hexadecimal without 0x, those of SIZE, OFFSET and LENGTH decimal, of a NUMBER decimal
 * with a sign, with some exceptions that the caller writes himself. All of it fits into one page of the kernel.
 */
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';
import type { ElfNote } from './elf-notes.ts';

const VMCOREINFO_NOTE_NAME = 'VMCOREINFO';
/** VMCOREINFO_NOTE_SIZE less the page: head, padded name, and the head that ends the notes. */
export const VMCOREINFO_NOTE_EXTRA_BYTES = 36;

/** Lines in the order in which they are appended; one that no longer fits into `limitBytes` is left out, as the kernel leaves it out. */
export class VmcoreInfoText {
  readonly #limitBytes: number;
  #text = '';

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  line(key: string, value: string): this {
    const line = `${key}=${value}\n`;
    if (this.#text.length + line.length <= this.#limitBytes) this.#text += line;
    return this;
  }

  get text(): string {
    return this.#text;
  }
}

export function vmcoreInfoNote(text: string): ElfNote {
  return { name: VMCOREINFO_NOTE_NAME, type: 0, descriptor: latin1Bytes(text) };
}

/** The lines of a note by their keys (`SYMBOL(prb)`, `OSRELEASE`); of a key that stands twice the first. */
export function readVmcoreInfo(descriptor: Uint8Array): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const line of latin1Text(descriptor).split('\n')) {
    const equals = line.indexOf('=');
    const key = line.slice(0, equals);
    if (equals > 0 && !lines.has(key)) lines.set(key, line.slice(equals + 1));
  }
  return lines;
}
