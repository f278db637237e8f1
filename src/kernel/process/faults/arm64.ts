/**
 * Faults of programs on arm64.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/arm64/kernel/traps.c` (arm64_show_signal), `esr_get_class_string` there and `process.c` (show_regs,
 * which has no trace to show for a program).
 */
import { pstateText, registerRows } from '../../crash/arm64/registers.ts';
import type { CrashEnvironment } from '../../crash/crash-environment.ts';
import { hex64 } from '../../crash/register-template.ts';
import { KERN_DEFAULT } from '../../crash/stack-dump.ts';
import { KERN_INFO } from '../../printk/levels.ts';
import type { Arm64Cause, UserRegisters } from '../cpu-fault.ts';
import { type FaultArchitecture, type FaultSpeech, mappingText } from './architecture.ts';

/** Exception classes, the top bits of a syndrome. */
const CLASSES: Readonly<Record<number, string>> = { 32: 'IABT (lower EL)', 36: 'DABT (lower EL)' };
const CLASS_SHIFT = 26;
/** Speculative store bypass is safe: `ssbs_thread_switch` sets it whenever the task is switched to. */
const PSR_SSBS_BIT = 1n << 12n;
/** As recorded for an address between the modules and the kernel; elsewhere the level may be another. */
const NOT_THERE = 'level 1 translation fault';
/** Less than any kernel's text has. */
const TEXT_BYTES = 0x800000n;
/** A write, and no page at the last level. */
const ESR_OVERFLOW = 0x92000047;
const REGISTERS = Array.from({ length: 30 }, (_, index) => `x${29 - index}`);

export const arm64Faults: FaultArchitecture = {
  calls: { read: 63, nanosleep: 115, wait: 260, kill: 129 },
  instructionBytes: 4,
  tell({ comm, pid, image, fault, registers }, speech) {
    const { cause, ip } = fault;
    if (cause.kind !== 'exception') return;
    const what = `unhandled exception: ${exceptionText(cause, speech)}${mappingText(image, ip, speech.isNew)}`;
    speech.printk(KERN_INFO, `${comm}[${pid}]: ${what}`);
    speech.header();
    showRegisters(registers, speech);
  },
  // Printing the fault takes long enough for others to run.
  flagsAfterTold: (flags) => flags | PSR_SSBS_BIT,
  showRegisters: (registers, _, speech) => showRegisters(registers, speech),
  stackOverflow: (address) => ({
    cause: { kind: 'exception', address, syndrome: ESR_OVERFLOW, name: 'level 3 translation fault' },
    flags: 0x60000000n,
  }),
  inSystemCall: (number) => ({ flags: 0x60000000n | PSR_SSBS_BIT, general: { x8: BigInt(number) }, cause: null }),
};

function exceptionText({ name, syndrome, kernelAddress }: Arm64Cause, { environment }: FaultSpeech): string {
  if (syndrome === null) return name;
  const isThere = kernelAddress === undefined || isKernelText(kernelAddress, environment());
  const what = `ESR 0x${hex64(BigInt(syndrome))}, ${isThere ? name : NOT_THERE}`;
  return `${CLASSES[syndrome >>> CLASS_SHIFT] ?? 'UNRECOGNIZED EC'}, ${what}`;
}

function isKernelText(address: bigint, { addresses }: CrashEnvironment): boolean {
  const start = BigInt(`0x${addresses.text}`);
  return address >= start && address < start + TEXT_BYTES;
}

function showRegisters({ ip, stackPointer, flags, general }: UserRegisters, { printk }: FaultSpeech): void {
  printk(KERN_DEFAULT, `pstate: ${pstateText(flags)}`);
  printk(KERN_DEFAULT, `pc : ${hex64(ip)}`);
  printk(KERN_DEFAULT, `lr : ${hex64(general['lr'] ?? 0n)}`);
  printk(KERN_DEFAULT, `sp : ${hex64(stackPointer)}`);
  for (const row of registerRows(REGISTERS.map((name) => general[name] ?? 0n))) printk(KERN_DEFAULT, row);
}
