/**
 * Where the log's variables and its static buffers lie in the kernel image.
 *
 * The names are those of Linux v6.1 and v4.19 `kernel/printk/printk.c` (as in System.map and VMCOREINFO). The offsets are composed,
 * not recorded: a page of variables, then the arrays, each on a page boundary, so that the block ends 64 KiB before the
 * image does, inside data and bss.
 */
import { PRB_AVGBITS, printkInfo, printkRingLayouts } from '../../formats/printk-ring.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';

const PAGE_SIZE = 4096;
const END_GAP = 0x10000;

/** Physical addresses. */
export interface LogSymbols {
  /** Pointer to the ring in use. */
  readonly prb: number;
  readonly printk_rb_static: number;
  readonly printk_rb_dynamic: number;
  /** struct latched_seq; in 4.19 a u64. */
  readonly clear_seq: number;
  /** Pointer to the text in use, and its length (u32). */
  readonly log_buf: number;
  readonly log_buf_len: number;
  /** 4.19: u64, u64, u32, u32, u32. */
  readonly log_first_seq: number;
  readonly log_next_seq: number;
  readonly log_first_idx: number;
  readonly log_next_idx: number;
  readonly clear_idx: number;
  readonly _printk_rb_static_descs: number;
  readonly _printk_rb_static_infos: number;
  readonly __log_buf: number;
  /** All of it, whole pages. */
  readonly block: AddressRange;
}

/** The symbols of a kernel whose image lies at `image`. */
export function logSymbols(profile: KernelProfile, image: AddressRange): LogSymbols {
  const { ring, logBufShift } = profile.printk;
  const bytes = 2 ** logBufShift;
  const count = ring === 'record' ? 0 : 2 ** (logBufShift - PRB_AVGBITS);
  const pages = (size: number) => Math.ceil(size / PAGE_SIZE) * PAGE_SIZE;
  const descBytes = pages(count * printkRingLayouts(profile.wordBytes).desc.sizeBytes);
  const infoBytes = pages(count * printkInfo.sizeBytes);
  const blockBytes = PAGE_SIZE + descBytes + infoBytes + pages(bytes);
  const start = Math.floor((image.end - END_GAP - blockBytes) / PAGE_SIZE) * PAGE_SIZE;
  return {
    prb: start,
    log_buf: start + 0x8,
    log_buf_len: start + 0x10,
    clear_seq: start + 0x20,
    printk_rb_static: start + 0x40,
    printk_rb_dynamic: start + 0xc0,
    log_first_seq: start + 0x140,
    log_next_seq: start + 0x148,
    log_first_idx: start + 0x150,
    log_next_idx: start + 0x154,
    clear_idx: start + 0x158,
    _printk_rb_static_descs: start + PAGE_SIZE,
    _printk_rb_static_infos: start + PAGE_SIZE + descBytes,
    __log_buf: start + PAGE_SIZE + descBytes + infoBytes,
    block: { start, end: start + blockBytes },
  };
}
