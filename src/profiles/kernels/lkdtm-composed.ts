/**
 * LKDTM types that no console of a kernel shows: **composed, not recorded**.
 *
 * Debian's kernels lack few: `readLkdtm`. The private builds cannot be recorded again: `composedLkdtm` gives a type that says the same on
 * every kernel in the words that Debian's kernel was recorded with, and one that does as another does with that one's registers and
 * code; the frames below `lkdtm_do_action` are those of the kernel's own EXCEPTION.
 */
import type { ArchCrashData, ArchCrashPath } from '../arch-crash-text.ts';
import type { CrashData, CrashPath } from '../crash-data.ts';
import { unguardedLkdtm } from './lkdtm-unguarded.ts';

/** What these print was read in `drivers/misc/lkdtm` of 6.1 and 6.12; a CPU without SMEP. */
const spoken: Readonly<Record<string, string>> = {
  UNSET_SMEP: '3 lkdtm: FAIL: SMEP not in use',
  ATOMIC_TIMING: '6 lkdtm: atomic timing: done',
  REFCOUNT_TIMING: '6 lkdtm: refcount timing: done',
};

/** On a kernel whose stacks have canaries, as 6.12 was recorded with them. */
const spokenWithCanaries: Readonly<Record<string, string>> = {
  REPORT_STACK_CANARY: '6 lkdtm: Recorded stack canary for pid %{pid:decimal} at offset 1',
  'REPORT_STACK_CANARY/again':
    '6 lkdtm: ok: stack canaries differ between pid %{firstpid:decimal} and pid %{pid:decimal} at offset 1.',
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

/** Misuses of a counter that the kernel warns of once for each place: [types, the type that shows the warning of that place]. */
const warned: readonly (readonly [string, string])[] = [
  ['ADD_OVERFLOW INC_SATURATED ADD_SATURATED', 'INC_OVERFLOW'],
  ['ADD_NOT_ZERO_OVERFLOW INC_NOT_ZERO_SATURATED ADD_NOT_ZERO_SATURATED', 'INC_NOT_ZERO_OVERFLOW'],
  ['DEC_NEGATIVE DEC_SATURATED', 'DEC_ZERO'],
  ['SUB_AND_TEST_NEGATIVE DEC_AND_TEST_SATURATED SUB_AND_TEST_SATURATED', 'DEC_AND_TEST_NEGATIVE'],
  ['ADD_ZERO', 'INC_ZERO'],
];

/** Types that say the same on every kernel of x86 as on Debian's, which checks more. */
const SAID_EVERYWHERE =
  /^lkdtm-(ACCESS_USERSPACE|EXEC_USERSPACE|(WRITE|READ)_(BUDDY_)?AFTER_FREE|SLAB_LINEAR_OVERFLOW|CORRUPT_PAC|WRITE_OPD|DOUBLE_FAULT|CFI_\w+|REPORT_STACK|STACKLEAK_ERASING)$/;

export interface LkdtmSources {
  readonly release: string;
  readonly own: CrashData;
  /** What else was recorded on this kernel: how long its functions are. */
  readonly also: readonly object[];
  /** A nearly equal kernel whose types are taken over; null: none is. */
  readonly sibling: CrashData | null;
  /** A hardened kernel, of which what every kernel says is taken, and what a type says around a warning. */
  readonly hardened: CrashData;
}

/** The LKDTM types that only say something and were not recorded on any kernel. */
export function readLkdtm(): ArchCrashData {
  return { symbols: '', paths: saying({ ...spoken, ...spokenWithCanaries }) };
}

/** The LKDTM paths that `own` has not, or not whole: a family to come before it. */
export function composedLkdtm({ release, own, also, sibling, hardened }: LkdtmSources): CrashData {
  const lengths = functionLengths([own.paths, ...also]);
  const paths: Record<string, CrashPath> = {};
  const tail = ownTail(own);
  const find = (type: string): CrashPath | undefined => own.paths[`lkdtm-${type}`] ?? paths[`lkdtm-${type}`];
  const add = (name: string, path: CrashPath) => {
    if (!Object.hasOwn(own.paths, name) && !Object.hasOwn(paths, name)) paths[name] = path;
  };
  const takeOver = (from: CrashData, names: RegExp) => {
    for (const [name, path] of Object.entries(from.paths))
      if (names.test(name)) add(name, moved(withLengths(path, lengths), release, tail));
  };
  if (sibling !== null) takeOver(sibling, /^lkdtm-/);
  takeOver(hardened, SAID_EVERYWHERE);
  for (const [type, model, words] of likewise) {
    const path = find(model);
    if (path !== undefined) add(`lkdtm-${type}`, renamed(path, [[`lkdtm_${model}+`, `lkdtm_${type}+`], ...words]));
  }
  for (const [types, model] of warned) {
    const path = find(`REFCOUNT_${model}`);
    for (const type of path === undefined ? [] : types.split(' ')) {
      const name = `lkdtm-REFCOUNT_${type}`;
      // A recording in which the place had warned before shows no report.
      if (own.paths[name]?.fault) continue;
      const { before, after } = hardened.paths[name]!;
      const warning = renamed(path!, [[`lkdtm_REFCOUNT_${model}+`, `lkdtm_REFCOUNT_${type}+`]]);
      paths[name] = {
        ...warning,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      };
    }
  }
  for (const [name, path] of Object.entries(unguardedLkdtm(release))) add(name, path);
  const kmalloc = find('EXEC_KMALLOC');
  if (kmalloc !== undefined) add('lkdtm-EXEC_NULL', executedNull(kmalloc));
  const unhardened = saying({ ...spoken, ...spokenUnhardened }, release);
  for (const [name, path] of Object.entries(unhardened)) add(name, path);
  return { symbols: '', paths };
}

function saying(types: Readonly<Record<string, string>>, release = ''): ArchCrashData['paths'] {
  const path = (lines: string): ArchCrashPath => ({
    before: lines.trim().replaceAll('%{release}', release),
    stacks: [],
    fault: null,
    systemCall: 'write',
  });
  return Object.fromEntries(Object.entries(types).map(([type, lines]) => [`lkdtm-${type}`, path(lines)]));
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
/** A path in which functions are as long as on this kernel; a place in one is as far from its end as it was. */
function withLengths(path: CrashPath, lengths: ReadonlyMap<string, number>): CrashPath {
  return mapTexts(path, (text) =>
    text.replace(PLACE, (place, name: string, offset: string, foreign: string) => {
      const length = lengths.get(name);
      if (length === undefined) return place;
      const at = Number.parseInt(offset, 16) + length - Number.parseInt(foreign, 16);
      return `${name}+0x${Math.max(at, 0).toString(16)}/0x${length.toString(16)}`;
    }),
  );
}

function functionLengths(recorded: readonly object[]): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  mapTexts(recorded, (text) => {
    for (const [, name, , length] of text.matchAll(PLACE)) lengths.set(name!, Number.parseInt(length!, 16));
    return text;
  });
  return lengths;
}

const PLACE = /\b([\w.]+)\+0x([0-9a-f]{1,6})\/0x([0-9a-f]{1,6})\b/g;

/** A value with all texts in it changed. */
function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value) as Value;
  if (Array.isArray(value)) return value.map((one: unknown) => mapTexts(one, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change)])) as Value;
}

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
