/**
 * Register blocks and traces of an arm64 report.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/arm64/kernel/process.c` (__show_regs, print_pstate) and `stacktrace.c` (dump_backtrace).
 */
import type { ArchFault } from '../../../profiles/arch-crash-text.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { crashPath } from '../crash-path.ts';
import { evaluate, hex64, type Names } from '../register-template.ts';
import { siteNames } from '../site-names.ts';
import { KERN_DEFAULT } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';

/** Condition flags from N down, and the interrupt masks, D to F: upper case if set. */
const FLAGS = [31, 30, 29, 28] as const;
const MASKS = [9, 8, 7, 6] as const;
/** `+NAME` or `-NAME`, by bit. */
const SWITCHES = [
  ['PAN', 22],
  ['UAO', 23],
  ['TCO', 25],
  ['DIT', 24],
  ['SSBS', 12],
] as const;
const BRANCH_TYPES = ['--', 'jc', '-c', 'j-'] as const;

/** `60000005 (nZCv daif -PAN -UAO -TCO -DIT -SSBS BTYPE=--)`. */
export function pstateText(value: bigint): string {
  const isSet = (bit: number) => ((value >> BigInt(bit)) & 1n) === 1n;
  const letters = (names: string, bits: readonly number[]) =>
    bits.map((bit, i) => (isSet(bit) ? names[i]!.toUpperCase() : names[i]!.toLowerCase())).join('');
  const switches = SWITCHES.map(([name, bit]) => `${isSet(bit) ? '+' : '-'}${name}`).join(' ');
  const branch = BRANCH_TYPES[Number((value >> 10n) & 3n)];
  return `${value.toString(16).padStart(8, '0')} (${letters('nzcv', FLAGS)} ${letters('daif', MASKS)} ${switches} BTYPE=${branch})`;
}

/** `x29: … x28: … x27: …` and so on, of all registers from the highest down. */
export function registerRows(values: readonly bigint[]): string[] {
  const cells = values.map((value, index) => `x${String(values.length - 1 - index).padEnd(2)}: ${hex64(value)}`);
  return Array.from({ length: Math.ceil(cells.length / 3) }, (_, row) => cells.slice(row * 3, row * 3 + 3).join(' '));
}

/** `pstate:` to `x0`. */
export function showRegisters(
  environment: CrashEnvironment,
  site: CrashSite,
  fault: ArchFault,
  printk: PrintkFunction,
): void {
  const symbols = SymbolTable.of(environment.text.crash);
  const names = siteNames(site);
  printk(KERN_DEFAULT, `pstate: ${pstateText(BigInt(`0x${fault.flags}`))}`);
  printk(KERN_DEFAULT, `pc : ${placeText(symbols, fault.instructionPointer, names)}`);
  printk(KERN_DEFAULT, `lr : ${placeText(symbols, fault.linkRegister ?? '', names)}`);
  printk(KERN_DEFAULT, `sp : ${hex64(names['sp'] ?? 0n)}`);
  for (const row of registerRows(evaluate(fault.registers, names))) printk(KERN_DEFAULT, row);
}

/** `Call trace:` and a line a frame. */
export function callTrace(
  environment: CrashEnvironment,
  site: CrashSite,
  printk: PrintkFunction,
  level: number = KERN_DEFAULT,
): void {
  const symbols = SymbolTable.of(environment.text.crash);
  const { stacks } = crashPath(environment, site.path);
  const names = siteNames(site);
  printk(level, 'Call trace:');
  for (const frame of (stacks[site.stack]?.frames ?? '').trim().split('\n')) {
    printk(level, ` ${placeText(symbols, frame, names)}`);
  }
}

/** `%pS`: a symbol, or the address of what is none (`=` and a word). */
function placeText(symbols: SymbolTable, place: string, names: Names): string {
  if (!place.startsWith('=')) return symbols.format(place);
  return `0x${BigInt.asUintN(64, evaluate(place.slice(1), names)[0]!).toString(16)}`;
}
