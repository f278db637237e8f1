/**
 * Where two memories differ: stretches of bytes with the names of what they are, and who wrote them last.
 *
 * Names come from the layouts: `dmesg[0].header.size`, `console[0].data[0x40]`, `dmesg[1].parity[3]`; outside the ramoops region the
 * RAM map says who has the place. Pages that both sides share are not looked at.
 */
import { PERSISTENT_RAM_HEADER_BYTES, persistentRamBuffer } from '../formats/persistent-ram.ts';
import type { RamOwner } from '../hardware/stage.ts';
import type { MemoryContents } from '../memory/memory-contents.ts';
import { PAGE_SIZE } from '../memory/page.ts';
import { hex } from '../sim/bytes.ts';
import type { RegionZone } from './region-layout.ts';

/** A zone as far as its bytes need it to have names. */
export type NamedZone = Pick<RegionZone, 'kind' | 'index' | 'address' | 'sizeBytes' | 'capacityBytes'>;

export interface DiffSide {
  readonly memory: MemoryContents;
  readonly zones: readonly NamedZone[];
  readonly owners: readonly RamOwner[];
}

export interface RamDifference {
  /** First differing byte, and how many lie in this stretch. */
  readonly address: number;
  readonly length: number;
  /** As `dmesg[0].header.size`, `kernel image`; empty where nobody names the place. */
  readonly field: string;
  /** The bytes of each side as hex, the first ones. */
  readonly a: string;
  readonly b: string;
  readonly bits: number;
  /** Who wrote the first byte last, on each side. */
  readonly writerA: string;
  readonly writerB: string;
}

export interface RamDiff {
  readonly differences: readonly RamDifference[];
  readonly differingBytes: number;
  readonly differingPages: number;
  /** More differ than are listed. */
  readonly isCut: boolean;
}

const DIFFERENCES_MAX = 10_000;
const SHOWN_BYTES = 16;

export function ramDiff(a: DiffSide, b: DiffSide): RamDiff {
  const differences: RamDifference[] = [];
  let differingBytes = 0;
  let differingPages = 0;
  let isCut = false;
  for (const pfn of unsharedPages(a.memory, b.memory)) {
    const start = pfn * PAGE_SIZE;
    const length = Math.min(PAGE_SIZE, Math.min(a.memory.sizeBytes, b.memory.sizeBytes) - start);
    if (length <= 0) continue;
    const [left, right] = [a.memory.read(start, length), b.memory.read(start, length)];
    let isDiffering = false;
    for (let at = 0; at < length; ) {
      if (left[at] === right[at]) {
        at++;
        continue;
      }
      isDiffering = true;
      const place = placeOf(start + at, a, b);
      let end = at + 1;
      const last = Math.min(length, place.end - start);
      while (end < last && left[end] !== right[end]) end++;
      differingBytes += end - at;
      if (differences.length < DIFFERENCES_MAX) {
        const pieces = [left.subarray(at, end), right.subarray(at, end)] as const;
        differences.push({
          address: start + at,
          length: end - at,
          field: place.field,
          a: hexOf(pieces[0]),
          b: hexOf(pieces[1]),
          bits: differingBits(...pieces),
          writerA: writerOf(a.memory, start + at),
          writerB: writerOf(b.memory, start + at),
        });
      } else isCut = true;
      at = end;
    }
    if (isDiffering) differingPages++;
  }
  return { differences, differingBytes, differingPages, isCut };
}

/** Pages that one side has touched and the other does not share by name, in ascending order. */
function unsharedPages(a: MemoryContents, b: MemoryContents): number[] {
  const [left, right] = [a, b].map((memory) => {
    const pages = new Map<number, string>();
    for (const { pfn, template } of memory.touchedPageBytes()) {
      pages.set(pfn, template === undefined ? '' : `${template.name} ${template.pageIndex}`);
    }
    return pages;
  });
  const all = new Set([...left!.keys(), ...right!.keys()]);
  return [...all].filter((pfn) => left!.get(pfn) !== right!.get(pfn) || left!.get(pfn) === '').sort((x, y) => x - y);
}

/** What lies at an address, and where that ends. */
function placeOf(address: number, a: DiffSide, b: DiffSide): { readonly field: string; readonly end: number } {
  const inside = ({ address: start, sizeBytes }: NamedZone) => address >= start && address < start + sizeBytes;
  const zone = a.zones.find(inside) ?? b.zones.find(inside);
  if (zone !== undefined) return zonePlace(zone, address);
  const owns = ({ start, end }: RamOwner) => address >= start && address < end;
  const owner = a.owners.find(owns) ?? b.owners.find(owns);
  return owner === undefined ? { field: '', end: Number.POSITIVE_INFINITY } : { field: owner.name, end: owner.end };
}

function zonePlace({ kind, index, address: start, sizeBytes, capacityBytes }: NamedZone, address: number) {
  const name = `${kind}[${index}]`;
  const at = address - start;
  const field = Object.entries(persistentRamBuffer.fields).find(
    ([, { offset, sizeBytes: size }]) => at >= offset && at < offset + size,
  );
  if (field !== undefined) {
    return { field: `${name}.header.${field[0]}`, end: start + field[1].offset + field[1].sizeBytes };
  }
  const inData = at - PERSISTENT_RAM_HEADER_BYTES;
  const parity = start + PERSISTENT_RAM_HEADER_BYTES + capacityBytes;
  if (address < parity) return { field: `${name}.data[0x${hex(inData)}]`, end: parity };
  return { field: `${name}.parity[0x${hex(address - parity)}]`, end: start + sizeBytes };
}

function writerOf(memory: MemoryContents, address: number): string {
  return memory.writers(address, 1)[0]!.writer;
}

function hexOf(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) => hex(byte, 2)).join(' ');
  return bytes.length > SHOWN_BYTES ? `${shown} …` : shown;
}

function differingBits(a: Uint8Array, b: Uint8Array): number {
  let bits = 0;
  for (let at = 0; at < a.length; at++) for (let rest = a[at]! ^ b[at]!; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}
