/**
 * What a kernel profile says: one Linux version with one configuration, as data.
 *
 * A difference between two kernels is one named entry here, read in one place. The entries follow the version switches of
 * Linux 6.1.192 and 6.12.117 (`fs/pstore`, `kernel/printk`, `kernel/panic.c`) and the configurations of the recorded builds.
 */

/** CPU architecture in the words of `uname -m`; `arm` is 32-bit ARM (`armv7l`), `ppc64le` POWER of 64 bits, of either byte order. */
export type Architecture = 'x86_64' | 'arm' | 'arm64' | 'ppc64le';

/** `deflate` is the kernel's own; the others are what `pstore.compress=` could name up to Linux 6.5. */
export type PstoreCompressor = 'deflate' | 'lzo' | 'lz4' | 'lz4hc' | '842' | 'zstd';

export interface KernelProfile {
  /** As `uname -r` prints it. */
  readonly release: string;
  /** Short names a user may type instead of the release. */
  readonly aliases: readonly string[];
  readonly architecture: Architecture;
  /** CONFIG_MAGIC_SYSRQ_DEFAULT_ENABLE; absent: Debian's 0x01b6. */
  readonly sysrqDefault?: number;
  /** POWER: CONFIG_PPC_RADIX_MMU_DEFAULT is off; absent: a POWER9 gets the radix MMU. */
  readonly hashMmuByDefault?: boolean;
  /** A big-endian kernel for POWER; absent: little-endian, as all others. */
  readonly byteOrder?: 'big';
  /** Bytes of `unsigned long`: decides ftrace record size, `%zu` of sign-extended values, pointer width in texts. */
  readonly wordBytes: 4 | 8;
  readonly pageSizeBytes: number;
  /** `LINUX_VERSION_CODE` parts as compiled in; it salts the signature of ftrace zones. */
  readonly version: { readonly major: number; readonly patchlevel: number; readonly sublevel: number };
  /** Text after the release in a stack dump header: first word of the version, then the distribution's package id if any. */
  readonly stackDumpVersion: string;
  /** `recorded`: outputs of the running system exist. `read`: from source only. */
  readonly evidence: 'recorded' | 'read';
  /** CONFIG_SMP, and how many CPUs are possible when nobody says otherwise (`nr_cpu_ids`). */
  readonly smp: boolean;
  readonly possibleCpus: number;
  readonly printk: {
    /** CONFIG_PRINTK_CALLER: `[    T1]` after the time stamp. */
    readonly caller: boolean;
    /** Longest stored text in bytes, one less than LOG_LINE_MAX (992, 976 with the caller field) in 6.1 and 1024 in 6.12. */
    readonly lineMaxBytes: number;
    /** What comes before `[x] enabled`: `legacy console` in 6.12; 4.19 has no prefix `printk: `. */
    readonly consoleEnabledText: 'console' | 'printk: console' | 'printk: legacy console';
    /**
     * How the log lies in RAM: `record` up to 5.9, then the lockless ring, whose hint for readers is an id (up to 6.8) or a
     * sequence number (6.9 and later).
     */
    readonly ring: 'record' | 'finalized-id' | 'finalized-seq';
    /** CONFIG_LOG_BUF_SHIFT and CONFIG_LOG_CPU_MAX_BUF_SHIFT. */
    readonly logBufShift: number;
    readonly logCpuMaxBufShift: number;
  };
  readonly pstore: PstoreProfile;
}

/** The pstore and ramoops switches of `spec/ramoops.md` §13 and `spec/pstore.md` §5. */
export interface PstoreProfile {
  /** The crypto API (up to 6.5): several compressors, window of 11 bits; or the zlib library: deflate only, window of 15 bits. */
  readonly compression: 'crypto-api' | 'zlib';
  /** Where pmsg and ftrace zones lie behind the console zone; turned round in 6.2. */
  readonly zoneOrder: 'ftrace-pmsg' | 'pmsg-ftrace';
  /** What a second backend hears: `ignoring unexpected backend` and -EPERM, or `already in use` and -EBUSY. */
  readonly secondBackend: 'unexpected' | 'in-use';
  /** Says once a boot when a backend refused a part of a dump (6.6 and later). */
  readonly reportsWriteErrors: boolean;
  /** How the driver core names a failed probe: `probe of … failed` at level 4, or `probe with driver … failed` at level 3. */
  readonly probeFailure: 'probe-of' | 'probe-with-driver';
  /** A console or pmsg zone that could not be made: its errno stands in its place and is freed like a zone, which faults. */
  readonly freesFailedZone: boolean;
  /** Largest contiguous allocation: an array of zones, a merged function trace. */
  readonly kmallocMaxBytes: number;
  /** Largest buffer for a saved log or for dumps; 6.1 needs it contiguous. */
  readonly allocationMaxBytes: number;
  /** Bits of a traced `ip` that hold the CPU number (32-bit ARM with at most four CPUs: 3); 0: in the time stamp. */
  readonly ftraceCpuInIp: number;
  /** Built into the image, or loaded as modules late in boot. */
  readonly linkage: 'builtin' | 'module';
  /** The modules an initramfs loads for ramoops, in order, with the taint letters each brings; none when built in. */
  readonly modules: readonly { readonly name: string; readonly taints: string }[];
  /** CONFIG_PSTORE_CONSOLE / _PMSG / _FTRACE. Zones are laid out all the same when a front end is absent. */
  readonly frontEnds: { readonly console: boolean; readonly pmsg: boolean; readonly ftrace: boolean };
  /** Compressors built in; the first is the default of `pstore.compress`. */
  readonly compressors: readonly PstoreCompressor[];
  /** CONFIG_PSTORE_DEFAULT_KMSG_BYTES. */
  readonly kmsgBytes: number;
  /** `pstore.kmsg_bytes=` is a parameter, not only a mount option. */
  readonly kmsgBytesParameter: boolean;
  /** A backend that registers before ramoops can (pseries with PSTORE built in). */
  readonly earlierBackend: 'nvram' | null;
  /** `/sys/module` label parameter; 6.12 only. */
  readonly memName: boolean;
  /** What efi-pstore calls itself: its own name from 6.4 on. */
  readonly efiName: 'efi' | 'efi_pstore';
  /** What the console front end is called; the backend's name came with 5.8. */
  readonly consoleName: 'pstore' | 'backend';
  /** What is said when a compressor was chosen. */
  readonly compressionText: 'Using compression' | 'Using crash dump compression';
  readonly ramoops: RamoopsSwitches;
}

/** The switches of `fs/pstore/ram.c` and `ram_core.c` between 4.19 and 6.1: `spec/ramoops.md` §14. */
export interface RamoopsSwitches {
  /** `dump_oops`: the backend itself refuses what is neither panic nor oops, and oopses when that is 0; or `max_reason` (5.8). */
  readonly reasons: 'dump-oops' | 'max-reason';
  /** Zones are as long as a multiple of this many bytes. */
  readonly zoneAlignBytes: 1 | 2;
  /** What messages call the dump zones. */
  readonly dumpZones: 'dump' | 'dmesg';
  /** Zones have labels, which some more messages name; those of the zone code begin with `ramoops: `, else `persistent_ram: `. */
  readonly hasLabels: boolean;
  /** Console and pmsg zones are emptied at every load, also where they are empty, which writes their header's parity. */
  readonly zapsEmptyZones: boolean;
  /** A dump empties its zone first; else it is appended to what the zone holds. */
  readonly zapsBeforeDump: boolean;
  /** A saved log of another size than the zone has now is dropped and checked anew. */
  readonly dropsStaleCopy: boolean;
  /** `uncorrectable error in header` is rate limited. */
  readonly limitsHeaderErrors: boolean;
  readonly eccNoticePrefix: '' | 'ECC: ';
  /** The last line of a probe: `using SIZE@ADDRESS, ecc: N`, or `attached SIZE@ADDRESS, ecc: N/BLOCK` with the block size as configured. */
  readonly lastLine: 'attached' | 'using';
  /** Uncached is 1 or anything but 0; with `three`, 2 is cached and the device tree has `mem-type`, too. */
  readonly memTypes: 'two' | 'three';
  /** Where a second device is refused: behind the parsing of its device tree node, or before. */
  readonly refusesSecond: 'parsed' | 'first';
}
