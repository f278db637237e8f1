/** `crashme` for ppc64le, as recorded. */
import { signals } from '../../../../shell/posix.ts';
import type { CpuFault, PowerpcCause, RegisterValues } from '../../../process/cpu-fault.ts';
import { type CrashmeCode, crashmePages, stopsWith } from './machine-code.ts';

const TEXT = 0x10010000;
const DATA = 0x10020000;
const CODE = `
e8810010 88640000 2c03006e 41820058 2c030072 41820058 2c03006a 41820058 2c030078 4182005c 2c030077 41820060
2c030075 41820060 2c030067 4182005c 2c030069 41820064 2c030068 41820060 2c030070 41820064 38000001 38600000
44000002 38a00000 90650000 38a00010 80650000 38a00000 7ca903a6 4e800420 3ca01002 7ca903a6 4e800420 3ca01001
90650000 00000000 38a00001 78a5f806 38a51000 80650000 7fe00008 38a0ffff 78a5f046 80650000 7c600164`;
const NOP = '60000000';
/** `r0` of execve, entry point in `r12`; `cr` of an equal comparison. */
const AT_START = { r0: 11n, r12: BigInt(TEXT) };
const AFTER_COMPARISON = { ...AT_START, cr: 0x20000000n };
/** 64-bit, interrupts, user, machine check, relocation, recoverable, little-endian. */
const MSR = 0x800000000000d033n;
/** Where the kernel left for the program. */
const KERNEL_EXIT = 0xc0000000000021ccn;
/** Why a fetch or a program interrupt was taken, in the saved MSR. */
const NO_EXECUTE_OR_MAPPING = 0x40000000n;
const ILLEGAL = 0x80000n;
const TRAP = 0x20000n;
const PRIVILEGED = 0x40000n;

/** `from`: the branch taken last. */
function data(ip: number, from: number, access: Omit<PowerpcCause, 'kind' | 'vector'>): CpuFault {
  const registers = { ...AFTER_COMPARISON, r5: access.address, cfar: BigInt(from) };
  const vector = access.status === null ? 0x380 : 0x300;
  return stopsWith(MSR)(ip, signals.SEGV, { kind: 'interrupt', vector, ...access }, registers);
}

function fetch(ip: number, from: number, code: number): CpuFault {
  const address = BigInt(ip);
  const registers: RegisterValues = { ...AFTER_COMPARISON, r5: address, ctr: address, cfar: BigInt(from) };
  const cause = { kind: 'interrupt', vector: 0x400, code, address, status: null } as const;
  return stopsWith(MSR | NO_EXECUTE_OR_MAPPING)(ip, signals.SEGV, cause, registers);
}

function program(ip: number, from: number, signal: number, code: number, why: bigint): CpuFault {
  const cause = { kind: 'interrupt', vector: 0x700, code, address: BigInt(ip), status: null } as const;
  return stopsWith(MSR | why)(ip, signal, cause, { ...AFTER_COMPARISON, cfar: BigInt(from) });
}

export const powerpcCrashme: CrashmeCode = {
  segments: () => crashmePages({ address: TEXT, pageBytes: 0x10000, wordBytes: 4 }, CODE, NOP),
  letterRegister: 'r3',
  argumentRegister: 'r4',
  stops: {
    n: data(0x10010068, 0x1001000c, { address: 0n, code: 1, status: 0x42000000 }),
    r: data(0x10010070, 0x10010014, { address: 0x10n, code: 1, status: 0x40000000 }),
    j: fetch(0, 0x1001007c, 1),
    x: fetch(DATA, 0x10010088, 2),
    w: data(0x10010090, 0x1001002c, { address: BigInt(TEXT), code: 2, status: 0x0a000000 }),
    u: program(0x10010094, 0x10010034, signals.ILL, 1, ILLEGAL),
    g: data(0x100100a4, 0x1001003c, { address: 0x8000000000001000n, code: 3, status: null }),
    i: program(0x100100a8, 0x10010044, signals.TRAP, 1, TRAP),
    h: data(0x100100b4, 0x1001004c, { address: 0xc000000000000000n, code: 1, status: 0x08000000 }),
    p: program(0x100100b8, 0x10010054, signals.ILL, 5, PRIVILEGED),
  },
  noArgument: stopsWith(MSR)(
    0x10010004,
    signals.SEGV,
    { kind: 'interrupt', vector: 0x300, code: 1, address: 0n, status: 0x40000000 },
    { ...AT_START, cfar: KERNEL_EXIT },
  ),
};
