/**
 * The code in RAM at the places where a kernel and its modules are known to crash: what a report prints is what lies there.
 *
 * Image and modules as a whole are stand-in bytes (`boot/image-template.ts`, `modules/module-area.ts`); the recorded windows round an
 * instruction are real, call distances and absolute addresses included: with a randomised base they are still those of the recording.
 */
import type { RecordedRegisters } from '../../profiles/crash-data.ts';
import type { CrashText } from '../../profiles/kernel-text.ts';
import { SymbolTable } from './symbols.ts';

/** Bytes at an offset from the start of the kernel's text, or of the module area. */
export interface CodeWindow {
  /** The instruction's place, as a report names it. */
  readonly place: string;
  /** Null: the kernel image. */
  readonly module: string | null;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const known = new WeakMap<CrashText, readonly CodeWindow[]>();

/** Every window of code that a report of this kernel can show, but for code that lies among data (`recordedCode`). */
export function codeWindows(text: CrashText): readonly CodeWindow[] {
  let windows = known.get(text);
  if (windows === undefined) {
    windows = readWindows(text);
    known.set(text, windows);
  }
  return windows;
}

/** Recorded code: its bytes, and how many of them lie before the instruction. */
export interface RecordedCode {
  readonly before: number;
  readonly bytes: Uint8Array;
}

/** The code of a register block; null where the report could not read any. Words that it could not read are left out: the first ones. */
export function recordedCode(text: CrashText, code: string | null): RecordedCode | null {
  if (code === null) return null;
  const words = code
    .trim()
    .split(/\s+/)
    .filter((word) => !word.startsWith('X'));
  const wordBytes = text.architecture === 'x86_64' ? 1 : 4;
  const isBig = text.architecture === 'ppc64le' && text.byteOrder === 'big';
  const bytes = new Uint8Array(words.length * wordBytes);
  for (const [index, word] of words.entries()) {
    const value = Number.parseInt(word.replace(/[<>()]/g, ''), 16);
    for (let byte = 0; byte < wordBytes; byte++) {
      bytes[index * wordBytes + byte] = value >>> (8 * (isBig ? wordBytes - 1 - byte : byte));
    }
  }
  return { before: words.findIndex((word) => /^[<(]/.test(word)) * wordBytes, bytes };
}

function readWindows(text: CrashText): CodeWindow[] {
  const windows = new Map<string, CodeWindow>();
  const add = ({ instructionPointer, code }: Pick<RecordedRegisters, 'instructionPointer' | 'code'>) => {
    const match = /^([^=+]+)\+0x([0-9a-f]+)/.exec(instructionPointer);
    const recorded = recordedCode(text, code);
    if (match === null || recorded === null) return;
    const { module, offset } = SymbolTable.of(text).symbol(match[1]!);
    const start = Number(offset) + Number.parseInt(match[2]!, 16) - recorded.before;
    windows.set(`${instructionPointer} ${code}`, {
      place: instructionPointer,
      module,
      offset: start,
      bytes: recorded.bytes,
    });
  };
  for (const { fault, blocks = [] } of Object.values(text.paths)) {
    for (const registers of [fault, ...blocks]) if (registers !== null) add(registers);
  }
  for (const registers of text.stateCode ?? []) add(registers);
  return [...windows.values()];
}
