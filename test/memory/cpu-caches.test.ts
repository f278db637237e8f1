/**
 * Caches against a plain memory that has none: what a CPU loads is the same, what is written back is the same, and what a reset takes
 * are bytes that were stored since RAM last got their line.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { CpuCaches, STALE_LINE } from '../../src/memory/cpu-caches.ts';
import { flipBits } from '../../src/memory/faults.ts';
import { Ledger } from '../../src/memory/ledger.ts';
import { type CacheType, type Mapping, map } from '../../src/memory/mapping.ts';
import { PAGE_SIZE, PhysicalMemory } from '../../src/memory/physical-memory.ts';
import type { RamPort } from '../../src/memory/ram-port.ts';
import { CORTEX_A72_CACHE, type CpuCacheProfile } from '../../src/profiles/cpu-cache.ts';
import { RandomStreams } from '../../src/sim/random.ts';

const SIZE = 2 * PAGE_SIZE;
const ALL = { start: 0, end: SIZE };
const LINE = 16;

const small: CpuCacheProfile = {
  ...CORTEX_A72_CACHE,
  lineBytes: LINE,
  lines: 4,
  buffers: 2,
  drainNs: 10,
  turnoverNs: 100,
};

function world(profile: Partial<CpuCacheProfile> = {}, wrap: (memory: PhysicalMemory) => RamPort = (memory) => memory) {
  const memory = new PhysicalMemory({ sizeBytes: SIZE });
  const ledger = new Ledger(memory);
  const random = new RandomStreams('caches').stream('cache');
  const caches = new CpuCaches({ memory, ledger, profile: { ...small, ...profile }, below: wrap(memory), random });
  memory.cpuSide = caches;
  const mapped = (cacheType: CacheType, writer = 'kernel') =>
    map(memory, { address: 0, length: SIZE }, { cacheType, byteOrder: 'little', writer });
  return { memory, ledger, caches, mapped };
}

const at = fc.oneof(fc.nat({ max: 12 * LINE }), fc.integer({ min: PAGE_SIZE - 40, max: PAGE_SIZE + 40 }));
const writer = fc.constantFrom('kernel', 'kernel/ramoops', 'uboot');
const command = fc.oneof(
  fc.record({ do: fc.constantFrom('load8' as const, 'load16' as const, 'load32' as const), at }),
  fc.record({ do: fc.constant('read' as const), at, length: fc.constantFrom(0, 1, 15, 17, 200) }),
  fc.record({
    do: fc.constantFrom('store8' as const, 'store16' as const, 'store32' as const),
    at,
    value: fc.nat(),
    writer,
  }),
  fc.record({ do: fc.constant('write' as const), at, bytes: fc.uint8Array({ maxLength: 150 }), writer }),
  fc.record({
    do: fc.constant('fill' as const),
    at,
    length: fc.nat({ max: 150 }),
    value: fc.nat({ max: 255 }),
    writer,
  }),
  fc.record({ do: fc.constant('flush' as const), at, length: fc.nat({ max: 64 }) }),
  fc.record({ do: fc.constantFrom('barrier' as const, 'wait' as const, 'flushAll' as const, 'copy' as const), at }),
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** Does a command to a mapping and gives what was loaded. */
function act(step: Command, mapping: (writer: string) => Mapping): unknown {
  switch (step.do) {
    case 'load8':
    case 'load16':
    case 'load32':
      return mapping('kernel')[step.do](step.at);
    case 'read':
      return mapping('kernel').read(step.at, step.length);
    case 'store8':
      return mapping(step.writer).store8(step.at, step.value & 0xff);
    case 'store16':
      return mapping(step.writer).store16(step.at, step.value & 0xffff);
    case 'store32':
      return mapping(step.writer).store32(step.at, step.value >>> 0);
    case 'write':
      return mapping(step.writer).write(step.at, step.bytes);
    case 'fill':
      return mapping(step.writer).fill(step.at, step.length, step.value);
    default:
      return undefined;
  }
}

interface Sabotage {
  readonly wrap?: (memory: PhysicalMemory) => RamPort;
}

/**
 * Random accesses through one type of mapping, on a memory with caches and on one without. Gives RAM as the reset found it, and what
 * would be there if all had been written back.
 */
function run(steps: readonly Command[], cacheType: CacheType, { wrap }: Sabotage = {}): void {
  const cached = world({}, wrap);
  const plain = new PhysicalMemory({ sizeBytes: SIZE });
  const mappings = new Map<string, Mapping>();
  const ours = (name: string) => {
    if (!mappings.has(name)) mappings.set(name, cached.mapped(cacheType, name));
    return mappings.get(name)!;
  };
  const theirs = (name: string) =>
    map(plain, { address: 0, length: SIZE }, { cacheType, byteOrder: 'little', writer: name });
  /** Bytes that the CPU has stored since RAM last got them. */
  const unwritten = new Set<number>();
  cached.memory.onWrite(ALL, (start, length) => {
    // An older value may be pushed out by the very copy that stores a new one.
    for (let byte = start; byte < start + length; byte++) {
      if (cached.memory.load8(byte) === plain.load8(byte)) unwritten.delete(byte);
    }
  });
  plain.onWrite(ALL, (start, length) => {
    for (let byte = start; byte < start + length; byte++) unwritten.add(byte);
  });
  let now = 0;
  for (const step of steps) {
    if (step.do === 'flush') cached.caches.writeBack({ address: step.at, length: step.length });
    else if (step.do === 'flushAll') cached.caches.writeBack();
    else if (step.do === 'barrier') cached.caches.barrier();
    else if (step.do === 'wait') {
      now += step.at;
      cached.caches.passTime(now, step.at % 2 === 0);
    } else if (step.do === 'copy') {
      // By somebody else than the CPU: caches are told.
      const bytes = Uint8Array.of(step.at, 2, 3);
      cached.memory.write(step.at, bytes, cached.memory.writer('loader'));
      plain.write(step.at, bytes, plain.writer('loader'));
      for (let byte = step.at; byte < step.at + 3; byte++) unwritten.delete(byte);
    } else {
      const expected = act(step, theirs);
      expect(act(step, ours)).toEqual(expected);
    }
    const intended = plain.read(0, SIZE);
    expect(differences(cached.caches.view(0, SIZE), intended)).toEqual([]);
    expect(differences(cached.ledger.pristine(0, SIZE), intended)).toEqual([]);
    expect(cached.ledger.isTrue(ALL)).toBe(true);
  }

  const before = cached.memory.read(0, SIZE);
  const intended = plain.read(0, SIZE);
  const lost = cached.caches.reset('watchdog');
  expect(differences(cached.memory.read(0, SIZE), before)).toEqual([]);
  const damaged = cached.ledger.damaged(ALL);
  expect(damaged.length).toBe(lost.bytes);
  for (const { address, pristine, actual, cause } of damaged) {
    expect(unwritten.has(address)).toBe(true);
    expect([pristine, actual, cause]).toEqual([intended[address], before[address], 'cache: watchdog']);
  }
  // Nothing else differs.
  expect(differences(before, intended)).toEqual(damaged.map(({ address }) => address));
  expect(differences(cached.ledger.pristine(0, SIZE), intended)).toEqual([]);
}

/** The same accesses and then everything written back: bytes and writers are those of the plain memory. */
function runFlushed(steps: readonly Command[], cacheType: CacheType, { wrap }: Sabotage = {}): void {
  const cached = world({}, wrap);
  const plain = new PhysicalMemory({ sizeBytes: SIZE });
  for (const step of steps) {
    act(step, (name) => cached.mapped(cacheType, name));
    act(step, (name) => map(plain, { address: 0, length: SIZE }, { cacheType, byteOrder: 'little', writer: name }));
  }
  cached.caches.writeBack();
  expect(differences(cached.memory.read(0, SIZE), plain.read(0, SIZE))).toEqual([]);
  expect(cached.memory.writers(0, SIZE)).toEqual(plain.writers(0, SIZE));
  expect(cached.caches.reset('watchdog')).toEqual({ lines: 0, bytes: 0 });
  expect(cached.ledger.damaged(ALL)).toEqual([]);
}

/** Where two arrays differ; comparing them whole costs the test runner a second. */
function differences(a: Uint8Array, b: Uint8Array): number[] {
  const found: number[] = [];
  for (let index = 0; index < b.length; index++) if (a[index] !== b[index]) found.push(index);
  return found;
}

/** RAM that does not get its `skipped`-th write. */
const losing =
  (skipped: number) =>
  (memory: PhysicalMemory): RamPort => {
    let count = 0;
    return new Proxy(memory, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name !== 'write') return value.bind(target);
        return (...given: Parameters<PhysicalMemory['write']>) => {
          if (++count !== skipped) target.write(...given);
        };
      },
    });
  };

const types = ['cached', 'write-combine', 'uncached'] as const;

describe.each(types)('%s', (cacheType) => {
  test.prop([fc.array(command, { maxLength: 30 })], { numRuns: 150 })('loses what RAM had not got yet', (steps) =>
    run(steps, cacheType),
  );

  test.prop([fc.array(command, { maxLength: 30 })], { numRuns: 60 })(
    'written back, it is as if there were none',
    (steps) => runFlushed(steps, cacheType),
  );

  test('one write to RAM that is skipped is found', () => {
    const found = fc.check(
      fc.property(fc.array(command, { maxLength: 30 }), (steps) => runFlushed(steps, cacheType, { wrap: losing(2) })),
      { numRuns: 300, seed: 1 },
    );
    expect(found.failed).toBe(true);
  });
});

describe('a cache', () => {
  test('lines that are clean are dropped without a loss', () => {
    const { memory, ledger, caches, mapped } = world();
    memory.write(0, new Uint8Array(64).fill(7), memory.writer('loader'));
    const mapping = mapped('cached');
    mapping.store8(20, 9);
    // What a copy by somebody else puts into RAM is newer, and the line has it too.
    memory.write(16, Uint8Array.of(1, 2, 3, 4, 5), memory.writer('loader'));
    expect(mapping.read(16, 6)).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 7));
    expect(caches.reset('power-loss')).toEqual({ lines: 0, bytes: 0 });
    expect(ledger.damaged(ALL)).toEqual([]);
    expect(memory.load8(20)).toBe(5);
  });

  test('holds its lines and no more: the next one pushes one out', () => {
    const { memory, mapped } = world();
    const mapping = mapped('cached');
    const inRam = () => [0, 1, 2, 3, 4].filter((line) => memory.load8(line * LINE) === 1);
    for (const line of [0, 1, 2, 3]) mapping.store8(line * LINE, 1);
    expect(inRam()).toEqual([]);
    mapping.store8(4 * LINE, 1);
    expect(inRam()).toHaveLength(1);
    expect(mapping.load8(inRam()[0]! * LINE)).toBe(1);
  });

  test('of a copy longer than the cache the rest goes past it', () => {
    const { memory, caches, mapped } = world();
    mapped('cached').write(0, new Uint8Array(5 * LINE).fill(3));
    expect(memory.load8(4 * LINE)).toBe(3);
    expect(caches.reset('pin')).toEqual({ lines: 4, bytes: 4 * LINE });
  });

  test('other work pushes old lines out, a CPU that stands still none', () => {
    const { memory, caches, mapped } = world();
    mapped('cached').store8(0, 1);
    caches.passTime(1_000, false);
    expect(memory.load8(0)).toBe(0);
    caches.passTime(1_099, true);
    expect(memory.load8(0)).toBe(0);
    caches.passTime(1_100, true);
    expect(memory.load8(0)).toBe(1);
  });

  test('a reset that it survives loses nothing', () => {
    const { memory, ledger, caches, mapped } = world({ survives: ['warm'] });
    mapped('cached').store8(0, 1);
    mapped('write-combine').store8(64, 1);
    expect(caches.reset('warm')).toEqual({ lines: 0, bytes: 0 });
    expect([memory.load8(0), memory.load8(64)]).toEqual([1, 1]);
    expect(ledger.isTrue(ALL)).toBe(true);
  });

  test('a byte that was damaged, stored anew and lost is worth what was stored last', () => {
    const { memory, ledger, caches, mapped } = world();
    mapped('uncached').store8(5, 0x10);
    flipBits(memory, [{ address: 5, bit: 0 }], { ledger });
    mapped('cached').store8(5, 0x20);
    expect(ledger.isTrue(ALL)).toBe(true);
    caches.reset('watchdog');
    expect(ledger.damaged(ALL)).toEqual([{ address: 5, pristine: 0x20, actual: 0x11, cause: 'cache: watchdog' }]);
    mapped('uncached').store8(5, 0x30);
    expect(ledger.isTrue(ALL)).toBe(true);
  });

  test('a fault below a dirty line is mended when that is written back, and not before', () => {
    const { memory, ledger, caches, mapped } = world();
    const mapping = mapped('cached');
    mapping.store8(5, 0x20);
    flipBits(
      memory,
      [5, 6].map((address) => ({ address, bit: 0 })),
      { ledger },
    );
    expect([mapping.load8(5), memory.load8(5), mapping.load8(6), memory.load8(6)]).toEqual([0x20, 1, 0, 1]);
    caches.writeBack();
    // The line is written whole: the neighbour that was never stored is put right with it.
    expect([memory.load8(5), memory.load8(6)]).toEqual([0x20, 0]);
    expect(ledger.isTrue(ALL)).toBe(true);
  });
});

describe('two mappings of one address', () => {
  test('drift apart where nobody snoops: what was stored past a dirty line is overwritten with it', () => {
    const { memory, ledger, caches, mapped } = world();
    const [cached, uncached] = [mapped('cached'), mapped('uncached', 'kernel/ramoops')];
    uncached.write(0, new Uint8Array(LINE).fill(1));
    cached.store8(0, 2);
    expect(uncached.load8(0)).toBe(1);
    uncached.store8(1, 9);
    expect(cached.load8(1)).toBe(1);
    expect(ledger.isTrue(ALL)).toBe(true);
    caches.writeBack();
    expect(memory.read(0, 3)).toEqual(Uint8Array.of(2, 1, 1));
    expect(ledger.damaged(ALL)).toEqual([{ address: 1, pristine: 9, actual: 1, cause: STALE_LINE }]);
  });

  test('agree where the hardware snoops', () => {
    const { ledger, caches, mapped } = world({ snoopsUncached: true });
    const views = types.map((type) => mapped(type));
    for (let value = 1; value < 60; value++) {
      views[value % 3]!.store8((value * 7) % 40, value);
      const seen = views.map((view) => view.read(0, 48));
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[2]).toEqual(seen[0]);
    }
    caches.writeBack();
    expect(ledger.isTrue(ALL)).toBe(true);
  });
});

describe('write-combining buffers', () => {
  const combining = (emptied: (world_: ReturnType<typeof world>, mapping: Mapping) => void) => {
    const one = world();
    const mapping = one.mapped('write-combine');
    mapping.write(0, new Uint8Array(LINE - 1).fill(5));
    expect(mapping.load8(3)).toBe(5);
    expect(one.memory.load8(3)).toBe(0);
    emptied(one, mapping);
    return one.memory.load8(3);
  };

  test.each<[string, Parameters<typeof combining>[0], number]>([
    ['a line that is full', (_, mapping) => mapping.store8(LINE - 1, 5), 5],
    ['a barrier', ({ caches }) => caches.barrier(), 5],
    ['an uncached load of anything', ({ mapped }) => mapped('uncached').load8(900), 5],
    ['an uncached store of anything', ({ mapped }) => mapped('uncached').store8(900, 1), 5],
    ['age', ({ caches }) => caches.passTime(10, false), 5],
    ['not quite that age', ({ caches }) => caches.passTime(9, false), 0],
    ['as many other lines as there are buffers', (_, mapping) => mapping.write(100, new Uint8Array(LINE)), 5],
    ['one line fewer', (_, mapping) => mapping.store8(100, 1), 0],
    ['a cached access', ({ mapped }) => mapped('cached').store8(900, 1), 0],
  ])('%s', (_, emptied, left) => {
    expect(combining(emptied)).toBe(left);
  });
});
