/**
 * ramoops as a whole: what it says of odd parameters, as recorded consoles of Linux 6.1.192 and 6.12.117 show it (names in
 * comments: `linux-console/`), its layout, device tree nodes, and the rules of reading and writing.
 */
import { describe, expect, test } from 'vitest';
import {
  PSTORE_TYPE_CONSOLE,
  PSTORE_TYPE_DMESG,
  PSTORE_TYPE_FTRACE,
  PSTORE_TYPE_PMSG,
} from '../../../src/formats/pstore.ts';
import { encodeFtraceRecord } from '../../../src/kernel/pstore/ftrace.ts';
import { Pstore } from '../../../src/kernel/pstore/platform.ts';
import type { PstoreReadRecord } from '../../../src/kernel/pstore/pstore-record.ts';
import type { Ramoops } from '../../../src/kernel/pstore/ram.ts';
import type { RamoopsNode } from '../../../src/kernel/pstore/ramoops-dt.ts';
import { type LoadedRamoops, loadRamoops, type RamoopsSource } from '../../../src/kernel/pstore/ramoops-module.ts';
import { type RamoopsModuleParameters, ramoopsModuleDefaults } from '../../../src/kernel/pstore/ramoops-parameters.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import type { KernelProfile } from '../../../src/profiles/kernel.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { type RecordingKernel, recordingKernel } from './recording-kernel.ts';

const full61 = findKernel('full61')!;
const deb61 = findKernel('deb61')!;
const deb612 = findKernel('deb612')!;
const arm64 = findKernel('6.1.0-50-arm64')!;

interface Setup {
  readonly kernel: RecordingKernel;
  readonly pstore: Pstore;
  readonly loaded: LoadedRamoops;
  readonly ramoops: Ramoops;
  /** What it said, debug lines left out as on a console. */
  readonly lines: string[];
}

function load(
  profile: KernelProfile,
  parameters: Partial<RamoopsModuleParameters> | RamoopsSource,
  {
    memory = new PhysicalMemory(),
    cpus = 1,
    compress,
  }: { memory?: PhysicalMemory; cpus?: number; compress?: string } = {},
): Setup {
  const kernel = recordingKernel(profile);
  const pstore = new Pstore(kernel, compress === undefined ? {} : { compress });
  pstore.start();
  const source: RamoopsSource =
    'kind' in parameters ? parameters : { kind: 'module', parameters: { ...ramoopsModuleDefaults, ...parameters } };
  const loaded = loadRamoops({
    kernel,
    memory,
    byteOrder: 'little',
    possibleCpus: cpus,
    source,
    register: (backend) => pstore.register(backend),
  });
  const lines = kernel.lines.filter((line) => !line.startsWith('<7>'));
  return { kernel, pstore, loaded, ramoops: loaded.ramoops!, lines };
}

/** mem_address=0x5000000 mem_size=0x20000 record_size=0x4000 console_size=0x4000 ftrace_size=0x1000 pmsg_size=0x1000 */
const usual = {
  memAddress: 0x5000000n,
  memSize: 0x20000n,
  recordSize: 0x4000n,
  consoleSize: 0x4000n,
  ftraceSize: 0x1000n,
  pmsgSize: 0x1000n,
};
const using = '<6>ramoops: using module parameters';
const registered = '<6>pstore: Registered ramoops as persistent store backend';
const deflate = '<6>pstore: Using crash dump compression: deflate';

describe('what it says', () => {
  test('a good set of parameters (ramoops-deb61-ok, ramoops-full61-not-pow2)', () => {
    expect(load(deb61, usual).lines).toEqual([
      using,
      deflate,
      registered,
      '<6>ramoops: using 0x20000@0x5000000, ecc: 0',
    ]);
    const { lines, loaded } = load(full61, {
      ...usual,
      memSize: 0x30000n,
      recordSize: 0x3000n,
      consoleSize: 0x3000n,
      ftraceSize: 0x3000n,
      pmsgSize: 0x3000n,
    });
    expect(lines).toEqual([using, deflate, registered, '<6>ramoops: using 0x30000@0x5000000, ecc: 0']);
    expect(loaded.parameters).toEqual({
      console_size: '8192',
      dump_oops: '-1',
      ecc: '0',
      ftrace_size: '8192',
      max_reason: '2',
      mem_address: '83886080',
      mem_size: '196608',
      mem_type: '0',
      pmsg_size: '8192',
      record_size: '8192',
    });
  });

  test('the console of full61 comes between compression and backend (ramoops-full61-ok)', () => {
    const { kernel } = load(full61, usual);
    const log = kernel.printkOf.log;
    const texts = log.store.range(0, log.readableSeq).map(({ text }) => text);
    expect(texts.slice(-4)).toEqual([
      'pstore: Using crash dump compression: deflate',
      'printk: console [ramoops-1] enabled',
      'pstore: Registered ramoops as persistent store backend',
      'ramoops: using 0x20000@0x5000000, ecc: 0',
    ]);
  });

  test('no mem_size: no device, no word (ramoops-full61-mem-size-0)', () => {
    const { kernel, loaded } = load(full61, { memAddress: 0x5000000n });
    expect(kernel.lines).toEqual([]);
    expect(loaded).toMatchObject({ ramoops: null, error: 0 });
  });

  test.each([
    // ramoops-full61-all-zero
    [full61, ['<4>ramoops: probe of ramoops failed with error -22']],
    // ramoops-deb612-all-zero
    [deb612, ['<3>ramoops ramoops: probe with driver ramoops failed with error -22']],
  ])('all sizes zero', (profile, last) => {
    const { lines } = load(profile, { ...usual, recordSize: 0n, consoleSize: 0n, ftraceSize: 0n, pmsgSize: 0n });
    expect(lines).toEqual([using, '<3>ramoops: The memory size and the record/console size must be non-zero', ...last]);
  });

  test('sizes larger than the region (ramoops-deb61-too-big)', () => {
    const { lines, loaded } = load(deb61, {
      ...ramoopsModuleDefaults,
      ...usual,
      consoleSize: 0x40000n,
      ftraceSize: 0x1000n,
    });
    expect(lines).toEqual([
      using,
      '<3>ramoops ramoops: no room for dmesg mem region (0xfffffffffffde000@0x5000000) in (0x20000@0x5000000)',
      '<4>ramoops: probe of ramoops failed with error -12',
    ]);
    expect(loaded.error).toBe(-12);
  });

  test('ecc=-1 (ramoops-full61-ecc--1)', () => {
    expect(load(full61, { ...usual, ecc: -1 }).lines).toEqual([
      using,
      '<3>ramoops: persistent_ram_init_ecc: invalid ecc_size 4294967295 (total 18446744073709551475, buffer size 17736)',
      '<4>ramoops: ECC failed ramoops:dmesg(0/5)',
      '<3>ramoops ramoops: failed to request dmesg mem region (0x4000@0x5000000): -22',
      '<4>ramoops: probe of ramoops failed with error -22',
    ]);
  });

  test('a console zone that cannot be made ends the probe; v6.12 faults when it frees the errno', () => {
    const parameters = { ...usual, recordSize: 0n, ftraceSize: 0n, consoleSize: 32n, ecc: 1 };
    const said = [
      using,
      '<3>ramoops: persistent_ram_init_ecc: invalid ecc_size 16 (total 32, buffer size 20)',
      '<4>ramoops: ECC failed ramoops:console',
      '<3>ramoops ramoops: failed to request console mem region (0x20@0x5000000): -22',
    ];
    const old = load(full61, parameters);
    expect(old.lines).toEqual([...said, '<4>ramoops: probe of ramoops failed with error -22']);
    expect(old.ramoops.stop).toBeNull();
    const late = load(deb612, parameters);
    expect(late.lines).toEqual(said);
    expect(late.ramoops.stop).toMatchObject({ kind: 'fault', where: 'persistent_ram_free' });
    // A zone that has no room is never asked for, so nothing stands in its place.
    expect(load(deb612, { ...parameters, memSize: 16n }).ramoops.stop).toBeNull();
  });

  test('zones of sixteen bytes with ECC (ramoops-full61-tiny-record-ecc)', () => {
    const tiny = { recordSize: 16n, consoleSize: 16n, ftraceSize: 16n, pmsgSize: 16n };
    expect(load(full61, { ...usual, memSize: 0x1000n, ...tiny, ecc: 1 }).lines).toEqual([
      using,
      '<3>ramoops: persistent_ram_init_ecc: invalid ecc_size 16 (total 16, buffer size 4)',
      '<4>ramoops: ECC failed ramoops:dmesg(0/252)',
      '<3>ramoops ramoops: failed to request dmesg mem region (0x10@0x5000000): -22',
      '<4>ramoops: probe of ramoops failed with error -22',
    ]);
  });

  test('ECC switched on over zones without it (ramoops-full61-reload)', () => {
    const memory = new PhysicalMemory();
    const first = load(full61, usual, { memory });
    first.kernel.printkOf.printk(6, 'x'.repeat(900));
    const { lines } = load(full61, { ...usual, ecc: 1 }, { memory });
    const corrected = lines
      .filter((line) => line.startsWith('<6>ramoops: error in header'))
      .map((line) => line.slice(-1));
    // The console zone has start and size as well, four bytes more than the signature alone.
    expect(corrected).toEqual(['4', '4', '4', '4', '4', '4', '8', '4', '4']);
    expect(lines.at(-1)).toBe('<6>ramoops: using 0x20000@0x5000000, ecc: 16');
  });

  test('another ECC size than before (ramoops-full61-ecc-16-to-32-reload): every header is beyond repair', () => {
    const memory = new PhysicalMemory();
    load(full61, { ...usual, ecc: 16 }, { memory });
    const { lines } = load(full61, { ...usual, ecc: 32 }, { memory });
    expect(lines.filter((line) => line === '<6>ramoops: uncorrectable error in header')).toHaveLength(9);
  });

  test('pmsg alone: no compression is set up (ramoops-full61-pmsg-only)', () => {
    const { lines } = load(full61, { ...usual, recordSize: 0n, consoleSize: 0n, ftraceSize: 0n });
    expect(lines).toEqual([using, registered, '<6>ramoops: using 0x20000@0x5000000, ecc: 0']);
  });

  test('a second device while the first has dump zones', () => {
    const { ramoops } = load(full61, usual);
    const data = { ...usual, memType: 0, maxReason: 2, flags: 1, eccSize: 0 };
    expect(ramoops.probe(data, () => 0)).toBe(-22);
    expect(ramoops.probe(null, () => 0)).toBe(-22);
  });

  test('ecc 128: the second load dies in the decoder (ramoops-full61-ecc-128-reload)', () => {
    const memory = new PhysicalMemory();
    load(full61, { ...usual, ecc: 128 }, { memory });
    const { kernel, lines } = load(full61, { ...usual, ecc: 128 }, { memory });
    expect(kernel.stops).toEqual([
      { kind: 'bug', text: 'kernel BUG at lib/reed_solomon/decode_rs.c:43!', where: 'persistent_ram_save_old' },
    ]);
    expect(lines).toEqual([using]);
  });

  test('a million zones are more than one allocation can name', () => {
    const many = load(full61, {
      ...usual,
      memSize: 0x1000000n,
      recordSize: 16n,
      consoleSize: 0n,
      ftraceSize: 0n,
      pmsgSize: 0n,
    });
    expect(many.lines).toEqual([using, '<4>ramoops: probe of ramoops failed with error -12']);
  });

  test('a dump zone larger than any buffer', () => {
    const one = { ...usual, memSize: 0x500000n, recordSize: 0x400000n, consoleSize: 0n, ftraceSize: 0n, pmsgSize: 0n };
    expect(load(deb61, one).lines).toEqual([
      using,
      '<3>ramoops: cannot allocate pstore crash dump buffer',
      '<4>ramoops: probe of ramoops failed with error -12',
    ]);
    expect(load(deb612, one).loaded.error).toBe(0);
  });
});

describe('layout', () => {
  const zonesOf = (profile: KernelProfile, parameters: Partial<RamoopsModuleParameters>, cpus = 1) =>
    load(profile, { ...usual, ...parameters }, { cpus }).ramoops.zones.map(
      (zone) =>
        `${zone.label.slice(8)} ${(zone.paddr - 0x5000000).toString(16)} ${zone.size.toString(16)} ${zone.bufferSize}`,
    );
  const small = {
    memSize: 0x2000n,
    recordSize: 0x400n,
    consoleSize: 0x400n,
    ftraceSize: 0x400n,
    pmsgSize: 0x400n,
    ecc: 1,
  };
  const dumps = ['dmesg(0/4) 0 400 884', 'dmesg(1/4) 400 400 884', 'dmesg(2/4) 800 400 884', 'dmesg(3/4) c00 400 884'];
  const rest = ['dmesg(4/4) 1000 400 884', 'console 1400 400 884'];

  test('6.12: pmsg before ftrace; 6.1 the other way round', () => {
    expect(zonesOf(deb612, small, 2)).toEqual([
      ...dumps,
      ...rest,
      'pmsg 1800 400 884',
      'ftrace(0/1) 1c00 200 420',
      'ftrace(1/1) 1e00 200 420',
    ]);
    expect(zonesOf(deb61, small, 2)).toEqual([
      ...dumps,
      ...rest,
      'ftrace(0/1) 1800 200 420',
      'ftrace(1/1) 1a00 200 420',
      'pmsg 1c00 400 884',
    ]);
  });

  test('shares that do not divide: even sizes, lost bytes at the end', () => {
    expect(zonesOf(deb61, { memSize: 0x1000n, recordSize: 0n, consoleSize: 0n, pmsgSize: 0n }, 3)).toEqual([
      'ftrace(0/2) 0 554 1352',
      'ftrace(1/2) 554 554 1352',
      'ftrace(2/2) aa8 554 1352',
    ]);
    expect(
      zonesOf(deb61, { memSize: 0x10000n, recordSize: 0x4000n, consoleSize: 0x1000n, ftraceSize: 0n, pmsgSize: 0n }),
    ).toEqual([
      'dmesg(0/2) 0 5000 20468',
      'dmesg(1/2) 5000 5000 20468',
      'dmesg(2/2) a000 5000 20468',
      'console f000 1000 4084',
    ]);
  });

  test('more CPUs than trace bytes; a record larger than the dump area', () => {
    const none = { recordSize: 0n, consoleSize: 0n, pmsgSize: 0n };
    expect(load(deb61, { ...usual, ...none, ftraceSize: 4n }, { cpus: 5 }).lines[1]).toBe(
      '<3>ramoops ramoops: ftrace record size == 0 (4 / 5)',
    );
    expect(load(deb61, { ...usual, ...none, ftraceSize: 4n }, { cpus: 4 }).lines[1]).toBe(
      '<3>ramoops ramoops: ftrace zone size == 0',
    );
    expect(
      load(deb61, { ...usual, memSize: 0x1000n, recordSize: 0x2000n, consoleSize: 0n, ftraceSize: 0n, pmsgSize: 0n })
        .lines[1],
    ).toBe('<3>ramoops ramoops: dmesg record count == 0 (4096 / 8192)');
  });
});

describe('device tree', () => {
  const cell = (value: number) => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
  const source = (
    properties: Record<string, Uint8Array>,
    parentName = 'reserved-memory',
    size = 0x10000n,
  ): RamoopsSource => {
    const node: RamoopsNode = { parentName, property: (name) => properties[name] };
    return { kind: 'device-tree', deviceName: '4e000000.ramoops', node, resource: { start: 0x4e000000n, size } };
  };

  test('a node with sizes; ecc stays 0 in sysfs (a64d61-dt-panic-2cpu-ecc16)', () => {
    const { kernel, loaded, ramoops } = load(
      arm64,
      source({
        'record-size': cell(0x4000),
        'console-size': cell(0x2000),
        'ftrace-size': cell(0x1000),
        'ecc-size': cell(16),
      }),
      { cpus: 2 },
    );
    expect(kernel.lines[0]).toBe('<7>ramoops 4e000000.ramoops: using Device Tree');
    expect(kernel.lines.at(-1)).toBe('<6>ramoops: using 0x10000@0x4e000000, ecc: 16');
    expect(loaded.parameters).toMatchObject({ ecc: '0', record_size: '16384', pmsg_size: '0', max_reason: '2' });
    expect(ramoops.zones.map(({ label }) => label).slice(-2)).toEqual(['ramoops:console', 'ramoops:ftrace']);
    expect(ramoops.maxReason).toBe(2);
  });

  test('ecc-size 1 is one parity byte; flags=1 gives a trace zone for each CPU; no-dump-oops', () => {
    const { ramoops } = load(
      arm64,
      source({
        'record-size': cell(0x4000),
        'ftrace-size': cell(0x1000),
        'ecc-size': cell(1),
        flags: cell(1),
        'no-dump-oops': new Uint8Array(0),
      }),
      { cpus: 2 },
    );
    expect(ramoops.zones.map(({ kind, eccSize }) => `${kind} ${eccSize}`).slice(-2)).toEqual(['ftrace 1', 'ftrace 1']);
    expect(ramoops.maxReason).toBe(1);
  });

  test('nothing but reg (a64d61-dt-nosizes)', () => {
    expect(load(arm64, source({})).lines).toEqual([
      '<3>ramoops: The memory size and the record/console size must be non-zero',
      '<4>ramoops: probe of 4e000000.ramoops failed with error -22',
    ]);
  });

  test('a node outside reserved-memory with a record size alone: an old Chromebook', () => {
    const { ramoops } = load(arm64, source({ 'record-size': cell(0x4000) }, 'ramoops'));
    expect(ramoops.zones.map(({ kind, size }) => `${kind} ${size}`)).toEqual([
      'dmesg 16384',
      'dmesg 16384',
      'console 16384',
      'pmsg 16384',
    ]);
    expect(load(arm64, source({ 'record-size': cell(0x4000) })).ramoops.zones).toHaveLength(4);
  });

  test('values too large, cut off, or without a region', () => {
    expect(load(arm64, source({ 'record-size': cell(0x80000000) })).lines).toEqual([
      '<3>ramoops 4e000000.ramoops: record-size 2147483648 > INT_MAX',
      '<4>ramoops: probe of 4e000000.ramoops failed with error -75',
    ]);
    expect(load(arm64, source({ 'console-size': new Uint8Array(3) })).lines[0]).toBe(
      '<3>ramoops 4e000000.ramoops: failed to parse property console-size: -75',
    );
    const { lines } = load(arm64, { ...source({}), resource: null } as RamoopsSource);
    expect(lines[0]).toBe('<3>ramoops 4e000000.ramoops: failed to locate DT /reserved-memory resource');
    const max = load(arm64, source({ 'record-size': cell(0x7fffffff) }));
    expect(max.lines[0]).toBe('<3>ramoops 4e000000.ramoops: dmesg record count == 0 (65536 / 1073741824)');
  });
});

describe('records', () => {
  const time = { seconds: 1573819091, nanoseconds: 123456789 };
  const dump = (ramoops: Ramoops, text: string, part = 1) =>
    ramoops.write({ type: PSTORE_TYPE_DMESG, bytes: latin1Bytes(text), time, part, compressed: false });
  const readAll = (ramoops: Ramoops): PstoreReadRecord[] => {
    const found: PstoreReadRecord[] = [];
    ramoops.open();
    for (let record = ramoops.read(); record !== null; record = ramoops.read()) found.push(record);
    return found;
  };
  const shown = (records: PstoreReadRecord[]) =>
    records.map(({ type, id, bytes }) => `${type} ${id} ${latin1Text(bytes)}`);

  test('a zone shorter than the header before a dump takes foreign bytes and no record', () => {
    const { ramoops } = load(deb612, { ...usual, recordSize: 32n, memSize: 0xa040n });
    expect(ramoops.bufsize).toBe(20);
    dump(ramoops, 'text');
    expect(ramoops.zones[0]!.header()).toMatchObject({ start: 0, size: 20 });
    expect(readAll(ramoops)).toEqual([]);
    expect(ramoops.zones[0]!.header()).toMatchObject({ start: 0, size: 0 });
  });

  test('a dump of exactly the zone, and one byte more', () => {
    const { ramoops } = load(deb61, usual);
    const room = ramoops.bufsize - 24;
    for (const extra of [0, 1]) {
      dump(ramoops, 'x'.repeat(room) + 'y'.repeat(extra));
      ramoops.zones[extra]!.saveOld();
      expect(ramoops.zones[extra]!.oldSize).toBe(ramoops.bufsize);
    }
    expect(readAll(ramoops).map(({ bytes }) => bytes.length)).toEqual([room, room]);
  });

  test('the counter goes on only with a write that succeeded, and begins anew each boot', () => {
    const memory = new PhysicalMemory();
    const { ramoops } = load(deb61, usual, { memory });
    expect([dump(ramoops, 'a', 2), dump(ramoops, 'b'), dump(ramoops, 'c', 0), dump(ramoops, 'd')]).toEqual([
      -28, 0, -28, 0,
    ]);
    const next = load(deb61, usual, { memory }).ramoops;
    dump(next, 'e');
    expect(shown(readAll(next))).toEqual(['0 0 e', '0 1 d']);
  });

  test('a record of nothing but its header hides all that follow', () => {
    const { ramoops } = load(deb61, usual);
    for (const text of ['a', '', 'c']) dump(ramoops, text);
    expect(shown(readAll(ramoops))).toEqual(['0 0 a']);
  });

  test('without dump zones, console, traces or pmsg', () => {
    const none = { recordSize: 0n, consoleSize: 0n, ftraceSize: 0n, pmsgSize: 0n };
    const pmsg = load(full61, { ...usual, ...none, pmsgSize: 0x1000n }).ramoops;
    expect(dump(pmsg, 'a')).toBe(-28);
    expect(pmsg.write({ type: PSTORE_TYPE_CONSOLE, bytes: latin1Bytes('a'), time })).toBe(-12);
    expect(pmsg.write({ type: PSTORE_TYPE_FTRACE, bytes: latin1Bytes('a'), time })).toBe(-12);
    const console = load(full61, { ...usual, ...none, consoleSize: 0x1000n }).ramoops;
    expect(console.writeUser({ type: PSTORE_TYPE_PMSG, bytes: latin1Bytes('a'), time })).toBe(-12);
    expect(console.writeUser({ type: PSTORE_TYPE_CONSOLE, bytes: latin1Bytes('a'), time })).toBe(-22);
    expect(console.write({ type: 1, bytes: latin1Bytes('a'), time })).toBe(-22);
  });

  test('pmsg through the wrong door is warned of, and refused', () => {
    const { ramoops, kernel } = load(full61, usual);
    expect(ramoops.write({ type: PSTORE_TYPE_PMSG, bytes: latin1Bytes('a'), time })).toBe(-22);
    expect(kernel.lines.at(-1)).toBe(`<4>ramoops: PMSG shouldn't call ramoops_pstore_write`);
  });

  test('erase: one zone beyond the last is invalid; of merged traces only zone 0 goes', () => {
    const memory = new PhysicalMemory();
    const smp = findKernel('full61smp')!;
    const writer = load(smp, usual, { memory, cpus: 2 });
    const format = { wordBytes: 8, isLittle: true, cpuInIp: 0 } as const;
    for (const cpu of [0, 1]) {
      const bytes = encodeFtraceRecord({ cpu, ts: BigInt(cpu), ip: 1n, parentIp: 2n }, format);
      writer.ramoops.write({ type: PSTORE_TYPE_FTRACE, bytes, time, cpu });
    }
    const { ramoops } = load(smp, usual, { memory, cpus: 2 });
    expect(readAll(ramoops).map(({ type, bytes }) => `${type} ${bytes.length}`)).toContain('3 48');
    expect([ramoops.erase(PSTORE_TYPE_DMESG, 6), ramoops.erase(PSTORE_TYPE_DMESG, 5)]).toEqual([-22, 0]);
    expect([ramoops.erase(PSTORE_TYPE_FTRACE, 2), ramoops.erase(PSTORE_TYPE_FTRACE, 0)]).toEqual([-22, 0]);
    expect(ramoops.erase(9, 0)).toBe(-22);
    const after = load(smp, usual, { memory, cpus: 2 }).ramoops;
    expect(readAll(after).map(({ type, bytes }) => `${type} ${bytes.length}`)).toContain('3 24');
  });

  test('a kernel without the trace front end shows no merged traces', () => {
    const memory = new PhysicalMemory();
    const trace = { ...usual, recordSize: 0n, consoleSize: 0n, pmsgSize: 0n };
    const { ramoops } = load(full61, trace, { memory });
    ramoops.write({ type: PSTORE_TYPE_FTRACE, bytes: new Uint8Array(24).fill(7), time });
    expect(readAll(load(deb61, trace, { memory }).ramoops)).toEqual([]);
  });
});
