/**
 * `struct elf_prstatus`: what a core file says of one thread or CPU.
 *
 * Facts: Linux v6.1 `include/linux/elfcore.h` and each architecture's `elf_gregset_t`. A head of 112 bytes (72 on 32-bit ARM), the
 * registers in the order of the architecture, and a flag for the floating point unit. Left out: times and pending signals.
 */
import type { ByteOrder } from '../memory/byte-order.ts';

/** Of ppc64 both byte orders look alike. */
export type PrstatusArchitecture = 'x86_64' | 'arm64' | 'ppc64' | 'arm';

export interface ThreadStatus {
  /** What the thread died of; 0 of a CPU of a dead kernel. */
  readonly signal: number;
  readonly pid: number;
  readonly parentPid: number;
  readonly groupPid: number;
  readonly sessionPid: number;
  /** By their names (`prstatusRegisters`); those that are missing are 0. */
  readonly registers: Readonly<Record<string, bigint>>;
  /** `pr_fpvalid`: a note with the registers of the floating point unit follows. */
  readonly hasFloat?: boolean;
}

/** Head, place of the process ids, bytes of a word; `pr_fpvalid` is padded to a word. */
const wide = { headBytes: 112, pidsAt: 32, wordBytes: 8 };
const layouts: Readonly<Record<PrstatusArchitecture, typeof wide>> = {
  x86_64: wide,
  arm64: wide,
  ppc64: wide,
  arm: { headBytes: 72, pidsAt: 24, wordBytes: 4 },
};
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const words = (text: string) => text.split(' ');

/** Names of the registers in the order of `elf_gregset_t`; an empty name is a word that is always 0. */
export const prstatusRegisters: Readonly<Record<PrstatusArchitecture, readonly string[]>> = {
  x86_64: words(
    'r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base ds es fs gs',
  ),
  arm64: [...numbered('x', 31), 'sp', 'pc', 'pstate'],
  ppc64: [
    ...numbered('gpr', 32),
    ...words('nip msr orig_gpr3 ctr link xer ccr softe trap dar dsisr result'),
    ...words('   '),
  ],
  arm: [...numbered('r', 13), ...words('sp lr pc psr orig_r0')],
};

/** Bytes of the structure. */
export function prstatusBytes(architecture: PrstatusArchitecture): number {
  const { headBytes, wordBytes } = layouts[architecture];
  return headBytes + wordBytes * (prstatusRegisters[architecture].length + 1);
}

export function encodePrstatus(
  architecture: PrstatusArchitecture,
  byteOrder: ByteOrder,
  status: ThreadStatus,
): Uint8Array {
  const little = byteOrder === 'little';
  const { headBytes, pidsAt, wordBytes } = layouts[architecture];
  const bytes = new Uint8Array(prstatusBytes(architecture));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, status.signal, little);
  view.setUint16(12, status.signal, little);
  [status.pid, status.parentPid, status.groupPid, status.sessionPid].forEach((pid, index) => {
    view.setUint32(pidsAt + 4 * index, pid, little);
  });
  prstatusRegisters[architecture].forEach((name, index) => {
    const value = name === '' ? 0n : (status.registers[name] ?? 0n);
    const at = headBytes + wordBytes * index;
    if (wordBytes === 8) view.setBigUint64(at, BigInt.asUintN(64, value), little);
    else view.setUint32(at, Number(BigInt.asUintN(32, value)), little);
  });
  if (status.hasFloat === true) view.setUint32(bytes.length - wordBytes, 1, little);
  return bytes;
}

/** What a descriptor says; null where it has another length. */
export function readPrstatus(
  architecture: PrstatusArchitecture,
  byteOrder: ByteOrder,
  bytes: Uint8Array,
): ThreadStatus | null {
  if (bytes.length !== prstatusBytes(architecture)) return null;
  const little = byteOrder === 'little';
  const { headBytes, pidsAt, wordBytes } = layouts[architecture];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const pid = (index: number) => view.getUint32(pidsAt + 4 * index, little);
  const registers: Record<string, bigint> = {};
  prstatusRegisters[architecture].forEach((name, index) => {
    const at = headBytes + wordBytes * index;
    if (name === '') return;
    registers[name] = wordBytes === 8 ? view.getBigUint64(at, little) : BigInt(view.getUint32(at, little));
  });
  return {
    signal: view.getUint16(12, little),
    pid: pid(0),
    parentPid: pid(1),
    groupPid: pid(2),
    sessionPid: pid(3),
    registers,
  };
}
