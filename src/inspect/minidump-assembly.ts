/**
 * One core file from the regions that a PC has fetched: by physical address, as qdl does it, and by file number, as people do it with `cat`.
 *
 * Mirrors qdl (2026) `src/sahara.c`, sahara_build_minidump_elf, with its messages and its ways: the first region at an address serves all headers with that address;
 * a longer file is not cut; where a region is missing, all that follows moves up. The order by number is that of the how-to of the kmemdump series.
 */
import type { DownloadSession, FetchedRegion } from '../hardware/download-mode.ts';

const KELF = 'md_KELF';
const LINUX = 'md_K';
const ELF_HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
const ET_CORE = 4;
const PT_LOAD = 1;

export interface Assembly {
  /** Null: qdl makes no file, for the reason that its messages give or, where no header was collected, in silence. */
  readonly core: Uint8Array | null;
  /** What it says, in order. */
  readonly messages: readonly string[];
}

/** What qdl writes into `minidump.elf` of its folder. */
export function assembleByAddress(
  { table, regions }: Pick<DownloadSession, 'table' | 'regions'>,
  folder = '.',
): Assembly {
  const files = new Map(regions.map(({ name, bytes }) => [name, bytes]));
  const kelf = table.find(({ region }) => region.startsWith(KELF));
  if (kelf === undefined) return { core: null, messages: [] };
  const header = files.get(kelf.filename);
  if (header === undefined) {
    return { core: null, messages: [`minidump: failed to open KELF file ${folder}/${kelf.filename}`] };
  }
  const loads = programHeaders(header);
  if (loads === null) {
    return { core: null, messages: ['minidump: KELF does not look like a 64-bit ELF core file'] };
  }
  const messages: string[] = [];
  const pieces: Uint8Array[] = [header];
  const addresses = new Set(loads.map(({ paddr }) => paddr));
  const info = table.find((one) => one !== kelf && one.region.startsWith(LINUX) && !addresses.has(BigInt(one.address)));
  if (info !== undefined) {
    const bytes = files.get(info.filename);
    if (bytes === undefined) messages.push('minidump: vmcoreinfo region missing, crash may not load correctly');
    else pieces.push(bytes);
  }
  for (const { paddr, filesz } of loads) {
    const found = table.find(({ address }) => BigInt(address) === paddr);
    if (found === undefined) {
      messages.push(`minidump: no region found for PT_LOAD at paddr 0x${paddr.toString(16)}`);
      continue;
    }
    const bytes = files.get(found.filename);
    if (bytes === undefined) {
      messages.push(`minidump: region ${found.filename} missing, skipping`);
      continue;
    }
    pieces.push(bytes);
    if (BigInt(bytes.length) >= filesz) continue;
    const missing = filesz - BigInt(bytes.length);
    // Damage may ask for more zeros than a file can have: qdl's disk is full then.
    if (missing > PADDING_MAX) {
      messages.push(`minidump: failed to pad region ${found.filename}`);
      return { core: joined(pieces), messages };
    }
    pieces.push(new Uint8Array(Number(missing)));
  }
  return { core: joined(pieces), messages: [...messages, `minidump: ELF written to ${folder}/minidump.elf`] };
}

/** Zeros behind one region, bytes. Ours. */
const PADDING_MAX = 2n ** 26n;

/** `cat` of all files of Linux: the header, VMCOREINFO, then in the order of their numbers. */
export function assembleByNumber(regions: readonly FetchedRegion[]): Uint8Array {
  const ours = regions.filter(({ name }) => name.startsWith(LINUX));
  return joined(ours.toSorted((a, b) => numberOf(a.name) - numberOf(b.name)).map(({ bytes }) => bytes));
}

/** RFC v1 has the number before the name, later versions behind it. */
function numberOf(name: string): number {
  if (/^md_K\d*ELF/.test(name)) return -2;
  if (/^md_K\d*vmcorein/.test(name)) return -1;
  return Number(/^md_K(\d+)/.exec(name)?.[1] ?? /(\d+)\.BIN$/.exec(name)?.[1] ?? 0);
}

/** The PT_LOADs of a header in its order; null: qdl would not take it for one. */
function programHeaders(bytes: Uint8Array): { readonly paddr: bigint; readonly filesz: bigint }[] | null {
  if (bytes.length < ELF_HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isCore = view.getUint32(0) === 0x7f454c46 && view.getUint16(16, true) === ET_CORE;
  if (!isCore || view.getUint16(54, true) !== PROGRAM_HEADER_BYTES) return null;
  const start = view.getBigUint64(32, true);
  const count = view.getUint16(56, true);
  const room = BigInt(bytes.length) - start;
  if (room < 0n || BigInt(count * PROGRAM_HEADER_BYTES) > room) return null;
  return Array.from({ length: count }, (_, index) => Number(start) + index * PROGRAM_HEADER_BYTES)
    .filter((at) => view.getUint32(at, true) === PT_LOAD)
    .map((at) => ({ paddr: view.getBigUint64(at + 24, true), filesz: view.getBigUint64(at + 32, true) }));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
