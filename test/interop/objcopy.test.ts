/** Binutils read and write our Intel HEX, S-record and ELF images. objcopy converts no cores, but objdump reads them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readElfImage, writeElfImage } from '../../src/formats/elf-image.ts';
import type { ImagePiece, ImageReading } from '../../src/formats/image-pieces.ts';
import { readIntelHex, writeIntelHex } from '../../src/formats/intel-hex.ts';
import { readSRecords, writeSRecords } from '../../src/formats/s-record.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { describeWithTool } from './tool.ts';

/** Two pieces with a hole, over a border of 64 KiB; 300 bytes are more than a record has. */
const pieces: readonly ImagePiece[] = [
  { address: 0x500_ffc0, bytes: Uint8Array.from({ length: 300 }, (_, i) => (i * 7) & 0xff) },
  { address: 0x501_2000, bytes: Uint8Array.of(1, 2, 3) },
];

function expectPieces(reading: ImageReading, expected: readonly ImagePiece[]): void {
  expect(reading.errors).toEqual([]);
  expect(reading.pieces.map(({ address, bytes }) => [address, Buffer.from(bytes).toString('hex')])).toEqual(
    expected.map(({ address, bytes }) => [address, Buffer.from(bytes).toString('hex')]),
  );
}

describeWithTool('objcopy', (objcopy) => {
  function converted(file: Uint8Array, ...args: string[]): Uint8Array {
    const folder = mkdtempSync(join(tmpdir(), 'objcopy-'));
    try {
      const [from, to] = [join(folder, 'in'), join(folder, 'out')];
      writeFileSync(from, file);
      objcopy([...args, from, to], new Uint8Array(0));
      return new Uint8Array(readFileSync(to));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  const raw = new Uint8Array(0x501_2003 - 0x500_ffc0);
  for (const { address, bytes } of pieces) raw.set(bytes, address - 0x500_ffc0);

  test.each([
    ['ihex', writeIntelHex(pieces)],
    ['srec', writeSRecords(pieces)],
  ])('reads our %s', (format, file) => {
    expect(converted(file, '-I', format, '-O', 'binary')).toEqual(raw);
  });

  test.each([
    ['ihex', readIntelHex],
    ['srec', readSRecords],
  ] as const)('we read its %s', (format, read) => {
    expectPieces(read(converted(writeSRecords(pieces), '-I', 'srec', '-O', format)), pieces);
    const high = [{ address: 0xffff_fff0, bytes: Uint8Array.from({ length: 16 }, (_, i) => i) }];
    expectPieces(read(converted(writeIntelHex(high), '-I', 'ihex', '-O', format)), high);
    const low = [{ address: 0x1000, bytes: Uint8Array.of(1, 2) }];
    expectPieces(read(converted(writeIntelHex(low), '-I', 'ihex', '-O', format)), low);
  });
});

describeWithTool('objdump', (objdump) => {
  test('reads our ELF core', () => {
    const folder = mkdtempSync(join(tmpdir(), 'objdump-'));
    try {
      const core = join(folder, 'core');
      writeFileSync(core, writeElfImage(pieces));
      const text = latin1Text(objdump(['-h', '-s', core], new Uint8Array(0)));
      expect(text).toMatch(/load0 +0000012c +000000000500ffc0 +000000000500ffc0 /);
      expect(text).toMatch(/load1 +00000003 +0000000005012000 +0000000005012000 /);
      const shown = [...text.matchAll(/^ [0-9a-f]{7} (.{35}) /gm)]
        .map(([, words]) => words!.replaceAll(' ', ''))
        .join('');
      expect(shown).toBe(pieces.map(({ bytes }) => Buffer.from(bytes).toString('hex')).join(''));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** What the linker of this host calls its output. */
const LD_OUTPUT: Readonly<Record<string, string>> = { x64: 'elf64-x86-64', arm64: 'elf64-littleaarch64' };

describeWithTool('ld', (ld) => {
  test('we read its program by physical address', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ld-'));
    try {
      const [input, script, output] = ['in.bin', 'map.ld', 'out.elf'].map((name) => join(folder, name));
      writeFileSync(input!, pieces[0]!.bytes);
      writeFileSync(script!, 'SECTIONS { .data 0xc0001000 : AT(0x5001000) { *(.data) } .bss : { . += 4096; } }\n');
      const format = LD_OUTPUT[process.arch] ?? 'elf64-little';
      ld(['--oformat', format, '-b', 'binary', input!, '-T', script!, '-e', '0', '-o', output!], new Uint8Array(0));
      const file = new Uint8Array(readFileSync(output!));
      expectPieces(readElfImage(file), [{ address: 0x500_1000, bytes: pieces[0]!.bytes }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
