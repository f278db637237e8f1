/**
 * `crashme LETTER`: a program that a processor stops, each letter in another way. It was made for the recorded faults of user space.
 *
 * `n` writes to address 0, `r` reads 0x10, `j` jumps to 0, `x` executes data, `w` writes to its own text, `u` executes an invalid
 * instruction, `d` divides by 0, `g` reads a non-canonical address, `i` is a breakpoint, `h` reads an address of the kernel, `p` forbids
 * interrupts. The machine code is the recorded one (x86-64; the first 19 bytes, which no record shows, follow from the jumps behind
 * them), and so are the places at which it stops; it is not interpreted. Any other letter ends well.
 */
import type { ProgramContents } from '../../../formats/program-file.ts';
import { signals } from '../../../shell/posix.ts';
import type { CpuFault } from '../../process/cpu-fault.ts';
import type { Program } from '../../process/system-calls.ts';

const TEXT = 0x401000;
const DATA = 0x402000;

const CODE =
  '48 8b 74 24 10 0f b6 06 3c 6e 74 31 3c 72 74 38 3c 6a 74 3b 3c 78 74 3b 3c 77 74 40 3c 75 74 49 3c 64 74 47 3c 67 74 4e 3c 69 74 56 ' +
  '3c 68 74 53 3c 70 74 58 b8 3c 00 00 00 31 ff 0f 05 c7 04 25 00 00 00 00 00 00 00 00 8b 04 25 10 00 00 00 31 c0 ff e0 48 8d 05 a6 0f ' +
  '00 00 ff e0 48 8d 05 9d ff ff ff c7 00 00 00 00 00 0f 0b 31 c9 31 d2 b8 01 00 00 00 f7 f1 48 b8 00 10 00 00 00 00 00 80 8b 08 cc 48 ' +
  'c7 c0 00 00 00 81 8b 08 fa';
const PAGE_BYTES = 0x1000;

function page(code: string): Uint8Array {
  const bytes = new Uint8Array(PAGE_BYTES);
  bytes.set(code.split(' ').map((digits) => Number.parseInt(digits, 16)));
  return bytes;
}

/** Text and data, a page each. */
export function crashmeSegments(): readonly ProgramContents[] {
  return [
    { address: TEXT, offset: 0x1000, flags: 5, bytes: page(CODE) },
    { address: DATA, offset: 0x2000, flags: 6, bytes: page('90 90 90 90') },
  ];
}

type Stop = Omit<CpuFault, 'flags' | 'argumentRegister'>;

/** `errorCode`: 1 protection, 2 write, 4 user, 0x10 instruction fetch. */
function segfault(ip: number, address: bigint, errorCode: number, registers: Stop['registers'] = {}): Stop {
  return { signal: signals.SEGV, ip: BigInt(ip), cause: { kind: 'page', address, errorCode }, registers };
}

function trap(ip: number, signal: number, name: string, registers: Stop['registers'] = {}): Stop {
  return { signal, ip: BigInt(ip), cause: { kind: 'trap', name }, registers };
}

const NON_CANONICAL = 0x8000000000001000n;
const KERNEL = 0xffffffff81000000n;
const GENERAL_PROTECTION = 'general protection fault';

/** Where each letter stops; rax holds the letter unless the code put something else there. */
const stops: Readonly<Record<string, Stop>> = {
  n: segfault(0x40103d, 0n, 6),
  r: segfault(0x401048, 0x10n, 4),
  j: segfault(0, 0n, 0x14, { rax: 0n }),
  x: segfault(DATA, BigInt(DATA), 0x15, { rax: BigInt(DATA) }),
  w: segfault(0x401063, BigInt(TEXT), 7, { rax: BigInt(TEXT) }),
  u: trap(0x401069, signals.ILL, 'trap invalid opcode'),
  d: trap(0x401074, signals.FPE, 'trap divide error', { rax: 1n }),
  g: trap(0x401080, signals.SEGV, GENERAL_PROTECTION, { rax: NON_CANONICAL }),
  i: trap(0x401083, signals.TRAP, 'trap int3'),
  h: segfault(0x40108a, KERNEL, 5, { rax: KERNEL }),
  p: trap(0x40108c, signals.SEGV, GENERAL_PROTECTION),
};
/** Without an argument argv[1] is a null pointer. */
const noArgument = segfault(0x401005, 0n, 4);
/** Interrupts on; parity and zero, as the comparison that led to the place left them. */
const FLAGS = 0x246;
const FLAGS_AT_START = 0x202;

export const crashme: Program = function* (system, argv) {
  const word = argv[1];
  if (word === undefined) return yield* system.fault({ ...noArgument, flags: FLAGS_AT_START });
  const stop = Object.hasOwn(stops, word[0] ?? '') ? stops[word[0]!] : undefined;
  if (stop === undefined) return 0;
  const registers = { rax: BigInt(word.charCodeAt(0)), ...stop.registers };
  return yield* system.fault({ ...stop, registers, flags: FLAGS, argumentRegister: 'rsi' });
};
