/** A plan from what is given: the data of a campaign file, flags, or both. A flag counts before the key of the same name. */
import { schemaIssues } from '../scenario/issues.ts';
import { knownKeys } from '../scenario/known-keys.ts';
import type { Source } from '../scenario/source.ts';
import type { Issue } from '../sim/issue.ts';
import { type CampaignPlan, cliff, planOf } from './plan.ts';
import { type GivenPlan, planSchema } from './plan-schema.ts';

export type ParsedPlan =
  | { readonly ok: true; readonly plan: CampaignPlan }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** `flags`: values by the keys of the schema. Without source and flags the plan is the cliff. */
export function planOfGiven(source: Source | null, flags: Readonly<Record<string, unknown>>): ParsedPlan {
  const data = { ...((source?.data as object | undefined) ?? {}), ...flags };
  const both = joined(data, source, flags);
  const parsed = planSchema.safeParse(data);
  if (!parsed.success) {
    return { ok: false, issues: schemaIssues(parsed.error, both, (path) => knownKeys(planSchema, path)).map(ours) };
  }
  const isNothing = source === null && Object.keys(flags).length === 0;
  const { plan, issues } = planOf(isNothing ? cliff : parsed.data, (key: keyof GivenPlan) => both.place([key]));
  return issues.length === 0 ? { ok: true, plan } : { ok: false, issues };
}

/** Places in the file, but for what a flag says. */
function joined(data: object, source: Source | null, flags: Readonly<Record<string, unknown>>): Source {
  return {
    file: source?.file ?? '',
    data,
    issues: [],
    place: (path, key) => {
      const first = String(path[0] ?? key ?? '');
      const isInFile = source !== null && !Object.hasOwn(flags, first);
      return isInFile ? source.place(path, key) : { path: `--${first}` };
    },
  };
}

/** A campaign's issues have names of their own. */
export function ours(issue: Issue): Issue {
  return { ...issue, code: issue.code.replace(/^scenario\./, 'campaign.') };
}
