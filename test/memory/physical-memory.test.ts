import { describe, expect, test } from 'vitest';
import { ADDRESS_SPACE_LIMIT, PAGE_SIZE, PhysicalMemory, pageTemplate } from '../../src/memory/physical-memory.ts';

const BLOCK = 1024 * PAGE_SIZE;
const ENDS = [PAGE_SIZE, BLOCK, 2 ** 32, 2 ** 42, ADDRESS_SPACE_LIMIT];

describe('addresses', () => {
  test.each(ENDS)('every width reads back what was stored just below 0x%x', (end) => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    memory.store32le(end - 4, 0xdeadbeef, writer);
    expect(memory.load32le(end - 4)).toBe(0xdeadbeef);
    expect(memory.load32be(end - 4)).toBe(0xefbeadde);
    memory.store32be(end - 4, 0xdeadbeef, writer);
    expect([...memory.read(end - 4, 4)]).toEqual([0xde, 0xad, 0xbe, 0xef]);
    memory.store16le(end - 2, 0x1234, writer);
    expect(memory.load16le(end - 2)).toBe(0x1234);
    expect(memory.load16be(end - 2)).toBe(0x3412);
    memory.store16be(end - 2, 0x1234, writer);
    expect(memory.load8(end - 2)).toBe(0x12);
    memory.store8(end - 1, 0xab, writer);
    expect(memory.load8(end - 1)).toBe(0xab);
  });

  test.each(ENDS.slice(0, -1))('every width crosses 0x%x', (end) => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    for (const back of [1, 2, 3]) {
      memory.store32le(end - back, 0x80706050, writer);
      expect([...memory.read(end - back, 4)]).toEqual([0x50, 0x60, 0x70, 0x80]);
      expect(memory.load32le(end - back)).toBe(0x80706050);
      expect(memory.load32be(end - back)).toBe(0x50607080);
      memory.store32be(end - back, 0x80706050, writer);
      expect(memory.load32be(end - back)).toBe(0x80706050);
    }
    memory.store16le(end - 1, 0xa1b2, writer);
    expect(memory.load16le(end - 1)).toBe(0xa1b2);
    expect(memory.load16be(end - 1)).toBe(0xb2a1);
    memory.store16be(end - 1, 0xa1b2, writer);
    expect(memory.load16be(end - 1)).toBe(0xa1b2);
  });

  const outside: [string, number][] = [
    ['one below zero', -1],
    ['half a byte', 0.5],
    ['no number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['one beyond', ADDRESS_SPACE_LIMIT],
    ['2^53', 2 ** 53],
    ['a number that wraps to a low page', 2 ** 44 + 4096],
  ];
  test.each(outside)('%s is refused by every access', (_name, address) => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    const accesses = [
      () => memory.load8(address),
      () => memory.load16le(address),
      () => memory.load16be(address),
      () => memory.load32le(address),
      () => memory.load32be(address),
      () => memory.store8(address, 1, writer),
      () => memory.store16le(address, 1, writer),
      () => memory.store32le(address, 1, writer),
      () => memory.read(address, 1),
      () => memory.readInto(address, new Uint8Array(1)),
      () => memory.write(address, new Uint8Array(1), writer),
      () => memory.fill(address, 1, 0, writer),
      () => memory.fill(address, 2 ** 20, 0, writer),
      () => memory.writerAt(address),
      () => memory.writers(address, 1),
      () => memory.lose({ start: address, end: address + 1 }, 1, writer),
      () => memory.onWrite({ start: address, end: address + 1 }, () => {}),
    ];
    for (const access of accesses) expect(access).toThrow(/physical address|address space|not a whole number/);
    expect([...memory.touchedPages()]).toEqual([]);
  });

  test('an access that begins inside and ends one byte beyond is refused, and changes nothing', () => {
    const memory = new PhysicalMemory({ sizeBytes: 0x10001 });
    const writer = memory.writer('test');
    memory.store8(0x10000, 7, writer);
    expect(() => memory.load16le(0x10000)).toThrow('address space');
    expect(() => memory.load32be(0xfffe)).toThrow('address space');
    expect(() => memory.store16le(0x10000, 0, writer)).toThrow('address space');
    expect(() => memory.store32le(0xfffe, 0, writer)).toThrow('address space');
    expect(() => memory.write(0xffff, new Uint8Array(3), writer)).toThrow('address space');
    expect(() => memory.fill(0, 0x10002, 1, writer)).toThrow('address space');
    expect([...memory.read(0xfff0, 17)]).toEqual([...new Array(16).fill(0), 7]);
  });

  test('lengths that are negative or broken are refused', () => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    for (const length of [-1, 0.5, Number.NaN]) {
      expect(() => memory.read(0, length)).toThrow('length');
      expect(() => memory.fill(0, length, 0, writer)).toThrow('length');
    }
    expect(() => memory.fill(0, 1, 256, writer)).toThrow('not a byte');
    expect(() => memory.fill(0, 1, -1, writer)).toThrow('not a byte');
  });

  test('nothing to read or write is legal at the very end, not one beyond', () => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    expect(memory.read(ADDRESS_SPACE_LIMIT, 0).length).toBe(0);
    memory.write(ADDRESS_SPACE_LIMIT, new Uint8Array(0), writer);
    expect(() => memory.read(ADDRESS_SPACE_LIMIT + 1, 0)).toThrow('address space');
    expect([...memory.touchedPages()]).toEqual([]);
  });

  test.each([0, -1, 1.5, ADDRESS_SPACE_LIMIT + 1])('an address space of %d bytes is refused', (sizeBytes) => {
    expect(() => new PhysicalMemory({ sizeBytes })).toThrow('memory size');
  });
});

describe('untouched memory', () => {
  test('reads as zeros and costs nothing', () => {
    const memory = new PhysicalMemory();
    expect(memory.load32le(0x12345678)).toBe(0);
    expect(memory.read(2 ** 43, 3 * PAGE_SIZE).every((byte) => byte === 0)).toBe(true);
    expect(memory.usage()).toEqual({ touchedPages: 0, poolBytes: 0, tableBytes: 0 });
  });

  test('reads as the noise of its seed, the same in any order, and costs nothing', () => {
    const initialContents = { noiseSeed: 12345 };
    const first = new PhysicalMemory({ initialContents });
    const second = new PhysicalMemory({ initialContents });
    const there = first.read(0x1000, 3 * PAGE_SIZE);
    for (let at = there.length - 1; at >= 0; at--) expect(second.load8(0x1000 + at)).toBe(there[at]);
    expect(first.load32le(0x1ffe)).toBe(new DataView(there.buffer).getUint32(0xffe, true));
    expect(first.usage().touchedPages).toBe(0);
    expect(first.read(0x1000, 64)).not.toEqual(first.read(0x2000, 64));
    const other = new PhysicalMemory({ initialContents: { noiseSeed: 12346 } });
    expect(other.read(0x1000, 64)).not.toEqual(first.read(0x1000, 64));
  });

  test('noise has as many ones as zeros', () => {
    const bytes = new PhysicalMemory({ initialContents: { noiseSeed: 1 } }).read(0, 1 << 20);
    let ones = 0;
    for (const byte of bytes) for (let rest = byte; rest !== 0; rest &= rest - 1) ones++;
    const bits = bytes.length * 8;
    // Five standard deviations of a binomial distribution.
    expect(Math.abs(ones - bits / 2)).toBeLessThan((5 * Math.sqrt(bits)) / 2);
  });

  test('a store into noise keeps the noise around it', () => {
    const memory = new PhysicalMemory({ initialContents: { noiseSeed: 9 } });
    const before = memory.read(0, PAGE_SIZE);
    memory.store8(100, before[100]! ^ 0xff, memory.writer('test'));
    const after = memory.read(0, PAGE_SIZE);
    expect(after[100]).toBe(before[100]! ^ 0xff);
    after[100] = before[100]!;
    expect(after).toEqual(before);
  });

  test.each([0, -1, 2 ** 31, 1.5])('%d is no noise seed', (noiseSeed) => {
    expect(() => new PhysicalMemory({ initialContents: { noiseSeed } })).toThrow('noise seed');
  });
});

describe('snapshots and forks', () => {
  test('a snapshot keeps its bytes while memory goes on, and a released one is refused', () => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    memory.store8(5, 1, writer);
    const snapshot = memory.snapshot();
    memory.store8(5, 2, writer);
    expect([snapshot.load8(5), memory.load8(5)]).toEqual([1, 2]);
    memory.restore(snapshot);
    expect(memory.load8(5)).toBe(1);
    snapshot.release();
    expect(() => memory.restore(snapshot)).toThrow('released');
    expect(() => snapshot.release()).toThrow('released');
    expect(() => snapshot.load8(5)).toThrow('released');
    expect(() => snapshot.read(0, 10)).toThrow('released');
    expect(memory.load8(5)).toBe(1);
  });

  test('a snapshot can only be restored where its pages are', () => {
    const snapshot = new PhysicalMemory().snapshot();
    expect(() => new PhysicalMemory().restore(snapshot)).toThrow('shares its pool');
  });

  test('a snapshot is restored into another memory of the same pool', () => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    memory.write(4090, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), writer);
    const snapshot = memory.snapshot();
    const other = new PhysicalMemory({ shareWith: memory });
    other.restore(snapshot);
    other.store8(4090, 9, other.writer('other'));
    expect([...other.read(4090, 3)]).toEqual([9, 2, 3]);
    expect([...memory.read(4090, 3)]).toEqual([1, 2, 3]);
    expect(other.writers(4090, 2).map((run) => run.writer)).toEqual(['other', 'test']);
    expect(memory.writers(4090, 2).map((run) => run.writer)).toEqual(['test']);
  });

  test('a snapshot shared twice is given up twice', () => {
    const memory = new PhysicalMemory();
    memory.store8(0, 1, memory.writer('test'));
    const first = memory.snapshot();
    const second = first.share();
    first.release();
    memory.store8(0, 2, memory.writer('test'));
    expect(second.load8(0)).toBe(1);
    expect(() => first.share()).toThrow('released');
  });

  test('a released memory refuses everything that would change it', () => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    const snapshot = memory.snapshot();
    memory.release();
    const changes = [
      () => memory.load8(0),
      () => memory.store8(0, 1, writer),
      () => memory.fill(0, 2 ** 20, 1, writer),
      () => memory.snapshot(),
      () => memory.fork(),
      () => memory.restore(snapshot),
      () => memory.release(),
    ];
    for (const change of changes) expect(change).toThrow('released');
  });

  test('a long run that gives its snapshots up does not grow', () => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    memory.write(0, new Uint8Array(64 * PAGE_SIZE).fill(1), writer);
    const start = memory.snapshot();
    const sizes = new Set<string>();
    for (let cycle = 0; cycle < 500; cycle++) {
      const snapshot = memory.snapshot();
      for (let page = 0; page < 64; page++) memory.store32le(page * PAGE_SIZE + cycle, cycle, writer);
      memory.lose({ start: 8 * PAGE_SIZE, end: 20 * PAGE_SIZE + 5 }, cycle + 1, writer);
      memory.restore(start);
      snapshot.release();
      if (cycle % 100 === 0) sizes.add(JSON.stringify(memory.usage()));
    }
    expect([...sizes]).toEqual([
      JSON.stringify({ touchedPages: 64, poolBytes: 64 * PAGE_SIZE, tableBytes: 4 * PAGE_SIZE }),
    ]);
  });

  test('a run that keeps its snapshots meets the limit of the pool and is told why', () => {
    const memory = new PhysicalMemory({ limitPages: 2000 });
    const writer = memory.writer('test');
    const run = () => {
      for (let cycle = 0; cycle < 100; cycle++) {
        memory.snapshot();
        for (let page = 0; page < 64; page++) memory.store8(page * PAGE_SIZE, cycle, writer);
      }
    };
    expect(run).toThrow('without release()');
  });
});

describe('fills, aliases and losses', () => {
  test('filling a terabyte takes one page and a few tables', () => {
    const memory = new PhysicalMemory();
    memory.fill(100, 2 ** 40, 0x5a, memory.writer('test'));
    expect([memory.load8(99), memory.load8(100), memory.load8(2 ** 39)]).toEqual([0, 0x5a, 0x5a]);
    expect([memory.load8(2 ** 40 + 99), memory.load8(2 ** 40 + 100)]).toEqual([0x5a, 0]);
    expect(memory.usage().poolBytes).toBe(3 * PAGE_SIZE);
    expect(memory.usage().touchedPages).toBe(2 ** 28 + 1);
    memory.store8(2 ** 39, 1, memory.writer('other'));
    expect([memory.load8(2 ** 39), memory.load8(2 ** 39 + PAGE_SIZE)]).toEqual([1, 0x5a]);
    expect(memory.writers(2 ** 39 - 1, 3).map((run) => run.writer)).toEqual(['test', 'other', 'test']);
  });

  test('a template is taken over without copying, and padded to whole pages', () => {
    let generated = 0;
    const template = pageTemplate('image', 'uboot', () => {
      generated++;
      return new Uint8Array(PAGE_SIZE + 1).fill(7);
    });
    expect(generated).toBe(0);
    const memory = new PhysicalMemory();
    memory.alias(BLOCK - PAGE_SIZE, template);
    memory.alias(0, template);
    new PhysicalMemory().alias(0, template);
    expect(generated).toBe(1);
    expect([...memory.read(BLOCK - 1, 3)]).toEqual([7, 7, 0]);
    expect(memory.usage()).toMatchObject({ touchedPages: 4, poolBytes: 0 });
    memory.store8(1, 9, memory.writer('test'));
    expect([memory.load8(0), memory.load8(1), memory.load8(BLOCK - PAGE_SIZE + 1)]).toEqual([7, 9, 7]);
    expect(template.bytes[1]).toBe(7);
    expect(memory.usage().poolBytes).toBe(PAGE_SIZE);
    expect(memory.writers(0, 3).map((run) => run.writer)).toEqual(['uboot', 'test', 'uboot']);
  });

  test('templates are named, not copied, when pages are listed for saving', () => {
    const template = pageTemplate('image', 'uboot', () => new Uint8Array(2 * PAGE_SIZE).fill(7));
    const memory = new PhysicalMemory();
    memory.alias(3 * PAGE_SIZE, template);
    memory.store8(4 * PAGE_SIZE, 1, memory.writer('test'));
    memory.store8(0, 2, memory.writer('test'));
    const listed = [...memory.touchedPageBytes()].map(({ pfn, bytes, template }) => [pfn, bytes[0], template]);
    expect(listed).toEqual([
      [0, 2, undefined],
      [3, 7, { name: 'image', pageIndex: 0 }],
      [4, 1, undefined],
    ]);
  });

  test('a template stands on a page boundary, within the address space', () => {
    const template = pageTemplate('image', 'uboot', () => new Uint8Array(2 * PAGE_SIZE));
    const memory = new PhysicalMemory({ sizeBytes: BLOCK });
    expect(() => memory.alias(1, template)).toThrow('page boundary');
    expect(() => memory.alias(BLOCK - PAGE_SIZE, template)).toThrow('address space');
    memory.alias(BLOCK - 2 * PAGE_SIZE, template);
    expect(() => pageTemplate('empty', 'uboot', () => new Uint8Array(0)).bytes).toThrow('empty');
  });

  test('sixteen terabytes are lost at once, and listed as one stretch', () => {
    const memory = new PhysicalMemory();
    memory.fill(0, 2 ** 30, 1, memory.writer('test'));
    memory.lose({ start: 0, end: ADDRESS_SPACE_LIMIT }, 77, memory.writer('retention'));
    expect(memory.usage()).toMatchObject({ touchedPages: 0, poolBytes: 0 });
    expect(memory.noiseRuns()).toEqual([{ start: 0, end: ADDRESS_SPACE_LIMIT, noiseSeed: 77 }]);
    const noise = new PhysicalMemory({ initialContents: { noiseSeed: 77 } });
    expect(memory.read(2 ** 43 + 5, 9000)).toEqual(noise.read(2 ** 43 + 5, 9000));
  });

  test('a memory whose size is no whole number of pages is lost to its last byte', () => {
    const memory = new PhysicalMemory({ sizeBytes: 0x10801 });
    memory.store8(0x10800, 1, memory.writer('test'));
    memory.lose({ start: 0xf800, end: 0x10801 }, 5, memory.writer('retention'));
    expect(memory.noiseRuns()).toEqual([{ start: 0x10000, end: 0x10801, noiseSeed: 5 }]);
    expect([...memory.touchedPages()]).toEqual([0xf]);
  });

  test('aliasRange wants page boundaries', () => {
    const memory = new PhysicalMemory();
    for (const [source, destination, length] of [
      [1, 0, PAGE_SIZE],
      [0, 1, PAGE_SIZE],
      [0, PAGE_SIZE, 1],
    ] as const) {
      expect(() => memory.aliasRange(source, destination, length, memory.writer('test'))).toThrow('page boundary');
    }
  });
});

test('touched pages may be written while they are listed', () => {
  const memory = new PhysicalMemory();
  const writer = memory.writer('test');
  const pages = Array.from({ length: 3000 }, (_, index) => index * 7);
  for (const pfn of pages) memory.store8(pfn * PAGE_SIZE, 1, writer);
  const seen: number[] = [];
  for (const pfn of memory.touchedPages()) {
    seen.push(pfn);
    memory.store8((pfn + 1) * PAGE_SIZE, 2, writer);
    if (pfn === 700) memory.lose({ start: 0, end: 2 ** 44 }, 5, writer);
  }
  expect(seen).toEqual(pages);
  expect(() => memory.touchedPages({ start: 0, end: 2 ** 44 + 1 }).next()).toThrow('address space');
});

describe('writers', () => {
  test('have one id per name and one name per id, shared by a pool', () => {
    const memory = new PhysicalMemory();
    const id = memory.writer('kernel/ramoops');
    expect(memory.writer('kernel/ramoops')).toBe(id);
    expect(memory.writerName(id)).toBe('kernel/ramoops');
    expect(memory.writerName(0)).toBe('nobody');
    expect(memory.fork().writer('kernel/ramoops')).toBe(id);
    expect(() => memory.writerName(id + 1)).toThrow('never registered');
    expect(() => memory.writer('')).toThrow('has a name');
  });

  test('255 of them fit, and no more', () => {
    const memory = new PhysicalMemory();
    for (let index = 1; index <= 255; index++) expect(memory.writer(`writer ${index}`)).toBe(index);
    expect(() => memory.writer('one more')).toThrow('no id left');
  });

  test('a store by nobody, or by an id that was never given out, is refused', () => {
    const memory = new PhysicalMemory();
    memory.store8(PAGE_SIZE, 1, memory.writer('test'));
    for (const address of [0, PAGE_SIZE, PAGE_SIZE + 1]) {
      for (const writer of [0, -1, 2, 200, 0.5]) {
        expect(() => memory.store8(address, 1, writer)).toThrow('never registered');
      }
    }
  });

  test('are unknown where they are switched off', () => {
    const memory = new PhysicalMemory({ trackWriters: false });
    memory.write(0, new Uint8Array(100), memory.writer('test'));
    expect(memory.writers(0, 100)).toEqual([{ start: 0, end: 100, writer: 'nobody' }]);
    expect(memory.writerAt(5)).toBe(0);
  });
});

describe('observers', () => {
  test('hear of each write that overlaps their range, whole, after it was done, and of no other', () => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    const heard: unknown[] = [];
    const stop = memory.onWrite({ start: 100, end: 200 }, (address, length, id) => {
      heard.push([address, length, memory.writerName(id), memory.load8(Math.max(100, address))]);
    });
    memory.store8(99, 1, writer);
    memory.store8(100, 2, writer);
    memory.store8(199, 3, writer);
    memory.store8(200, 4, writer);
    memory.store32le(97, 0x05060708, writer);
    memory.store16be(198, 0x090a, writer);
    memory.write(0, new Uint8Array(5000).fill(11), writer);
    memory.write(150, new Uint8Array(0), writer);
    memory.fill(0, 1 << 20, 12, writer);
    memory.alias(
      0,
      pageTemplate('t', 'uboot', () => new Uint8Array(PAGE_SIZE).fill(13)),
    );
    memory.aliasRange(PAGE_SIZE, 0, PAGE_SIZE, writer);
    memory.lose({ start: 0, end: PAGE_SIZE }, 1, memory.writer('retention'));
    stop();
    memory.store8(100, 1, writer);
    expect(heard.map((entry) => JSON.stringify(entry))).toEqual([
      '[100,1,"test",2]',
      '[199,1,"test",3]',
      '[97,4,"test",5]',
      '[198,2,"test",9]',
      '[0,5000,"test",11]',
      '[0,1048576,"test",12]',
      '[0,4096,"uboot",13]',
      '[0,4096,"test",12]',
      `[0,4096,"retention",${new PhysicalMemory({ initialContents: { noiseSeed: 1 } }).load8(100)}]`,
    ]);
  });

  test('may not write, restore or lose memory themselves', () => {
    const memory = new PhysicalMemory();
    const writer = memory.writer('test');
    const snapshot = memory.snapshot();
    const attempts = [
      () => memory.store8(0, 9, writer),
      () => memory.fill(0, 1 << 20, 9, writer),
      () => memory.restore(snapshot),
    ];
    for (const attempt of attempts) {
      const stop = memory.onWrite({ start: 0, end: 10 }, attempt);
      expect(() => memory.store8(0, 1, writer)).toThrow('observer may not');
      stop();
      memory.store8(0, 2, writer);
      expect(memory.load8(0)).toBe(2);
    }
  });
});
