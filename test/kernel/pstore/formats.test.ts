/** Small forms around a record: the text header, parameters of a module, listings, function traces. */
import { fc, test as fuzz } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ramoopsKmsgHeader } from '../../../src/formats/pstore.ts';
import {
  combineFtraceLogs,
  decodeFtraceRecord,
  encodeFtraceRecord,
  type FtraceFormat,
  ftraceText,
} from '../../../src/kernel/pstore/ftrace.ts';
import { readKmsgHeader } from '../../../src/kernel/pstore/kmsg-header.ts';
import { busyboxLongListing, gnuLongListing, modeText } from '../../../src/kernel/pstore/listing.ts';
import {
  parseParameter,
  platformDataOfModule,
  ramoopsModuleDefaults,
} from '../../../src/kernel/pstore/ramoops-parameters.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';

describe('the header of a dump', () => {
  test('is written with six digits, cut not rounded', () => {
    expect(ramoopsKmsgHeader(1573819091, 123456999, false)).toBe('====1573819091.123456-D\n');
    expect(ramoopsKmsgHeader(0, 0, true)).toBe('====0.000000-C\n');
    expect(ramoopsKmsgHeader(-5, 1000, false)).toBe('====-5.000001-D\n');
  });

  const none = { seconds: 0n, nanoseconds: 0n, compressed: false };
  test.each([
    ['====12.345678-C\npayload', { seconds: 12n, nanoseconds: 345678000n, compressed: true, length: 16 }],
    ['====12.345678-D\npayload', { seconds: 12n, nanoseconds: 345678000n, compressed: false, length: 16 }],
    // Any letter but C is plain; no letter at all is an older form.
    ['====12.345678-x\npayload', { seconds: 12n, nanoseconds: 345678000n, compressed: false, length: 16 }],
    ['====12.345678\npayload', { seconds: 12n, nanoseconds: 345678000n, compressed: false, length: 14 }],
    ['====12.345678-', { seconds: 12n, nanoseconds: 345678000n, compressed: false, length: 13 }],
    // The newline of the pattern is any white space, none included.
    ['====1.000000-C\n\x0b\x0c \t\r\n\xa0x', { seconds: 1n, nanoseconds: 0n, compressed: true, length: 22 }],
    ['====1.000000-Cx', { seconds: 1n, nanoseconds: 0n, compressed: true, length: 14 }],
    // Fewer digits change the value; white space before a number is skipped; a sign belongs to the seconds alone.
    ['==== -7. 5-D\n', { seconds: -7n, nanoseconds: 5000n, compressed: false, length: 13 }],
    [
      '====99999999999999999999.0-D\n',
      { seconds: 7766279631452241919n, nanoseconds: 0n, compressed: false, length: 29 },
    ],
    ['====1.18446744073709551615-D\n', { seconds: 1n, nanoseconds: -1000n, compressed: false, length: 29 }],
  ])('%j', (text, header) => {
    expect(readKmsgHeader(latin1Bytes(text), 8)).toEqual({ ...none, ...header });
  });

  test.each([
    '',
    '===',
    '===x1.0-D\n',
    '====',
    '====x',
    '====1',
    '====1.',
    '====1.x',
    '====1.-5-D\n',
    '====-',
    '====+1.0-D\n',
    '=====1.0-D',
  ])('%j is none', (text) => {
    expect(readKmsgHeader(latin1Bytes(text), 8)).toBeNull();
  });

  test('a long of four bytes wraps its nanoseconds', () => {
    expect(readKmsgHeader(latin1Bytes('====1.4294968-D\n'), 4)?.nanoseconds).toBe(704n);
  });

  fuzz.prop([fc.uint8Array({ maxLength: 60 }), fc.boolean()])('arbitrary bytes', (bytes, marked) => {
    const log = marked ? Uint8Array.of(0x3d, 0x3d, 0x3d, 0x3d, ...bytes) : bytes;
    const header = readKmsgHeader(log, 8);
    if (header !== null) expect(header.length).toBeLessThanOrEqual(log.length);
  });

  fuzz.prop([fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), fc.nat({ max: 999_999_999 }), fc.boolean()])(
    'what is written is read back, to the microsecond',
    (seconds, nanoseconds, compressed) => {
      const text = ramoopsKmsgHeader(seconds, nanoseconds, compressed);
      expect(readKmsgHeader(latin1Bytes(`${text}P`), 8)).toEqual({
        seconds: BigInt(seconds),
        nanoseconds: BigInt(nanoseconds - (nanoseconds % 1000)),
        compressed,
        length: text.length,
      });
    },
  );
});

describe('module parameters', () => {
  test.each([
    ['ulong', '4096', 4096n],
    ['ulong', '0x1000', 4096n],
    ['ulong', '010', 8n],
    ['ulong', '0', 0n],
    ['ulong', '+5\n', 5n],
    ['ulong', '-1', null],
    ['ulong', '', null],
    ['ulong', '1M', null],
    ['ulong', '0x', null],
    ['ulong', '09', null],
    ['ulong', '0xffffffffffffffff', 2n ** 64n - 1n],
    ['ulong', '0x10000000000000000', null],
    ['ullong', '18446744073709551615', 2n ** 64n - 1n],
    ['uint', '4294967295', 4294967295n],
    ['uint', '4294967296', null],
    ['int', '-1', -1n],
    ['int', '-2147483648', -2147483648n],
    ['int', '2147483647', 2147483647n],
    ['int', '2147483648', null],
    ['int', 'abc', null],
  ] as const)('%s %j', (type, text, value) => {
    expect(parseParameter(text, type, 8)).toBe(value);
  });

  test('an unsigned long of four bytes', () => {
    expect([parseParameter('0xffffffff', 'ulong', 4), parseParameter('0x100000000', 'ulong', 4)]).toEqual([
      0xffffffffn,
      null,
    ]);
    expect(parseParameter('0x100000000', 'ullong', 4)).toBe(0x100000000n);
  });

  test.each([
    [-1, -1, 2],
    [-1, 1, 2],
    [-1, 0, 1],
    [3, 0, 3],
    [0, 0, 0],
  ])('max_reason=%i dump_oops=%i: %i', (maxReason, dumpOops, expected) => {
    const data = platformDataOfModule({ ...ramoopsModuleDefaults, memSize: 1n, maxReason, dumpOops });
    expect(data?.maxReason).toBe(expected);
  });

  test('ecc 1 stands for 16, 0 and 2 for themselves', () => {
    const eccOf = (ecc: number) => platformDataOfModule({ ...ramoopsModuleDefaults, memSize: 1n, ecc })?.eccSize;
    expect([0, 1, 2, -1].map(eccOf)).toEqual([0, 16, 2, -1]);
  });
});

describe('ls -l', () => {
  const file = (name: string, size: number, seconds: bigint) => ({ name, size, mtime: { seconds } });
  // The listing of the Apertis page: console-ramoops-0 of 15 November 2019, 11:58.
  const console = file('console-ramoops-0', 8180, 1573819080n);
  const dump = file('dmesg-ramoops-0', 17, 1573818660n);

  test('GNU, long-iso', () => {
    expect(gnuLongListing([console, dump], 'long-iso', 0n)).toBe(
      'total 0\n-r--r--r-- 1 root root 8180 2019-11-15 11:58 console-ramoops-0\n' +
        '-r--r--r-- 1 root root   17 2019-11-15 11:51 dmesg-ramoops-0\n',
    );
  });

  test('GNU, C locale: the year for what is older than half a year or in the future', () => {
    const lineAt = (now: bigint) => gnuLongListing([console], 'locale', now).split('\n')[1]!.slice(28, 40);
    expect(lineAt(1573819080n)).toBe('Nov 15 11:58');
    expect(lineAt(1573819079n)).toBe('Nov 15  2019');
    expect(lineAt(1573819080n + 15778475n)).toBe('Nov 15 11:58');
    expect(lineAt(1573819080n + 15778476n)).toBe('Nov 15  2019');
  });

  test('BusyBox, as recorded', () => {
    const recorded = '-r--r--r--    1 0        0             3629 Mar  1 12:00 console-ramoops-0\n';
    expect(busyboxLongListing([file('console-ramoops-0', 3629, 1709294400n)], 1709294400n)).toBe(
      `total 0\n${recorded}`,
    );
    const old = busyboxLongListing([file('a', 1, 0n)], 1709294400n);
    expect(old).toBe('total 0\n-r--r--r--    1 0        0                1 Jan  1  1970 a\n');
  });

  test('an empty directory, and times no calendar holds', () => {
    expect(gnuLongListing([], 'locale', 0n)).toBe('total 0\n');
    for (const seconds of [2n ** 62n, -(2n ** 62n)]) {
      expect(gnuLongListing([file('a', 1, seconds)], 'long-iso', 0n)).toContain(` ${seconds} a\n`);
      expect(busyboxLongListing([file('a', 1, seconds)], 0n)).toContain(` ${seconds} a\n`);
    }
  });

  test('modes', () => {
    expect([modeText(0o444, '-'), modeText(0o750, 'd'), modeText(0, '-')]).toEqual([
      '-r--r--r--',
      'drwxr-x---',
      '----------',
    ]);
  });
});

describe('function traces', () => {
  const wide: FtraceFormat = { wordBytes: 8, isLittle: true, cpuInIp: 0 };
  const narrow: FtraceFormat = { wordBytes: 4, isLittle: true, cpuInIp: 0 };
  const record = (cpu: number, ts: bigint, ip = 0xffffffff81000000n) => ({
    cpu,
    ts,
    ip,
    parentIp: 0xffffffff82000000n,
  });
  const log = (format: FtraceFormat, ...records: ReturnType<typeof record>[]) =>
    Uint8Array.from(records.flatMap((one) => [...encodeFtraceRecord(one, format)]));

  test('the record of the kernel on 64 bits (zones.json)', () => {
    const bytes = encodeFtraceRecord({ cpu: 1, ts: 3n, ip: 0xffffffff81000020n, parentIp: 0xffffffff82000008n }, wide);
    expect(Buffer.from(bytes).toString('hex')).toBe('20000081ffffffff08000082ffffffff0103000000000000');
  });

  test.each([
    [wide, 24],
    [narrow, 16],
    [{ ...narrow, cpuInIp: 3 }, 16],
    [{ ...wide, isLittle: false }, 24],
  ] as const)('%j: what is encoded is decoded', (format, size) => {
    const one = { cpu: 2, ts: 77n, ip: 0xc0000100n, parentIp: 0xc0000200n };
    const bytes = encodeFtraceRecord(one, format);
    expect(bytes).toHaveLength(size);
    expect(decodeFtraceRecord(bytes, 0, format)).toEqual({ ...one, ip: format.cpuInIp === 0 ? one.ip : one.ip | 2n });
  });

  test('merging: by stamp, the later zone first among equals, fragments at the beginning dropped', () => {
    const a = log(wide, record(0, 1n), record(0, 3n));
    const b = log(wide, record(1, 1n), record(1, 2n), record(1, 4n));
    const broken = new Uint8Array(b.length + 5);
    broken.set(b, 5);
    const merged = combineFtraceLogs(a, broken, wide);
    const order = Array.from({ length: merged.length / 24 }, (_, i) => decodeFtraceRecord(merged, 24 * i, wide));
    expect(order.map(({ cpu, ts }) => `${cpu}:${ts}`)).toEqual(['1:1', '0:1', '1:2', '0:3', '1:4']);
  });

  test('text: symbols where they are known, addresses of eight digits and more', () => {
    const symbols = (address: bigint) =>
      address === 0xffffffff82000000n ? { name: 'caller', offset: 0x10n, size: 0x40n } : null;
    const text = latin1Text(ftraceText(log(wide, record(0, 5n, 0x1234n)), wide, symbols));
    expect(text).toBe('CPU:0 ts:5 00001234  ffffffff82000000  0x1234 <- caller+0x10/0x40\n');
  });

  test('a notice of 25 bytes moves every record, one of 48 adds two lines', () => {
    const records = log(wide, record(0, 1n), record(0, 2n));
    const withNotice = (notice: string) => {
      const content = new Uint8Array(records.length + notice.length);
      content.set(records);
      content.set(latin1Bytes(notice), records.length);
      return latin1Text(ftraceText(content, wide, () => null)).split('\n');
    };
    expect(withNotice('\nECC: No errors detected\n')[0]).toMatch(/^CPU:\d+ ts:\d+ ffffffff810000 {2}/);
    const right = withNotice('\nECC: 4 Corrected bytes, 0 unrecoverable blocks\n');
    expect(right).toHaveLength(5);
    expect(right[0]).toBe('CPU:0 ts:1 ffffffff81000000  ffffffff82000000  0xffffffff81000000 <- 0xffffffff82000000');
  });

  fuzz.prop([fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), fc.constantFrom(wide, narrow)])(
    'arbitrary logs merge to all their whole records',
    (a, b, format) => {
      const size = 2 * format.wordBytes + 8;
      const merged = combineFtraceLogs(a, b, format);
      expect(merged.length).toBe((Math.floor(a.length / size) + Math.floor(b.length / size)) * size);
      ftraceText(merged, format, () => null);
    },
  );
});
