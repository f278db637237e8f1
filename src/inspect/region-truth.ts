/** The truth of a region, read off its true bytes: what the kernel that wrote them would read if nothing were damaged. */
import type { RamoopsRegion } from '../hardware/world-events.ts';
import { latin1Text } from '../sim/bytes.ts';
import type { RegionTruth, TrueRecord } from './record-classes.ts';
import { type ReadRecord, RegionReading } from './region-reading.ts';

/** `bytes`: the whole region as it was meant; `earlier`: as it was before that, where this is known. */
export function regionTruth(region: RamoopsRegion, bytes: Uint8Array, earlier: Uint8Array | null = null): RegionTruth {
  const { address } = region;
  const read = (image: Uint8Array) => new RegionReading(region, [{ address, bytes: image }]).mount();
  const before = new Map((earlier === null ? [] : read(earlier)).map((record) => [record.name, record.bytes]));
  const trueRecord = ({ name, bytes: whole, timeNs }: ReadRecord): TrueRecord => {
    const earlierBytes = before.get(name) ?? null;
    if (name.startsWith('dmesg')) return { bytes: whole, timeNs, earlier: earlierBytes, stream: null };
    const stream = joined(latin1Text(earlierBytes ?? NOTHING), latin1Text(whole));
    return { bytes: whole, timeNs, earlier: null, stream };
  };
  return {
    records: new Map(read(bytes).map((record) => [record.name, trueRecord(record)])),
    byteAt: (at) => bytes[at - address],
  };
}

/** Two states of one log, the later of which has forgotten some of its beginning, laid over each other. */
function joined(earlier: string, later: string): string {
  for (let from = 0; from < earlier.length; from++) {
    if (later.startsWith(earlier.slice(from))) return earlier.slice(0, from) + later;
  }
  return later;
}

const NOTHING = new Uint8Array(0);

/** Nothing was ever written. */
export const NO_TRUTH: RegionTruth = { records: new Map(), byteAt: () => undefined };
