/**
 * What an architecture adds to the fault of a program: the face behind which `x86.ts`, `arm64.ts` and the others lie.
 *
 * The common part is `../fault.ts`. Functions print at once and change nothing.
 */
import type { RandomStream } from '../../../sim/random.ts';
import type { CrashEnvironment, PrintkFunction } from '../../crash/crash-environment.ts';
import type { RateLimit } from '../../rate-limit.ts';
import type { CpuFault, FaultCause, UserRegisters } from '../cpu-fault.ts';
import type { UserImage } from '../user-image.ts';

/** One fault: of whom, where, and with what in the registers. */
export interface UserFault {
  readonly comm: string;
  readonly pid: number;
  readonly uid: number;
  readonly image: UserImage;
  readonly fault: CpuFault;
  readonly registers: UserRegisters;
}

/** How it is said. */
export interface FaultSpeech {
  readonly printk: PrintkFunction;
  /** `CPU: … PID: … Comm: …` and `Hardware name: …` of the task. */
  readonly header: () => void;
  /** The mappings of 6.12. */
  readonly isNew: boolean;
  readonly environment: () => CrashEnvironment;
  /** Of messages about reads and writes of the kernel's addresses. */
  readonly accessLimit: RateLimit;
  /** For what a report shows of this run's memory. */
  readonly random: RandomStream;
}

/** Numbers of the system calls in which a program is found. */
interface CallNumbers {
  readonly read: number;
  readonly nanosleep: number;
  readonly wait: number;
  readonly kill: number;
}

export interface FaultArchitecture {
  readonly calls: CallNumbers;
  /** What instructions are aligned to. */
  readonly instructionBytes: number;
  /** What is said whatever `debug.exception-trace` says; absent: nothing. */
  always?(fault: UserFault, speech: FaultSpeech): void;
  /** What is said with `debug.exception-trace`; absent where there is no such thing. */
  tell?(fault: UserFault, speech: FaultSpeech): void;
  /** The flags when `print-fatal-signals` comes after the fault itself was told; absent: as they were. */
  flagsAfterTold?(flags: bigint): bigint;
  /** The registers that `print-fatal-signals` shows, behind the header. */
  showRegisters(registers: UserRegisters, image: UserImage, speech: FaultSpeech): void;
  /** The stack grew down to an address that it may not reach. */
  stackOverflow(address: bigint): Pick<UserRegisters, 'flags'> & { readonly cause: FaultCause };
  /** What is known of a program in the middle of a system call. */
  inSystemCall(number: number): Pick<UserRegisters, 'flags' | 'general' | 'cause'>;
}

/**
 * ` in NAME[START+SIZE]`. Up to 6.3 the first mapping that ends above the place counts, even where it does not hold it; later only one that
 * does, and the place in the file is told as well. Nothing for memory without a file. When it changed between 6.1 and 6.12 is from reports of
 * others [read].
 */
export function mappingText({ areas, name }: UserImage, ip: bigint, isNew: boolean): string {
  const area = areas.find(({ end }) => ip < end);
  if (area === undefined || area.ino === 0 || (isNew && ip < area.start)) return '';
  const size = `${area.start.toString(16)}+${(area.end - area.start).toString(16)}`;
  return ` in ${name}[${isNew ? `${(ip - area.start + area.offset).toString(16)},` : ''}${size}]`;
}
