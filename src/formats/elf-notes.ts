/**
 * ELF notes: a head of three words, a name, a descriptor.
 *
 * Facts: the generic ABI, chapter 5, and Linux v6.1 `kernel/crash_core.c` (append_elf_note, final_note). Name and descriptor are padded each:
 * to 4 bytes in every core that Linux or its tools write, to 8 where a segment says so by its alignment. A head of zeros ends the
 * notes of a buffer that has room left.
 */
import type { ByteOrder } from '../memory/byte-order.ts';
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';

export interface ElfNote {
  /** Without its NUL: `CORE`, `VMCOREINFO`. */
  readonly name: string;
  readonly type: number;
  readonly descriptor: Uint8Array;
}

/** To what name and descriptor are padded, in bytes. */
export type NotePadding = 4 | 8;

/** NT_PRSTATUS and NT_PRPSINFO, of the name `CORE`. */
export const NT_PRSTATUS = 1;
export const NT_PRPSINFO = 3;
/** What ends the notes of a buffer. */
const NOTE_HEAD_BYTES = 12;

const padded = (length: number, padding: NotePadding) => Math.ceil(length / padding) * padding;

/** The bytes of notes, one behind the other. */
export function elfNoteBytes(notes: readonly ElfNote[], byteOrder: ByteOrder, padding: NotePadding = 4): Uint8Array {
  const little = byteOrder === 'little';
  const places = notes.map(({ name, descriptor }) => {
    const descriptorAt = padded(NOTE_HEAD_BYTES + name.length + 1, padding);
    return { descriptorAt, sizeBytes: descriptorAt + padded(descriptor.length, padding) };
  });
  const bytes = new Uint8Array(places.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  notes.forEach(({ name, type, descriptor }, index) => {
    const { descriptorAt, sizeBytes } = places[index]!;
    view.setUint32(at, name.length + 1, little);
    view.setUint32(at + 4, descriptor.length, little);
    view.setUint32(at + 8, type, little);
    bytes.set(latin1Bytes(name), at + NOTE_HEAD_BYTES);
    bytes.set(descriptor, at + descriptorAt);
    at += sizeBytes;
  });
  return bytes;
}

export interface ElfNotes {
  readonly notes: readonly ElfNote[];
  /** Bytes that they fill; what is behind is an end mark, or does not fit. */
  readonly sizeBytes: number;
  /** A note runs over the end of the bytes: its head as found there. */
  readonly cutOff: { readonly nameBytes: number; readonly descriptorBytes: number } | null;
}

/** The notes in `bytes` up to the end mark, the end, or a note that is cut off. */
export function readElfNotes(bytes: Uint8Array, byteOrder: ByteOrder, padding: NotePadding = 4): ElfNotes {
  const little = byteOrder === 'little';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const notes: ElfNote[] = [];
  let at = 0;
  while (at + NOTE_HEAD_BYTES <= bytes.length) {
    const nameBytes = view.getUint32(at, little);
    const descriptorBytes = view.getUint32(at + 4, little);
    if (nameBytes === 0) break;
    const descriptorAt = at + padded(NOTE_HEAD_BYTES + nameBytes, padding);
    const end = descriptorAt + padded(descriptorBytes, padding);
    if (end > bytes.length) return { notes, sizeBytes: at, cutOff: { nameBytes, descriptorBytes } };
    const nameAt = at + NOTE_HEAD_BYTES;
    notes.push({
      name: latin1Text(bytes.subarray(nameAt, nameAt + nameBytes)).split('\0', 1)[0]!,
      type: view.getUint32(at + 8, little),
      descriptor: bytes.slice(descriptorAt, descriptorAt + descriptorBytes),
    });
    at = end;
  }
  return { notes, sizeBytes: at, cutOff: null };
}
