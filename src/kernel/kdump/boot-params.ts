/**
 * `struct boot_params`, the page that an x86 loader leaves for the kernel: as far as a crash kernel needs it: memory map, command line, initial RAM disk.
 *
 * Facts: Linux v6.1 `arch/x86/include/uapi/asm/bootparam.h` and `Documentation/x86/boot.rst`. A map of up to 128 entries of 20 bytes.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { E820Entry } from '../memblock/e820.ts';

export const BOOT_PARAMS_BYTES = 4096;
const E820_COUNT_AT = 0x1e8;
/** `hdr.ramdisk_image` and `hdr.ramdisk_size`. */
const INITRD_AT = 0x218;
const COMMAND_LINE_AT = 0x228;
const E820_TABLE_AT = 0x2d0;
const ENTRY_BYTES = 20;
const ENTRIES_MAX = 128;

export function bootParamsBytes({ map, commandLineAddress, initrd }: BootParams): Uint8Array {
  const bytes = new Uint8Array(BOOT_PARAMS_BYTES);
  const view = new DataView(bytes.buffer);
  const entries = map.slice(0, ENTRIES_MAX);
  view.setUint8(E820_COUNT_AT, entries.length);
  view.setUint32(COMMAND_LINE_AT, commandLineAddress, true);
  if (initrd !== null) {
    view.setUint32(INITRD_AT, initrd.start, true);
    view.setUint32(INITRD_AT + 4, initrd.end - initrd.start, true);
  }
  entries.forEach(({ start, end, type }, index) => {
    const at = E820_TABLE_AT + ENTRY_BYTES * index;
    view.setBigUint64(at, BigInt(start), true);
    view.setBigUint64(at + 8, BigInt(end - start), true);
    view.setUint32(at + 16, type, true);
  });
  return bytes;
}

export interface BootParams {
  readonly map: readonly E820Entry[];
  readonly commandLineAddress: number;
  /** Null: there is none. */
  readonly initrd: AddressRange | null;
}

/** What stands in RAM at an address; entries without bytes, or beyond 2^53, are left out. */
export function readBootParams(memory: PhysicalMemory, address: number): BootParams {
  const bytes = memory.read(address, BOOT_PARAMS_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = Math.min(view.getUint8(E820_COUNT_AT), ENTRIES_MAX);
  const map: E820Entry[] = [];
  for (let index = 0; index < count; index++) {
    const at = E820_TABLE_AT + ENTRY_BYTES * index;
    const start = Number(view.getBigUint64(at, true));
    const end = start + Number(view.getBigUint64(at + 8, true));
    if (end > start && Number.isSafeInteger(end)) map.push({ start, end, type: view.getUint32(at + 16, true) });
  }
  const [start, initrdBytes] = [view.getUint32(INITRD_AT, true), view.getUint32(INITRD_AT + 4, true)];
  const initrd = start === 0 || initrdBytes === 0 ? null : { start, end: start + initrdBytes };
  return { map, commandLineAddress: view.getUint32(COMMAND_LINE_AT, true), initrd };
}
