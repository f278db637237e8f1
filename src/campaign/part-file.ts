/** Files of parts and of results, read again: every number is checked, because anybody may have written them. */
import * as z from 'zod';
import type { Issue } from '../sim/issue.ts';
import type { CampaignPart } from './part.ts';
import { type CampaignPlan, campaignId, checkedPlan, configurationsOf } from './plan.ts';
import { FORMAT } from './report/json.ts';
import { emptyTally, PLACES, type Tally } from './tally.ts';
import { chunkCount } from './work-unit.ts';

const count = z.int().min(0);
const counts = <Counts extends object>(example: Counts) =>
  z.strictObject(Object.fromEntries(Object.keys(example).map((name) => [name, count]))) as unknown as z.ZodType<Counts>;
const { blocks, shortBlocks, headers, records } = emptyTally();
const places = z.array(count).length(PLACES);
const tallySchema: z.ZodType<Tally> = z.strictObject({
  blocks: counts(blocks),
  shortBlocks: counts(shortBlocks),
  headers: counts(headers),
  records: counts(records),
  losses: places,
  places,
});

const range = z.tuple([count, count]);
const rowSchema = z.object({ part: z.strictObject({ chunks: z.array(range), tally: tallySchema }) });

const rate = z.number().min(0).max(1);
const optional = z.number().nullable();
const faultSchema = z.discriminatedUnion('model', [
  z.strictObject({ model: z.literal('uniform'), ber: rate }),
  z.strictObject({ model: z.literal('chip'), ber: rate }),
  z.strictObject({ model: z.literal('charged'), ber: rate }),
  z.strictObject({ model: z.literal('row'), ber: rate }),
  z.strictObject({ model: z.literal('flips'), flips: z.int().min(1).max(1024) }),
  z.strictObject({ model: z.literal('burst'), ber: rate, burst: z.int().min(1).max(1024) }),
  z.strictObject({ model: z.literal('decay'), retention: z.string(), offSeconds: optional, temperature: optional }),
]);

const planSchema = z.strictObject({
  name: z.string().nullable(),
  seed: z.string(),
  mode: z.enum(['zone', 'machine']),
  trials: z.int().min(1),
  ecc: z.array(count).min(1),
  faults: z.array(faultSchema).min(1),
  layouts: z.array(z.strictObject({ record: count.nullable(), zone: z.int().min(1) })).min(1),
  kernel: z.string(),
  compress: z.enum(['none', 'deflate']),
});

const headSchema = z.object({
  lastwords: z.literal(FORMAT),
  campaign: z.string(),
  plan: planSchema,
  shards: z.array(z.tuple([z.int().min(1), z.int().min(1)])),
});

/** What a baseline tells of one configuration. */
export interface BaselineRow {
  readonly configuration: string;
  readonly blocks: number;
  readonly uncorrectable: number;
  readonly miscorrected: number;
  readonly headers: { readonly blocks: number; readonly uncorrectable: number; readonly miscorrected: number };
  readonly records: { readonly records: number; readonly clean: number; readonly corrected: number };
}

const baselineSchema: z.ZodType<BaselineRow> = z.object({
  configuration: z.string(),
  blocks: count,
  uncorrectable: count,
  miscorrected: count,
  headers: z.object({ blocks: count, uncorrectable: count, miscorrected: count }),
  records: z.object({ records: count, clean: count, corrected: count }),
});

/** A part from the lines of a shard or of an interrupted run. */
export function readPart(
  text: string,
  file: string,
): { readonly part: CampaignPart } | { readonly issues: readonly Issue[] } {
  const lines = jsonObjects(text, file);
  if ('issues' in lines) return lines;
  const [head, ...rest] = lines.objects;
  const parsed = headSchema.safeParse(head);
  if (!parsed.success) {
    const isResult = typeof head === 'object' && head !== null && 'configuration' in head;
    const hint = isResult
      ? 'this is the result of a whole campaign; a part is written with --shard or --part'
      : undefined;
    return { issues: [problem('is no part of a campaign', file, hint)] };
  }
  const { plan, shards, campaign } = parsed.data;
  const wrong = checkedPlan(plan);
  if (wrong.length > 0) return { issues: wrong.map((issue) => ({ ...issue, place: { file } })) };
  if (campaignId(plan) !== campaign)
    return { issues: [problem('has been changed: its plan is not what it was made by', file)] };
  const configurations = configurationsOf(plan);
  const rows = z.array(rowSchema).length(configurations.length).safeParse(rest);
  if (!rows.success)
    return {
      issues: [problem('is cut off or damaged', file, `${configurations.length} lines behind the first are expected`)],
    };
  const parts = rows.data.map(({ part }) => part);
  const isPossible = parts.every(
    ({ chunks, tally }, at) => areChunks(chunks, chunkCount(configurations[at]!)) && isSum(tally),
  );
  if (!isPossible || shards.some(([index, of]) => index > of))
    return { issues: [problem('has counts that do not fit together', file)] };
  return { part: { plan: plan as CampaignPlan, shards, rows: parts } };
}

/** The rows of a baseline: the lines of a result, or of a part that is a whole. */
export function readBaseline(
  text: string,
  file: string,
): { readonly rows: readonly BaselineRow[] } | { readonly issues: readonly Issue[] } {
  const lines = jsonObjects(text, file);
  if ('issues' in lines) return lines;
  const rows = lines.objects.filter((line) => typeof line === 'object' && line !== null && 'configuration' in line);
  const parsed = z.array(baselineSchema).min(1).safeParse(rows);
  if (parsed.success) return { rows: parsed.data };
  return { issues: [problem('is no result of a campaign', file, 'make one: lastwords campaign … --json > FILE')] };
}

/** A plan from elsewhere; null: it is none, cannot be tried, or is not that of the campaign `id`. */
export function planFromJson(text: string, id: string): CampaignPlan | null {
  const read = planSchema.safeParse(parsed(text));
  if (!read.success || checkedPlan(read.data).length > 0) return null;
  const plan = read.data as CampaignPlan;
  return campaignId(plan) === id ? plan : null;
}

/** Counts from elsewhere; null: they are none, or do not add up. */
export function tallyFromJson(text: string): Tally | null {
  const read = tallySchema.safeParse(parsed(text));
  return read.success && isSum(read.data) ? read.data : null;
}

/** Each line an object of this version of the format. */
function jsonObjects(
  text: string,
  file: string,
): { readonly objects: readonly unknown[] } | { readonly issues: readonly Issue[] } {
  const objects: unknown[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const object = parsed(line);
    if (typeof object !== 'object' || object === null || !('lastwords' in object)) {
      return {
        issues: [
          {
            ...problem('is no file of campaigns', file),
            place: { file, line: at + 1 },
            expected: 'JSON lines as lastwords campaign --json writes them',
          },
        ],
      };
    }
    if (object.lastwords !== FORMAT) {
      const found = `version ${JSON.stringify(object.lastwords)}`.slice(0, 40);
      return {
        issues: [
          {
            ...problem('is of another version', file),
            place: { file, line: at + 1 },
            found,
            expected: `version ${FORMAT}`,
          },
        ],
      };
    }
    objects.push(object);
  }
  return objects.length === 0 ? { issues: [problem('is empty', file)] } : { objects };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // No JSON at all: the caller says what was expected.
    return undefined;
  }
}

/** Stretches in order that neither touch nor leave the configuration. */
function areChunks(chunks: readonly (readonly [number, number])[], end: number): boolean {
  let next = 0;
  return chunks.every(([first, last]) => {
    const isNext = first >= next && last >= first && last < end;
    next = last + 2;
    return isNext;
  });
}

function isSum({ blocks: words, shortBlocks: short, headers: head, records: all }: Tally): boolean {
  const areWords = [words, short, head].every(
    ({ blocks: sum, clean, corrected, uncorrectable, miscorrected }) =>
      clean + corrected + uncorrectable + miscorrected === sum,
  );
  const classes =
    all.clean + all.corrected + all.flagged + all.truncated + all.miscorrected + all.undetected + all.lost;
  return areWords && classes === all.records;
}

function problem(message: string, file: string, hint?: string): Issue {
  return { code: 'campaign.file', message, place: { file }, ...(hint === undefined ? {} : { hint }) };
}
