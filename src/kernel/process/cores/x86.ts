/**
 * Cores on x86-64: `arch/x86/kernel/ptrace.c` (x86_64_regsets), `arch/x86/mm/fault.c`, `arch/x86/kernel/traps.c` of Linux v6.1.
 *
 * A processor without XSAVE, as qemu64 is: NT_PRFPREG alone, the unit as it was at the program's start.
 */
import { NT_PRFPREG } from '../../../formats/process-notes.ts';
import { signals } from '../../../shell/posix.ts';
import { type CoreArchitecture, SEGV_ACCERR, SEGV_MAPERR } from './architecture.ts';

const USER_CS = 0x33n;
const USER_DS = 0x2bn;
const TASK_SIZE_MAX = 0x7ffffffff000n;
/** Bit 0 of an error code: the page is there. */
const PROTECTION = 1;
const SI_KERNEL = 0x80;
const ILL_ILLOPN = 2;
const FPE_INTDIV = 1;
const FXSAVE_BYTES = 512;

export const x86Core: CoreArchitecture = {
  prstatus: 'x86_64',
  registers: ({ general, ip, stackPointer, flags, systemCall }) => ({
    ...general,
    orig_rax: systemCall === null ? -1n : BigInt(systemCall),
    rip: ip,
    cs: USER_CS,
    eflags: flags,
    rsp: stackPointer,
    ss: USER_DS,
  }),
  origin(cause, signal, { ip }) {
    if (cause.kind === 'page') {
      const { address, errorCode } = cause;
      // `sanitize_error_code`: what is the kernel's is never said to be there.
      const isProtected = address < TASK_SIZE_MAX && (errorCode & PROTECTION) !== 0;
      return { code: isProtected ? SEGV_ACCERR : SEGV_MAPERR, address };
    }
    if (signal === signals.ILL) return { code: ILL_ILLOPN, address: ip };
    if (signal === signals.FPE) return { code: FPE_INTDIV, address: ip };
    return { code: SI_KERNEL, address: 0n };
  },
  notes() {
    const descriptor = new Uint8Array(FXSAVE_BYTES);
    const view = new DataView(descriptor.buffer);
    // Control word, MXCSR and its mask.
    view.setUint16(0, 0x37f, true);
    view.setUint32(24, 0x1f80, true);
    view.setUint32(28, 0xffff, true);
    return [{ name: 'CORE', type: NT_PRFPREG, descriptor }];
  },
};
