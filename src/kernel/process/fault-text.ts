/**
 * The lines about a fault in user space, x86-64.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/mm/fault.c` (show_signal_msg), `arch/x86/kernel/traps.c` (show_signal),
 * `arch/x86/kernel/dumpstack.c` (show_opcodes) and `mm/memory.c` (print_vma_addr). All run on CPU 0, so core and socket are 0.
 */
import type { UserImage } from './user-image.ts';

/** Bytes shown before the instruction, and all of them. */
const PROLOGUE_BYTES = 42n;
const OPCODE_BYTES = 64;

interface Who {
  readonly comm: string;
  readonly pid: number;
}

const wide = (value: bigint): string => value.toString(16).padStart(16, '0');

/** `crashme[88]: segfault at …`. */
export function pageFaultText(
  { comm, pid }: Who,
  fault: { readonly ip: bigint; readonly address: bigint; readonly errorCode: number; readonly stackPointer: bigint },
  where: string,
): string {
  const { ip, address, errorCode, stackPointer } = fault;
  const what = `segfault at ${address.toString(16)} ip ${wide(ip)} sp ${wide(stackPointer)} error ${errorCode.toString(16)}`;
  return `${comm}[${pid}]: ${what}${where} likely on CPU 0 (core 0, socket 0)`;
}

/** `traps: crashme[98] trap invalid opcode …`. */
export function trapText(
  { comm, pid }: Who,
  { ip, name, stackPointer }: { readonly ip: bigint; readonly name: string; readonly stackPointer: bigint },
  where: string,
): string {
  return `traps: ${comm}[${pid}] ${name} ip:${ip.toString(16)} sp:${stackPointer.toString(16)} error:0${where}`;
}

/**
 * ` in NAME[START+SIZE]`. Up to 6.3 the first mapping that ends above the place counts, even where it does not hold it; later only one that
 * does, and the place in the file is told as well. Nothing for memory without a file. When it changed between 6.1 and 6.12 is from reports of
 * others [read].
 */
export function mappingText({ areas, name }: UserImage, ip: bigint, isNew: boolean): string {
  const area = areas.find(({ end }) => ip < end);
  if (area === undefined || area.ino === 0 || (isNew && ip < area.start)) return '';
  const size = `${area.start.toString(16)}+${(area.end - area.start).toString(16)}`;
  return ` in ${name}[${isNew ? `${(ip - area.start + area.offset).toString(16)},` : ''}${size}]`;
}

/** `Code: … <c7> …`. */
export function opcodesText(image: UserImage, ip: bigint): string {
  const start = BigInt.asUintN(64, ip - PROLOGUE_BYTES);
  const bytes = image.read(start, OPCODE_BYTES);
  if (bytes === null) return `Code: Unable to access opcode bytes at 0x${start.toString(16)}.`;
  const digits = Array.from(bytes, (byte, at) => {
    const hex = byte.toString(16).padStart(2, '0');
    return at === Number(PROLOGUE_BYTES) ? `<${hex}>` : hex;
  });
  return `Code: ${digits.join(' ')}`;
}
