/**
 * What a CPU's loads and stores go through on their way to RAM.
 *
 * `PhysicalMemory` is a port itself: the direct way, which costs nothing more. Whatever stands between CPU and RAM on a board (a
 * cache, a write-combining buffer, a counter of stores) is a `CpuSide`: it gives a port for each cache type, and every `Mapping` that is
 * made afterwards uses it. What does not come from a CPU (faults, retention, DMA of a boot medium, template pages that stand for a
 * copied image) goes to `PhysicalMemory` itself.
 */
import type { WriterId } from './writer-shadow.ts';

/** How a mapping was asked for: ramoops `mem_type` 0, 1, 2. */
export type CacheType = 'write-combine' | 'uncached' | 'cached';

/** Addresses are physical; numbers are unsigned. */
export interface RamPort {
  load8(address: number): number;
  load16le(address: number): number;
  load16be(address: number): number;
  load32le(address: number): number;
  load32be(address: number): number;
  read(address: number, length: number): Uint8Array;
  readInto(address: number, target: Uint8Array): void;
  store8(address: number, value: number, writer: WriterId): void;
  store16le(address: number, value: number, writer: WriterId): void;
  store16be(address: number, value: number, writer: WriterId): void;
  store32le(address: number, value: number, writer: WriterId): void;
  store32be(address: number, value: number, writer: WriterId): void;
  /** A copy, in order of address. */
  write(address: number, bytes: Uint8Array, writer: WriterId): void;
  fill(address: number, length: number, byte: number, writer: WriterId): void;
}

export interface CpuSide {
  /** The way to RAM of a mapping of this type. */
  port(cacheType: CacheType): RamPort;
}
