/**
 * Campaigns on the server, beside the queue: the plan of each by its id, and the counts of each work unit by the unit's name. A unit
 * that is done twice, because its first worker was taken for dead, is kept once.
 */
import type { Redis } from 'ioredis';
import * as z from 'zod';
import type { Configuration } from '../../../campaign/configuration.ts';
import { type CampaignPart, emptyPart, PartCollector, type PlannedUnit } from '../../../campaign/part.ts';
import { planFromJson, tallyFromJson } from '../../../campaign/part-file.ts';
import { type CampaignPlan, campaignId, configurationsOf } from '../../../campaign/plan.ts';
import type { Tally } from '../../../campaign/tally.ts';
import { chunkCount } from '../../../campaign/work-unit.ts';
import { UserError } from '../../../sim/issue.ts';
import { VERSION } from '../../version.ts';

/** Another version may count otherwise: it sees none of these keys. */
export const PREFIX = `lastwords:${VERSION}`;
const PLANS = `${PREFIX}:plans`;
const SCAN_COUNT = 1_000;

const unitName = z.object({ campaign: z.string(), row: z.int().min(0), chunk: z.int().min(0) });

/** A work unit as the queue carries it. */
export type UnitName = z.infer<typeof unitName>;

/** Null: what the queue carries is no unit. */
export function unitNameOf(data: unknown): UnitName | null {
  const read = unitName.safeParse(data);
  return read.success ? read.data : null;
}

export interface Campaign {
  readonly id: string;
  readonly plan: CampaignPlan;
  readonly configurations: readonly Configuration[];
  /** Of all configurations. */
  readonly unitCount: number;
}

export function campaignOf(plan: CampaignPlan): Campaign {
  const configurations = configurationsOf(plan);
  const unitCount = configurations.reduce((sum, configuration) => sum + chunkCount(configuration), 0);
  return { id: campaignId(plan), plan, configurations, unitCount };
}

export class CampaignStore {
  readonly #redis: Redis;
  readonly #known = new Map<string, Campaign>();

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  ids(): Promise<string[]> {
    return this.#redis.hkeys(PLANS);
  }

  /** Null: there is no such campaign. */
  async campaign(id: string): Promise<Campaign | null> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const text = await this.#redis.hget(PLANS, id);
    if (text === null) return null;
    const plan = planFromJson(text, id);
    if (plan === null) throw damaged(`the plan of campaign ${id}`);
    const campaign = campaignOf(plan);
    this.#known.set(id, campaign);
    return campaign;
  }

  /** Enters a campaign; the first plan of an id stays. */
  async enter({ id, plan }: Campaign): Promise<void> {
    await this.#redis.hsetnx(PLANS, id, JSON.stringify(plan));
  }

  /** Units that are done. */
  doneCount(id: string): Promise<number> {
    return this.#redis.hlen(talliesOf(id));
  }

  async doneFields(id: string): Promise<ReadonlySet<string>> {
    return new Set(await this.#redis.hkeys(talliesOf(id)));
  }

  async isDone(unit: UnitName): Promise<boolean> {
    return (await this.#redis.hexists(talliesOf(unit.campaign), fieldOf(unit))) === 1;
  }

  async keep(unit: UnitName, tally: Tally): Promise<void> {
    const [key, field, text] = [talliesOf(unit.campaign), fieldOf(unit), JSON.stringify(tally)];
    if ((await this.#redis.hsetnx(key, field, text)) === 1) return;
    if ((await this.#redis.hget(key, field)) === text) return;
    const message = `two workers have counted unit ${field} of campaign ${unit.campaign} differently`;
    throw new UserError([{ code: 'campaign.queue', message, hint: 'all of them must run the same lastwords' }]);
  }

  /** What is done so far. */
  async part(campaign: Campaign): Promise<CampaignPart> {
    const { id, plan } = campaign;
    const collector = new PartCollector(emptyPart(plan));
    const seen = new Set<string>();
    let cursor = '0';
    do {
      const [next, entries] = await this.#redis.hscan(talliesOf(id), cursor, 'COUNT', SCAN_COUNT);
      cursor = next;
      for (let at = 0; at < entries.length; at += 2) {
        const field = entries[at]!;
        // A scan may give an entry twice.
        if (seen.has(field)) continue;
        seen.add(field);
        const [row = '', chunk = ''] = field.split('/');
        const planned = plannedUnit(campaign, { row: Number(row), chunk: Number(chunk) });
        const tally = tallyFromJson(entries[at + 1]!);
        if (planned === null || tally === null) throw damaged(`unit ${field} of campaign ${id}`);
        collector.add(planned, tally);
      }
    } while (cursor !== '0');
    return collector.part();
  }
}

/** The name of a unit within its campaign. */
export function fieldOf({ row, chunk }: Pick<UnitName, 'row' | 'chunk'>): string {
  return `${row}/${chunk}`;
}

/** Null: the campaign has no such unit. */
export function plannedUnit(
  { plan, configurations }: Campaign,
  { row, chunk }: Pick<UnitName, 'row' | 'chunk'>,
): PlannedUnit | null {
  const configuration = configurations[row];
  if (configuration === undefined || !Number.isInteger(chunk) || chunk < 0) return null;
  return chunk < chunkCount(configuration) ? { unit: { configuration, seed: plan.seed, chunk }, row } : null;
}

function talliesOf(id: string): string {
  return `${PREFIX}:tallies:${id}`;
}

function damaged(what: string): UserError {
  return new UserError([
    { code: 'campaign.queue', message: `${what} on the server is damaged`, hint: 'delete it there' },
  ]);
}
