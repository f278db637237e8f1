/**
 * What passes between the pstore core and a backend: records to write, records read, the backend's face.
 *
 * Mirrors `struct pstore_record` and `struct pstore_info` of Linux v6.1 and v6.12 `include/linux/pstore.h`.
 */

/** Front ends a backend offers room for (`PSTORE_FLAGS_*`). */
export const PSTORE_FLAGS_DMESG = 1;
export const PSTORE_FLAGS_CONSOLE = 2;
export const PSTORE_FLAGS_FTRACE = 4;
export const PSTORE_FLAGS_PMSG = 8;

/** `struct timespec64` of the wall clock. */
export interface WallTime {
  readonly seconds: number;
  readonly nanoseconds: number;
}

export interface PstoreWriteRecord {
  /** PSTORE_TYPE_*. */
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly time: WallTime;
  /** For dumps: which part of this dump, from 1, and whether it was deflated. */
  readonly part?: number;
  readonly compressed?: boolean;
  /** For dumps: the reason and its count since boot. */
  readonly reason?: number;
  readonly count?: number;
  /** For the console: the texts of many writes, one after another. */
  readonly isRun?: boolean;
  /** For function traces: the CPU that writes. */
  readonly cpu?: number;
}

export interface PstoreReadRecord {
  readonly type: number;
  readonly id: number;
  /** 0 where the record has no time of its own. */
  readonly seconds: bigint;
  readonly nanoseconds: bigint;
  /** Number of the dump, where the backend wants it back when the record is removed. */
  readonly count?: number;
  readonly compressed: boolean;
  readonly bytes: Uint8Array;
  /** Goes behind the bytes; not part of the record's size. */
  readonly eccNotice: string;
}

export interface PstoreBackend {
  readonly name: string;
  /** PSTORE_FLAGS_*. */
  readonly flags: number;
  /** Largest record in bytes. */
  readonly bufsize: number;
  /** Highest kmsg_dump reason it wants; 0 for the default. */
  readonly maxReason: number;
  /** It refuses every part of a dump but the first, so that the others need not be built. */
  readonly firstPartOnly: boolean;
  /** How many dumps there is room for at a time; absent where nobody counts. */
  readonly dumpRecords?: number;
  /** Begins a reading: 0, or an errno that ends it. */
  open(): number;
  read(): PstoreReadRecord | null;
  write(record: PstoreWriteRecord): number;
  writeUser(record: PstoreWriteRecord): number;
  /** Absent where records cannot be removed. */
  erase?(type: number, id: number, count?: number): number;
}
