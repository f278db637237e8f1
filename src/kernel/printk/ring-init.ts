/**
 * A ring that nobody has written to.
 *
 * Mirrors `prb_init` and the initialisers of DEFINE_PRINTKRB and of `prb` in Linux v6.1 and v6.12
 * `kernel/printk/printk_ringbuffer.[ch]` and `printk.c`.
 */
import { DESC_REUSABLE, FAILED_LPOS, printkInfo, printkRingLayouts } from '../../formats/printk-ring.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { Mapping } from '../../memory/mapping.ts';
import { type PageTemplate, pageTemplate } from '../../memory/page-template.ts';

/** A ring's arrays: addresses are physical, or offsets where its bytes are made. */
export interface RingPlace {
  readonly descs: number;
  readonly infos: number;
  readonly data: number;
  readonly countBits: number;
  readonly sizeBits: number;
}

/** The fields of the structure as they begin; pointers are the kernel's. */
export function writeRingStruct(
  ram: Mapping,
  address: number,
  wordBytes: 4 | 8,
  place: RingPlace,
  virtual: (physical: number) => bigint,
  lastFinalized: 'id' | 'seq',
): void {
  const pointers = [virtual(place.descs), virtual(place.infos), virtual(place.data)] as const;
  const key = [ram.byteOrder, wordBytes, place.countBits, place.sizeBits, lastFinalized, ...pointers].join();
  let bytes = structs.get(key);
  if (bytes === undefined) {
    bytes = ringStruct(ram.byteOrder, wordBytes, place, pointers, lastFinalized);
    if (structs.size >= STRUCTS_MAX) structs.clear();
    structs.set(key, bytes);
  }
  ram.write(address, bytes);
}

/** Structures that were made before: a boot without KASLR has the same again. */
const structs = new Map<string, Uint8Array>();
const STRUCTS_MAX = 16;

function ringStruct(
  byteOrder: ByteOrder,
  wordBytes: 4 | 8,
  place: RingPlace,
  [descs, infos, data]: readonly [bigint, bigint, bigint],
  lastFinalized: 'id' | 'seq',
): Uint8Array {
  const { ringbuffer } = printkRingLayouts(wordBytes);
  const wide = (value: bigint) => (wordBytes === 8 ? BigInt.asUintN(64, value) : Number(BigInt.asUintN(32, value)));
  const id = wide(BigInt.asUintN(wordBytes * 8 - 2, BigInt(-(2 ** place.countBits) - 1)));
  const lpos = wide(BigInt(-(2 ** place.sizeBits)));
  const values: Record<string, unknown> = {
    'desc_ring.count_bits': place.countBits,
    'desc_ring.descs': wide(descs),
    'desc_ring.infos': wide(infos),
    'desc_ring.head_id': id,
    'desc_ring.tail_id': id,
    'desc_ring.last_finalized': lastFinalized === 'id' ? id : wide(0n),
    'text_data_ring.size_bits': place.sizeBits,
    'text_data_ring.data': wide(data),
    'text_data_ring.head_lpos': lpos,
    'text_data_ring.tail_lpos': lpos,
    fail: wide(0n),
  };
  return ringbuffer.encode(values, byteOrder);
}

/** Empty arrays, anywhere in RAM. The text is left as it is: nothing refers to it. */
export function putEmptyArrays(ram: Mapping, wordBytes: 4 | 8, place: RingPlace): void {
  const count = 2 ** place.countBits;
  const { desc } = printkRingLayouts(wordBytes);
  ram.fill(place.descs, count * desc.sizeBytes, 0);
  ram.fill(place.infos, count * printkInfo.sizeBytes, 0);
  ram.write(place.descs + (count - 1) * desc.sizeBytes, firstDesc(ram.byteOrder, wordBytes, count));
  ram.write(place.infos, firstInfo(ram.byteOrder, count));
}

/** The descriptor that stands before the first one: reusable, without text. */
function firstDesc(byteOrder: ByteOrder, wordBytes: 4 | 8, count: number): Uint8Array {
  const idBits = wordBytes * 8 - 2;
  const state = BigInt.asUintN(idBits, BigInt(-count - 1)) | (BigInt(DESC_REUSABLE) << BigInt(idBits));
  const wide = (value: bigint) => (wordBytes === 8 ? value : Number(value));
  const failed = wide(BigInt(FAILED_LPOS));
  const values: Record<string, unknown> = {
    state_var: wide(state),
    'text_blk_lpos.begin': failed,
    'text_blk_lpos.next': failed,
  };
  return printkRingLayouts(wordBytes).desc.encode(values, byteOrder);
}

/** The first info: one lap more, and its sequence number is 0. */
function firstInfo(byteOrder: ByteOrder, count: number): Uint8Array {
  const bytes = new Uint8Array(printkInfo.sizeBytes);
  printkInfo.write(bytes, byteOrder, { seq: BigInt.asUintN(64, BigInt(-count)) });
  return bytes;
}

const templates = new Map<string, PageTemplate>();

/** The pages of the arrays of a static ring; `place` counts from their first byte. */
export function emptyRingTemplate(byteOrder: ByteOrder, wordBytes: 4 | 8, place: RingPlace): PageTemplate {
  const name = `log ring ${byteOrder} ${wordBytes * 8} ${place.sizeBits}`;
  let template = templates.get(name);
  if (template === undefined) {
    template = pageTemplate(name, LOG_WRITER, () => {
      const bytes = new Uint8Array(place.data + 2 ** place.sizeBits);
      const count = 2 ** place.countBits;
      const desc = firstDesc(byteOrder, wordBytes, count);
      bytes.set(desc, place.descs + (count - 1) * desc.length);
      bytes.set(firstInfo(byteOrder, count), place.infos);
      return bytes;
    });
    templates.set(name, template);
  }
  return template;
}

/** A pointer in RAM. */
export function storePointer(ram: Mapping, address: number, wordBytes: 4 | 8, pointer: bigint): void {
  if (wordBytes === 8) ram.store64(address, pointer);
  else ram.store32(address, Number(BigInt.asUintN(32, pointer)));
}

/** Who writes the log. */
export const LOG_WRITER = 'kernel/printk';
