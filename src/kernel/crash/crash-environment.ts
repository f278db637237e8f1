/**
 * What crash reports are made of: the facts of the running kernel, and the place where it crashed.
 *
 * The environment is what any report of this kernel shows now; a site is one crash with the values drawn for it. Sites are
 * plain data, since the first one is shown again after later ones.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { CrashPathName } from '../../profiles/crash-data.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import type { KernelText } from '../../profiles/kernel-text.ts';
import type { AddressSpace } from './address-space.ts';

/** Emits one record; the text has no newline at its end. */
export type PrintkFunction = (level: number, text: string) => void;

export interface Task {
  /** Task name; at most 15 characters are kept by the kernel. */
  readonly comm: string;
  readonly pid: number;
  readonly uid: number;
  /** `Workqueue: …` or `Stopper: …` of a kernel worker, printed under the header. */
  readonly worker?: string;
}

export interface LoadedModule {
  readonly name: string;
  /** Taint letters it brings, as `OE`; empty for a signed in-tree module. */
  readonly taints: string;
}

export interface CrashEnvironment {
  readonly kernel: KernelProfile;
  readonly text: KernelText;
  readonly hardwareName: string;
  /** CPUs that are up. */
  readonly onlineCpus: number;
  readonly addresses: AddressSpace;
  /** RAM in the kernel's hands. */
  readonly systemRam: readonly AddressRange[];
  /** Objects of the kernel that reports may name lie here, and the stacks that lie in the linear map. */
  readonly objectRam: readonly AddressRange[];
  readonly stackRam: readonly AddressRange[];
  /** Bytes at a virtual address; null where not all of them are mapped. */
  readonly read: (address: bigint, length: number) => Uint8Array | null;
  /** Taint flags at this moment. */
  readonly taint: number;
  /** What the end mark of the report that is being made shows. */
  readonly oopsId: bigint;
  /** Newest first, as the kernel lists them. */
  readonly modules: readonly LoadedModule[];
  /** `NAME` or `NAME(OE)` of the module unloaded last; null when none was. */
  readonly lastUnloadedModule: string | null;
  readonly kdumpLoaded: boolean;
  /** x86: page table isolation is on. */
  readonly pageTableIsolation: boolean;
  /** arm64: what `mem=` leaves, in bytes; null without it. */
  readonly memoryLimit: number | null;
  /** ppc64le: `disable_radix`. */
  readonly usesHashMmu: boolean;
  /** POWER: no hypervisor below; told by a bit of the machine state register. */
  readonly isBareMetal: boolean;
  /** ARM: main id register of the CPUs, 8 digits; null elsewhere. */
  readonly cpuId: string | null;
}

/** Bytes that lie at a virtual address. */
export interface VirtualBytes {
  readonly address: bigint;
  readonly bytes: Uint8Array;
}

/** One crash. */
export interface CrashSite {
  readonly path: CrashPathName;
  readonly cpu: number;
  readonly task: Task;
  /** Index into the recorded stacks of the path. */
  readonly stack: number;
  /** The values that templates name, hexadecimal digits; the architecture says which there are. */
  readonly values: Readonly<Record<string, string>>;
}
