/**
 * Ways to crash as data: stacks, registers and lines as recorded reports show them, with words for the values of a run.
 *
 * `scripts/record/crash-data.ts` makes them of recorded consoles; `src/kernel/crash` fills in the values and prints them.
 */

/** Name of a way to crash: `sysrq-c`, `exit`, `lkdtm-EXCEPTION`, …; `PARENT/2` is what follows a report that was survived. */
export type CrashPathName = string;

/** A kernel stack as a report showed it, newest frame first. */
export interface RecordedStack {
  /** Stack pointers seen with this stack, as offsets into the task's stack; empty where the report shows none. */
  readonly stackPointers: readonly number[];
  /**
   * What follows `Call Trace:`, one line each: `symbol+0xoffset/0xsize[ [module]]`, with `? ` before it as printed (a word that
   * only looks like a return address); `<TASK>`, `</IRQ>` and the like; `@user` the user's registers, `@0`, `@1` … the blocks of
   * `CrashPath.blocks`. A frame without size has it from `symbols`. On 32-bit ARM `symbol from symbol+0xoffset`.
   */
  readonly frames: string;
  /** Flags register of the fault, and of the user, where they differ from those of the path. */
  readonly flags?: string;
  readonly userFlags?: string;
}

/** Registers at an instruction of the kernel. Values are words of a template, see `crash/register-template.ts`. */
export interface RecordedRegisters {
  /** `symbol+0xoffset/0xsize[ [module]]`, or `=` and a word for an address outside any symbol. */
  readonly instructionPointer: string;
  /** The bytes round it, as the `Code:` line prints them; null where they could not be read. */
  readonly code: string | null;
  readonly flags: string;
  /** Stack pointer as an offset from that of the path; null: it is the path's own. */
  readonly stackPointer?: string;
  /** Link register and ppc64le's trap number and special registers, where the architecture has them. */
  readonly linkRegister?: string;
  readonly trap?: string;
  readonly special?: string;
  /** Printed behind the flags where an interrupt or a system call left it. */
  readonly originalRax?: string;
  /**
   * In the order of the report (x86: RAX, RBX, … R15 without RSP): hexadecimal digits, or a name with an offset, such as `sp`
   * (the stack pointer), `kernel` (start of the text), `modules`, `buffer` (a page of the linear map), `count` (bytes the system
   * call was given). All names: `crash/x86/values.ts`.
   */
  readonly registers: string;
}

/** What made the CPU stop in the kernel, with the registers at that moment. */
export interface RecordedFault extends RecordedRegisters {
  /** `trap`: any other exception, named by `die`. `registers`: a report without death, as of a detector or an NMI. */
  readonly cause: 'page-fault' | 'bug' | 'warn' | 'stack-guard' | 'trap' | 'registers';
  /** Page fault: error code, address (a word) and page table entries from PGD down (words). */
  readonly errorCode?: number;
  readonly address?: string;
  readonly pageTables?: string;
  /** `trap`: what the die line says before ` [#1]`, as `divide error: 0000`. */
  readonly die?: string;
  /** `FILE:LINE` of a BUG or WARN. */
  readonly location?: string;
  /** WARN_ONCE: only the first of this place is told. */
  readonly isOnce?: boolean;
  /** Lines of the report before its `BUG:` or `WARNING:` line, `LEVEL TEXT` each; for a WARN its message. */
  readonly message?: string;
  /** 32-bit ARM: the words of the stack dump. */
  readonly stackWords?: string;
  /** What the task dies from; what the architecture says for the cause where it is not given. */
  readonly signal?: number;
  /** The handler leaves interrupts off: `note: … exited with irqs disabled`. */
  readonly irqsDisabled?: boolean;
  /** The fault ends in `Fatal exception in interrupt`. */
  readonly inInterrupt?: boolean;
}

/** One way to crash, or to be told something: lines, then a report or a panic, then lines again if that was survived. */
export interface CrashPath {
  /** Printed first, `LEVEL TEXT` a line; `%{word}` stands for a value, `%{word:hex}` without leading zeros. */
  readonly before?: string;
  /** Different recordings of the same path; they differ in stale words and in the stack pointer. */
  readonly stacks: readonly RecordedStack[];
  readonly fault: RecordedFault | null;
  /** Registers printed inside the trace, `@0` … in the frames. */
  readonly blocks?: readonly RecordedRegisters[];
  /** The path panics with this message. */
  readonly panic?: string;
  /** Printed when the report was survived, before `next`. */
  readonly after?: string;
  /** Goes on with this path when the report was survived. */
  readonly next?: CrashPathName;
  /** Of a call of the OOM killer: the page that was not to be had, `gfp_mask=…, order=…`. */
  readonly allocation?: string;
  /** The system call the task is in: a key of the user-mode texts; null for a kernel thread. */
  readonly systemCall: string | null;
  /** Who is on the CPU instead of the caller: task name, and the line a worker adds to the header. */
  readonly runsAs?: { readonly comm: string; readonly pid: number; readonly worker?: string };
}

/** Paths of one family, and symbols that no frame names; several make the text of a kernel (`composeCrash`). */
export interface CrashData {
  /** One symbol a line: `NAME SIZE [@ADDRESS] [MODULE]`, hexadecimal. Addresses only where a recording shows them. */
  readonly symbols: string;
  readonly paths: Readonly<Record<CrashPathName, CrashPath>>;
}

/** Facts of a kernel together with the data of its families. The first family to name a path keeps it. */
export function composeCrash<Facts extends object>(facts: Facts, ...families: readonly CrashData[]): Facts & CrashData {
  const paths = Object.assign({}, ...families.toReversed().map((family) => family.paths));
  return { ...facts, symbols: families.map(({ symbols }) => symbols.trim()).join('\n'), paths };
}
