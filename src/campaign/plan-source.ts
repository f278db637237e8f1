/** A plan from the text of a campaign file, from flags, or from both: a flag counts before the key of the same name. */
import { schemaIssues } from '../scenario/issues.ts';
import { knownKeys } from '../scenario/known-keys.ts';
import { parseSource, type Source } from '../scenario/source.ts';
import type { Issue } from '../sim/issue.ts';
import { type CampaignPlan, cliff, planOf } from './plan.ts';
import { type GivenPlan, planSchema } from './plan-schema.ts';

export type ParsedPlan =
  | { readonly ok: true; readonly plan: CampaignPlan }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** `flags`: values by the keys of the schema. Without file and flags the plan is the cliff. */
export function parsePlan(
  file: { readonly text: string; readonly name: string } | null,
  flags: Readonly<Record<string, unknown>>,
): ParsedPlan {
  const source = file === null ? null : parseSource(file.text, file.name);
  if (source !== null && source.issues.length > 0) return { ok: false, issues: source.issues.map(ours) };
  if (source !== null && (typeof source.data !== 'object' || source.data === null || Array.isArray(source.data))) {
    const hint = 'a campaign has keys such as ecc, ber, model and trials';
    return {
      ok: false,
      issues: [{ code: 'campaign.empty', message: 'the file holds no campaign', place: { file: source.file }, hint }],
    };
  }
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

function ours(issue: Issue): Issue {
  return { ...issue, code: issue.code.replace(/^scenario\./, 'campaign.') };
}
