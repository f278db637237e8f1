/**
 * What a kernel profile says: one Linux version with one configuration, as data.
 *
 * A difference between two kernels is one named entry here, read in one place. The entries follow the version switches of
 * Linux 6.1.192 and 6.12.117 (`fs/pstore`, `kernel/printk`, `kernel/panic.c`) and the configurations of the recorded builds.
 */

/** CPU architecture in the words of `uname -m`; `arm` is 32-bit ARM (`armv7l`), `ppc64le` little-endian POWER. */
export type Architecture = 'x86_64' | 'arm' | 'arm64' | 'ppc64le';

/** `deflate` is the kernel's own; the others are what `pstore.compress=` could name up to Linux 6.5. */
export type PstoreCompressor = 'deflate' | 'lzo' | 'lz4' | 'lz4hc' | '842' | 'zstd';

export interface KernelProfile {
  /** As `uname -r` prints it. */
  readonly release: string;
  /** Short names a user may type instead of the release. */
  readonly aliases: readonly string[];
  readonly architecture: Architecture;
  /** Bytes of `unsigned long`: decides ftrace record size, `%zu` of sign-extended values, pointer width in texts. */
  readonly wordBytes: 4 | 8;
  readonly pageSizeBytes: number;
  /** `LINUX_VERSION_CODE` parts as compiled in; it salts the signature of ftrace zones. */
  readonly version: { readonly major: number; readonly patchlevel: number; readonly sublevel: number };
  /** Text after the release in a stack dump header: first word of the version, then the distribution's package id if any. */
  readonly stackDumpVersion: string;
  /** What `Linux version …` continues with at boot. */
  readonly banner: string;
  /** `recorded`: outputs of the running system exist. `read`: from source only. */
  readonly evidence: 'recorded' | 'read';
  /** CONFIG_SMP, and how many CPUs are possible when nobody says otherwise (`nr_cpu_ids`). */
  readonly smp: boolean;
  readonly possibleCpus: number;
  readonly printk: {
    /** CONFIG_PRINTK_CALLER: `[    T1]` after the time stamp. */
    readonly caller: boolean;
    /** Longest stored text in bytes (LOG_LINE_MAX 992 or 976 in 6.1, 1023 in 6.12). */
    readonly lineMaxBytes: number;
    /** 6.12 says `legacy console [x] enabled`. */
    readonly consoleEnabledText: 'console' | 'legacy console';
  };
  readonly pstore: PstoreProfile;
}

/** The pstore and ramoops switches of `spec/ramoops.md` §13 and `spec/pstore.md` §5. */
export interface PstoreProfile {
  /** Which code generation: 6.1 (crypto API compression, ftrace before pmsg) or 6.12 (zlib library, pmsg before ftrace). */
  readonly generation: '4.19' | '6.1' | '6.12';
  /** Built into the image, or loaded as modules late in boot. */
  readonly linkage: 'builtin' | 'module';
  /** CONFIG_PSTORE_CONSOLE / _PMSG / _FTRACE. Zones are laid out all the same when a front end is absent. */
  readonly frontEnds: { readonly console: boolean; readonly pmsg: boolean; readonly ftrace: boolean };
  /** Compressors built in; the first is the default of `pstore.compress`. */
  readonly compressors: readonly PstoreCompressor[];
  /** CONFIG_PSTORE_DEFAULT_KMSG_BYTES. */
  readonly kmsgBytes: number;
  /** A backend that registers before ramoops can (pseries with PSTORE built in). */
  readonly earlierBackend: 'nvram' | null;
  /** `/sys/module` label parameter; 6.12 only. */
  readonly memName: boolean;
}
