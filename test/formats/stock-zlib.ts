/**
 * A second, independent deflate to compare with: pako's port of zlib, with the kernel's block-ending rule hooked in through the
 * getter on its state's `sym_end` (zlib asks after every symbol whether the block's symbols have reached it).
 */
import { ZStream, zlibDeflate, zlibDeflateInit2, zlibInflate, zlibInflateInit2 } from 'pako';

const Z_FINISH = 4;
const Z_STREAM_END = 1;

interface DeflateState {
  sym_next: number;
  readonly sym_end: number;
  readonly dyn_dtree: Uint16Array;
  readonly matches: number;
  readonly strstart: number;
  readonly block_start: number;
}

/** Null when the output has no byte to spare. `kernelRule` false gives what a current zlib writes. */
export function stockDeflate(
  input: Uint8Array,
  windowBits: number,
  outLimit: number,
  kernelRule = true,
): Uint8Array | null {
  const stream = new ZStream();
  if (zlibDeflateInit2(stream, 6, 8, -windowBits, 8, 0, true) !== 0) throw new Error('deflateInit2 failed');
  if (kernelRule) hookKernelRule(stream.state);
  stream.input = input;
  stream.next_in = 0;
  stream.avail_in = input.length;
  stream.output = new Uint8Array(outLimit);
  stream.next_out = 0;
  stream.avail_out = outLimit;
  return zlibDeflate(stream, Z_FINISH) === Z_STREAM_END ? stream.output.slice(0, stream.next_out) : null;
}

function hookKernelRule(state: DeflateState): void {
  const full = state.sym_end;
  const extraBits = (code: number): number => (code < 4 ? 0 : (code >> 1) - 1);
  Object.defineProperty(state, 'sym_end', {
    get(): number {
      const symbols = state.sym_next / 3;
      if (symbols % 4096 !== 0) return full;
      let bits = 8 * symbols;
      for (let code = 0; code < 30; code++) bits += state.dyn_dtree[2 * code]! * (5 + extraBits(code));
      const input = state.strstart - state.block_start;
      return state.matches < symbols >> 1 && bits >> 3 < input >> 1 ? state.sym_next : full;
    },
  });
}

/** zlib's return code for a whole raw stream in one call with Z_FINISH, its message, and the bytes written. */
export function stockInflate(
  input: Uint8Array,
  outLimit: number,
): { code: number; message: string; bytes: Uint8Array } {
  const stream = new ZStream();
  zlibInflateInit2(stream, -15);
  stream.input = input;
  stream.next_in = 0;
  stream.avail_in = input.length;
  stream.output = new Uint8Array(outLimit);
  stream.next_out = 0;
  stream.avail_out = outLimit;
  const code: number = zlibInflate(stream, Z_FINISH);
  return { code, message: stream.msg, bytes: stream.output.slice(0, stream.next_out) };
}
