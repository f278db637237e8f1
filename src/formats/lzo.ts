/**
 * LZO1X streams, as the crypto API "lzo" stored pstore records up to Linux 6.5.
 *
 * The decompressor is written from the kernel's description of the format (`Documentation/staging/lzo.rst`, bitstream
 * versions 0 and 1) and refuses what `lzo1x_decompress_safe` refuses. The compressor writes valid streams of its own choice:
 * real Linux reads them, but its own would differ.
 */
import { LzOutput } from './lz-output.ts';

/** Distance bound of the instruction that repeats 3–8 bytes in two bytes of code. */
const NEAR_DISTANCE = 0x800;
const NEAR_LENGTH = 8;
/** Distance bound of the 0 0 1 instruction. */
const MIDDLE_DISTANCE = 0x4000;
/** Distance bound of the 0 0 0 1 instruction; at exactly MIDDLE_DISTANCE it ends the stream. */
const FAR_DISTANCE = 0xbfff;
const END_OF_STREAM: readonly number[] = [0x11, 0, 0];
const SHORTEST_VERSIONED_STREAM = 5;

/** Returns null when the stream is damaged, has bytes behind its end, or its text is longer than `outLimit` bytes. */
export function lzoDecompress(input: Uint8Array, outLimit: number): Uint8Array | null {
  const reader = new LzoReader(input, outLimit);
  return reader.run() ? reader.out.bytes() : null;
}

class LzoReader {
  readonly out: LzOutput;
  private readonly input: Uint8Array;
  private next = 0;
  private version = 0;
  /** Literals copied by the instruction before: 0–3, or 4 for a literal run of its own. */
  private state = 0;

  constructor(input: Uint8Array, outLimit: number) {
    this.input = input;
    this.out = new LzOutput(outLimit);
  }

  run(): boolean {
    if (this.input.length < END_OF_STREAM.length) return false;
    if (this.input.length >= SHORTEST_VERSIONED_STREAM && this.input[0] === 17) {
      this.version = this.input[1]!;
      this.next = 2;
    }
    const first = this.input[this.next]!;
    if (first > 17) {
      this.next++;
      this.state = Math.min(first - 17, 4);
      if (!this.literals(first - 17)) return false;
    }
    for (;;) {
      if (this.next >= this.input.length) return false;
      const code = this.input[this.next++]!;
      let going: boolean | 'end';
      if (code >= 64) going = this.nearRepeat(code);
      else if (code >= 32) going = this.middleRepeat(code);
      else if (code >= 16) going = this.farRepeat(code);
      else if (this.state === 0) going = this.literalRun(code);
      else going = this.tinyRepeat(code);
      if (going === 'end') return this.next === this.input.length;
      if (!going) return false;
    }
  }

  /** 0000LLLL after a match without literals. */
  private literalRun(code: number): boolean {
    const length = this.length(code & 15, 15);
    if (length < 0) return false;
    this.state = 4;
    return this.literals(length + 3);
  }

  /** 0000DDSS after literals: two bytes from nearby, or three from just beyond the near distance. */
  private tinyRepeat(code: number): boolean {
    const high = this.byte();
    if (high < 0) return false;
    const distance = (high << 2) + (code >> 2) + 1;
    return this.state === 4 ? this.repeat(distance + NEAR_DISTANCE, 3, code & 3) : this.repeat(distance, 2, code & 3);
  }

  /** 01LDDDSS and 1LLDDDSS. */
  private nearRepeat(code: number): boolean {
    const high = this.byte();
    if (high < 0) return false;
    return this.repeat((high << 3) + ((code >> 2) & 7) + 1, (code >> 5) + 1, code & 3);
  }

  /** 001LLLLL. */
  private middleRepeat(code: number): boolean {
    const length = this.length(code & 31, 31);
    const operand = this.operand();
    if (length < 0 || operand < 0) return false;
    return this.repeat((operand >> 2) + 1, length + 2, operand & 3);
  }

  /** 0001HLLL; also the end of the stream, and in bitstream version 1 a run of zeros. */
  private farRepeat(code: number): boolean | 'end' {
    const zeroRunOperand = this.input[this.next]! | (this.input[this.next + 1]! << 8);
    if (this.version !== 0 && (code & 0xf8) === 0x18 && (zeroRunOperand & 0xfffc) === 0xfffc) return this.zeroRun(code);
    const length = this.length(code & 7, 7);
    const operand = this.operand();
    if (length < 0 || operand < 0) return false;
    const distance = MIDDLE_DISTANCE + ((code & 8) << 11) + (operand >> 2);
    if (distance === MIDDLE_DISTANCE) return length === 1 ? 'end' : false;
    return this.repeat(distance, length + 2, operand & 3);
  }

  private zeroRun(code: number): boolean {
    const operand = this.operand();
    const high = this.byte();
    if (operand < 0 || high < 0) return false;
    const count = ((high << 3) | (code & 7)) + 4;
    if (count > this.out.room) return false;
    this.out.fill(0, count);
    this.state = operand & 3;
    return this.literals(this.state);
  }

  private repeat(distance: number, length: number, literals: number): boolean {
    if (distance > this.out.length || length > this.out.room) return false;
    this.out.repeat(distance, length);
    this.state = literals;
    return this.literals(literals);
  }

  private literals(count: number): boolean {
    if (count > this.input.length - this.next || count > this.out.room) return false;
    this.out.append(this.input.subarray(this.next, this.next + count));
    this.next += count;
    return true;
  }

  /** The value itself, or `mask` plus an extension: 255 for each zero byte, then the first other byte. -1: input ended. */
  private length(value: number, mask: number): number {
    if (value !== 0) return value;
    let length = mask;
    while (this.next < this.input.length && this.input[this.next] === 0) {
      length += 255;
      this.next++;
    }
    const last = this.byte();
    return last < 0 ? -1 : length + last;
  }

  private byte(): number {
    return this.next < this.input.length ? this.input[this.next++]! : -1;
  }

  private operand(): number {
    const low = this.byte();
    const high = this.byte();
    return high < 0 ? -1 : low | (high << 8);
  }
}

/** Compresses into at most `outLimit` bytes, else null. Greedy: the last place with the same three bytes, or literals. */
export function lzoCompress(input: Uint8Array, outLimit: number = Number.POSITIVE_INFINITY): Uint8Array | null {
  const writer = new LzoWriter(input);
  const table = new Int32Array(1 << 14).fill(-1);
  const hash = (at: number): number =>
    Math.imul(input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16), 0x9e3779b1) >>> 18;
  let anchor = 0;
  for (let at = 0; at + 3 <= input.length; ) {
    const slot = hash(at);
    const match = table[slot]!;
    table[slot] = at;
    const length = match < 0 ? 0 : commonLength(input, match, at);
    if (!worthwhile(at - match, length)) {
      at++;
      continue;
    }
    writer.literals(anchor, at);
    writer.repeat(at - match, length);
    for (let inside = at + 1; inside < at + length && inside + 3 <= input.length; inside++)
      table[hash(inside)] = inside;
    at += length;
    anchor = at;
  }
  writer.literals(anchor, input.length);
  const bytes = writer.finish();
  return bytes.length <= outLimit ? bytes : null;
}

function commonLength(input: Uint8Array, match: number, at: number): number {
  let length = 0;
  while (at + length < input.length && input[match + length] === input[at + length]) length++;
  return length;
}

/** Whether a repeat is shorter in code than the literals it stands for. */
function worthwhile(distance: number, length: number): boolean {
  if (distance === MIDDLE_DISTANCE) return false;
  if (distance <= NEAR_DISTANCE) return length >= 3;
  return distance <= FAR_DISTANCE && length >= 4;
}

class LzoWriter {
  private readonly input: Uint8Array;
  private readonly out: number[] = [];
  /** Where the last repeat keeps its two bits for the number of literals that follow; -1 before the first. */
  private literalBitsAt = -1;

  constructor(input: Uint8Array) {
    this.input = input;
  }

  literals(start: number, end: number): void {
    const count = end - start;
    if (count === 0) return;
    if (this.out.length === 0 && count <= 238) this.out.push(17 + count);
    else if (count <= 3) this.out[this.literalBitsAt]! |= count;
    else this.lengthCode(0, 15, count - 3);
    for (let at = start; at < end; at++) this.out.push(this.input[at]!);
  }

  repeat(distance: number, length: number): void {
    if (distance <= NEAR_DISTANCE && length <= NEAR_LENGTH) {
      this.literalBitsAt = this.out.length;
      this.out.push(((length - 1) << 5) | (((distance - 1) & 7) << 2), (distance - 1) >> 3);
      return;
    }
    let operand: number;
    if (distance <= MIDDLE_DISTANCE) {
      operand = distance - 1;
      this.lengthCode(0x20, 31, length - 2);
    } else {
      operand = (distance - MIDDLE_DISTANCE) & (MIDDLE_DISTANCE - 1);
      this.lengthCode(0x10 | (((distance - MIDDLE_DISTANCE) >> 14) << 3), 7, length - 2);
    }
    this.literalBitsAt = this.out.length;
    this.out.push((operand << 2) & 0xff, operand >> 6);
  }

  finish(): Uint8Array {
    this.out.push(...END_OF_STREAM);
    return Uint8Array.from(this.out);
  }

  private lengthCode(code: number, mask: number, length: number): void {
    if (length <= mask) {
      this.out.push(code | length);
      return;
    }
    this.out.push(code);
    let rest = length - mask;
    for (; rest > 255; rest -= 255) this.out.push(0);
    this.out.push(rest);
  }
}
