/**
 * Physical memory against a reference without pages: random writes, fills, aliases, losses, snapshots, restores and forks,
 * in any order, at addresses where pages, table blocks and the address space end.
 *
 * After every run each living memory and each unreleased snapshot must still read as its own reference, byte and writer;
 * and when everything is given up, the pool must be empty: a lost or a doubled reference would show there.
 * The mutants at the end break copy-on-write on purpose and demand that the same comparison notices.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type MemorySnapshot, PAGE_SIZE, PhysicalMemory, pageTemplate } from '../../src/memory/physical-memory.ts';
import { ReferenceMemory } from './reference-memory.ts';

const TOP = 2 ** 44;
const BLOCK = 1024 * PAGE_SIZE;
/** Where something ends: page, block of 4 MiB, 4 GiB (one node of each level), 4 TiB, address space. */
const BORDERS = [0, PAGE_SIZE, 3 * PAGE_SIZE, BLOCK, 2 * BLOCK, 2 ** 32, 2 ** 42, 2 ** 42 + BLOCK, TOP];
const PROBE = 40;

const SMALL = pageTemplate('small', 'template writer', () =>
  Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) & 0xff),
);
const LARGE = pageTemplate('large', 'template writer', () => {
  return Uint8Array.from({ length: BLOCK + 6 * PAGE_SIZE }, (_, i) => (i >>> 12) & 0xff);
});

type Command =
  | { do: 'write'; on: number; at: number; bytes: Uint8Array; writer: string }
  | { do: 'store32'; on: number; at: number; value: number; writer: string }
  | { do: 'fill'; on: number; at: number; length: number; byte: number; writer: string }
  | { do: 'alias'; on: number; page: number; large: boolean }
  | { do: 'aliasRange'; on: number; source: number; destination: number; pages: number }
  | { do: 'lose'; on: number; at: number; length: number; seed: number }
  | { do: 'snapshot' | 'fork' | 'releaseMemory' | 'load' | 'hash'; on: number }
  | { do: 'restore' | 'releaseSnapshot'; on: number; snapshot: number };

const addresses = fc
  .tuple(fc.constantFrom(...BORDERS), fc.integer({ min: -20, max: 20 }))
  .map(([border, distance]) => Math.min(Math.max(0, border + distance), TOP - 1));
const pages = fc
  .tuple(fc.constantFrom(...BORDERS), fc.integer({ min: -2, max: 2 }))
  .map(([border, distance]) => Math.min(Math.max(0, border / PAGE_SIZE + distance), TOP / PAGE_SIZE - 1));
const on = fc.nat({ max: 5 });
const writer = fc.constantFrom('kernel', 'uboot', 'fault');
const lengths = fc.oneof(
  fc.nat({ max: 30 }),
  fc.integer({ min: 60_000, max: 90_000 }),
  fc.constantFrom(BLOCK, 2 ** 40),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant('write' as const), on, at: addresses, bytes: fc.uint8Array({ maxLength: 30 }), writer }),
  fc.record({ do: fc.constant('store32' as const), on, at: addresses, value: fc.nat({ max: 0xffffffff }), writer }),
  fc.record({
    do: fc.constant('fill' as const),
    on,
    at: addresses,
    length: lengths,
    byte: fc.nat({ max: 255 }),
    writer,
  }),
  fc.record({ do: fc.constant('alias' as const), on, page: pages, large: fc.boolean() }),
  fc.record({
    do: fc.constant('aliasRange' as const),
    on,
    source: pages,
    destination: pages,
    pages: fc.constantFrom(0, 1, 3, 1023, 1026, 2048),
  }),
  fc.record({
    do: fc.constant('lose' as const),
    on,
    at: addresses,
    length: lengths,
    seed: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ do: fc.constantFrom('snapshot' as const, 'fork', 'releaseMemory', 'load', 'hash'), on }),
  fc.record({ do: fc.constantFrom('restore' as const, 'releaseSnapshot'), on, snapshot: fc.nat({ max: 9 }) }),
);

interface World {
  memories: { memory: PhysicalMemory; reference: ReferenceMemory }[];
  snapshots: { snapshot: MemorySnapshot; reference: ReferenceMemory }[];
}

function apply(world: World, step: Command): void {
  const living = world.memories[step.on % world.memories.length]!;
  const { memory, reference } = living;
  switch (step.do) {
    case 'write': {
      const bytes = step.bytes.subarray(0, TOP - step.at);
      memory.write(step.at, bytes, memory.writer(step.writer));
      reference.write(step.at, bytes, step.writer);
      break;
    }
    case 'store32': {
      const at = Math.min(step.at, TOP - 4);
      memory.store32le(at, step.value, memory.writer(step.writer));
      reference.write(at, new Uint8Array(Uint32Array.of(step.value).buffer), step.writer);
      break;
    }
    case 'fill': {
      const length = Math.min(step.length, TOP - step.at);
      memory.fill(step.at, length, step.byte, memory.writer(step.writer));
      reference.fill(step.at, length, step.byte, step.writer);
      break;
    }
    case 'alias': {
      const template = step.large ? LARGE : SMALL;
      const address = Math.min(step.page * PAGE_SIZE, TOP - template.bytes.length);
      memory.alias(address, template);
      reference.write(address, template.bytes, template.writer);
      break;
    }
    case 'aliasRange': {
      const length = step.pages * PAGE_SIZE;
      const [source, destination] = [step.source, step.destination].map((at) => Math.min(at * PAGE_SIZE, TOP - length));
      memory.aliasRange(source!, destination!, length, memory.writer('kernel'));
      reference.copy(source!, destination!, length);
      break;
    }
    case 'lose': {
      const end = Math.min(step.at + step.length, TOP);
      memory.lose({ start: step.at, end }, step.seed, memory.writer('retention'));
      reference.lose(step.at, end, step.seed);
      break;
    }
    case 'load':
      for (const border of BORDERS) memory.load8(Math.max(0, border - 1));
      break;
    case 'hash':
      memory.hash();
      break;
    case 'snapshot':
      world.snapshots.push({ snapshot: memory.snapshot(), reference: reference.fork() });
      break;
    case 'fork':
      world.memories.push({ memory: memory.fork(), reference: reference.fork() });
      break;
    case 'releaseMemory':
      if (world.memories.length === 1) break;
      world.memories.splice(world.memories.indexOf(living), 1);
      memory.release();
      break;
    case 'restore': {
      const chosen = world.snapshots[step.snapshot % Math.max(1, world.snapshots.length)];
      if (chosen === undefined) break;
      memory.restore(chosen.snapshot);
      living.reference = chosen.reference.fork();
      break;
    }
    case 'releaseSnapshot': {
      const [chosen] = world.snapshots.splice(step.snapshot % Math.max(1, world.snapshots.length), 1);
      chosen?.snapshot.release();
      break;
    }
  }
}

/** The first address around a border where contents and reference differ, as text; undefined if there is none. */
function firstDifference(contents: PhysicalMemory | MemorySnapshot, reference: ReferenceMemory): string | undefined {
  for (const border of BORDERS) {
    const start = Math.max(0, border - PROBE);
    const length = Math.min(TOP, border + PROBE) - start;
    const bytes = contents.read(start, length);
    const runs = contents.writers(start, length);
    for (let at = start; at < start + length; at++) {
      const expected = `${reference.byteAt(at)} by ${reference.writerAt(at)}`;
      const run = runs.find((one) => one.start <= at && at < one.end);
      const found = `${bytes[at - start]} by ${run?.writer}`;
      if (found !== expected) return `0x${at.toString(16)}: ${found}, expected ${expected}`;
      if (contents.load8(at) !== bytes[at - start]) return `0x${at.toString(16)}: load8 and read differ`;
    }
  }
  return undefined;
}

function runCommands(
  steps: readonly Command[],
  noiseSeed?: number,
  sabotage?: (memory: PhysicalMemory) => void,
): World {
  const memory = new PhysicalMemory(noiseSeed === undefined ? {} : { initialContents: { noiseSeed } });
  sabotage?.(memory);
  const world: World = { memories: [{ memory, reference: new ReferenceMemory(noiseSeed) }], snapshots: [] };
  for (const step of steps) apply(world, step);
  return world;
}

function differenceIn(world: World): string | undefined {
  for (const { memory, reference } of world.memories) {
    const difference = firstDifference(memory, reference);
    if (difference !== undefined) return `memory: ${difference}`;
  }
  for (const { snapshot, reference } of world.snapshots) {
    const difference = firstDifference(snapshot, reference);
    if (difference !== undefined) return `snapshot: ${difference}`;
  }
  return undefined;
}

describe('physical memory is a list of bytes', () => {
  test.prop(
    [fc.array(command, { maxLength: 40 }), fc.option(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { nil: undefined })],
    {
      numRuns: 150,
    },
  )('whatever is done in whatever order', (steps, noiseSeed) => {
    const world = runCommands(steps, noiseSeed);
    expect(differenceIn(world)).toBeUndefined();

    const last = world.memories[0]!.memory;
    for (const { snapshot } of world.snapshots) snapshot.release();
    for (const { memory } of world.memories) if (memory !== last) memory.release();
    const empty = new PhysicalMemory({ shareWith: last });
    last.release();
    // A block of LARGE that was aliased whole stays with the pool: one node at most for each aliasing.
    const templateNodes = steps.filter((step) => step.do === 'alias' && step.large).length;
    const { touchedPages, poolBytes, tableBytes } = empty.usage();
    expect({ touchedPages, poolBytes }).toEqual({ touchedPages: 0, poolBytes: 0 });
    expect(tableBytes / PAGE_SIZE).toBeLessThanOrEqual(templateNodes);
  });

  test.prop([fc.array(command, { maxLength: 30 })], { numRuns: 30 })(
    'the same commands give the same hash',
    (steps) => {
      const hashes = [1, 2].map(() => runCommands(steps).memories.map(({ memory }) => memory.hash()));
      expect(hashes[0]).toEqual(hashes[1]);
    },
  );
});

describe('the comparison notices broken copy-on-write', () => {
  const mutants: Record<string, (memory: PhysicalMemory) => void> = {
    'a shared page is written in place': (memory) => {
      const { pool } = memory['tables'];
      pool.copy = (slot) => slot;
    },
    'a snapshot does not count its root': (memory) => {
      const tables = memory['tables'];
      const retain = tables.retain.bind(tables);
      tables.retain = (entry, level = 4) => (level === 4 ? entry : retain(entry, level));
    },
    'writers are not copied with their page': (memory) => {
      memory['tables'].pool.shadow.copy = () => {};
    },
  };
  for (const [name, sabotage] of Object.entries(mutants)) {
    test(name, () => {
      const property = fc.property(fc.array(command, { maxLength: 40 }), (steps) => {
        expect(differenceIn(runCommands(steps, undefined, sabotage))).toBeUndefined();
      });
      expect(fc.check(property, { seed: 1, numRuns: 300, endOnFailure: true }).failed).toBe(true);
    });
  }
});
