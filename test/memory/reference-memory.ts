/**
 * The reference that the model tests compare physical memory with: a list of everything that was done, read backwards.
 *
 * As different from page tables as can be: no pages, no sharing, no copying on write. A byte is what the last entry that
 * covers it says, and so is its writer. A snapshot is a copy of the list.
 */
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';

type Entry = {
  start: number;
  end: number;
  byteAt(address: number): number;
  writerAt(address: number): string;
};

export class ReferenceMemory {
  #entries: Entry[] = [];

  constructor(noiseSeed?: number) {
    if (noiseSeed !== undefined) this.lose(0, 2 ** 44, noiseSeed);
  }

  byteAt(address: number): number {
    const entry = this.#entries.findLast(({ start, end }) => start <= address && address < end);
    return entry === undefined ? 0 : entry.byteAt(address);
  }

  writerAt(address: number): string {
    const entry = this.#entries.findLast(({ start, end }) => start <= address && address < end);
    return entry === undefined ? 'nobody' : entry.writerAt(address);
  }

  write(address: number, bytes: Uint8Array, writer: string): void {
    const kept = bytes.slice();
    this.#entries.push({
      start: address,
      end: address + bytes.length,
      byteAt: (at) => kept[at - address]!,
      writerAt: () => writer,
    });
  }

  fill(address: number, length: number, byte: number, writer: string): void {
    this.#entries.push({ start: address, end: address + length, byteAt: () => byte, writerAt: () => writer });
  }

  copy(source: number, destination: number, length: number): void {
    const before = this.fork();
    const back = source - destination;
    this.#entries.push({
      start: destination,
      end: destination + length,
      byteAt: (at) => before.byteAt(at + back),
      writerAt: (at) => before.writerAt(at + back),
    });
  }

  /** Noise has no model of its own: it must be what a memory reads as that never held anything else. */
  lose(start: number, end: number, noiseSeed: number): void {
    const noise = new PhysicalMemory({ initialContents: { noiseSeed } });
    this.#entries.push({ start, end, byteAt: (at) => noise.load8(at), writerAt: () => 'nobody' });
  }

  fork(): ReferenceMemory {
    const copy = new ReferenceMemory();
    copy.#entries = [...this.#entries];
    return copy;
  }
}
