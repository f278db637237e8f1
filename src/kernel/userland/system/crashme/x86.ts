/** `crashme` for x86-64, as recorded; the first 19 bytes, which no record shows, follow from the jumps behind them. */
import { signals } from '../../../../shell/posix.ts';
import type { CpuFault, RegisterValues } from '../../../process/cpu-fault.ts';
import { type CrashmeCode, crashmePages, stopsWith } from './machine-code.ts';

const TEXT = 0x401000;
const DATA = 0x402000;
const CODE =
  '48 8b 74 24 10 0f b6 06 3c 6e 74 31 3c 72 74 38 3c 6a 74 3b 3c 78 74 3b 3c 77 74 40 3c 75 74 49 3c 64 74 47 3c 67 74 4e 3c 69 74 56 ' +
  '3c 68 74 53 3c 70 74 58 b8 3c 00 00 00 31 ff 0f 05 c7 04 25 00 00 00 00 00 00 00 00 8b 04 25 10 00 00 00 31 c0 ff e0 48 8d 05 a6 0f ' +
  '00 00 ff e0 48 8d 05 9d ff ff ff c7 00 00 00 00 00 0f 0b 31 c9 31 d2 b8 01 00 00 00 f7 f1 48 b8 00 10 00 00 00 00 00 80 8b 08 cc 48 ' +
  'c7 c0 00 00 00 81 8b 08 fa';
/** Interrupts on; parity and zero, as the comparison that led to the place left them. */
const stop = stopsWith(0x246n);
const stopAtStart = stopsWith(0x202n);

/** `errorCode`: 1 protection, 2 write, 4 user, 0x10 instruction fetch. */
function segfault(ip: number, address: bigint, errorCode: number, registers: RegisterValues = {}): CpuFault {
  return stop(ip, signals.SEGV, { kind: 'page', address, errorCode }, registers);
}

function trap(ip: number, signal: number, name: string, registers: RegisterValues = {}): CpuFault {
  return stop(ip, signal, { kind: 'trap', name }, registers);
}

const NON_CANONICAL = 0x8000000000001000n;
const KERNEL = 0xffffffff81000000n;
const GENERAL_PROTECTION = 'general protection fault';

export const x86Crashme: CrashmeCode = {
  segments: () => crashmePages({ address: TEXT, pageBytes: 0x1000, wordBytes: 1 }, CODE, '90 90 90 90'),
  letterRegister: 'rax',
  argumentRegister: 'rsi',
  stops: {
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
  },
  noArgument: stopAtStart(0x401005, signals.SEGV, { kind: 'page', address: 0n, errorCode: 4 }),
};
