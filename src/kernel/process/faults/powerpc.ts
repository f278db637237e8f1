/**
 * Faults of programs on ppc64le.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/traps.c` (show_signal_msg), `arch/powerpc/mm/fault.c` (sanity_check_fault) and
 * `arch/powerpc/kernel/process.c` (show_user_instructions, show_regs). Of a program's memory only its text counts as touched: a page that is not in
 * its tables yet is shown as if nobody could read it.
 */
import { registerLines } from '../../crash/powerpc/registers.ts';
import { hex64 } from '../../crash/register-template.ts';
import { KERN_DEFAULT } from '../../crash/stack-dump.ts';
import { taintText } from '../../crash/taint.ts';
import { KERN_INFO } from '../../printk/levels.ts';
import type { PowerpcCause, UserRegisters } from '../cpu-fault.ts';
import type { UserImage } from '../user-image.ts';
import { type FaultArchitecture, type FaultSpeech, mappingText } from './architecture.ts';

const KERN_CRIT = 2;
const NAMES: Readonly<Record<number, string>> = {
  4: 'illegal instruction',
  7: 'bus error',
  8: 'floating point exception',
  11: 'segfault',
};
const DATA_STORAGE = 0x300;
const SCV = 0x3000;
const NOT_AT_ALL = (1n << 64n) - 1n;
/** What is above belongs to the kernel. */
const TASK_SIZE = 1n << 52n;
const WORD_BYTES = 4;
const WORDS = 16;
const WORDS_BEFORE = 12;
const WORDS_A_LINE = 8;
/** Where a task's saved registers lie in its kernel stack of 16 KiB. */
const STACK_BYTES = 0x4000;
const SAVED_OFFSET = 0x3e80;
const LINEAR_MAP = 0xc000000000000000n;
const MSR = 0x800000000000d033n;
const GENERAL = Array.from({ length: 32 }, (_, index) => `r${index}`);

export const powerpcFaults: FaultArchitecture = {
  calls: { read: 3, nanosleep: 246, wait: 114, kill: 37 },
  instructionBytes: 4,
  always({ comm, pid, uid, fault: { cause } }, { printk, accessLimit }) {
    if (cause.kind !== 'interrupt' || cause.vector !== DATA_STORAGE) return;
    if (cause.address < TASK_SIZE || cause.address === NOT_AT_ALL || !accessLimit.allows()) return;
    const what = `User access of kernel address (${cause.address.toString(16)}) - exploit attempt?`;
    printk(KERN_CRIT, `${comm}[${pid}]: ${what} (uid: ${uid})`);
  },
  tell({ comm, pid, image, fault: { signal, ip, cause }, registers }, { printk, isNew }) {
    if (cause.kind !== 'interrupt') return;
    const what = `${NAMES[signal] ?? 'unhandled trap'} (${signal}) at ${cause.address.toString(16)}`;
    const link = (registers.general['lr'] ?? 0n).toString(16);
    const where = `nip ${ip.toString(16)} lr ${link} code ${cause.code.toString(16)}${mappingText(image, ip, isNew)}`;
    printk(KERN_INFO, `${comm}[${pid}]: ${what} ${where}`);
    for (const line of codeLines(image, ip)) printk(KERN_INFO, `${comm}[${pid}]: code: ${line}`);
  },
  showRegisters,
  stackOverflow: (address) => ({
    cause: { kind: 'interrupt', vector: DATA_STORAGE, code: 1, address, status: 0x42000000 },
    flags: MSR,
  }),
  inSystemCall: (number) => ({
    flags: 0x800000000280f033n,
    general: { r0: BigInt(number) },
    cause: { kind: 'interrupt', vector: SCV, code: 0, address: 0n, status: null },
  }),
};

/** Two lines of eight words; the instruction itself in `<>`. */
function codeLines({ read, text }: UserImage, ip: bigint): string[] {
  const words = Array.from({ length: WORDS }, (_, index) => {
    const at = BigInt.asUintN(64, ip + BigInt((index - WORDS_BEFORE) * WORD_BYTES));
    const bytes = at >= text.start && at < text.end ? read(at, WORD_BYTES) : null;
    if (bytes === null) return 'XXXXXXXX ';
    const digits = Array.from(bytes.toReversed(), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return index === WORDS_BEFORE ? `<${digits}> ` : `${digits} `;
  });
  return [words.slice(0, WORDS_A_LINE), words.slice(WORDS_A_LINE)].map((line) => line.join(''));
}

function showRegisters(registers: UserRegisters, _: UserImage, { printk, environment, random }: FaultSpeech): void {
  const { ip, flags, general, stackPointer } = registers;
  const { kernel, text, taint, systemRam } = environment();
  const stacks = Math.floor((systemRam[0]?.end ?? 0) / STACK_BYTES);
  const value = (name: string) => general[name] ?? 0n;
  const cause: PowerpcCause | null = registers.cause?.kind === 'interrupt' ? registers.cause : null;
  const vector = cause?.vector ?? 0;
  const packageId = text.crash.architecture === 'ppc64le' ? text.crash.packageId : '';
  const lines = registerLines({
    nip: ip,
    link: value('lr'),
    counter: value('ctr'),
    condition: value('cr'),
    exception: value('xer'),
    saved: LINEAR_MAP + BigInt(random.int(Math.max(1, stacks)) * STACK_BYTES + SAVED_OFFSET),
    trap: vector.toString(16).padStart(4, '0'),
    kernel: `${taintText(taint, text.stackDump.taintFlags)}  (${kernel.release}${packageId})`,
    msr: flags,
    cameFrom: vector === SCV ? null : value('cfar'),
    masked: false,
    data: cause?.status == null ? null : { address: cause.address, status: cause.status },
    general: GENERAL.map((name) => (name === 'r1' ? stackPointer : value(name))),
  });
  for (const line of lines) printk(KERN_DEFAULT, line);
  printk(KERN_DEFAULT, `NIP [${hex64(ip)}] 0x${ip.toString(16)}`);
  printk(KERN_DEFAULT, `LR [${hex64(value('lr'))}] 0x${value('lr').toString(16)}`);
  printk(KERN_DEFAULT, 'Call Trace:');
}
