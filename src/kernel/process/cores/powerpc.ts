/**
 * Cores on ppc64le: `arch/powerpc/kernel/ptrace/ptrace-view.c` (native_regsets) of Linux v6.1, `arch/powerpc/mm/fault.c` and `kernel/traps.c`.
 *
 * A POWER9 whose program has not used its floating point and vector units. DAR and DSISR keep what the last fault of a page left where the interrupt
 * itself does not set them: the fetch of the program's first instruction.
 */
import { encodeWords, NT_PRFPREG } from '../../../formats/process-notes.ts';
import { type CoreArchitecture, linuxNote } from './architecture.ts';

const FPREGS_BYTES = 264;
const NT_PPC_TAR = 0x103;
const NT_PPC_PPR = 0x104;
const NT_PPC_DSCR = 0x105;
const NT_PPC_PMU = 0x107;
const PMU_BYTES = 40;
/** Medium priority. */
const PPR_DEFAULT = 0x000c000000000000n;
const DATA_STORAGE = 0x300;
const DATA_SEGMENT = 0x380;
const INSTRUCTION_STORAGE = 0x400;
const NO_MAPPING = 0x40000000n;
const EFAULT_RESULT = -14n;

export const powerpcCore: CoreArchitecture = {
  prstatus: 'ppc64',
  registers({ general, ip, stackPointer, flags, cause }, entry) {
    const interrupt = cause?.kind === 'interrupt' ? cause : null;
    const vector = interrupt?.vector ?? 0;
    const values = Array.from({ length: 32 }, (_, index) => [`gpr${index}`, general[`r${index}`] ?? 0n] as const);
    const tellsAddress = vector === DATA_STORAGE || vector === DATA_SEGMENT;
    const stale = vector === INSTRUCTION_STORAGE ? ip : entry;
    return {
      ...Object.fromEntries(values),
      gpr1: stackPointer,
      nip: ip,
      msr: flags,
      orig_gpr3: general['cfar'] ?? 0n,
      ctr: general['ctr'] ?? 0n,
      link: general['lr'] ?? 0n,
      xer: general['xer'] ?? 0n,
      ccr: general['cr'] ?? 0n,
      softe: 1n,
      trap: BigInt(vector),
      dar: tellsAddress ? interrupt!.address : stale,
      dsisr: interrupt?.status == null ? NO_MAPPING : BigInt(interrupt.status),
      result: vector === DATA_SEGMENT ? EFAULT_RESULT : 0n,
    };
  },
  origin: (cause) =>
    cause.kind === 'interrupt' ? { code: cause.code, address: cause.address } : { code: 0, address: 0n },
  notes: () => [
    { name: 'CORE', type: NT_PRFPREG, descriptor: new Uint8Array(FPREGS_BYTES) },
    linuxNote(NT_PPC_PPR, encodeWords([PPR_DEFAULT], true)),
    linuxNote(NT_PPC_DSCR, new Uint8Array(8)),
    linuxNote(NT_PPC_TAR, new Uint8Array(8)),
    linuxNote(NT_PPC_PMU, new Uint8Array(PMU_BYTES)),
  ],
};
