/**
 * What a dump tool looks for in a dead kernel's RAM: VMCOREINFO, the system's name, page tables, sections and the memory map.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/crash_core.c` (`vmcore_info.c`), `arch/{x86,arm64,powerpc}/kernel/…` (arch_crash_save_vmcoreinfo), `mm/sparse.c`
 * and `init/version.c`. A real kernel keeps these all the time; here their memory is taken at boot and they are written (`store`) when a crash kernel is
 * loaded, when the kernel panics, and when somebody takes a dump: nothing else reads them. Symbols of the image are where Debian's kernels have
 * them; the log's are this kernel's own. What differs from one architecture to the next is in `core-layout.ts`. Left out: zones, `node_data` and vmap areas,
 * which no tool asks for that has no vmlinux.
 */

import { elfNoteBytes } from '../../formats/elf-notes.ts';
import { prstatusBytes } from '../../formats/prstatus.ts';
import { VMCOREINFO_NOTE_EXTRA_BYTES, VmcoreInfoText, vmcoreInfoNote } from '../../formats/vmcoreinfo.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
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
import { CORE_AREAS, type CoreArchitecture, coreAreas, SECTION_STRUCT_BYTES, sparseMemory } from './core-areas.ts';
import { type CoreLayout, coreLayout, movedValue } from './core-layout.ts';
import { type PageRange, pageKind, storeMemMap } from './mem-map.ts';
import { PageTables, TABLE_BYTES } from './page-tables.ts';
import type { KernelLayout, KernelMoment, KernelState } from './state/kernel-state.ts';

/** Head and padded name of an NT_PRSTATUS note, and the head that ends the notes [recorded]. */
const CPU_NOTE_EXTRA_BYTES = 32;
const TWO_MIB = 0x200000;
/** SECTION_MARKED_PRESENT | HAS_MEM_MAP | IS_ONLINE | IS_EARLY. */
const SECTION_FLAGS = 0xfn;
/** __NEW_UTS_LEN + 1. */
const UTS_FIELD_BYTES = 65;
const STRUCT_PAGE_BYTES = 64;
/** `struct vmemmap_backing`, `struct mmu_psize_def` [VMCOREINFO], and the number of 2 MiB among POWER's page sizes. */
const BACKING_BYTES = 24;
const PSIZE_DEF_BYTES = 96;
const MMU_PAGE_2M = 7;
const TWO_MIB_SHIFT = 21;
/** `struct vmap_area`, and where it hangs in the list [VMCOREINFO]. */
const VMAP_AREA_BYTES = 64;
const VMAP_LIST_AT = 40;

export interface CoreStructuresInput {
  readonly memory: PhysicalMemory;
  readonly architecture: CoreArchitecture;
  readonly byteOrder: ByteOrder;
  readonly pageSizeBytes: number;
  readonly facts: CoreFacts;
  readonly layout: MemoryLayout;
  readonly addresses: AddressSpace;
  readonly mapping: KernelMapping;
  readonly memoryUse: MemoryUse;
  readonly log: LogSymbols;
  readonly release: string;
  /** The first line of the boot log. */
  readonly banner: string;
  /** What a debugger with a vmlinux looks for; null where it is not known. */
  readonly state: KernelState | null;
}

/** Of what the vmlinux of this kernel is made. */
export interface CoreCompanion {
  readonly layout: KernelLayout;
  /** The kernel's version string. */
  readonly banner: string;
}

export class CoreStructures {
  readonly #input: CoreStructuresInput;
  /** `uname -n` and the domain, as user space set them. */
  nodename = '(none)';
  domainname = '(none)';
  /** The last line of VMCOREINFO, which a crash appends. */
  #crashTime: number | null = null;
  readonly #layout: CoreLayout;

  /** Null: memory was too short for them when the kernel booted. */
  static of(input: CoreStructuresInput): CoreStructures | null {
    const owners = new Set(input.memoryUse.owners().map(({ owner }) => owner));
    const areas = coreAreas(input.architecture, input.layout.memory, input.pageSizeBytes);
    return areas.every(({ owner }) => owners.has(owner)) ? new CoreStructures(input) : null;
  }

  private constructor(input: CoreStructuresInput) {
    this.#input = input;
    this.#layout = coreLayout(input);
  }

  /**
   * Brings everything up to date in RAM, or in a copy of it that somebody takes. `moment`: what the kernel was at when it died; without it
   * nobody will look at its tasks.
   */
  store(memory: PhysicalMemory = this.#input.memory, moment: KernelMoment | null = null): void {
    this.#storeName(memory);
    this.#storeSections(memory);
    this.#storePages(memory);
    const stacks = moment === null ? [] : (this.#input.state?.store(memory, moment) ?? []);
    this.#storeTables(memory, stacks);
    this.#storeBacking(memory);
    this.#storeInfo(memory);
  }

  /** The kernel's version string. */
  get banner(): string {
    return this.#input.banner;
  }

  /** What a debugger needs beside the core; null where it is not known. */
  get companion(): CoreCompanion | null {
    const { state, banner } = this.#input;
    return state === null ? null : { layout: state.layout(), banner };
  }

  /** `crash_save_vmcoreinfo`. */
  crashedAt(unixSeconds: number): void {
    this.#crashTime = unixSeconds;
    this.#storeInfo(this.#input.memory);
  }

  /** Where the note is that a second kernel reads, as /sys/kernel/vmcoreinfo says it. */
  get infoNote(): { readonly address: number; readonly sizeBytes: number } {
    return {
      address: this.#area(CORE_AREAS.info).start,
      sizeBytes: this.#input.pageSizeBytes + VMCOREINFO_NOTE_EXTRA_BYTES,
    };
  }

  /** Where the note of each CPU goes. */
  cpuNotes(cpus: number): readonly { readonly address: number; readonly sizeBytes: number }[] {
    const { start, end } = this.#area(CORE_AREAS.notes);
    const sizeBytes = prstatusBytes(this.#layout.prstatus) + CPU_NOTE_EXTRA_BYTES;
    const count = Math.min(cpus, Math.floor((end - start) / sizeBytes));
    return Array.from({ length: count }, (_, cpu) => ({ address: start + cpu * sizeBytes, sizeBytes }));
  }

  /** The text of VMCOREINFO. */
  infoText(): string {
    const { facts, pageSizeBytes } = this.#input;
    const text = new VmcoreInfoText(pageSizeBytes);
    for (const [key, value] of facts.vmcoreInfo) text.line(key, this.#infoValue(key, value));
    if (this.#crashTime !== null) text.line('CRASHTIME', String(this.#crashTime));
    return text.text;
  }

  #infoValue(key: string, recorded: string): string {
    const symbol = /^SYMBOL\((\w+)\)$/.exec(key)?.[1];
    if (symbol !== undefined) return this.#symbol(symbol, recorded).toString(16);
    return movedValue(this.#input, key, recorded);
  }

  /** A virtual address. */
  #symbol(name: string, recorded: string): bigint {
    const { log, mapping } = this.#input;
    const ours = (log as unknown as Readonly<Record<string, unknown>>)[name];
    if (typeof ours === 'number') return mapping.virtual(ours);
    if (name === 'mem_section') return this.#linear(this.#area(CORE_AREAS.sections).start);
    if (name === 'vmemmap') return this.#layout.vmemmap;
    return BigInt(`0x${recorded}`) + this.#layout.textMoved;
  }

  /** Physical address of a symbol that lies in the image; null for a kernel that has none of that name. */
  #imageSymbol(name: string): number | null {
    const recorded = this.#input.facts.vmcoreInfo.find(([key]) => key === `SYMBOL(${name})`)?.[1];
    if (recorded === undefined) return null;
    return this.#input.layout.kernelImage.start + Number(BigInt(`0x${recorded}`) - this.#layout.linkedText);
  }

  #linear(physical: number): bigint {
    return BigInt(`0x${this.#input.addresses.pageOffset}`) + BigInt(physical - this.#layout.linearOrigin);
  }

  #area(owner: string): AddressRange {
    return this.#input.memoryUse.owners().find((range) => range.owner === owner)!;
  }

  get #sparse() {
    const { architecture, layout, pageSizeBytes } = this.#input;
    return sparseMemory(architecture, layout.memory, pageSizeBytes);
  }

  #storeName(memory: PhysicalMemory): void {
    const { release, banner, byteOrder } = this.#input;
    const machineName = byteOrder === 'big' ? 'ppc64' : this.#layout.machineName;
    const at = this.#imageSymbol('init_uts_ns');
    if (at === null) return;
    const bytes = new Uint8Array(6 * UTS_FIELD_BYTES);
    const fields = ['Linux', this.nodename, release, unameVersion(banner), machineName, this.domainname];
    fields.forEach((text, index) => {
      bytes.set(latin1Bytes(text.slice(0, UTS_FIELD_BYTES - 1)), index * UTS_FIELD_BYTES);
    });
    write(memory, at, bytes);
  }

  /** `mem_section`: pointers to roots, each a page of sections; those that have memory are marked. */
  #storeSections(memory: PhysicalMemory): void {
    const { pageSizeBytes, layout } = this.#input;
    const { rootsBytes, rootSections, rootCount, sectionBytes, mapped } = this.#sparse;
    const { start } = this.#area(CORE_AREAS.sections);
    const little = this.#input.byteOrder === 'little';
    const sections = new DataView(new ArrayBuffer(rootCount * pageSizeBytes));
    const last = Math.min(rootSections * rootCount, mapped.end / sectionBytes);
    for (let section = mapped.start / sectionBytes; section < last; section++) {
      const range = { start: section * sectionBytes, end: (section + 1) * sectionBytes };
      if (!layout.memory.some((part) => part.start < range.end && part.end > range.start)) continue;
      // Of each the map as if it began with page frame 0.
      sections.setBigUint64(section * SECTION_STRUCT_BYTES, this.#layout.vmemmap | SECTION_FLAGS, little);
    }
    write(memory, start + rootsBytes, new Uint8Array(sections.buffer));
    const roots = new DataView(new ArrayBuffer(rootsBytes));
    for (let root = 0; root < rootCount; root++) {
      roots.setBigUint64(root * 8, this.#linear(start + rootsBytes + root * pageSizeBytes), little);
    }
    write(memory, start, new Uint8Array(roots.buffer));
  }

  #storePages(memory: PhysicalMemory): void {
    const { facts, byteOrder, pageSizeBytes, layout, memoryUse } = this.#input;
    const owners = memoryUse.owners();
    const free = subtract(layout.memory, owners);
    const ranges: PageRange[] = [
      ...free.map(({ start, end }) => ({ start, end, kind: 'free' as const })),
      ...owners.map(({ start, end, owner }) => ({ start, end, kind: pageKind(owner) })),
    ];
    const inOrder = ranges.filter(({ kind }) => kind !== 'reserved').sort((a, b) => a.start - b.start);
    const orders = Number(facts.vmcoreInfo.find(([key]) => key === 'LENGTH(zone.free_area)')?.[1] ?? 1);
    const shape = { facts, byteOrder, pageSizeBytes, orderMax: orders - 1, zones: this.#layout.zones };
    const { mapped } = this.#sparse;
    storeMemMap(memory, shape, { address: this.#area(CORE_AREAS.memMap).start, mapped, ranges: inOrder });
  }

  /** The memory map as it is mapped: whole leaves. */
  get #memMap(): MappedRange {
    const { mapped, memMapBytes } = this.#sparse;
    const offset = (mapped.start / this.#input.pageSizeBytes) * STRUCT_PAGE_BYTES;
    const { start: physical } = this.#area(CORE_AREAS.memMap);
    return { virtual: this.#layout.vmemmap + BigInt(offset), physical, length: memMapBytes };
  }

  #storeTables(memory: PhysicalMemory, stacks: readonly MappedRange[]): void {
    const { mapping, layout, addresses } = this.#input;
    const root = this.#imageSymbol(this.#layout.rootSymbol);
    if (root === null) return;
    const pool = this.#area(CORE_AREAS.tables);
    const places = Array.from(
      { length: Math.floor((pool.end - pool.start) / TABLE_BYTES) },
      (_, index) => pool.start + index * TABLE_BYTES,
    );
    const tables = new PageTables(this.#layout.tables, root, places);
    const whole = ({ virtual, physical, length }: MappedRange): MappedRange => ({
      virtual,
      physical,
      length: Math.ceil(length / TWO_MIB) * TWO_MIB,
    });
    const { start, end } = layout.kernelImage;
    const { imageRoom, linearOrigin } = this.#layout;
    const text = BigInt(`0x${addresses.text}`);
    if (imageRoom > 0) tables.map(whole({ virtual: text, physical: start, length: Math.min(end - start, imageRoom) }));
    const linear = (layout.memory.at(-1)?.end ?? 0) - linearOrigin;
    tables.map(whole({ virtual: this.#linear(linearOrigin), physical: linearOrigin, length: linear }));
    tables.map(this.#memMap);
    for (const area of [...mapping.areas, ...stacks]) tables.map(area);
    tables.store(memory);
  }

  /**
   * What tools of POWER ask for besides: `vmemmap_list`, of which each element names 2 MiB of the memory map; the page sizes by which it is read; and the first
   * area of `vmap_area_list`, by which they know where vmalloc's addresses begin.
   */
  #storeBacking(memory: PhysicalMemory): void {
    const symbols = ['vmemmap_list', 'mmu_vmemmap_psize', 'mmu_psize_defs', 'vmap_area_list'] as const;
    const [list, size, sizes, areas] = symbols.map((name) => this.#imageSymbol(name));
    if (list == null || size == null || sizes == null || areas == null) return;
    const { addresses, byteOrder, pageSizeBytes } = this.#input;
    const little = byteOrder === 'little';
    const words = (address: number, values: readonly bigint[]) => {
      const view = new DataView(new ArrayBuffer(values.length * 8));
      values.forEach((value, index) => {
        view.setBigUint64(index * 8, value, little);
      });
      write(memory, address, new Uint8Array(view.buffer));
    };
    const number = (address: number, value: number) => {
      const view = new DataView(new ArrayBuffer(4));
      view.setUint32(0, value, little);
      write(memory, address, new Uint8Array(view.buffer));
    };
    const { virtual, physical, length } = this.#memMap;
    const { rootsBytes, rootCount } = this.#sparse;
    const page = this.#area(CORE_AREAS.sections).start + rootsBytes + rootCount * pageSizeBytes;
    const count = Math.min(length / TWO_MIB, Math.floor((pageSizeBytes - VMAP_AREA_BYTES) / BACKING_BYTES));
    const elements = Array.from({ length: count }, (_, index) => [
      index + 1 < count ? this.#linear(page + (index + 1) * BACKING_BYTES) : 0n,
      BigInt(physical + index * TWO_MIB),
      virtual + BigInt(index * TWO_MIB),
    ]);
    words(page, elements.flat());
    words(list, [this.#linear(page)]);
    number(size, MMU_PAGE_2M);
    number(sizes + MMU_PAGE_2M * PSIZE_DEF_BYTES, TWO_MIB_SHIFT);
    const area = page + pageSizeBytes - VMAP_AREA_BYTES;
    const start = BigInt(`0x${addresses.vmalloc}`);
    const [head, inArea] = [this.#linear(areas), this.#linear(area + VMAP_LIST_AT)];
    words(area, [start, start + BigInt(pageSizeBytes), 0n, 0n, 0n, head, head]);
    words(areas, [inArea, inArea]);
  }

  #storeInfo(memory: PhysicalMemory): void {
    const { byteOrder } = this.#input;
    const { address, sizeBytes } = this.infoNote;
    const note = new Uint8Array(sizeBytes);
    note.set(elfNoteBytes([vmcoreInfoNote(this.infoText())], byteOrder));
    write(memory, address, note);
  }
}

function write(memory: PhysicalMemory, address: number, bytes: Uint8Array): void {
  memory.write(address, bytes, memory.writer('kernel'));
}
