/**
 * Faults of programs on 32-bit ARM: silent but for an abort that no handler takes, since Debian builds without DEBUG_USER.
 *
 * Mirrors Linux v4.19 and v6.1 `arch/arm/mm/fault.c` (do_PrefetchAbort) and `arch/arm/kernel/process.c` (__show_regs). Left out: the kernel's own
 * stack that 4.19 shows behind the registers.
 */
import { flagsText, hex32, registerRows } from '../../crash/arm/registers.ts';
import { KERN_DEFAULT } from '../../crash/stack-dump.ts';
import type { FaultArchitecture } from './architecture.ts';

const KERN_ALERT = 1;
/** Condition codes of an equal comparison, user mode. */
const PSR = 0x60000010n;
/** A first level table has 16 KiB; the flags of TTBR0 on several CPUs. */
const TABLE_BYTES = 0x4000;
const TABLE_FLAGS = 0x6a;
const SEGV_MAPERR = 1;
const REGISTERS = ['ip', 'fp', 'r10', 'r9', 'r8', 'r7', 'r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0'];

export const armFaults: FaultArchitecture = {
  calls: { read: 3, nanosleep: 265, wait: 114, kill: 37 },
  instructionBytes: 4,
  always({ fault: { cause } }, { printk, environment }) {
    if (cause.kind !== 'abort' || cause.told === null) return;
    const { crash } = environment().text;
    if (crash.architecture === 'arm' && crash.report.faultStart === 'cut-here')
      printk(KERN_ALERT, '8<--- cut here ---');
    printk(KERN_ALERT, `Unhandled ${cause.told}`);
  },
  showRegisters({ ip, stackPointer, flags, general }, _, { printk, environment, random }) {
    const value = (name: string) => general[name] ?? 0n;
    printk(KERN_DEFAULT, `PC is at 0x${ip.toString(16)}`);
    printk(KERN_DEFAULT, `LR is at 0x${value('lr').toString(16)}`);
    printk(KERN_DEFAULT, `pc : [<${hex32(ip)}>]    lr : [<${hex32(value('lr'))}>]    psr: ${hex32(flags)}`);
    for (const row of registerRows(stackPointer, REGISTERS.map(value))) printk(KERN_DEFAULT, row);
    printk(KERN_DEFAULT, flagsText(Number(flags), 'user'));
    const { start = 0, end = TABLE_BYTES } = environment().systemRam[0] ?? {};
    const table = start + random.int(Math.max(1, Math.floor((end - start) / TABLE_BYTES))) * TABLE_BYTES;
    printk(KERN_DEFAULT, `Control: 10c5387d  Table: ${hex32(BigInt(table + TABLE_FLAGS))}  DAC: 00000055`);
  },
  stackOverflow: (address) => ({ cause: { kind: 'abort', told: null, code: SEGV_MAPERR, address }, flags: PSR }),
  inSystemCall: (number) => ({ flags: PSR, general: { r7: BigInt(number) }, cause: null }),
};
