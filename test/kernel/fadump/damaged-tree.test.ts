/** A kernel reads what a firmware has left of a dump, whatever bytes that are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeRegistration } from '../../../src/formats/fadump-registration.ts';
import { emptyFdt, fdtNode } from '../../../src/formats/fdt-tree.ts';
import { cells, strings } from '../../../src/formats/fdt-values.ts';
import {
  encodeOpalCpuData,
  encodeOpalMetadata,
  encodeOpalThreads,
  OPAL_THREAD_BYTES,
  readOpalThreads,
} from '../../../src/formats/opal-dump.ts';
import { encodeRegisterSaveArea } from '../../../src/formats/register-save-area.ts';
import { OpalDump } from '../../../src/hardware/opal-dump.ts';
import { Rtas } from '../../../src/hardware/rtas.ts';
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import type { DumpPlatform } from '../../../src/kernel/fadump/dump-platform.ts';
import { Fadump } from '../../../src/kernel/fadump/fadump.ts';
import { opalPlatform } from '../../../src/kernel/fadump/opal-platform.ts';
import { rtasPlatform } from '../../../src/kernel/fadump/rtas-platform.ts';
import type { AddressRange } from '../../../src/memory/memory-map.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { fadumpFirmwares } from '../../../src/profiles/fadump.ts';
import { Clock } from '../../../src/sim/clock.ts';

const MIB = 0x100000;
const PAGE = 0x10000;
const RAM = [{ start: 0, end: 2048 * MIB }];
const IMAGE = { start: 0, end: 40 * MIB };
const METADATA = 0x60000000;
const CPU_DATA = 0x61000000;
const THREADS = 0x62000000;

type Damage = readonly (readonly [number, Uint8Array])[];
/** Bytes at places of a structure of `length` bytes, most of them where a field begins. */
const damages = (length: number): fc.Arbitrary<Damage> => {
  const field = fc.integer({ min: 0, max: length / 8 - 1 }).map((number) => number * 8);
  const value = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc.constantFrom(new Uint8Array(8), new Uint8Array(8).fill(255), Uint8Array.of(0, 0, 0, 0, 0x20, 0, 0x12, 0x34)),
  );
  const place = fc.oneof(field, fc.integer({ min: 0, max: length - 1 }));
  return fc.array(fc.tuple(place, value), { minLength: 1, maxLength: 3 });
};

function damaged(bytes: Uint8Array, damage: Damage): Uint8Array {
  for (const [at, value] of damage) bytes.set(value.subarray(0, bytes.length - at), at);
  return bytes;
}

interface Parts {
  readonly ram: PhysicalMemory;
  readonly say: (level: number, text: string) => void;
}

/** Boots with it. Nobody is given memory of the image, or that is not there, or a part of a page; and the files end as they should. */
function check(platformOf: (parts: Parts) => DumpPlatform | null): void {
  const ram = new PhysicalMemory();
  const said: string[] = [];
  const say = (_: number, text: string) => void said.push(text);
  const platform = platformOf({ ram, say })!;
  const fadump = new Fadump({
    generation: 'v5.4',
    pageSizeBytes: PAGE,
    memory: RAM,
    memoryLimit: null,
    crashKernelBytes: 0,
    reserveBytes: 0,
    usesCma: false,
    cpuMaskBits: 4,
    ram,
    clock: new Clock(),
    platform,
    firmwareRanges: [],
    image: IMAGE,
    byteOrder: 'little',
    isEnabled: true,
    commandLine: parseCommandLine(''),
    parameters: null,
    onlineCpus: 1,
    say,
  });
  const given: AddressRange[] = [];
  fadump.giveBack = (range) => void given.push(range);
  for (const { start, end } of fadump.reserved) {
    expect(start).toBeGreaterThanOrEqual(IMAGE.end);
    expect(end).toBeLessThanOrEqual(RAM[0]!.end);
    expect(start % PAGE).toBe(0);
  }
  fadump.setUp(() => 0x3000000);
  fadump.regionText();
  if (fadump.isActive) fadump.storeRelease('1');
  expect(fadump.isActive).toBe(false);
  for (const { start, end } of given) {
    expect(start).toBeGreaterThanOrEqual(IMAGE.end);
    expect(end).toBeLessThanOrEqual(RAM[0]!.end);
    expect(start % PAGE).toBe(0);
  }
  expect(said.every((text) => /^(?:(?:rtas |opal )?fadump|Warning): /.test(text))).toBe(true);
}

describe('any bytes in', () => {
  test('ibm,kernel-dump', () => {
    const sizeBytes = 0xa00;
    const section = { requestFlag: 1, errorFlags: 0, source: 0 };
    const good = () =>
      encodeRegistration({
        version: 1,
        status: 0xc000,
        sections: [
          { ...section, type: 1, sourceBytes: sizeBytes, dumpedBytes: sizeBytes, destination: 320 * MIB },
          { ...section, type: 2, sourceBytes: 0, dumpedBytes: 0, destination: 320 * MIB + sizeBytes },
          {
            ...section,
            type: 0x11,
            sourceBytes: 320 * MIB,
            dumpedBytes: 320 * MIB,
            destination: 320 * MIB + PAGE,
          },
        ],
      });
    const cut = fc.option(fc.integer({ min: 0, max: 160 }), { nil: 160 });
    fc.assert(
      fc.property(damages(160), cut, (damage, length) => {
        check(({ ram, say }) => {
          const cpus = [{ cpu: 0, registers: { NIA: 5n } }];
          ram.write(320 * MIB, encodeRegisterSaveArea(cpus, sizeBytes), ram.writer('test'));
          const rtas = Rtas.of({ ...findBoard('pseries')!, fadump: fadumpFirmwares.qemu }, ram)!;
          const node = fdtNode('rtas', {
            'ibm,configure-kernel-dump': cells(0x202d),
            'ibm,kernel-dump': damaged(good(), damage).subarray(0, length),
          });
          const common = { ram, memory: RAM, pageSizeBytes: PAGE, byteOrder: 'little', generation: 'v5.4' } as const;
          return rtasPlatform({ ...common, rtas, node, image: IMAGE, say, wait: () => {} });
        });
      }),
      { numRuns: 150 },
    );
  });

  test("what OPAL keeps: the kernel's metadata, the place of the registers, the registers", () => {
    const threads = () => encodeOpalThreads([0, 4].map((pir) => ({ pir, isActive: true, registers: {} })));
    const bytes = 2 * OPAL_THREAD_BYTES;
    const place = { version: 1, threadBytes: OPAL_THREAD_BYTES, address: THREADS, bytes };
    const region = { source: 0, destination: 0x34900000, bytes: 0x30000000 };
    const metadata = () =>
      encodeOpalMetadata({ registered: 1, crashInfoAddress: 0x64900000, regions: [region, region] });
    fc.assert(
      fc.property(damages(64), damages(48), damages(bytes), (ofMetadata, ofPlace, ofThreads) => {
        check(({ ram, say }) => {
          const board = { ...findBoard('powernv')!, fadump: fadumpFirmwares.opal };
          const opal = OpalDump.of(board)!;
          opal.registerTag('kernel', METADATA);
          opal.reboot(0, []);
          opal.start(true);
          opal.savedCpus(CPU_DATA);
          for (const [at, value] of [
            [METADATA, damaged(metadata(), ofMetadata)],
            [CPU_DATA, damaged(encodeOpalCpuData(place), ofPlace)],
            [THREADS, damaged(threads(), ofThreads)],
          ] as const) {
            ram.write(at, value, ram.writer('test'));
          }
          const dump = fdtNode('dump', { compatible: strings('ibm,opal-dump'), 'mpipl-boot': new Uint8Array(0) });
          const tree = { ...emptyFdt(), root: fdtNode('', {}, [fdtNode('ibm,opal', {}, [dump])]) };
          const common = { ram, memory: RAM, pageSizeBytes: PAGE, byteOrder: 'little' } as const;
          return opalPlatform({ ...common, opal, tree, say, hear: () => {} });
        });
      }),
      { numRuns: 100 },
    );
  });

  test('the count of the registers and their size, as large and as small as can be', () => {
    const bytes = encodeOpalThreads([{ pir: 0, isActive: true, registers: { gpr0: 7n } }]);
    const view = new DataView(bytes.buffer);
    view.setUint32(12, 0xffffffff);
    view.setUint32(16, 0);
    expect(readOpalThreads(bytes, OPAL_THREAD_BYTES)).toEqual([{ pir: 0, isActive: true, registers: { gpr0: 7n } }]);
  });
});
