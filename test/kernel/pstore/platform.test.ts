/** The pstore core: one backend, dumps in parts, compression and what it says, files from records. */
import { describe, expect, test } from 'vitest';
import { PSTORE_TYPE_CONSOLE, PSTORE_TYPE_DMESG, PSTORE_TYPE_PMSG } from '../../../src/formats/pstore.ts';
import type { KmsgDumpReason } from '../../../src/kernel/printk/kmsg-dump.ts';
import { Pstore, type PstoreParameters } from '../../../src/kernel/pstore/platform.ts';
import type { PstoreBackend, PstoreReadRecord, PstoreWriteRecord } from '../../../src/kernel/pstore/pstore-record.ts';
import type { KernelProfile } from '../../../src/profiles/kernel.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { recordingKernel } from './recording-kernel.ts';

const deb61 = findKernel('deb61')!;
const deb612 = findKernel('deb612')!;
const full61 = findKernel('full61')!;
const fadump = findKernel('6.1.192-fadump')!;

interface TestBackend extends PstoreBackend {
  readonly writes: PstoreWriteRecord[];
  /** What the next readings give. */
  records: PstoreReadRecord[];
}

function backendOf(overrides: Partial<TestBackend> = {}): TestBackend {
  let at = 0;
  const backend: TestBackend = {
    name: 'ramoops',
    flags: 1,
    bufsize: 1000,
    maxReason: 0,
    firstPartOnly: false,
    writes: [],
    records: [],
    open: () => {
      at = 0;
      return 0;
    },
    read: () => backend.records[at++] ?? null,
    write: (record) => {
      backend.writes.push(record);
      return backend.firstPartOnly && record.part !== 1 ? -28 : 0;
    },
    writeUser: (record) => {
      backend.writes.push(record);
      return record.bytes.length;
    },
    erase: () => 0,
    ...overrides,
  };
  return backend;
}

function setUp(profile: KernelProfile, parameters: PstoreParameters = {}, backend = backendOf()) {
  const kernel = recordingKernel(profile, { time: false });
  const pstore = new Pstore(kernel, parameters);
  pstore.start();
  const error = pstore.register(backend);
  return { kernel, pstore, backend, error, dump: (reason: KmsgDumpReason) => kernel.printkOf.dumpers.dump(reason) };
}

function record(overrides: Partial<PstoreReadRecord> = {}): PstoreReadRecord {
  return {
    type: PSTORE_TYPE_DMESG,
    id: 0,
    seconds: 1000n,
    nanoseconds: 5n,
    compressed: false,
    bytes: latin1Bytes('text'),
    eccNotice: '',
    ...overrides,
  };
}

describe('one backend', () => {
  test('another name than pstore.backend says, or than the one that is loaded', () => {
    for (const [profile, line, error] of [
      [deb61, `<4>pstore: ignoring unexpected backend 'other'`, -1],
      [deb612, `<4>pstore: backend 'ramoops' already in use: ignoring 'other'`, -16],
    ] as const) {
      const { pstore, kernel } = setUp(profile);
      expect(pstore.register(backendOf({ name: 'other' }))).toBe(error);
      expect(kernel.lines.at(-1)).toBe(line);
      const wish = setUp(profile, { backend: 'ramoops' }, backendOf({ name: 'other' }));
      expect([wish.error, wish.kernel.lines.at(-1), wish.pstore.psinfo]).toEqual([error, line, null]);
    }
  });

  test('the same name twice, and a backend with nothing to offer', () => {
    const { pstore, kernel } = setUp(deb61);
    expect(pstore.register(backendOf())).toBe(-16);
    expect(kernel.lines.at(-1)).toBe(`<4>pstore: backend 'ramoops' already loaded: ignoring 'ramoops'`);
    const nothing = setUp(deb61, {}, backendOf({ flags: 0 }));
    expect(nothing.error).toBe(-22);
    expect(nothing.kernel.lines).toEqual([`<4>pstore: backend 'ramoops' must support at least one frontend`]);
  });

  test('built in, a backend registers before compression can be chosen (ppcf61-fadump-on-nvram)', () => {
    const kernel = recordingKernel(fadump);
    const pstore = new Pstore(kernel);
    pstore.register(backendOf({ name: 'nvram' }));
    pstore.start();
    expect(pstore.register(backendOf())).toBe(-1);
    expect(kernel.lines).toEqual([
      '<6>pstore: Registered nvram as persistent store backend',
      '<6>pstore: Using crash dump compression: deflate',
      `<4>pstore: ignoring unexpected backend 'ramoops'`,
    ]);
    expect(pstore.backend).toBe('nvram');
  });

  test('unregistering ends the front ends; only 6.12 says so', () => {
    for (const [profile, lines] of [
      [full61, []],
      [deb612, ['<6>pstore: Unregistered ramoops as persistent store backend']],
    ] as const) {
      const backend = backendOf({ flags: 15 });
      const { pstore, kernel, dump } = setUp(profile, {}, backend);
      pstore.mount();
      backend.writes.length = 0;
      kernel.lines.length = 0;
      pstore.unregister(backend);
      backend.writes.length = 0;
      kernel.printkOf.printk(6, 'later');
      dump(1);
      expect([backend.writes, kernel.lines, pstore.backend]).toEqual([[], lines, null]);
      expect(pstore.register(backendOf({ name: 'other' }))).toBe(0);
    }
  });
});

describe('compression', () => {
  test.each([
    [deb61, undefined, 'deflate', ['<6>pstore: Using crash dump compression: deflate']],
    [deb61, 'none', 'none', []],
    [deb61, 'lz4', 'lz4', []],
    [full61, 'lz4', 'lz4', ['<6>pstore: Using crash dump compression: lz4']],
    [deb612, 'none', null, []],
    [
      deb612,
      'bogus',
      'deflate',
      [
        `<3>pstore: Unsupported compression 'bogus', falling back to deflate`,
        '<6>pstore: Using crash dump compression: deflate',
      ],
    ],
  ] as const)('%#: pstore.compress=%2$s', (profile, compress, shown, lines) => {
    const { pstore, kernel } = setUp(profile, compress === undefined ? {} : { compress });
    expect(kernel.lines).toEqual([...lines, '<6>pstore: Registered ramoops as persistent store backend']);
    expect(pstore.compress).toBe(shown);
  });

  test('6.1 says each time that a text does not compress, 6.12 never', () => {
    const letters = lettersWithoutEnd();
    const noise = Array.from({ length: 80 }, () => letters(50));
    for (const [profile, count] of [
      [deb61, 2],
      [deb612, 0],
    ] as const) {
      const { kernel, backend, dump } = setUp(
        profile,
        { kmsgBytes: 1500 },
        backendOf({ bufsize: 1000, firstPartOnly: true }),
      );
      kernel.printkOf.log.clear();
      for (const text of noise) kernel.printkOf.printk(6, text);
      kernel.lines.length = 0;
      dump(1);
      const complaints = kernel.lines.filter((line) => line === '<3>pstore: crypto_comp_compress failed, ret = -22!');
      expect(complaints).toHaveLength(count);
      expect(backend.writes.map(({ part, compressed }) => [part, compressed ?? null])).toEqual([
        [1, false],
        [2, null],
      ]);
    }
  });
});

describe('dumps', () => {
  test('count, reason and the error line that comes once a boot', () => {
    const { kernel, backend, dump } = setUp(
      deb612,
      { compress: 'none' },
      backendOf({ bufsize: 80, firstPartOnly: true }),
    );
    kernel.printkOf.log.clear();
    for (let i = 0; i < 10; i++) kernel.printkOf.printk(6, `line ${i} of the log`);
    kernel.time = { seconds: 7, nanoseconds: 8 };
    kernel.lines.length = 0;
    dump(2);
    dump(1);
    const first = backend.writes.filter(({ part }) => part === 1);
    expect(first.map(({ bytes }) => latin1Text(bytes).split('\n')[0])).toEqual(['Oops#1 Part1', 'Panic#2 Part1']);
    expect(first[0]!.time).toEqual({ seconds: 7, nanoseconds: 8 });
    expect(kernel.lines).toEqual(['<3>pstore: backend (ramoops) writing error (-28)']);
    // The line is part of the log that the second dump takes.
    expect(latin1Text(first[1]!.bytes)).toContain('<3>pstore: backend');
  });

  test('a log that fits has one part and no error', () => {
    const { kernel, backend, dump } = setUp(deb612, { compress: 'none' }, backendOf({ firstPartOnly: true }));
    kernel.printkOf.log.clear();
    kernel.printkOf.printk(6, 'one');
    kernel.lines.length = 0;
    dump(1);
    expect(backend.writes.map(({ bytes }) => latin1Text(bytes))).toEqual(['Panic#1 Part1\n<6>one\n']);
    expect(kernel.lines).toEqual([]);
  });

  test('an empty log: the count goes on, nothing is written', () => {
    const { kernel, backend, dump } = setUp(deb61, { compress: 'none' });
    kernel.printkOf.log.clear();
    dump(1);
    expect(backend.writes).toEqual([]);
    kernel.printkOf.printk(6, 'x');
    dump(1);
    expect(latin1Text(backend.writes[0]!.bytes)).toBe('Panic#2 Part1\n<6>x\n');
  });

  test.each([
    [0, 0],
    [1, 1],
    [60, 1],
    [61, 2],
    [-1, 4],
  ])('kmsg_bytes=%i: %i parts', (kmsgBytes, parts) => {
    const { kernel, backend, dump } = setUp(deb61, { compress: 'none', kmsgBytes }, backendOf({ bufsize: 61 }));
    kernel.printkOf.log.clear();
    // `<6>` and a newline make 46: with the header of 14 a part is 60 bytes long, and two do not fit.
    for (let i = 0; i < 4; i++) kernel.printkOf.printk(6, 'x'.repeat(42));
    dump(1);
    expect(backend.writes).toHaveLength(parts);
  });

  test('a dump during a dump is skipped, and told of only in panic and emergency', () => {
    const nested: KmsgDumpReason[] = [2, 4, 1, 3];
    const backend = backendOf({
      write: () => {
        for (const reason of nested.splice(0)) kernel.printkOf.dumpers.dump(reason);
        return 0;
      },
    });
    const { kernel, dump } = setUp(deb61, { compress: 'none' }, { ...backend, maxReason: 4 });
    kernel.lines.length = 0;
    dump(1);
    expect(kernel.lines).toEqual([
      '<3>pstore: dump skipped in Panic path because of concurrent dump',
      '<3>pstore: dump skipped in Emergency path because of concurrent dump',
    ]);
  });

  test('6.12 stores what an earlier text left behind a shorter one that does not compress', () => {
    const contents = [false, true].map((firstPartOnly) => {
      // Letters above 143 take nine bits, so that even a text shorter than the record grows too long.
      const letters = lettersWithoutEnd(161);
      const { kernel, backend, dump } = setUp(deb612, { kmsgBytes: 130 }, backendOf({ bufsize: 60, firstPartOnly }));
      kernel.printkOf.log.clear();
      for (let i = 0; i < 6; i++) kernel.printkOf.printk(6, letters(35));
      dump(2);
      kernel.printkOf.log.clear();
      kernel.printkOf.printk(6, letters(38));
      dump(2);
      return latin1Text(backend.writes.filter(({ part }) => part === 1).at(-1)!.bytes);
    });
    expect(contents[0]).toHaveLength(60);
    expect(contents[0]!.slice(0, 16)).toBe('Oops#2 Part1\n<6>');
    expect(contents[0]![54]).toBe('\n');
    expect(contents[1]).toBe(contents[0]);
  });
});

describe('files', () => {
  test('names, sizes, times; the notice counts', () => {
    const backend = backendOf();
    backend.records = [
      record({ id: 3, eccNotice: '\nECC: No errors detected\n' }),
      record({ type: PSTORE_TYPE_CONSOLE, seconds: 0n }),
      record({ id: 1, compressed: true, bytes: latin1Bytes('no stream') }),
    ];
    const { pstore, kernel } = setUp(deb61, {}, backend);
    kernel.time = { seconds: 42, nanoseconds: 7 };
    kernel.lines.length = 0;
    pstore.mount();
    expect(
      pstore.fs.files().map(({ name, size, mtime, hasOwnTime }) => [name, size, mtime.seconds, hasOwnTime]),
    ).toEqual([
      ['console-ramoops-0', 4, 42n, false],
      ['dmesg-ramoops-1.enc.z', 9, 1000n, true],
      ['dmesg-ramoops-3', 29, 1000n, true],
    ]);
    expect(latin1Text(pstore.fs.file('dmesg-ramoops-3')!.content)).toBe('text\nECC: No errors detected\n');
    expect(kernel.lines).toEqual(['<3>pstore: crypto_comp_decompress failed, ret = -22!']);
  });

  test('what is compressed and cannot be read is shown as it is, with its reason', () => {
    const cases = [
      [deb612, {}, latin1Bytes('\xff\xff'), '<3>pstore: zlib_inflate() failed, ret = -3!'],
      [deb612, {}, Uint8Array.of(0x4b), '<3>pstore: zlib_inflate() failed, ret = -5!'],
      [deb612, {}, Uint8Array.of(0x00), '<3>pstore: zlib_inflate() failed, ret = -5!'],
      [deb612, { compress: 'none' }, latin1Bytes('x'), '<4>pstore: no decompression method initialized!'],
      [deb61, { compress: 'none' }, latin1Bytes('x'), '<4>pstore: no decompression method initialized!'],
    ] as const;
    for (const [profile, parameters, bytes, line] of cases) {
      const backend = backendOf();
      backend.records = [record({ compressed: true, bytes })];
      const { pstore, kernel } = setUp(profile, parameters, backend);
      pstore.mount();
      expect([kernel.lines.at(-1), pstore.fs.files()[0]!.name]).toEqual([line, 'dmesg-ramoops-0.enc.z']);
    }
    const backend = backendOf();
    backend.records = [record({ type: PSTORE_TYPE_PMSG, compressed: true })];
    const { pstore, kernel } = setUp(deb61, {}, backend);
    pstore.mount();
    expect(kernel.lines.at(-1)).toBe('<4>pstore: ignored compressed record type 7');
  });

  test('unlink: asks the backend, forgets the name even if that fails', () => {
    const erased: string[] = [];
    const backend = backendOf({
      erase: (type, id) => {
        erased.push(`${type}:${id}`);
        return -22;
      },
    });
    backend.records = [record({ id: 2 })];
    const { pstore } = setUp(deb61, {}, backend);
    pstore.mount();
    expect(pstore.fs.unlink('dmesg-ramoops-1')).toBe(-2);
    expect(pstore.fs.unlink('dmesg-ramoops-2')).toBe(0);
    expect(pstore.fs.unlink('dmesg-ramoops-2')).toBe(-2);
    expect([erased, pstore.fs.files()]).toEqual([['0:2'], []]);
  });

  test('unlink where the backend cannot erase', () => {
    const { erase: _, ...backend } = backendOf();
    const { pstore } = setUp(deb61, {}, { ...backend, records: [record()], read: readOnce(record()) } as TestBackend);
    pstore.mount();
    expect(pstore.fs.unlink('dmesg-ramoops-0')).toBe(-1);
    expect(pstore.fs.files()).toHaveLength(1);
  });

  test('a record that has a file: a failure at registration, silence at the timer', () => {
    const backend = backendOf();
    backend.records = [record(), record()];
    const { pstore, kernel } = setUp(deb61, {}, backend);
    pstore.mount();
    expect(kernel.lines.at(-1)).toBe(`<4>pstore: failed to create 1 record(s) from 'ramoops'`);
    expect(pstore.fs.files()).toHaveLength(1);
  });

  test('the update timer reads anew only after an oops was stored', () => {
    const backend = backendOf();
    const { pstore, dump } = setUp(deb61, {}, backend);
    pstore.mount();
    expect(pstore.timerFired()).toBe(false);
    dump(1);
    expect(pstore.timerFired()).toBe(false);
    dump(2);
    backend.records = [record()];
    expect(pstore.timerFired()).toBe(true);
    expect(pstore.fs.files().map(({ name }) => name)).toEqual(['dmesg-ramoops-0']);
    expect(pstore.timerFired()).toBe(false);
  });

  test('records without end are a loop', () => {
    let id = 0;
    const backend = backendOf({ read: () => record({ id: id++ }) });
    const { pstore, kernel } = setUp(deb61, {}, backend);
    pstore.mount();
    expect(kernel.lines.at(-1)).toBe(`<3>pstore: looping? Too many records seen from 'ramoops'`);
    expect(pstore.fs.files()).toHaveLength(65536);
  });

  test.each([
    ['kmsg_bytes=100', 100, ',kmsg_bytes=100'],
    ['rw,kmsg_bytes=0x10,bogus', 16, ',kmsg_bytes=16'],
    ['kmsg_bytes=010', 8, ',kmsg_bytes=8'],
    ['kmsg_bytes=0', 0, ',kmsg_bytes=0'],
    ['kmsg_bytes=-1', Number.MAX_SAFE_INTEGER, ',kmsg_bytes=-1'],
    ['kmsg_bytes=10240', 10240, ''],
    ['kmsg_bytes=1k,nothing=1', 10240, ''],
    ['', 10240, ''],
  ])('mount -o %j', (options, bytes, shown) => {
    const { pstore } = setUp(deb61);
    pstore.mount(options);
    expect([pstore.kmsgBytes, pstore.fs.mountOptions()]).toEqual([bytes, shown]);
  });
});

describe('front ends', () => {
  test('pmsg: count of bytes, nothing for nothing, absent where not built', () => {
    const backend = backendOf({ flags: 8 });
    const { pstore } = setUp(full61, {}, backend);
    expect([pstore.hasPmsg, pstore.writePmsg(latin1Bytes('abc')), pstore.writePmsg(new Uint8Array(0))]).toEqual([
      true,
      3,
      0,
    ]);
    expect(backend.writes).toHaveLength(1);
    const without = setUp(deb61, {}, backendOf({ flags: 8 })).pstore;
    expect([without.hasPmsg, without.writePmsg(latin1Bytes('abc'))]).toEqual([false, -22]);
  });

  test('ftrace: nothing while it is off', () => {
    const backend = backendOf({ flags: 4 });
    const { pstore } = setUp(full61, {}, backend);
    pstore.writeFtrace(0, latin1Bytes('r'));
    pstore.recordFtrace = true;
    pstore.writeFtrace(1, latin1Bytes('r'));
    expect(backend.writes.map(({ cpu }) => cpu)).toEqual([1]);
  });

  test('console: the log so far in a run of writes, then each line', () => {
    const backend = backendOf({ flags: 2 });
    const { kernel } = setUp(full61, {}, backend);
    kernel.printkOf.printk(6, 'line');
    expect(backend.writes.map(({ bytes }) => latin1Text(bytes))).toEqual([
      'printk: console [ramoops-1] enabled\n',
      'pstore: Registered ramoops as persistent store backend\n',
      'line\n',
    ]);
  });
});

/** Text that does not compress: letters drawn by a 32-bit xorshift, the same each time. */
function lettersWithoutEnd(from = 33): (length: number) => string {
  let state = 2463534242;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return (length) => String.fromCharCode(...Array.from({ length }, () => from + (next() % 94)));
}

function readOnce(one: PstoreReadRecord): () => PstoreReadRecord | null {
  const left = [one];
  return () => left.pop() ?? null;
}
