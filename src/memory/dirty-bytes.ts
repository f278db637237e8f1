/**
 * Bytes that a CPU has stored and RAM does not have yet, each with its writer: a line of a cache or of a write-combining buffer.
 *
 * A writer of `NOBODY` marks a byte that nobody has stored: it is clean.
 */
import type { RamPort } from './ram-port.ts';
import { NOBODY, type WriterId } from './writer-shadow.ts';

/** What a reset takes with it: how many bytes that RAM has otherwise, and of how many lines. */
export interface LostStores {
  readonly lines: number;
  readonly bytes: number;
}

/** Is told of bytes that were stored and never reached RAM. */
export type LossRecorder = (address: number, intended: Uint8Array) => void;

/** Stores the dirty bytes of a line that begins at `address`, runs of one writer together, in order of address. */
export function storeDirtyBytes(below: RamPort, address: number, bytes: Uint8Array, writers: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    const writer: WriterId = writers[at]!;
    let end = at + 1;
    while (end < bytes.length && writers[end] === writer) end++;
    if (writer !== NOBODY) below.write(address + at, bytes.subarray(at, end), writer);
    at = end;
  }
}

/** Tells what is lost with a line; gives the number of bytes that RAM has otherwise. */
export function loseDirtyBytes(
  below: RamPort,
  address: number,
  { bytes, writers }: { readonly bytes: Uint8Array; readonly writers: Uint8Array },
  record: LossRecorder,
): number {
  const ram = below.read(address, bytes.length);
  let lost = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (writers[at] === NOBODY) continue;
    const start = at;
    for (; at < bytes.length && writers[at] !== NOBODY; at++) if (bytes[at] !== ram[at]) lost++;
    record(address + start, bytes.subarray(start, at));
  }
  return lost;
}

/** Puts the dirty bytes of a line over what a buffer that begins at `start` has of them. */
export function overlayDirtyBytes(
  address: number,
  line: { readonly bytes: Uint8Array; readonly writers: Uint8Array },
  start: number,
  target: Uint8Array,
): void {
  const first = Math.max(address, start);
  const end = Math.min(address + line.bytes.length, start + target.length);
  for (let at = first; at < end; at++) {
    if (line.writers[at - address] !== NOBODY) target[at - start] = line.bytes[at - address]!;
  }
}
