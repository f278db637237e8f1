import { describe, expect, test } from 'vitest';
import { type FadumpMemory, reserveForDump } from '../../../src/kernel/fadump/reservation.ts';

const MIB = 0x100000;
const base: FadumpMemory = {
  generation: 'v5.4',
  limits: null,
  sizes: { cpuState: 0x510, hpte: 0 },
  pageSizeBytes: 0x10000,
  memory: [{ start: 0, end: 2048 * MIB }],
  reserved: [{ start: 0, end: 0x2880000 }],
  memoryLimit: null,
  crashKernelBytes: 0,
  reserveBytes: 0,
  usesCma: false,
  cpuMaskBits: 2048,
};
const reserve = (changes: Partial<FadumpMemory>) => {
  const { reservation, messages, memoryLimit, cma } = reserveForDump({ ...base, ...changes });
  return {
    area: reservation?.area,
    size: reservation?.bootMemoryBytes,
    texts: messages.map(({ text }) => text),
    memoryLimit,
    ...(cma !== null && { cma }),
  };
};

describe('the example of the 2011 text', () => {
  const doc = { generation: 'doc-2011', sizes: { cpuState: 0x40020, hpte: 0x1000 } } as const;

  test('2 GiB: 256 MiB of boot memory, the area at the top', () => {
    expect(reserve(doc)).toEqual({
      area: { start: 0x6ffb0000, end: 0x80000000 },
      size: 0x10000000,
      texts: ['Reserved 256MB of memory at 1791MB for firmware-assisted dump'],
      memoryLimit: null,
    });
  });

  test('with pages of 4 KiB it would lie higher', () => {
    expect(reserve({ ...doc, pageSizeBytes: 4096 }).area?.start).toBe(0x6ffbe000);
  });

  test('the code of 3.4 keeps 64 MiB more', () => {
    expect(reserve({ ...doc, generation: 'v3.4' }).size).toBe(320 * MIB);
  });
});

describe('boot memory', () => {
  const of = (changes: Partial<FadumpMemory>) => reserve(changes).size;
  const ram = (mib: number) => [{ start: 0, end: mib * MIB }];

  test('5 % in steps of 256 MiB, at least 320 MiB', () => {
    expect(of({ memory: ram(6 * 1024) })).toBe(320 * MIB);
    expect(of({ memory: ram(10 * 1024 - 256) })).toBe(320 * MIB);
    expect(of({ memory: ram(10 * 1024) })).toBe(512 * MIB);
  });

  test('crashkernel= gives it, up to a quarter of RAM', () => {
    const result = reserve({ memory: ram(6 * 1024), crashKernelBytes: 2048 * MIB, generation: 'v6.10' });
    expect(result.size).toBe(1536 * MIB);
    expect(result.texts[0]).toBe('fadump: Adjusted boot memory size to 1536MB');
    expect(of({ crashKernelBytes: 512 * MIB })).toBe(512 * MIB);
  });

  test('less than 320 MiB is refused since 5.4', () => {
    expect(reserve({ crashKernelBytes: 256 * MIB })).toMatchObject({
      area: undefined,
      texts: ["fadump: Can't enable fadump with boot memory size (0x10000000) less than 0x14000000"],
    });
    expect(of({ generation: 'v3.4', reserveBytes: 256 * MIB })).toBe(256 * MIB);
    expect(of({ reserveBytes: 320 * MIB })).toBe(320 * MIB);
  });

  test('crashkernel= wins over the older parameter', () => {
    expect(reserve({ reserveBytes: 400 * MIB, crashKernelBytes: 512 * MIB }).texts.slice(0, 2)).toEqual([
      "fadump: 'fadump_reserve_mem=' parameter is deprecated in favor of 'crashkernel=' parameter.",
      "fadump: Using 'crashkernel=' parameter for memory reservation.",
    ]);
  });

  test('CMA rounds it up to 16 MiB up to 6.12', () => {
    const odd = { crashKernelBytes: 321 * MIB, usesCma: true };
    expect(of(odd)).toBe(336 * MIB);
    expect(of({ ...odd, generation: 'v6.10' })).toBe(336 * MIB);
    expect(of({ ...odd, generation: 'v6.13' })).toBe(321 * MIB);
  });
});

describe('the area', () => {
  test('6.1: saved state on whole pages, boot memory, header of 664 bytes, ELF header', () => {
    const { area, texts } = reserve({});
    expect(area).toEqual({ start: 320 * MIB, end: 640 * MIB + 0x20000 });
    expect(texts).toEqual(['fadump: Reserved 320MB of memory at 0x00000014000000 (System RAM: 2048MB)']);
  });

  test('6.12: no room for ELF, no rounding at the end', () => {
    const { area } = reserve({ generation: 'v6.10' });
    expect(area).toEqual({ start: 320 * MIB, end: 640 * MIB + 0x10000 + 40 + 384 + 256 });
  });

  test('goes round what is reserved', () => {
    const { area } = reserve({ reserved: [{ start: 320 * MIB, end: 320 * MIB + 1 }] });
    expect(area?.start).toBe(320 * MIB + 0x10000);
  });

  test('too little memory', () => {
    const enough = 640 * MIB + 0x20000;
    expect(reserve({ memory: [{ start: 0, end: enough }] }).area?.end).toBe(enough);
    expect(reserve({ memory: [{ start: 0, end: enough - 0x10000 }] })).toMatchObject({
      area: undefined,
      texts: ['fadump: Failed to find memory chunk for reservation!'],
    });
  });

  test('a hole in boot memory: one region up to 6.9, seven since', () => {
    const memory = [
      { start: 0, end: 128 * MIB },
      { start: 256 * MIB, end: 2048 * MIB },
    ];
    expect(reserve({ memory }).texts).toEqual(['fadump: Too many holes in boot memory area to enable fadump']);
    expect(reserve({ memory, generation: 'v6.10' }).area?.start).toBe(448 * MIB);
  });

  test('mem= is raised by its size up to 6.9', () => {
    expect(reserve({ memoryLimit: 896 * MIB })).toMatchObject({
      memoryLimit: 896 * MIB + 320 * MIB + 0x20000,
      texts: [
        'Adjusted memory_limit for firmware-assisted dump, now 0x0000004c020000',
        'fadump: Reserved 320MB of memory at 0x00000014000000 (System RAM: 2048MB)',
      ],
    });
    expect(reserve({ memoryLimit: 896 * MIB, generation: 'v6.10' }).memoryLimit).toBe(896 * MIB);
  });

  test('what is said of CMA', () => {
    const rest = 'of memory reserved for firmware-assisted dump';
    expect(reserve({ usesCma: true }).cma).toEqual({
      range: { start: 320 * MIB, end: 640 * MIB },
      text: `fadump: Initialized 0x14000000 bytes cma area at 320MB from 0x14020000 bytes ${rest}`,
    });
    expect(reserve({ usesCma: true, generation: 'v6.10' }).cma?.text).toBe(
      `fadump: Initialized 0x14000000 bytes cma area at 320MB from 0x140102a8 bytes ${rest}`,
    );
    expect(reserve({ usesCma: true, generation: 'v6.13' }).cma?.text).toBe(
      `fadump: Initialized [0x14000000, 320MB] cma area from [0x14000000, 320MB] bytes ${rest}`,
    );
    const taken = [{ start: 320 * MIB, end: 320 * MIB + 1 }];
    expect(reserve({ usesCma: true, generation: 'v6.13', reserved: taken }).cma).toEqual({
      range: { start: 336 * MIB, end: 640 * MIB },
      text: `fadump: Initialized [0x15000000, 304MB] cma area from [0x14010000, 320MB] bytes ${rest}`,
    });
  });
});
