/**
 * The ELF header of the core image in RAM, which grows and shrinks with the table.
 *
 * Mirrors `init_elfheader`, `update_elfheader` and `clear_elfheader` of `kmemdump_coreimage.c` (meminspect has the same in `meminspect.c`). How many program
 * headers there are stands in RAM, where the next region begins in a variable of the kernel: damage to the first shows. A header that would
 * lie behind the region is not written: the real code writes over somebody else's memory there.
 */
import {
  align4,
  type CoreImageArchitecture,
  coreImageHead,
  coreImageLayout,
  loadHeader,
  PHDR_BYTES,
  PHNUM_AT,
  programHeaderAt,
} from '../../formats/kmemdump-core.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { DumpRegion } from './backend.ts';
import type { RegionList } from './region-table.ts';

export interface CoreHeaderInput {
  readonly memory: PhysicalMemory;
  readonly architecture: CoreImageArchitecture;
  /** Physical: where it goes, and how much of that is cleared before it is written. */
  readonly address: number;
  readonly clearedBytes: number;
  /** `vmcoreinfo_size` when the header is made. */
  readonly vmcoreInfoBytes: number;
  readonly commandLine: string;
  /** Says that a region has no program header. */
  readonly missing: (text: string) => void;
}

const WRITER = 'kernel/kmemdump';

export class CoreHeader implements RegionList {
  readonly #input: CoreHeaderInput;
  readonly #regionBytes: number;
  /** `elf_offset`: where the next region begins in the file. */
  #offset: number;

  constructor(input: CoreHeaderInput) {
    this.#input = input;
    const { architecture, vmcoreInfoBytes, commandLine, clearedBytes } = input;
    const { tableBytes, noteBytes, regionBytes } = coreImageLayout(architecture, vmcoreInfoBytes);
    this.#regionBytes = regionBytes;
    this.#offset = tableBytes + noteBytes;
    this.#write(0, new Uint8Array(clearedBytes));
    for (const { at, bytes } of coreImageHead(architecture, { vmcoreInfoBytes, commandLine })) this.#write(at, bytes);
  }

  append({ virtual, physical, sizeBytes }: DumpRegion): void {
    const index = this.#count;
    this.#count = index + 1;
    const size = align4(sizeBytes);
    this.#put(index, loadHeader({ offset: this.#offset, virtual, physical, sizeBytes: size }));
    this.#offset += size;
  }

  remove({ physical, sizeBytes }: DumpRegion): void {
    const size = align4(sizeBytes);
    const count = this.#count;
    const headers = Array.from({ length: Math.min(count, this.#room) }, (_, index) => this.#get(index));
    const found = headers.findIndex(
      (view) => view.getBigUint64(24, true) === BigInt(physical) && view.getBigUint64(40, true) === BigInt(size),
    );
    if (found < 0) {
      this.#input.missing('Cannot find program header entry in elf');
      return;
    }
    for (let index = found; index + 1 < headers.length; index++) {
      const next = headers[index + 1]!;
      next.setBigUint64(8, BigInt.asUintN(64, next.getBigUint64(8, true) - BigInt(size)), true);
      this.#put(index, new Uint8Array(next.buffer));
    }
    this.#put(headers.length - 1, new Uint8Array(PHDR_BYTES));
    this.#count = count - 1;
    this.#offset -= size;
  }

  /** `e_phnum`. */
  get #count(): number {
    const { memory, address } = this.#input;
    const [low = 0, high = 0] = memory.read(address + PHNUM_AT, 2);
    return low | (high << 8);
  }

  set #count(count: number) {
    this.#write(PHNUM_AT, Uint8Array.of(count & 0xff, (count >> 8) & 0xff));
  }

  /** Headers that the region has room for: those behind the last slot lie over what is unused, then over the notes. */
  get #room(): number {
    return Math.floor((this.#regionBytes - programHeaderAt(0)) / PHDR_BYTES);
  }

  #get(index: number): DataView {
    const { memory, address } = this.#input;
    const bytes = memory.read(address + programHeaderAt(index), PHDR_BYTES).slice();
    return new DataView(bytes.buffer);
  }

  #put(index: number, header: Uint8Array): void {
    if (index >= 0 && index < this.#room) this.#write(programHeaderAt(index), header);
  }

  #write(at: number, bytes: Uint8Array): void {
    const { memory, address } = this.#input;
    memory.write(address + at, bytes, memory.writer(WRITER));
  }
}
