/**
 * LKDTM types that no console of a kernel shows: **composed, not recorded**.
 *
 * A type another kernel showed keeps that kernel's lines, registers and code; the frames below `lkdtm_do_action` are those that this
 * kernel's own EXCEPTION shows. A few types that only say something are written down from `drivers/misc/lkdtm` of 6.1 and 6.12.
 */
import type { CrashData, CrashPath } from '../crash-data.ts';
import { guardedLkdtm, unguardedLkdtm } from './lkdtm-guarded.ts';

const spoken: Readonly<Record<string, string>> = {
  CORRUPT_PAC: '3 lkdtm: XFAIL: this test is arm64-only',
  WRITE_OPD: "6 lkdtm: XFAIL: Platform doesn't use function descriptors.",
  DOUBLE_FAULT: '3 lkdtm: XFAIL: this test is ia32-only',
  UNSET_SMEP: '3 lkdtm: FAIL: SMEP not in use',
  ATOMIC_TIMING: '6 lkdtm: atomic timing: done',
  REFCOUNT_TIMING: '6 lkdtm: refcount timing: done',
  CFI_BACKWARD: `
6 lkdtm: Attempting unchecked stack return address redirection ...
6 lkdtm: ok: redirected stack return address.
6 lkdtm: Attempting checked stack return address redirection ...
3 lkdtm: FAIL: stack return address was redirected!
4 lkdtm: This is probably expected, since this kernel (%{release} x86_64) was built *without* CONFIG_ARM64_PTR_AUTH_KERNEL=y nor CONFIG_SHADOW_CALL_STACK=y
`,
  SLAB_LINEAR_OVERFLOW: '6 lkdtm: Attempting slab linear overflow ...',
  WRITE_AFTER_FREE: `
6 lkdtm: Allocated memory (____ptrval____)-(____ptrval____)
6 lkdtm: Attempting bad write to freed memory at (____ptrval____)
`,
  WRITE_BUDDY_AFTER_FREE: `
6 lkdtm: Writing to the buddy page before free
6 lkdtm: Attempting bad write to the buddy page after free
`,
  READ_BUDDY_AFTER_FREE: `
6 lkdtm: Value in memory before free: 12345678
6 lkdtm: Attempting to read from freed memory
3 lkdtm: FAIL: Buddy page was not poisoned!
4 lkdtm: This is probably expected, since this kernel (%{release} x86_64) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
`,
  // Only 6.12 has the type; its Debian kernel samples no allocations unless told to on the command line.
  KFENCE_READ_AFTER_FREE: '3 lkdtm: FAIL: kfence memory never allocated!',
  CFI_FORWARD_PROTO: `
6 lkdtm: Calling matched prototype ...
6 lkdtm: Calling mismatched prototype ...
3 lkdtm: FAIL: survived mismatched prototype function call!
4 lkdtm: This is probably expected, since this kernel (%{release} x86_64) was built *without* CONFIG_CFI_CLANG=y
`,
};

/** On a kernel without the checks of lists and of freed objects. */
const spokenUnhardened: Readonly<Record<string, string>> = {
  CORRUPT_LIST_DEL: `
6 lkdtm: attempting good list removal
6 lkdtm: attempting corrupted list removal
3 lkdtm: list_del() corruption not detected!
4 lkdtm: This is probably expected, since this kernel (%{release} x86_64) was built *without* CONFIG_DEBUG_LIST=y
`,
  SLAB_FREE_DOUBLE: '6 lkdtm: Attempting double slab free ...',
};

/** Types that do as another does, under their own name: [type, model, words of the model and their own]. */
const likewise: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
  ['CORRUPT_STACK_STRONG', 'CORRUPT_STACK', [['char array', 'union']]],
  ['EXEC_DATA', 'EXEC_KMALLOC', []],
  ['EXEC_STACK', 'EXEC_KMALLOC', []],
  ['EXEC_VMALLOC', 'EXEC_KMALLOC', []],
  ['WRITE_RO', 'WRITE_RO_AFTER_INIT', [['ro_after_init', 'rodata']]],
  ['STACK_GUARD_PAGE_LEADING', 'STACK_GUARD_PAGE_TRAILING', [['above', 'below']]],
];

/**
 * Calls on a counter that is saturated already: [the call in the type's name, the type that warns at the same place, the call as
 * it is told]. ADD tells of another call than it makes.
 */
const saturated: readonly (readonly [string, string, string])[] = [
  ['INC', 'INC_OVERFLOW', 'inc'],
  ['DEC', 'DEC_ZERO', 'dec'],
  ['ADD', 'INC_OVERFLOW', 'dec'],
  ['INC_NOT_ZERO', 'INC_NOT_ZERO_OVERFLOW', 'inc_not_zero'],
  ['ADD_NOT_ZERO', 'INC_NOT_ZERO_OVERFLOW', 'add_not_zero'],
  ['DEC_AND_TEST', 'DEC_AND_TEST_NEGATIVE', 'dec_and_test'],
  ['SUB_AND_TEST', 'DEC_AND_TEST_NEGATIVE', 'sub_and_test'],
];

/** Types that only say something, whatever the kernel checks. */
const SAID_EVERYWHERE = /^lkdtm-(ACCESS_USERSPACE|EXEC_USERSPACE|WRITE_AFTER_FREE|WRITE_BUDDY_AFTER_FREE)$/;

export interface LkdtmSources {
  readonly release: string;
  readonly own: CrashData;
  /** Kernels whose types are taken over, the nearest first. */
  readonly others: readonly CrashData[];
  /** A kernel of which only what every kernel says is taken. */
  readonly stranger?: CrashData;
  readonly isHardened: boolean;
}

/** The LKDTM paths that `own` has not. */
export function composedLkdtm({ release, own, others, stranger, isHardened }: LkdtmSources): CrashData {
  const paths: Record<string, CrashPath> = {};
  const tail = ownTail(own);
  const add = (name: string, path: CrashPath) => {
    if (!Object.hasOwn(own.paths, name) && !Object.hasOwn(paths, name)) paths[name] = path;
  };
  for (const other of others) {
    for (const [name, path] of Object.entries(other.paths)) {
      if (name.startsWith('lkdtm-')) add(name, moved(path, release, tail));
    }
  }
  for (const [name, path] of Object.entries(stranger?.paths ?? {})) {
    if (SAID_EVERYWHERE.test(name)) add(name, moved(path, release, tail));
  }
  for (const [type, model, words] of likewise) {
    const path = own.paths[`lkdtm-${model}`] ?? paths[`lkdtm-${model}`];
    if (path !== undefined) add(`lkdtm-${type}`, renamed(path, [[`lkdtm_${model}+`, `lkdtm_${type}+`], ...words]));
  }
  for (const [call, model, told] of saturated) {
    const path = own.paths[`lkdtm-REFCOUNT_${model}`] ?? paths[`lkdtm-REFCOUNT_${model}`];
    if (path === undefined) continue;
    const moved = renamed(path, [[`lkdtm_REFCOUNT_${model}+`, `lkdtm_REFCOUNT_${call}_SATURATED+`]]);
    const before = `6 lkdtm: attempting bad refcount_${told}() from saturated`;
    const after = '6 lkdtm: Saturation detected: still saturated';
    add(`lkdtm-REFCOUNT_${call}_SATURATED`, { ...moved, before, after });
  }
  const below = own.paths['lkdtm-REFCOUNT_DEC_AND_TEST_NEGATIVE'] ?? paths['lkdtm-REFCOUNT_DEC_AND_TEST_NEGATIVE'];
  if (below !== undefined) add('lkdtm-REFCOUNT_SUB_AND_TEST_ZERO', subtractedNothing(below));
  const guarded = isHardened ? guardedLkdtm({ release, own, tail }) : unguardedLkdtm(release);
  for (const [name, path] of Object.entries(guarded)) add(name, path);
  const kmalloc = own.paths['lkdtm-EXEC_KMALLOC'] ?? paths['lkdtm-EXEC_KMALLOC'];
  if (kmalloc !== undefined) add('lkdtm-EXEC_NULL', executedNull(kmalloc));
  for (const [type, before] of Object.entries({ ...spoken, ...(isHardened ? {} : spokenUnhardened) })) {
    const lines = before.trim().replaceAll('%{release}', release);
    add(`lkdtm-${type}`, { before: lines, stacks: [], fault: null, systemCall: 'write' });
  }
  return { symbols: '', paths };
}

/** 0 taken from a counter that is 0: the same warning as a counter that goes below. */
function subtractedNothing(path: CrashPath): CrashPath {
  const moved = renamed(path, [['lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE+', 'lkdtm_REFCOUNT_SUB_AND_TEST_ZERO+']]);
  return { ...moved, before: '6 lkdtm: attempting bad refcount_sub_and_test() at zero' };
}

/** A jump to address 0 as the jump into allocated memory, but for what is at 0: nothing. */
function executedNull(path: CrashPath): CrashPath {
  const moved = renamed(path, [['lkdtm_EXEC_KMALLOC+', 'lkdtm_EXEC_NULL+']]);
  const before = moved.before?.replace(/(bad execution at ).*/, `$1${'0'.repeat(16)}`) ?? '';
  if (moved.fault === null) return { ...moved, before };
  const { message: _, ...fault } = moved.fault;
  const registers = fault.registers.replace(/^(\S+) \S+/, '$1 0');
  const there = { errorCode: FETCH, address: '0', pageTables: 'pgd+67 pgd+67 pud+67 0', instructionPointer: '=0' };
  return { ...moved, before, fault: { ...fault, ...there, code: null, registers } };
}

/** Page fault error code: an instruction fetch of the kernel from a page that is not there. */
const FETCH = 16;
const CALLER = /^(\? )?lkdtm_do_action\+/;

/** What is below the type's own function in a trace of this kernel. */
function ownTail({ paths }: CrashData): readonly string[] {
  const lines = paths['lkdtm-EXCEPTION']?.stacks[0]?.frames.trim().split('\n') ?? [];
  const at = lines.findIndex((line) => CALLER.test(line) || /^direct_entry/.test(line));
  return at < 0 ? [] : lines.slice(at);
}

function moved(path: CrashPath, release: string, tail: readonly string[]): CrashPath {
  const text = (lines: string | undefined) => lines?.replace(/\(\S+ x86_64\)/, `(${release} x86_64)`);
  const before = text(path.before);
  const after = text(path.after);
  return {
    ...path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    stacks: path.stacks.map((stack) => {
      const lines = stack.frames.trim().split('\n');
      const at = lines.findIndex((line) => CALLER.test(line) || /^(\? )?direct_entry/.test(line));
      // A trace that the fault made unreliable has other frames; it stays as it was.
      const isReliable = at >= 0 && lines.includes('@user') && tail.length > 0;
      return isReliable ? { ...stack, frames: [...lines.slice(0, at), ...tail].join('\n') } : stack;
    }),
  };
}

function renamed(path: CrashPath, words: readonly (readonly [string, string])[]): CrashPath {
  let text = JSON.stringify(path);
  for (const [from, to] of words) text = text.replaceAll(from, to);
  return JSON.parse(text) as CrashPath;
}
