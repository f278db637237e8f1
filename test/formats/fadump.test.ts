import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CRASHING_CPU_UNKNOWN,
  type CrashInfoShape,
  crashInfoBytes,
  encodeCrashInfo,
  readCrashInfo,
} from '../../src/formats/fadump-crash-info.ts';
import { encodeRegistration, readRegistration } from '../../src/formats/fadump-registration.ts';
import {
  encodeRegisterSaveArea,
  readRegisterSaveArea,
  registerSaveAreaBytes,
} from '../../src/formats/register-save-area.ts';

const spaced = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/(.{8})/g, '$1 ')
    .trim();
const whole = fc.nat(0xffff);
const address = fc.maxSafeNat();

describe('the registration structure', () => {
  const section = fc.record({
    requestFlag: whole,
    type: whole,
    errorFlags: whole,
    source: address,
    sourceBytes: address,
    dumpedBytes: address,
    destination: address,
  });

  test('byte by byte: the 2011 example after its dump', () => {
    const common = { requestFlag: 1, errorFlags: 0 };
    const bytes = encodeRegistration({
      version: 1,
      status: 0xc000,
      sections: [
        { ...common, type: 0x11, source: 0, sourceBytes: 0x10000000, dumpedBytes: 0x10000000, destination: 0x6fff1020 },
      ],
    });
    expect(spaced(bytes)).toBe(
      [
        '00000001', // dump_format_version
        '0001c000', // dump_num_sections, dump_status_flag: performed | triggered
        '00000028', // offset_first_dump_section
        '00000000 00000000 00000000 00000000 00000000 00000000 00000000', // disk dump, max_time_auto
        '00000001', // request_flag
        '00110000', // real-mode region, error_flags
        '00000000 00000000', // source_address
        '00000000 10000000', // source_len
        '00000000 10000000', // bytes_dumped
        '00000000 6fff1020', // destination_address
      ].join(' '),
    );
  });

  test('reads what it writes', () => {
    const registration = fc.record({ version: whole, status: whole, sections: fc.array(section, { maxLength: 10 }) });
    fc.assert(
      fc.property(registration, (value) => {
        expect(readRegistration(encodeRegistration(value))).toEqual(value);
      }),
    );
  });

  test('eleven sections, or half a one, are none', () => {
    const one = fc.sample(section, 1)[0]!;
    const eleven = encodeRegistration({ version: 1, status: 0, sections: Array.from({ length: 11 }, () => one) });
    expect(readRegistration(eleven)).toBeNull();
    const two = encodeRegistration({ version: 1, status: 0, sections: [one, one] });
    expect(readRegistration(two.subarray(0, 119))).toBeNull();
    expect(readRegistration(two.subarray(0, 39))).toBeNull();
  });
});

describe('the register save area', () => {
  test('its header and first entries', () => {
    const bytes = encodeRegisterSaveArea([{ cpu: 3, registers: { CR: 5n } }], registerSaveAreaBytes(1));
    expect(bytes.length).toBe(32 + 1264);
    expect(spaced(bytes.subarray(0, 52))).toBe(
      [
        '52454753 41564500', // "REGSAVE"
        '00000000', // version
        '00000010', // num_cpu_offset
        '00000001', // number of CPUs
        '43505553 54525400 00000000 00000003', // CPUSTRT
        '41434f50 00000000 00000000 00000000', // ACOP
      ].join(' '),
    );
    expect(spaced(bytes.subarray(-28))).toBe(
      '43505545 4e440000 00000000 00000003 00000000 00000000 00000000', // CPUEND, 12 bytes too many
    );
  });

  test('reads what it writes', () => {
    const registers = { NIA: 0xc000000000123458n, GPR01: 2n ** 64n - 1n, XER: 7n };
    const cpus = [0, 1, 7].map((cpu) => ({ cpu, registers }));
    const found = readRegisterSaveArea(encodeRegisterSaveArea(cpus, registerSaveAreaBytes(3)));
    expect(found).toMatchObject(cpus);
    expect(Object.keys((found as typeof cpus)[0]!.registers)).toHaveLength(77);
  });

  test('damage', () => {
    const good = encodeRegisterSaveArea([{ cpu: 0, registers: {} }], registerSaveAreaBytes(1));
    const damaged = (at: number) => {
      const bytes = good.slice();
      bytes[at] = bytes[at]! ^ 1;
      return readRegisterSaveArea(bytes);
    };
    expect(damaged(0)).toBe('no-magic');
    expect(damaged(20)).toBe('no-cpu-start');
    expect(damaged(12)).toBe('no-cpu-start');
    expect(readRegisterSaveArea(good.subarray(0, 15))).toBe('no-magic');
  });

  test('any bytes behind the magic number end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 200 }), (tail) => {
        const bytes = Uint8Array.from([...Buffer.from('REGSAVE\0'), ...tail]);
        const found = readRegisterSaveArea(bytes);
        expect(typeof found === 'string' || found.length <= bytes.length / 16).toBe(true);
      }),
    );
  });
});

describe('the crash info header', () => {
  const shapes: readonly CrashInfoShape[] = [
    { form: 'elf', byteOrder: 'big', registerWords: 44, cpuMaskBits: 2048 },
    { form: 'elf', byteOrder: 'little', registerWords: 48, cpuMaskBits: 64 },
    { form: 'versioned', byteOrder: 'little', registerWords: 48, cpuMaskBits: 128 },
  ];

  test('632 bytes in 3.4 with 2048 CPUs', () => {
    expect(shapes.map(crashInfoBytes)).toEqual([632, 416, 440]);
  });

  test.each([
    [
      shapes[1]!,
      '464e4950 4d444146 34120000 00000000 ffffffff 00000000', // magic, elfcorehdr_addr, crashing_cpu, padding
    ],
    [
      shapes[2]!,
      '47495350 4d444146 01000000 ffffffff 34120000 00000000 24000100 00000000 80010000 10000000', // magic, version, crashing_cpu, note, sizes
    ],
  ])('its first fields %#', (shape, text) => {
    const info = { crashingCpu: CRASHING_CPU_UNKNOWN, registers: {}, cpuMask: [0], address: 0x1234, infoBytes: 65572 };
    expect(spaced(encodeCrashInfo(shape, info)).startsWith(text)).toBe(true);
  });

  test.each(shapes)('reads what it writes %#', (shape) => {
    const registers = { nip: 0xc000000000000100n, gpr31: 9n, result: 1n };
    const infoBytes = shape.form === 'elf' ? 0 : 65572;
    const info = { crashingCpu: 5, registers, cpuMask: [0, 5, 63], address: 0x7fff1298, infoBytes };
    expect(readCrashInfo(shape, encodeCrashInfo(shape, info))).toMatchObject(info);
  });

  test('what is wrong with a header', () => {
    const [old, little, versioned] = shapes as [CrashInfoShape, CrashInfoShape, CrashInfoShape];
    const info = { crashingCpu: 0, registers: {}, cpuMask: [0], address: 0, infoBytes: 0 };
    const read = (reader: CrashInfoShape, writer: CrashInfoShape) => {
      const bytes = new Uint8Array(1000);
      bytes.set(encodeCrashInfo(writer, info));
      return readCrashInfo(reader, bytes);
    };
    expect(read(versioned, little)).toBe('old-magic');
    expect(read(little, versioned)).toBe('corrupted');
    expect(read(little, old)).toBe('other-byte-order');
    expect(read(versioned, { ...versioned, cpuMaskBits: 64 })).toBe('other-sizes');
    expect(readCrashInfo(little, new Uint8Array(415))).toBe('empty');
  });
});
