/**
 * What a kernel registers with POWER firmware for a dump, and what the firmware hands to the next kernel as `ibm,kernel-dump`.
 *
 * Facts: PAPR 7.4.9 and Linux v6.1 `arch/powerpc/platforms/pseries/rtas-fadump.h` (struct rtas_fadump_mem_struct): a header of 40 bytes and
 * sections of 40 bytes, all big-endian. Left out: the fields for a dump to disk, which are written as zeros.
 */
const HEADER_BYTES = 40;
const SECTION_BYTES = 40;
/** RTAS_FADUMP_MAX_SECTIONS of QEMU's firmware and Linux 6.10. */
export const REGISTRATION_SECTIONS_MAX = 10;
export const DUMP_FORMAT_VERSION = 1;

/** `source_data_type`. */
export const dumpSections = { cpuState: 0x0001, hpte: 0x0002, realMode: 0x0011, parameters: 0x0100 } as const;

/** `dump_status_flag`. */
export const dumpStatus = { performed: 0x8000, triggered: 0x4000, error: 0x2000 } as const;

/** `error_flags` of a section. */
export const dumpErrors = {
  badDataType: 0x8000,
  badSource: 0x4000,
  lengthExceedsSource: 0x2000,
  badDestination: 0x1000,
  destinationTooSmall: 0x0800,
} as const;

/** Addresses and sizes in bytes. Numbers of 2^53 and more are read as the nearest that can be had: no RAM lies there. */
export interface RegisteredSection {
  readonly requestFlag: number;
  readonly type: number;
  readonly errorFlags: number;
  readonly source: number;
  readonly sourceBytes: number;
  readonly dumpedBytes: number;
  readonly destination: number;
}

export interface DumpRegistration {
  readonly version: number;
  readonly status: number;
  readonly sections: readonly RegisteredSection[];
}

/** Bytes of a registration with so many sections. */
export function registrationBytes(sectionCount: number): number {
  return HEADER_BYTES + SECTION_BYTES * sectionCount;
}

export function encodeRegistration({ version, status, sections }: DumpRegistration): Uint8Array {
  const bytes = new Uint8Array(registrationBytes(sections.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, version);
  view.setUint16(4, sections.length);
  view.setUint16(6, status);
  view.setUint32(8, HEADER_BYTES);
  sections.forEach((section, index) => {
    const at = registrationBytes(index);
    view.setUint32(at, section.requestFlag);
    view.setUint16(at + 4, section.type);
    view.setUint16(at + 6, section.errorFlags);
    view.setBigUint64(at + 8, BigInt(section.source));
    view.setBigUint64(at + 16, BigInt(section.sourceBytes));
    view.setBigUint64(at + 24, BigInt(section.dumpedBytes));
    view.setBigUint64(at + 32, BigInt(section.destination));
  });
  return bytes;
}

/** Null: too short for its header or its sections, or more sections than there can be. */
export function readRegistration(bytes: Uint8Array): DumpRegistration | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint16(4);
  if (count > REGISTRATION_SECTIONS_MAX || bytes.length < registrationBytes(count)) return null;
  const sections = Array.from({ length: count }, (_, index) => {
    const at = registrationBytes(index);
    const long = (offset: number) => Number(view.getBigUint64(at + offset));
    return {
      requestFlag: view.getUint32(at),
      type: view.getUint16(at + 4),
      errorFlags: view.getUint16(at + 6),
      source: long(8),
      sourceBytes: long(16),
      dumpedBytes: long(24),
      destination: long(32),
    };
  });
  return { version: view.getUint32(0), status: view.getUint16(6), sections };
}
