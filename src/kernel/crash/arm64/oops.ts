/**
 * What an arm64 kernel says when it faults or warns.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/arm64/mm/fault.c` (die_kernel_fault, mem_abort_decode, show_pte), `arch/arm64/kernel/traps.c`
 * (__die, dump_kernel_instr), `lib/bug.c` and `kernel/panic.c` (__warn).
 */
import type { ArchFault } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import { KERN_EMERG } from '../../printk/levels.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { instructionAddress } from '../data-code.ts';
import { recordedLines } from '../recorded-lines.ts';
import { evaluate, hex64 } from '../register-template.ts';
import { siteNames } from '../site-names.ts';
import { CUT_HERE, KERN_DEFAULT, modulesText, stackDumpHeader } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { callTrace, showRegisters } from './registers.ts';

const KERN_ALERT = 1;
const KERN_CRIT = 2;
const NULL_PAGE_END = 4096n;
/** The first address of the kernel's half. */
const KERNEL_HALF = 0xffff000000000000n;
const ESR_WRITE = 0x40;
const ESR_INSTRUCTION = 0x20;
/** The exception class, in which data aborts and instruction aborts differ by one bit. */
const EC_SHIFT = 26;
const EC_DATA = 0x4;
/** Kinds of fault status, without the level. */
const STATUS_TYPE = 0x3c;
const STATUS_PERMISSION = 0x0c;

/** The recorded fault of a site. */
export function recordedFault({ text }: CrashEnvironment, site: CrashSite): ArchFault {
  const { crash } = text;
  assert(crash.architecture === 'arm64', 'arm64 report of another architecture');
  const fault = crash.paths[site.path]?.fault ?? null;
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
  recordedLines(fault.message, site, printk);
  if (fault.cause === 'bug') {
    printk(KERN_DEFAULT, CUT_HERE);
    printk(KERN_CRIT, `kernel BUG at ${fault.location}!`);
  } else pageFaultHeader(environment, site, fault, printk);
  const { smp } = environment.kernel;
  const number = hex64(BigInt(fault.errorCode ?? 0));
  printk(KERN_EMERG, `Internal error: ${dieString(fault)}: ${number} [#${dieCount}]${smp ? ' SMP' : ''}`);
  modulesText(environment, printk);
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  showRegisters(environment, site, fault, printk);
  callTrace(environment, site, printk);
  printk(KERN_EMERG, `Code: ${codeText(environment, fault, instructionAddress(environment, fault, siteNames(site)))}`);
}

/** `dump_kernel_instr`: four words before the instruction, and its own. A jump to where no code is finds none before that either. */
function codeText({ read }: CrashEnvironment, { code }: ArchFault, instruction: bigint): string {
  if (code === null) return 'bad PC value';
  const words = [-4n, -3n, -2n, -1n, 0n].map((word) => {
    const bytes = read(instruction + 4n * word, 4);
    if (bytes === null) return '????????';
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true).toString(16).padStart(8, '0');
  });
  return words.map((word, index) => (index === 4 ? `(${word}) ` : `${word} `)).join('');
}

/** What `die` was called with: also the first words of the panic that follows. */
export function dieString({ cause, die }: ArchFault): string {
  return die ?? (cause === 'bug' ? 'Oops - BUG' : 'Oops');
}

/** `panic_bad_stack`: what is told of a stack that was used up, before the panic. */
export function stackOverflowReport(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  const fault = recordedFault(environment, site);
  recordedLines(fault.message, site, printk);
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  showRegisters(environment, site, fault, printk);
}

/** A WARN, up to and without its end mark. */
export function warningReport(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  const fault = recordedFault(environment, site);
  const at = SymbolTable.of(environment.text.crash).format(fault.instructionPointer);
  printk(KERN_DEFAULT, CUT_HERE);
  recordedLines(fault.message, site, printk);
  printk(KERN_DEFAULT, `WARNING: CPU: ${site.cpu} PID: ${site.task.pid} at ${fault.location ?? ''} ${at}`);
  modulesText(environment, printk);
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  showRegisters(environment, site, fault, printk);
  callTrace(environment, site, printk);
}

function pageFaultHeader({ text }: CrashEnvironment, site: CrashSite, fault: ArchFault, printk: PrintkFunction): void {
  const names = siteNames(site);
  const address = BigInt.asUintN(64, evaluate(fault.address ?? '0', names)[0]!);
  const esr = fault.errorCode ?? 0;
  printk(KERN_ALERT, `Unable to handle kernel ${faultKind(address, esr)} at virtual address ${hex64(address)}`);
  abortInfo(esr, text.crash.architecture === 'arm64' && text.crash.longAbortInfo, printk);
  const isKernel = address >= KERNEL_HALF;
  const table = names['table'] ?? 0n;
  printk(KERN_ALERT, `${isKernel ? 'swapper' : 'user'} pgtable: 4k pages, 48-bit VAs, pgdp=${hex64(table)}`);
  const levels = ['pgd', 'p4d', 'pud', 'pmd', 'pte'];
  const entries = evaluate(fault.pageTables ?? '0', names).map((entry, level) => `${levels[level]}=${hex64(entry)}`);
  printk(KERN_ALERT, `[${hex64(address)}] ${entries.join(', ')}`);
}

function faultKind(address: bigint, esr: number): string {
  const isFetch = ((esr >>> EC_SHIFT) & EC_DATA) === 0;
  if ((esr & STATUS_TYPE) === STATUS_PERMISSION) {
    if (address < KERNEL_HALF)
      return isFetch ? 'execution of user memory' : 'access to user memory outside uaccess routines';
    if (isFetch) return 'execute from non-executable memory';
    return (esr & ESR_WRITE) === 0 ? 'read from unreadable memory' : 'write to read-only memory';
  }
  return address < NULL_PAGE_END ? 'NULL pointer dereference' : 'paging request';
}

/** The syndrome register's fields, in words. */
function abortInfo(esr: number, isLong: boolean, printk: PrintkFunction): void {
  const bits = (shift: number, mask: number) => Math.floor(esr / 2 ** shift) & mask;
  const isData = (bits(26, 0x3f) & ESR_INSTRUCTION) !== 0 && (bits(26, 0x3f) & 0x4) !== 0;
  const say = (line: string) => printk(KERN_ALERT, line);
  say('Mem abort info:');
  say(`  ESR = 0x${hex64(BigInt(esr))}`);
  say(
    `  EC = 0x${bits(26, 0x3f).toString(16).padStart(2, '0')}: ${isData ? 'DABT' : 'IABT'} (current EL), IL = 32 bits`,
  );
  say(`  SET = ${bits(11, 3)}, FnV = ${bits(10, 1)}`);
  say(`  EA = ${bits(9, 1)}, S1PTW = ${bits(7, 1)}`);
  say(`  FSC = 0x${bits(0, 0x3f).toString(16).padStart(2, '0')}: ${faultStatus(bits(0, 0x3f))}`);
  if (!isData) return;
  const syndrome = (bits(0, 0xffffff) & 0xffffff).toString(16).padStart(8, '0');
  say('Data abort info:');
  say(`  ISV = 0, ISS = 0x${syndrome}${isLong ? ', ISS2 = 0x00000000' : ''}`);
  const write = (esr & ESR_WRITE) !== 0 ? 1 : 0;
  say(`  CM = ${bits(8, 1)}, WnR = ${write}${isLong ? ', TnD = 0, TagAccess = 0' : ''}`);
  if (isLong) say('  GCS = 0, Overlay = 0, DirtyBit = 0, Xs = 0');
}

/** `fault_info[]`: translation, access flag and permission faults with their level; what else there is has no page table. */
function faultStatus(status: number): string {
  const level = status & 3;
  if ((status & 0x3c) === 0x04) return `level ${level} translation fault`;
  if ((status & 0x3c) === 0x08) return `level ${level} access flag fault`;
  if ((status & 0x3c) === 0x0c) return `level ${level} permission fault`;
  if (status === 0x10) return 'synchronous external abort';
  return status === 0x21 ? 'alignment fault' : `unknown ${status}`;
}
