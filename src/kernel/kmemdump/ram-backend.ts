/**
 * A backend without firmware: in a panic it writes the regions into reserved RAM, and the next kernel shows them in pstore. Ours: kmemdump and meminspect have no such driver.
 *
 * After the wish for a pstore consumer of the region table; its parameters and its place among the kmsg_dumpers are those of ramoops (Linux v6.12 `fs/pstore/ram.c`). In a
 * hang nobody calls it. Left out: device tree nodes, compression, error correction, and the time that writing takes.
 */
import { decodeKmemdumpRam, encodeKmemdumpRam, type KmemdumpRamImage } from '../../formats/kmemdump-ram.ts';
import { type Mapping, map } from '../../memory/mapping.ts';
import { subtract } from '../../memory/memory-map.ts';
import { EBUSY, EINVAL } from '../../sim/errno.ts';
import type { KernelParameter } from '../cmdline.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import type { NamedMemory } from '../mm/reserve-mem.ts';
import { parameterMessages, parameterValuesOf } from '../module-parameters.ts';
import { KMSG_DUMP_PANIC, type KmsgDumper, type KmsgDumpers } from '../printk/kmsg-dump.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import type { Pstore } from '../pstore/platform.ts';
import type { PstoreReadRecord, PstoreSource } from '../pstore/pstore-record.ts';
import type { BackendHost, DumpRegion, KmemdumpBackend } from './backend.ts';

const MODULE = 'kmemdump_ram';
const PARAMETERS = { mem_address: 'ullong', mem_size: 'ulong', mem_name: 'charp' } as const;
/** More than any set of regions needs. */
const AREA_MAX_BYTES = 0x10000000;
/** PSTORE_TYPE_MAX: the first number that is no type of pstore's. */
const RECORD_TYPE = 9;

export interface RamBackendHost extends BackendHost {
  /** Of the command line, what is the module's. */
  readonly words: readonly KernelParameter[];
  readonly namedMemory: readonly NamedMemory[];
  readonly dumpers: Pick<KmsgDumpers, 'register' | 'unregister'>;
  readonly pstoreFiles: Pick<Pstore, 'addSource' | 'removeSource'>;
  readonly layout: MemoryLayout;
}

/** The driver finds its area: a backend, or the negated error number that its probe ends with. */
export function ramBackend(host: RamBackendHost): KmemdumpBackend | number {
  const say = (level: number, text: string) => host.print(level, `${MODULE}: ${text}`);
  const area = areaOf(host);
  if (typeof area === 'string') {
    say(KERN_ERR, area);
    return -EINVAL;
  }
  const { start, size } = area;
  if (!isReserved(host, start, start + size)) {
    say(KERN_ERR, `[mem 0x${start.toString(16)}-0x${(start + size - 1).toString(16)}] is not reserved`);
    return -EBUSY;
  }
  say(KERN_INFO, `using 0x${size.toString(16)}@0x${start.toString(16)}`);
  const { memory, board } = host.context;
  const options = { cacheType: 'write-combine', byteOrder: board.byteOrder, writer: `kernel/${MODULE}` } as const;
  const mapping = map(memory, { address: start, length: size }, options);
  const image = decodeKmemdumpRam((offset, length) => mapping.read(offset, length), size);
  if (typeof image === 'string') say(KERN_WARNING, `damaged image ignored: ${image}`);
  else if (image !== null) say(KERN_INFO, foundText(image));
  return new RamBackend(host, mapping, typeof image === 'string' ? null : image);
}

function foundText({ bytes, wantedBytes, regions, listed }: KmemdumpRamImage): string {
  const size = bytes.length === wantedBytes ? `${wantedBytes}` : `${bytes.length} of ${wantedBytes}`;
  const count = regions.length === listed ? `${listed}` : `${regions.length} of ${listed}`;
  return `found ${count} regions, ${size} bytes`;
}

/** The area that the parameters name, or what is wrong with them. */
function areaOf({
  words,
  namedMemory,
  context,
}: RamBackendHost): { readonly start: number; readonly size: number } | string {
  const wordBytes = 8;
  const [wrong] = parameterMessages(words, PARAMETERS, { module: MODULE, wordBytes });
  if (wrong !== undefined) return wrong.text.slice(MODULE.length + 2);
  const { mem_address, mem_size, mem_name } = parameterValuesOf(words, PARAMETERS, wordBytes);
  const named = namedMemory.find(({ name }) => name === mem_name);
  if (mem_name !== undefined && named === undefined) return `no memory is named ${mem_name}`;
  const start = named?.start ?? Number(mem_address ?? 0n);
  const size = named?.size ?? Number(mem_size ?? 0n);
  if (size === 0) return 'no area: mem_address and mem_size, or mem_name, say which';
  const isRam = context.board.ramBanks.some((bank) => start >= bank.start && start + size <= bank.end);
  if (!isRam) return `0x${size.toString(16)}@0x${start.toString(16)} is not RAM`;
  return size > AREA_MAX_BYTES
    ? `0x${size.toString(16)} is more than 0x${AREA_MAX_BYTES.toString(16)}`
    : { start, size };
}

/** Memory that the kernel gives to nobody; whether ramoops has it too, nobody looks. */
function isReserved({ layout, namedMemory }: RamBackendHost, start: number, end: number): boolean {
  const named = namedMemory.map(({ start: first, size }) => ({ start: first, end: first + size }));
  const own = subtract(layout.memory, [...layout.reserved, ...named]);
  return own.every((range) => range.end <= start || range.start >= end);
}

class RamBackend implements KmemdumpBackend {
  readonly name = MODULE;
  readonly #host: RamBackendHost;
  readonly #area: Mapping;
  readonly #regions: DumpRegion[] = [];
  readonly #dumper: KmsgDumper = { maxReason: KMSG_DUMP_PANIC, dump: () => this.#dump() };
  readonly #found: PstoreSource | null;

  constructor(host: RamBackendHost, area: Mapping, image: KmemdumpRamImage | null) {
    this.#host = host;
    this.#area = area;
    this.#found = image === null ? null : recordOf(image, () => area.fill(0, 4, 0));
    host.dumpers.register(this.#dumper);
    if (this.#found !== null) host.pstoreFiles.addSource(this.#found);
  }

  registerRegion(region: DumpRegion): number {
    if (region.sizeBytes === 0) return -EINVAL;
    this.#regions.push(region);
    return 0;
  }

  unregisterRegion(id: number): number {
    // v1 gives number 0 to its first region, to ELF and to vmcoreinfo: the table knows only the last one told.
    const index = this.#regions.findLastIndex((region) => region.id === id);
    if (index >= 0) this.#regions.splice(index, 1);
    return 0;
  }

  removed(): void {
    this.#host.dumpers.unregister(this.#dumper);
    if (this.#found !== null) this.#host.pstoreFiles.removeSource(this.#found);
  }

  /** The head, by which an image is known, comes last: what is half written is none. */
  #dump(): void {
    const { memory } = this.#host.context;
    const regions = this.#regions
      .toSorted((a, b) => a.id - b.id)
      .map(({ id, name, physical, sizeBytes }) => ({
        id,
        name,
        address: physical,
        sizeBytes,
        read: (length: number) => memory.read(physical, length),
      }));
    const image = regions.length === 0 ? null : encodeKmemdumpRam(regions, this.#area.length);
    if (image === null) return;
    this.#area.fill(0, 4, 0);
    this.#area.write(4, image.subarray(4));
    this.#area.write(0, image.subarray(0, 4));
  }
}

/** The file `kmemdump-ram-0`; `clear` makes the area's image none. */
function recordOf({ bytes }: KmemdumpRamImage, clear: () => void): PstoreSource {
  const record = { type: RECORD_TYPE, typeName: 'kmemdump', id: 0, seconds: 0n, nanoseconds: 0n, compressed: false };
  let pending: PstoreReadRecord | null = null;
  let isErased = false;
  return {
    name: 'ram',
    open() {
      pending = isErased ? null : { ...record, bytes, eccNotice: '' };
      return 0;
    },
    read() {
      const next = pending;
      pending = null;
      return next;
    },
    erase() {
      isErased = true;
      clear();
      return 0;
    },
  };
}
