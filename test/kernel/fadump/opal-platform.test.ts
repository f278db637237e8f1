/** What a kernel on PowerNV says to a firmware or a dump that is not as it should be. */
import { describe, expect, test } from 'vitest';
import { readElfNotes } from '../../../src/formats/elf-notes.ts';
import { emptyFdt, type FdtNode, fdtNode } from '../../../src/formats/fdt-tree.ts';
import { strings, u64 } from '../../../src/formats/fdt-values.ts';
import {
  encodeOpalCpuData,
  encodeOpalMetadata,
  encodeOpalThreads,
  OPAL_THREAD_BYTES,
  readOpalThreads,
} from '../../../src/formats/opal-dump.ts';
import { OpalDump } from '../../../src/hardware/opal-dump.ts';
import { opalPlatform } from '../../../src/kernel/fadump/opal-platform.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { fadumpFirmwares } from '../../../src/profiles/fadump.ts';
import { EIO } from '../../../src/sim/errno.ts';

const METADATA = 0x60000000;
const PLACE = 0x61000000;
const THREADS = 0x62000000;
const BOOT = { start: 0, end: 0x30000000 };
const AREA = { start: 0x34900000, end: 0x64920000 };
const region = (source: number) => ({ source, destination: AREA.start + source, bytes: 0x10000 });
const info = { crashingCpu: 4, registers: { nip: 0x1234n }, cpuMask: [0, 1], address: 0, infoBytes: 0 };

interface Given {
  readonly properties?: Readonly<Record<string, Uint8Array>>;
  readonly metadata?: Uint8Array;
  readonly cpuData?: Uint8Array;
}

function platform({ properties = {}, metadata, cpuData }: Given) {
  const board = { ...findBoard('powernv')!, fadump: fadumpFirmwares.opal };
  const opal = OpalDump.of(board)!;
  const ram = new PhysicalMemory();
  const put = (address: number, bytes: Uint8Array) => ram.write(address, bytes, ram.writer('test'));
  if (metadata !== undefined) {
    put(METADATA, metadata);
    opal.registerTag('kernel', METADATA);
    opal.reboot(0, []);
    opal.start(true);
    if (cpuData !== undefined) put(PLACE, cpuData);
    opal.savedCpus(PLACE);
  }
  const said: string[] = [];
  const node = fdtNode('dump', { compatible: strings('ibm,opal-dump'), ...properties });
  const tree = { ...emptyFdt(), root: fdtNode('', {}, [fdtNode('ibm,opal', {}, [node] as FdtNode[])]) };
  const made = opalPlatform({
    pageSizeBytes: 0x10000,
    memory: board.ramBanks,
    ram,
    opal,
    byteOrder: 'little',
    tree,
    say: (_, text) => void said.push(text),
    hear: () => {},
  });
  return { made, said, put };
}

const mpipl = { 'mpipl-boot': new Uint8Array(0) };
const metadataOf = (registered: number, sources: readonly number[] = [0]) =>
  encodeOpalMetadata({ registered, crashInfoAddress: 0, regions: sources.map(region) });

describe('the firmware', () => {
  test('of another kind offers nothing', () => {
    const { made, said } = platform({ properties: { compatible: strings('ibm,other') } });
    expect([made, said]).toEqual([null, ['opal fadump: Support missing for this f/w version!']]);
  });

  test.each([
    [0x30000000, []],
    [0x30000001, ['opal fadump: F/W load area: 0x20000000-0x30000001', 'opal fadump: F/W version not supported!']],
  ])('that loads kernels up to %i', (end, expected) => {
    const area = Uint8Array.from([...u64(0x20000000n), ...u64(BigInt(end - 0x20000000))]);
    const { made, said } = platform({ properties: { 'fw-load-area': area } });
    expect(said).toEqual(expected);
    expect(made === null).toBe(expected.length > 0);
  });

  test('takes a range once', () => {
    const { made, said } = platform({});
    const reservation = { bootMemoryBytes: BOOT.end, bootRegions: [BOOT], bootMemoryTop: BOOT.end, area: AREA };
    made!.reserved(reservation);
    const structure = made!.structure(reservation, null);
    expect(made!.register(structure).isRegistered).toBe(true);
    const again = made!.register(structure);
    expect([again.error, again.message?.text]).toEqual([-EIO, 'opal fadump: Failed to register. Parameter Error(-1).']);
    expect(said).toEqual(['opal fadump: Kernel metadata addr: 64910000']);
  });
});

describe('a dump', () => {
  test('of which nothing was registered is none', () => {
    expect(platform({ properties: mpipl, metadata: metadataOf(0) }).made!.found).toBeNull();
  });

  test('of another version, and with regions that were not saved', () => {
    const metadata = metadataOf(1, [0, 0x10000]);
    metadata[0] = 2;
    const { made, said } = platform({ properties: mpipl, metadata });
    expect(made!.found!.sections.map(({ dumpedBytes }) => dumpedBytes)).toEqual([0x10000, 0]);
    expect(said.slice(0, 6)).toEqual([
      'opal fadump: Supported kernel metadata version: 1, found: 2!',
      'opal fadump: WARNING: Kernel metadata format mismatch identified! Core file maybe corrupted..',
      'opal fadump: Firmware-assisted dump is active.',
      'opal fadump: Not all memory regions were saved!!!',
      'opal fadump:   Unsaved memory regions:',
      'opal fadump: \t[001] base: 0x10000, size: 0x10000',
    ]);
  });

  test('whose registers make no sense has those of the CPU that crashed', () => {
    const { made, said } = platform({ properties: mpipl, metadata: metadataOf(1), cpuData: new Uint8Array(48) });
    const cpus = made!.cpus(made!.found!, info);
    if (typeof cpus === 'string') throw new Error(cpus);
    const { notes } = readElfNotes(cpus.notes() as Uint8Array, 'little');
    expect([cpus.count, notes.length]).toEqual([1, 1]);
    expect(said.slice(1)).toEqual([
      'opal fadump: Supported CPU state data version: 1, found: 0!',
      'opal fadump: WARNING: F/W using newer CPU state data format!!',
      'opal fadump: CPU state data is invalid. Ignoring!',
      "opal fadump: WARNING: appending only crashing CPU's register data",
    ]);
  });

  test('has a note for each thread of a core that does not sleep', () => {
    const threads = [0, 4, 8].map((pir) => ({ pir, isActive: pir !== 8, registers: { nip: BigInt(pir) } }));
    const bytes = encodeOpalThreads(threads);
    const cpuData = encodeOpalCpuData({
      version: 1,
      threadBytes: OPAL_THREAD_BYTES,
      address: THREADS,
      bytes: bytes.length,
    });
    const { made, put } = platform({ properties: mpipl, metadata: metadataOf(1), cpuData });
    put(THREADS, bytes);
    const cpus = made!.cpus(made!.found!, info);
    if (typeof cpus === 'string') throw new Error(cpus);
    expect(cpus.count).toBe(3);
    expect(readElfNotes(cpus.notes() as Uint8Array, 'little').notes).toHaveLength(2);
  });
});

test('threads that do not fit, or claim more registers than there are, are cut', () => {
  const bytes = encodeOpalThreads([{ pir: 0, isActive: true, registers: { gpr1: 7n } }]);
  new DataView(bytes.buffer).setUint32(12, 0xffffffff);
  expect(readOpalThreads(bytes, OPAL_THREAD_BYTES)[0]!.registers['gpr1']).toBe(7n);
  expect(readOpalThreads(bytes, OPAL_THREAD_BYTES + 1)).toEqual([]);
  expect(readOpalThreads(bytes, 0)).toEqual([]);
});
