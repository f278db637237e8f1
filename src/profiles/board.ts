/**
 * What a board profile says: the hardware a stage finds itself on, as data.
 *
 * Boards name RAM, CPU, loader and what each reset does to RAM; kernels and bootloaders are named apart from them.
 */
import type { CollectorChoice } from './collector.ts';
import type { CpuCacheProfile } from './cpu-cache.ts';
import type { DramGap, DramProfile } from './dram.ts';
import type { FadumpFirmware } from './fadump.ts';
import type { Architecture } from './kernel.ts';
import type { KmemdumpBuild } from './kmemdump.ts';
import type { MinidumpFirmware } from './minidump.ts';
import type { ResetCause } from './reset-cause.ts';
import type { WatchdogProfile } from './watchdog.ts';

export type { ResetCause } from './reset-cause.ts';

/** Addresses and sizes in bytes; `end` is exclusive. */
export interface RamBank {
  readonly start: number;
  readonly end: number;
}

/** A range that the firmware writes over at every start, before it loads anything. */
interface FirmwareWrite extends RamBank {
  readonly pattern: 'zero' | 'random';
}

/** What a reset cause does to RAM: rules in order, the first that covers an address decides; uncovered RAM is kept. */
export interface RetentionRule {
  readonly region: RamBank | 'all';
  /** `kept`, `lost` (random contents), each bit flips with this probability, or what a gap does to the cells of a module. */
  readonly outcome: 'kept' | 'lost' | { readonly bitErrorRate: number } | { readonly gap: DramGap };
  /** Whose cells decay, instead of `outcome`, where it is known how long the power was off; absent: `outcome` holds all the same. */
  readonly module?: DramProfile;
}

/** The countdown that only a certain string stops. */
export interface AutobootKeys {
  /** CONFIG_AUTOBOOT_PROMPT: printed once; `%d` stands for the seconds, and a line feed at its end is part of it. */
  readonly prompt: string;
  /** CONFIG_AUTOBOOT_STOP_STR and CONFIG_AUTOBOOT_DELAY_STR; empty: none. The variables `bootstopkey` and `bootdelaykey` replace them. */
  readonly stop: string;
  readonly delay: string;
}

/** The boot commands' part of a U-Boot configuration. Architectures and compressions are named as in FIT images. */
interface UBootBoot {
  readonly commands: readonly ('booti' | 'bootz')[];
  /** The CPU's own architecture, and all whose images `bootm` takes. */
  readonly architecture: string;
  readonly architectures: readonly string[];
  readonly legacy: boolean;
  readonly fit: boolean;
  /** CONFIG_FIT_SIGNATURE, CONFIG_FIT_BEST_MATCH. */
  readonly signatures: boolean;
  readonly bestMatch: boolean;
  /** CONFIG_TIMESTAMP: the time an image was made is shown. */
  readonly showsTime: boolean;
  /** CONFIG_SUPPORT_RAW_INITRD. */
  readonly rawRamdisk: boolean;
  readonly decompressors: readonly string[];
  /** CONFIG_SYS_BOOTM_LEN: bytes. */
  readonly longestKernel: number;
  /** A driver for random numbers is built in, but the board has no such device. */
  readonly lacksRandomDevice: boolean;
}

export interface UBootConfig {
  /** The U-Boot that stands on the board when the user names none, as `2021.01`. */
  readonly version: string;
  /** First line of the compiler's `--version`, where it is not that of the release's recorded build. */
  readonly compiler?: string;
  /** `sandbox`: U-Boot as a program on a PC; a CPU exception or an address outside RAM ends it instead of resetting a board. */
  readonly platform: 'board' | 'sandbox';
  /** Width of `phys_addr_t`: 64 with CONFIG_PHYS_64BIT, which the sandbox, a 64-bit program, goes without. */
  readonly physicalAddressBits: 32 | 64;
  /** CONFIG_SYS_CBSIZE: longest line at the prompt, in bytes. */
  readonly lineBytes: number;
  /** CONFIG_SYS_MAXARGS: most words of one command. */
  readonly maxWords: number;
  /** ENV_SIZE less its header: what `printenv` gives as the room for variables, in bytes. */
  readonly environmentBytes: number;
  /** CONFIG_ENV_IS_IN_MMC: the number of the MMC device and the offset on it, in bytes, whole sectors; absent: `saveenv` has no storage. */
  readonly mmcEnvironment?: { readonly device: number; readonly offset: number };
  /** Virtual time from the banner to the autoboot prompt, in milliseconds. */
  readonly initMs: number;
  /** How fast the boot medium reads, in bytes a millisecond; null: it takes no time. */
  readonly storageBytesPerMs: number | null;
  /** Names of the MMC controllers, by device number, as `mmc list` has them; absent: `mmc0` and so on, for each disk. */
  readonly mmcHosts?: readonly string[];
  /** Bytes of a cache line, where the drive's transfers complain about buffers that do not lie on one. */
  readonly cacheLineBytes?: number;
  /** A hardware watchdog that U-Boot has armed; null: a hung U-Boot stays hung. */
  readonly watchdogSeconds: number | null;
  /** Machine number that 32-bit ARM passes in r1 (CONFIG_MACH_TYPE); null elsewhere. */
  readonly machineType: number | null;
  /** Text for `{resetCause}` in the boot lines. */
  readonly resetCauseNames: Readonly<Record<ResetCause, string>>;
  /** What U-Boot occupies in RAM (`spec`: relocation to the top, downwards). Sizes in bytes. */
  readonly memory: {
    /** CONFIG_TEXT_BASE: where it first runs; null where that is not in RAM. */
    readonly textBase: number | null;
    /** Code, data and bss. */
    readonly imageBytes: number;
    /** Whether the relocated image lies in the simulated RAM (on sandbox its place is only kept free). */
    readonly imageInRam: boolean;
    /** Kept free at the very top for page tables, frame buffer and the like. */
    readonly topBytes: number;
    /** TOTAL_MALLOC_LEN: the arena with the environment. */
    readonly mallocBytes: number;
    /** Board info, global data and the control device tree, between arena and stack. */
    readonly dataBytes: number;
    /** Of these, where the control device tree begins; absent: at their start. */
    readonly treeOffset?: number;
    /** Stack in use, written at each run. */
    readonly stackBytes: number;
    /** Where malloc gives large buffers, as an offset into the arena. */
    readonly heapFreeOffset: number;
  };
  /** CONFIG_BOOTDELAY in seconds. */
  readonly bootDelaySeconds: number;
  /** CONFIG_AUTOBOOT_KEYED; absent: any key stops the countdown. */
  readonly autobootKeys?: AutobootKeys;
  /** CONFIG_SYS_BOOTCOUNT_ADDR of the generic driver, in RAM: the count and its magic number; absent: boots are not counted. */
  readonly bootCountAddress?: number;
  /** The default environment; `bootcmd` runs when the countdown ends. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the boot commands can do (CONFIG_FIT, CONFIG_LEGACY_IMAGE_FORMAT, CONFIG_GZIP and their kin). */
  readonly boot: UBootBoot;
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
  /** Lines between `DRAM:` and the autoboot prompt, in order. `{core}` stands for the version's `Core:` line, `{environment}` for how that was loaded. */
  readonly bootLines: readonly string[];
  /** Lines between banner and `DRAM:`. */
  readonly earlyLines: readonly string[];
  /** What `{core}` stands for, on releases that print it. */
  readonly coreLine: string;
  /** The name of the block interface the board boots from, `mmc`, `host` or `virtio`, and its device number and partition. */
  readonly bootDevice: {
    readonly interface: 'mmc' | 'host' | 'virtio';
    readonly device: number;
    readonly partition: number;
  } | null;
  /** Where the loader puts kernel and device tree. */
  readonly kernelAddress: number;
  readonly deviceTreeAddress: number;
  /** What other releases have otherwise in the same configuration, by version; variables are added to the environment. */
  readonly releases?: Readonly<Record<string, Partial<UBootConfig>>>;
}

/** One entry of the BIOS e820 map: `end` is exclusive, types as ACPI numbers them (1 usable, 2 reserved). */
export interface FirmwareMemory extends RamBank {
  readonly type: number;
}

/** The board's disk, as the kernel finds it. */
export interface DiskProfile {
  /** As Linux names it: `mmcblk1`, `vda`. */
  readonly name: string;
  /** Between the name and the number of a partition: `p` where the name ends in a digit. */
  readonly partitionInfix: '' | 'p';
  readonly major: number;
  /** Minor number of the whole disk; partition N has N more. */
  readonly firstMinor: number;
  readonly sizeBytes: number;
  /** Where the first partition begins, in sectors of 512 bytes. */
  readonly partitionStart: number;
  /** Size of a second partition, at the end of the disk; absent: there is none. */
  readonly spareBytes?: number;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  /** From a request to its first byte, in nanoseconds. */
  readonly requestNs: number;
  /** What the driver prints when it finds the disk; the list of partitions follows. `level`: 0 … 7. */
  readonly foundLines: readonly { readonly level: number; readonly text: string }[];
  /** The kernel's command line when it is to start from this disk. */
  readonly commandLine: string;
}

/** A file added to the initramfs in the kernel image; parents are named before what is in them. */
export interface InitramfsFile {
  /** Absolute. */
  readonly path: string;
  /** Type and permission bits. */
  readonly mode: number;
  /** Latin1. */
  readonly content?: string;
  /** Target of a symbolic link. */
  readonly link?: string;
}

/** What the firmware keeps in the NVRAM of its own, one partition behind the other; the rest is free space. */
export interface NvramProfile {
  /** What is in it: partitions, or the variables of a UEFI firmware in flash; absent: partitions. */
  readonly kind?: 'efi-variables';
  readonly sizeBytes: number;
  readonly partitions: readonly {
    readonly signature: number;
    readonly name: string;
    /** A multiple of 16, the header of 16 bytes included. */
    readonly sizeBytes: number;
    /** What its data begins with; zeros follow. */
    readonly content: Uint8Array;
  }[];
}

/** What OPAL says on the serial line when a kernel calls it: level and text of each line. */
interface OpalProfile {
  readonly reboot: readonly OpalLine[];
  readonly shutdown: readonly OpalLine[];
  /** For each CPU that a panic stops: `{cpu}` is its core. */
  readonly stopCpu: readonly OpalLine[];
}

export interface OpalLine {
  readonly level: number;
  readonly text: string;
}

/** Room for memory modules besides the first bank; sizes in bytes. */
interface MemoryHotplug {
  /** Modules that can still be plugged in. */
  readonly slots: number;
  /** All memory that the machine may have in the end. */
  readonly maxBytes: number;
  /** A module has a multiple of this: a logical memory block. */
  readonly blockBytes: number;
  /** Where the first module may lie. */
  readonly alignBytes: number;
}

export interface BoardProfile {
  readonly name: string;
  readonly description: string;
  /** The board whose own lines its kernels' boot logs have; absent: itself. */
  readonly bootLinesOf?: string;
  /** What runs on it when nobody says; absent: Debian 12. */
  readonly userland?: 'busybox';
  /** Modules that its BusyBox system loads when it starts; absent: ramoops, with what that needs. */
  readonly bootModules?: readonly string[];
  /** On its disk under BusyBox, in the place of what would be there. */
  readonly rootFiles?: readonly InitramfsFile[];
  readonly architecture: Architecture;
  readonly byteOrder: 'little' | 'big';
  readonly ramBanks: readonly RamBank[];
  /** Sizes that the only bank may have, in bytes; absent: its RAM is soldered on. */
  readonly ramSizes?: { readonly min: number; readonly max: number; readonly step: number } | undefined;
  /** Memory can be plugged in while the machine runs; absent: it cannot. */
  readonly memoryHotplug?: MemoryHotplug | undefined;
  /** x86: the memory map the BIOS gives; absent elsewhere. */
  readonly firmwareMap?: readonly FirmwareMemory[];
  readonly pageSizeBytes: number;
  readonly cpus: number;
  /** What stands between CPU and RAM; absent: stores are in RAM at once, as with the emulated machines of the recordings. */
  readonly cache?: CpuCacheProfile;
  /** What its CPU has, for those who ask for caches; absent: what is usual for the architecture. */
  readonly ownCache?: CpuCacheProfile;
  /** What an atomic operation does on memory that is mapped strongly ordered: on some ARM parts it never succeeds; absent: it works. */
  readonly uncachedAtomics?: 'hang';
  /** Text of `Hardware name:` in a stack dump. */
  readonly hardwareName: string;
  /** `none`: the firmware starts the kernel itself, as QEMU does for a PC with -kernel. */
  readonly bootloader: 'uboot' | 'none';
  readonly uboot: UBootConfig | null;
  /** The kernel that stands on the boot medium when the user names none; null when the board has no kernel. */
  readonly defaultKernel: string | null;
  readonly defaultCommandLine: string;
  /** The disk that the root file system lies on; null: the board has none. */
  readonly disk: DiskProfile | null;
  /** The boot service on that disk that takes records out of pstore; absent: nobody does. */
  readonly collector?: CollectorChoice;
  /** The watchdog timer; absent: the board has none. */
  readonly watchdog?: WatchdogProfile;
  /** x86: the CPUs have a performance counter whose overflow is an NMI, as those of real PCs: the hard lockup detector needs it. */
  readonly cycleCounter?: boolean;
  /** Its kernels are built with OpenWrt's crashlog. */
  readonly crashlog?: boolean;
  /** Wall clock at first power-on, seconds since 1970. */
  readonly rtcEpochSeconds: number;
  readonly retention: Partial<Record<ResetCause, readonly RetentionRule[]>>;
  /** Other releases of the board's firmware, by name: the resets that go another way with them. */
  readonly firmwares?: Readonly<Record<string, Partial<Record<ResetCause, readonly RetentionRule[]>>>>;
  /** The kernel file on the boot medium, and where a platform without a loader of its own puts it. Bytes. */
  readonly kernelFile: { readonly address: number; readonly sizeBytes: number };
  /** Where the kernel runs: code, data and bss, physical. Bytes. */
  readonly kernelImage: { readonly address: number; readonly sizeBytes: number };
  /** Model string and compatible of the device tree; null on boards without one. */
  readonly deviceTree: {
    readonly model: string;
    readonly compatible: readonly string[];
    /** `compatible` of each cpu node. */
    readonly cpu: string;
    /** `#address-cells` and `#size-cells` of the root. */
    readonly cells: 1 | 2;
    /** A node `ramoops@ADDRESS` below /reserved-memory, as the board's maker wrote it; null: there is none. Bytes. */
    readonly ramoops: {
      readonly address: number;
      readonly length: number;
      readonly recordSize: number;
      readonly consoleSize: number;
      readonly ftraceSize: number;
      readonly pmsgSize: number;
    } | null;
    /** Where a platform without a loader of its own puts the tree, with the command line in it. */
    readonly loadedAt?: number;
  } | null;
  /** RAM that the firmware uses for itself, whatever lay there; absent: none that anybody would miss. */
  readonly firmwareWrites?: readonly FirmwareWrite[];
  /** What the firmware writes to the serial line; `{nvram}` stands for a line of the start that makes the NVRAM's partitions. */
  readonly firmwareText?: string;
  /** POWER: whether the firmware's `ibm,os-term`, which a panic calls, comes back (then the kernel restarts) or stops the machine. */
  readonly osTerm?: 'returns' | 'stops';
  /** A driver of this board has a panic notifier that faults, or that waits for a lock for ever; absent: all drivers are sound. */
  readonly panicNotifier?: 'oops' | 'deadlock';
  /** POWER without a hypervisor below: its firmware is OPAL. */
  readonly opal?: OpalProfile;
  /** POWER: the firmware saves a dead kernel's memory for the next one; absent: it cannot. */
  readonly fadump?: FadumpFirmware;
  /** Its kernel is built with kmemdump; absent: without. */
  readonly kmemdump?: KmemdumpBuild;
  /** Its firmware can collect what Linux has listed in shared memory; absent: it cannot. */
  readonly minidump?: MinidumpFirmware;
  /** `loses`: initialising DRAM, which every start of the firmware does, leaves nothing of what it held; absent: it leaves it alone. */
  readonly dramInit?: 'loses';
  /** Battery-backed memory with partitions; absent: the board has none. */
  readonly nvram?: NvramProfile;
  /** In the initramfs beside BusyBox, or in the place of its files. */
  readonly initramfsFiles?: readonly InitramfsFile[];
}
