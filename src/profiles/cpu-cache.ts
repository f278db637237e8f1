/**
 * What stands between a CPU and its RAM, as data: the lines of its write-back cache and its write-combining buffers.
 *
 * One level stands for all of them: the largest that holds dirty lines, as it is that one whose loss at a reset counts. Line sizes and
 * sizes are those of the parts named; times and the fate of dirty lines at a reset are assumed where it says so. Left out: sets
 * and ways (any line may lie anywhere), instruction caches, and caches of devices.
 */
import type { Architecture } from './kernel.ts';
import type { ResetCause } from './reset-cause.ts';

export interface CpuCacheProfile {
  /** Bytes of a line, a power of two; write-combining buffers hold as much. */
  readonly lineBytes: number;
  /** Lines that the cache holds. */
  readonly lines: number;
  /** Write-combining buffers: one line each. */
  readonly buffers: number;
  /** After this time without a store a write-combining buffer empties itself, in nanoseconds. */
  readonly drainNs: number;
  /** In this time the other work of a running system pushes a line out of the cache, in nanoseconds; a stopped CPU pushes out none. */
  readonly turnoverNs: number;
  /** Whether uncached accesses find what the cache holds of the same address, as on x86; else the two views of a line drift apart. */
  readonly snoopsUncached: boolean;
  /** Resets that leave the cache its contents, so that nothing is lost; all others drop what is dirty. */
  readonly survives: readonly ResetCause[];
}

const KIB = 1024;
const NS_PER_US = 1_000;
const NS_PER_MS = 1_000_000;

/** A buffer waits no longer than this [assumed]. */
const DRAIN_NS = NS_PER_US;
/** A megabyte goes through a cache many times a second on a system that does anything at all [assumed]. */
const TURNOVER_NS = 500 * NS_PER_MS;

const arm = { buffers: 4, drainNs: DRAIN_NS, turnoverNs: TURNOVER_NS, snoopsUncached: false, survives: [] } as const;

/** Cortex-A9 with the outer cache PL310: 1 MiB, 32 bytes a line. A reset of the SoC invalidates both. */
export const CORTEX_A9_CACHE: CpuCacheProfile = { ...arm, lineBytes: 32, lines: (1024 * KIB) / 32 };

/** Cortex-A72 with 1 MiB of second level, 64 bytes a line, as in the BCM2711. Invalidated by hardware at a reset. */
export const CORTEX_A72_CACHE: CpuCacheProfile = { ...arm, lineBytes: 64, lines: (1024 * KIB) / 64 };

/** What a CPU of the architecture has where the board does not say. */
export const architectureCaches: Readonly<Record<Architecture, CpuCacheProfile>> = {
  // A warm restart is an INIT, which keeps the caches; RESET# invalidates them [Intel SDM volume 3, 9.1; which of the two comes is assumed].
  x86_64: { ...arm, lineBytes: 64, lines: (1024 * KIB) / 64, buffers: 10, snoopsUncached: true, survives: ['warm'] },
  arm: CORTEX_A9_CACHE,
  arm64: CORTEX_A72_CACHE,
  // A partition is restarted by its hypervisor: the caches of the machine go on [assumed].
  ppc64le: {
    ...arm,
    lineBytes: 128,
    lines: (1024 * KIB) / 128,
    snoopsUncached: true,
    survives: ['warm', 'cold', 'watchdog', 'pin'],
  },
};
