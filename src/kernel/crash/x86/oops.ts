/**
 * What an x86-64 kernel says when it faults, up to the end mark.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/mm/fault.c` (show_fault_oops), `arch/x86/kernel/dumpstack.c` (__die_header,
 * __die_body), `lib/bug.c` and `kernel/panic.c` (__warn).
 */
import type { RecordedFault } from '../../../profiles/crash-data.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { recordedLines } from '../recorded-lines.ts';
import { evaluate, hex64 } from '../register-template.ts';
import { siteNames } from '../site-names.ts';
import { CUT_HERE, KERN_DEFAULT, modulesText, stackDumpHeader } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { callTrace } from './call-trace.ts';
import { faultAddress, recordedFault, showRegisters } from './registers.ts';

const KERN_ALERT = 1;
const KERN_CRIT = 2;
const KERN_INFO = 6;
const NULL_PAGE_END = 4096n;
/** Bits of a page fault's error code. */
const PF_PRESENT = 1;
const PF_WRITE = 2;
const PF_USER = 4;
const PF_RESERVED = 8;
const PF_FETCH = 16;
const PF_KEY = 32;

/** The report of a fault, without the end mark. `dieCount` is 1 for the first of this boot. */
export function oopsReport(
  environment: CrashEnvironment,
  { site, dieCount }: { readonly site: CrashSite; readonly dieCount: number },
  printk: PrintkFunction,
): void {
  const { fault } = recordedFault(environment, site);
  recordedLines(fault.message, site, printk);
  const isPageFault = fault.cause === 'page-fault';
  if (isPageFault) pageFaultHeader(fault, site, printk);
  if (fault.cause === 'bug') bugHeader(fault, printk);
  printk(KERN_DEFAULT, dieLine(environment, dieString(fault), dieCount));
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  showRegisters(environment, site, printk);
  callTrace(environment, site, printk);
  modulesText(environment, printk);
  if (isPageFault) printk(KERN_DEFAULT, `CR2: ${hex64(faultAddress(fault, siteNames(site)) ?? 0n)}`);
}

/** A WARN, up to and without its end mark. */
export function warningReport(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  const { fault } = recordedFault(environment, site);
  const at = SymbolTable.of(environment.text.crash).format(fault.instructionPointer);
  printk(KERN_DEFAULT, CUT_HERE);
  recordedLines(fault.message, site, printk);
  printk(KERN_DEFAULT, `WARNING: CPU: ${site.cpu} PID: ${site.task.pid} at ${fault.location ?? ''} ${at}`);
  modulesText(environment, printk);
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  showRegisters(environment, site, printk);
  callTrace(environment, site, printk);
}

function dieString(fault: RecordedFault): string {
  const code = (fault.errorCode ?? 0).toString(16).padStart(4, '0');
  if (fault.cause === 'page-fault') return `Oops: ${code}`;
  if (fault.cause === 'bug') return 'invalid opcode: 0000';
  if (fault.cause === 'stack-guard') return `stack guard page: ${code}`;
  return fault.die ?? `Oops: ${code}`;
}

function pageFaultHeader(fault: RecordedFault, site: CrashSite, printk: PrintkFunction): void {
  const names = siteNames(site);
  const address = BigInt.asUintN(64, faultAddress(fault, names) ?? 0n);
  const code = fault.errorCode ?? 0;
  const kind =
    address < NULL_PAGE_END ? 'kernel NULL pointer dereference, address' : 'unable to handle page fault for address';
  printk(KERN_ALERT, `BUG: ${kind}: ${hex64(address)}`);
  const mode = (code & PF_USER) === 0 ? 'supervisor' : 'user';
  const access =
    (code & PF_FETCH) !== 0 ? 'instruction fetch' : (code & PF_WRITE) !== 0 ? 'write access' : 'read access';
  // The fault was taken in kernel mode: nothing else is an oops.
  printk(KERN_ALERT, `#PF: ${mode} ${access} in kernel mode`);
  printk(KERN_ALERT, `#PF: error_code(0x${code.toString(16).padStart(4, '0')}) - ${whyItFaulted(code)}`);
  printk(KERN_INFO, pageTableLine(fault, site));
}

function whyItFaulted(code: number): string {
  if ((code & PF_PRESENT) === 0) return 'not-present page';
  if ((code & PF_RESERVED) !== 0) return 'reserved bit violation';
  return (code & PF_KEY) !== 0 ? 'protection keys violation' : 'permissions violation';
}

/** Each level is printed with a blank behind it, but not the last table's entry. */
function pageTableLine({ pageTables = '0' }: RecordedFault, site: CrashSite): string {
  const levels = ['PGD', 'P4D', 'PUD', 'PMD', 'PTE'];
  return evaluate(pageTables, siteNames(site))
    .map((entry, level) => `${levels[level]} ${entry.toString(16)}${level < 4 ? ' ' : ''}`)
    .join('');
}

function bugHeader({ location }: RecordedFault, printk: PrintkFunction): void {
  printk(KERN_DEFAULT, CUT_HERE);
  printk(KERN_CRIT, `kernel BUG at ${location}!`);
}

/** `Oops: 0002 [#1] PREEMPT SMP NOPTI`. */
export function dieLine({ text, pageTableIsolation }: CrashEnvironment, what: string, dieCount: number): string {
  const { crash } = text;
  assert(crash.architecture === 'x86_64', 'x86 report of another architecture');
  const isolation = crash.pageTableIsolation ? (pageTableIsolation ? ' PTI' : ' NOPTI') : '';
  return `${crash.diePrefix}${what} [#${dieCount}]${crash.dieSuffix}${isolation}`;
}
