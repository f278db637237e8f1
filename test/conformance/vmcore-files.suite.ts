/**
 * Cores as real systems and the reference generator wrote them, taken apart and written again by our writer: head and notes come out
 * byte for byte. What is in the segments is RAM and has suites of its own.
 */
import { elfCoreHeadBytes, encodeElfCoreHead, PT_NOTE, readElfCoreHead } from '../../src/formats/elf-core.ts';
import { elfNoteBytes, NT_PRSTATUS, readElfNotes } from '../../src/formats/elf-notes.ts';
import { encodePrstatus, readPrstatus } from '../../src/formats/prstatus.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readVector } from './vectors.ts';

const architectures: Readonly<Record<number, 'x86_64' | 'arm64' | 'ppc64'>> = {
  62: 'x86_64',
  183: 'arm64',
  21: 'ppc64',
};

export const suite: Suite = {
  name: 'vmcore: head and notes',
  cases(): Case[] {
    return listVectors('vmcore')
      .filter((file) => /^vmcore\..*\.gz$|\.head\.gz$/.test(file))
      .map((file) => ({ name: file, run: () => rewrite(readVector(`vmcore/${file}`)) }));
  },
};

function rewrite(file: Uint8Array): void {
  const head = readElfCoreHead(file);
  if (typeof head === 'string') throw new Error(`no core: ${head}`);
  const headBytes = elfCoreHeadBytes(head.segments.length);
  expectEqualText(hexText(encodeElfCoreHead(head)), hexText(file.subarray(0, headBytes)), 'head');
  const note = head.segments.find(({ type }) => type === PT_NOTE)!;
  const bytes = file.subarray(note.offset, note.offset + note.sizeBytes);
  const { notes } = readElfNotes(bytes, head.byteOrder);
  const architecture = architectures[head.machine]!;
  const written = notes.map((one) => {
    if (one.type !== NT_PRSTATUS) return one;
    const status = readPrstatus(architecture, head.byteOrder, one.descriptor)!;
    return { ...one, descriptor: encodePrstatus(architecture, head.byteOrder, status) };
  });
  expectEqualText(hexText(elfNoteBytes(written, head.byteOrder)), hexText(bytes), 'notes');
}

function hexText(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 32) {
    const line = bytes.subarray(at, at + 32);
    lines.push(`${at.toString(16)}: ${Buffer.from(line).toString('hex')} ${latin1Text(line).replace(/[^ -~]/g, '.')}`);
  }
  return lines.join('\n');
}
