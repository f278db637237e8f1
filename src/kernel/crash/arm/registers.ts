/**
 * Register block of a 32-bit ARM report, and what each register points at.
 *
 * Mirrors Linux v4.19 and v6.1 `arch/arm/kernel/process.c` (__show_regs, __show_regs_alloc_free) and `mm/util.c` (mem_dump_obj) with
 * `mm/slab_common.c` and `mm/vmalloc.c`.
 */
import type { ArchFault } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction } from '../crash-environment.ts';
import { instructionAddress } from '../data-code.ts';
import { evaluate, fillValues, type Names } from '../register-template.ts';
import { siteNames } from '../site-names.ts';
import { KERN_DEFAULT } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';

const KERN_ALERT = 1;
/** What the domain access register holds outside accesses to the user, and its bits for the user's domain. */
const KERNEL_DOMAINS = 0x51n;
const USER_DOMAIN = 0xcn;
const STACK_BYTES = 0x2000n;
const MODULE_AREA_BYTES = 0x1000000n;
const PAGE_BYTES = 0x1000n;
/** Where vmalloc ends; addresses between its start and here are its own. */
const VMALLOC_END = 0xff800000n;
const MODES: Readonly<Record<number, string>> = {
  16: 'USER_32',
  17: 'FIQ_32',
  18: 'IRQ_32',
  19: 'SVC_32',
  23: 'ABT_32',
  27: 'UND_32',
  31: 'SYS_32',
};
/** In the order of the lines; the stack pointer is printed before them. */
const NAMES = ['ip', 'fp', 'r10', 'r9', 'r8', 'r7', 'r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0'];
/** Registers a line, the stack pointer among the first. */
const ROWS = [3, 3, 4, 4];

/** `value` as 8 hexadecimal digits. */
export function hex32(value: bigint): string {
  return BigInt.asUintN(32, value).toString(16).padStart(8, '0');
}

/** `sp : …  ip : …  fp : …` and so on; `values` in the order of the lines, behind the stack pointer. */
export function registerRows(stackPointer: bigint, values: readonly bigint[]): string[] {
  const cells = [
    `sp : ${hex32(stackPointer)}`,
    ...values.map((value, index) => `${NAMES[index]!.padEnd(3)}: ${hex32(value)}`),
  ];
  let at = 0;
  return ROWS.map((length) => {
    at += length;
    return cells.slice(at - length, at).join('  ');
  });
}

/** `PC is at` to `Control:`. */
export function showRegisters(
  environment: CrashEnvironment,
  site: CrashSite,
  fault: ArchFault,
  printk: PrintkFunction,
): void {
  const names = siteNames(site);
  const symbols = SymbolTable.of(environment.text.crash);
  const address = (place: string) => hex32(instructionAddress(environment, { instructionPointer: place }, names));
  const shown = (place: string) =>
    place.startsWith('=') ? `0x${address(place).replace(/^0+(?=.)/, '')}` : symbols.format(place);
  const link = fault.linkRegister ?? fault.instructionPointer;
  printk(KERN_DEFAULT, `PC is at ${shown(fault.instructionPointer)}`);
  printk(KERN_DEFAULT, `LR is at ${shown(link)}`);
  const psr = Number.parseInt(fault.flags, 16);
  printk(
    KERN_DEFAULT,
    `pc : [<${address(fault.instructionPointer)}>]    lr : [<${address(link)}>]    psr: ${fault.flags}`,
  );
  const values = evaluate(fault.registers, names);
  for (const row of registerRows(names['sp'] ?? 0n, values)) printk(KERN_DEFAULT, row);
  const [table = 0n, domains = KERNEL_DOMAINS] = evaluate(fault.special ?? '0', names);
  printk(KERN_DEFAULT, flagsText(psr, (domains & USER_DOMAIN) === 0n ? 'none' : 'user'));
  printk(KERN_DEFAULT, `Control: 10c5387d  Table: ${hex32(table)}  DAC: ${hex32(domains)}`);
}

/** What each register points at, from r0 to r12; a dying kernel says it. */
export function registersInformation(
  environment: CrashEnvironment,
  site: CrashSite,
  fault: ArchFault,
  printk: PrintkFunction,
): void {
  const names = siteNames(site);
  const values = evaluate(fault.registers, names);
  const { crash } = environment.text;
  if (crash.architecture !== 'arm' || !crash.report.tellsObjects) return;
  if (fault.objects !== undefined) {
    for (const [number, object] of fault.objects.trim().split('\n').entries()) {
      printk(KERN_ALERT, `Register r${number} information: ${fillValues(object, names)}`);
    }
    return;
  }
  const byNumber = [...values.slice(2).toReversed(), values[1]!, values[0]!];
  for (const [number, value] of byNumber.entries()) {
    printk(KERN_ALERT, `Register r${number} information:${objectText(environment, names, value)}`);
  }
}

/** `Flags: …`; `segment`: whose addresses the processor took. */
export function flagsText(psr: number, segment: 'none' | 'user'): string {
  const flag = (letter: string, bit: number) => (((psr >>> bit) & 1) === 1 ? letter.toUpperCase() : letter);
  const isa = ['ARM', 'Thumb', 'Jazelle', 'ThumbEE'][((psr >>> 5) & 1) | ((psr >>> 23) & 2)];
  const flags = `${flag('n', 31)}${flag('z', 30)}${flag('c', 29)}${flag('v', 28)}`;
  const masked = (bit: number) => (((psr >>> bit) & 1) === 1 ? 'off' : 'on');
  const mode = MODES[psr & 0x1f] ?? 'UK0_32';
  return `Flags: ${flags}  IRQs ${masked(7)}  FIQs ${masked(6)}  Mode ${mode}  ISA ${isa}  Segment ${segment}`;
}

/** What `mem_dump_obj` finds at an address. */
function objectText({ addresses, text }: CrashEnvironment, names: Names, value: bigint): string {
  const { crash } = text;
  assert(crash.architecture === 'arm', 'ARM registers of another architecture');
  const address = BigInt.asUintN(32, value);
  const base = (digits: string) => BigInt(`0x${digits}`);
  const modules = base(addresses.modules);
  const linear = base(addresses.pageOffset);
  if (address === 0n) return ' NULL pointer';
  const area = (start: bigint, pages: number, allocator: string) =>
    ` ${pages}-page vmalloc region starting at 0x${hex32(start)} allocated at ${allocator}`;
  if (address >= modules && address < modules + MODULE_AREA_BYTES) {
    const start = names['module'] ?? modules;
    const isInside = address >= start && address < start + 3n * PAGE_BYTES;
    return isInside ? area(start, 4, crash.allocators.module) : ' vmalloc memory';
  }
  const stack = (names['sp'] ?? 0n) & ~(STACK_BYTES - 1n);
  if (address >= stack && address < stack + STACK_BYTES) return area(stack, 2, crash.allocators.stack);
  if (address >= base(addresses.vmalloc) && address < VMALLOC_END) return ' vmalloc memory';
  if (address < linear || address >= VMALLOC_END) return ' non-paged memory';
  if (address < BigInt(crash.imageEnd)) return ' non-slab/vmalloc memory';
  return ` slab filp start ${hex32(address)} pointer offset 0`;
}
