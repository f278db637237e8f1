/** `ibm,configure-kernel-dump` with all that it answers, and what the firmware saves of registrations good and bad. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preserveDump } from '../../src/firmware/dump-preservation.ts';
import {
  type DumpRegistration,
  encodeRegistration,
  type RegisteredSection,
  readRegistration,
} from '../../src/formats/fadump-registration.ts';
import { readRegisterSaveArea } from '../../src/formats/register-save-area.ts';
import { Rtas } from '../../src/hardware/rtas.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { type FadumpFaults, fadumpFirmwares } from '../../src/profiles/fadump.ts';

const TOKEN = 0x202d;
const RAM_END = 0x40000000;
const AT = 0x10000;
const section = (changes: Partial<RegisteredSection>): RegisteredSection => ({
  requestFlag: 1,
  type: 0x11,
  errorFlags: 0,
  source: 0,
  sourceBytes: 0x1000,
  dumpedBytes: 0,
  destination: 0x20000000,
  ...changes,
});
const registration = (...sections: RegisteredSection[]): DumpRegistration => ({ version: 1, status: 0, sections });
const preserved = (memory: PhysicalMemory, ...sections: RegisteredSection[]) => preservedWith({}, memory, ...sections);
const preservedWith = (faults: FadumpFaults, memory: PhysicalMemory, ...sections: RegisteredSection[]) =>
  preserveDump(registration(...sections), {
    memory,
    ram: [{ start: 0, end: RAM_END }],
    cpus: [{ cpu: 0, registers: { NIA: 5n } }],
    faults,
  });

describe('ibm,configure-kernel-dump', () => {
  function newRtas(faults: FadumpFaults = {}) {
    const memory = new PhysicalMemory();
    const rtas = Rtas.of({ ...findBoard('pseries')!, fadump: { ...fadumpFirmwares.qemu, faults } }, memory)!;
    const put = (bytes: Uint8Array) => memory.write(AT, bytes, memory.writer('kernel'));
    put(encodeRegistration(registration(section({}))));
    const call = (...words: number[]) => rtas.call(TOKEN, words, 1);
    return { rtas, put, call };
  }

  test('register, once; unregister; register again', () => {
    const { call } = newRtas();
    expect(call(1, AT, 80)).toBe(0);
    expect(call(1, AT, 80)).toBe(-9);
    expect(call(2, AT, 80)).toBe(0);
    expect(call(1, AT, 40)).toBe(0);
  });

  test('answers that were asked for: each command has its own; nothing is done but at 0', () => {
    const { rtas, call } = newRtas({ register: [-2, -1, 0, -3], unregister: [9905] });
    expect([call(1, AT, 80), call(1, AT, 80)]).toEqual([-2, -1]);
    expect(rtas.terminate([])).toBe(false);
    expect(call(1, AT, 80)).toBe(0);
    expect([call(2, AT, 80), call(1, AT, 80), call(2, AT, 80)]).toEqual([9905, -3, 0]);
    expect(call(1, AT, 80)).toBe(0);
    expect(call(3, AT, 80)).toBe(0);
  });

  test('wrong words', () => {
    const { rtas, call } = newRtas();
    expect(call(1, AT)).toBe(-3);
    expect(call(1, AT, 80, 0)).toBe(-3);
    expect(rtas.call(TOKEN, [1, AT, 80], 2)).toBe(-3);
    expect(rtas.call(TOKEN + 1, [1, AT, 80], 1)).toBe(-3);
    expect(call(4, AT, 80)).toBe(-3);
    expect(call(1, AT, 39)).toBe(-3);
    expect(call(1, 0, 80)).toBe(-3);
    expect(call(1, RAM_END - 79, 80)).toBe(-3);
    expect(call(1, RAM_END - 80, 80)).toBe(-3);
  });

  test('a wrong version, and eleven sections', () => {
    const { put, call } = newRtas();
    put(encodeRegistration({ ...registration(), version: 2 }));
    expect(call(1, AT, 40)).toBe(-3);
    put(encodeRegistration(registration(...Array.from({ length: 11 }, () => section({})))));
    expect(call(1, AT, 480)).toBe(-3);
    put(encodeRegistration(registration(...Array.from({ length: 10 }, () => section({})))));
    expect(call(1, AT, 440)).toBe(0);
  });

  test('a copy of its own is what counts; with a dump there is no other', () => {
    const { rtas, put, call } = newRtas();
    expect(rtas.terminate([])).toBe(false);
    call(1, AT, 80);
    put(new Uint8Array(80));
    expect(rtas.terminate([])).toBe(true);
    const pending = rtas.takePending()!;
    expect(pending.registration).toEqual(registration(section({})));
    expect(rtas.takePending()).toBeNull();
    rtas.saved(pending.registration);
    expect(readRegistration(rtas.kernelDump!)).toEqual(pending.registration);
    expect(call(1, AT, 80)).toBe(-10);
    expect(call(2, AT, 80)).toBe(-10);
    rtas.reset(true);
    expect(rtas.kernelDump).not.toBeNull();
    expect(call(3, AT, 80)).toBe(0);
    expect(rtas.kernelDump).toBeNull();
  });
});

describe('what is saved', () => {
  test('memory, CPUs and hash page table', () => {
    const memory = new PhysicalMemory();
    memory.write(0x2ffe, Uint8Array.of(1, 2, 3, 4), memory.writer('kernel'));
    const { status, sections } = preserved(
      memory,
      section({ type: 1, sourceBytes: 0x510 }),
      section({ type: 2, sourceBytes: 0x1000, destination: 0x20000510 }),
      section({ sourceBytes: 0x4000, destination: 0x20010000 }),
      section({ sourceBytes: 0x4000, destination: 0x20020020 }),
      section({ type: 0x100, source: 0x30000000, destination: 0x30000000 }),
    );
    expect(status).toBe(0xc000);
    expect(sections.map(({ errorFlags }) => errorFlags)).toEqual([0, 0, 0, 0, 0]);
    expect(sections.map(({ dumpedBytes }) => dumpedBytes)).toEqual([0x510, 0x1000, 0x4000, 0x4000, 0x1000]);
    expect([...memory.read(0x20012ffe, 4)]).toEqual([1, 2, 3, 4]);
    expect([...memory.read(0x2002301e, 4)]).toEqual([1, 2, 3, 4]);
    expect(readRegisterSaveArea(memory.read(0x20000000, 0x510))).toMatchObject([{ cpu: 0, registers: { NIA: 5n } }]);
  });

  test.each([
    ['an unknown type', { type: 3 }, 0x8000],
    ['a source outside RAM', { source: RAM_END }, 0x4000],
    ['a source that RAM ends in', { source: RAM_END - 0xfff }, 0x2000],
    ['a destination outside RAM', { destination: RAM_END }, 0x1000],
    ['a destination that RAM ends in', { destination: RAM_END - 0xfff }, 0x0800],
    ['CPUs outside RAM', { type: 1, destination: RAM_END }, 0x1000],
    ['a hash page table that does not fit', { type: 2, destination: RAM_END - 1 }, 0x0800],
  ])('%s is marked, and the next one saved', (_, changes, flags) => {
    const { sections } = preserved(new PhysicalMemory(), section(changes), section({}));
    expect(sections.map(({ errorFlags, dumpedBytes }) => [errorFlags, dumpedBytes])).toEqual([
      [flags, 0],
      [0, 0x1000],
    ]);
  });

  test('faults that were asked for: a section not saved, one saved in part, another status', () => {
    const memory = new PhysicalMemory();
    for (const at of [0x0fff, 0x1000]) memory.write(at, Uint8Array.of(7), memory.writer('kernel'));
    const { status, sections } = preservedWith(
      { cpuState: { errorFlags: 0x1000 }, realMode: { dumpedBytes: 0x1000 }, status: 0x2000 },
      memory,
      section({ type: 1, sourceBytes: 0x510, destination: 0x20000000 }),
      section({ type: 2, sourceBytes: 0, destination: 0x20000510 }),
      section({ sourceBytes: 0x2000, destination: 0x20010000 }),
    );
    expect(status).toBe(0x2000);
    expect(sections.map(({ errorFlags, dumpedBytes }) => [errorFlags, dumpedBytes])).toEqual([
      [0x1000, 0],
      [0, 0],
      [0, 0x1000],
    ]);
    expect(memory.read(0x20000000, 8)).toEqual(new Uint8Array(8));
    expect([...memory.read(0x20010fff, 2)]).toEqual([7, 0]);
  });

  test('any registration', () => {
    const size = fc.oneof(fc.nat(0x8000), fc.maxSafeNat());
    const place = fc.oneof(fc.nat(RAM_END), fc.maxSafeNat());
    const any = fc.record({
      requestFlag: fc.nat(2),
      type: fc.constantFrom(1, 2, 3, 0x11, 0x100),
      errorFlags: fc.constant(0),
      source: place,
      sourceBytes: size,
      dumpedBytes: fc.constant(0),
      destination: place,
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 10 }), (sections) => {
        const result = preserved(new PhysicalMemory(), ...sections);
        for (const { errorFlags, dumpedBytes, sourceBytes } of result.sections) {
          expect(dumpedBytes).toBe(errorFlags === 0 ? sourceBytes : 0);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('16 GiB with little in them cost no 16 GiB', () => {
    const memory = new PhysicalMemory();
    const gib = 2 ** 30;
    memory.write(5 * gib, Uint8Array.of(9), memory.writer('kernel'));
    const boot = section({ sourceBytes: 16 * gib, destination: 16 * gib });
    preserveDump(registration(boot), { memory, ram: [{ start: 0, end: 32 * gib }], cpus: [] });
    expect(memory.read(21 * gib, 1)[0]).toBe(9);
    expect(memory.usage().touchedPages).toBe(2);
  });
});
