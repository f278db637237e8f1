/** From the text of a scenario file to a scenario, or to all that is wrong with it at once. */
import type { Issue } from '../sim/issue.ts';
import { isFaultFile, resolveFaults } from './fault-plans.ts';
import { type FaultChanges, NO_CHANGES, NO_FAULTS } from './faults.ts';
import { schemaIssues } from './issues.ts';
import { knownKeys } from './known-keys.ts';
import { resolveSetup, type ScenarioSetup } from './resolve.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import { semanticIssues } from './semantics.ts';
import { parseSource } from './source.ts';

/** Code of the complaint about a file of plans where a scenario was expected. */
export const FAULT_FILE = 'scenario.fault-file';

const faultFileIssue = {
  code: FAULT_FILE,
  message: 'this file has fault plans, and is no scenario',
  hint: 'lastwords run SCENARIO --fault FILE',
} as const;

export type ParsedScenario =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly setup: ScenarioSetup;
      readonly stepLines: readonly number[];
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** `file` is only a name for the issues; nothing is read here. `changes`: faults beside those of the scenario, or without them. */
export function parseScenario(text: string, file: string, changes: FaultChanges = NO_CHANGES): ParsedScenario {
  const source = parseSource(text, file);
  if (source.issues.length > 0) return { ok: false, issues: source.issues };
  if (source.data === null || source.data === undefined) {
    const hint = 'a scenario has at least name, board and steps';
    return { ok: false, issues: [{ code: 'scenario.empty', message: 'the file is empty', place: { file }, hint }] };
  }
  if (isFaultFile(source.data)) return { ok: false, issues: [{ ...faultFileIssue, place: { file } }] };
  const parsed = scenarioSchema.safeParse(source.data);
  const shape = parsed.success ? [] : schemaIssues(parsed.error, source, (path) => knownKeys(scenarioSchema, path));
  // Names of profiles are looked up even when the shape is wrong, so that all mistakes show in one go.
  const { setup, issues: names } = resolveSetup(source);
  const sense = parsed.success && setup !== undefined ? semanticIssues(parsed.data, setup, source) : [];
  const { faults, issues: ofFaults } =
    parsed.success && setup !== undefined
      ? resolveFaults(parsed.data, setup, source, changes)
      : { faults: NO_FAULTS, issues: [] };
  const issues = [...shape, ...names, ...sense, ...ofFaults].sort(byPlace);
  if (parsed.success && setup !== undefined && issues.length === 0) {
    const stepLines = parsed.data.steps.map((_, index) => source.place(['steps', index]).line ?? 1);
    return { ok: true, scenario: parsed.data, setup: { ...setup, faults }, stepLines };
  }
  return { ok: false, issues };
}

function byPlace(a: Issue, b: Issue): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
}
