/**
 * What a ppc64le kernel says when it faults or warns.
 *
 * Mirrors Linux v6.1 `arch/powerpc/mm/fault.c` (bad_kernel_fault, bad_page_fault), `arch/powerpc/kernel/traps.c` (__die) and
 * `kernel/panic.c` (__warn).
 */
import type { ArchFault } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { recordedLines } from '../recorded-lines.ts';
import { evaluate } from '../register-template.ts';
import { siteNames } from '../site-names.ts';
import { CUT_HERE, KERN_DEFAULT, modulesText, stackDumpHeader } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { callTrace, instructionDump, isLittleEndian, placeAddress, recordedPath, registerBlock } from './registers.ts';

const KERN_ALERT = 1;
const KERN_CRIT = 2;
const DSISR_STORE = 0x02000000;
/** The first address that no user has. */
const USER_END = 0x0010000000000000n;
const SIGSEGV = 11;

/** The recorded fault of a site. */
function recordedFault(environment: CrashEnvironment, site: CrashSite): ArchFault {
  const { fault } = recordedPath(environment, site);
  assert(fault !== null, `${site.path} is no fault`);
  return fault;
}

/** The report of a fault, without the end mark. */
export function oopsReport(
  environment: CrashEnvironment,
  { site, dieCount }: { readonly site: CrashSite; readonly dieCount: number },
  printk: PrintkFunction,
): void {
  const fault = recordedFault(environment, site);
  const { text, kernel, usesHashMmu, hardwareName } = environment;
  assert(text.crash.architecture === 'ppc64le', 'ppc64le report of another architecture');
  recordedLines(fault.message, site, printk);
  if (fault.cause === 'bug') {
    printk(KERN_DEFAULT, CUT_HERE);
    printk(KERN_CRIT, `kernel BUG at ${fault.location}!`);
  }
  if (fault.cause === 'page-fault') pageFaultHeader(environment, site, fault, printk);
  printk(KERN_DEFAULT, `Oops: ${dieString(fault)}, sig: ${fault.signal ?? SIGSEGV} [#${dieCount}]`);
  const mmu = usesHashMmu ? 'Hash' : 'Radix';
  const page = kernel.pageSizeBytes / 1024;
  // `ppc_md.name`, which ends the hardware's name too.
  const platform = hardwareName.split(' ').at(-1);
  printk(
    KERN_DEFAULT,
    `${isLittleEndian(environment) ? 'LE' : 'BE'} PAGE_SIZE=${page}K MMU=${mmu} SMP${text.crash.buildWords} ${platform}`,
  );
  report(environment, site, fault, printk);
}

function report(environment: CrashEnvironment, site: CrashSite, fault: ArchFault, printk: PrintkFunction): void {
  const { crash } = environment.text;
  if (crash.architecture === 'ppc64le' && crash.hasModules) modulesText(environment, printk);
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  const address = fault.address === undefined ? null : evaluate(fault.address, siteNames(site))[0]!;
  const data = address === null ? null : { address, status: fault.errorCode ?? 0 };
  registersAndTrace(environment, site, data, printk);
}

/** `show_regs` without its header: registers, trace, and the instructions round the place. */
export function registersAndTrace(
  environment: CrashEnvironment,
  site: CrashSite,
  data: Parameters<typeof registerBlock>[1]['data'],
  printk: PrintkFunction,
): void {
  const fault = recordedFault(environment, site);
  registerBlock(environment, { site, registers: fault, data }, printk);
  callTrace(environment, site, printk);
  instructionDump(environment, placeAddress(environment, fault.instructionPointer, siteNames(site)), printk);
}

/** A WARN, up to and without its end mark. */
export function warningReport(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  const fault = recordedFault(environment, site);
  const at = SymbolTable.of(environment.text.crash).format(fault.instructionPointer);
  printk(KERN_DEFAULT, CUT_HERE);
  recordedLines(fault.message, site, printk);
  printk(KERN_DEFAULT, `WARNING: CPU: ${site.cpu} PID: ${site.task.pid} at ${fault.location ?? ''} ${at}`);
  report(environment, site, fault, printk);
}

function dieString({ cause, die }: ArchFault): string {
  if (die !== undefined) return die;
  return cause === 'bug' ? 'Exception in kernel mode' : 'Kernel access of bad area';
}

function pageFaultHeader(
  environment: CrashEnvironment,
  site: CrashSite,
  fault: ArchFault,
  printk: PrintkFunction,
): void {
  const { text, kernel, usesHashMmu } = environment;
  const names = siteNames(site);
  const address = BigInt.asUintN(64, evaluate(fault.address ?? '0', names)[0]!);
  const isWrite = ((fault.errorCode ?? 0) & DSISR_STORE) !== 0;
  const kuap = text.crash.architecture === 'ppc64le' && text.crash.kuap && !usesHashMmu;
  if (kuap && address < USER_END) {
    const what = `${isWrite ? 'write' : 'read'} user page (${address.toString(16)})`;
    printk(KERN_CRIT, `Kernel attempted to ${what} - exploit attempt? (uid: ${site.task.uid})`);
  }
  const isNull = address < BigInt(kernel.pageSizeBytes);
  const what = isNull ? 'Kernel NULL pointer dereference' : 'Unable to handle kernel data access';
  const at = `0x${address.toString(16).padStart(8, '0')}`;
  printk(KERN_ALERT, `BUG: ${what} on ${isWrite ? 'write' : 'read'} at ${at}`);
  const instruction = placeAddress(environment, fault.instructionPointer, names);
  printk(KERN_ALERT, `Faulting instruction address: 0x${instruction.toString(16)}`);
}
