/** What a second kernel makes of a dump that is damaged, and what the ELF header of a good one covers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readElfCoreHead } from '../../../src/formats/elf-core.ts';
import { encodeCrashInfo } from '../../../src/formats/fadump-crash-info.ts';
import { fdtNode } from '../../../src/formats/fdt-tree.ts';
import { cells } from '../../../src/formats/fdt-values.ts';
import { encodeRegisterSaveArea } from '../../../src/formats/register-save-area.ts';
import { Rtas } from '../../../src/hardware/rtas.ts';
import { crashElfHeader } from '../../../src/kernel/fadump/crash-memory.ts';
import { registrationFor } from '../../../src/kernel/fadump/platform-dump.ts';
import { crashInfoShape, type FadumpMemory, reserveForDump } from '../../../src/kernel/fadump/reservation.ts';
import { rtasPlatform } from '../../../src/kernel/fadump/rtas-platform.ts';
import { takeDump } from '../../../src/kernel/fadump/take-dump.ts';
import { vmcoreFile } from '../../../src/kernel/kdump/vmcore-file.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { fadumpFirmwares } from '../../../src/profiles/fadump.ts';

type Generation = 'v5.4' | 'v6.10';

const MIB = 0x100000;
const PAGE = 0x10000;
const RAM = [{ start: 0, end: 2048 * MIB }];
const CPU_STATE = 0x14000000;
const HEADER = 0x28010000;
const ELF = HEADER + 416;
const NOTES = 0x1000000;
const facts: FadumpMemory = {
  generation: 'v5.4',
  sizes: { cpuState: 0xa00, hpte: 0 },
  pageSizeBytes: PAGE,
  memory: RAM,
  reserved: [],
  memoryLimit: null,
  crashKernelBytes: 0,
  reserveBytes: 0,
  usesCma: false,
  cpuMaskBits: 4,
  limits: null,
};
const shapeOf = (generation: Generation) => ({ ...crashInfoShape(generation, 4), byteOrder: 'little' }) as const;
const reservation = reserveForDump(facts).reservation!;
const registration = registrationFor(reservation, {
  sizes: facts.sizes,
  generation: 'v5.4',
  pageSizeBytes: PAGE,
  parameters: null,
});
const dump = {
  ...registration,
  sections: registration.sections.map((section) => ({ ...section, dumpedBytes: section.sourceBytes })),
};

/** A dump as it should be, then `damage`. */
function taken(damage: (write: (at: number, bytes: Uint8Array) => void) => void, generation: Generation = 'v5.4') {
  const shape = shapeOf(generation);
  const ram = new PhysicalMemory();
  const write = (at: number, bytes: Uint8Array) => ram.write(at, bytes, ram.writer('test'));
  write(
    CPU_STATE,
    encodeRegisterSaveArea(
      [0, 1].map((cpu) => ({ cpu, registers: { NIA: 5n } })),
      0xa00,
    ),
  );
  write(HEADER, encodeCrashInfo(shape, { crashingCpu: 0, registers: {}, cpuMask: [0, 1], address: ELF, infoBytes: 0 }));
  if (generation === 'v5.4')
    write(ELF, crashElfHeader({ byteOrder: 'little', memory: RAM, reservation, destination: 0x14010000, info: null }));
  damage(write);
  const input = {
    ram,
    memory: RAM,
    generation,
    shape,
    pageSizeBytes: PAGE,
    dump,
    headerAddress: HEADER,
  } as const;
  const rtas = Rtas.of({ ...findBoard('pseries')!, fadump: fadumpFirmwares.qemu }, ram)!;
  const node = fdtNode('rtas', { 'ibm,configure-kernel-dump': cells(0x202d) });
  let place = NOTES;
  const said: string[] = [];
  const say = (_: number, text: string) => void said.push(text);
  const wait = () => {};
  const image = { start: 0, end: PAGE };
  const platform = rtasPlatform({ ...input, byteOrder: 'little', rtas, node, image, say, wait })!;
  const address = takeDump({ ...input, reservation, platform, allocate: () => (place += 0x100000), say });
  return address === null ? said.at(-1)! : vmcoreFile(ram, address, { pageSizeBytes: PAGE, noteAlign: 0 });
}

describe('a damaged dump', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);
  test.each([
    ['no magic of the header', HEADER, bytes(0), 'rtas fadump: Crash info header is not valid.'],
    ['no REGSAVE', CPU_STATE, bytes(0), 'rtas fadump: Unable to read register save area.'],
    ['no CPUSTRT', CPU_STATE + 20, bytes(0), 'rtas fadump: Unable to read CPU state data'],
    ['a CPU too many', CPU_STATE + 19, bytes(3), 'rtas fadump: Unable to read CPU state data'],
    ['no CPU', CPU_STATE + 16, bytes(0, 0, 0, 0), 'fadump: Failed to allocate 0 bytes for CPU notes buffer'],
    ['CPUs without end', CPU_STATE + 16, bytes(1), 'fadump: Failed to allocate 8992653312 bytes for CPU notes buffer'],
    ['a header elsewhere', HEADER + 8, bytes(0, 0, 0, 0), 'Warning: Core image elf header not found'],
    ['another class of ELF', ELF + 4, bytes(1), 'Warning: Core image elf header is not sane'],
  ])('%s', (_, at, damage, message) => {
    expect(taken((write) => write(at, damage))).toBe(message);
  });

  test.each([
    [
      'the header of 6.9',
      HEADER,
      new TextEncoder().encode('FNIPMDAF'),
      "fadump: Old magic number, can't process the dump.",
    ],
    [
      'the other byte order',
      HEADER,
      new TextEncoder().encode('FADMPSIG'),
      'fadump: Endianness mismatch between the crashed and fadump kernels.',
    ],
    ['no magic', HEADER, bytes(0), 'fadump: Fadump header is corrupted.'],
    ['registers of another size', HEADER + 32, bytes(0), 'fadump: Fadump header size mismatch.'],
    ['no REGSAVE', CPU_STATE, bytes(0), 'rtas fadump: Unable to read register save area.'],
  ])('6.10: %s', (_, at, damage, message) => {
    expect(taken((write) => write(at, damage), 'v6.10')).toBe(message);
  });

  test('any bytes in the save area, in the header and in the ELF header: a message or a file, never more', () => {
    const place = fc.constantFrom(
      CPU_STATE,
      CPU_STATE + 12,
      HEADER + 8,
      HEADER + 16,
      HEADER + 400,
      ELF,
      ELF + 32,
      ELF + 64,
    );
    const damage = fc.array(fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 200 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(damage, fc.constantFrom<Generation>('v5.4', 'v6.10'), (writes, generation) => {
        const result = taken((write) => {
          for (const [at, value] of writes) write(at, value);
        }, generation);
        if (typeof result === 'string') expect(result).toMatch(/^(?:rtas fadump|fadump|Warning): /);
        else expect(result!.read(0, 0x1000).length).toBeLessThanOrEqual(0x1000);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the ELF header', () => {
  test('covers every byte but the area once, boot memory at its copy', () => {
    const banks = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 5 })
      .map((pieces) => {
        let at = 0;
        return pieces.map(([gap, length], index) => {
          const start = at + (index === 0 ? 0 : (gap + 1) * 64 * MIB);
          at = start + length * 128 * MIB;
          return { start, end: at };
        });
      });
    let reserved = 0;
    fc.assert(
      fc.property(banks, fc.constantFrom('v5.4' as const, 'v6.10' as const), (memory, generation) => {
        const found = reserveForDump({ ...facts, memory, generation }).reservation;
        if (found === null) return;
        reserved++;
        const head = readElfCoreHead(
          crashElfHeader({
            byteOrder: 'little',
            memory,
            reservation: found,
            destination: found.area.start + PAGE,
            info: null,
          }),
        );
        if (typeof head === 'string') throw new Error(head);
        const loads = head.segments.slice(1).toSorted((a, b) => a.physical - b.physical);
        const covered = loads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
        const total = memory.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(covered).toBe(total - (found.area.end - found.area.start));
        loads.forEach(({ physical, sizeBytes, offset }, index) => {
          expect(physical + sizeBytes).toBeLessThanOrEqual(loads[index + 1]?.physical ?? Number.POSITIVE_INFINITY);
          expect(memory.some(({ start, end }) => start <= physical && physical + sizeBytes <= end)).toBe(true);
          expect(physical + sizeBytes <= found.area.start || physical >= found.area.end).toBe(true);
          if (physical >= found.bootMemoryTop) expect(offset).toBe(physical);
          else expect(offset >= found.area.start && offset + sizeBytes <= found.area.end).toBe(true);
        });
      }),
      { numRuns: 100 },
    );
    expect(reserved).toBeGreaterThan(0);
  });
});
