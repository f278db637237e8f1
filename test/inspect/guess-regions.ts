// Regions of drawn parameters, laid and filled by the simulated ramoops; what is true of them; and drawn damage.
import fc from 'fast-check';
import { kernelDeflate } from '../../src/formats/deflate.ts';
import { ramoopsKmsgHeader } from '../../src/formats/pstore.ts';
import { AutopsyKernel } from '../../src/inspect/autopsy-kernel.ts';
import type { RegionGuess } from '../../src/inspect/guess/guess.ts';
import { Ramoops } from '../../src/kernel/pstore/ram.ts';
import type { PersistentRamZone } from '../../src/kernel/pstore/ram-core.ts';
import type { ByteOrder } from '../../src/memory/byte-order.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { kernels } from '../../src/profiles/kernels.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import { type RandomStream, RandomStreams } from '../../src/sim/random.ts';

export interface Truth {
  readonly offset: number;
  readonly ecc: number;
  readonly byteOrder: ByteOrder;
  /** `dmesg[0] 0x4000 at 0x9000`. */
  readonly zones: readonly string[];
}

function zoneText(kind: string, index: number, offset: number, size: number): string {
  return `${kind}[${index}] 0x${size.toString(16)} at 0x${offset.toString(16)}`;
}

export function toldBy({ offset, zones, parameters, byteOrder }: RegionGuess): Truth {
  return {
    offset,
    ecc: parameters.ecc,
    byteOrder,
    zones: zones.map(({ kind, index, offset: at, size }) => zoneText(kind, index, at, size)),
  };
}

export interface DrawnRegion {
  readonly release: string;
  readonly byteOrder: ByteOrder;
  readonly cpus: number;
  readonly perCpu: boolean;
  readonly memSize: number;
  readonly recordSize: number;
  readonly consoleSize: number;
  readonly ftraceSize: number;
  readonly pmsgSize: number;
  readonly ecc: number;
  readonly dumps: number;
  /** What the CPU's RAM held before. */
  readonly fill: 'zero' | 'noise';
  readonly seed: string;
}

const size = (...powers: number[]) => fc.constantFrom(0, ...powers.map((power) => 2 ** power));

export const drawnRegion: fc.Arbitrary<DrawnRegion> = fc.record({
  release: fc.constantFrom(...kernels.map((kernel) => kernel.release)),
  byteOrder: fc.constantFrom<ByteOrder>('little', 'little', 'big'),
  cpus: fc.integer({ min: 1, max: 5 }),
  perCpu: fc.boolean(),
  memSize: fc.oneof(
    fc.constantFrom(0x8000, 0x10000, 0x20000, 0x40000),
    fc.integer({ min: 4, max: 60 }).map((pages) => pages * 4096),
  ),
  recordSize: size(10, 11, 12, 13, 14, 15),
  consoleSize: size(10, 12, 13, 14),
  ftraceSize: size(12, 13),
  pmsgSize: size(9, 12, 13),
  ecc: fc.oneof(fc.constantFrom(0, 16, 16), fc.integer({ min: 1, max: 32 })),
  dumps: fc.integer({ min: 0, max: 4 }),
  fill: fc.constantFrom('zero', 'noise'),
  seed: fc.string({ minLength: 4, maxLength: 4, unit: 'grapheme-ascii' }),
});

const FROM = 2 ** 20;

/** The region, or null where the kernel refuses these parameters. */
export function layRegion(drawn: DrawnRegion): { bytes: Uint8Array; truthAt(offset: number): Truth } | null {
  const profile = kernels.find(({ release }) => release === drawn.release)!;
  const random = new RandomStreams(drawn.seed).stream('region');
  const memory = new PhysicalMemory({ trackWriters: false });
  const { memSize, byteOrder, cpus } = drawn;
  if (drawn.fill === 'noise') memory.write(FROM, noise(memSize, random), memory.writer('noise'));
  const kernel = new AutopsyKernel(profile);
  const ramoops = new Ramoops({ kernel, memory, byteOrder, possibleCpus: cpus, deviceName: 'ramoops' });
  const error = ramoops.probe(
    {
      memAddress: BigInt(FROM),
      memSize: BigInt(memSize),
      memType: 0,
      recordSize: BigInt(drawn.recordSize),
      consoleSize: BigInt(drawn.consoleSize),
      ftraceSize: BigInt(drawn.ftraceSize),
      pmsgSize: BigInt(drawn.pmsgSize),
      maxReason: 2,
      flags: drawn.perCpu ? 1 : 0,
      eccSize: drawn.ecc,
    },
    () => 0,
  );
  if (error !== 0 || kernel.stop !== null || ramoops.zones.length === 0) return null;
  fill(ramoops.zones, drawn, random);
  const counts = new Map<string, number>();
  const zones = ramoops.zones.map(({ kind, paddr, size: bytes }) => {
    const index = counts.get(kind) ?? 0;
    counts.set(kind, index + 1);
    return { kind, index, offset: paddr - FROM, bytes };
  });
  return {
    bytes: memory.read(FROM, memSize),
    truthAt: (offset) => ({
      offset,
      ecc: drawn.ecc,
      byteOrder,
      zones: zones.map((zone) => zoneText(zone.kind, zone.index, offset + zone.offset, zone.bytes)),
    }),
  };
}

/** A crash or more: the console is full of lines, dumps lie in the first zones, counted from 1. */
function fill(zones: readonly PersistentRamZone[], { dumps, release }: DrawnRegion, random: RandomStream): void {
  const dumpZones = zones.filter(({ kind }) => kind === 'dmesg');
  const log = `[    0.000000] Linux version ${release} (gcc)\n${lines(random)}`;
  for (let count = 1; count <= dumps && dumpZones.length > 0; count++) {
    const zone = dumpZones[(count - 1) % dumpZones.length]!;
    const text = latin1Bytes(`Oops#${count} Part1\n${log}`);
    const packed = kernelDeflate(text, { windowBits: 11 });
    const isPacked = packed !== null && random.int(2) === 0;
    const header = latin1Bytes(ramoopsKmsgHeader(1_700_000_000 + count, random.int(1e9), isPacked));
    const payload = isPacked ? packed : text;
    zone.zap();
    zone.write(header);
    zone.write(payload.subarray(0, Math.max(0, zone.bufferSize - header.length)));
  }
  for (const zone of zones) {
    if (zone.kind === 'console' && random.int(3) > 0) zone.write(latin1Bytes(log));
    if (zone.kind === 'pmsg' && random.int(2) > 0) zone.write(latin1Bytes('from user space\n'));
    if (zone.kind === 'ftrace' && random.int(2) > 0) zone.write(noise(24 * (1 + random.int(300)), random));
  }
}

function lines(random: RandomStream): string {
  const count = random.int(120);
  const words = ['usb', 'eth0: link up', 'mmc0', 'clocksource', 'random: crng init done', 'Call Trace:'];
  return Array.from(
    { length: count },
    (_, at) => `[    ${(at / 100).toFixed(6)}] ${words[random.int(6)]} ${at}\n`,
  ).join('');
}

export function noise(length: number, random: RandomStream): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  let word = random.uint32() | 1;
  for (let at = 0; at < words.length; at++) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    words[at] = word;
  }
  return new Uint8Array(words.buffer, 0, length);
}

/** Damage to a region: each part may be absent. */
export interface DrawnDamage {
  /** Bits flipped, of a million. */
  readonly flips: number;
  /** Headers written over, by the order of zones. */
  readonly headers: readonly number[];
  /** Zones written over as a whole. */
  readonly zones: readonly number[];
  /** Bytes written over anywhere. */
  readonly bursts: readonly { readonly at: number; readonly length: number }[];
  readonly with: 'zero' | 'ones' | 'noise';
}

const few = (max: number) => fc.array(fc.nat(7), { maxLength: max });

export const drawnDamage: fc.Arbitrary<DrawnDamage> = fc.record({
  flips: fc.constantFrom(0, 0, 1, 10, 100, 1000),
  headers: fc.oneof(fc.constant([]), few(2)),
  zones: fc.oneof(fc.constant([]), few(3)),
  bursts: fc.oneof(
    fc.constant([]),
    fc.array(fc.record({ at: fc.nat(), length: fc.integer({ min: 1, max: 9000 }) }), { maxLength: 2 }),
  ),
  with: fc.constantFrom('zero', 'ones', 'noise'),
});

/** `zones`: offset and size of each, in the region. */
export function damage(
  region: Uint8Array,
  zones: readonly { readonly offset: number; readonly size: number }[],
  drawn: DrawnDamage,
  random: RandomStream,
): Uint8Array {
  const bytes = region.slice();
  const wipe = (from: number, length: number) => {
    const part = bytes.subarray(from, from + length);
    if (drawn.with === 'noise') part.set(noise(part.length, random));
    else part.fill(drawn.with === 'zero' ? 0 : 0xff);
  };
  for (const at of drawn.headers) if (zones[at] !== undefined) wipe(zones[at].offset, 12);
  for (const at of drawn.zones) if (zones[at] !== undefined) wipe(zones[at].offset, zones[at].size);
  for (const { at, length } of drawn.bursts) wipe(at % bytes.length, length);
  const flips = Math.round((bytes.length * 8 * drawn.flips) / 1e6);
  for (let n = 0; n < flips; n++) bytes[random.int(bytes.length)]! ^= 1 << random.int(8);
  return bytes;
}
