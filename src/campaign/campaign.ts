/**
 * Campaigns for programs: a plan from values, its work in one go, the result as a value.
 *
 * The command `lastwords campaign` gives the same units to threads or to a queue; the counts are the same, to the byte of its JSON lines.
 */
import { UserError } from '../sim/issue.ts';
import { runMachineUnit } from './machine-unit.ts';
import { type CampaignPart, emptyPart, PartCollector, type Shard, unitsLeft } from './part.ts';
import type { CampaignPlan } from './plan.ts';
import { planOfGiven } from './plan-given.ts';
import { runUnit } from './work-unit.ts';
import { runZoneUnit } from './zone-unit.ts';

/**
 * The plan that these keys describe, which are those of a campaign file (docs/reference/campaign.md); without any it is the cliff of
 * ecc 2…32. Throws `UserError` with all that is wrong.
 */
export function campaignPlan(given: Readonly<Record<string, unknown>> = {}): CampaignPlan {
  const parsed = planOfGiven(null, given);
  if (!parsed.ok) throw new UserError(parsed.issues);
  return parsed.plan;
}

export interface CampaignOptions {
  /** The i-th of n shards, i from 1, in place of the whole campaign. */
  readonly shard?: Shard;
  /** Hears after each work unit how many of how many are done; `false` ends the run there. */
  readonly onUnit?: (done: number, of: number) => boolean | undefined;
}

/** Does the work of a plan, or goes on where an interrupted part ends. Some ten milliseconds a unit, on this thread. */
export function runCampaign(from: CampaignPlan | CampaignPart, { shard, onUnit }: CampaignOptions = {}): CampaignPart {
  const start = 'plan' in from ? from : emptyPart(from, shard ?? null);
  const collector = new PartCollector(start);
  const units = unitsLeft(start);
  for (const [at, planned] of units.entries()) {
    const { unit } = planned;
    collector.add(planned, runUnit(unit, unit.configuration.mode === 'machine' ? runMachineUnit : runZoneUnit));
    if (onUnit?.(at + 1, units.length) === false) break;
  }
  return collector.part();
}
