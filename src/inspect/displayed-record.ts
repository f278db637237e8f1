/** A record as U-Boot has displayed it. U-Boot mends nothing, warns of nothing and shows no time. */
import { hex } from '../sim/bytes.ts';
import type { ReadRecord, ReadZone } from './region-reading.ts';

/** `address`: of its zone, by which it is named. */
export function displayedRecord(zones: readonly ReadZone[], address: number, bytes: Uint8Array): ReadRecord {
  const name = zones.find((zone) => zone.address === address)?.name ?? `0x${hex(address)}`;
  const nothing = {
    fileName: '',
    timeNs: null,
    isStillCompressed: false,
    correctedBytes: 0,
    badBlocks: 0,
    repairs: [],
  };
  return { ...nothing, name, bytes };
}
