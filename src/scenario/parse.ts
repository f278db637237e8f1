/** From the text of a scenario file to a scenario, or to all that is wrong with it at once. */
import type { Issue } from '../sim/issue.ts';
import { schemaIssues } from './issues.ts';
import { knownKeys } from './known-keys.ts';
import { resolveSetup, type ScenarioSetup } from './resolve.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import { semanticIssues } from './semantics.ts';
import { parseSource } from './source.ts';

export type ParsedScenario =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly setup: ScenarioSetup;
      readonly stepLines: readonly number[];
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** `file` is only a name for the issues; nothing is read here. */
export function parseScenario(text: string, file: string): ParsedScenario {
  const source = parseSource(text, file);
  if (source.issues.length > 0) return { ok: false, issues: source.issues };
  if (source.data === null || source.data === undefined) {
    const hint = 'a scenario has at least name, board and steps';
    return { ok: false, issues: [{ code: 'scenario.empty', message: 'the file is empty', place: { file }, hint }] };
  }
  const parsed = scenarioSchema.safeParse(source.data);
  const shape = parsed.success ? [] : schemaIssues(parsed.error, source, (path) => knownKeys(scenarioSchema, path));
  // Names of profiles are looked up even when the shape is wrong, so that all mistakes show in one go.
  const { setup, issues: names } = resolveSetup(source);
  const sense = parsed.success && setup !== undefined ? semanticIssues(parsed.data, setup, source) : [];
  const issues = [...shape, ...names, ...sense].sort(byPlace);
  if (parsed.success && setup !== undefined && issues.length === 0) {
    const stepLines = parsed.data.steps.map((_, index) => source.place(['steps', index]).line ?? 1);
    return { ok: true, scenario: parsed.data, setup, stepLines };
  }
  return { ok: false, issues };
}

function byPlace(a: Issue, b: Issue): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
}
