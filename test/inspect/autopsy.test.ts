/**
 * Autopsy beyond the recorded regions (those are the suites linux and linux-arch): options and their errors, what the tool saves
 * that no kernel shows, images of any kind.
 */
import { createHash } from 'node:crypto';
import { fc, test as fuzz } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { kernelDeflate } from '../../src/formats/deflate.ts';
import { lz4Compress } from '../../src/formats/lz4.ts';
import { PSTORE_TYPE_CONSOLE, PSTORE_TYPE_DMESG } from '../../src/formats/pstore.ts';
import { type AutopsyReport, autopsy } from '../../src/inspect/autopsy.ts';
import { autopsyJson } from '../../src/inspect/autopsy-json.ts';
import { type AutopsyRequest, autopsyOptions } from '../../src/inspect/autopsy-options.ts';
import { autopsyText } from '../../src/inspect/autopsy-text.ts';
import { loadRamoops } from '../../src/kernel/pstore/ramoops-module.ts';
import { ramoopsModuleDefaults } from '../../src/kernel/pstore/ramoops-parameters.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { findKernel, kernels } from '../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { UserError } from '../../src/sim/issue.ts';
import { readJsonVector, readVector } from '../conformance/vectors.ts';
import { recordingKernel } from '../kernel/pstore/recording-kernel.ts';

const sizes = { recordSize: '0x1000', consoleSize: '0x1000', ftraceSize: '0x1000', pmsgSize: '0x1000' };
const base: AutopsyRequest = { kernel: 'deb61', address: '0x5000000', ...sizes };

function examine(image: Uint8Array, request: Partial<AutopsyRequest> = {}): AutopsyReport {
  return autopsy(image, autopsyOptions({ ...base, ...request }));
}

function texts(report: AutopsyReport): string[] {
  return report.messages.map(({ text }) => text);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A region as a kernel with these zones leaves it, with dumps and a console text in it. */
function written(dumps: { bytes: Uint8Array; compressed: boolean }[], consoleText = '', ecc = 0): Uint8Array {
  const memory = new PhysicalMemory();
  const { ramoops } = loadRamoops({
    kernel: recordingKernel(findKernel('full61')!),
    memory,
    byteOrder: 'little',
    possibleCpus: 1,
    register: () => 0,
    source: { kind: 'module', parameters: { ...ramoopsModuleDefaults, memAddress: 0x5000000n, memSize: 0x6000n, ecc } },
  });
  for (const { bytes, compressed } of dumps) {
    ramoops!.write({
      type: PSTORE_TYPE_DMESG,
      bytes,
      compressed,
      part: 1,
      time: { seconds: 1700000000, nanoseconds: 0 },
    });
  }
  if (consoleText !== '') {
    const time = { seconds: 0, nanoseconds: 0 };
    ramoops!.write({ type: PSTORE_TYPE_CONSOLE, bytes: latin1Bytes(consoleText), time });
  }
  return memory.read(0x5000000, 0x6000);
}

const log = latin1Bytes(`Panic#1 Part1\n${'<6>[    1.000000] a line of the log of a dying kernel\n'.repeat(40)}`);
const deflated = kernelDeflate(log, { windowBits: 11 })!;

describe('options', () => {
  test('defaults: of the module, or all zero of a device tree', () => {
    const given = { kernel: 'deb61', address: '0x5000000' };
    expect(texts(autopsy(new Uint8Array(0x10000), autopsyOptions(given))).at(-1)).toBe(
      'ramoops: using 0x10000@0x5000000, ecc: 0',
    );
    const tree = autopsy(
      new Uint8Array(0x10000),
      autopsyOptions({ ...given, kernel: '6.1.0-50-arm64', address: '0x4e000000', deviceTree: true }),
    );
    // As recorded (a64d61-dt-nosizes).
    expect(texts(tree)).toEqual([
      'ramoops 4e000000.ramoops: using Device Tree',
      'ramoops: The memory size and the record/console size must be non-zero',
      'ramoops: probe of 4e000000.ramoops failed with error -22',
    ]);
  });

  test('cpus: the profile’s, unless said', () => {
    expect(autopsyOptions({ ...base, kernel: '6.1.192-oracle-smp' }).cpus).toBe(2);
    expect(autopsyOptions({ ...base, cpus: '0x8' }).cpus).toBe(8);
  });

  test('every issue at once', () => {
    const wrong = {
      kernel: 'none',
      address: 'here',
      recordSize: '4k',
      ecc: '',
      cpus: '0',
      cmdline: 'pstore.compress=842',
    };
    const error = thrown(() => autopsyOptions(wrong));
    expect(error.issues.map(({ code, place }) => `${place?.path} ${code}`)).toEqual([
      '--kernel autopsy.unknown-kernel',
      '--address autopsy.not-a-number',
      '--cpus autopsy.out-of-range',
      '--record-size autopsy.not-a-number',
      '--ecc autopsy.not-a-number',
      '--cmdline autopsy.not-simulated',
    ]);
    for (const issue of error.issues) expect(issue.expected).toBeTruthy();
  });

  test.each([
    ['--address', { address: '-1' }],
    ['--address', { address: '0x10000000000000000' }],
    ['--cpus', { cpus: '8193' }],
    ['--record-size', { kernel: '6.1.0-50-arm64', deviceTree: true, recordSize: '-1' }],
    ['--record-size', { kernel: '6.1.0-50-arm64', deviceTree: true, recordSize: '0x100000000' }],
    ['--device-tree', { deviceTree: true }],
    ['--device-tree', { kernel: '6.1.0-50-powerpc64le', deviceTree: true }],
  ])('what no kernel can be given: %s of %j', (path, request) => {
    const { issues } = thrown(() => autopsyOptions({ ...base, ...request }));
    expect(issues.map(({ place }) => place?.path)).toEqual([path]);
  });

  test.each([
    [{ recordSize: '-1' }, [`ramoops: \`-1' invalid for parameter \`record_size'`]],
    [{ pmsgSize: '0x10000000000000000' }, [`ramoops: \`0x10000000000000000' invalid for parameter \`pmsg_size'`]],
    [{ ecc: '2147483648' }, [`ramoops: \`2147483648' invalid for parameter \`ecc'`]],
    [
      { consoleSize: '0x40000' },
      [
        'ramoops: using module parameters',
        'ramoops ramoops: no room for dmesg mem region (0xfffffffffffc4000@0x5000000) in (0x6000@0x5000000)',
        'ramoops: probe of ramoops failed with error -12',
      ],
    ],
  ])('what a kernel refuses it says itself: %j', (request, lines) => {
    const image = new Uint8Array(0x6000).fill(7);
    const report = examine(image, request);
    expect(texts(report)).toEqual(lines);
    expect(report.regionAfter).toEqual(image);
  });

  test('the command line: other words are of no interest, quotes keep words together', () => {
    const { commandLine } = autopsyOptions({
      ...base,
      cmdline: 'quiet dyndbg="file ram.c +p" pstore.compress=none pstore.backend=efi disable_radix=0 ramoops.ecc=1',
    });
    expect(commandLine).toMatchObject({ compress: null, backend: 'efi', disableRadix: false });
    expect(autopsyOptions({ ...base, cmdline: 'pstore.compress=(null) disable_radix' }).commandLine).toMatchObject({
      compress: null,
      disableRadix: true,
    });
    expect(texts(examine(written([]), { cmdline: 'ramoops.ecc=1' })).at(-1)).toBe(
      'ramoops: using 0x6000@0x5000000, ecc: 16',
    );
    expect(texts(examine(written([]), { cmdline: 'ramoops.ecc=1', ecc: '0' })).at(-1)).toContain('ecc: 0');
  });

  test('another backend was wished for', () => {
    expect(texts(examine(new Uint8Array(0x6000), { cmdline: 'pstore.backend=efi' })).slice(-3)).toEqual([
      `pstore: ignoring unexpected backend 'ramoops'`,
      'ramoops: registering with pstore failed',
      'ramoops: probe of ramoops failed with error -1',
    ]);
  });
});

describe('the hash MMU of pseries', () => {
  const ppc = {
    kernel: '6.1.0-50-powerpc64le',
    address: '0x3c000000',
    ecc: '1',
    consoleSize: '0x2000',
    recordSize: '0x4000',
  };

  test('an uncached mapping kills the kernel, and the region stays as it was', () => {
    const image = readVector('linux-arch/ppcd61-hash-iomap-oops.bin.gz');
    const report = examine(image, { ...ppc, cmdline: 'mem=896M disable_radix' });
    expect(report.stop).toMatchObject({ kind: 'fault' });
    expect(texts(report)).toEqual(['ramoops: using module parameters']);
    expect(sha256(report.regionAfter)).toBe(sha256(image));
  });

  test('a region that holds a zone was mapped somehow: mem_type=2 is assumed where nobody says', () => {
    const image = readVector('linux-arch/ppcd61-hash-memtype2-panic.bin.gz');
    const recorded = readJsonVector<{ recoveredBy: { files: { name: string }[] }[] }>(
      'linux-arch/ppcd61-hash-memtype2-panic.json',
    );
    const report = examine(image, { ...ppc, cmdline: 'disable_radix' });
    expect(report.files.map(({ name }) => name)).toEqual(recorded.recoveredBy[0]!.files.map(({ name }) => name));
    expect(examine(image, { ...ppc, cmdline: 'disable_radix', memType: '0' }).stop).not.toBeNull();
  });
});

describe('what is found and left', () => {
  test('files, zones, and the region after erasing', () => {
    const image = written([{ bytes: log, compressed: false }], 'last words\n');
    const report = examine(image, { erase: true });
    expect(report.files.map(({ name, size, mode, mtimeSec }) => [name, size, mode, mtimeSec])).toEqual([
      ['console-ramoops-0', 11, '444', null],
      ['dmesg-ramoops-0', log.length, '444', 1700000000],
    ]);
    expect(report.zones.map(({ kind, index, state, start, size }) => [kind, index, state, start, size])).toEqual([
      ['dmesg', 0, 'valid', log.length + 24, log.length + 24],
      ['dmesg', 1, 'empty', 0, 0],
      ['dmesg', 2, 'empty', 0, 0],
      ['console', 0, 'valid', 11, 11],
      ['ftrace', 0, 'empty', 0, 0],
      ['pmsg', 0, 'empty', 0, 0],
    ]);
    expect(report.afterErase).toEqual([]);
    const again = examine(report.regionAfter);
    expect(again.files).toEqual([]);
    // The text is still in RAM, and the tool finds it.
    expect(again.salvaged.map(({ what }) => what)).toEqual(['plain dump of 1700000000.000000']);
    expect(latin1Text(again.salvaged[0]!.bytes)).toBe(latin1Text(log));
  });

  test('the image is never changed', () => {
    for (const address of ['0x5000000', '0x5000010']) {
      const image = new Uint8Array(0x6000).fill(0xa5);
      examine(image, { address, ecc: '1' });
      expect(image.every((byte) => byte === 0xa5)).toBe(true);
    }
  });

  test('an empty image has no device; a cut one is another size', () => {
    const empty = examine(new Uint8Array(0));
    expect([empty.messages, empty.files, empty.regionAfter.length]).toEqual([[], [], 0]);
    const cut = examine(written([{ bytes: log, compressed: false }]).subarray(0, 0x5fff));
    expect(texts(cut).at(-1)).toBe('ramoops: using 0x5fff@0x5000000, ecc: 0');
  });

  test('an address beyond what can be addressed', () => {
    const report = examine(new Uint8Array(0x6000).fill(1), { address: '0xffffffffffff0000' });
    expect(texts(report)).toEqual([
      'ramoops: using module parameters',
      'ramoops: persistent_ram_buffer_map: Failed to map 0x1000 pages at 0xffffffffffff0000',
      'ramoops ramoops: failed to request dmesg mem region (0x1000@0xffffffffffff0000): -12',
      'ramoops: probe of ramoops failed with error -12',
    ]);
    expect(report.regionAfter).toEqual(new Uint8Array(0x6000).fill(1));
  });

  test('ecc 128 over written zones: the kernel dies', () => {
    const image = written([{ bytes: log, compressed: false }], '', 128);
    const report = examine(image, { ecc: '128' });
    expect(report.stop?.text).toBe('kernel BUG at lib/reed_solomon/decode_rs.c:43!');
    expect(report.files).toEqual([]);
    expect(autopsyText(report)).toContain('and then it dies: kernel BUG at lib/reed_solomon/decode_rs.c:43!');
  });
});

describe('what the tool saves beyond the kernel', () => {
  const found = (report: AutopsyReport) => report.salvaged.map(({ kind, what }) => `${kind}: ${what}`);

  test('a deflated record that the kernel is not set to inflate', () => {
    const report = examine(written([{ bytes: deflated, compressed: true }]), { cmdline: 'pstore.compress=none' });
    expect(report.files.map(({ name }) => name)).toEqual(['dmesg-ramoops-0.enc.z']);
    expect(found(report)).toEqual(['record: deflated dump of 1700000000.000000, inflated to its end']);
    expect(latin1Text(report.salvaged[0]!.bytes)).toBe(latin1Text(log));
  });

  test('a record of another method', () => {
    const report = examine(written([{ bytes: lz4Compress(log)!, compressed: true }]));
    expect(found(report)).toEqual(['record: dump of 1700000000.000000 compressed with lz4']);
  });

  test('the part of a damaged stream before the damage', () => {
    const image = written([{ bytes: deflated, compressed: true }]);
    const end = 12 + 24 + deflated.length;
    image.fill(0xff, end - 20, end);
    const report = examine(image);
    expect(report.files[0]!.name).toBe('dmesg-ramoops-0.enc.z');
    expect(report.salvaged[0]!.what).toMatch(/^deflated dump of 1700000000\.000000, the \d+ bytes before its damage$/);
  });

  test('records behind an empty one, and in zones with a broken header', () => {
    const empty = { bytes: new Uint8Array(0), compressed: false };
    const image = written([empty, { bytes: log, compressed: false }, { bytes: deflated, compressed: true }]);
    image[0x2000] = 0;
    const report = examine(image);
    expect(report.files).toEqual([]);
    expect(report.salvaged.map(({ offset, what }) => [offset, what.split(',')[0]])).toEqual([
      [0xc, 'plain dump of 1700000000.000000'],
      [0x100c, 'plain dump of 1700000000.000000'],
      [0x200c, 'deflated dump of 1700000000.000000'],
    ]);
  });

  test('text of a console whose header is lost, repaired by its blocks', () => {
    const text = 'a console line of more than thirty-two characters\n';
    const image = written([], text, 16);
    image.fill(0xff, 0x3000, 0x300c);
    image.fill(0xff, 0x3ff0, 0x4000);
    image[0x3010] = 0x2a;
    const report = examine(image, { ecc: '16' });
    expect(report.files).toEqual([]);
    expect(found(report)).toEqual(['text: text of a console zone whose header the kernel does not believe']);
    expect(latin1Text(report.salvaged[0]!.bytes)).toBe(text);
  });

  test('older text behind the end of a record, and text between zones', () => {
    const image = written([{ bytes: latin1Bytes('Oops#1 Part1\nshort\n'), compressed: false }]);
    image.set(latin1Bytes('left over from an earlier and longer record'), 0x400);
    const report = examine(image, { recordSize: '0x1000' });
    expect(found(report)).toEqual(['text: older text behind the end of the dmesg log']);
    const beside = new Uint8Array(0x4000);
    beside.set(latin1Bytes('nobody laid a zone over these bytes of the region'), 0x2000);
    const shown = examine(beside, { recordSize: '0', ftraceSize: '0', pmsgSize: '0' });
    expect(shown.zones.map(({ kind, offset }) => [kind, offset])).toEqual([['console', 0]]);
    expect(found(shown)).toEqual(['text: text outside every zone']);
  });

  test('a trace of another kernel version, and one cut at the wrong byte', () => {
    const image = readVector('linux/f61-ftrace-ecc16.bin.gz');
    const request = { recordSize: '0x2000', ftraceSize: '0x2000', ecc: '1' };
    expect(found(examine(image, { ...request, kernel: 'deb612' }))).toEqual([
      'function-trace: function trace written by Linux 6.1.192, in the place of the pmsg zone',
    ]);
    const own = examine(image, { ...request, kernel: 'full61' });
    expect(found(own)).toEqual([
      `function-trace: ftrace-ramoops-0 without the kernel's mistake: 115 records, the ECC notice left out`,
    ]);
    expect(latin1Text(own.salvaged[0]!.bytes)).toMatch(/^CPU:0 ts:0 ffffffff8115b1d0 /);
  });
});

describe('for people and for machines', () => {
  test('text: header bytes explained, nothing a terminal would obey', () => {
    const image = written([{ bytes: latin1Bytes('Panic#1 Part1\n\x1b[2Jbell\x07\xe9\n'), compressed: false }]);
    const shown = autopsyText(examine(image));
    expect(shown).toContain('      05000000  44 42 47 43  sig   0x43474244 (1128743492) DBGC');
    expect(shown).toContain('  | \\x1b[2Jbell\\x07\\xe9\n');
    expect([...shown].every((letter) => letter === '\n' || letter >= ' ')).toBe(true);
  });

  test('text: many zones and messages are counted, not listed', () => {
    const report = examine(new Uint8Array(0x40000), { recordSize: '0x100' });
    const shown = autopsyText(report);
    expect(report.zones.length).toBeGreaterThan(900);
    expect(shown).toMatch(/… \d+ more zones/);
    expect(shown.split('\n').length).toBeLessThan(600);
  });

  test('JSON: the fields of the issue', () => {
    const image = written([{ bytes: log, compressed: false }], '\xff\xfe no utf-8');
    const report = examine(image, { erase: true });
    const json = autopsyJson(report, sha256);
    expect(json.messages).toEqual(texts(report));
    expect(json.files.map(({ name, size, mode, mtimeSec, sha256: sum }) => [name, size, mode, mtimeSec, sum])).toEqual(
      report.files.map(({ name, size, mode, mtimeSec, bytes }) => [name, size, mode, mtimeSec, sha256(bytes)]),
    );
    expect(Buffer.from(json.files[0]!.base64!, 'base64').toString('latin1')).toBe('\xff\xfe no utf-8');
    expect(json.files[1]!.text).toBe(latin1Text(log));
    expect(json.regionAfterSha256).toBe(sha256(report.regionAfter));
    expect(json.zones[3]).toEqual({
      address: 0x5003000,
      kind: 'console',
      index: 0,
      state: 'valid',
      start: 11,
      size: 11,
      zoneSize: 4096,
      dataSize: 4084,
      eccSize: 0,
      correctedBytes: 0,
      badBlocks: 0,
    });
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });
});

describe('images of any kind', () => {
  test('sixteen mebibytes of "=" and of record beginnings do not take for ever', () => {
    const marks = new Uint8Array(16 * 2 ** 20).fill(0x3d);
    examine(marks);
    const beginning = latin1Bytes('====1.000000-C\n');
    for (let at = 0; at + beginning.length <= marks.length; at += beginning.length) marks.set(beginning, at);
    expect(examine(marks).salvaged.length).toBeLessThanOrEqual(100);
  });

  test('zones of sixteen bytes over a mebibyte', () => {
    const report = examine(new Uint8Array(2 ** 20), { recordSize: '16' });
    expect(report.zones.length).toBe((2 ** 20 - 3 * 0x1000) / 16 + 3);
    autopsyText(report);
  });

  const number = fc.oneof(
    fc.constantFrom('0', '1', '2', '12', '16', '0x80', '127', '128', '255', '256', '0x100', '0x1000', '0x4000'),
    fc.constantFrom('-1', '-128', '0x7fffffff', '0x80000000', '0xffffffff', '0xffffffffffffffff', '1000000'),
    fc.nat({ max: 70000 }).map(String),
  );
  const zoneHead = fc
    .tuple(fc.constantFrom(0x43474244, 0x43414384, 0), fc.nat({ max: 5000 }), fc.nat({ max: 5000 }), fc.boolean())
    .map(([sig, start, size, isText]) => {
      const bytes = new Uint8Array(isText ? 40 : 12);
      const view = new DataView(bytes.buffer);
      view.setUint32(0, sig, true);
      view.setUint32(4, start, true);
      view.setUint32(8, size, true);
      if (isText) bytes.set(latin1Bytes('====1700000000.000001-C\n'), 12);
      return bytes;
    });
  const image = fc
    .tuple(
      fc.nat({ max: 0x5000 }),
      fc.nat({ max: 255 }),
      fc.array(fc.tuple(fc.nat({ max: 0x4fff }), fc.oneof(fc.uint8Array({ maxLength: 64 }), zoneHead)), {
        maxLength: 12,
      }),
    )
    .map(([length, fill, patches]) => {
      const bytes = new Uint8Array(length).fill(fill);
      for (const [at, patch] of patches) {
        const place = at - (at % 0x100);
        if (place + patch.length <= length) bytes.set(patch, place);
      }
      return bytes;
    });
  const request = fc.record({
    kernel: fc.constantFrom(...kernels.map(({ release }) => release)),
    address: fc.oneof(fc.constantFrom('0', '0x5000000', '0x5000007', '0xfffffffffff'), number),
    recordSize: number,
    consoleSize: number,
    ftraceSize: number,
    pmsgSize: number,
    ecc: number,
    memType: fc.constantFrom('0', '1', '2', '3', '99'),
    cpus: fc.constantFrom('1', '2', '7', '300'),
    cmdline: fc.constantFrom('', 'pstore.compress=none', 'pstore.compress=lz4', 'pstore.backend=x', 'disable_radix'),
    deviceTree: fc.boolean(),
    erase: fc.boolean(),
  });

  fuzz.prop([image, request], { numRuns: 300 })('arbitrary bytes × arbitrary parameters', (bytes, asked) => {
    let options: ReturnType<typeof autopsyOptions>;
    try {
      options = autopsyOptions(asked);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return;
    }
    const before = sha256(bytes);
    const report = autopsy(bytes, options);
    expect(report.regionAfter).toHaveLength(bytes.length);
    expect(autopsyText(report).length).toBeGreaterThan(0);
    JSON.stringify(autopsyJson(report, sha256));
    expect(sha256(bytes)).toBe(before);
    expect(report.messages.every(({ text }) => /^(?:ramoops|pstore|persistent_ram)/.test(text))).toBe(true);
  });
});

function thrown(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
