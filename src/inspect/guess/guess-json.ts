/** A guess for machines: addresses in the image plus where it lies. */
import { content, type JsonContent } from '../autopsy-json.ts';
import type { Judgement } from './confidence.ts';
import type { GuessedRecord, ImageGuess, OtherLayout, RegionGuess, RegionParameters } from './guess.ts';
import type { KernelGuess } from './kernel-guess.ts';

export interface GuessJson {
  readonly regions: readonly JsonRegion[];
  readonly strays: readonly JsonRecord[];
  /** Signatures seen, damaged ones included. */
  readonly signatures: number;
  readonly isCut: boolean;
}

interface JsonRegion extends RegionParameters {
  readonly address: number;
  readonly confidence: string;
  readonly byteOrder: string;
  readonly judgements: Readonly<Record<string, Judgement>>;
  readonly kernel: KernelGuess;
  readonly zones: readonly object[];
  readonly records: readonly JsonRecord[];
  readonly others: readonly object[];
}

interface JsonRecord extends JsonContent {
  readonly zone: string | null;
  readonly address: number;
  readonly what: string;
  readonly isUndeleted: boolean;
}

/** `address`: of the image's first byte. */
export function guessJson(guess: ImageGuess, address: number): GuessJson {
  return {
    regions: guess.regions.map((region) => regionJson(region, address)),
    strays: guess.strays.map((record) => recordJson(record, address)),
    signatures: guess.signatures,
    isCut: guess.isCut,
  };
}

function regionJson(region: RegionGuess, address: number): JsonRegion {
  return {
    address: address + region.offset,
    ...region.parameters,
    confidence: region.confidence,
    byteOrder: region.byteOrder,
    judgements: region.judgements,
    kernel: region.kernel,
    zones: region.zones.map(({ offset, ...zone }) => ({ address: address + offset, ...zone })),
    records: region.records.map((record) => recordJson(record, address)),
    others: region.others.map(({ offset, parameters, bits }: OtherLayout) => ({
      address: address + offset,
      ...parameters,
      bits: Math.round(bits * 10) / 10,
    })),
  };
}

function recordJson({ offset, bytes, ...record }: GuessedRecord, address: number): JsonRecord {
  return { ...record, address: address + offset, ...content(bytes) };
}
