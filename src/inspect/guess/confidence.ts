/**
 * How sure a guess is, and of what: never more than the evidence bears.
 *
 * `certain` needs both: no other layout within 2^20 of this one's odds, and evidence that does not depend on what may have been wiped
 * without a trace. So a first zone is certain when it holds the first dump of a boot, which always goes there; an end is certain when
 * the parity of the last header stands there and no further zone could follow. `likely`: thirty times the odds of the next best.
 */
import type { ScoredLayout } from './layout-score.ts';
import type { ParityWitness } from './parity.ts';
import type { FoundRegion } from './region-search.ts';
import type { ZoneView } from './zone-evidence.ts';
import type { ZoneHeaders } from './zone-headers.ts';

export type Confidence = 'certain' | 'likely' | 'possible';

/** One thing that was guessed, and why. */
export interface Judgement {
  readonly confidence: Confidence;
  readonly why: readonly string[];
}

export interface Judgements {
  /** Where the region begins. */
  readonly offset: Judgement;
  /** Places, sizes and kinds of the zones. */
  readonly zones: Judgement;
  readonly ecc: Judgement;
  readonly byteOrder: Judgement;
}

const CERTAIN_BITS = 20;
const LIKELY_BITS = 5;
/** A wrong value among this many witnesses of ECC, or of none, is out of the question. */
const ECC_WITNESSES = 2;
const ECC_BITS = 48;
const NO_ECC_WITNESSES = 3;
const HIDDEN_BITS = 20;
const HIDING_BYTES_MAX = 2 ** 16;

export function judge({ layouts, evidence, byteOrder }: FoundRegion): Judgements {
  const best = layouts[0]!;
  const exact = best.views.filter(({ state }) => state === 'found').length;
  const counted = evidenceOfCount(best, evidence.data(best.views[0]!.zone, best.layout.ecc).dumpCount);
  const margins = {
    offset: margin(layouts, (other) => other.layout.base !== best.layout.base),
    zones: margin(layouts, (other) => zonesKey(other) !== zonesKey(best)),
    ecc: margin(layouts, (other) => other.layout.ecc !== best.layout.ecc),
  };
  const isWhole = best.views.every((view) => isSound(view, best.layout.ecc)) && !hidesHeader(best, evidence.headers);
  const offset = level(margins.offset, counted !== null && isWhole);
  const endWhy = evidenceOfEnd(best);
  const isUndamaged = best.views.every(({ state }) => state === 'found');
  const doubts = traceDoubts(best, evidence.parity);
  const isProven = isUndamaged && doubts.length === 0 && endWhy !== null;
  const zones = level(margins.zones, offset === 'certain' && isProven);
  const ecc = judgeEcc(best, margins.ecc, isWhole, evidence.parity);
  const rest = restReasons(best, isWhole);
  return {
    offset: {
      confidence: offset,
      why: [...rest, ...(counted === null ? notCounted(best) : [counted]), odds(margins.offset)],
    },
    zones: { confidence: zones, why: [...spacing(best), endWhy ?? openEnd(best), ...doubts, odds(margins.zones)] },
    ecc,
    byteOrder: {
      confidence: exact >= 2 ? 'certain' : 'likely',
      why: [`${exact} of ${best.views.length} signatures read undamaged in ${byteOrder}-endian order`],
    },
  };
}

/** A header that is there, with the parity that belongs to it, and that says nothing impossible. */
function isSound({ state, isPossible, isDoubtful, hasParity }: ZoneView, ecc: number): boolean {
  return (state === 'found' || state === 'repaired') && isPossible && !isDoubtful && (ecc === 0 || hasParity);
}

/** One zone of function traces, empty: its header's parity is that of every such header, so its size proves nothing. */
function traceDoubts({ layout, views }: ScoredLayout, parity: ParityWitness): string[] {
  const traces = views.filter(({ zone }) => zone.kind === 'ftrace');
  const [only] = traces;
  if (only === undefined || traces.length > 1) return [];
  const { clean, repaired } = parity.blocks(only.zone.offset, only.capacity, only.header?.size ?? 0, layout.ecc);
  if (clean + repaired > 0) return [];
  return ['the one zone of function traces is empty: zones of more CPUs in it, if wiped, would leave no trace'];
}

/** Something that looks like the header of a function trace inside a zone: the zone may be several, of which others were wiped. */
function hidesHeader({ views }: ScoredLayout, headers: ZoneHeaders): boolean {
  return views.some(({ zone }) => {
    if (zone.kind !== 'ftrace' || zone.size > HIDING_BYTES_MAX) return false;
    for (let at = zone.offset + 2; at < zone.offset + zone.size; at += 2) {
      if ((headers.at(at)?.ftraceBits ?? 0) >= HIDDEN_BITS) return true;
    }
    return false;
  });
}

function level(bits: number, mayBeCertain: boolean): Confidence {
  if (mayBeCertain && bits >= CERTAIN_BITS) return 'certain';
  return bits >= LIKELY_BITS ? 'likely' : 'possible';
}

/** Bits between the best layout and the best that differs in this; against chance where none does. */
function margin(layouts: readonly ScoredLayout[], differs: (other: ScoredLayout) => boolean): number {
  const other = layouts.find(differs);
  return layouts[0]!.score - Math.max(0, other?.score ?? 0);
}

function odds(bits: number): string {
  return `the next best explanation is ${bits >= 40 ? 'more than 2^40' : `2^${bits.toFixed(0)}`} times less likely`;
}

function zonesKey({ layout: { base, groups } }: ScoredLayout): string {
  return `${base} ${groups.map(({ kind, offset, size, count }) => `${kind} ${offset} ${size} ${count}`).join(' ')}`;
}

/** Dumps are counted from 1 in each boot, and the first goes into the first zone. */
function evidenceOfCount({ views }: ScoredLayout, dumpCount: number | null): string | null {
  if (views[0]!.zone.kind !== 'dmesg' || dumpCount !== 1) return null;
  return 'the first zone holds the first dump of a boot, which always goes there';
}

function notCounted({ views }: ScoredLayout): string[] {
  const missing = views[0]!.zone.kind === 'dmesg' ? 'no first dump of a boot in the first zone' : 'no dump zone';
  return [`${missing}: a wiped zone before it would leave no trace`];
}

/** What proves that the last zone ends there and that no other follows. */
function evidenceOfEnd({ layout, views }: ScoredLayout): string | null {
  const last = views.at(-1)!;
  const kinds = new Set(views.map(({ zone }) => zone.kind));
  const isFull = kinds.size === 4 && last.zone.kind === 'pmsg';
  const isRound = Math.log2(layout.total) % 1 === 0 && kinds.has('console');
  if (!last.hasParity || (!isFull && !isRound)) return null;
  const none = isFull ? 'all four kinds of zone are there' : 'the region is a power of two';
  return `parity of the last header stands at the end of its zone, and ${none}`;
}

function openEnd({ views }: ScoredLayout): string {
  const last = views.at(-1)!;
  if (last.hasParity) return 'a further zone that was wiped would leave no trace';
  return `nothing marks the end of the last zone (${last.zone.kind}): its size is the roundest that fits`;
}

function spacing({ layout, views }: ScoredLayout): string[] {
  const dumps = views.filter(({ zone }) => zone.kind === 'dmesg');
  const why: string[] = [];
  if (dumps.length > 1) {
    const seen = dumps.filter(({ state }) => state !== 'lost').length;
    why.push(`${seen} of ${dumps.length} dump zones at equal distances of 0x${dumps[0]!.zone.size.toString(16)}`);
  }
  const traces = layout.groups.find(({ kind }) => kind === 'ftrace');
  if (traces !== undefined) why.push('a signature of function traces where a zone ends');
  return why;
}

function judgeEcc(
  { layout: { ecc }, views }: ScoredLayout,
  bits: number,
  isWhole: boolean,
  parity: ParityWitness,
): Judgement {
  const agreeing = views.filter(({ hasParity }) => hasParity).length;
  if (ecc > 0) {
    const isSure = agreeing >= ECC_WITNESSES && agreeing * 8 * ecc >= ECC_BITS;
    const why = `the parity of ${agreeing} of ${views.length} headers agrees with ${ecc} parity bytes a block`;
    return { confidence: level(bits, isSure), why: [why] };
  }
  const witnesses = views.slice(0, -1).filter(({ state }) => state === 'found');
  const without = witnesses.filter(({ zone }) => parity.cleanSizes(zone.offset, zone.size).every((size) => size === 1));
  const isSure = isWhole && witnesses.length >= NO_ECC_WITNESSES && without.length === witnesses.length;
  const why = `no parity at the end of ${without.length} of ${witnesses.length} zones whose size is known`;
  return { confidence: witnesses.length > 0 ? level(CERTAIN_BITS, isSure) : 'possible', why: [why] };
}

function restReasons({ views }: ScoredLayout, isWhole: boolean): string[] {
  const counts = new Map<ZoneView['state'], number>();
  for (const { state } of views) counts.set(state, (counts.get(state) ?? 0) + 1);
  const told = (['found', 'repaired', 'damaged', 'lost'] as const).flatMap((state) => {
    const count = counts.get(state);
    return count === undefined ? [] : [`${count} ${state}`];
  });
  return [
    `headers of ${views.length} zones: ${told.join(', ')}${isWhole ? '' : '; where there is damage, more may be lost'}`,
  ];
}
