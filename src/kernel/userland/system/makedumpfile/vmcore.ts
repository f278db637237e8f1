/**
 * A core as makedumpfile reads it: program headers, notes, memory by physical and by virtual address.
 *
 * Mirrors makedumpfile 1.7.2 `elf_info.c` and `arch/x86_64.c` (vtop4_x86_64). Virtual addresses are found by the PT_LOADs, others by the kernel's page tables, of
 * four levels. Left out: tables of five levels, other architectures' tables.
 */
import {
  type ElfCoreHead,
  type ElfSegment,
  elfCoreHeadBytes,
  PT_NOTE,
  readElfCoreHead,
} from '../../../../formats/elf-core.ts';
import { type ElfNote, readElfNotes } from '../../../../formats/elf-notes.ts';
import { readVmcoreInfo } from '../../../../formats/vmcoreinfo.ts';
import type { Blocking } from '../../../../shell/posix.ts';
import { latin1Text } from '../../../../sim/bytes.ts';

const PT_LOAD = 1;
const HEAD_BYTES = 0x10000;
const ADDRESS_BITS = 0xffffffffff000n;
const LARGE_PAGE = 0x80n;
/** Shifts of the four levels, and how long a leaf is on each. */
const LEVELS = [39n, 30n, 21n, 12n] as const;

/** `read` gives fewer bytes than asked for only at the end. */
export interface DumpSource {
  read(offset: number, length: number): Blocking<Uint8Array>;
}

export class Vmcore {
  readonly head: ElfCoreHead;
  readonly notes: readonly ElfNote[];
  /** PT_NOTE as it stands in the file. */
  readonly noteBytes: Uint8Array;
  readonly info: ReadonlyMap<string, string>;
  readonly loads: readonly ElfSegment[];
  readonly #source: DumpSource;
  /** Physical addresses of 2 MiB, by virtual ones. */
  readonly #walked = new Map<bigint, number>();

  /** Null where the file is no core. */
  static *open(source: DumpSource): Blocking<Vmcore | null> {
    const first = yield* source.read(0, HEAD_BYTES);
    const head = readElfCoreHead(first);
    if (typeof head === 'string' || first.length < elfCoreHeadBytes(head.segments.length)) return null;
    const note = head.segments.find(({ type }) => type === PT_NOTE);
    if (note === undefined) return null;
    return new Vmcore(source, head, yield* source.read(note.offset, Math.min(note.sizeBytes, HEAD_BYTES)));
  }

  private constructor(source: DumpSource, head: ElfCoreHead, noteBytes: Uint8Array) {
    this.#source = source;
    this.head = head;
    this.noteBytes = noteBytes;
    this.notes = readElfNotes(noteBytes, head.byteOrder).notes;
    this.info = readVmcoreInfo(this.#infoNote?.descriptor ?? new Uint8Array());
    this.loads = head.segments.filter(({ type }) => type === PT_LOAD);
  }

  get #infoNote(): ElfNote | undefined {
    return this.notes.find(({ name }) => name === 'VMCOREINFO');
  }

  /** Where the text of VMCOREINFO stands in the notes. */
  get infoPlace(): { readonly offset: number; readonly length: number } {
    const text = this.#infoNote?.descriptor ?? new Uint8Array();
    return { offset: Math.max(0, latin1Text(this.noteBytes).indexOf(latin1Text(text))), length: text.length };
  }

  number(name: string): number | null {
    const value = this.info.get(name);
    return value === undefined || !/^-?\d+$/.test(value) ? null : Number(value);
  }

  symbol(name: string): bigint | null {
    const value = this.info.get(`SYMBOL(${name})`);
    return value === undefined || !/^[0-9a-f]{1,16}$/.test(value) ? null : BigInt(`0x${value}`);
  }

  /** Null where no segment has all of it. */
  *physical(address: number, length: number): Blocking<Uint8Array | null> {
    const load = this.loads.find((one) => address >= one.physical && address + length <= one.physical + one.sizeBytes);
    if (load === undefined) return null;
    const bytes = yield* this.#source.read(load.offset + address - load.physical, length);
    return bytes.length === length ? bytes : null;
  }

  /** By a segment's virtual address, then by the page tables; all of it must lie in one of them. */
  *virtual(address: bigint, length: number): Blocking<Uint8Array | null> {
    const physical = this.bySegment(address, length) ?? (yield* this.#byTables(address));
    return physical === null ? null : yield* this.physical(physical, length);
  }

  bySegment(address: bigint, length: number): number | null {
    const load = this.loads.find(
      (one) => address >= one.virtual && address + BigInt(length) <= one.virtual + BigInt(one.sizeBytes),
    );
    return load === undefined ? null : load.physical + Number(address - load.virtual);
  }

  *#byTables(address: bigint): Blocking<number | null> {
    const block = address >> LEVELS[2];
    const known = this.#walked.get(block);
    if (known !== undefined) return known + Number(address & ((1n << LEVELS[2]) - 1n));
    const root = this.symbol('init_top_pgt') ?? this.symbol('init_level4_pgt');
    let table = root === null ? null : this.bySegment(root, 4096);
    for (const [level, shift] of LEVELS.entries()) {
      if (table === null) return null;
      const bytes: Uint8Array | null = yield* this.physical(table + Number((address >> shift) & 511n) * 8, 8);
      const entry = bytes === null ? 0n : new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
      if ((entry & 1n) === 0n) return null;
      const isLeaf = level === LEVELS.length - 1 || (level > 0 && (entry & LARGE_PAGE) !== 0n);
      const inside = (1n << shift) - 1n;
      const base = entry & ADDRESS_BITS;
      if (isLeaf) {
        const found = Number((base & ~inside) | (address & inside));
        if (shift >= LEVELS[2]) this.#walked.set(block, found - Number(address & ((1n << LEVELS[2]) - 1n)));
        return found;
      }
      table = Number(base);
    }
    return null;
  }
}
