/**
 * The lockless log ring of Linux 5.10 and later as it lies in RAM: structures and constants.
 *
 * Sources: Linux v6.1 and v6.12 `kernel/printk/printk_ringbuffer.h` and `printk.c`. Offsets of 64-bit kernels are those that
 * VMCOREINFO of the recorded kernels names; 32-bit ones follow from the ARM EABI (pointers and longs of four bytes, u64 on
 * eight). The field `last_finalized` is an id up to 6.8 and a sequence number from 6.9 on, and is missing before 5.19.
 */
import { type FieldMap, type Layout, layout, text, u8, u16, u32, u64 } from '../memory/layout.ts';

const SOURCE = 'Linux v6.12 kernel/printk/printk_ringbuffer.h';

/** PRB_AVGBITS: one descriptor for every 32 bytes of text. */
export const PRB_AVGBITS = 5;

/** `enum desc_state`, the upper two bits of `state_var`. */
export const DESC_RESERVED = 0;
export const DESC_COMMITTED = 1;
export const DESC_FINALIZED = 2;
export const DESC_REUSABLE = 3;

/** NO_LPOS (6.12: EMPTY_LINE_LPOS) and FAILED_LPOS: `begin` and `next` of a record without a block. Positions of blocks are even. */
export const NO_LPOS = 3;
export const FAILED_LPOS = 1;

/** PRINTK_INFO_SUBSYSTEM_LEN and PRINTK_INFO_DEVICE_LEN. */
const PRINTK_INFO_SUBSYSTEM_LEN = 16;
const PRINTK_INFO_DEVICE_LEN = 48;

/** The same on 32 and 64 bits. */
export const printkInfo = layout('printk_info', {
  source: SOURCE,
  sizeBytes: 88,
  fields: {
    seq: u64(0, 'sequence number'),
    ts_nsec: u64(8, 'local_clock() of the first piece, nanoseconds'),
    text_len: u16(16, 'length of the text, without newline and NUL'),
    facility: u8(18, 'syslog facility; 0 is the kernel'),
    flags_level: u8(
      19,
      'bit fields flags:5 and level:3; the first is in the low bits on little-endian, in the high ones on big-endian',
    ),
    caller_id: u32(20, 'pid, or 0x80000000 + CPU'),
    subsystem: text(24, PRINTK_INFO_SUBSYSTEM_LEN, 'dev_info.subsystem'),
    device: text(40, PRINTK_INFO_DEVICE_LEN, 'dev_info.device'),
  },
});

/** An `unsigned long` field. */
type LongField = (offset: number, meaning: string) => FieldMap[string];

/** The structures whose members are as wide as the CPU's words. */
export interface PrintkRingLayouts {
  readonly wordBytes: 4 | 8;
  /** `struct printk_ringbuffer`, its parts written out. */
  readonly ringbuffer: Layout<FieldMap>;
  readonly desc: Layout<FieldMap>;
  /** `struct latched_seq`, the type of `clear_seq`. */
  readonly latchedSeq: Layout<FieldMap>;
}

function layoutsFor(wordBytes: 4 | 8): PrintkRingLayouts {
  const long: LongField = wordBytes === 8 ? u64 : u32;
  const word = (index: number) => index * wordBytes;
  return {
    wordBytes,
    ringbuffer: layout<FieldMap>('printk_ringbuffer', {
      source: SOURCE,
      sizeBytes: word(11),
      fields: {
        'desc_ring.count_bits': u32(0, 'binary logarithm of the number of descriptors'),
        'desc_ring.descs': long(word(1), 'address of the descriptors'),
        'desc_ring.infos': long(word(2), 'address of the infos'),
        'desc_ring.head_id': long(word(3), 'id of the newest descriptor'),
        'desc_ring.tail_id': long(word(4), 'id of the oldest descriptor'),
        'desc_ring.last_finalized': long(word(5), 'id (6.9: sequence number) of the last record known to be finalized'),
        'text_data_ring.size_bits': u32(word(6), 'binary logarithm of the bytes of text'),
        'text_data_ring.data': long(word(7), 'address of the text'),
        'text_data_ring.head_lpos': long(word(8), 'where the next block begins'),
        'text_data_ring.tail_lpos': long(word(9), 'where the oldest block begins'),
        fail: long(word(10), 'records that could not be stored'),
      },
    }),
    desc: layout<FieldMap>('prb_desc', {
      source: SOURCE,
      sizeBytes: word(3),
      fields: {
        state_var: long(0, 'state in the upper two bits, id in the others'),
        'text_blk_lpos.begin': long(word(1), 'logical position of the block'),
        'text_blk_lpos.next': long(word(2), 'logical position of the block behind it'),
      },
    }),
    latchedSeq: layout<FieldMap>('latched_seq', {
      source: 'Linux v6.12 kernel/printk/printk.c',
      sizeBytes: 24,
      fields: {
        sequence: u32(0, 'latch: an odd number means that the second value is being read'),
        'val[0]': u64(8, 'sequence number'),
        'val[1]': u64(16, 'its second copy'),
      },
    }),
  };
}

const layouts32 = layoutsFor(4);
const layouts64 = layoutsFor(8);

/** The structures of a kernel whose `unsigned long` has so many bytes. */
export function printkRingLayouts(wordBytes: 4 | 8): PrintkRingLayouts {
  return wordBytes === 8 ? layouts64 : layouts32;
}

/** The byte of `flags` and `level`: C allots bit fields from the low end on little-endian CPUs, from the high end on big-endian. */
export function packFlagsLevel(flags: number, level: number, byteOrder: 'little' | 'big'): number {
  return byteOrder === 'little' ? (flags & 0x1f) | ((level & 7) << 5) : ((flags & 0x1f) << 3) | (level & 7);
}

/** The two bit fields of that byte. */
export function unpackFlagsLevel(byte: number, byteOrder: 'little' | 'big'): { flags: number; level: number } {
  return byteOrder === 'little' ? { flags: byte & 0x1f, level: byte >> 5 } : { flags: byte >> 3, level: byte & 7 };
}
