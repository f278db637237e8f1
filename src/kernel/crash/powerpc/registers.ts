/**
 * Register blocks and traces of a ppc64le report.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/process.c` (__show_regs, show_regs, show_stack, show_instructions). What is behind
 * `MSR:` up to the last GPR is one record with newlines in it, as the kernel prints it.
 */
import type { ArchCrashPath, ArchRegisters } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction, VirtualBytes } from '../crash-environment.ts';
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

const MSR_HV = 1n << 60n;

/** A line of a trace: stack pointer, place. */
const FRAME = /^(\S+) (.+?)( \(unreliable\))?$/;
const WORDS_PER_LINE = 8;
/** STACK_FRAME_LR_SAVE in bytes. */
const LINK_SAVE = 16n;

/** The path of a site. */
export function recordedPath({ text }: CrashEnvironment, site: CrashSite): ArchCrashPath {
  const { crash } = text;
  assert(crash.architecture === 'ppc64le', 'ppc64le report of another architecture');
  const path = crash.paths[site.path];
  assert(path !== undefined, `${text.release} has no text for ${site.path}`);
  return path;
}

/** What a block of registers shows. */
interface RegisterValues {
  readonly nip: bigint;
  readonly link: bigint;
  readonly counter: bigint;
  readonly condition: bigint;
  readonly exception: bigint;
  /** Where the kernel saved them. */
  readonly saved: bigint;
  /** Four hexadecimal digits. */
  readonly trap: string;
  /** Taint and release. */
  readonly kernel: string;
  readonly msr: bigint;
  /** CFAR, where it is shown. */
  readonly cameFrom: bigint | null;
  /** Which interrupts were off. */
  readonly masked: boolean | 3;
  /** Fault address and DSISR, for a data fault. */
  readonly data: { readonly address: bigint; readonly status: number } | null;
  readonly general: readonly bigint[];
}

/** `NIP:` to the last GPR: a text a record. */
export function registerLines(values: RegisterValues): string[] {
  const { nip, link, counter, condition, exception, saved, trap, kernel, msr, cameFrom, masked, data, general } =
    values;
  const short = (value: bigint) => BigInt.asUintN(32, value).toString(16).padStart(8, '0');
  const bits = MSR_BITS.filter(([, bit]) => ((msr >> BigInt(bit)) & 1n) === 1n).map(([name]) => name);
  const from = cameFrom === null ? '' : `CFAR: ${hex64(cameFrom)} `;
  const fault = data === null ? '' : `DAR: ${hex64(data.address)} DSISR: ${short(BigInt(data.status))} `;
  const rows = Array.from({ length: Math.ceil(general.length / 4) }, (_, row) => {
    const cells = general.slice(row * 4, row * 4 + 4).map((value) => `${hex64(value)} `);
    return `GPR${String(row * 4).padStart(2, '0')}: ${cells.join('')}`;
  });
  return [
    `NIP:  ${hex64(nip)} LR: ${hex64(link)} CTR: ${hex64(counter)}`,
    `REGS: ${hex64(saved)} TRAP: ${trap}   ${kernel}`,
    `MSR:  ${hex64(msr)} <${bits.join(',')}>  CR: ${short(condition)}  XER: ${short(exception)}`,
    [`${from}${fault}IRQMASK: ${Number(masked)} `, ...rows].join('\n'),
  ];
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
  const told = `${taintText(taint, text.stackDump.taintFlags)}  (${kernel.release}${text.crash.packageId})`;
  const lines = registerLines({
    nip,
    link,
    counter,
    condition,
    exception,
    saved,
    trap: registers.trap ?? '0000',
    kernel: told,
    msr: machineState(environment, registers),
    cameFrom: cameFrom ?? null,
    masked: registers.masked ?? false,
    data,
    general: evaluate(registers.registers, names),
  });
  for (const line of lines) printk(KERN_DEFAULT, line);
  const symbols = SymbolTable.of(text.crash);
  const shown = (place: string, address: bigint) =>
    place.startsWith('=') ? `0x${BigInt.asUintN(64, address).toString(16)}` : symbols.format(place);
  printk(KERN_DEFAULT, `NIP [${hex64(nip)}] ${shown(registers.instructionPointer, nip)}`);
  printk(KERN_DEFAULT, `LR [${hex64(link)}] ${shown(registers.linkRegister ?? '=0', link)}`);
}

/** As recorded, but for the bit that says whether a hypervisor is below. */
function machineState({ isBareMetal }: CrashEnvironment, { flags }: ArchRegisters): bigint {
  const recorded = BigInt(`0x${flags}`) & ~MSR_HV;
  return isBareMetal ? recorded | MSR_HV : recorded;
}

/** Address of `symbol+0xoffset/0xsize`, or of `=` and a word. */
export function placeAddress({ addresses, text }: CrashEnvironment, place: string, names: Names): bigint {
  if (place.startsWith('=')) return evaluate(place.slice(1), names)[0]!;
  return SymbolTable.of(text.crash).placeAddress(place, addresses);
}

/** `show_instructions`: sixteen words, three quarters of them before the instruction. */
export function instructionDump(environment: CrashEnvironment, instruction: bigint, printk: PrintkFunction): void {
  const lines = codeLines(environment, instruction);
  const { crash } = environment.text;
  if (crash.architecture === 'ppc64le' && crash.codeWords === 'line') {
    printk(KERN_DEFAULT, `Code: ${lines.join('')}`);
    return;
  }
  printk(KERN_DEFAULT, 'Instruction dump:');
  for (const line of lines) printk(KERN_DEFAULT, line);
}

function codeLines(environment: CrashEnvironment, instruction: bigint): string[] {
  const { read } = environment;
  const little = isLittleEndian(environment);
  const lines: string[] = [];
  for (let line = -12; line < 4; line += WORDS_PER_LINE) {
    let text = '';
    for (let word = line; word < line + WORDS_PER_LINE; word++) {
      const bytes = read(instruction + 4n * BigInt(word), 4);
      const shown = bytes === null ? 'XXXXXXXX' : load32(bytes, little).toString(16).padStart(8, '0');
      text += word === 0 && bytes !== null ? `<${shown}> ` : `${shown} `;
    }
    lines.push(text);
  }
  return lines;
}

/** The frames of the trace as they lie on the stack: the pointer to the next one, and 16 bytes above it the return address. */
export function stackFrames(environment: CrashEnvironment, site: CrashSite): VirtualBytes[] {
  const names = siteNames(site);
  const little = isLittleEndian(environment);
  const { stacks } = recordedPath(environment, site);
  const frames = (stacks[site.stack]?.frames ?? '').split('\n').flatMap((line) => {
    const [, pointer, place] = FRAME.exec(line) ?? [];
    if (pointer === undefined || place === undefined) return [];
    return [{ pointer: evaluate(pointer, names)[0]!, returnTo: placeAddress(environment, place, names) }];
  });
  return frames.flatMap(({ pointer, returnTo }, index) => {
    const next = frames[index + 1];
    const chain = next === undefined ? [] : [{ address: pointer, bytes: store64(next.pointer, little) }];
    // The first frame's caller is found in the link register.
    return index === 0 ? chain : [...chain, { address: pointer + LINK_SAVE, bytes: store64(returnTo, little) }];
  });
}

export function isLittleEndian({ text }: CrashEnvironment): boolean {
  return text.crash.architecture !== 'ppc64le' || text.crash.byteOrder === 'little';
}

function load32(bytes: Uint8Array, little: boolean): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, little);
}

function store64(value: bigint, little: boolean): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, value), little);
  return bytes;
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
    const match = FRAME.exec(line);
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
