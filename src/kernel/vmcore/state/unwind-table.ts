/**
 * The tables by which a kernel, and crash, find from one frame to the next: ORC.
 *
 * Mirrors Linux v6.1 `arch/x86/include/asm/orc_types.h` and `arch/x86/kernel/unwind_orc.c` (orc_lookup in blocks of 256 bytes). The entries are those of
 * the return addresses that the recorded stacks name, as the real kernel's tables have them; everything else has none.
 */
import type { DumpFacts } from '../../../profiles/dump-facts.ts';
import { type KernelObjects, words } from './kernel-objects.ts';
import { LINKED_TEXT } from './kernel-symbols.ts';

const BLOCK_BYTES = 256n;
const ENTRY_BYTES = 6;
const REGISTERS = { sp: 5, bp: 4 } as const;
const PREVIOUS_SP = 1;
/** Neither register is known: the end. */
const UNDEFINED = new Uint8Array(ENTRY_BYTES);

/** How the caller's frame is found at a return address. */
export interface Frame {
  readonly register: 'sp' | 'bp';
  /** From the register (`sp`: right behind the return address) up to the caller's frame. */
  readonly bytes: number;
  /** Where the caller's frame pointer is kept, from there; null: it is still in its register. */
  readonly saved: number | null;
  /** The function that was called; null: by a pointer, or one that nobody names. */
  readonly callee: string | null;
}

/** From the return address to that of the caller where a frame pointer says it: that of `__schedule` [recorded]; others are taken to be as large. */
const POINTED_FRAME_BYTES = 88;
/** A frame whose size is not known [assumed]. */
const UNKNOWN_FRAME_BYTES = 32;

/** ORC_TYPE_CALL up to 6.3, and since then. */
export const CALL_TYPES = { old: 0, new: 2 } as const;

/** From a return address to that of the caller. */
export function frameBytes(frame: Frame | undefined): number {
  if (frame === undefined) return UNKNOWN_FRAME_BYTES;
  return frame.register === 'sp' ? frame.bytes : POINTED_FRAME_BYTES;
}

/** By place: `vfs_write+0xc4`. */
export function framesOf(facts: DumpFacts): ReadonlyMap<string, Frame> {
  return new Map(
    facts.frames
      .trim()
      .split('\n')
      .map((line) => {
        const [place, register, bytes, saved, callee = null] = line.split(' ');
        const frame = { register: register as Frame['register'], bytes: Number(bytes), callee };
        return [place!, { ...frame, saved: saved === '-' ? null : Number(saved) }];
      }),
  );
}

/** By name, the places newest first. */
export function waysOf(facts: DumpFacts): ReadonlyMap<string, readonly string[]> {
  return new Map(
    facts.ways
      .trim()
      .split('\n')
      .map((line) => {
        const [name, ...places] = line.split(' ');
        return [name!, places];
      }),
  );
}

/** `callType`: the kernel's ORC_TYPE_CALL. */
export function storeUnwindTable(objects: KernelObjects, frames: ReadonlyMap<string, Frame>, callType: number): void {
  const { symbols } = objects;
  const entries: { readonly at: bigint; readonly bytes: Uint8Array }[] = [{ at: LINKED_TEXT, bytes: UNDEFINED }];
  const places = [...frames].flatMap(([place, frame]) => {
    const at = symbols.place(place);
    return at === null ? [] : [{ at, frame }];
  });
  places.sort((a, b) => (a.at < b.at ? -1 : 1));
  for (const { at, frame } of places) {
    // The call itself and the address behind it.
    entries.push({ at: at - 1n, bytes: entryBytes(frame, callType) }, { at: at + 1n, bytes: UNDEFINED });
  }
  const table = symbols.variable('__start_orc_unwind_ip').address;
  objects.set(
    '__start_orc_unwind_ip',
    entries.map(({ at }, index) => at - (table + BigInt(4 * index))),
    4,
  );
  const all = new Uint8Array(entries.length * ENTRY_BYTES);
  for (const [index, { bytes }] of entries.entries()) all.set(bytes, index * ENTRY_BYTES);
  objects.write(symbols.physical('__start_orc_unwind'), all);
  const end = symbols.marks.get('_etext')!;
  const blocks = Number((end - LINKED_TEXT) / BLOCK_BYTES) + 2;
  const lookup = new Uint32Array(blocks).fill(entries.length - 1);
  let entry = 0;
  for (let block = 0; block < blocks; block++) {
    const start = LINKED_TEXT + BLOCK_BYTES * BigInt(block);
    while (entry + 1 < entries.length && entries[entry + 1]!.at <= start) entry++;
    lookup[block] = entry;
  }
  objects.write(symbols.physical('orc_lookup'), words([...lookup], 4));
  objects.set('lookup_num_blocks', [blocks], 4);
}

/**
 * The calls in front of the return addresses, by which crash judges what it finds on a stack. Where it cannot go by the tables it goes by the code: a
 * function then begins with what makes its frame as large as it is, and other code there is none (`nop`). That is so of frames with a pointer, and of
 * all frames where the tables are newer (`callType`) than crash 8.0.2.
 */
export function storeCalls(objects: KernelObjects, frames: ReadonlyMap<string, Frame>, callType: number): void {
  const { symbols } = objects;
  for (const [place, frame] of frames) {
    const after = symbols.place(place);
    if (after === null || (frame.register === 'sp' && callType === CALL_TYPES.old)) continue;
    const start = symbols.place(place.replace(/\+.*/, '+0x0'))!;
    const code = new Uint8Array(Number(after - start)).fill(NOP);
    const own = frameBytes(frame) - 8;
    if (own > 0 && code.length > SUBTRACT_FROM_SP.length + 4) {
      code.set(SUBTRACT_FROM_SP);
      code.set(words([own], 4), SUBTRACT_FROM_SP.length);
    }
    objects.write(symbols.physicalOf(start), code);
  }
  for (const [place, { callee }] of frames) {
    const after = symbols.place(place);
    const target = callee === null ? null : symbols.place(`${callee}+0x0`);
    if (after === null || target === null) continue;
    const call = new Uint8Array(5);
    call[0] = CALL;
    call.set(words([target - after], 4), 1);
    objects.write(symbols.physicalOf(after - 5n), call);
  }
}

const NOP = 0x90;
const CALL = 0xe8;
/** `sub $imm32,%rsp`. */
const SUBTRACT_FROM_SP = [0x48, 0x81, 0xec];

/** Where the tables end: what `__stop_orc_unwind_ip` and `__stop_orc_unwind` are. */
export function unwindTableEnds(
  frames: ReadonlyMap<string, Frame>,
  place: (text: string) => bigint | null,
): { readonly addresses: number; readonly entries: number } {
  const count = 1 + 2 * [...frames.keys()].filter((text) => place(text) !== null).length;
  return { addresses: 4 * count, entries: ENTRY_BYTES * count };
}

function entryBytes({ register, bytes, saved }: Frame, callType: number): Uint8Array {
  const entry = new Uint8Array(ENTRY_BYTES);
  const view = new DataView(entry.buffer);
  view.setInt16(0, bytes, true);
  view.setInt16(2, saved ?? 0, true);
  entry[4] = REGISTERS[register] | (saved === null ? 0 : PREVIOUS_SP << 4);
  entry[5] = callType;
  return entry;
}
