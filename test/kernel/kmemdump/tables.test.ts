/**
 * The tables of every series against plain models of what the patches say, under any order of calls: ids, errors, order of what a backend is told, and that the
 * program headers are the registered regions, each once.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align4, coreImageLayout } from '../../../src/formats/kmemdump-core.ts';
import type { DumpRegion, KmemdumpBackend } from '../../../src/kernel/kmemdump/backend.ts';
import { CoreHeader } from '../../../src/kernel/kmemdump/core-header.ts';
import { HandleTable } from '../../../src/kernel/kmemdump/handle-table.ts';
import { InspectTable } from '../../../src/kernel/kmemdump/inspect-table.ts';
import { UidTable } from '../../../src/kernel/kmemdump/uid-table.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { dynamicId, regionId, regionName } from '../../../src/profiles/kmemdump-ids.ts';
import { EALREADY, EINVAL, ENOSPC } from '../../../src/sim/errno.ts';

const NO_ID = dynamicId('v2');
const INFO_BYTES = 3001;
const BASE = 0x1000;

/** Keeps what it was told, refuses what a test wants refused. */
class Listener implements KmemdumpBackend {
  readonly name: string;
  readonly held: DumpRegion[] = [];
  readonly refused = new Set<number>();

  constructor(name: string) {
    this.name = name;
  }

  registerRegion(region: DumpRegion): number {
    if (this.refused.has(region.id)) return -ENOSPC;
    this.held.push(region);
    return 0;
  }

  unregisterRegion(id: number): number {
    const at = this.held.findIndex((region) => region.id === id);
    if (at >= 0) this.held.splice(at, 1);
    return 0;
  }
}

function memoryOf(number: number) {
  return {
    virtual: 0xffff800080000000n + BigInt(number * 64),
    physical: 0x40000000 + number * 64,
    sizeBytes: 1 + number,
  };
}

function newHeader(): { readonly header: CoreHeader; readonly memory: PhysicalMemory } {
  const memory = new PhysicalMemory({ initialContents: { noiseSeed: 7 } });
  const header = new CoreHeader({
    memory,
    architecture: 'arm64',
    address: BASE,
    clearedBytes: coreImageLayout('arm64', INFO_BYTES).tableBytes,
    vmcoreInfoBytes: INFO_BYTES,
    commandLine: 'console=ttyAMA0',
    missing: () => {},
  });
  return { header, memory };
}

/** PT_LOADs as they stand in RAM: physical address, size and place in the file. */
function loads(memory: PhysicalMemory) {
  const bytes = memory.read(BASE, 64 + 56 * 201);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: view.getUint16(56, true) - 1 }, (_, index) => {
    const at = 64 + 56 * (index + 1);
    expect(view.getUint32(at, true)).toBe(1);
    expect(view.getUint32(at + 4, true)).toBe(6);
    expect(view.getBigUint64(at + 32, true)).toBe(view.getBigUint64(at + 40, true));
    return {
      offset: Number(view.getBigUint64(at + 8, true)),
      physical: Number(view.getBigUint64(at + 24, true)),
      sizeBytes: Number(view.getBigUint64(at + 32, true)),
    };
  });
}

/** In the file each begins where the one before it ends. */
function expectHeaders(memory: PhysicalMemory, regions: readonly DumpRegion[]): void {
  const found = loads(memory);
  const { tableBytes, noteBytes } = coreImageLayout('arm64', INFO_BYTES);
  let offset = tableBytes + noteBytes;
  for (const load of found) {
    expect(load.offset).toBe(offset);
    offset += load.sizeBytes;
  }
  const key = ({ physical, sizeBytes }: { physical: number; sizeBytes: number }) => `${physical} ${align4(sizeBytes)}`;
  expect(found.map(key).sort()).toEqual(regions.map(key).sort());
}

const call = fc.oneof(
  fc.record({ kind: fc.constant('register' as const), id: fc.integer({ min: -2, max: 203 }), size: fc.nat(20) }),
  fc.record({ kind: fc.constant('any' as const), size: fc.nat(20) }),
  fc.record({ kind: fc.constant('unregister' as const), id: fc.integer({ min: 0, max: 200 }) }),
  fc.record({ kind: fc.constant('backend' as const), which: fc.nat(1) }),
  fc.record({ kind: fc.constant('remove' as const), which: fc.nat(1) }),
);

test('v2: ids, errors, backends and program headers follow the patches under any order of calls', () => {
  fc.assert(
    fc.property(fc.array(call, { maxLength: 40 }), (calls) => {
      const table = new UidTable({
        print: () => {},
        debug: () => {},
        noId: NO_ID,
        nameOf: (id) => regionName('v2', id),
      });
      const { header, memory } = newHeader();
      table.header = header;
      const backends = [new Listener('a'), new Listener('b')] as const;
      const model = new Map<number, number>();
      let current: Listener | null = null;
      const free = () => Array.from({ length: 201 }, (_, id) => id).find((id) => id >= NO_ID && !model.has(id));
      for (const [number, one] of calls.entries()) {
        if (one.kind === 'register' || one.kind === 'any') {
          const wanted = one.kind === 'any' ? NO_ID : one.id;
          // Slot 0 never keeps anything.
          if (wanted === 0) continue;
          const id = wanted === NO_ID ? (free() ?? 201) : wanted;
          const expected = id < 0 ? -EINVAL : id > 200 ? -ENOSPC : model.has(id) ? -EALREADY : id;
          expect(table.registerId(wanted, memoryOf(number))).toBe(expected);
          if (expected > 0) model.set(id, number);
        } else if (one.kind === 'unregister') {
          table.unregister(one.id);
          model.delete(one.id);
        } else if (one.kind === 'backend') {
          const next = backends[one.which]!;
          expect(table.registerBackend(next)).toBe(0);
          current = next;
        } else {
          const gone = backends[one.which]!;
          table.unregisterBackend(gone);
          if (current === gone) current = null;
        }
        const ids = [...model.keys()].sort((a, b) => a - b);
        expect(table.regions().map(({ id }) => id)).toEqual(ids);
        for (const backend of backends) {
          expect(backend.held.map(({ id }) => id).sort((a, b) => a - b)).toEqual(backend === current ? ids : []);
        }
        expectHeaders(memory, table.regions());
      }
    }),
    { numRuns: 30, verbose: 1 },
  );
});

test('meminspect: an id that is taken changes its owner, what does not fit is dropped, drivers hear of all', () => {
  fc.assert(
    fc.property(fc.array(call, { maxLength: 40 }), (calls) => {
      const dynamic = dynamicId('meminspect');
      const nameOf = (id: number) => regionName('meminspect', id);
      const table = new InspectTable({ print: () => {}, debug: () => {}, dynamic, nameOf, staticsLackAddress: false });
      const { header, memory } = newHeader();
      table.header = header;
      const driver = new Listener('minidump');
      expect(table.registerBackend(driver)).toBe(0);
      const model = new Map<number, number>();
      for (const [number, one] of calls.entries()) {
        if (one.kind === 'register' || one.kind === 'any') {
          const wanted = one.kind === 'any' ? dynamic : one.id;
          let id = wanted;
          if (wanted === dynamic) while (model.has(id)) id++;
          const isDropped = wanted <= 0 || id > 200;
          expect(table.registerId(wanted, memoryOf(number))).toBe(isDropped ? null : id);
          if (!isDropped) model.set(id, number);
        } else if (one.kind === 'unregister') {
          table.unregister(one.id);
          model.delete(one.id);
        }
        const ids = [...model.keys()].sort((a, b) => a - b);
        expect(table.regions().map(({ id }) => id)).toEqual(ids);
        expect(driver.held.map(({ id }) => id).sort((a, b) => a - b)).toEqual(ids);
        for (const { id, physical } of table.regions()) expect(physical).toBe(memoryOf(model.get(id)!).physical);
        expectHeaders(memory, table.regions());
      }
    }),
    { numRuns: 30, verbose: 1 },
  );
});

function fill(
  table: { registerId(id: number, memory: ReturnType<typeof memoryOf>): number | null },
  from: number,
): void {
  for (let number = from; number < 201; number++) table.registerId(from, memoryOf(number));
}

describe('the limits', () => {
  test('v2: 201 regions do not fit, slot 0 keeps nothing, a freed slot is given out again', () => {
    const table = new UidTable({ print: () => {}, debug: () => {}, noId: NO_ID, nameOf: () => '' });
    fill(table, NO_ID);
    expect(table.regions()).toHaveLength(201 - NO_ID);
    expect(table.registerId(NO_ID, memoryOf(1))).toBe(-ENOSPC);
    expect(table.registerId(201, memoryOf(1))).toBe(-ENOSPC);
    expect(table.registerId(-1, memoryOf(1))).toBe(-EINVAL);
    table.unregister(77);
    expect(table.registerId(NO_ID, memoryOf(1))).toBe(77);
    expect([table.registerId(0, memoryOf(1)), table.registerId(0, memoryOf(2))]).toEqual([0, 0]);
    expect(table.regions().some(({ id }) => id === 0)).toBe(false);
  });

  test('v2: what the backend refuses is not stored; a later failure of a new backend is only told', () => {
    const told: string[] = [];
    const table = new UidTable({ print: () => {}, debug: (text) => told.push(text), noId: NO_ID, nameOf: () => '' });
    const first = new Listener('first');
    first.refused.add(60);
    table.registerBackend(first);
    expect(table.registerId(60, memoryOf(1))).toBe(-ENOSPC);
    expect(table.registerId(61, memoryOf(2))).toBe(61);
    const second = new Listener('second');
    second.refused.add(61);
    expect(table.registerBackend(second)).toBe(0);
    expect(first.held).toEqual([]);
    expect(table.regions().map(({ id }) => id)).toEqual([61]);
    expect(told).toEqual([
      'kmemdump backend first registered successfully.',
      'kmemdump backend second registered successfully.',
      `register region failed with ${-ENOSPC}`,
    ]);
    expect(table.registerBackend({ name: 'lame' })).toBe(-EINVAL);
  });

  test('late backend: told by number, while the headers stand in the order of time', () => {
    const table = new UidTable({ print: () => {}, debug: () => {}, noId: NO_ID, nameOf: () => '' });
    const { header, memory } = newHeader();
    table.header = header;
    for (const id of [10, 50, 51, 52]) table.registerId(id, memoryOf(id));
    table.unregister(50);
    expect(table.registerId(NO_ID, memoryOf(90))).toBe(50);
    const late = new Listener('late');
    table.registerBackend(late);
    expect(late.held.map(({ id }) => id)).toEqual([10, 50, 51, 52]);
    expect(loads(memory).map(({ physical }) => physical)).toEqual([10, 51, 52, 90].map((n) => memoryOf(n).physical));
  });

  test('meminspect v1: a static region that goes leaves its header behind', () => {
    const nameOf = () => '';
    for (const staticsLackAddress of [true, false]) {
      const table = new InspectTable({ print: () => {}, debug: () => {}, dynamic: 44, nameOf, staticsLackAddress });
      const { header, memory } = newHeader();
      table.storeStatic(10, memoryOf(3));
      header.append(table.regions()[0]!);
      table.header = header;
      table.unregister(10);
      expect(table.regions()).toEqual([]);
      expect(loads(memory)).toHaveLength(staticsLackAddress ? 1 : 0);
    }
  });

  test('meminspect: a region goes by its address and size, the first that fits', () => {
    const table = new InspectTable({
      print: () => {},
      debug: () => {},
      dynamic: 44,
      nameOf: () => '',
      staticsLackAddress: false,
    });
    for (const number of [1, 2, 2]) table.registerId(44, memoryOf(number));
    table.unregisterMemory(memoryOf(2).physical, memoryOf(2).sizeBytes + 1);
    expect(table.regions()).toHaveLength(3);
    table.unregisterMemory(memoryOf(2).physical, memoryOf(2).sizeBytes);
    expect(table.regions().map(({ id }) => id)).toEqual([44, 46]);
  });
});

describe('v1', () => {
  const newTable = (keepsLock = false) => {
    const said: string[] = [];
    const input = { print: (_: number, text: string) => said.push(text), debug: (text: string) => said.push(text) };
    return { said, table: new HandleTable({ ...input, keepsLock, started: () => {} }) };
  };

  test('numbers go round, the 513th has none, a freed one comes back last', () => {
    const { table } = newTable();
    for (let number = 0; number < 512; number++) expect(table.register(`h${number}`, memoryOf(number))).toBe(number);
    expect(table.register('full', memoryOf(1))).toBe(-ENOSPC);
    table.unregister(3);
    table.unregister(500);
    expect(table.register('again', memoryOf(1))).toBe(3);
    expect(table.register('again', memoryOf(1))).toBe(500);
  });

  test('a late backend hears seven characters, stops at its first error; the refused stay for the next', () => {
    const { table, said } = newTable();
    for (const handle of ['configuration', 'jiffies_64', 'banner']) table.register(handle, memoryOf(1));
    const backend = new Listener('qcom_md');
    backend.refused.add(1);
    expect(table.registerBackend(backend)).toBe(0);
    expect(backend.held.map(({ name }) => name)).toEqual(['configu']);
    expect(table.register('late_and_long', memoryOf(2))).toBe(3);
    expect(backend.held.at(-1)?.name).toBe('late_and_long');
    backend.refused.add(4);
    expect(table.register('refused', memoryOf(2))).toBe(-ENOSPC);
    expect(table.regions()).toHaveLength(5);
    table.unregisterBackend(backend);
    expect(backend.held).toEqual([]);
    backend.refused.clear();
    table.registerBackend(backend);
    expect(backend.held.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
    expect(said.filter((text) => !text.includes('waiting'))).toEqual([
      'kmemdump backend qcom_md registered successfully.',
      'kmemdump backend qcom_md removed successfully.',
      'kmemdump backend qcom_md registered successfully.',
    ]);
    expect(said.filter((text) => text === 'kmemdump backend not available yet, waiting...')).toHaveLength(3);
  });

  test('a second backend is refused, and keeps the lock where the option says so', () => {
    for (const keepsLock of [false, true]) {
      const { table } = newTable(keepsLock);
      table.registerBackend(new Listener('first'));
      expect(table.registerBackend(new Listener('second'))).toBe(-EALREADY);
      expect(table.isLocked).toBe(keepsLock);
    }
    const { table } = newTable(true);
    table.unregister(5);
    expect(table.isLocked).toBe(true);
  });
});

test('numbers of the series as the published lists have them', () => {
  const published = { ELF: 1, VMCOREINFO: 2, CONFIG: 3 };
  for (const series of ['v2', 'v3', 'meminspect-v1', 'meminspect'] as const) {
    for (const [name, id] of Object.entries(published)) expect(regionId(series, name)).toBe(id);
  }
  expect(
    ['jiffies_64', 'init_mm_pgd', '_sinittext', 'kallsyms_seqs_of_names', 'init_uts_ns_name'].map((n) =>
      regionId('v2', n),
    ),
  ).toEqual([10, 31, 32, 45, 47]);
  expect([dynamicId('v2'), dynamicId('meminspect-v1'), dynamicId('meminspect')]).toEqual([50, 44, 44]);
  expect(['clear_seq', '_sinittext', 'swapper_pg_dir', 'tk_data'].map((n) => regionId('meminspect', n))).toEqual([
    26, 29, 42, 43,
  ]);
  expect(regionId('meminspect-v1', 'swapper_pg_dir')).toBe(43);
});
