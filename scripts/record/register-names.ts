/** Recorded values as words of a template: names in place of what another run has elsewhere. Recorded without KASLR. */
import type { Report } from './crash-report-reader.ts';

/** The values of one report that have names. */
export interface Place {
  readonly stackPointer: bigint | null;
  /** Of the stack pointer, in the task's stack. */
  readonly stackOffset: number | null;
  readonly count: bigint | null;
  readonly heap: bigint | null;
  readonly percpu: bigint | null;
  readonly userStack: bigint | null;
  /** Pages of the linear map, in the order they were met. */
  readonly pages: bigint[];
}

const THREAD_SIZE = 0x4000n;
const KERNEL = 0xffffffff81000000n;
const LINEAR = 0xffff888000000000n;
const LINEAR_END = 0xffff888100000000n;
const VMALLOC = 0xffffc90000000000n;
const VMALLOC_END = 0xffffc90100000000n;
const PAGE_MASK = 0xfffn;
const PAGE_NAMES = ['buffer', 'buffer1', 'buffer2', 'buffer3'];
const NEAR_HEAP = 0x100000n;

export function namesOf(report: Report): Place {
  const own = report.registers?.stackPointer ?? null;
  const stackPointer = own ?? report.blocks[0]?.stackPointer ?? null;
  return {
    stackPointer,
    stackOffset: own === null || stackPointer === null ? null : Number(stackPointer % THREAD_SIZE),
    count: report.user?.originalRax === '1' ? report.user.registers[3]! : null,
    heap: report.fs,
    percpu: report.percpu !== null && report.percpu >= LINEAR && report.percpu < LINEAR_END ? report.percpu : null,
    userStack: report.user?.stackPointer ?? null,
    pages: [],
  };
}

/** The word for a value. */
export function templateOf(value: bigint, place: Place): string {
  const { stackPointer, count, heap, percpu, userStack } = place;
  if (stackPointer !== null && distance(value, stackPointer) < THREAD_SIZE) return named('sp', value, stackPointer);
  if (value >= 0xffffffffa0000000n && value < 0xffffffffff000000n) return named('modules', value, modulesBase(value));
  if (value >= 0xffffffff80000000n && value < 0xffffffffa0000000n) return named('kernel', value, KERNEL);
  if (percpu !== null && distance(value, percpu) < 0x40000n) return `percpu+${(value - LINEAR).toString(16)}`;
  if (value >= LINEAR && value < LINEAR_END) return linearName(value, place);
  if (value >= VMALLOC && value < VMALLOC_END) return named('vmalloc', value, VMALLOC);
  if (heap !== null && heap !== 0n && distance(value, heap) < NEAR_HEAP) return named('heap', value, heap);
  if (userStack !== null && distance(value, userStack) < THREAD_SIZE) return named('usp', value, userStack);
  if (value >= 0x7f0000000000n && value < 0x800000000000n)
    return `map+${(value & PAGE_MASK).toString(16)}`.replace(/\+0$/, '');
  if (count !== null && value === count) return 'count';
  return value.toString(16);
}

/** Modules begin at another place in the small kernels than in Debian's. */
function modulesBase(value: bigint): bigint {
  return value >= 0xffffffffc0000000n ? 0xffffffffc0000000n : 0xffffffffa0000000n;
}

function linearName(value: bigint, { pages }: Place): string {
  const page = value & ~PAGE_MASK;
  let index = pages.indexOf(page);
  if (index < 0 && pages.length < PAGE_NAMES.length) index = pages.push(page) - 1;
  return index < 0 ? named('linear', value, LINEAR) : named(PAGE_NAMES[index]!, value, page);
}

function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}

function named(name: string, value: bigint, base: bigint): string {
  if (value === base) return name;
  return value > base ? `${name}+${(value - base).toString(16)}` : `${name}-${(base - value).toString(16)}`;
}

/** A line with its addresses and process ids replaced. `place` null: no report is near. */
export function textTemplate(text: string, place: Place | null): string {
  const near = place ?? {
    stackPointer: null,
    stackOffset: null,
    count: null,
    heap: null,
    percpu: null,
    userStack: null,
    pages: [],
  };
  return text
    .replace(/\b(?=[0-9a-f]*[1-9a-f])[0-9a-f]{16}\b/g, (digits) => `%{${templateOf(BigInt(`0x${digits}`), near)}}`)
    .replace(/\bpid \d+ and pid \d+/, 'pid %{firstpid:decimal} and pid %{pid:decimal}')
    .replace(/\bpid \d+/, 'pid %{pid:decimal}')
    .replace(/(?<=^Warning message trigger count: )\d+/, '%{warnings:decimal}');
}
