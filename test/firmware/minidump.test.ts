/**
 * Shared memory and minidump's tables, from both sides: the firmware writes, Linux finds, Linux writes, the firmware collects; and whatever bytes stand there instead,
 * nothing outside RAM is read and nothing hangs. Layouts were worked out by hand from the drivers' structs; the annotated file shows them.
 */
import { test as forAll } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectRegions, MINIDUMP_BYTES_MAX } from '../../src/firmware/minidump/collect.ts';
import { findMinidumpTable, writeSharedMemory } from '../../src/firmware/minidump/shared-memory.ts';
import {
  MINIDUMP_SMEM_ITEM,
  MINIDUMP_TOC_BYTES,
  minidumpRegion,
  minidumpSubsystem,
  minidumpToc,
  minidumpWords,
  subsystemOffset,
} from '../../src/formats/minidump-table.ts';
import { encodeSaharaTable, readSaharaTable, saharaRegion } from '../../src/formats/sahara.ts';
import {
  smemHeader,
  smemInfo,
  smemPartitionHeader,
  smemPrivateEntry,
  smemPtable,
  smemPtableEntry,
} from '../../src/formats/smem.ts';
import { smemGet } from '../../src/kernel/kmemdump/smem.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { qcomPhone } from '../../src/profiles/boards/qcom-phone.ts';
import { EINVAL, ENOENT } from '../../src/sim/errno.ts';

const firmware = qcomPhone.minidump!;
const { smem } = firmware;
const RAM = [{ start: 0x40000000, end: 0x50000000 }];
const REGIONS = 0x41000000;
const EPROBE_DEFER = 517;

function memoryWith(changes: Partial<typeof firmware> = {}): { memory: PhysicalMemory; table: number | null } {
  const memory = new PhysicalMemory();
  return { memory, table: writeSharedMemory(memory, { ...firmware, ...changes }) };
}

const poke = (memory: PhysicalMemory, address: number, bytes: Uint8Array) =>
  memory.write(address, bytes, memory.writer('test'));

interface Listed {
  readonly name?: string;
  readonly seqNum?: number;
  readonly valid?: number;
  readonly address?: bigint;
  readonly size?: bigint;
}

/** Linux' part of the table with these regions. */
function list(memory: PhysicalMemory, table: number, regions: readonly Listed[], subsystem: object = {}): void {
  const toc = {
    status: 1,
    enabled: minidumpWords.enabled,
    encryptionStatus: minidumpWords.encryptionDone,
    encryptionRequired: minidumpWords.encryptionNotRequired,
    regionCount: regions.length,
    regionsBase: BigInt(REGIONS),
    ...subsystem,
  };
  poke(memory, table + subsystemOffset(0), minidumpSubsystem.encode(toc, 'little'));
  regions.forEach((region, index) => {
    const whole = {
      name: `K${index}`,
      seqNum: index,
      valid: minidumpWords.valid,
      address: 0x42000000n,
      size: 16n,
      ...region,
    };
    poke(memory, REGIONS + index * minidumpRegion.sizeBytes, minidumpRegion.encode(whole, 'little'));
  });
}

const names = (memory: PhysicalMemory, table: number | null) =>
  collectRegions(memory, RAM, table).regions.map(({ filename }) => filename);

describe('bytes', () => {
  test('shared memory, tables and Sahara’s entry, field by field', async () => {
    const { memory, table } = memoryWith();
    list(memory, table!, [{ name: 'Kprb', seqNum: 24, address: 0x42c8f000n, size: 8n }]);
    const entry = encodeSaharaTable([
      { address: 0x42c8f000, length: 8, region: 'md_Kprb24', filename: 'md_Kprb24.BIN' },
    ]);
    const end = smem.address + smem.length - 4096;
    const partition = smem.address + 0x4000;
    const places = [
      [smemHeader, smem.address],
      [smemPartitionHeader, partition],
      [smemPrivateEntry, partition + 32],
      [minidumpToc, table!],
      [minidumpSubsystem, table! + 16],
      [minidumpRegion, REGIONS],
      [smemPtable, end],
      [smemPtableEntry, end + 32],
      [smemInfo, end + 80],
    ] as const;
    const parts = places.map(([one, at]) => ({ one, at, bytes: memory.read(at, one.sizeBytes) }));
    const text = [...parts, { one: saharaRegion, at: 0, bytes: entry }]
      .map(({ one, at, bytes }) =>
        [
          `${one.name}  (${one.source}, ${one.sizeBytes} bytes)`,
          ...one.annotate(bytes, 'little', at).map((line) => {
            const shown = Array.from(line.bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(
              ' ',
            );
            return `  ${line.address.toString(16)}  ${line.field} = ${line.value}  [${shown}]`;
          }),
        ].join('\n'),
      )
      .join('\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot('../fixtures/minidump/tables.txt');
  });

  test('sizes and words are those of the drivers', () => {
    expect([MINIDUMP_TOC_BYTES, minidumpSubsystem.sizeBytes, minidumpRegion.sizeBytes, saharaRegion.sizeBytes]).toEqual(
      [336, 32, 40, 64],
    );
    const bytesOf = (value: number) => {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setUint32(0, value, true);
      return [...bytes].map((byte) => String.fromCharCode(byte)).join('');
    };
    expect(Object.values(minidumpWords).map(bytesOf)).toEqual(['ILAV', 'ENOD', 'LBNE', 'RN\0\0']);
  });

  test('a name that fills its field loses its end, and the table is read back', () => {
    const entry = { address: 1, length: 2, region: 'r'.repeat(30), filename: 'f'.repeat(30) };
    expect(readSaharaTable(encodeSaharaTable([entry]))).toEqual([
      { address: 1, length: 2, region: 'r'.repeat(19), filename: 'f'.repeat(19) },
    ]);
  });
});

describe('who finds item 602', () => {
  const find = (memory: PhysicalMemory) => smemGet({ memory, ...smem }, MINIDUMP_SMEM_ITEM);

  test('Linux and the firmware find the same place', () => {
    const { memory, table } = memoryWith();
    expect(find(memory)).toEqual({ address: table, sizeBytes: MINIDUMP_TOC_BYTES });
    expect(findMinidumpTable(memory, firmware)).toBe(table);
  });

  test('the old heap has no item 602, and another version is not spoken', () => {
    const { memory, table } = memoryWith({ smem: { ...smem, kind: 'heap' } });
    expect(table).toBeNull();
    expect(find(memory)).toBe(-EINVAL);
    poke(memory, smem.address + 64 + 4 * 7, Uint8Array.of(0, 0, 13, 0));
    expect(find(memory)).toBe(-EPROBE_DEFER);
  });

  test('missing, too small, not set up', () => {
    expect(find(memoryWith({ table: 'missing' }).memory)).toBe(-ENOENT);
    const small = memoryWith({ table: 'small' });
    expect(find(small.memory)).toEqual({ address: small.table, sizeBytes: MINIDUMP_TOC_BYTES - 32 });
    expect(findMinidumpTable(small.memory, firmware)).toBeNull();
    const { memory, table } = memoryWith({ table: 'not-ready' });
    list(memory, table!, [{}]);
    expect(collectRegions(memory, RAM, table).skipped).toEqual([
      { what: 'minidump', why: 'the table was never set up' },
    ]);
  });
});

describe('what is collected', () => {
  const { memory, table } = memoryWith();

  test.each([
    ['status', { status: 2 }, 'status is 2, not 1'],
    ['enabled', { enabled: 1 }, 'it is not enabled (0x1)'],
    ['encryption', { encryptionStatus: 0 }, 'encryption is not done (0x0)'],
    ['regions', { regionsBase: 0n }, 'it has no regions'],
    ['a base outside RAM', { regionsBase: 1n << 40n }, 'its table leaves RAM at region 0'],
  ])('a subsystem with a wrong %s is left out', (_, change, why) => {
    list(memory, table!, [{}], change);
    expect(collectRegions(memory, RAM, table)).toEqual({ regions: [], skipped: [{ what: 'subsystem 0', why }] });
  });

  test('regions that are not valid, not in RAM, empty or too large are left out, and the others are not', () => {
    list(memory, table!, [
      { name: 'Kgood' },
      { name: 'Kinvalid', valid: minidumpWords.valid ^ 1 },
      { name: 'Kbelow', address: 0x3ffffff8n },
      { name: 'Kacross', address: 0x4ffffff8n },
      { name: 'Kempty', size: 0n },
      { name: 'Khuge', size: (1n << 64n) - 1n },
      { name: 'Klarge', size: BigInt(MINIDUMP_BYTES_MAX + 1) },
      { name: 'Klast', address: 0x4ffffff0n },
    ]);
    expect(names(memory, table)).toEqual(['md_Kgood0.BIN', 'md_Klast7.BIN']);
    expect(collectRegions(memory, RAM, table).skipped.map(({ what }) => what)).toEqual([
      'Kinvalid',
      'Kbelow',
      'Kacross',
      'Kempty',
      'Khuge',
      'Klarge',
    ]);
  });

  test('300 regions of all subsystems together, not one more', () => {
    list(
      memory,
      table!,
      Array.from({ length: 301 }, () => ({})),
    );
    const { regions, skipped } = collectRegions(memory, RAM, table);
    expect(regions).toHaveLength(300);
    expect(skipped).toEqual([{ what: 'subsystem 0', why: '301 regions: there is room for 300' }]);
  });

  test('a name of control characters becomes a file’s', () => {
    list(memory, table!, [{ name: '../\x01K' }]);
    expect(names(memory, table)).toEqual(['md_..__K0.BIN']);
  });
});

describe('any bytes', () => {
  const words = fc.constantFrom(0, 1, 0xffffffff, 602, 40, ...Object.values(minidumpWords));
  const edit = fc.record({ offset: fc.nat(0x4000 + 1024), word: fc.oneof(words, fc.nat(2 ** 31)) });

  forAll.prop([fc.array(edit, { maxLength: 12 }), fc.array(fc.tuple(fc.nat(10 * 40), words), { maxLength: 12 })], {
    numRuns: 150,
  })('nothing outside RAM is read, nothing crashes, and all that is offered lies in RAM', (edits, ofRegions) => {
    const { memory, table } = memoryWith();
    list(
      memory,
      table!,
      Array.from({ length: 10 }, () => ({})),
    );
    const word = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
    for (const { offset, word: value } of edits) poke(memory, smem.address + offset, word(value));
    for (const [offset, value] of ofRegions) poke(memory, REGIONS + offset, word(value));
    const guarded = {
      read(address: number, length: number) {
        expect(RAM.some(({ start, end }) => address >= start && address + length <= end)).toBe(true);
        return memory.read(address, length);
      },
    };
    const found = smemGet({ memory: guarded, ...smem }, MINIDUMP_SMEM_ITEM);
    if (typeof found !== 'number')
      expect(found.address + found.sizeBytes).toBeLessThanOrEqual(smem.address + smem.length);
    const { regions } = collectRegions(guarded, RAM, findMinidumpTable(guarded, firmware));
    for (const { address, length } of regions)
      expect(RAM[0]!.start <= address && address + length <= RAM[0]!.end).toBe(true);
  });
});
