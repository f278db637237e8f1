/**
 * The kernel's code in RAM at the places where it is known to crash: what `Code:` prints is what lies there.
 *
 * The image as a whole is stand-in bytes (`boot/image-template.ts`); the recorded windows round an instruction are real. Only
 * x86-64, and only the kernel itself: modules have no RAM of their own here.
 */

import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { CrashText } from '../../profiles/kernel-text.ts';
import { SymbolTable } from './symbols.ts';

/** Bytes at an offset from the start of the kernel's text. */
export interface CodeWindow {
  /** The instruction's place, as a report names it. */
  readonly place: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const known = new WeakMap<CrashText, readonly CodeWindow[]>();

/** Every window of kernel code that a report of this kernel can show. */
export function codeWindows(text: CrashText): readonly CodeWindow[] {
  let windows = known.get(text);
  if (windows === undefined) {
    windows = text.architecture === 'x86_64' ? readWindows(text) : [];
    known.set(text, windows);
  }
  return windows;
}

/** Puts the windows into the image at `address`. Of two that cannot both be true the later one stays: the kernel's own. */
export function placeCode(text: CrashText, address: number, memory: PhysicalMemory): void {
  const writer = memory.writer('kernel');
  for (const { offset, bytes } of codeWindows(text)) memory.write(address + offset, bytes, writer);
}

function readWindows(text: CrashText): CodeWindow[] {
  const symbols = SymbolTable.of(text);
  const windows = new Map<string, CodeWindow>();
  for (const { fault, blocks = [] } of Object.values(text.paths)) {
    for (const registers of [fault, ...blocks]) {
      if (registers === null || registers.code === null) continue;
      const match = /^([^=+]+)\+0x([0-9a-f]+)(?:\/0x[0-9a-f]+)?$/.exec(registers.instructionPointer);
      if (match === null) continue;
      const { module, offset } = symbols.symbol(match[1]!);
      if (module !== null) continue;
      const words = registers.code.trim().split(' ');
      const before = words.findIndex((word) => word.startsWith('<'));
      const bytes = Uint8Array.from(words, (word) => Number.parseInt(word.replace(/[<>]/g, ''), 16));
      const place = registers.instructionPointer;
      const start = Number(offset) + Number.parseInt(match[2]!, 16) - before;
      windows.set(`${place} ${registers.code}`, { place, offset: start, bytes });
    }
  }
  return [...windows.values()];
}
