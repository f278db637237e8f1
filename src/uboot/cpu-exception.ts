/**
 * What a board prints when U-Boot touches memory that is not there, and what follows.
 *
 * Mirrors U-Boot `arch/arm/lib/interrupts.c`, `interrupts_64.c` and `arch/sandbox/lib/interrupts.c` [read]. Register values,
 * program counter and code words are composed: a copy loop of `memcpy` that has come to the faulting address. ARM boards reset
 * afterwards, with their RAM kept; the sandbox process ends.
 */
import { hex } from '../sim/bytes.ts';
import type { CommandContext, Ending } from './command.ts';

/** An access that no RAM answers. */
export interface MemoryFault {
  readonly address: bigint;
  readonly write: boolean;
  /** The zone's start itself could not be mapped: sandbox says so before it ends. */
  readonly unmapped: boolean;
}

/** Reading a string at address 0. */
export const NULL_POINTER: MemoryFault = { address: 0n, write: false, unmapped: false };

/** Offsets into the image [composed]: the load of memcpy's copy loop, and its call in `pstore_get_buffer`. */
const MEMCPY_OFFSET = 0x3d2c8;
const CALLER_OFFSET = 0x1b97c;
/** Around that load: pld, pld, ldmia, subs and the faulting ldmia (ARM); ldp/stp pairs (arm64). */
const ARM_CODE = 'f5d1f05c f5d1f07c e8b151f8 e2522020 (e8a051f8)';
const ARM64_CODE = 'f1010042 a9002468 a9012c6a a9022468 (a9411c26)';
/** Data abort, same level, translation fault: write-not-read is bit 6. */
const ESR_DATA_ABORT = 0x96000006;
const ESR_WRITE = 0x40;

/** Prints the exception's text and says how it ends. */
export function raiseException(context: CommandContext, fault: MemoryFault): Ending {
  if (context.config.platform === 'sandbox') {
    context.puts(sandboxText(context, fault));
    return { kind: 'off' };
  }
  context.puts(context.bits === 32 ? armText(context, fault) : arm64Text(context, fault));
  context.puts('Resetting CPU ...\n\nresetting ...\n');
  return { kind: 'reset', cause: 'warm' };
}

/** `phys_to_virt` refuses an address beyond its RAM; anything else is a segmentation fault of the process. */
function sandboxText({ board }: CommandContext, fault: MemoryFault): string {
  if (fault.unmapped) {
    const ramSize = board.ramBanks[0]!.end;
    return `phys_to_virt: Cannot map sandbox address ${fault.address.toString(16)} (SDRAM from 0 to ${hex(ramSize)})\n`;
  }
  return '\nSegmentation violation\npc = 0x7f6d1c55e2c8, pc_reloc = 0x7f6d0c9612c8\n\n';
}

function armText({ layout, config }: CommandContext, fault: MemoryFault): string {
  const word = (value: number) => hex(value >>> 0, 8);
  const pc = layout.relocAddress + MEMCPY_OFFSET;
  const lr = layout.relocAddress + CALLER_OFFSET;
  const textBase = config.memory.textBase ?? layout.relocAddress;
  const faulting = Number(BigInt.asUintN(32, fault.address));
  const source = fault.write ? layout.heapBuffer : faulting;
  const target = fault.write ? faulting : layout.heapBuffer;
  const sp = layout.stackPointer - 0x1d8;
  return [
    'data abort',
    `pc : [<${word(pc)}>]\t   lr : [<${word(lr)}>]`,
    `reloc pc : [<${word(textBase + MEMCPY_OFFSET)}>]\t   lr : [<${word(textBase + CALLER_OFFSET)}>]`,
    `sp : ${word(sp)}  ip : ${word(0)}\t fp : ${word(layout.heapBuffer)}`,
    `r10: ${word(0)}  r9 : ${word(layout.dataStart + 0xea0)}\t r8 : ${word(0)}`,
    `r7 : ${word(0)}  r6 : ${word(0)}\t r5 : ${word(layout.heapBuffer)}  r4 : ${word(lr)}`,
    `r3 : ${word(0)}  r2 : ${word(0xfffff000)}\t r1 : ${word(source)}  r0 : ${word(target)}`,
    'Flags: nzCv  IRQs off  FIQs off  Mode SVC_32',
    `Code: ${ARM_CODE} `,
    '',
  ].join('\n');
}

function arm64Text({ layout, config }: CommandContext, fault: MemoryFault): string {
  const word = (value: number | bigint) => value.toString(16).padStart(16, '0');
  const pc = layout.relocAddress + MEMCPY_OFFSET;
  const lr = layout.relocAddress + CALLER_OFFSET;
  const textBase = config.memory.textBase ?? layout.relocAddress;
  const registers: (number | bigint)[] = new Array(30).fill(0);
  registers[0] = fault.write ? fault.address : layout.heapBuffer;
  registers[1] = fault.write ? layout.heapBuffer : fault.address;
  registers[18] = layout.dataStart + 0xea0;
  registers[29] = layout.stackPointer - 0x1d8;
  const pairs: string[] = [];
  for (let i = 0; i < 30; i += 2) {
    pairs.push(`${`x${i}`.padEnd(3)}: ${word(registers[i]!)} ${`x${i + 1}`.padEnd(3)}: ${word(registers[i + 1]!)}`);
  }
  const esr = fault.write ? ESR_DATA_ABORT | ESR_WRITE : ESR_DATA_ABORT;
  return [
    `"Synchronous Abort" handler, esr 0x${hex(esr >>> 0, 8)}, far 0x${fault.address.toString(16)}`,
    `elr: ${word(textBase + MEMCPY_OFFSET)} lr : ${word(textBase + CALLER_OFFSET)} (reloc)`,
    `elr: ${word(pc)} lr : ${word(lr)}`,
    ...pairs,
    '',
    `Code: ${ARM64_CODE} `,
    '',
  ].join('\n');
}
