/**
 * Where an architecture puts a program's stack and what the kernel maps for it, and what it tells the program at its start.
 *
 * Facts: Linux v6.1 and v6.12 `fs/binfmt_elf.c` (create_elf_tables), `fs/exec.c` (setup_arg_pages), `arch_align_stack` and
 * `arch_setup_additional_pages` of each architecture. The words of the auxiliary vector are recorded on the machines that QEMU emulates (qemu64,
 * Cortex-A15, Cortex-A57, POWER9); boards with other processors get the same.
 */
import type { Architecture } from '../../profiles/kernel.ts';

/** Where a program's stack begins: the top is drawn among `pages` pages below `end`. */
interface StackPlace {
  readonly end: bigint;
  readonly pages: number;
  /** `arch_align_stack` moves it down by less, to a multiple of 16; 1: it does not. */
  readonly spreadBytes: number;
}

/** What the kernel maps: pages of each, lowest first. */
interface KernelMapping {
  readonly name: string;
  readonly permissions: string;
  readonly pages: number;
}

/** A word of the auxiliary vector that is known only when the program is. */
type AuxiliaryWord =
  | 'vdso'
  | 'page'
  | 'headers'
  | 'headerBytes'
  | 'headerCount'
  | 'entry'
  | 'uid'
  | 'euid'
  | 'gid'
  | 'egid'
  | 'secure'
  | 'random'
  | 'path'
  | 'platform'
  | 'basePlatform';

export interface AddressLayout {
  /** Of 6.12. */
  readonly isNew: boolean;
  readonly is64: boolean;
  readonly pageBytes: number;
  readonly stack: StackPlace;
  readonly kernel: {
    readonly mappings: readonly KernelMapping[];
    /** Above the stack within so many bytes, or below it among the mappings: so far from the end at least, and drawn among so many pages. */
    readonly place:
      | { readonly kind: 'above-stack'; readonly within: bigint; readonly limit: bigint }
      | { readonly kind: 'mapped'; readonly gap: bigint; readonly pages: number };
    /** At an address of its own. */
    readonly fixed?: { readonly name: string; readonly permissions: string; readonly start: bigint };
  };
  /** Type and word, in order; without the end mark. */
  readonly auxiliary: readonly (readonly [number, number | AuxiliaryWord])[];
  readonly platform: string;
  readonly basePlatform?: string;
}

const PROGRAM: AddressLayout['auxiliary'] = [
  [6, 'page'],
  [17, 100],
  [3, 'headers'],
  [4, 'headerBytes'],
  [5, 'headerCount'],
  [7, 0],
  [8, 0],
  [9, 'entry'],
  [11, 'uid'],
  [12, 'euid'],
  [13, 'gid'],
  [14, 'egid'],
  [23, 'secure'],
  [25, 'random'],
];
/** AT_RSEQ_FEATURE_SIZE and AT_RSEQ_ALIGN, from 6.3 on. */
const RSEQ: AddressLayout['auxiliary'] = [
  [27, 28],
  [28, 32],
];
const MIB = 0x100000n;
/** RLIMIT_STACK and the guard below a stack, behind which mappings begin. */
const STACK_GAP = 8n * MIB;

const vdso = (vvarPages: number, vdsoPages: number): readonly KernelMapping[] => [
  { name: '[vvar]', permissions: 'r--p', pages: vvarPages },
  { name: '[vdso]', permissions: 'r-xp', pages: vdsoPages },
];

const x86End = 0x7ffffffff000n;

const layouts: Readonly<Record<Architecture, (isNew: boolean) => Omit<AddressLayout, 'isNew'>>> = {
  // The top of the stack is drawn with 22 bits below 2^47.
  x86_64: (isNew) => ({
    is64: true,
    pageBytes: 4096,
    stack: { end: x86End, pages: 0x3fffff, spreadBytes: 8192 },
    kernel: {
      mappings: vdso(4, 2),
      place: isNew
        ? { kind: 'mapped', gap: STACK_GAP + MIB + 0x3fffff000n, pages: 1 << 28 }
        : { kind: 'above-stack', within: 0x200000n, limit: x86End },
    },
    auxiliary: [
      [33, 'vdso'],
      [51, 0x5a0],
      [16, 0x78bfbfd],
      ...PROGRAM,
      [26, 0],
      [31, 'path'],
      [15, 'platform'],
      ...(isNew ? RSEQ : []),
    ],
    platform: 'x86_64',
  }),
  arm: (isNew) => ({
    is64: false,
    pageBytes: 4096,
    stack: { end: 0xbf000000n, pages: 0x7ff, spreadBytes: 1 },
    kernel: {
      mappings: [{ name: '[sigpage]', permissions: 'r-xp', pages: 1 }, ...vdso(1, 1)],
      place: { kind: 'above-stack', within: 0xbf000000n, limit: 0xbf000000n },
      fixed: { name: '[vectors]', permissions: 'r-xp', start: 0xffff0000n },
    },
    auxiliary: [
      [33, 'vdso'],
      [16, 0x3fb8d6],
      ...PROGRAM,
      [26, 0],
      [31, 'path'],
      [15, 'platform'],
      ...(isNew ? RSEQ : []),
    ],
    platform: 'v7l',
  }),
  arm64: (isNew) => ({
    is64: true,
    pageBytes: 4096,
    stack: { end: 0x1000000000000n, pages: 0x3ffff, spreadBytes: 4096 },
    kernel: {
      mappings: vdso(2, isNew ? 2 : 1),
      place: { kind: 'mapped', gap: STACK_GAP + MIB + 0x3ffff000n, pages: 1 << 18 },
    },
    auxiliary: [
      [33, 'vdso'],
      [51, 0x1270],
      [16, 0x8ff],
      ...PROGRAM,
      [26, 0],
      [31, 'path'],
      [15, 'platform'],
      ...(isNew ? RSEQ : []),
    ],
    platform: 'aarch64',
  }),
  ppc64le: (isNew) => ({
    is64: true,
    pageBytes: 65536,
    stack: { end: 0x800000000000n, pages: 0x3fff, spreadBytes: 65536 },
    kernel: {
      mappings: vdso(2, 1),
      place: { kind: 'mapped', gap: STACK_GAP + 16n * MIB + 0x3fff0000n, pages: 1 << 14 },
    },
    auxiliary: [
      // AT_IGNOREPPC twice, then block sizes and shapes of caches.
      [22, 22],
      [22, 22],
      [19, 128],
      [20, 128],
      [21, 0],
      [33, 'vdso'],
      [40, 0x8000],
      [41, 0x80],
      [42, 0x8000],
      [43, 0x80],
      [44, 0],
      [45, 0],
      [46, 0],
      [47, 0],
      [51, 0x9e0],
      [16, 0xdc0065c2],
      ...PROGRAM,
      [26, 0xbef00000],
      [31, 'path'],
      [15, 'platform'],
      [24, 'basePlatform'],
      ...(isNew ? RSEQ : []),
    ],
    platform: 'power9',
    basePlatform: 'power9',
  }),
};

/** Of an architecture; `isNew`: of 6.12. */
export function addressLayout(architecture: Architecture, isNew: boolean): AddressLayout {
  return { isNew, ...layouts[architecture](isNew) };
}
