/**
 * A core file as lines of text that two runs have in common: header, program headers, notes and every word of memory that is not zero.
 *
 * What belongs to a run is named instead: see `MASKS`. It reads the format for itself, so that a mistake of our writer cannot hide.
 */
import { latin1Text } from '../../src/sim/bytes.ts';

/** What is not compared, and why. */
const MASKS = {
  pid: 'process ids count what ran before; the own one is named',
  times: 'CPU times in ticks of the host',
  random: 'AT_RANDOM: 16 bytes of chance',
  kernel: 'where the vDSO and its kin lie is chance; offsets into them stay',
  stack: 'with randomize_va_space the stack lies anew each time; offsets from its end or from AT_RANDOM stay',
  code: 'code and clock of the kernel: zeros in the recording, or of its time',
  ssbs: 'arm64: PSR_SSBS is set when others ran in between',
};

const PT_LOAD = 1;
const PF_W = 2;
const NT_PRSTATUS = 1;
const NT_PRPSINFO = 3;
const NT_AUXV = 6;
const NT_SIGINFO = 0x53494749;
const AT_RANDOM = 25n;
const PF_RANDOMIZE = 0x400000;
const SIGABRT = 6;
const EM_AARCH64 = 183;
const SSBS = 1n << 12n;
/** No program of the recordings reaches so far, and the kernel maps nothing below. */
const PROGRAM_END = 0x20000000n;
const VECTORS = 0xffff0000n;

interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly start: bigint;
  readonly fileBytes: number;
  readonly memoryBytes: number;
  readonly align: number;
}

interface Note {
  readonly name: string;
  readonly type: number;
  readonly bytes: Uint8Array;
}

class Core {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly wordBytes: number;
  readonly headerBytes: number;
  readonly segments: readonly Segment[];
  readonly notes: readonly Note[];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.wordBytes = bytes[4] === 2 ? 8 : 4;
    this.headerBytes = this.wordBytes === 8 ? 64 : 52;
    const count = this.view.getUint16(this.wordBytes === 8 ? 56 : 44, true);
    this.segments = Array.from({ length: count }, (_, index) => this.#segment(index));
    this.notes = [...this.#notes()];
  }

  word(at: number): bigint {
    return this.wordBytes === 8 ? this.view.getBigUint64(at, true) : BigInt(this.view.getUint32(at, true));
  }

  note(type: number): Uint8Array {
    const found = this.notes.find((note) => note.type === type);
    if (found === undefined) throw new Error(`no note ${type}`);
    return found.bytes;
  }

  /** Numbers of a note's descriptor. */
  words(bytes: Uint8Array): bigint[] {
    const at = bytes.byteOffset - this.bytes.byteOffset;
    return Array.from({ length: Math.floor(bytes.length / this.wordBytes) }, (_, i) =>
      this.word(at + i * this.wordBytes),
    );
  }

  #segment(index: number): Segment {
    const is64 = this.wordBytes === 8;
    const at = this.headerBytes + index * (is64 ? 56 : 32);
    const first = at + (is64 ? 8 : 4);
    const [offset, start, , fileBytes, memoryBytes] = [0, 1, 2, 3, 4].map((i) => this.word(first + i * this.wordBytes));
    return {
      type: this.view.getUint32(at, true),
      flags: this.view.getUint32(at + (is64 ? 4 : 24), true),
      offset: Number(offset),
      start: start!,
      fileBytes: Number(fileBytes),
      memoryBytes: Number(memoryBytes),
      align: Number(this.word(at + (is64 ? 48 : 28))),
    };
  }

  *#notes(): Generator<Note> {
    const [{ offset, fileBytes }] = this.segments as readonly [Segment];
    const end = Math.min(offset + fileBytes, this.bytes.length);
    for (let at = offset; at + 12 <= end; ) {
      const [nameBytes, bytes, type] = [0, 4, 8].map((place) => this.view.getUint32(at + place, true));
      const name = latin1Text(this.bytes.subarray(at + 12, at + 11 + nameBytes!));
      const from = at + 12 + Math.ceil(nameBytes! / 4) * 4;
      yield { name, type: type!, bytes: this.bytes.subarray(from, from + bytes!) };
      at = from + Math.ceil(bytes! / 4) * 4;
    }
  }
}

/** Names for the addresses of this run. */
class Names {
  readonly #stack: Segment | null;
  readonly #strings: bigint;
  readonly #random: bigint;
  readonly #kernel: readonly Segment[];

  constructor(core: Core, random: bigint) {
    const isRandom =
      (core.view.getUint32(core.note(NT_PRPSINFO).byteOffset - core.bytes.byteOffset + core.wordBytes, true) &
        PF_RANDOMIZE) !==
      0;
    const stack = core.segments.find(
      ({ start, memoryBytes }) => random >= start && random < start + BigInt(memoryBytes),
    );
    this.#stack = isRandom ? stack! : null;
    this.#random = random;
    this.#strings = random + BigInt(64);
    this.#kernel = !isRandom
      ? []
      : core.segments.filter(
          (one) => one.type === PT_LOAD && one.start > PROGRAM_END && one !== stack && one.start !== VECTORS,
        );
  }

  of(value: bigint): string {
    const [first] = this.#kernel;
    for (const { start, memoryBytes } of this.#kernel) {
      if (value >= start && value < start + BigInt(memoryBytes)) return `kernel+${(value - first!.start).toString(16)}`;
    }
    if (this.#stack === null) return value.toString(16);
    const { start, memoryBytes } = this.#stack;
    const end = start + BigInt(memoryBytes);
    if (value < start || value >= end) return value.toString(16);
    if (value === start) return `end-${memoryBytes.toString(16)}`;
    return value > this.#strings ? `end-${(end - value).toString(16)}` : `random${(value - this.#random).toString()}`;
  }

  /** What the kernel maps. */
  isKernels({ flags, start }: Segment): boolean {
    return (flags & PF_W) === 0 && start > PROGRAM_END;
  }
}

/** `notesOnly`: of another program than the recordings' own, of which nothing but the notes about its end is comparable. */
export function coreText(bytes: Uint8Array, notesOnly: boolean): string[] {
  const core = new Core(bytes.slice());
  const vector = core.words(core.note(NT_AUXV));
  const random = vector[vector.findIndex((type, index) => index % 2 === 0 && type === AT_RANDOM) + 1]!;
  const names = new Names(core, random);
  const notes = core.notes.flatMap((note) => noteText(core, note, names, notesOnly));
  if (notesOnly) return notes;
  clearRandom(core, random);
  return [
    `size ${bytes.length}`,
    `header ${hex(bytes.subarray(0, core.headerBytes))}`,
    ...core.segments.map(
      ({ type, flags, offset, start, fileBytes, memoryBytes, align }) =>
        `segment ${type} ${flags} at ${offset} ${names.of(start)} ${fileBytes} ${memoryBytes} ${align}`,
    ),
    ...notes,
    ...core.segments.flatMap((segment) => memoryText(core, segment, names)),
  ];
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function clearRandom(core: Core, random: bigint): void {
  for (const { type, start, fileBytes, offset } of core.segments) {
    const at = offset + Number(random - start);
    if (type !== PT_LOAD || random < start || random >= start + BigInt(fileBytes) || at >= core.bytes.length) continue;
    core.bytes.fill(0, at, at + 16);
  }
}

function noteText(core: Core, { name, type, bytes }: Note, names: Names, notesOnly: boolean): string[] {
  const head = `note ${name} ${type.toString(16)} ${bytes.length}`;
  const words = () => core.words(bytes).map((word) => names.of(word));
  const pidsAt = core.wordBytes === 8 ? 32 : 24;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const pid = new DataView(core.bytes.buffer, core.note(NT_PRSTATUS).byteOffset).getUint32(pidsAt, true);
  // Groups and sessions of the first process are 0.
  const who = (value: number) => (value === pid ? 'self' : value === 0 ? '0' : `* (${MASKS.pid})`);
  const four = (at: number) => [0, 4, 8, 12].map((place) => who(view.getUint32(at + place, true))).join(' ');
  if (type === NT_PRSTATUS) {
    const registersAt = pidsAt + 16 + 8 * core.wordBytes;
    const lines = [`${head} ${hex(bytes.subarray(0, pidsAt))} ${four(pidsAt)} times (${MASKS.times})`];
    return notesOnly ? lines : [...lines, ...registerText(core, bytes.subarray(registersAt), names)];
  }
  if (type === NT_PRPSINFO) {
    const at = bytes.length - 96 - 16;
    return [`${head} ${hex(bytes.subarray(0, at))} ${four(at)} ${JSON.stringify(latin1Text(bytes.subarray(at + 16)))}`];
  }
  if (type === NT_SIGINFO && view.getUint32(0, true) === SIGABRT) {
    const at = 2 * core.wordBytes < 12 ? 12 : 16;
    return [`${head} ${hex(bytes.subarray(0, at))} ${who(view.getUint32(at, true))} ${hex(bytes.subarray(at + 4))}`];
  }
  if (notesOnly) return type === NT_SIGINFO ? [`${head} ${words().join(' ')}`] : [];
  const rest = hex(bytes.subarray(bytes.length - (bytes.length % core.wordBytes)));
  return [`${head} ${words().join(' ')} ${rest}`];
}

function registerText(core: Core, bytes: Uint8Array, names: Names): string[] {
  const isArm64 = core.view.getUint16(18, true) === EM_AARCH64;
  return core.words(bytes).map((word, index) => {
    // MASKS.ssbs
    const value = isArm64 && index === 33 ? word & ~SSBS : word;
    return `register ${index} ${names.of(value)}`;
  });
}

/** Words of a segment that are not zero; how much of it the file has. */
function memoryText(core: Core, segment: Segment, names: Names): string[] {
  const { type, start, offset, fileBytes } = segment;
  if (type !== PT_LOAD) return [];
  const end = Math.min(offset + fileBytes, core.bytes.length);
  const lines = [`memory ${names.of(start)} ${Math.max(0, end - offset)}`];
  if (names.isKernels(segment)) return [...lines, `(${MASKS.code})`];
  for (let at = offset; at + core.wordBytes <= end; at += 4) {
    if (core.view.getUint32(at, true) === 0) continue;
    at -= (at - offset) % core.wordBytes;
    lines.push(`${names.of(start + BigInt(at - offset))}: ${names.of(core.word(at))}`);
    at += core.wordBytes - 4;
  }
  return lines;
}
