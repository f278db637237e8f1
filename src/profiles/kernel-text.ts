/**
 * What a kernel release says in its own words: boot log, crash texts and the symbols that occur in them, as data.
 *
 * A `KernelProfile` says how a kernel behaves; this says what it prints. The tables are facts taken from recorded consoles;
 * `src/kernel/boot` and `src/kernel/crash` make lines of them. Kernels without recorded texts have none (`kernelText`
 * in `kernel-texts.ts` is undefined for them).
 */

/**
 * A boot log with the values of one machine taken out.
 *
 * One record a line: `LEVEL MICROSECONDS[ CALLER][ ?BOARD]|TEXT`. `CALLER` is `T` or `C` and a number (printk.caller).
 * `?BOARD` keeps the record to the board of that name. `%{name}` in the text stands for a value; a text that is nothing but
 * `%{name}` may stand for any number of records. Consecutive lines that contain `%{secondary}` are repeated for each
 * secondary CPU.
 */
export interface BootLogTable {
  /** CPUs of the recorded machine; the table with the most CPUs that are not more than the machine has is taken. */
  readonly cpus: number;
  /** From the `Memory:` line: KiB reserved, and KiB that are neither reserved nor available. */
  readonly memory: { readonly reservedK: number; readonly unaccountedK: number };
  readonly log: string;
}

/** Ways to crash whose text was recorded. `exit`: the first process exits. */
export type CrashPathName = 'sysrq-c' | 'exit' | 'lkdtm-PANIC' | 'lkdtm-EXCEPTION' | 'lkdtm-BUG' | 'lkdtm-WARNING';

/** A kernel stack as a report showed it, newest frame first. */
interface RecordedStack {
  /** Stack pointers seen with this stack, as offsets into the task's stack; empty where the report shows none. */
  readonly stackPointers: readonly number[];
  /**
   * One frame a line, `symbol+0xoffset`; `? ` before it as printed (a word that only looks like a return address). On
   * 32-bit ARM `symbol from symbol+0xoffset`.
   */
  readonly frames: string;
}

/** What made the CPU stop in the kernel, with the registers at that moment. */
export interface RecordedFault {
  readonly cause: 'null-write' | 'bug' | 'warning';
  /** `FILE:LINE` of a BUG or WARN. */
  readonly location: string | null;
  /** `symbol+0xoffset` of the instruction. */
  readonly instructionPointer: string;
  /** The bytes round it, as the `Code:` line prints them. */
  readonly code: string;
  readonly flags: string;
  /**
   * RAX, RBX, … R15 without RSP, in the order of the report: hexadecimal digits, or a name with an offset: `sp` (the stack
   * pointer), `kernel` (start of the text), `modules` (start of the module area), `buffer` (a page of the linear map),
   * `count` (bytes the system call was given).
   */
  readonly registers: string;
}

export interface CrashPath {
  /** Different recordings of the same path; they differ in stale words and in the stack pointer. */
  readonly stacks: readonly RecordedStack[];
  readonly fault: RecordedFault | null;
  /** The system call the task is in. */
  readonly systemCall: 'write' | 'exit_group';
}

interface CrashTextBase {
  /** One symbol a line: `NAME SIZE [@ADDRESS] [MODULE]`, hexadecimal. Addresses only where a recording shows them. */
  readonly symbols: string;
  readonly paths: Readonly<Partial<Record<CrashPathName, CrashPath>>>;
}

export interface X86CrashText extends CrashTextBase {
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
}

export interface ArmCrashText extends CrashTextBase {
  readonly architecture: 'arm';
  /** Start of the kernel text. */
  readonly textBase: number;
  /** What a CPU stopped in its idle loop shows. */
  readonly stopping: {
    readonly framesBeforeException: string;
    readonly framesAfterException: string;
    /** r0 … pc, psr, orig_r0: 18 words; `cpuid`, `task`, `sp`, `percpu` or hexadecimal. */
    readonly exceptionWords: string;
    /** Physical address secondary CPUs are entered at, as an offset into RAM. */
    readonly entryOffset: number;
  };
}

export type CrashText = X86CrashText | ArmCrashText;

export interface KernelText {
  readonly release: string;
  readonly bootLogs: readonly BootLogTable[];
  readonly stackDump: {
    /** `UID: 0` in the CPU line (6.12). */
    readonly uid: boolean;
    /** A second line that names the taint flags (6.12). */
    readonly taintNames: boolean;
  };
  readonly sysrq: {
    /** Key `R`, replay-kernel-logs (6.12). */
    readonly replayKey: boolean;
    /** A write to sysrq-trigger that begins with `_` handles each following byte (6.12). */
    readonly bulkWrites: boolean;
  };
  /** `OF: reserved mem:` lines at boot (6.12). */
  readonly reservedMemoryLines: boolean;
  /** `Total pages:` counts the pages of the memory map too (6.12). */
  readonly totalPagesWithMap: boolean;
  /** LKDTM: `in-tree`, `external` (built against the distribution's kernel: taints it), or null where there is none. */
  readonly lkdtm: 'in-tree' | 'external' | null;
  readonly crash: CrashText;
}
