/**
 * What a board profile says: the hardware a stage finds itself on, as data.
 *
 * Boards name RAM, CPU, loader and what each reset does to RAM; kernels and bootloaders are named apart from them.
 */
import type { Architecture } from './kernel.ts';

/** Addresses and sizes in bytes; `end` is exclusive. */
export interface RamBank {
  readonly start: number;
  readonly end: number;
}

/** Why the machine starts again. `warm`: reboot by the kernel or `reset` of U-Boot; `pin`: the reset button. */
export type ResetCause = 'power-on' | 'warm' | 'cold' | 'watchdog' | 'pin' | 'power-loss';

/** What a reset cause does to RAM: rules in order, the first that covers an address decides; uncovered RAM is kept. */
export interface RetentionRule {
  readonly region: RamBank | 'all';
  /** `kept`, `lost` (random contents), or each bit flips with this probability. */
  readonly outcome: 'kept' | 'lost' | { readonly bitErrorRate: number };
}

export interface UBootConfig {
  /** CONFIG_BOOTDELAY in seconds. */
  readonly bootDelaySeconds: number;
  /** The default environment; `bootcmd` runs when the countdown ends. */
  readonly environment: Readonly<Record<string, string>>;
  /** CONFIG_CMD_PSTORE_*: bytes. */
  readonly pstore: {
    readonly address: number;
    readonly length: number;
    readonly recordSize: number;
    readonly consoleSize: number;
    readonly ftraceSize: number;
    readonly pmsgSize: number;
    readonly eccSize: number;
  };
  /** Lines between the banner and the autoboot prompt, in order, after `DRAM:`. */
  readonly bootLines: readonly string[];
  /** Lines between banner and `DRAM:`. */
  readonly earlyLines: readonly string[];
  /** The name of the block interface the board boots from, `mmc` or `host`, and its device number and partition. */
  readonly bootDevice: { readonly interface: string; readonly device: number; readonly partition: number } | null;
  /** Where the loader puts kernel and device tree. */
  readonly kernelAddress: number;
  readonly deviceTreeAddress: number;
}

export interface BoardProfile {
  readonly name: string;
  readonly description: string;
  readonly architecture: Architecture;
  readonly byteOrder: 'little' | 'big';
  readonly ramBanks: readonly RamBank[];
  readonly pageSizeBytes: number;
  readonly cpus: number;
  /** Text of `Hardware name:` in a stack dump. */
  readonly hardwareName: string;
  /** `none`: the firmware starts the kernel itself, as QEMU does for a PC with -kernel. */
  readonly bootloader: 'uboot' | 'none';
  readonly uboot: UBootConfig | null;
  /** The kernel that stands on the boot medium when the user names none; null when the board has no kernel. */
  readonly defaultKernel: string | null;
  readonly defaultCommandLine: string;
  /** Wall clock at first power-on, seconds since 1970. */
  readonly rtcEpochSeconds: number;
  readonly retention: Partial<Record<ResetCause, readonly RetentionRule[]>>;
  /** Physical address the kernel image is loaded to, and its size in bytes. */
  readonly kernelImage: { readonly address: number; readonly sizeBytes: number };
  /** Model string and compatible of the device tree; null on boards without one. */
  readonly deviceTree: { readonly model: string; readonly compatible: readonly string[] } | null;
}
