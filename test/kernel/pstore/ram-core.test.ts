/**
 * Zones beyond what the recorded scenarios reach: each limit of size, ECC and counters one step further, damage under the
 * running kernel, and arbitrary bytes.
 */
import { fc, test as fuzz } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { isKernelStop } from '../../../src/kernel/kernel-stop.ts';
import { PersistentRamZone } from '../../../src/kernel/pstore/ram-core.ts';
import { zoneGeometry } from '../../../src/kernel/pstore/zone-geometry.ts';
import { RateLimit } from '../../../src/kernel/rate-limit.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { attach, poke, ZONE_ADDRESS, zone, zoneHost } from './zone-host.ts';

describe('geometry', () => {
  // zone size, ecc, data bytes: the table of the zones that real kernels attached
  test.each([
    [4096, 0, 4084],
    [8192, 0, 8180],
    [64, 16, 20],
    [128, 16, 84],
    [256, 16, 196],
    [512, 16, 420],
    [1024, 16, 884],
    [4096, 16, 3604],
    [4096, 2, 4018],
    [4096, 5, 3924],
    [4096, 100, 2184],
    [4096, 127, 1925],
    [0x4000, 16, 14532],
    [0x5000, 16, 18164],
  ])('zone of %i bytes, ecc %i: %i bytes of data', (size, ecc, data) => {
    expect(zoneGeometry(size, ecc, 8)).toMatchObject({ bufferSize: BigInt(data), eccSize: ecc });
  });

  test('header parity ends the zone, block parity lies before it, one slot may be spare', () => {
    expect(zoneGeometry(0x4000, 32, 8)).toMatchObject({ parBuffer: 0x4000 - 104 * 32, parHeader: 0x4000 - 32 });
    expect(zoneGeometry(0x20000, 16, 8)).toMatchObject({ parBuffer: 0x20000 - 912 * 16, parHeader: 0x20000 - 16 });
  });

  test.each([
    // As Linux 6.1 said: ramoops-full61-ecc--1, ramoops-full61-tiny-record-ecc, zones.json bad-ecc-size
    [17748, -1, 8, 18446744073709551475n, 17736n],
    [16, 16, 8, 16n, 4n],
    [128, 64, 8, 128n, 116n],
    [17748, -1, 4, 4294967155n, 17736n],
  ] as const)('zone of %i bytes, ecc %i on %i-byte words is refused', (size, ecc, word, eccTotal, bufferSize) => {
    expect(zoneGeometry(size, ecc, word)).toEqual({ eccTotal, bufferSize });
  });

  test('ecc -128 divides by zero', () => {
    expect(zoneGeometry(4096, -128, 8)).toBeNull();
  });
});

describe('attaching', () => {
  test('messages, in order and with their levels', () => {
    const host = zoneHost();
    zone(host);
    zone(host);
    zone(host).write(latin1Bytes('hello'));
    zone(host);
    poke(host, 8, 0xff, 0xff);
    zone(host);
    expect(host.lines.filter((line) => !line.includes('attached'))).toEqual([
      '<7>no valid data in buffer (sig = 0x00000000)',
      '<7>found existing empty buffer',
      '<7>found existing empty buffer',
      '<7>found existing buffer, size 5, start 5',
      '<6>found existing invalid buffer, size 65535, start 5',
    ]);
    expect(host.lines[1]).toBe('<7>attached ramoops:console 0x1000@0x5000000: 12 header, 4084 data, 0 ecc (0/0)');
  });

  test('counters that are negative ints are shown as size_t of the word size', () => {
    for (const [wordBytes, shown] of [
      [8, '18446744073709551615'],
      [4, '4294967295'],
    ] as const) {
      const host = zoneHost({ wordBytes });
      zone(host);
      poke(host, 4, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
      zone(host);
      expect(host.lines).toContain(`<6>found existing invalid buffer, size ${shown}, start ${shown}`);
    }
  });

  test('an existing empty zone is left as found, header parity included', () => {
    const host = zoneHost();
    zone(host, { eccSize: 16, zapOld: true });
    poke(host, 4095, 0x55);
    const before = host.memory.read(ZONE_ADDRESS, 4096);
    const again = zone(host, { eccSize: 16, zapOld: true });
    expect(host.lines).toContain('<6>error in header, 1');
    expect(again.correctedBytes).toBe(1);
    expect(host.memory.read(ZONE_ADDRESS, 4096)).toEqual(before);
  });

  test('a big-endian kernel does not believe a little-endian zone', () => {
    const host = zoneHost();
    zone(host).write(latin1Bytes('hello'));
    const other = zoneHost({ memory: host.memory, byteOrder: 'big' });
    expect(zone(other).finding.state).toBe('no-signature');
    expect(other.lines[0]).toBe('<7>no valid data in buffer (sig = 0x44424743)');
    expect(host.memory.read(ZONE_ADDRESS, 4)).toEqual(latin1Bytes('CGBD'));
  });

  test('the uncorrectable message is limited to ten in five seconds', () => {
    let now = 0;
    const warned: string[] = [];
    const host = zoneHost({
      uncorrectableLimit: new RateLimit(
        'persistent_ram_init_ecc',
        () => now,
        (text) => warned.push(text),
      ),
    });
    const damage = () => {
      poke(host, 0, ...Array.from({ length: 12 }, (_, i) => 37 * i + 11));
      poke(host, 4080, ...Array.from({ length: 16 }, (_, i) => 91 * i + 5));
      return zone(host, { eccSize: 16 }).badBlocks;
    };
    const bad = Array.from({ length: 12 }, damage);
    expect(bad).toEqual(Array(12).fill(1));
    expect(host.lines.filter((line) => line.includes('uncorrectable'))).toHaveLength(10);
    now = 5_000_000_001;
    damage();
    expect(host.lines.filter((line) => line.includes('uncorrectable'))).toHaveLength(11);
    expect(warned).toEqual(['persistent_ram_init_ecc: 2 callbacks suppressed']);
  });
});

describe('odd ECC sizes', () => {
  test('127 works; 128 attaches, stores no parity for full blocks, and dies of the next attaching', () => {
    for (const eccSize of [127, 128]) {
      const host = zoneHost();
      zone(host, { eccSize }).write(latin1Bytes('x'.repeat(200)));
      const next = attach(host, { eccSize });
      if (eccSize === 127) expect((next as PersistentRamZone).oldSize).toBe(200);
      else expect(next).toMatchObject({ kind: 'bug', text: 'kernel BUG at lib/reed_solomon/decode_rs.c:43!' });
    }
  });

  test('243 attaches an empty zone; 244 dies of the header itself', () => {
    expect(attach(zoneHost(), { eccSize: 243 })).toBeInstanceOf(PersistentRamZone);
    expect(attach(zoneHost(), { eccSize: 244 })).toMatchObject({ kind: 'bug', where: 'persistent_ram_new' });
    expect(attach(zoneHost(), { eccSize: 255 })).toMatchObject({ kind: 'bug' });
  });

  test('256 and more: no such code', () => {
    const host = zoneHost();
    expect(attach(host, { eccSize: 256 })).toBe(-22);
    expect(host.lines).toEqual(['<6>init_rs failed', '<4>ECC failed ramoops:console']);
  });

  test('-128: a division by zero stops x86, others find the size invalid', () => {
    expect(attach(zoneHost(), { eccSize: -128 })).toMatchObject({ kind: 'divide' });
    const host = zoneHost({ divisionByZeroStops: false });
    expect(attach(host, { eccSize: -128 })).toBe(-22);
    expect(host.lines[0]).toBe(
      '<3>persistent_ram_init_ecc: invalid ecc_size 4294967168 (total 18446744073709551488, buffer size 4084)',
    );
  });
});

describe('odd zones', () => {
  test('beyond the address space: the mapping fails', () => {
    const host = zoneHost();
    expect(attach(host, { paddr: 2n ** 32n - 4095n })).toBe(-12);
    expect(host.lines).toEqual(['<3>persistent_ram_buffer_map: Failed to map 0x1000 pages at 0xfffff001']);
    expect(attach(host, { paddr: 2n ** 32n - 4096n })).toBeInstanceOf(PersistentRamZone);
    expect(attach(host, { paddr: 2n ** 64n - 1n })).toBe(-12);
  });

  test('mem_type 3 is invalid; 2 is what the hash MMU needs', () => {
    const host = zoneHost();
    expect(attach(host, { memType: 3 })).toBe(-12);
    expect(host.lines[0]).toBe('<3>invalid mem_type=3');
    const hash = zoneHost({ refusesUncachedMapping: true });
    expect(attach(hash, { memType: 1 })).toMatchObject({ kind: 'fault' });
    expect(attach(hash, { memType: 2 })).toBeInstanceOf(PersistentRamZone);
  });

  test('a zone of twelve bytes holds nothing: the first write never ends', () => {
    const host = zoneHost();
    const tiny = zone(host, { size: 12 });
    expect(tiny.bufferSize).toBe(0);
    expect(tiny.write(latin1Bytes('x'))).toMatchObject({ kind: 'hang' });
  });

  test('a zone smaller than its header reads and writes its neighbours', () => {
    const host = zoneHost();
    const first = zone(host, { size: 8 });
    expect(host.lines.at(-1)).toBe(
      '<7>attached ramoops:console 0x8@0x5000000: 12 header, 18446744073709551612 data, 0 ecc (0/0)',
    );
    zone(host, { size: 8, paddr: BigInt(ZONE_ADDRESS + 8) });
    // The neighbour's signature is our size now: more than any kernel can allocate.
    first.saveOld();
    expect(host.lines.at(-1)).toBe('<3>failed to allocate buffer');
    expect(attach(host, { size: 8, eccSize: 16 })).toMatchObject({ kind: 'fault' });
  });

  test('a log larger than one allocation is not saved', () => {
    const host = zoneHost({ allocationMaxBytes: 100 });
    zone(host).write(latin1Bytes('x'.repeat(101)));
    const next = zone(host);
    expect(next.oldLog).toBeNull();
    expect(host.lines).toContain('<3>failed to allocate buffer');
    const small = zoneHost({ memory: host.memory, allocationMaxBytes: 101 });
    expect(zone(small).oldSize).toBe(101);
  });
});

describe('the saved log', () => {
  test('a copy of the same size is refreshed without a new check; another size is checked and counted again', () => {
    const host = zoneHost();
    const dump = zone(host, { kind: 'dmesg', eccSize: 16 });
    dump.write(latin1Bytes('a'.repeat(100)));
    dump.saveOld();
    poke(host, 20, 0, 0, 0);
    dump.saveOld();
    expect(dump.correctedBytes).toBe(0);
    expect(latin1Text(dump.oldLog!.subarray(6, 12))).toBe('aa\0\0\0a');
    dump.write(latin1Bytes('b'));
    poke(host, 20, 1, 2, 3);
    dump.saveOld();
    expect(dump.correctedBytes).toBe(3);
  });

  test('damage past the size, in a block that begins below it, is corrected and counted', () => {
    const host = zoneHost();
    zone(host, { eccSize: 16 }).write(latin1Bytes('x'.repeat(129)));
    poke(host, 12 + 255, 0xff);
    poke(host, 12 + 256, 0xff);
    expect(zone(host, { eccSize: 16 }).correctedBytes).toBe(1);
  });

  test('eight damaged bytes of a block are repaired in RAM, nine are left as they are', () => {
    for (const [count, corrected, bad] of [
      [8, 8, 0],
      [9, 0, 1],
    ] as const) {
      const host = zoneHost();
      zone(host, { eccSize: 16 }).write(latin1Bytes('x'.repeat(128)));
      for (let i = 0; i < count; i++) poke(host, 12 + i * 10, 0x21 + i);
      const before = host.memory.read(ZONE_ADDRESS, 4096);
      const next = zone(host, { eccSize: 16 });
      expect([next.correctedBytes, next.badBlocks]).toEqual([corrected, bad]);
      const isUnchanged = Buffer.compare(before, host.memory.read(ZONE_ADDRESS, 4096)) === 0;
      expect(isUnchanged).toBe(bad === 1);
      expect(latin1Text(next.oldLog!) === 'x'.repeat(128)).toBe(bad === 0);
    }
  });
});

describe('a header damaged under the running kernel', () => {
  const damaged = (offset: number, ...bytes: number[]) => {
    const host = zoneHost();
    const running = zone(host);
    running.write(latin1Bytes('hello'));
    poke(host, offset, ...bytes);
    return { host, running };
  };

  test('a start beyond the mapped pages faults; the one after it is back in the ring', () => {
    const { running, host } = damaged(4, 0, 0, 0, 0x10);
    expect(running.write(latin1Bytes('x'))).toMatchObject({ kind: 'fault', where: 'persistent_ram_write' });
    expect(running.header().start).toBe((0x10000000 + 1) % 4084);
    expect(running.write(latin1Bytes('y'))).toBe(1);
    expect(host.memory.load8(ZONE_ADDRESS + 12 + ((0x10000000 + 1) % 4084))).toBe(0x79);
    // A negative start is an unsigned offset of almost 4 GiB.
    expect(damaged(4, 0xff, 0xff, 0xff, 0xff).running.write(latin1Bytes('xy'))).toMatchObject({ kind: 'fault' });
    expect(damaged(4, 0, 0xff, 0xff, 0xff).running.write(latin1Bytes('xy'))).toMatchObject({ kind: 'fault' });
  });

  test('a start beyond the zone but inside its page: the room left is negative, and the copy runs off the mapping', () => {
    const host = zoneHost();
    const running = zone(host, { size: 1024 });
    poke(host, 4, 0x00, 0x08);
    expect(running.write(latin1Bytes('x'))).toMatchObject({ kind: 'fault', where: 'persistent_ram_write' });
    expect(host.memory.load8(ZONE_ADDRESS + 12 + 0x800)).toBe(0x78);
  });

  test('a negative size grows as size_t does: full at once, or small again where it passes zero', () => {
    const { running } = damaged(8, 0xfb, 0xff, 0xff, 0xff);
    expect(running.write(latin1Bytes('four'))).toBe(4);
    expect(running.header().size).toBe(4084);
    const passing = damaged(8, 0xfd, 0xff, 0xff, 0xff).running;
    expect(passing.write(latin1Bytes('five!'))).toBe(5);
    expect(passing.header().size).toBe(2);
  });

  test('with ECC a size beyond the last block is a BUG, one inside it or below zero is not', () => {
    const withSize = (...bytes: number[]) => {
      const host = zoneHost();
      const running = zone(host, { size: 256, eccSize: 16 });
      running.write(latin1Bytes('hello'));
      poke(host, 8, ...bytes);
      return { host, running };
    };
    // 196 bytes in two blocks.
    const inside = withSize(0, 1).running;
    expect([inside.saveOld(), inside.oldSize]).toEqual([null, 256]);
    expect(withSize(1, 1).running.saveOld()).toMatchObject({ kind: 'bug' });
    const { host, running } = withSize(0, 0, 0, 0x80);
    expect([running.saveOld(), running.oldSize, host.lines.at(-1)]).toEqual([null, 0, '<3>failed to allocate buffer']);
  });

  test('a zone smaller than its header has no end: nothing can be written', () => {
    const host = zoneHost();
    const tiny = zone(host, { size: 4 });
    expect(tiny.write(latin1Bytes('x'))).toMatchObject({ kind: 'fault', where: 'persistent_ram_write' });
  });

  test('a size beyond the zone: the next reading dies or finds no memory', () => {
    expect(damaged(8, 0xff, 0xff, 0, 0).running.saveOld()).toMatchObject({ kind: 'fault' });
    const { host, running } = damaged(8, 0, 0, 0, 0x80);
    expect(running.saveOld()).toBeNull();
    expect(host.lines.at(-1)).toBe('<3>failed to allocate buffer');
    expect(damaged(4, 9, 0, 0, 0).running.saveOld()).toMatchObject({ kind: 'fault' });
  });
});

const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 });

fuzz.prop([pieces, fc.constantFrom(0, 2, 16), fc.constantFrom(64, 256, 1024)])(
  'one run leaves the same zone as its pieces written one by one',
  (written, eccSize, size) => {
    const [one, many] = [zoneHost(), zoneHost()];
    const short = written.filter((piece) => piece.length > 0 && piece.length <= 20);
    const byPieces = zone(one, { size, eccSize });
    for (const piece of short) byPieces.write(piece);
    const byRun = zone(many, { size, eccSize });
    if (short.length > 0) byRun.writeRun(Uint8Array.from(short.flatMap((piece) => [...piece])));
    expect(many.memory.read(ZONE_ADDRESS, size)).toEqual(one.memory.read(ZONE_ADDRESS, size));
  },
);

fuzz.prop([pieces, fc.constantFrom(0, 5, 16), fc.integer({ min: 64, max: 600 })])(
  'what was written last is read back after a reset',
  (written, eccSize, size) => {
    const host = zoneHost();
    const writer = zone(host, { size: size & ~1, eccSize });
    for (const piece of written) writer.write(piece);
    // A write longer than the zone keeps its tail and moves the position by the kept part only.
    const all = Uint8Array.from(
      written.flatMap((piece) => [...piece.subarray(Math.max(0, piece.length - writer.bufferSize))]),
    );
    const reader = zone(host, { size: size & ~1, eccSize });
    const expected = all.subarray(Math.max(0, all.length - writer.bufferSize));
    expect(reader.oldLog ?? new Uint8Array(0)).toEqual(expected);
    expect([reader.correctedBytes, reader.badBlocks]).toEqual([0, 0]);
  },
);

fuzz.prop([
  fc.uint8Array({ minLength: 1, maxLength: 600 }),
  fc.oneof(fc.constantFrom(0, 1, 16, 127, 128, 244), fc.integer({ min: -300, max: 400 })),
  fc.integer({ min: 1, max: 700 }),
  fc.boolean(),
  fc.uint8Array({ maxLength: 40 }),
])('arbitrary bytes and sizes give a zone, an errno or a stop of the kernel', (ram, eccSize, size, signed, text) => {
  const host = zoneHost();
  poke(host, 0, ...ram);
  if (signed) poke(host, 0, 0x44, 0x42, 0x47, 0x43);
  const made = attach(host, { size, eccSize });
  if (!(made instanceof PersistentRamZone)) {
    expect(typeof made === 'number' ? made : isKernelStop(made)).toBeTruthy();
    return;
  }
  for (const result of [made.write(text), made.writeRun(text), made.saveOld(), made.zap()]) {
    expect(result === null || typeof result === 'number' || isKernelStop(result)).toBe(true);
  }
});
