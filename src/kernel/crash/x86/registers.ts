/**
 * Register blocks of an x86-64 report.
 *
 * Mirrors Linux v6.1 `arch/x86/kernel/process_64.c` (__show_regs) and `dumpstack.c` (show_iret_regs, show_opcodes). Debug
 * registers and protection keys are left out: at their defaults they are not printed.
 */
import { userMode } from '../../../profiles/kernels/user-mode.data.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { crashPath } from '../crash-site.ts';
import { KERN_DEFAULT } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';

const CR0 = '0000000080050033';

/** Registers of the faulting instruction, through CR4. */
export function faultRegisters(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  instruction(environment, site, printk);
  controlRegisters(site, printk);
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
  instruction(environment, first, printk);
  controlRegisters(current, printk);
}

function instruction(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  const { fault } = crashPath(environment, site.path);
  assert(fault !== null && site.fault !== null, `${site.path} has no registers`);
  const at = SymbolTable.of(environment.text.crash).format(fault.instructionPointer);
  printk(KERN_DEFAULT, `RIP: 0010:${at}`);
  printk(KERN_DEFAULT, `Code: ${fault.code}`);
  printk(KERN_DEFAULT, `RSP: 0018:${site.fault.stackPointer} EFLAGS: ${fault.flags}`);
  generalRegisters(site.fault.registers, printk);
}

/** Registers of the user at the system call; printed inside the trace, before `</TASK>`. */
export function userRegisters(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  assert(site.user !== null, `${site.path} has no user registers`);
  const { instructionPointer, code, flags, systemCallNumber } = userMode[crashPath(environment, site.path).systemCall];
  printk(KERN_DEFAULT, `RIP: 0033:0x${instructionPointer}`);
  printk(KERN_DEFAULT, `Code: ${code}`);
  const number = systemCallNumber.padStart(16, '0');
  printk(KERN_DEFAULT, `RSP: 002b:${site.user.stackPointer} EFLAGS: ${flags} ORIG_RAX: ${number}`);
  generalRegisters(site.user.registers, printk);
}

const NAMES = ['RAX', 'RBX', 'RCX', 'RDX', 'RSI', 'RDI', 'RBP', 'R08', 'R09', 'R10', 'R11', 'R12', 'R13', 'R14', 'R15'];

function generalRegisters(values: readonly string[], printk: PrintkFunction): void {
  assert(values.length === NAMES.length, `${values.length} register values`);
  for (let i = 0; i < NAMES.length; i += 3) {
    printk(KERN_DEFAULT, [i, i + 1, i + 2].map((n) => `${NAMES[n]}: ${values[n]}`).join(' '));
  }
}

function controlRegisters({ fault }: CrashSite, printk: PrintkFunction): void {
  assert(fault !== null, 'a site without registers');
  const { fs, gs, cr2, cr3, cr4 } = fault;
  printk(KERN_DEFAULT, `FS:  ${fs}(0000) GS:${gs}(0000) knlGS:${'0'.repeat(16)}`);
  printk(KERN_DEFAULT, `CS:  0010 DS: 0000 ES: 0000 CR0: ${CR0}`);
  printk(KERN_DEFAULT, `CR2: ${cr2} CR3: ${cr3} CR4: ${cr4}`);
}
