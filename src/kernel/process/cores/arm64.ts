/**
 * Cores on arm64: `arch/arm64/kernel/ptrace.c` (aarch64_regsets) of Linux v6.1, `arch/arm64/mm/fault.c` and `traps.c`.
 *
 * A Cortex-A57: no pointer authentication, no scalable vectors; the unit as it was at the program's start.
 */
import { NT_PRFPREG } from '../../../formats/process-notes.ts';
import { type CoreArchitecture, linuxNote, SEGV_ACCERR, SEGV_MAPERR } from './architecture.ts';

const FPSIMD_BYTES = 528;
const NT_ARM_TLS = 0x401;
const NT_ARM_HW_BREAK = 0x402;
const NT_ARM_HW_WATCH = 0x403;
const NT_ARM_SYSTEM_CALL = 0x404;
const NT_ARM_TAGGED_ADDR_CTRL = 0x409;
/** `struct user_hwdebug_state`: number of registers and version of the debug architecture, then 16 of them. */
const DEBUG_BYTES = 264;
const DEBUG_VERSION = 6;
const BREAKPOINTS = 6;
const WATCHPOINTS = 4;
/** ILL_ILLOPC, TRAP_BRKPT. */
const FIRST_CODE = 1;

function debugNote(type: number, count: number) {
  const descriptor = new Uint8Array(DEBUG_BYTES);
  descriptor.set([count, DEBUG_VERSION]);
  return linuxNote(type, descriptor);
}

export const arm64Core: CoreArchitecture = {
  prstatus: 'arm64',
  registers: ({ general, ip, stackPointer, flags }) => ({
    ...general,
    x30: general['lr'] ?? 0n,
    sp: stackPointer,
    pc: ip,
    pstate: flags,
  }),
  origin(cause, _, { ip, isMapped }) {
    if (cause.kind !== 'exception' || cause.syndrome === null) return { code: FIRST_CODE, address: ip };
    const { address = ip } = cause;
    return { code: isMapped(address) ? SEGV_ACCERR : SEGV_MAPERR, address };
  },
  notes({ systemCall }) {
    const call = new Uint8Array(4);
    new DataView(call.buffer).setInt32(0, systemCall ?? -1, true);
    return [
      { name: 'CORE', type: NT_PRFPREG, descriptor: new Uint8Array(FPSIMD_BYTES) },
      linuxNote(NT_ARM_TLS, new Uint8Array(16)),
      debugNote(NT_ARM_HW_BREAK, BREAKPOINTS),
      debugNote(NT_ARM_HW_WATCH, WATCHPOINTS),
      linuxNote(NT_ARM_SYSTEM_CALL, call),
      linuxNote(NT_ARM_TAGGED_ADDR_CTRL, new Uint8Array(8)),
    ];
  },
};
