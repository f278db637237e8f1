/**
 * The contents of a task's stack from the trace that the kernel printed of it: return addresses where the real frames would have them.
 *
 * How large the frames are is known from the real kernel's unwind tables (`DumpFacts.frames`). A trace is laid out from the top of the stack down. Words
 * that a report marks with `?` lie between the frames, as they did; those behind a frame pointer, whose frames are larger than what is known of them,
 * are left out. What else was in the frames is zero.
 */
import { type Frame, frameBytes } from './unwind-table.ts';

/** THREAD_SIZE of x86-64. */
export const STACK_BYTES = 0x4000;
/** `struct pt_regs`, at the top of each stack. */
const REGISTERS_BYTES = 168;
const WORD = 8;
/** Of `sp` in `struct pt_regs`. */
const STACK_POINTER = 19;

export interface StackTrace {
  /** `vfs_write+0xc4`, `? do_fault+0x1a4`; newest first. */
  readonly lines: readonly string[];
  /** What the entry code saved, in the order of `struct pt_regs`; zero for a kernel thread. */
  readonly registers: readonly bigint[];
  /** What an exception in the kernel saved, where the line `@exception` stands; its stack pointer is where the stack then was. */
  readonly exception?: readonly bigint[];
}

/** In the lines of a trace: what is above came by an exception. */
export const EXCEPTION = '@exception';

export interface StackImage {
  readonly bytes: Uint8Array;
  /** From the start of the stack: where the newest return address lies. */
  readonly newest: number;
  /** The frame pointer there. */
  readonly framePointer: bigint;
  /** From the start of the stack: the registers of the exception. */
  readonly exceptionAt: number | null;
}

export interface StackInput {
  readonly trace: StackTrace;
  /** Virtual address of the stack. */
  readonly base: bigint;
  readonly frames: ReadonlyMap<string, Frame>;
  /** Null: no function of the image. */
  readonly code: (place: string) => bigint | null;
}

interface Placed {
  readonly at: number;
  readonly address: bigint;
  readonly frame: Frame | undefined;
  readonly stale: readonly bigint[];
}

export function stackImage({ trace, base, frames, code }: StackInput): StackImage {
  const bytes = new Uint8Array(STACK_BYTES);
  const view = new DataView(bytes.buffer);
  const top = STACK_BYTES - REGISTERS_BYTES;
  trace.registers.forEach((value, index) => {
    view.setBigUint64(top + WORD * index, BigInt.asUintN(64, value), true);
  });
  const { placed, exceptionAt } = placeFrames(trace.lines, { frames, code, top });
  if (exceptionAt !== null) {
    trace.exception?.forEach((value, index) => {
      const isPointer = index === STACK_POINTER;
      const pointer = base + BigInt(exceptionAt + REGISTERS_BYTES);
      view.setBigUint64(exceptionAt + WORD * index, isPointer ? pointer : BigInt.asUintN(64, value), true);
    });
  }
  let framePointer = 0n;
  for (const [index, { at, address, frame, stale }] of placed.entries()) {
    view.setBigUint64(at, address, true);
    // The outermost first: `callerAt` is where its caller's return address lies.
    const callerAt = index === 0 ? top - WORD : placed[index - 1]!.at;
    const callersFrame = callerAt + WORD;
    stale.forEach((word, number) => {
      const slot = callerAt - WORD * (stale.length - number) - WORD * FRAME_REGISTERS;
      if (slot > at) view.setBigUint64(slot, word, true);
    });
    if (frame === undefined || index === 0) continue;
    if (frame.saved !== null && callersFrame + frame.saved > at) {
      view.setBigUint64(callersFrame + frame.saved, framePointer, true);
    }
    if (frame.register === 'bp') framePointer = base + BigInt(callersFrame - frame.bytes);
  }
  return { bytes, newest: placed.at(-1)?.at ?? top - WORD, framePointer, exceptionAt };
}

/** Words at the upper end of a frame where the caller's registers are kept. */
const FRAME_REGISTERS = 6;

/** Outermost first. */
function placeFrames(
  lines: readonly string[],
  { frames, code, top }: Pick<StackInput, 'frames' | 'code'> & { readonly top: number },
): { readonly placed: readonly Placed[]; readonly exceptionAt: number | null } {
  const groups: { place: string; address: bigint; stale: bigint[]; isAfterException: boolean }[] = [];
  let isAfterException = false;
  for (const line of lines) {
    if (line === EXCEPTION) isAfterException = true;
    const address = code(line.replace(/^\? /, ''));
    if (address === null) continue;
    const group = groups.at(-1);
    if (line.startsWith('? ')) group?.stale.push(address);
    else {
      groups.push({ place: line.split('/')[0]!, address, stale: [], isAfterException });
      isAfterException = false;
    }
  }
  const placed: Placed[] = [];
  let exceptionAt: number | null = null;
  let isEntry = true;
  // The newest return address of the entry code lies right below the registers.
  let at = top - WORD;
  for (const { place, address, stale, isAfterException: isInterrupted } of groups.reverse()) {
    const frame = frames.get(place);
    if (!isEntry) at -= frameBytes(frame);
    isEntry = false;
    if (at < 0) break;
    placed.push({ at, address, frame, stale: frame?.register === 'sp' ? stale : [] });
    if (!isInterrupted) continue;
    // The CPU aligns the stack before it saves anything.
    exceptionAt = at - (at % 16) - REGISTERS_BYTES;
    at = exceptionAt - WORD;
    isEntry = true;
  }
  return { placed, exceptionAt };
}
