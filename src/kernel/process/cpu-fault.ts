/** What stops a program at an instruction: an exception of the processor, as `force_sig_fault` gets it. Registers are those of x86-64. */
export interface CpuFault {
  readonly signal: number;
  readonly ip: bigint;
  /** `name`: the exception in the kernel's words, `trap divide error`. */
  readonly cause:
    | { readonly kind: 'page'; readonly address: bigint; readonly errorCode: number }
    | { readonly kind: 'trap'; readonly name: string };
  /** Those that are not 0. */
  readonly registers: Readonly<Partial<Record<RegisterName, bigint>>>;
  /** EFLAGS. */
  readonly flags: number;
  /** Which register holds the address of argv[1]. */
  readonly argumentRegister?: RegisterName;
}

export type RegisterName = 'rax' | 'rcx' | 'rdx' | 'rbx' | 'rsi' | 'rdi' | 'rbp';
