/** What the memory commands remember from one to the next: the static variables of U-Boot `cmd/mem.c`. */

/** Bytes of a unit. */
export type UnitSize = 1 | 2 | 4 | 8;

/** What each memory command left for the next. */
export interface MemoryMemory {
  /** `base` */
  baseAddress: bigint;
  display: { address: bigint; size: UnitSize; count: bigint };
  modify: { address: bigint; size: UnitSize };
}

/** As it is when U-Boot starts. */
export function freshMemoryMemory(): MemoryMemory {
  return {
    baseAddress: 0n,
    display: { address: 0n, size: 4, count: 0x40n },
    modify: { address: 0n, size: 4 },
  };
}
