/**
 * Register blocks of an x86-64 report.
 *
 * Mirrors Linux v6.1 `arch/x86/kernel/process_64.c` (__show_regs) and `dumpstack.c` (show_iret_regs, show_opcodes). Debug
 * registers and protection keys are left out: at their defaults they are not printed.
 */
import type { RecordedFault, RecordedRegisters, RecordedStack } from '../../../profiles/crash-data.ts';
import { userMode } from '../../../profiles/kernels/user-mode.data.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { crashPath } from '../crash-path.ts';
import { instructionAddress } from '../data-code.ts';
import { evaluate, hex64, type Names } from '../register-template.ts';
import { siteNames } from '../site-names.ts';
import { KERN_DEFAULT } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';

const CR0 = '0000000080050033';
/** CR2 when nothing of the kernel faulted: the user's last page fault, in busybox's data. */
const LAST_USER_FAULT = 0x559c5an;
/** The `Code:` line begins this many bytes before the instruction. */
const CODE_PROLOGUE = 42;
/** OPCODE_BUFSIZE. */
const CODE_BYTES = 64;

/** Registers of the path's own instruction, through CR4. */
export function showRegisters(
  environment: CrashEnvironment,
  site: CrashSite,
  printk: PrintkFunction,
  level = KERN_DEFAULT,
): void {
  const { fault, stack } = recordedFault(environment, site);
  registerBlock(environment, { site, registers: fault, flags: stack?.flags }, printk, level);
  controlRegisters(environment, site, printk, level);
}

/** The fault of the site's path and the recorded stack it shows. */
export function recordedFault(
  environment: CrashEnvironment,
  site: CrashSite,
): { readonly fault: RecordedFault; readonly stack: RecordedStack | undefined } {
  const { fault, stacks } = crashPath(environment, site.path);
  assert(fault !== null, `${site.path} is no fault`);
  return { fault, stack: stacks[site.stack] };
}

/**
 * The registers of the first oops as a later report repeats them: the general ones are the first's, segment bases and control
 * registers are read anew and so are those of `current`.
 */
export function executiveSummary(
  environment: CrashEnvironment,
  { first, current }: { readonly first: CrashSite; readonly current: CrashSite },
  printk: PrintkFunction,
): void {
  const { fault, stack } = recordedFault(environment, first);
  registerBlock(environment, { site: first, registers: fault, flags: stack?.flags }, printk, KERN_DEFAULT);
  controlRegisters(environment, current, printk, KERN_DEFAULT);
}

/** `RIP:`, `Code:`, `RSP:` and the general registers. */
export function registerBlock(
  environment: CrashEnvironment,
  block: { readonly site: CrashSite; readonly registers: RecordedRegisters; readonly flags?: string | undefined },
  printk: PrintkFunction,
  level: number,
): void {
  const { site, registers } = block;
  const names = siteNames(site);
  const at = instructionPlace(environment, registers, names);
  printk(level, `RIP: 0010:${at}`);
  printk(level, `Code: ${codeText(environment, instructionAddress(environment, registers, names))}`);
  const sp = hex64(evaluate(registers.stackPointer ?? 'sp', names)[0]!);
  const original =
    registers.originalRax === undefined ? '' : ` ORIG_RAX: ${hex64(evaluate(registers.originalRax, names)[0]!)}`;
  printk(level, `RSP: 0018:${sp} EFLAGS: ${block.flags ?? registers.flags}${original}`);
  generalRegisters(evaluate(registers.registers, names), printk, level);
}

function instructionPlace(
  environment: CrashEnvironment,
  { instructionPointer }: RecordedRegisters,
  names: Names,
): string {
  if (!instructionPointer.startsWith('=')) {
    return SymbolTable.of(environment.text.crash).format(instructionPointer);
  }
  return `0x${BigInt.asUintN(64, evaluate(instructionPointer.slice(1), names)[0]!).toString(16)}`;
}

/** `show_opcodes`: the bytes round an instruction. */
export function codeText({ read }: CrashEnvironment, instruction: bigint): string {
  const start = BigInt.asUintN(64, instruction - BigInt(CODE_PROLOGUE));
  const bytes = read(start, CODE_BYTES);
  if (bytes === null) return `Unable to access opcode bytes at 0x${start.toString(16)}.`;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  digits[CODE_PROLOGUE] = `<${digits[CODE_PROLOGUE]}>`;
  return digits.join(' ');
}

/** Registers of the user at the system call; printed inside the trace, before `</TASK>`. */
export function userRegisters(
  environment: CrashEnvironment,
  site: CrashSite,
  printk: PrintkFunction,
  level = KERN_DEFAULT,
): void {
  const path = crashPath(environment, site.path);
  const user = path.systemCall === null ? undefined : userMode[path.systemCall];
  assert(user !== undefined, `${site.path} has no user registers`);
  const names = siteNames(site);
  printk(level, `RIP: 0033:0x${user.instructionPointer}`);
  printk(level, `Code: ${user.code}`);
  const number = user.systemCallNumber === null ? '' : ` ORIG_RAX: ${user.systemCallNumber.padStart(16, '0')}`;
  const flags = path.stacks[site.stack]?.userFlags ?? user.flags;
  printk(level, `RSP: 002b:${hex64(names['usp']!)} EFLAGS: ${flags}${number}`);
  generalRegisters(evaluate(user.registers, names), printk, level);
}

const NAMES = ['RAX', 'RBX', 'RCX', 'RDX', 'RSI', 'RDI', 'RBP', 'R08', 'R09', 'R10', 'R11', 'R12', 'R13', 'R14', 'R15'];

function generalRegisters(values: readonly bigint[], printk: PrintkFunction, level: number): void {
  assert(values.length === NAMES.length, `${values.length} register values`);
  for (let i = 0; i < NAMES.length; i += 3) {
    printk(level, [i, i + 1, i + 2].map((n) => `${NAMES[n]}: ${hex64(values[n]!)}`).join(' '));
  }
}

function controlRegisters(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction, level: number): void {
  const { crash } = environment.text;
  assert(crash.architecture === 'x86_64', 'x86 registers of another architecture');
  const names = siteNames(site);
  const { fault, systemCall } = crashPath(environment, site.path);
  const fs = systemCall === null ? 0n : names['heap']!;
  printk(level, `FS:  ${hex64(fs)}(0000) GS:${hex64(evaluate(crash.gs, names)[0]!)}(0000) knlGS:${'0'.repeat(16)}`);
  printk(level, `CS:  0010 DS: 0000 ES: 0000 CR0: ${CR0}`);
  const cr2 = fault === null ? LAST_USER_FAULT : lastFaultAddress(fault, names);
  const cr4 = site.cpu === 0 ? crash.cr4 : (crash.secondaryCr4 ?? crash.cr4);
  printk(level, `CR2: ${hex64(cr2)} CR3: ${hex64(names['cr3']!)} CR4: ${cr4.padStart(16, '0')}`);
}

/** What CR2 holds when the registers are shown: reading the code bytes may have faulted too. */
function lastFaultAddress(fault: RecordedFault, names: Names): bigint {
  if (fault.code === null && fault.instructionPointer.startsWith('=')) {
    return evaluate(fault.instructionPointer.slice(1), names)[0]! - BigInt(CODE_PROLOGUE);
  }
  return faultAddress(fault, names) ?? LAST_USER_FAULT;
}

/** The address a page fault was at; null for other faults. */
export function faultAddress(fault: RecordedFault, names: Names): bigint | null {
  return fault.address === undefined ? null : evaluate(fault.address, names)[0]!;
}
