/**
 * What a 32-bit ARM kernel says when it faults or warns.
 *
 * Mirrors Linux v4.19 and v6.1 `arch/arm/mm/fault.c` (die_kernel_fault, do_DataAbort, show_pte), `arch/arm/kernel/traps.c` (__die,
 * dump_instr), `lib/bug.c` and `kernel/panic.c` (__warn, which prints a message after its own line when there is a place).
 */
import type { ArchCrashPath, ArchFault, ArmCrashText } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import { KERN_EMERG } from '../../printk/levels.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction, VirtualBytes } from '../crash-environment.ts';
import { instructionAddress } from '../data-code.ts';
import { recordedLines } from '../recorded-lines.ts';
import { evaluate } from '../register-template.ts';
import { siteNames } from '../site-names.ts';
import { CUT_HERE, KERN_DEFAULT, modulesText, stackDumpHeader } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { backtraceWithExceptions, dumpWords, traceSymbols } from './backtrace.ts';
import { hex32, registersInformation, showRegisters } from './registers.ts';

const KERN_ALERT = 1;
const KERN_CRIT = 2;
const NULL_PAGE_END = 4096n;
/** Fault status: the low four bits and the one behind them. */
const FSR_DOMAIN_SECTION = 0x9;
const FSR_DOMAIN_PAGE = 0xb;
const FSR_PERMISSION_PAGE = 0xf;
const STATUS = 0xf;
/** `FSR_LNX_PF`: an instruction could not be fetched. */
const FSR_PREFETCH = 0x80000000;
/** What an entry of the first level is. */
const ENTRY_TYPE = 3n;
const ENTRY_SECTION = 2n;

function armFacts({ text }: CrashEnvironment): ArmCrashText {
  assert(text.crash.architecture === 'arm', 'ARM report of another architecture');
  return text.crash;
}

/** The path of a site. */
function recordedPath(environment: CrashEnvironment, site: CrashSite): ArchCrashPath {
  const path = armFacts(environment).paths[site.path];
  assert(path !== undefined, `${environment.text.release} has no text for ${site.path}`);
  return path;
}

export function recordedFault(environment: CrashEnvironment, site: CrashSite): ArchFault {
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
  const names = siteNames(site);
  if (fault.cause === 'bug') {
    printk(KERN_DEFAULT, CUT_HERE);
    printk(KERN_CRIT, `kernel BUG at ${fault.location}!`);
  } else if (fault.cause === 'stack-guard') recordedLines(fault.message, site, printk);
  else pageFaultHeader(environment, site, fault, printk);
  const { smp } = environment.kernel;
  const status = (fault.errorCode ?? 0).toString(16);
  printk(KERN_EMERG, `Internal error: ${dieString(fault)}: ${status} [#${dieCount}]${smp ? ' SMP' : ''} ARM`);
  modulesText(environment, printk);
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  showRegisters(environment, site, fault, printk);
  registersInformation(environment, site, fault, printk);
  const limit = hex32(names['limit'] ?? 0n);
  printk(KERN_EMERG, `Process ${site.task.comm} (pid: ${site.task.pid}, stack limit = 0x${limit})`);
  const unread = Array<null>(fault.unreadWords ?? 0).fill(null);
  const words = [...unread, ...evaluate(fault.stackWords ?? '0', names).map(unsigned)];
  dumpWords('Stack: ', { bottom: unsigned(names['sp'] ?? 0n), words }, printk, KERN_EMERG);
  trace(environment, site, printk, KERN_EMERG);
  printk(KERN_EMERG, `Code: ${codeText(environment, fault, instructionAddress(environment, fault, names))}`);
}

/** `dump_instr`: four words before the instruction, and its own. A jump to where no code is finds none before that either. */
function codeText({ read }: CrashEnvironment, { code }: ArchFault, instruction: bigint): string {
  if (code === null) return 'bad PC value';
  let text = '';
  for (let word = -4n; word <= 0n; word++) {
    const bytes = read(instruction + 4n * word, 4);
    if (bytes === null) return `${text}bad PC value`;
    const shown = hex32(BigInt(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)));
    text += word === 0n ? `(${shown}) ` : `${shown} `;
  }
  return text;
}

/** The words from the stack pointer up, and those of exceptions above it. */
export function stackContents(environment: CrashEnvironment, site: CrashSite): VirtualBytes[] {
  const { fault, blocks = [] } = recordedPath(environment, site);
  const names = siteNames(site);
  const contents = blocks.map(({ stackPointer = 'sp', registers }) => ({
    address: evaluate(stackPointer, names)[0]!,
    bytes: storeWords(evaluate(registers, names)),
  }));
  if (fault?.stackWords === undefined) return contents;
  const start = (names['sp'] ?? 0n) + 4n * BigInt(fault.unreadWords ?? 0);
  return [{ address: start, bytes: storeWords(evaluate(fault.stackWords, names)) }, ...contents];
}

function storeWords(words: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of words.entries()) view.setUint32(4 * index, unsigned(word), true);
  return bytes;
}

/** A WARN, up to and without its end mark. */
export function warningReport(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  const fault = recordedFault(environment, site);
  const at = SymbolTable.of(environment.text.crash).format(fault.instructionPointer);
  printk(KERN_DEFAULT, CUT_HERE);
  printk(KERN_DEFAULT, `WARNING: CPU: ${site.cpu} PID: ${site.task.pid} at ${fault.location ?? ''} ${at}`);
  recordedLines(fault.message, site, printk);
  modulesText(environment, printk);
  stackDumpHeader(environment, site, KERN_DEFAULT, printk);
  trace(environment, site, printk, KERN_DEFAULT);
}

/** The frames, and the words of each exception's registers where one lies between them. */
export function trace(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction, level: number): void {
  const { stacks, blocks = [], fault } = recordedPath(environment, site);
  const names = siteNames(site);
  backtraceWithExceptions(
    stacks[site.stack]?.frames ?? '',
    traceSymbols(environment, fault?.instructionPointer ?? null),
    (index) => {
      const block = blocks[index];
      assert(block !== undefined, `${site.path} has no exception ${index}`);
      const words = evaluate(block.registers, names).map(unsigned);
      return { bottom: unsigned(evaluate(block.stackPointer ?? 'sp', names)[0]!), words };
    },
    printk,
    level,
  );
}

function unsigned(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}

const isDomainFault = ({ cause, errorCode = 0 }: ArchFault): boolean =>
  cause === 'page-fault' && ((errorCode & STATUS) === FSR_DOMAIN_SECTION || (errorCode & STATUS) === FSR_DOMAIN_PAGE);

/** A fault that only the table of statuses knows dies without a name. */
function dieString(fault: ArchFault): string {
  if (fault.die !== undefined) return fault.die;
  if (fault.cause === 'bug') return 'Oops - BUG';
  return isDomainFault(fault) ? '' : 'Oops';
}

function pageFaultHeader(
  environment: CrashEnvironment,
  site: CrashSite,
  fault: ArchFault,
  printk: PrintkFunction,
): void {
  const names = siteNames(site);
  const { faultStart } = armFacts(environment).report;
  const address = BigInt.asUintN(32, evaluate(fault.address ?? '0', names)[0]!);
  if (faultStart === 'cut-here') printk(KERN_ALERT, '8<--- cut here ---');
  const status = fault.errorCode ?? 0;
  // Of a prefetch abort without a handler no page tables are shown.
  const isPrefetch = fault.pageTables === undefined;
  if (isDomainFault(fault)) {
    const unit = (status & STATUS) === FSR_DOMAIN_PAGE ? 'page' : 'section';
    const what = isPrefetch ? 'prefetch abort' : 'fault';
    printk(KERN_ALERT, `Unhandled ${what}: ${unit} domain fault (0x${padded(status)}) at 0x${hex32(address)}`);
    if (isPrefetch) return;
  } else
    printk(KERN_ALERT, `Unable to handle kernel ${faultKind(address, status)} at virtual address ${hex32(address)}`);
  if (faultStart === 'pgd') printk(KERN_ALERT, `pgd = ${hex32(names['mm'] ?? 0n)}`);
  const levels = ['*pgd', '*pte', '*ppte'];
  const entries = evaluate(fault.pageTables ?? '0', names);
  const isSection = (entry: bigint) => (entry & ENTRY_TYPE) === ENTRY_SECTION;
  const shown = entries.map(
    (entry, level) => `${levels[level]}=${hex32(entry)}${level === 0 && isSection(entry) ? '(bad)' : ''}`,
  );
  printk(KERN_ALERT, `[${hex32(address)}] ${shown.join(', ')}`);
}

function faultKind(address: bigint, status: number): string {
  if (address < NULL_PAGE_END) return 'NULL pointer dereference';
  const isDenied = (status & STATUS) === FSR_PERMISSION_PAGE;
  return isDenied && status >= FSR_PREFETCH ? 'execution of memory' : 'paging request';
}

function padded(status: number): string {
  return status.toString(16).padStart(3, '0');
}
