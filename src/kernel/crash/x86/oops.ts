/**
 * What an x86-64 kernel says when it faults, up to the end mark.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/mm/fault.c` (show_fault_oops), `arch/x86/kernel/dumpstack.c` (__die_header,
 * __die_body), `lib/bug.c` and `kernel/panic.c` (__warn).
 */
import type { RecordedFault } from '../../../profiles/kernel-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { crashPath } from '../crash-site.ts';
import { KERN_DEFAULT, modulesText, stackDumpHeader } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { callTrace } from './call-trace.ts';
import { faultRegisters } from './registers.ts';

const KERN_ALERT = 1;
const KERN_CRIT = 2;
const KERN_INFO = 6;
/** Page fault error code: a write in kernel mode to a page that is not present. */
const ERROR_CODE_WRITE = '0002';

/** The report of a fault, without the end mark. `dieCount` is 1 for the first of this boot. */
export function oopsReport(
  environment: CrashEnvironment,
  { site, dieCount }: { readonly site: CrashSite; readonly dieCount: number },
  printk: PrintkFunction,
): void {
  const fault = recordedFault(environment, site);
  const isPageFault = fault.cause === 'null-write';
  if (isPageFault) pageFaultHeader(site, printk);
  else bugHeader(fault, printk);
  printk(
    KERN_DEFAULT,
    `${dieLine(environment, isPageFault ? `Oops: ${ERROR_CODE_WRITE}` : 'invalid opcode: 0000', dieCount)}`,
  );
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  faultRegisters(environment, site, printk);
  callTrace(environment, site, printk);
  modulesText(environment, printk);
  if (isPageFault) printk(KERN_DEFAULT, `CR2: ${site.fault!.cr2}`);
}

/** A WARN, up to and without its end mark. */
export function warningReport(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  const { instructionPointer, location } = recordedFault(environment, site);
  const at = SymbolTable.of(environment.text.crash).format(instructionPointer);
  printk(KERN_DEFAULT, '------------[ cut here ]------------');
  printk(KERN_DEFAULT, `WARNING: CPU: ${site.cpu} PID: ${site.task.pid} at ${location} ${at}`);
  modulesText(environment, printk);
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  faultRegisters(environment, site, printk);
  callTrace(environment, site, printk);
}

function recordedFault(environment: CrashEnvironment, site: CrashSite): RecordedFault {
  const { fault } = crashPath(environment, site.path);
  assert(fault !== null, `${site.path} is no fault`);
  return fault;
}

function pageFaultHeader({ fault }: CrashSite, printk: PrintkFunction): void {
  assert(fault !== null, 'a page fault without registers');
  const levels = ['PGD', 'P4D', 'PUD', 'PMD'];
  printk(KERN_ALERT, `BUG: kernel NULL pointer dereference, address: ${fault.cr2}`);
  printk(KERN_ALERT, '#PF: supervisor write access in kernel mode');
  printk(KERN_ALERT, `#PF: error_code(0x${ERROR_CODE_WRITE}) - not-present page`);
  // Each level is printed with a blank behind it, also the last.
  printk(KERN_INFO, fault.pageTables.map((entry, level) => `${levels[level]} ${entry} `).join(''));
}

function bugHeader({ location }: RecordedFault, printk: PrintkFunction): void {
  printk(KERN_DEFAULT, '------------[ cut here ]------------');
  printk(KERN_CRIT, `kernel BUG at ${location}!`);
}

/** `Oops: 0002 [#1] PREEMPT SMP NOPTI`. */
export function dieLine({ text, pageTableIsolation }: CrashEnvironment, what: string, dieCount: number): string {
  const { crash } = text;
  assert(crash.architecture === 'x86_64', 'x86 report of another architecture');
  const isolation = crash.pageTableIsolation ? (pageTableIsolation ? ' PTI' : ' NOPTI') : '';
  return `${crash.diePrefix}${what} [#${dieCount}]${crash.dieSuffix}${isolation}`;
}
