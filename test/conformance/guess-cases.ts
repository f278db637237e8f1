/**
 * The recorded regions with their parameters withheld, each at a drawn page of 16 MiB of noise: what `autopsy --guess` makes of them.
 *
 * The truth is what the writing kernel laid out, which is the first of those that read the region.
 */
import { expect } from 'vitest';
import { autopsy } from '../../src/inspect/autopsy.ts';
import { bytesAsSource } from '../../src/inspect/guess/byte-source.ts';
import { guessImage, type ImageGuess, type RegionGuess } from '../../src/inspect/guess/guess.ts';
import { RandomStreams } from '../../src/sim/random.ts';
import { optionsOf, type Recording, recordingsIn } from './linux-cases.ts';
import type { Case } from './suite.ts';
import { readVector } from './vectors.ts';

const NOISE_BYTES = 2 ** 24;
const PAGE = 4096;
const seed = 'guess';

interface Truth {
  readonly offset: number;
  readonly ecc: number;
  readonly zones: readonly string[];
}

interface Subject {
  readonly name: string;
  readonly region: Uint8Array;
  /** With the region at this offset. */
  readonly truthAt: (offset: number) => Truth;
  readonly hasRecord: boolean;
}

function subjects(folder: string): Subject[] {
  return recordingsIn(folder).flatMap((recording) => {
    const subject = subjectOf(folder, recording);
    return subject === null ? [] : [subject];
  });
}

function subjectOf(folder: string, recording: Recording): Subject | null {
  const [writer] = recording.recoveredBy;
  if (writer === undefined) return null;
  const region = readVector(`${folder}/${recording.file}`);
  const { zones } = autopsy(region, optionsOf(recording, writer));
  return {
    name: recording.name,
    region,
    hasRecord: zones.some(({ state }) => state === 'valid'),
    truthAt: (offset) => ({
      offset,
      ecc: zones[0]?.eccSize ?? 0,
      zones: zones.map(({ kind, index, offset: at, zoneSize }) => zoneText(kind, index, offset + at, zoneSize)),
    }),
  };
}

function zoneText(kind: string, index: number, offset: number, size: number): string {
  return `${kind}[${index}] 0x${size.toString(16)} at 0x${offset.toString(16)}`;
}

function toldBy({ offset, zones, parameters }: RegionGuess): Truth {
  return {
    offset,
    ecc: parameters.ecc,
    zones: zones.map(({ kind, index, offset: at, size }) => zoneText(kind, index, at, size)),
  };
}

let noise: Uint8Array | undefined;

/** Noise that a generator of 32 bits makes (xorshift, Marsaglia 2003), with the region at a drawn page. */
function inNoise(name: string, region: Uint8Array): { image: Uint8Array; offset: number } {
  if (noise === undefined) {
    const words = new Uint32Array(NOISE_BYTES / 4);
    let word = 2463534242;
    for (let at = 0; at < words.length; at++) {
      word ^= word << 13;
      word ^= word >>> 17;
      word ^= word << 5;
      words[at] = word;
    }
    noise = new Uint8Array(words.buffer);
  }
  const pages = Math.floor((NOISE_BYTES - region.length) / PAGE);
  const offset = PAGE * new RandomStreams(seed).stream(name).int(pages);
  const image = noise.slice();
  image.set(region, offset);
  return { image, offset };
}

/** Whatever is certain is true. */
function expectNothingWrongIsCertain(guess: ImageGuess, truth: Truth): void {
  for (const region of guess.regions) {
    const told = toldBy(region);
    const { judgements, confidence } = region;
    if (judgements.offset.confidence === 'certain') expect(told.offset).toBe(truth.offset);
    if (judgements.zones.confidence === 'certain') expect(told.zones).toEqual(truth.zones);
    if (judgements.ecc.confidence === 'certain') expect(told.ecc).toBe(truth.ecc);
    if (confidence === 'certain') expect(told).toEqual(truth);
  }
}

export function guessCases(folder: string): Case[] {
  return subjects(folder).flatMap(({ name, region, hasRecord, truthAt }) => {
    const run = (check: (guess: ImageGuess, truth: Truth) => void) => () => {
      const { image, offset } = inNoise(name, region);
      check(guessImage(bytesAsSource(image)), truthAt(offset));
    };
    if (!hasRecord) return [{ name: `${name}: without a record`, run: run(expectNothingWrongIsCertain) }];
    return [
      {
        name,
        run: run((guess, truth) => {
          expectNothingWrongIsCertain(guess, truth);
          const [first] = guess.regions;
          expect(first === undefined ? null : toldBy(first), JSON.stringify(first?.judgements)).toEqual(truth);
        }),
      },
    ];
  });
}
