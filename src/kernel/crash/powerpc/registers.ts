/**
 * Register blocks and traces of a ppc64le report.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/process.c` (__show_regs, show_regs, show_stack, show_instructions). What is behind
 * `MSR:` up to the last GPR is one record with newlines in it, as the kernel prints it.
 */
import type { ArchCrashPath, ArchRegisters } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { evaluate, hex64, type Names } from '../register-template.ts';
import { siteNames } from '../site-names.ts';
import { KERN_DEFAULT } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { taintText } from '../taint.ts';

/** Bits of the machine state register that are told, in this order. */
const MSR_BITS = [
  ['SF', 63],
  ['HV', 60],
  ['VEC', 25],
  ['VSX', 23],
  ['EE', 15],
  ['PR', 14],
  ['FP', 13],
  ['ME', 12],
  ['SE', 10],
  ['BE', 9],
  ['IR', 5],
  ['DR', 4],
  ['PMM', 2],
  ['RI', 1],
  ['LE', 0],
] as const;

/** The path of a site. */
export function recordedPath({ text }: CrashEnvironment, site: CrashSite): ArchCrashPath {
  const { crash } = text;
  assert(crash.architecture === 'ppc64le', 'ppc64le report of another architecture');
  const path = crash.paths[site.path];
  assert(path !== undefined, `${text.release} has no text for ${site.path}`);
  return path;
}

interface Block {
  readonly site: CrashSite;
  readonly registers: ArchRegisters;
  /** Fault address and DSISR, for a data fault. */
  readonly data: { readonly address: bigint; readonly status: number } | null;
}

/** `NIP:` to `LR […]`. */
export function registerBlock(environment: CrashEnvironment, block: Block, printk: PrintkFunction): void {
  const { site, registers, data } = block;
  const { kernel, text, taint } = environment;
  assert(text.crash.architecture === 'ppc64le', 'ppc64le registers of another architecture');
  const names = siteNames(site);
  const [link = 0n, counter = 0n, condition = 0n, exception = 0n, saved = 0n, cameFrom] = evaluate(
    registers.special ?? '0 0 0 0 0',
    names,
  );
  const nip = placeAddress(environment, registers.instructionPointer, names);
  const short = (value: bigint) => BigInt.asUintN(32, value).toString(16).padStart(8, '0');
  printk(KERN_DEFAULT, `NIP:  ${hex64(nip)} LR: ${hex64(link)} CTR: ${hex64(counter)}`);
  const release = `${kernel.release}${text.crash.packageId}`;
  printk(
    KERN_DEFAULT,
    `REGS: ${hex64(saved)} TRAP: ${registers.trap ?? '0000'}   ${taintText(taint, text.stackDump.taintFlags)}  (${release})`,
  );
  const msr = BigInt(`0x${registers.flags}`);
  const bits = MSR_BITS.filter(([, bit]) => ((msr >> BigInt(bit)) & 1n) === 1n).map(([name]) => name);
  printk(KERN_DEFAULT, `MSR:  ${hex64(msr)} <${bits.join(',')}>  CR: ${short(condition)}  XER: ${short(exception)}`);
  const from = cameFrom === undefined ? '' : `CFAR: ${hex64(cameFrom)} `;
  const fault = data === null ? '' : `DAR: ${hex64(data.address)} DSISR: ${short(BigInt(data.status))} `;
  const values = evaluate(registers.registers, names).map((value) => `${hex64(value)} `);
  const rows = Array.from({ length: Math.ceil(values.length / 4) }, (_, row) => {
    const number = String(row * 4).padStart(2, '0');
    return `GPR${number}: ${values.slice(row * 4, row * 4 + 4).join('')}`;
  });
  printk(KERN_DEFAULT, [`${from}${fault}IRQMASK: ${Number(registers.masked ?? false)} `, ...rows].join('\n'));
  const symbols = SymbolTable.of(text.crash);
  const shown = (place: string, address: bigint) =>
    place.startsWith('=') ? `0x${BigInt.asUintN(64, address).toString(16)}` : symbols.format(place);
  printk(KERN_DEFAULT, `NIP [${hex64(nip)}] ${shown(registers.instructionPointer, nip)}`);
  printk(KERN_DEFAULT, `LR [${hex64(link)}] ${shown(registers.linkRegister ?? '=0', link)}`);
}

/** Address of `symbol+0xoffset/0xsize`, or of `=` and a word. */
export function placeAddress({ addresses, text }: CrashEnvironment, place: string, names: Names): bigint {
  if (place.startsWith('=')) return evaluate(place.slice(1), names)[0]!;
  const match = /^(.+?)\+0x([0-9a-f]+)/.exec(place);
  assert(match !== null, `place ${place}`);
  return SymbolTable.of(text.crash).address(match[1]!, addresses) + BigInt(`0x${match[2]}`);
}

/** `Call Trace:`, a line a frame, and the user's registers at the system call where the path has them. */
export function callTrace(
  environment: CrashEnvironment,
  site: CrashSite,
  printk: PrintkFunction,
  level: number = KERN_DEFAULT,
): void {
  const path = recordedPath(environment, site);
  const symbols = SymbolTable.of(environment.text.crash);
  const names = siteNames(site);
  printk(level, 'Call Trace:');
  for (const line of (path.stacks[site.stack]?.frames ?? '').trim().split('\n')) {
    if (line.startsWith('@')) {
      userBlock(environment, site, path.blocks?.[Number(line.slice(1))], printk);
      continue;
    }
    const match = /^(\S+) (.+?)( \(unreliable\))?$/.exec(line);
    assert(match !== null, `frame ${line}`);
    const [, stackPointer = '', place = '', unreliable = ''] = match;
    const address = placeAddress(environment, place, names);
    const shown = place.startsWith('=') ? `0x${address.toString(16)}` : symbols.format(place);
    const frame = hex64(evaluate(stackPointer, names)[0]!);
    printk(level, `[${frame}] [${hex64(address)}] ${shown}${unreliable}`);
  }
}

function userBlock(
  environment: CrashEnvironment,
  site: CrashSite,
  registers: ArchRegisters | undefined,
  printk: PrintkFunction,
): void {
  assert(registers !== undefined, `${site.path} has no registers of the user`);
  const trap = (registers.trap ?? '0').replace(/^0+(?=.)/, '');
  const { instructionPointer: place } = registers;
  const at = place.startsWith('=')
    ? `0x${placeAddress(environment, place, siteNames(site)).toString(16)}`
    : SymbolTable.of(environment.text.crash).format(place);
  printk(KERN_DEFAULT, `--- interrupt: ${trap} at ${at}`);
  registerBlock(environment, { site, registers, data: null }, printk);
  printk(KERN_DEFAULT, `--- interrupt: ${trap}`);
}
