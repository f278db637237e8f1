/**
 * What trials add up to. All numbers are counts, so that tallies of chunks can be added in any order and grouping, with the same result.
 */

/** Code words of one kind by their fate; the four add up to `blocks`. */
export interface WordTally {
  blocks: number;
  /** No bit of data or parity changed. */
  clean: number;
  /** Changed, and the data are true after decoding. */
  corrected: number;
  /** Refused by the decoder. Without parity every changed block is counted here. */
  uncorrectable: number;
  /** The decoder made or took it for another text. */
  miscorrected: number;
}

/** Full blocks, of which more is asked. */
interface BlockTally extends WordTally {
  /** Of `corrected`: those with more than ecc div 2 changed bytes, which are true by luck. */
  lucky: number;
  /** Bytes that the decoder says it has corrected, parity included. */
  correctedBytes: number;
}

/** Records by class (inspect/record-classes.ts); the classes add up to `records`. */
export interface RecordTally {
  records: number;
  clean: number;
  corrected: number;
  flagged: number;
  truncated: number;
  miscorrected: number;
  undetected: number;
  lost: number;
  /** Bytes that were written, and those of them that were read back true. */
  bytes: number;
  recoveredBytes: number;
  /** The kernel stopped inside its own code when it met the zone. */
  kernelStops: number;
}

export interface Tally {
  /** Full blocks: 128 data bytes and their parity. */
  blocks: BlockTally;
  /** The shorter block at the end of a zone. */
  shortBlocks: WordTally;
  headers: WordTally;
  records: RecordTally;
  /** Full blocks that were uncorrectable or miscorrected, and all of them, by their place in the zone: the first 1/32 of it, the next … */
  losses: number[];
  places: number[];
}

/** Parts that a zone is cut into for `losses`. */
export const PLACES = 32;

const noWords = (): WordTally => ({ blocks: 0, clean: 0, corrected: 0, uncorrectable: 0, miscorrected: 0 });

export function emptyTally(): Tally {
  return {
    blocks: { ...noWords(), lucky: 0, correctedBytes: 0 },
    shortBlocks: noWords(),
    headers: noWords(),
    records: {
      records: 0,
      clean: 0,
      corrected: 0,
      flagged: 0,
      truncated: 0,
      miscorrected: 0,
      undetected: 0,
      lost: 0,
      bytes: 0,
      recoveredBytes: 0,
      kernelStops: 0,
    },
    losses: Array<number>(PLACES).fill(0),
    places: Array<number>(PLACES).fill(0),
  };
}

/** The sum, as a new tally. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    blocks: added(a.blocks, b.blocks),
    shortBlocks: added(a.shortBlocks, b.shortBlocks),
    headers: added(a.headers, b.headers),
    records: added(a.records, b.records),
    losses: a.losses.map((count, at) => count + b.losses[at]!),
    places: a.places.map((count, at) => count + b.places[at]!),
  };
}

function added<Counts extends object>(a: Counts, b: Counts): Counts {
  const sums = Object.entries(a).map(([name, count]) => [name, count + (b as Record<string, number>)[name]!]);
  return Object.fromEntries(sums) as Counts;
}
