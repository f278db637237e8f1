/** Registers of a program, x86-64: Linux v6.1 and v6.12 `arch/x86/kernel/process_64.c` (__show_regs with SHOW_REGS_USER). */
import type { RegisterName } from './cpu-fault.ts';

/** CONFIG_MESSAGE_LOGLEVEL_DEFAULT. */
export const KERN_DEFAULT = 4;

export interface UserRegisters {
  readonly ip: bigint;
  readonly stackPointer: bigint;
  readonly flags: number;
  /** Number of the system call it is in; null: it is in none. */
  readonly systemCall: number | null;
  /** Those that are not 0. */
  readonly general: Readonly<Partial<Record<RegisterName, bigint>>>;
}

const ROWS = [
  ['RAX', 'RBX', 'RCX'],
  ['RDX', 'RSI', 'RDI'],
  ['RBP', 'R08', 'R09'],
  ['R10', 'R11', 'R12'],
  ['R13', 'R14', 'R15'],
] as const;

const wide = (value: bigint | number): string => value.toString(16).padStart(16, '0');

/** The block from `RIP:` to the segment bases; `code`: the line of its opcodes. */
export function userRegistersText(registers: UserRegisters, code: string): string[] {
  const { ip, stackPointer, flags, systemCall, general } = registers;
  const call = systemCall === null ? '' : ` ORIG_RAX: ${wide(systemCall)}`;
  const value = (name: string) => wide(general[name.toLowerCase() as RegisterName] ?? 0n);
  return [
    `RIP: 0033:0x${ip.toString(16)}`,
    code,
    `RSP: 002b:${wide(stackPointer)} EFLAGS: ${flags.toString(16).padStart(8, '0')}${call}`,
    ...ROWS.map((row) => row.map((name) => `${name}: ${value(name)}`).join(' ')),
    `FS:  ${wide(0)} GS:  ${wide(0)}`,
  ];
}
