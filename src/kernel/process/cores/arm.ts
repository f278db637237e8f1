/** Cores on 32-bit ARM: `arch/arm/kernel/ptrace.c` (arm_regsets) of Linux v6.1; the unit as it was at the program's start. */
import { NT_PRFPREG } from '../../../formats/process-notes.ts';
import { type CoreArchitecture, linuxNote } from './architecture.ts';

/** `struct user_fp`, of a unit that no such machine has, and `struct user_vfp`. */
const FPA_BYTES = 116;
const VFP_BYTES = 260;
const NT_ARM_VFP = 0x400;

export const armCore: CoreArchitecture = {
  prstatus: 'arm',
  registers: ({ general, ip, stackPointer, flags, systemCall }) => ({
    ...general,
    r11: general['fp'] ?? 0n,
    r12: general['ip'] ?? 0n,
    sp: stackPointer,
    pc: ip,
    psr: flags,
    orig_r0: systemCall === null ? -1n : (general['r0'] ?? 0n),
  }),
  origin: (cause) => (cause.kind === 'abort' ? { code: cause.code, address: cause.address } : { code: 0, address: 0n }),
  notes: () => [
    { name: 'CORE', type: NT_PRFPREG, descriptor: new Uint8Array(FPA_BYTES) },
    linuxNote(NT_ARM_VFP, new Uint8Array(VFP_BYTES)),
  ],
};
