/** Whole machines with caches: a power cut leaves what RAM had got, looking changes nothing, and the sweep knows all this. */
import { describe, expect, test } from 'vitest';
import { regionAfter, traceStores } from '../../src/inspect/store-trace.ts';
import { Machine } from '../../src/machine/machine.ts';
import { replay } from '../../src/machine/replay.ts';
import { architectureCaches } from '../../src/profiles/cpu-cache.ts';
import { NS_PER_MS, NS_PER_S } from '../../src/sim/clock.ts';
import { RandomStreams } from '../../src/sim/random.ts';
import { boot, pcMachine, REGION, region } from './pc.ts';

const crash = (machine: Machine) => machine.kernelWrite('/proc/sysrq-trigger', 'c');

/** A PC with a cache so small that lines are pushed out all the time; no reset does anything to its RAM. */
function cachedPc(memType: 0 | 1 | 2, { lines = 24, survives = [] as 'warm'[] } = {}): Machine {
  const { board, ...options } = pcMachine({ words: `ramoops.mem_type=${memType} ramoops.ecc=1` }).options;
  const cache = { ...architectureCaches.x86_64, lines, buffers: 2, survives };
  const machine = new Machine({ ...options, board: { ...board, retention: {}, cache }, countsStores: true });
  boot(machine);
  return machine;
}

describe.each([0, 1, 2] as const)('mem_type %i', (memType) => {
  test('what the trace says of store k is what RAM has when the power goes after it', () => {
    const whole = cachedPc(memType);
    const found = { address: REGION.address, length: REGION.length } as Parameters<typeof traceStores>[1];
    const end = traceStores(whole, found);
    crash(whole);
    const trace = end();
    const hits = trace.stores.map(({ number }) => number);
    expect(hits).toEqual([...hits].sort((a, b) => a - b));
    expect(hits.length).toBeGreaterThan(20);
    const random = new RandomStreams(`cuts ${memType}`).stream('k');
    const samples = [hits[0]! - 1, hits[0]!, ...Array.from({ length: 6 }, () => hits[random.int(hits.length)]!)];
    for (const number of [...samples, ...samples.map((one) => one + 1)]) {
      if (number < 1 || number >= trace.storeCount) continue;
      const machine = cachedPc(memType);
      machine.cutPowerAfter(number, 'pin');
      crash(machine);
      expect(machine.lastResetCause).toBe('pin');
      expect(Buffer.compare(region(machine), regionAfter(trace, number))).toBe(0);
      expect(machine.ledger.pristine(REGION.address, 12)).toHaveLength(12);
    }
  });
});

test('of a dump in a cache that drops it nothing is left, of one that survives everything', () => {
  const left = (survives: 'warm'[]) => {
    const machine = cachedPc(2, { lines: 4096, survives });
    const causes: string[] = [];
    machine.bus.on('machine.cacheLost', ({ cause }) => causes.push(cause));
    crash(machine);
    machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state.startsWith('firmware'));
    const range = { start: REGION.address, end: REGION.address + REGION.length };
    return { causes, damage: Object.keys(machine.ledger.classify(range).causes) };
  };
  expect(left([])).toEqual({ causes: ['warm'], damage: ['cache: warm'] });
  expect(left(['warm'])).toEqual({ causes: [], damage: [] });
});

test('a run is the same whether somebody looks at it in between, and when it is replayed', () => {
  const run = (sliceNs: number) => {
    const machine = cachedPc(2);
    machine.kernelWrite('/dev/kmsg', 'something to say');
    const end = machine.clock.now + 2 * NS_PER_S;
    while (machine.clock.now < end) {
      machine.runUntil(Math.min(end, machine.clock.now + sliceNs));
      machine.view(REGION.address, REGION.length);
      machine.ledger.damaged({ start: REGION.address, end: REGION.address + REGION.length });
    }
    crash(machine);
    machine.runUntil(machine.clock.now + 9 * NS_PER_S);
    return machine;
  };
  const [once, often] = [run(2 * NS_PER_S), run(37 * NS_PER_MS)];
  expect(often.memory.hash()).toBe(once.memory.hash());
  expect(often.traceHash).toBe(once.traceHash);
  const again = replay(once.options, JSON.parse(JSON.stringify(once.journal.snapshot())), once.clock.now);
  expect(again.memory.hash()).toBe(once.memory.hash());
});
