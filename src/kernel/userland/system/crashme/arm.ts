/** `crashme` for 32-bit ARM, as recorded: no letter `g`, since every address is canonical. */
import { signals } from '../../../../shell/posix.ts';
import type { ArmCause, CpuFault } from '../../../process/cpu-fault.ts';
import { type CrashmeCode, crashmePages, stopsWith } from './machine-code.ts';

const TEXT = 0x401000;
const DATA = 0x402000;
const CODE = `
e59d1008 e5d10000 e350006e 0a000012 e3500072 0a000012 e350006a 0a000012 e3500078 0a000012 e3500077 0a000013
e3500075 0a000013 e3500069 0a000012 e3500068 0a000011 e3500070 0a000011 e3a07001 e3a00000 ef000000 e3a02000
e5820000 e3a02010 e5920000 e3a02000 e12fff12 e3022000 e3402040 e12fff12 e24f2088 e5820000 e7f000f0 e1200070
e3a02103 e5920000 ee010f10`;
const NOP = 'e320f000';
/** `si_code`: nothing mapped, or forbidden. */
const MAPERR = 1;
const ACCERR = 2;
const ILL_ILLOPC = 1;
const TRAP_HWBKPT = 4;
const silent = (code: number, address: number): ArmCause => ({
  kind: 'abort',
  told: null,
  code,
  address: BigInt(address),
});
const breakpoint: ArmCause = {
  ...silent(TRAP_HWBKPT, 0),
  told: 'prefetch abort: breakpoint debug exception (0x002) at 0x00000000',
};
/** Zero and carry, as an equal comparison leaves them; user mode. */
const stop = stopsWith(0x60000010n);
const stopAtStart = stopsWith(0x10n);

/** All reach for what `r2` has. */
const segfault = (ip: number, r2: number, code = MAPERR): CpuFault =>
  stop(ip, signals.SEGV, silent(code, r2), { r2: BigInt(r2) });
const illegal = (ip: number): CpuFault => stop(ip, signals.ILL, silent(ILL_ILLOPC, ip));

export const armCrashme: CrashmeCode = {
  segments: () => crashmePages({ address: TEXT, pageBytes: 0x1000, wordBytes: 4 }, CODE, NOP),
  letterRegister: 'r0',
  argumentRegister: 'r1',
  stops: {
    n: segfault(0x401060, 0),
    r: segfault(0x401068, 0x10),
    j: segfault(0, 0),
    x: segfault(DATA, DATA, ACCERR),
    w: segfault(0x401084, TEXT, ACCERR),
    u: illegal(0x401088),
    i: stop(0x40108c, signals.TRAP, breakpoint),
    h: segfault(0x401094, 0xc0000000),
    p: illegal(0x401098),
  },
  noArgument: stopAtStart(0x401004, signals.SEGV, silent(MAPERR, 0)),
};
