/**
 * What the crash texts of arm, arm64 and ppc64le hold beside the common paths: further registers, and facts of each kernel.
 *
 * A register template has its words in the order of the report. Names: `sp`, `kernel` (start of the text), `module` (the module
 * that crashed), `obj0` … (pages of the linear map), `area0` … (pages of the vmalloc area), `pgd`, `pud`, `pmd`, `pte0` (physical pages),
 * `table`, `canary`, and of the user `heap`, `negheap` (its negative), `usp`, `map0` (a
 * mapping). `nesting`: of an idle CPU, after tasks that died with interrupts off.
 */
import type { CrashData, CrashPath, RecordedFault, RecordedRegisters } from './crash-data.ts';

export interface ArchRegisters extends RecordedRegisters {
  /** `symbol+0xoffset/0xsize[ [module]]`, or `=` and a word. */
  readonly linkRegister?: string;
  /**
   * Words of further registers. arm: the table register, and the domains where they were recorded. ppc64le: LR, CTR, CR, XER, where
   * the registers were saved, and CFAR where there is one.
   */
  readonly special?: string;
  /** ppc64le: number of the exception. */
  readonly trap?: string;
  /** ppc64le: interrupts were masked by software; with 3 those of the counters too. */
  readonly masked?: boolean | 3;
}

export interface ArchFault extends RecordedFault, ArchRegisters {
  readonly instructionPointer: string;
  /** arm: words from the stack pointer to the end of the stack. */
  readonly stackWords?: string;
  /** arm: so many words before them could not be read. */
  readonly unreadWords?: number;
  /** arm: what r0 to r12 point at, a line each; absent: as follows from their values. */
  readonly objects?: string;
}

export interface ArchCrashPath extends CrashPath {
  readonly fault: ArchFault | null;
  readonly blocks?: readonly ArchRegisters[];
}

export interface ArchCrashData extends CrashData {
  readonly paths: Readonly<Record<string, ArchCrashPath>>;
}

/** Facts of a 32-bit ARM kernel. */
export interface ArmCrashFacts {
  readonly architecture: 'arm';
  /** Start of the kernel text, and of the module area: 8 hexadecimal digits. */
  readonly textBase: string;
  readonly modulesBase: string;
  /** Where the image ends in the linear map. */
  readonly imageEnd: number;
  /** Who allocated a module's area and a task's stack, as reports name it. */
  readonly allocators: { readonly module: string; readonly stack: string };
  /** What a CPU stopped in its idle loop shows. */
  readonly stopping: {
    readonly framesBeforeException: string;
    readonly framesAfterException: string;
    /** r0 … pc, psr, orig_r0: 18 words; `cpuid`, `task`, `sp`, `percpu` or hexadecimal. */
    readonly exceptionWords: string;
    /** Physical address secondary CPUs are entered at, as an offset into RAM. */
    readonly entryOffset: number;
  };
  /** What changed in the reports between 4.19 and 6.1. */
  readonly report: {
    /** `8<--- cut here ---` before a fault; earlier a line `pgd = …` behind its first. */
    readonly faultStart: 'pgd' | 'cut-here';
    /** What each register points at is told. */
    readonly tellsObjects: boolean;
    /** Frames with the addresses of both functions, always at the default level; or names only, at the report's level. */
    readonly frames: 'addresses' | 'names';
    /** Stacks of tasks are pages of the linear map, or vmalloc areas. */
    readonly stacksIn: 'linear' | 'vmalloc';
  };
}

/** Facts of an arm64 kernel. */
export interface Arm64CrashFacts {
  readonly architecture: 'arm64';
  /** Start of the kernel text and of the module area where nothing is randomised: 16 hexadecimal digits. */
  readonly textBase: string;
  readonly modulesBase: string;
  /** `CPU features:` of a panic, without and with page table isolation, which comes with KASLR. */
  readonly cpuFeatures: { readonly plain: string; readonly isolated: string };
  /** 6.12 says more about a data abort. */
  readonly longAbortInfo: boolean;
}

/** Facts of a POWER kernel. */
export interface PowerpcCrashFacts {
  readonly architecture: 'ppc64le';
  readonly byteOrder: 'little' | 'big';
  readonly textBase: string;
  readonly modulesBase: string;
  /** CONFIG_MODULES: reports list them. */
  readonly hasModules: boolean;
  /** CONFIG_PPC_KUAP: an access to a user address is told as an attempt before the `BUG:` line. */
  readonly kuap: boolean;
  /** What follows `SMP` in the line about the build: ` NR_CPUS=2048 NUMA`. */
  readonly buildWords: string;
  /** What follows the release in `REGS:` lines: the distribution's package id with a blank before it, or nothing. */
  readonly packageId: string;
  /** Code words of a report: under a heading of their own, or since 6.x on one line. */
  readonly codeWords: 'dump' | 'line';
}

export type ArmCrashText = ArmCrashFacts & ArchCrashData;
export type Arm64CrashText = Arm64CrashFacts & ArchCrashData;
export type PowerpcCrashText = PowerpcCrashFacts & ArchCrashData;
