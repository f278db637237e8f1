/**
 * The kernel's deflate against outputs of the kernel's code, and every compressed record of the recorded regions: read to the
 * recorded text, and written again to the recorded bytes.
 */
import { createHash } from 'node:crypto';
import { kernelDeflate } from '../../src/formats/deflate.ts';
import { cryptoInflate, rawInflate } from '../../src/formats/inflate.ts';
import { lz4Compress, lz4Decompress } from '../../src/formats/lz4.ts';
import { lzoDecompress } from '../../src/formats/lzo.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, listVectors, readJsonVector, readVector } from './vectors.ts';

interface DeflateVector {
  name: string;
  windowBits: 11 | 15;
  inputLatin1: string;
  outLimit: number;
  ok: boolean;
  /** Null when the kernel failed; the hex text also when it is long. */
  outLen: number | null;
  outHex: string | null;
  outSha256: string | null;
}

const deflateSuite: Suite = {
  name: 'pstore-deflate',
  cases: () =>
    hasVector('pstore-deflate.json')
      ? readJsonVector<{ vectors: DeflateVector[] }>('pstore-deflate.json').vectors.map(deflateCase)
      : [],
};

function deflateCase(vector: DeflateVector): Case {
  return {
    name: `${vector.name}, window ${vector.windowBits}`,
    run() {
      const input = latin1Bytes(vector.inputLatin1);
      const bytes = kernelDeflate(input, { windowBits: vector.windowBits, outLimit: vector.outLimit });
      if (!vector.ok) {
        if (bytes !== null) throw new Error(`fits in ${bytes.length} bytes, but the kernel failed`);
        return;
      }
      if (bytes === null) throw new Error('does not fit, but the kernel succeeded');
      if (vector.outHex !== null) expectSame(bytes, Buffer.from(vector.outHex, 'hex'));
      if (bytes.length !== vector.outLen) throw new Error(`${bytes.length} bytes, not ${vector.outLen}`);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (sha256 !== vector.outSha256) throw new Error(`sha256 ${sha256}, not ${vector.outSha256}`);
      expectSame(rawInflate(bytes, input.length).bytes, input);
    },
  };
}

const recordSuite: Suite = {
  name: 'compressed-records',
  cases: () => [...listVectors('linux').flatMap(imageCases), ...damagedCases()],
};

interface ImageNotes {
  kernelCommandLineExtra: string;
  recoveredBy: { kernel: string; files: { name: string; text?: string }[] }[];
}

function imageCases(file: string): Case[] {
  const name = file.slice(0, -'.bin.gz'.length);
  if (!file.endsWith('.bin.gz') || file.endsWith('.after.bin.gz') || name.startsWith('bad-')) return [];
  const notes = readJsonVector<ImageNotes>(`linux/${name}.json`);
  const compressor = /pstore\.compress=(\w+)/.exec(notes.kernelCommandLineExtra)?.[1] ?? 'deflate';
  const windowBits = name.startsWith('d612-') ? 15 : 11;
  return compressedRecords(readVector(`linux/${file}`)).map((record, index) => ({
    name: `${name}, compressed record ${index}`,
    run() {
      const limit = 1 << 20;
      if (compressor === 'lzo') {
        expectRecordedText(notes, lzoDecompress(record, limit));
      } else if (compressor === 'lz4') {
        const text = lz4Decompress(record, limit);
        expectRecordedText(notes, text);
        expectSame(lz4Compress(text!)!, record);
      } else {
        const { bytes, status } = rawInflate(record, limit);
        if (status !== 'end') throw new Error(`inflating ended with ${status}`);
        expectRecordedText(notes, bytes);
        expectSame(kernelDeflate(bytes, { windowBits })!, record);
      }
    },
  }));
}

/** Damaged streams that still inflate: to garbled text, and to more than Linux 6.1 allows. */
function damagedCases(): Case[] {
  const open = (name: string): { notes: ImageNotes; record: Uint8Array } => ({
    notes: readJsonVector<ImageNotes>(`linux/${name}.json`),
    record: compressedRecords(readVector(`linux/${name}.bin.gz`))[0]!,
  });
  // 14532 bytes are the capacity of the zone (its bufsize); 24220 = 14532 * 100 / 60.
  const cases: [string, () => void][] = [
    [
      'bad-noecc-deflate-1bit',
      () => {
        const { notes, record } = open('bad-noecc-deflate-1bit');
        expectRecordedText(notes, cryptoInflate(record, 1 << 20));
      },
    ],
    [
      'bad-deflate-9bytes',
      () => {
        const { notes, record } = open('bad-deflate-9bytes');
        expectRecordedText(notes, rawInflate(record, 3 * 14532).bytes);
        if (cryptoInflate(record, 24220) !== null) throw new Error('6.1 refused this record');
        if (cryptoInflate(record, 24229) === null) throw new Error('only the limit is in the way');
      },
    ],
  ];
  return cases.filter(([name]) => hasVector(`linux/${name}.bin.gz`)).map(([name, run]) => ({ name, run }));
}

/** Payloads of the dump zones that carry the mark C, in order: zone header, `====seconds.microseconds-C`, payload. */
function compressedRecords(image: Uint8Array): Uint8Array[] {
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  const records: Uint8Array[] = [];
  for (let zone = 0; zone + 16 <= image.length; zone += 2) {
    if (view.getUint32(zone, true) !== 0x43474244 || view.getUint32(zone + 12, false) !== 0x3d3d3d3d) continue;
    const data = image.subarray(zone + 12, zone + 12 + view.getUint32(zone + 8, true));
    const headerEnd = data.indexOf(0x0a) + 1;
    if (data[headerEnd - 2] === 0x43) records.push(data.subarray(headerEnd));
  }
  return records;
}

/** The text must be one of the recorded files, whole; ramoops adds a notice to it when ECC is on. */
function expectRecordedText(notes: ImageNotes, text: Uint8Array | null): void {
  if (text === null) throw new Error('the record was refused');
  const recorded = notes.recoveredBy.flatMap(({ files }) => files.flatMap((file) => file.text ?? []));
  const own = new TextDecoder().decode(text);
  if (!recorded.some((file) => file.replace(/\nECC: [^\n]*\n$/, '') === own))
    throw new Error('no recorded file has this text');
}

function expectSame(actual: Uint8Array, expected: Uint8Array): void {
  const at = expected.findIndex((byte, index) => actual[index] !== byte);
  if (at >= 0) throw new Error(`byte ${at} is ${actual[at]}, not ${expected[at]}`);
  if (actual.length !== expected.length) throw new Error(`${actual.length} bytes, not ${expected.length}`);
}

export const suites: readonly Suite[] = [deflateSuite, recordSuite];
