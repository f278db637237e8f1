/**
 * How a kernel was built with kmemdump (later meminspect): which version of the patches, what they register, who takes the regions.
 *
 * Facts: the series "kmemdump" RFC v1 (April 2025), v2 (July 2025), v3 (September 2025) and "meminspect" v1 (November 2025) and v2 (March 2026). None of them
 * is in a released kernel, so that every kernel here that has one is composed: a recorded kernel with the series added.
 */

export const KMEMDUMP_SERIES = ['v1', 'v2', 'v3', 'meminspect-v1', 'meminspect'] as const;
export type KmemdumpSeries = (typeof KMEMDUMP_SERIES)[number];

/** `upstream`: what the series registers; the others: what `crash` needs on x86-64, which the series does not know. */
export const KMEMDUMP_REGIONS = ['upstream', 'x86_64-minimal', 'x86_64-full'] as const;
export type KmemdumpRegions = (typeof KMEMDUMP_REGIONS)[number];

/** Who takes the regions: nobody, Qualcomm's minidump, or (ours) ramoops' zones at the panic. */
export const KMEMDUMP_BACKENDS = ['none', 'minidump', 'ramoops'] as const;
export type KmemdumpBackendName = (typeof KMEMDUMP_BACKENDS)[number];

export interface KmemdumpBuild {
  readonly series: KmemdumpSeries;
  readonly regions: KmemdumpRegions;
  readonly backend: KmemdumpBackendName;
  /** `boot`: the backend is built in; `module`: it comes when somebody loads it. */
  readonly backendAt: 'boot' | 'module';
  /** CONFIG_KMEMDUMP_COREIMAGE and its kin: region number one is an ELF header that describes the others. */
  readonly coreImage: boolean;
  /** v1 leaves its mutex locked behind some errors; true: the next caller waits for ever, as in the real code. */
  readonly keepsLock: boolean;
  /** Debug messages are printed (dynamic debug, or built with -DDEBUG). */
  readonly debug: boolean;
}

export const defaultKmemdump: KmemdumpBuild = {
  series: 'v2',
  regions: 'upstream',
  backend: 'minidump',
  backendAt: 'boot',
  coreImage: true,
  keepsLock: false,
  debug: false,
};
