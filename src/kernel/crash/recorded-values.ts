/**
 * The values that the reports of arm, arm64 and ppc64le name, drawn so that they belong together.
 *
 * Which belong together was read off the recordings (`scripts/record/arch-crash-data.py`): registers that point into the task's
 * stack keep their distance from the stack pointer, objects of the linear map their place in a page, the user's
 * registers their distance from heap and stack.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { ArchCrashPath } from '../../profiles/arch-crash-text.ts';
import type { RandomStream } from '../../sim/random.ts';
import type { CrashEnvironment } from './crash-environment.ts';
import { evaluate, type Names } from './register-template.ts';

/** Where an architecture has things; sizes and distances in bytes. */
export interface ValueShape {
  readonly stackBytes: bigint;
  /** Task stacks are vmalloc areas, or pages of the linear map. */
  readonly stacksIn: 'vmalloc' | 'linear';
  /** Physical start of the RAM that the linear map begins with. */
  readonly linearOrigin: bigint;
  readonly objectAlign: bigint;
  readonly userStack: { readonly base: bigint; readonly spread: number };
  readonly heap: { readonly base: bigint; readonly spread: number };
}

const PAGE = 0x1000n;
/** `DYNTICK_IRQ_NONIDLE`; arm64's idle report shows it with two for each task that died with interrupts off. */
export const IDLE_NESTING = 0x4000000000000000n;

export function drawRecordedValues(
  { addresses, objectRam, stackRam }: Pick<CrashEnvironment, 'addresses' | 'objectRam' | 'stackRam'>,
  { path, stack }: { readonly path: ArchCrashPath; readonly stack: number },
  shape: ValueShape,
  random: RandomStream,
): Names {
  const base = (digits: string) => BigInt(`0x${digits}`);
  const linear = base(addresses.pageOffset);
  const vmalloc = base(addresses.vmalloc);
  const below = (bound: number) => BigInt(random.int(bound));
  const page = (align: bigint) => drawPage(objectRam, align, random);
  const slot =
    shape.stacksIn === 'vmalloc'
      ? vmalloc + 0x80000n + shape.stackBytes * 2n * below(0x100)
      : linear - shape.linearOrigin + drawPage(stackRam, shape.stackBytes, random);
  const offsets = path.stacks[stack]?.stackPointers ?? [];
  const offset = offsets.length === 0 ? shape.stackBytes - 0x200n : BigInt(offsets[random.int(offsets.length)]!);
  const heap = shape.heap.base + 0x10000n * below(shape.heap.spread);
  const fixed = { kernel: base(addresses.text), modules: base(addresses.modules) };
  const ownStack = path.fault?.stackPointer;
  const names: Record<string, bigint> = {
    ...fixed,
    sp: ownStack === undefined ? slot + offset : evaluate(ownStack, fixed)[0]!,
    pgd: page(PAGE),
    pud: page(PAGE),
    pmd: page(PAGE),
    table: page(PAGE * 4n),
    heap,
    negheap: -heap,
    usp: shape.userStack.base + 16n * below(shape.userStack.spread),
    canary: below(2 ** 32),
    nesting: IDLE_NESTING + 2n,
  };
  for (const name of drawnNames(path)) {
    if (name.startsWith('pte')) names[name] = page(PAGE);
    else if (name.startsWith('map')) names[name] = shape.userStack.base - MAP_DISTANCE + PAGE * below(0x1000);
    else if (name.startsWith('obj')) names[name] = linear - shape.linearOrigin + page(shape.objectAlign);
    else names[name] = vmalloc + 0x1000000n + shape.objectAlign * below(0x400);
  }
  return names;
}

/** Mappings of the user begin so far below the stack. */
const MAP_DISTANCE = 0x8000000n;

const wanted = new WeakMap<ArchCrashPath, readonly string[]>();

/** Names like `obj3` and `area0`, `pte0` and `map0` that the path's templates use. */
function drawnNames(path: ArchCrashPath): readonly string[] {
  let found = wanted.get(path);
  if (found === undefined) {
    const { fault, blocks = [], stacks, before, after } = path;
    const texts = [fault, ...blocks].flatMap((one) => [
      one?.instructionPointer,
      one?.registers,
      one?.special,
      one?.stackPointer,
    ]);
    const all = [
      ...texts,
      fault?.stackWords,
      fault?.objects,
      fault?.address,
      fault?.pageTables,
      fault?.message,
      before,
      after,
      ...stacks.map(({ frames }) => frames),
    ].join(' ');
    found = [...new Set(all.match(/\b(?:obj|area|map|pte)\d+\b/g) ?? [])];
    wanted.set(path, found);
  }
  return found;
}

/** Physical address of a page in `ram`, on `align`. */
function drawPage(ram: readonly AddressRange[], align: bigint, random: RandomStream): bigint {
  const unit = Number(align);
  const counts = ram.map(({ start, end }) => Math.max(0, Math.floor(end / unit) - Math.ceil(start / unit)));
  let left = random.int(
    Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    ),
  );
  for (const [index, count] of counts.entries()) {
    if (left < count) return BigInt(Math.ceil(ram[index]!.start / unit) + left) * align;
    left -= count;
  }
  return 0n;
}
