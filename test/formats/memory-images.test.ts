// Intel HEX, S-record, ELF and md logs: what is written is read back, known records of the specifications, every damage refused with its
// line or offset, and arbitrary bytes answered.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { readElfImage, writeElfImage } from '../../src/formats/elf-image.ts';
import { type ImagePiece, type ImageReading, joinPieces } from '../../src/formats/image-pieces.ts';
import { readIntelHex, writeIntelHex } from '../../src/formats/intel-hex.ts';
import { hasDumpLine, readMdLog } from '../../src/formats/md-log.ts';
import { readSRecords, writeSRecords } from '../../src/formats/s-record.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';

const bytes = (...lines: string[]) => latin1Bytes(lines.map((line) => `${line}\n`).join(''));

function told(reading: ImageReading): string[] {
  return [...reading.errors, ...reading.remarks].map(({ message, place, found, expected }) =>
    [place?.line ?? place?.path, message, found, expected].filter((part) => part !== undefined).join(' | '),
  );
}

const shape = (reading: ImageReading) =>
  reading.pieces.map(({ address, bytes: data }) => [address, Buffer.from(data).toString('hex')]);

/** Pieces with addresses below `limit`, joined as a reader gives them. */
const images = (limit: number) =>
  fc
    .array(fc.record({ address: fc.nat(limit - 200), bytes: fc.uint8Array({ minLength: 1, maxLength: 100 }) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((pieces) => joinPieces(pieces).pieces);

const formats = [
  ['Intel HEX', writeIntelHex, readIntelHex, 2 ** 32],
  ['S-record, 16 bits', writeSRecords, readSRecords, 2 ** 16],
  ['S-record, 24 bits', writeSRecords, readSRecords, 2 ** 24],
  ['S-record, 32 bits', writeSRecords, readSRecords, 2 ** 32],
  ['ELF', writeElfImage, readElfImage, 2 ** 31 * 2 ** 13],
] as const satisfies [string, (pieces: ImagePiece[]) => Uint8Array, (file: Uint8Array) => ImageReading, number][];

describe.each(formats)('%s', (_name, write, read, limit) => {
  property.prop([images(Math.min(limit, 2 ** 31 - 1)), fc.nat(16)])('read back', (pieces, high) => {
    const shift = limit > 2 ** 31 ? high * (limit / 32) : 0;
    const moved = pieces.map((piece) => ({ ...piece, address: piece.address + shift }));
    const reading = read(write(moved));
    expect(told(reading)).toEqual([]);
    expect(reading.pieces.map(({ address }) => address)).toEqual(moved.map(({ address }) => address));
    reading.pieces.forEach((piece, i) => {
      expect(Buffer.compare(piece.bytes, moved[i]!.bytes)).toBe(0);
    });
  });

  test('the last byte of the address space', () => {
    const piece = { address: limit - 3, bytes: Uint8Array.of(1, 2, 3) };
    expect(shape(read(write([piece])))).toEqual([[limit - 3, '010203']]);
  });

  property.prop([images(2 ** 16), fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 20 })])(
    'damaged or cut: an answer, and never bytes beside the truth where there are checksums',
    (pieces, place, noise) => {
      const file = write(pieces).slice();
      const at = place % file.length;
      file.set(noise.subarray(0, file.length - at), at);
      expect(() => [read(file), read(file.subarray(0, at))]).not.toThrow();
    },
  );
});

test('a single wrong digit in a text record is noticed, or changes nothing', () => {
  for (const [write, read] of [
    [writeIntelHex, readIntelHex],
    [writeSRecords, readSRecords],
  ] as const) {
    const file = write([{ address: 0x1234, bytes: Uint8Array.of(0xde, 0xad, 0xbe, 0xef) }]);
    for (let at = 0; at < file.length; at++) {
      if (file[at]! <= 32) continue;
      const damaged = file.slice();
      damaged[at] = damaged[at] === 0x30 ? 0x37 : 0x30;
      const reading = read(damaged);
      if (reading.errors.length === 0) expect(shape(reading), `byte ${at}`).toEqual(shape(read(file)));
    }
  }
});

property.prop([fc.uint8Array({ maxLength: 300 })])('arbitrary bytes', (noise) => {
  for (const read of [readIntelHex, readSRecords, readElfImage, readMdLog]) expect(() => read(noise)).not.toThrow();
});

describe('Intel HEX', () => {
  test('the records of the specification, segment and linear', () => {
    const file = bytes(
      ':020000021200EA',
      ':0401000001020304F1',
      ':02000004FFFFFC',
      ':02FFFE0005 06F6'.replace(' ', ''),
      ':00000001FF',
    );
    expect(shape(readIntelHex(file))).toEqual([
      [0x12100, '01020304'],
      [0xffff_fffe, '0506'],
    ]);
  });

  test('a segment wraps at 64 KiB', () => {
    const file = bytes(':020000021000EC', ':02FFFF00AABB9B', ':00000001FF');
    expect(shape(readIntelHex(file))).toEqual([
      [0x1_0000, 'bb'],
      [0x1_ffff, 'aa'],
    ]);
  });

  test.each([
    ['no colon', bytes('00000001FF'), '1 | not a record | a line that begins with :'],
    ['an odd digit', bytes(':00000001F'), '1 | not a record | pairs of hex digits'],
    ['too short', bytes(':0100000001'), '1 | wrong length | 0 bytes of data | 1, as it says'],
    ['a checksum', bytes('', ':0100000001FF'), '2 | wrong checksum | FF | FE'],
    ['a type', bytes(':00000006FA'), '1 | unknown type of record | 06 | 00 to 05'],
    ['an address of one byte', bytes(':0100000400FB'), '1 | a record of type 04 has 2 bytes of data | 1'],
    ['no end', bytes(':0100000001FE'), '1 | the file ends without its end record | :00000001FF'],
    ['more behind the end', bytes(':00000001FF', ':00000001FF'), '2 | a record behind the end record'],
    ['past 4 GiB', bytes(':02000004FFFFFC', ':02FFFF000102FD'), '2 | the record ends beyond 4 GiB'],
  ])('%s', (_name, file, words) => {
    expect(told(readIntelHex(file))).toEqual([words]);
  });

  test('a file of nonsense has twenty complaints, not a million', () => {
    const { errors } = readIntelHex(bytes(...Array.from({ length: 1000 }, () => ':zz')));
    expect(errors.length).toBe(20);
  });

  test('more pieces than are kept', () => {
    const scattered = Array.from({ length: 65_537 }, (_, i) => ({ address: i * 2, bytes: Uint8Array.of(1) }));
    expect(readIntelHex(writeIntelHex(scattered.slice(1))).pieces.length).toBe(65_536);
    expect(told(readIntelHex(writeIntelHex(scattered)))).toEqual([
      expect.stringContaining('too many separate pieces | at most 65536'),
    ]);
  });

  test('two values for one address: the later counts and it is told', () => {
    const file = bytes(':0300000001020300F7'.replace('0300F7', '03F7'), ':0100010009F5', ':00000001FF');
    expect(shape(readIntelHex(file))).toEqual([[0, '010903']]);
    expect(told(readIntelHex(file))).toEqual(['two values for one address; the later one counts | 0x1']);
  });
});

describe('S-record', () => {
  test('a header, data of three address sizes, a count, an end', () => {
    const file = bytes(
      'S00600004844521B',
      'S1041234AA0B',
      'S205123456BBA3',
      'S30612345678CC19',
      'S5030003F9',
      'S70500000000FA',
    );
    expect(told(readSRecords(file))).toEqual([]);
    expect(shape(readSRecords(file))).toEqual([
      [0x1234, 'aa'],
      [0x123456, 'bb'],
      [0x12345678, 'cc'],
    ]);
  });

  test.each([
    ['no S', bytes('T9030000FC'), '1 | not a record | a line that begins with S0 to S9'],
    ['only S', bytes('S'), '1 | not a record | a line that begins with S0 to S9'],
    ['S4', bytes('S4030000FC'), '1 | S4 is reserved'],
    ['no address', bytes('S102FF FE'.replace(' ', '')), '1 | wrong length | 2 bytes | at least 3'],
    ['a checksum', bytes('S1041234AA0C'), '1 | wrong checksum | 0C | 0B'],
    ['a record lost', bytes('S1041234AA0B', 'S5030002FA'), '2 | data records are missing | 1 | 2'],
    ['no end', bytes('S1041234AA0B'), '1 | the file ends without its end record | S7, S8 or S9'],
    ['past its addresses', bytes('S105FFFF0102F9'), '1 | the record ends beyond its address space'],
  ])('%s', (_name, file, words) => {
    expect(told(readSRecords(file))).toEqual([words]);
  });
});

describe('ELF', () => {
  const piece = { address: 0x500_0000, bytes: Uint8Array.of(1, 2, 3, 4) };
  const changed = (change: (view: DataView, file: Uint8Array) => void, pieces = [piece]) => {
    const file = writeElfImage(pieces).slice();
    change(new DataView(file.buffer), file);
    return file;
  };

  test('32 bits, big-endian, by physical address; memory without bytes is a hole', () => {
    const file = new Uint8Array(52 + 32 + 4);
    const view = new DataView(file.buffer);
    file.set([0x7f, 0x45, 0x4c, 0x46, 1, 2, 1]);
    view.setUint32(28, 52);
    view.setUint16(42, 32);
    view.setUint16(44, 1);
    [1, 84, 0xc000_0000, 0x1000, 4, 0x2000].forEach((value, i) => {
      view.setUint32(52 + 4 * i, value);
    });
    file.set([9, 8, 7, 6], 84);
    expect(shape(readElfImage(file))).toEqual([[0x1000, '09080706']]);
  });

  test('the number of segments stands in section 0 when it is large', () => {
    const plain = writeElfImage([piece]);
    const file = new Uint8Array(plain.length + 64);
    file.set(plain);
    const view = new DataView(file.buffer);
    view.setUint16(56, 0xffff, true);
    view.setBigUint64(40, BigInt(plain.length), true);
    view.setUint32(plain.length + 44, 1, true);
    expect(shape(readElfImage(file))).toEqual([[0x500_0000, '01020304']]);
    expect(told(readElfImage(file.slice(0, plain.length + 47)))).toEqual([
      'offset 0x7c | the section header with the number of segments is cut off',
    ]);
    view.setUint16(54, 0, true);
    expect(told(readElfImage(file))).toEqual(['offset 0x36 | program headers are too short | 0 bytes | 56 bytes']);
  });

  test.each([
    [
      'a class',
      changed((_, file) => file.fill(3, 4, 5)),
      'offset 0x4 | unknown class or byte order | 3, 1 | 1 or 2 each',
    ],
    [
      'only the magic',
      writeElfImage([piece]).slice(0, 4),
      'offset 0x4 | unknown class or byte order | undefined, undefined | 1 or 2 each',
    ],
    ['a short header', writeElfImage([piece]).slice(0, 63), 'offset 0x3f | the ELF header is cut off | 64 bytes'],
    [
      'no program headers',
      writeElfImage([piece]).slice(0, 119),
      'offset 0x40 | the program headers are cut off | 1 of 56 bytes',
    ],
    [
      'cut data',
      writeElfImage([piece]).slice(0, -1),
      'offset 0x40 | a segment is cut off | a file of 123 bytes | 4 bytes from offset 0x78',
    ],
    ['no segments', writeElfImage([]), 'no PT_LOAD segment with bytes'],
    [
      'an address beyond all',
      changed((view) => view.setBigUint64(88, 2n ** 53n, true)),
      'offset 0x40 | no physical address | 0x20000000000000 | below 2^53',
    ],
    [
      'all at 0',
      writeElfImage([
        { ...piece, address: 0 },
        { ...piece, address: 0 },
      ]),
      'all segments have the physical address 0',
    ],
  ])('%s', (_name, file, words) => {
    expect(told(readElfImage(file))).toEqual([words]);
  });

  test('segments that name one large part of the file over and over are refused', () => {
    const large = { address: 0x1000, bytes: new Uint8Array(1 << 20) };
    const file = changed(() => {}, [
      large,
      ...Array.from({ length: 1024 }, () => ({ address: 0, bytes: new Uint8Array(0) })),
    ]);
    const view = new DataView(file.buffer);
    for (let i = 1; i <= 1024; i++) {
      file.copyWithin(64 + 56 * i, 64, 64 + 56);
      view.setBigUint64(64 + 56 * i + 24, BigInt(i) << 20n, true);
    }
    expect(told(readElfImage(file))[0]).toMatch(/^too large \| 1074790400 bytes \| at most 1073741824 bytes/);
  });
});

describe('md', () => {
  const log = (...lines: string[]) => readMdLog(bytes(...lines));

  test('every size, little-endian as the text column tells', () => {
    const wanted = [[0x300_0000, '44424743090000000a00000041207a20']];
    for (const line of [
      '03000000: 44 42 47 43 09 00 00 00 0a 00 00 00 41 20 7a 20    DBGC........A z ',
      '03000000: 4244 4347 0009 0000 000a 0000 2041 207a    DBGC........A z ',
      '03000000: 43474244 00000009 0000000a 207a2041    DBGC........A z ',
      '03000000: 0000000943474244 207a20410000000a  DBGC........A z ',
      '[    1.5] 03000000: 43474244 00000009 0000000a 207a2041    DBGC........A z',
      '\x1b[32m0000000003000000: 43474244 00000009 0000000a 207a2041    DBGC........A z \x1b[0m\r',
    ]) {
      const reading = log('=> md 3000000 4', line, '=> ');
      expect(shape(reading)).toEqual(wanted);
      expect(told(reading)).toEqual([]);
    }
  });

  test('big-endian where the text column says so, or the user', () => {
    expect(shape(log('03000000: 44424743 00000009    DBGC....'))).toEqual([[0x300_0000, '4442474300000009']]);
    const file = bytes('00001000: 01020304');
    expect(shape(readMdLog(file, 'big'))).toEqual([[0x1000, '01020304']]);
    expect(told(readMdLog(file, 'big'))).toEqual([]);
    expect(shape(readMdLog(file))).toEqual([[0x1000, '04030201']]);
    expect(told(readMdLog(file))).toEqual(['nothing tells the byte order of the board; taken as little-endian']);
  });

  test('a damaged line is left out and told; the hole too', () => {
    const reading = log(
      '03000000: 64636261 68676665 6c6b6a69 706f6e6d    abcdefghijklmnop',
      '03000010: 646362x1 68676665 6c6b6a69 706f6e6d    abcdefghijklmnop',
      'eth0: link is up',
      '03000020: 64636261 68676665 6c6b6a69 706f6e6d    abcdefghijklmnop',
    );
    expect(reading.pieces.map(({ address }) => address)).toEqual([0x300_0000, 0x300_0020]);
    expect(told(reading)).toEqual([
      '2 | a dump line that cannot be read; left out',
      'bytes are missing between dump lines | 0x3000010 to 0x300001f',
    ]);
  });

  test('a line whose text column disagrees gives way to a line that agrees, before or behind it', () => {
    const good = '03000000: 61 62 63 64    abcd';
    const bad = '03000000: 61 62 73 64    abcd';
    for (const lines of [
      [good, bad],
      [bad, good],
    ]) {
      const reading = log(...lines);
      expect(shape(reading)).toEqual([[0x300_0000, '61626364']]);
      expect(told(reading)).toEqual([
        `${lines.indexOf(bad) + 1} | the text column disagrees with the numbers; the numbers are kept`,
        'two values for one address; the later one counts | 0x3000002',
      ]);
    }
  });

  test('lines repeated and out of order join', () => {
    const reading = log('00000004: 65 66', '00000000: 61 62 63 64    abcd', '00000004: 65 66    ef');
    expect(shape(reading)).toEqual([[0, '616263646566']]);
    expect(told(reading)).toEqual([]);
  });

  test('no dump at all', () => {
    expect(told(log('U-Boot 2026.07', '=> '))).toEqual(['no line of U-Boot’s md | 03000000: 43474244 …']);
    expect(hasDumpLine(bytes('U-Boot 2026.07'))).toBe(false);
    expect(hasDumpLine(bytes('x', '00000000: 61'))).toBe(true);
  });

  test('more bytes than a line of U-Boot can have', () => {
    const line = (count: number) => `00000000:${' 61'.repeat(count)}`;
    expect(log(line(64)).pieces[0]!.bytes.length).toBe(64);
    expect(told(log(line(65)))[0]).toBe('no line of U-Boot’s md | 03000000: 43474244 …');
  });
});
