/**
 * What a kernel and OPAL hand each other about dumps.
 *
 * Facts: Linux v6.1 `arch/powerpc/platforms/powernv/opal-fadump.h` (struct opal_fadump_mem_struct: the kernel's own metadata, which OPAL keeps
 * the address of; struct hdat_fadump_thread_hdr and hdat_fadump_reg_entry: the registers that the firmware saves) and `asm/opal-api.h` (struct
 * opal_mpipl_fadump: where they lie). All packed and big-endian.
 */
/** FADUMP_MAX_MEM_REGS. */
export const OPAL_REGIONS_MAX = 128;
const VERSION = 1;
const METADATA_HEAD_BYTES = 16;
const REGION_BYTES = 24;
const PLACE_HEAD_BYTES = 24;
const THREAD_HEAD_BYTES = 24;
const REGISTER_BYTES = 16;
/** From the field that says so to the registers. */
const REGISTERS_OFFSET = 16;
const OFFSET_FIELD = 8;
const GENERAL = 1;
const SPECIAL = 2;
/** HDAT_FADUMP_CORE_INACTIVE. */
const INACTIVE = 0x0f;
/** SPR numbers, and three of the format's own, by the names of `struct pt_regs`. */
const SPECIAL_NUMBERS: Readonly<Record<string, number>> = {
  xer: 1,
  link: 8,
  ctr: 9,
  dsisr: 18,
  dar: 19,
  nip: 0x7d0,
  msr: 0x7d1,
  ccr: 0x7d2,
};
const SPECIAL_NAMES = new Map(Object.entries(SPECIAL_NUMBERS).map(([name, number]) => [number, name]));
const REGISTER_COUNT = 32 + SPECIAL_NAMES.size;

/** Bytes of the kernel's metadata. */
export const OPAL_METADATA_BYTES = METADATA_HEAD_BYTES + OPAL_REGIONS_MAX * REGION_BYTES;

/** Physical addresses and bytes. */
export interface OpalRegion {
  readonly source: number;
  readonly destination: number;
  readonly bytes: number;
}

export interface OpalMetadata {
  readonly version: number;
  /** Of the regions, how many OPAL has taken. */
  readonly registered: number;
  readonly crashInfoAddress: number;
  readonly regions: readonly OpalRegion[];
}

export function encodeOpalMetadata({
  registered,
  crashInfoAddress,
  regions,
}: Omit<OpalMetadata, 'version'>): Uint8Array {
  const bytes = new Uint8Array(OPAL_METADATA_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  view.setUint16(4, regions.length);
  view.setUint16(6, registered);
  view.setBigUint64(8, BigInt(crashInfoAddress));
  regions.forEach(({ source, destination, bytes: length }, index) => {
    const at = METADATA_HEAD_BYTES + index * REGION_BYTES;
    for (const [offset, value] of [source, destination, length].entries()) {
      view.setBigUint64(at + 8 * offset, BigInt(value));
    }
  });
  return bytes;
}

/** Of metadata with more regions than there can be, those that there can be. */
export function readOpalMetadata(bytes: Uint8Array): OpalMetadata | null {
  if (bytes.length < OPAL_METADATA_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = Math.min(view.getUint16(4), OPAL_REGIONS_MAX);
  const long = (at: number) => Number(view.getBigUint64(at));
  return {
    version: view.getUint8(0),
    registered: view.getUint16(6),
    crashInfoAddress: long(8),
    regions: Array.from({ length: count }, (_, index) => {
      const at = METADATA_HEAD_BYTES + index * REGION_BYTES;
      return { source: long(at), destination: long(at + 8), bytes: long(at + 16) };
    }),
  };
}

/** Where the registers lie: `opal_mpipl_fadump` with one region. */
export interface OpalCpuData {
  readonly version: number;
  /** Bytes of a thread's. */
  readonly threadBytes: number;
  readonly address: number;
  readonly bytes: number;
}

export const OPAL_CPU_DATA_BYTES = PLACE_HEAD_BYTES + REGION_BYTES;

export function encodeOpalCpuData({ version, threadBytes, address, bytes: length }: OpalCpuData): Uint8Array {
  const bytes = new Uint8Array(OPAL_CPU_DATA_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  view.setUint32(12, version);
  view.setUint32(16, threadBytes);
  view.setUint32(20, 1);
  for (const [offset, value] of [address, address, length].entries()) {
    view.setBigUint64(PLACE_HEAD_BYTES + 8 * offset, BigInt(value));
  }
  return bytes;
}

export function readOpalCpuData(bytes: Uint8Array): OpalCpuData {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    version: view.getUint32(12),
    threadBytes: view.getUint32(16),
    address: Number(view.getBigUint64(PLACE_HEAD_BYTES + 8)),
    bytes: Number(view.getBigUint64(PLACE_HEAD_BYTES + 16)),
  };
}

/** A thread by its processor identification register; registers by their names in `struct pt_regs`. */
export interface OpalThread {
  readonly pir: number;
  readonly isActive: boolean;
  readonly registers: Readonly<Record<string, bigint>>;
}

export const OPAL_THREAD_BYTES = THREAD_HEAD_BYTES + REGISTER_COUNT * REGISTER_BYTES;

export function encodeOpalThreads(threads: readonly OpalThread[]): Uint8Array {
  const bytes = new Uint8Array(threads.length * OPAL_THREAD_BYTES);
  const view = new DataView(bytes.buffer);
  threads.forEach(({ pir, isActive, registers }, index) => {
    const at = index * OPAL_THREAD_BYTES;
    view.setUint32(at, pir);
    view.setUint8(at + 4, isActive ? 0 : INACTIVE);
    for (const [field, value] of [REGISTERS_OFFSET, REGISTER_COUNT, REGISTER_BYTES, REGISTER_BYTES].entries()) {
      view.setUint32(at + OFFSET_FIELD + 4 * field, value);
    }
    const entry = (number: number, type: number, id: number, value: bigint) => {
      const start = at + THREAD_HEAD_BYTES + number * REGISTER_BYTES;
      view.setUint32(start, type);
      view.setUint32(start + 4, id);
      view.setBigUint64(start + 8, BigInt.asUintN(64, value));
    };
    for (let number = 0; number < 32; number++) entry(number, GENERAL, number, registers[`gpr${number}`] ?? 0n);
    Object.entries(SPECIAL_NUMBERS).forEach(([name, id], place) => {
      entry(32 + place, SPECIAL, id, registers[name] ?? 0n);
    });
  });
  return bytes;
}

/** As Linux reads them: place, size and number of the registers are those that the first thread gives, no more of them than a thread has room for; what lies outside is left out. */
export function readOpalThreads(bytes: Uint8Array, threadBytes: number): readonly OpalThread[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (threadBytes < THREAD_HEAD_BYTES || bytes.length < threadBytes) return [];
  const [offset, count, size] = [0, 1, 2].map((field) => view.getUint32(OFFSET_FIELD + 4 * field)) as [
    number,
    number,
    number,
  ];
  const most = Math.min(count, Math.floor(threadBytes / REGISTER_BYTES));
  return Array.from({ length: Math.floor(bytes.length / threadBytes) }, (_, index) => {
    const at = index * threadBytes;
    const registers: Record<string, bigint> = {};
    for (let number = 0; number < most; number++) {
      const entry = at + OFFSET_FIELD + offset + number * size;
      if (entry + REGISTER_BYTES > bytes.length) break;
      const id = view.getUint32(entry + 4);
      const name = view.getUint32(entry) === GENERAL ? (id < 32 ? `gpr${id}` : undefined) : SPECIAL_NAMES.get(id);
      if (name !== undefined) registers[name] = view.getBigUint64(entry + 8);
    }
    return { pir: view.getUint32(at), isActive: view.getUint8(at + 4) !== INACTIVE, registers };
  });
}
