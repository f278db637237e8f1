/** A plan from the text of a campaign file and from flags; a module of its own, because the reader of YAML takes its time to load. */
import { parseSource } from '../scenario/source.ts';
import { ours, type ParsedPlan, planOfGiven } from './plan-given.ts';

/** Without a file the plan is that of the flags. */
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
  return planOfGiven(source, flags);
}
