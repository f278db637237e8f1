/**
 * What the boot commands have found and done so far: the global `images` of U-Boot. It stays from one `bootm` sub-command to the
 * next. Mirrors `struct bootm_headers` of U-Boot `include/image.h` and the ranges that `lmb` keeps for a boot.
 */
import type { LegacyHeader } from '../../formats/legacy-image.ts';

/** BOOTM_STATE_*: in the order in which they are done. */
export const STATE = {
  start: 1,
  findOs: 2,
  findOther: 8,
  loadOs: 0x10,
  ramdisk: 0x20,
  fdt: 0x40,
  cmdline: 0x80,
  bdt: 0x100,
  prep: 0x200,
  fake: 0x400,
  go: 0x800,
} as const;

/** A kernel, or what else is to be started. Addresses; the image as a whole reaches from `start` to `end`. */
export interface BootOs {
  readonly type: number;
  readonly compression: number;
  readonly os: number;
  readonly architecture: number;
  readonly start: number;
  readonly end: number;
  readonly load: number;
  readonly dataStart: number;
  readonly dataBytes: number;
}

export interface AddressSpan {
  readonly start: number;
  readonly end: number;
}

export interface BootImages {
  state: number;
  /** Whether checksums are looked at. */
  verify: boolean;
  /** A legacy kernel: its header and where it lies. */
  legacy: { readonly header: LegacyHeader; readonly address: number } | null;
  /** A FIT image: where it lies, and the configuration chosen in it. */
  fit: { readonly address: number; readonly configuration: string | null } | null;
  os: BootOs | null;
  entry: number;
  /** The initial RAM disk where it was found, then where it was put. */
  ramdisk: AddressSpan | null;
  initrd: AddressSpan | null;
  /** The device tree; null: none. */
  tree: { address: number; sizeBytes: number } | null;
  /** What this boot has been given of the RAM. */
  readonly taken: AddressSpan[];
}

export function freshBootImages(): BootImages {
  return {
    state: 0,
    verify: true,
    legacy: null,
    fit: null,
    os: null,
    entry: 0,
    ramdisk: null,
    initrd: null,
    tree: null,
    taken: [],
  };
}
