/**
 * What a ppc64le kernel says otherwise about its memory where no hypervisor is below.
 *
 * Mirrors the prints of Linux v6.1 `arch/powerpc/kvm/book3s_hv_builtin.c` (kvm_cma_reserve), `mm/book3s64/radix_pgtable.c` and
 * `hash_utils.c` (htab_get_table_size) on PowerNV. Recorded with 1984, 2048 and (hash) 3072 MiB; other sizes are computed.
 */
import type { BootLogTable } from '../../profiles/kernel-text.ts';
import { hex } from '../../sim/bytes.ts';
import type { TextValue } from './template.ts';

const MIB = 0x100000;
const PAGE_SIZE = 0x10000;
const STRUCT_PAGE_BYTES = 64;
/** The firmware tells of no pages of 2 MiB: each such stretch takes a page of entries, at the top of RAM. */
const RADIX_STRETCH_BYTES = 2 * MIB;
/** From there, or from the top, down to the end of NODE_DATA, and its size; a further CPU takes more above it [recorded]. */
const NODE_BELOW = { radix: 0x80000, hash: 0x50000 } as const;
const NODE_BYTES = 0x5500;
const NODE_BELOW_PER_CPU = 0x14000;
/** KVM's reserve for hash tables of guests: `kvm_cma_resv_ratio`, on whole blocks, one of which lies above it [recorded]. */
const KVM_PERCENT = 5;
const CMA_BLOCK_BYTES = 16 * MIB;
/** KiB that a further CPU takes, and that the hash MMU takes beside its table [recorded]. */
const CPU_TAKES_KIB = 832;
const HASH_TAKES_KIB = 3712;

/** The values that are not those of pseries. `takenBytes`: kept for a crash kernel or a dump; `lentBytes`: what CMA has of a dump's. */
export function powernvMemoryText(
  memoryEnd: number,
  table: BootLogTable,
  facts: {
    readonly cpus: number;
    readonly isHash: boolean;
    readonly takenBytes: number;
    readonly lentBytes: number;
  },
): Record<string, TextValue> {
  const { cpus, isHash, takenBytes, lentBytes } = facts;
  const tables = isHash ? 0 : Math.ceil(memoryEnd / RADIX_STRETCH_BYTES) * PAGE_SIZE;
  const nodeEnd = memoryEnd - tables - NODE_BELOW[isHash ? 'hash' : 'radix'] - NODE_BELOW_PER_CPU * (cpus - 1);
  const wanted = (memoryEnd * KVM_PERCENT) / 100;
  const cmaBytes = Math.ceil(wanted / CMA_BLOCK_BYTES) * CMA_BLOCK_BYTES;
  const cmaBase = Math.floor((nodeEnd - NODE_BYTES - cmaBytes) / CMA_BLOCK_BYTES - 1) * CMA_BLOCK_BYTES;
  const mapBytes = (memoryEnd / PAGE_SIZE) * STRUCT_PAGE_BYTES;
  const reservedK =
    table.memory.reservedK +
    (tables + mapBytes + takenBytes) / 1024 +
    (isHash ? HASH_TAKES_KIB : 0) +
    CPU_TAKES_KIB * (cpus - 1);
  const hashShift = Math.max(11, Math.ceil(Math.log2(memoryEnd)) - 17);
  return {
    nodeData: `0x${hex(nodeEnd - NODE_BYTES, 8)}-0x${hex(nodeEnd - 1, 8)}`,
    kvmMib: String(Math.floor(wanted / MIB)),
    cmaMib: String(cmaBytes / MIB),
    cmaBase: `0x${hex(cmaBase, 16)}`,
    cmaK: String((cmaBytes + lentBytes) / 1024),
    reservedK: String(Math.min(reservedK, memoryEnd / 1024)),
    mmuFeatures: isHash ? '0x7c007e01' : '0x3c007641',
    hashMask: hex(2 ** hashShift - 1),
  };
}
