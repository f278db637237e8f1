/**
 * Faults of programs on x86-64.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/mm/fault.c` (show_signal_msg), `arch/x86/kernel/traps.c` (show_signal),
 * `arch/x86/kernel/dumpstack.c` (show_opcodes), `arch/x86/kernel/process_64.c` (__show_regs with SHOW_REGS_USER) and `mm/memory.c`
 * (print_vma_addr). All run on CPU 0, so core and socket are 0.
 */
import { KERN_DEFAULT } from '../../crash/stack-dump.ts';
import { KERN_EMERG, KERN_INFO } from '../../printk/levels.ts';
import type { UserRegisters } from '../cpu-fault.ts';
import type { UserImage } from '../user-image.ts';
import { type FaultArchitecture, type FaultSpeech, mappingText, type UserFault } from './architecture.ts';

const INIT_PID = 1;
/** Bytes shown before the instruction, and all of them. */
const PROLOGUE_BYTES = 42n;
const OPCODE_BYTES = 64;
const ROWS = [
  ['RAX', 'RBX', 'RCX'],
  ['RDX', 'RSI', 'RDI'],
  ['RBP', 'R08', 'R09'],
  ['R10', 'R11', 'R12'],
  ['R13', 'R14', 'R15'],
] as const;

const wide = (value: bigint | number): string => value.toString(16).padStart(16, '0');

export const x86Faults: FaultArchitecture = {
  calls: { read: 0, nanosleep: 230, wait: 61, kill: 62 },
  instructionBytes: 1,
  tell,
  showRegisters(registers, image, { printk }) {
    for (const line of registersText(registers, opcodesText(image, registers.ip))) printk(KERN_DEFAULT, line);
  },
  stackOverflow: (address) => ({ cause: { kind: 'page', address, errorCode: 6 }, flags: 0x10206n }),
  inSystemCall: () => ({ flags: 0x202n, general: {}, cause: null }),
};

function tell({ comm, pid, image, fault, registers }: UserFault, { printk, isNew }: FaultSpeech): void {
  const { ip, cause } = fault;
  const { stackPointer } = registers;
  const where = mappingText(image, ip, isNew);
  if (cause.kind === 'trap') {
    const at = `ip:${ip.toString(16)} sp:${stackPointer.toString(16)} error:0`;
    printk(KERN_INFO, `traps: ${comm}[${pid}] ${cause.name} ${at}${where}`);
  } else if (cause.kind === 'page') {
    const level = pid === INIT_PID ? KERN_EMERG : KERN_INFO;
    const at = `${cause.address.toString(16)} ip ${wide(ip)} sp ${wide(stackPointer)} error ${cause.errorCode.toString(16)}`;
    printk(level, `${comm}[${pid}]: segfault at ${at}${where} likely on CPU 0 (core 0, socket 0)`);
    printk(level, opcodesText(image, ip));
  }
}

/** `Code: … <c7> …`. */
function opcodesText(image: UserImage, ip: bigint): string {
  const start = BigInt.asUintN(64, ip - PROLOGUE_BYTES);
  const bytes = image.read(start, OPCODE_BYTES);
  if (bytes === null) return `Code: Unable to access opcode bytes at 0x${start.toString(16)}.`;
  const digits = Array.from(bytes, (byte, at) => {
    const hex = byte.toString(16).padStart(2, '0');
    return at === Number(PROLOGUE_BYTES) ? `<${hex}>` : hex;
  });
  return `Code: ${digits.join(' ')}`;
}

/** The block from `RIP:` to the segment bases; `code`: the line of its opcodes. */
function registersText(registers: UserRegisters, code: string): string[] {
  const { ip, stackPointer, flags, systemCall, general } = registers;
  const call = systemCall === null ? '' : ` ORIG_RAX: ${wide(systemCall)}`;
  const value = (name: string) => wide(general[name.toLowerCase()] ?? 0n);
  return [
    `RIP: 0033:0x${ip.toString(16)}`,
    code,
    `RSP: 002b:${wide(stackPointer)} EFLAGS: ${flags.toString(16).padStart(8, '0')}${call}`,
    ...ROWS.map((row) => row.map((name) => `${name}: ${value(name)}`).join(' ')),
    `FS:  ${wide(0)} GS:  ${wide(0)}`,
  ];
}
