/** `crashme` for arm64, as recorded. */
import { signals } from '../../../../shell/posix.ts';
import type { Arm64Cause, CpuFault, RegisterValues } from '../../../process/cpu-fault.ts';
import { type CrashmeCode, crashmePages, stopsWith } from './machine-code.ts';

const TEXT = 0x401000;
const DATA = 0x402000;
const CODE = `
f9400be1 39400020 7101b81f 540002c0 7101c81f 540002c0 7101a81f 540002c0 7101e01f 540002c0 7101dc1f 540002e0
7101d41f 540002e0 71019c1f 540002c0 7101a41f 540002e0 7101a01f 540002c0 7101c01f 54000300 d2800ba8 d2800000
d4000001 d2800002 b9000040 d2800202 b9400040 d2800002 d61f0040 d2a00802 f2840002 d61f0040 10fffbc2 b9000040
00000000 d2f00002 f2820002 b9400040 d4200000 d2ffffe2 f2d00002 f2a10002 b9400040 d50342df`;
/** Where 6.1 begins without KASLR. */
const KERNEL = 0xffff800008000000n;
const NOP = 'd503201f';
/** Zero and carry, as an equal comparison leaves them. */
const stop = stopsWith(0x60000000n);
const stopAtStart = stopsWith(0n);

const abort = (syndrome: number, name: string): Arm64Cause => ({ kind: 'exception', syndrome, name });

/** All reach for what `x2` has. */
function segfault(ip: number, cause: Arm64Cause, registers: RegisterValues = {}): CpuFault {
  return stop(ip, signals.SEGV, { ...cause, address: registers['x2'] ?? 0n }, registers);
}

const undefinedAt = (ip: number): CpuFault =>
  stop(ip, signals.ILL, { kind: 'exception', syndrome: null, name: 'undefined instruction' });

export const arm64Crashme: CrashmeCode = {
  segments: () => crashmePages({ address: TEXT, pageBytes: 0x1000, wordBytes: 4 }, CODE, NOP),
  letterRegister: 'x0',
  argumentRegister: 'x1',
  stops: {
    n: segfault(0x401068, abort(0x92000046, 'level 2 translation fault')),
    r: segfault(0x401070, abort(0x92000006, 'level 2 translation fault'), { x2: 0x10n }),
    j: segfault(0, abort(0x82000006, 'level 2 translation fault')),
    x: segfault(DATA, abort(0x82000007, 'level 3 translation fault'), { x2: BigInt(DATA) }),
    w: segfault(0x40108c, abort(0x9200004f, 'level 3 permission fault'), { x2: BigInt(TEXT) }),
    u: undefinedAt(0x401090),
    g: segfault(0x40109c, abort(0x92000006, 'level 2 translation fault'), { x2: 0x8000000000001000n }),
    i: stop(0x4010a0, signals.TRAP, { kind: 'exception', syndrome: null, name: 'User debug trap' }),
    // The kernel hides from the thread what its own address has behind it.
    h: segfault(0x4010b0, { ...abort(0x92000004, 'level 3 permission fault'), kernelAddress: KERNEL }, { x2: KERNEL }),
    p: undefinedAt(0x4010b4),
  },
  noArgument: stopAtStart(0x401004, signals.SEGV, { ...abort(0x92000006, 'level 2 translation fault'), address: 0n }),
};
