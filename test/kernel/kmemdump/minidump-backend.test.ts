/** The driver of each version: names, numbers, limits, what it says and what it returns. Expected values are read from the published drivers. */
import { describe, expect, test } from 'vitest';
import { writeSharedMemory } from '../../../src/firmware/minidump/shared-memory.ts';
import { minidumpRegion, minidumpSubsystem, subsystemOffset } from '../../../src/formats/minidump-table.ts';
import type { StageContext } from '../../../src/hardware/stage.ts';
import type { KmemdumpBackend } from '../../../src/kernel/kmemdump/backend.ts';
import { minidumpBackend } from '../../../src/kernel/kmemdump/minidump-backend.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { qcomPhone } from '../../../src/profiles/boards/qcom-phone.ts';
import { defaultKmemdump, type KmemdumpBuild } from '../../../src/profiles/kmemdump.ts';
import type { MinidumpFirmware } from '../../../src/profiles/minidump.ts';
import { EEXIST, EINVAL, ENOENT, ENOMEM, ENOSPC } from '../../../src/sim/errno.ts';

const TABLE = 0x43000000;
const ENAVAIL = 119;

function driver(series: KmemdumpBuild['series'], firmware: Partial<MinidumpFirmware> = {}, place = TABLE) {
  const memory = new PhysicalMemory();
  const minidump = { ...qcomPhone.minidump!, ...firmware };
  const toc = writeSharedMemory(memory, minidump);
  const said: string[] = [];
  const hangs: string[] = [];
  const context = {
    memory,
    board: { ...qcomPhone, minidump },
    control: { hang: (reason: string) => hangs.push(reason) },
  } as unknown as StageContext;
  const probe = minidumpBackend({
    context,
    build: { ...defaultKmemdump, series, debug: true },
    print: (level, text) => said.push(`<${level}>${text}`),
    allocate: () => place,
    virtual: (physical) => BigInt(physical),
  });
  const rows = () => {
    const { regionCount } = minidumpSubsystem.read(memory.read(toc! + subsystemOffset(0), 32), 'little');
    return Array.from({ length: regionCount }, (_, index) => {
      const { name, seqNum } = minidumpRegion.read(memory.read(TABLE + 40 * index, 40), 'little');
      return `${name} ${seqNum}`;
    });
  };
  return { probe, backend: probe as KmemdumpBackend, said, hangs, rows, memory };
}

const region = (id: number, name = '') => ({ id, name, virtual: 1n, physical: 0x44000000 + id * 64, sizeBytes: 6 });

describe('names', () => {
  test.each([
    ['v2', ['KELF 1', 'Kprintk_r 22', 'Kinit_mm_ 31', 'Kunknown 32', 'Kunknown 50']],
    ['meminspect-v1', ['KELF 1', 'Kprb 22', 'Kunknown 31', 'Kunknown 32', 'Kunknown 50']],
    ['meminspect', ['KELF 1', 'Kprb 22', 'Kunknown 31', 'Kunknown 32', 'Kunknown 50']],
  ] as const)('%s: from a list by uid, eight characters behind K', (series, expected) => {
    const { backend, rows } = driver(series);
    for (const id of [1, 22, 31, 32, 50]) expect(backend.registerRegion(region(id))).toBe(0);
    expect(rows()).toEqual(expected);
  });

  test('meminspect calls _sinittext, 29, tk_data', () => {
    const { backend, rows } = driver('meminspect');
    backend.registerRegion(region(29, '_sinittext'));
    expect(rows()).toEqual(['Ktk_data 29']);
  });

  test('v1: number and handle, eleven characters at most; the number tells nothing', () => {
    const { backend, rows } = driver('v1');
    for (const [id, name] of [
      [0, 'ELF'],
      [0, 'vmcoreinfo'],
      [123, 'memsections'],
    ] as const) {
      expect(backend.registerRegion(region(id, name))).toBe(0);
    }
    expect(rows()).toEqual(['K0ELF 0', 'K0vmcorein 0', 'K123memsect 0']);
  });

  test('sizes are rounded up to four', () => {
    const { backend, memory } = driver('v2');
    backend.registerRegion(region(1));
    expect(minidumpRegion.read(memory.read(TABLE, 40), 'little')).toMatchObject({ address: 0x44000040n, size: 8n });
  });
});

describe('limits', () => {
  test.each([
    ['v1', -ENOSPC, '<3>qcom-md qcom-md: maximum region limit 201 reached'],
    ['v2', -ENOSPC, '<3>qcom-minidump qcom-minidump: maximum region limit 201 reached'],
    ['meminspect', 0, '<7>qcom-minidump qcom-minidump: maximum region limit 201 reached'],
  ] as const)('%s: 201 regions, and not one more', (series, error, text) => {
    const { backend, rows, said } = driver(series);
    for (let id = 1; id <= 201; id++) expect(backend.registerRegion(region(id))).toBe(0);
    expect(backend.registerRegion(region(202))).toBe(error);
    expect(said).toContain(text);
    expect(rows()).toHaveLength(201);
  });

  test.each([
    ['v1', -EEXIST, '<6>qcom-md qcom-md: K5prb region is already registered'],
    ['v2', -EEXIST, '<7>qcom-minidump qcom-minidump: cpu_possible:6 region is already registered'],
    ['meminspect', 0, '<7>qcom-minidump qcom-minidump: cpu_present:6 region is already registered'],
  ] as const)('%s: a region twice', (series, error, text) => {
    const { backend, said, rows } = driver(series);
    const one = region(series === 'v1' ? 5 : 6, 'prb');
    expect([backend.registerRegion(one), backend.registerRegion(one)]).toEqual([0, error]);
    expect(said).toContain(text);
    expect(rows()).toHaveLength(1);
  });

  test.each([
    ['v1', -EINVAL],
    ['v2', -EINVAL],
    ['meminspect', 0],
  ] as const)('%s: nothing has no address and no size', (series, error) => {
    const { backend, rows } = driver(series);
    expect(backend.registerRegion({ ...region(1, 'x'), virtual: 0n })).toBe(error);
    expect(backend.registerRegion({ ...region(1, 'x'), sizeBytes: 0 })).toBe(error);
    expect(rows()).toEqual([]);
  });
});

describe('removing', () => {
  test('those behind move down, and the freed one is cleared', () => {
    const { backend, rows, memory } = driver('v2');
    for (const id of [1, 2, 3]) backend.registerRegion(region(id));
    expect(backend.unregisterRegion(2)).toBe(0);
    expect(rows()).toEqual(['KELF 1', 'Kconfig 3']);
    expect(memory.read(TABLE + 80, 40)).toEqual(new Uint8Array(40));
  });

  test('v1 says that a region is not there', () => {
    const { backend, said } = driver('v1');
    expect(backend.unregisterRegion(7)).toBe(-ENOENT);
    expect(said).toEqual(['<3>failed to unregister region from minidump -2']);
  });

  test('v1: the table lost what the driver still lists', () => {
    const { backend, said, memory } = driver('v1');
    backend.registerRegion(region(7, 'prb'));
    memory.write(TABLE, Uint8Array.of(0x58), memory.writer('test'));
    expect(backend.unregisterRegion(7)).toBe(-ENOENT);
    expect(said).toEqual(['<3>qcom-md qcom-md: K7prb region is not present']);
  });

  test('later drivers never see that it is not there, and go wild', () => {
    const { backend, hangs, rows } = driver('v2');
    backend.registerRegion(region(1));
    backend.unregisterRegion(2);
    expect(hangs).toHaveLength(1);
    expect(rows()).toEqual(['KELF 1']);
  });

  test('a count that damage made huge is not followed', () => {
    const { backend, memory } = driver('v2');
    const toc = writeSharedMemory(memory, qcomPhone.minidump!)!;
    memory.write(toc + subsystemOffset(0) + 16, Uint8Array.of(255, 255, 255, 255), memory.writer('test'));
    expect(backend.registerRegion(region(9))).toBe(-ENOSPC);
  });
});

describe('probing', () => {
  const name = 'qcom-minidump qcom-minidump';
  test.each([
    [
      'v1',
      'missing',
      -ENAVAIL,
      [
        "<3>qcom-md qcom-md: Couldn't find minidump smem item -2",
        '<3>qcom-md qcom-md: minidump table is not initialized -2',
        '<3>qcom-md qcom-md: probe with driver qcom-md failed with error -119',
      ],
    ],
    [
      'v2',
      'missing',
      -ENOENT,
      [
        `<3>${name}: Couldn't find minidump smem item -2`,
        `<3>${name}: probe with driver qcom-minidump failed with error -2`,
      ],
    ],
    [
      'v2',
      'small',
      -ENAVAIL,
      [
        `<3>${name}: minidump table is not initialized 0`,
        `<3>${name}: probe with driver qcom-minidump failed with error -119`,
      ],
    ],
    [
      'v2',
      'not-ready',
      -ENAVAIL,
      [
        `<3>${name}: minidump table is not initialized 0`,
        `<3>${name}: probe with driver qcom-minidump failed with error -119`,
      ],
    ],
    [
      'meminspect',
      'missing',
      -ENOENT,
      [
        `<3>${name}: error -ENOENT: Couldn't find minidump smem item`,
        `<3>${name}: probe with driver qcom-minidump failed with error -2`,
      ],
    ],
    [
      'meminspect',
      'small',
      -EINVAL,
      [
        `<3>${name}: error -EINVAL: minidump table not ready`,
        `<3>${name}: probe with driver qcom-minidump failed with error -22`,
      ],
    ],
  ] as const)('%s, table %s', (series, table, error, text) => {
    const { probe, said } = driver(series, { table });
    expect(probe).toBe(error);
    expect(said).toEqual(text);
  });

  test('no memory for the table', () => {
    const { probe, said } = driver('v1', {}, -ENOMEM);
    expect(probe).toBe(-ENOMEM);
    expect(said[0]).toBe('<3>qcom-md qcom-md: apss minidump initialization failed -12');
  });
});
