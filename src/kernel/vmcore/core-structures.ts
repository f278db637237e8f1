/**
 * What a dump tool looks for in a dead kernel's RAM: VMCOREINFO, the system's name, page tables, sections and the memory map.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/crash_core.c` (`vmcore_info.c`), `arch/x86/kernel/vmcore_info_64.c`, `mm/sparse.c` and `init/version.c` for
 * x86-64. A real kernel keeps these all the time; here their memory is taken at boot and they are written (`store`) when a crash kernel is
 * loaded, when the kernel panics, and when somebody takes a dump: nothing else reads them. Symbols of the image are where Debian's kernels have
 * them; the log's are this kernel's own. Left out: zones, `node_data` and vmap areas, which no tool asks for that has no vmlinux.
 */

import { elfNoteBytes } from '../../formats/elf-notes.ts';
import { VMCOREINFO_NOTE_EXTRA_BYTES, VmcoreInfoText, vmcoreInfoNote } from '../../formats/vmcoreinfo.ts';
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { CoreFacts } from '../../profiles/core-facts.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { unameVersion } from '../boot/uname-version.ts';
import type { AddressSpace } from '../crash/address-space.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import type { KernelMapping, MappedRange } from '../mm/kernel-mapping.ts';
import type { MemoryUse } from '../mm/memory-use.ts';
import type { LogSymbols } from '../printk/log-symbols.ts';
import { CORE_AREAS } from './core-areas.ts';
import { type PageRange, pageKind, STRUCT_PAGE_BYTES, storeMemMap } from './mem-map.ts';
import { X86PageTables } from './x86-page-tables.ts';

const PAGE_SIZE = 4096;
/** An NT_PRSTATUS note of x86-64 with the head that ends the notes [recorded]. */
const CPU_NOTE_BYTES = 368;
const TWO_MIB = 0x200000n;
/** `_stext` as linked, and how far its window lies above physical addresses (__START_KERNEL_map). */
const LINKED_TEXT = 0xffffffff81000000n;
const START_KERNEL_MAP = 0xffffffff80000000n;
/** KERNEL_IMAGE_SIZE with KASLR: what the tables of the image map. */
const KERNEL_IMAGE_BYTES = 0x40000000n;
/** Where the memory map is mapped; KASLR moves it on real machines, and not here. */
const VMEMMAP_BASE = 0xffffea0000000000n;
/** SECTION_SIZE_BITS 27, `struct mem_section` of 32 bytes, as many in a root as fill a page. */
const SECTION_BYTES = 2 ** 27;
const SECTION_STRUCT_BYTES = 32;
const ROOT_SECTIONS = PAGE_SIZE / SECTION_STRUCT_BYTES;
/** SECTION_MARKED_PRESENT | HAS_MEM_MAP | IS_ONLINE | IS_EARLY. */
const SECTION_FLAGS = 0xfn;
/** __NEW_UTS_LEN + 1. */
const UTS_FIELD_BYTES = 65;

export interface CoreStructuresInput {
  readonly memory: PhysicalMemory;
  readonly facts: CoreFacts;
  readonly layout: MemoryLayout;
  readonly addresses: AddressSpace;
  readonly mapping: KernelMapping;
  readonly memoryUse: MemoryUse;
  readonly log: LogSymbols;
  readonly release: string;
  /** The first line of the boot log. */
  readonly banner: string;
}

export class CoreStructures {
  readonly #input: CoreStructuresInput;
  /** `uname -n` and the domain, as user space set them. */
  nodename = '(none)';
  domainname = '(none)';
  /** The last line of VMCOREINFO, which a crash appends. */
  #crashTime: number | null = null;

  constructor(input: CoreStructuresInput) {
    this.#input = input;
  }

  /** Brings everything up to date in RAM, or in a copy of it that somebody takes. */
  store(memory: PhysicalMemory = this.#input.memory): void {
    this.#storeName(memory);
    this.#storeSections(memory);
    this.#storePages(memory);
    this.#storeTables(memory);
    this.#storeInfo(memory);
  }

  /** `crash_save_vmcoreinfo`. */
  crashedAt(unixSeconds: number): void {
    this.#crashTime = unixSeconds;
    this.#storeInfo(this.#input.memory);
  }

  /** Where the note is that a second kernel reads, as /sys/kernel/vmcoreinfo says it. */
  get infoNote(): { readonly address: number; readonly sizeBytes: number } {
    return { address: this.#area(CORE_AREAS.info).start, sizeBytes: PAGE_SIZE + VMCOREINFO_NOTE_EXTRA_BYTES };
  }

  /** Where the note of each CPU goes. */
  cpuNotes(cpus: number): readonly { readonly address: number; readonly sizeBytes: number }[] {
    const { start, end } = this.#area(CORE_AREAS.notes);
    const count = Math.min(cpus, Math.floor((end - start) / CPU_NOTE_BYTES));
    return Array.from({ length: count }, (_, cpu) => ({
      address: start + cpu * CPU_NOTE_BYTES,
      sizeBytes: CPU_NOTE_BYTES,
    }));
  }

  /** The text of VMCOREINFO. */
  infoText(): string {
    const { facts } = this.#input;
    const text = new VmcoreInfoText(PAGE_SIZE);
    for (const [key, value] of facts.vmcoreInfo) text.line(key, this.#infoValue(key, value));
    if (this.#crashTime !== null) text.line('CRASHTIME', String(this.#crashTime));
    return text.text;
  }

  #infoValue(key: string, recorded: string): string {
    const { addresses, layout } = this.#input;
    const offset = BigInt(addresses.kernelOffset ?? 0);
    const symbol = /^SYMBOL\((\w+)\)$/.exec(key)?.[1];
    if (symbol !== undefined) return this.#symbol(symbol, recorded).toString(16);
    switch (key) {
      case 'NUMBER(VMALLOC_START)':
        return `0x${addresses.vmalloc}`;
      case 'NUMBER(phys_base)':
        return (BigInt(layout.kernelImage.start) - (LINKED_TEXT - START_KERNEL_MAP) - offset).toString();
      case 'KERNELOFFSET':
        return offset.toString(16);
      default:
        return recorded;
    }
  }

  /** A virtual address. */
  #symbol(name: string, recorded: string): bigint {
    const { log, mapping, addresses } = this.#input;
    const ours = (log as unknown as Readonly<Record<string, unknown>>)[name];
    if (typeof ours === 'number') return mapping.virtual(ours);
    if (name === 'mem_section') return this.#linear(this.#area(CORE_AREAS.sections).start);
    if (name === 'vmemmap') return VMEMMAP_BASE;
    return BigInt(`0x${recorded}`) - LINKED_TEXT + BigInt(`0x${addresses.text}`);
  }

  /** Physical address of a symbol that lies in the image. */
  #imageSymbol(name: string): number {
    const recorded = this.#input.facts.vmcoreInfo.find(([key]) => key === `SYMBOL(${name})`)![1];
    return this.#input.layout.kernelImage.start + Number(BigInt(`0x${recorded}`) - LINKED_TEXT);
  }

  #linear(physical: number): bigint {
    return BigInt(`0x${this.#input.addresses.pageOffset}`) + BigInt(physical);
  }

  #area(owner: string): AddressRange {
    return this.#input.memoryUse.owners().find((range) => range.owner === owner)!;
  }

  get #ramEnd(): number {
    const end = this.#input.layout.memory.at(-1)?.end ?? 0;
    return Math.ceil(end / SECTION_BYTES) * SECTION_BYTES;
  }

  #storeName(memory: PhysicalMemory): void {
    const { release, banner } = this.#input;
    const bytes = new Uint8Array(6 * UTS_FIELD_BYTES);
    const fields = ['Linux', this.nodename, release, unameVersion(banner), 'x86_64', this.domainname];
    fields.forEach((text, index) => {
      bytes.set(latin1Bytes(text.slice(0, UTS_FIELD_BYTES - 1)), index * UTS_FIELD_BYTES);
    });
    write(memory, this.#imageSymbol('init_uts_ns'), bytes);
  }

  /** `mem_section`: pointers to roots, of which one is enough for 16 GiB, and the sections that have memory. */
  #storeSections(memory: PhysicalMemory): void {
    const { start } = this.#area(CORE_AREAS.sections);
    const roots = CORE_AREAS.rootsBytes;
    const sections = new DataView(new ArrayBuffer(PAGE_SIZE));
    const count = Math.min(ROOT_SECTIONS, this.#ramEnd / SECTION_BYTES);
    for (let section = 0; section < count; section++) {
      // Of each the map as if it began with page frame 0.
      sections.setBigUint64(section * SECTION_STRUCT_BYTES, VMEMMAP_BASE | SECTION_FLAGS, true);
    }
    write(memory, start + roots, new Uint8Array(sections.buffer));
    const root = new DataView(new ArrayBuffer(roots));
    root.setBigUint64(0, this.#linear(start + roots), true);
    write(memory, start, new Uint8Array(root.buffer));
  }

  #storePages(memory: PhysicalMemory): void {
    const { facts, layout, memoryUse } = this.#input;
    const owners = memoryUse.owners();
    const free = subtract(layout.memory, owners);
    const ranges: PageRange[] = [
      ...free.map(({ start, end }) => ({ start, end, kind: 'free' as const })),
      ...owners.map(({ start, end, owner }) => ({ start, end, kind: pageKind(owner) })),
    ];
    const inOrder = ranges.filter(({ kind }) => kind !== 'reserved').sort((a, b) => a.start - b.start);
    storeMemMap(memory, facts, { address: this.#area(CORE_AREAS.memMap).start, ramEnd: this.#ramEnd, ranges: inOrder });
  }

  #storeTables(memory: PhysicalMemory): void {
    const { mapping, layout, addresses } = this.#input;
    const pool = this.#area(CORE_AREAS.tables);
    const pages = Array.from(
      { length: (pool.end - pool.start) / PAGE_SIZE },
      (_, page) => pool.start + page * PAGE_SIZE,
    );
    const tables = new X86PageTables(this.#imageSymbol('init_top_pgt'), pages);
    const whole = ({ virtual, physical, length }: MappedRange): MappedRange => ({
      virtual,
      physical,
      length: Math.ceil(length / Number(TWO_MIB)) * Number(TWO_MIB),
    });
    const { start, end } = layout.kernelImage;
    const text = BigInt(`0x${addresses.text}`);
    const imageRoom = Number(START_KERNEL_MAP + KERNEL_IMAGE_BYTES - text);
    const { start: mapStart } = this.#area(CORE_AREAS.memMap);
    for (const range of [
      { virtual: text, physical: start, length: Math.min(end - start, imageRoom) },
      { virtual: this.#linear(0), physical: 0, length: layout.memory.at(-1)?.end ?? 0 },
      { virtual: VMEMMAP_BASE, physical: mapStart, length: (this.#ramEnd / PAGE_SIZE) * STRUCT_PAGE_BYTES },
    ]) {
      tables.map(whole(range));
    }
    for (const area of mapping.areas) tables.map(area);
    tables.store(memory);
  }

  #storeInfo(memory: PhysicalMemory): void {
    const { start } = this.#area(CORE_AREAS.info);
    const note = new Uint8Array(PAGE_SIZE + VMCOREINFO_NOTE_EXTRA_BYTES);
    note.set(elfNoteBytes([vmcoreInfoNote(this.infoText())], 'little'));
    write(memory, start, note);
  }
}

function write(memory: PhysicalMemory, address: number, bytes: Uint8Array): void {
  memory.write(address, bytes, memory.writer('kernel'));
}
