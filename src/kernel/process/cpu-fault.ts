/** What stops a program at an instruction: an exception of the processor, as `force_sig_fault` and its kin get it. */

/** Values by the name that the processor's own reports give them in lower case (`rax`, `x2`, `r5`, `ctr`); those that are not there are 0. */
export type RegisterValues = Readonly<Record<string, bigint>>;

export interface CpuFault {
  readonly signal: number;
  readonly ip: bigint;
  readonly cause: FaultCause;
  readonly registers: RegisterValues;
  /** EFLAGS, PSTATE, PSR or MSR. */
  readonly flags: bigint;
  /** Which register holds the address of argv[1]. */
  readonly argumentRegister?: string;
}

/** Each architecture knows its own causes. */
export type FaultCause =
  | { readonly kind: 'page'; readonly address: bigint; readonly errorCode: number }
  | { readonly kind: 'trap'; readonly name: string }
  | Arm64Cause
  | ArmCause
  | PowerpcCause;

/**
 * arm64. `syndrome`: what the thread keeps of ESR_EL1, null where nothing; `name`: the exception in the kernel's words. `kernelAddress`: what it
 * reached for of the kernel's; the name is then that of a page that is there.
 */
export interface Arm64Cause {
  readonly kind: 'exception';
  readonly name: string;
  readonly syndrome: number | null;
  /** What it reached for; absent: the instruction's own place. */
  readonly address?: bigint;
  readonly kernelAddress?: bigint;
}

/** 32-bit ARM. `told`: what the kernel says of it under any setting, null for the most. */
export interface ArmCause {
  readonly kind: 'abort';
  readonly told: string | null;
  /** `si_code` and `si_addr`. */
  readonly code: number;
  readonly address: bigint;
}

/** ppc64le. `vector`: number of the interrupt; `code`: `si_code`; `status`: DSISR where the interrupt sets it. */
export interface PowerpcCause {
  readonly kind: 'interrupt';
  readonly vector: number;
  readonly code: number;
  readonly address: bigint;
  readonly status: number | null;
}

/** The registers of a program as the kernel saved them. */
export interface UserRegisters {
  readonly ip: bigint;
  readonly stackPointer: bigint;
  readonly flags: bigint;
  /** Number of the system call it is in; null: it is in none. */
  readonly systemCall: number | null;
  readonly general: RegisterValues;
  readonly cause: FaultCause | null;
}
