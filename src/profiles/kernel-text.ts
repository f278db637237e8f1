/**
 * What a kernel release says in its own words: boot log, crash texts and the symbols that occur in them, as data.
 *
 * A `KernelProfile` says how a kernel behaves; this says what it prints. The tables are facts taken from recorded consoles;
 * `src/kernel/boot` and `src/kernel/crash` make lines of them. Kernels without recorded texts have none (`kernelText`
 * in `kernel-texts.ts` is undefined for them).
 */
import type { Arm64CrashText, ArmCrashText, PowerpcCrashText } from './arch-crash-text.ts';
import type { CrashData, RecordedRegisters } from './crash-data.ts';

/**
 * A boot log with the values of one machine taken out.
 *
 * One record a line: `LEVEL MICROSECONDS[ CALLER][ ?BOARD]|TEXT`. `CALLER` is `T` or `C` and a number (printk.caller).
 * `?BOARD` keeps the record to the board of that name. `%{name}` in the text stands for a value; a text that is nothing but
 * `%{name}` may stand for any number of records. Consecutive lines that contain `%{secondary}` are repeated for each
 * secondary CPU.
 */
export interface BootLogTable {
  /** The board it was recorded on, where that says much of its own; absent: any other. */
  readonly board?: string;
  /** CPUs of the recorded machine; the table with the most CPUs that are not more than the machine has is taken. */
  readonly cpus: number;
  /**
   * From the `Memory:` line: KiB reserved, and KiB that are neither reserved nor available. POWER: `usedK`, KiB handed out before the line comes (6.12); `ramMiB`,
   * memory of the recorded machine, where what is reserved is to grow with it.
   */
  readonly memory: {
    readonly reservedK: number;
    readonly unaccountedK: number;
    readonly usedK?: number;
    readonly ramMiB?: number;
  };
  readonly log: string;
}

/** What differs between x86 kernels and is in no recording's lines as such. */
export interface X86CrashFacts {
  readonly architecture: 'x86_64';
  /** CONFIG_RANDOMIZE_BASE; without it `Kernel Offset: disabled` always. */
  readonly kaslr: boolean;
  /** Start of the module area when nothing is randomised: 16 hexadecimal digits. */
  readonly modulesBase: string;
  /** 6.12 puts `Oops: ` before each die string. */
  readonly diePrefix: '' | 'Oops: ';
  /** What follows `[#n]`, without PTI. */
  readonly dieSuffix: string;
  /** CONFIG_PAGE_TABLE_ISOLATION: the die line ends in ` PTI` or ` NOPTI`. */
  readonly pageTableIsolation: boolean;
  /** GS base: as in `RecordedFault.registers`; `percpu` is the start of the linear map and 1 MiB more for each CPU. */
  readonly gs: string;
  readonly cr4: string;
  /** Of the CPUs behind the first, where it differs. */
  readonly secondaryCr4?: string;
}

type X86CrashText = X86CrashFacts & CrashData;

export type CrashText = (X86CrashText | ArmCrashText | Arm64CrashText | PowerpcCrashText) & {
  /** Code that reports show beside the paths: see `state-places.ts`. */
  readonly stateCode?: readonly Pick<RecordedRegisters, 'instructionPointer' | 'code'>[];
};

export interface KernelText {
  readonly release: string;
  readonly bootLogs: readonly BootLogTable[];
  readonly stackDump: {
    /** `UID: 0` in the CPU line (6.12). */
    readonly uid: boolean;
    /** A second line that names the taint flags (6.12). */
    readonly taintNames: boolean;
    /** Taint flags it knows: 18 in 4.19. */
    readonly taintFlags: 18 | 19;
    /** The end mark of a report holds a number, drawn at the first and counted up (up to 5.16); else it is 0. */
    readonly oopsId: boolean;
  };
  readonly sysrq: {
    /** Key `R`, replay-kernel-logs (6.12). */
    readonly replayKey: boolean;
    /** A write to sysrq-trigger that begins with `_` handles each following byte (6.12). */
    readonly bulkWrites: boolean;
    /** What a key's line begins with. */
    readonly heading: 'sysrq: ' | 'sysrq: SysRq : ';
  };
  /** `OF: reserved mem:` lines at boot (6.12). */
  readonly reservedMemoryLines: boolean;
  /** `Total pages:` counts the pages of the memory map too (6.12). */
  readonly totalPagesWithMap: boolean;
  /** LKDTM: a module of the kernel's own (`in-tree`), built in, `external` (built against the distribution's kernel: taints it), or null where there is none. */
  readonly lkdtm: 'in-tree' | 'external' | 'builtin' | null;
  /** Modules that user space has loaded when the boot log is told, newest first; absent: none but those that a crash brings. */
  readonly bootModules?: readonly { readonly name: string; readonly taints: string }[];
  readonly crash: CrashText;
}
