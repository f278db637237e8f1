/**
 * A part of a campaign: which chunks are done, and what they add up to. Shards and interrupted runs are parts; joined parts are one
 * again, whatever the order in which they are joined.
 */
import { assert } from '../sim/assert.ts';
import type { Issue } from '../sim/issue.ts';
import { type CampaignPlan, campaignId, configurationsOf } from './plan.ts';
import { addTallies, emptyTally, type Tally } from './tally.ts';
import { chunkCount, type WorkUnit } from './work-unit.ts';

/** First and last chunk of a stretch. */
type ChunkRange = readonly [number, number];

interface PartRow {
  /** In order, neither touching nor overlapping. */
  readonly chunks: readonly ChunkRange[];
  readonly tally: Tally;
}

/** The i-th of n shards, i from 1. */
export type Shard = readonly [number, number];

export interface CampaignPart {
  readonly plan: CampaignPlan;
  /** The shards that it is made of, as far as they are done; none: the campaign was not cut. */
  readonly shards: readonly Shard[];
  /** One for each configuration. */
  readonly rows: readonly PartRow[];
}

/** A unit, and the number of its configuration. */
export interface PlannedUnit {
  readonly unit: WorkUnit;
  readonly row: number;
}

/** Gathers what is done, in whatever order it comes. */
export class PartCollector {
  readonly #plan: CampaignPlan;
  readonly #shards: readonly Shard[];
  readonly #chunks: Set<number>[];
  readonly #tallies: Tally[];

  /** Goes on where `part` ends. */
  constructor(part: CampaignPart) {
    this.#plan = part.plan;
    this.#shards = part.shards;
    this.#chunks = part.rows.map(({ chunks }) => new Set(chunks.flatMap(([first, last]) => numbers(first, last))));
    this.#tallies = part.rows.map(({ tally }) => tally);
  }

  /** Enters a unit; once. */
  add({ unit, row }: PlannedUnit, tally: Tally): void {
    assert(!this.#chunks[row]!.has(unit.chunk), `chunk ${unit.chunk} of configuration ${row} is done already`);
    this.#chunks[row]!.add(unit.chunk);
    this.#tallies[row] = addTallies(this.#tallies[row]!, tally);
  }

  part(): CampaignPart {
    const rows = this.#tallies.map((tally, row) => ({ chunks: rangesOf(this.#chunks[row]!), tally }));
    return { plan: this.#plan, shards: this.#shards, rows };
  }
}

/** Nothing is done yet. */
export function emptyPart(plan: CampaignPlan, shard: Shard | null = null): CampaignPart {
  const rows = configurationsOf(plan).map(() => ({ chunks: [], tally: emptyTally() }));
  return { plan, shards: shard === null ? [] : [shard], rows };
}

/** What is left to do of a part: units of the whole campaign in turns, of which a shard has every n-th. */
export function unitsLeft({ plan, shards, rows }: CampaignPart): PlannedUnit[] {
  const left: PlannedUnit[] = [];
  let number = 0;
  for (const [row, configuration] of configurationsOf(plan).entries()) {
    const done = new Set(rows[row]!.chunks.flatMap(([first, last]) => numbers(first, last)));
    const count = chunkCount(configuration);
    for (let chunk = 0; chunk < count; chunk++, number++) {
      const isOurs = shards.length === 0 || shards.some(([index, of]) => number % of === index - 1);
      if (isOurs && !done.has(chunk)) left.push({ unit: { configuration, seed: plan.seed, chunk }, row });
    }
  }
  return left;
}

/** Chunks of the whole campaign that a part has not done. */
export function missingChunks(part: CampaignPart): number {
  return unitsLeft({ ...part, shards: [] }).length;
}

/**
 * Parts of one campaign as one, or what is wrong: another campaign, or a chunk that two of them have. `names` are for the
 * complaints.
 */
export function joinParts(
  parts: readonly CampaignPart[],
  names: readonly string[],
): { readonly part: CampaignPart } | { readonly issues: readonly Issue[] } {
  const [first] = parts;
  assert(first !== undefined, 'no parts to join');
  const issues: Issue[] = [];
  const id = campaignId(first.plan);
  parts.forEach(({ plan }, at) => {
    if (campaignId(plan) !== id)
      issues.push({ ...problem('is of another campaign', names[at]!), found: campaignId(plan), expected: id });
  });
  if (issues.length > 0) return { issues };

  const owners = first.rows.map(() => new Map<number, number>());
  parts.forEach(({ rows }, at) => {
    const doubled = new Set<number>();
    rows.forEach(({ chunks }, row) => {
      for (const chunk of chunks.flatMap(([from, to]) => numbers(from, to))) {
        const owner = owners[row]!.get(chunk);
        if (owner === undefined) owners[row]!.set(chunk, at);
        else doubled.add(owner);
      }
    });
    for (const owner of doubled) {
      const hint = `it has trials that ${names[owner]} has too: the same shard twice?`;
      issues.push({ ...problem('would be counted twice', names[at]!), hint });
    }
  });
  if (issues.length > 0) return { issues };

  const rows = first.rows.map((_, row) => ({
    chunks: rangesOf(new Set(owners[row]!.keys())),
    tally: parts.reduce((sum, part) => addTallies(sum, part.rows[row]!.tally), emptyTally()),
  }));
  const shards = parts.some((part) => part.shards.length === 0) ? [] : distinct(parts.flatMap((part) => part.shards));
  return { part: { plan: first.plan, shards, rows } };
}

/** What is missing for a whole campaign, for the user; none: nothing. */
export function incompleteness(part: CampaignPart): readonly Issue[] {
  const missing = missingChunks(part);
  if (missing === 0) return [];
  const of = part.shards[0]?.[1];
  const isOneCut = of !== undefined && part.shards.every(([, count]) => count === of);
  const absent = isOneCut ? numbers(1, of).filter((index) => !part.shards.some(([own]) => own === index)) : [];
  const message = 'the parts do not make a whole campaign';
  const found = `${missing} chunks of work are missing`;
  if (absent.length === 0) return [{ code: 'campaign.part', message, found, hint: 'go on with --resume FILE' }];
  return [
    {
      code: 'campaign.part',
      message,
      found,
      expected: `shard ${absent.map((index) => `${index}/${of}`).join(', ')} too`,
    },
  ];
}

function distinct(shards: readonly Shard[]): Shard[] {
  const byName = new Map(shards.map((shard) => [shard.join('/'), shard]));
  return [...byName.values()].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
}

function rangesOf(chunks: ReadonlySet<number>): ChunkRange[] {
  const ranges: [number, number][] = [];
  for (const chunk of [...chunks].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === chunk - 1) last[1] = chunk;
    else ranges.push([chunk, chunk]);
  }
  return ranges;
}

function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function problem(message: string, file: string): Issue {
  return { code: 'campaign.part', message, place: { file } };
}
