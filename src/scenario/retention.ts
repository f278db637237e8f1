/**
 * From the `retention:` of a scenario to the rules of a board: presets and modules are looked up by name.
 *
 * The board's own rules hold for the resets that the scenario says nothing about; a release of its firmware may change them.
 */
import type { BoardProfile, RetentionRule } from '../profiles/board.ts';
import { type DamageCluster, type DramGap, type DramProfile, dramProfiles, findDramProfile } from '../profiles/dram.ts';
import { findRetentionPreset, plainGap, retentionPresets } from '../profiles/retention-presets.ts';
import { NS_PER_S } from '../sim/clock.ts';
import { parseDuration } from '../sim/duration.ts';
import type { Issue } from '../sim/issue.ts';
import type { DocumentPath } from './document-path.ts';
import { nameHint } from './nearest-name.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import type { Source } from './source.ts';

type GivenRules = NonNullable<NonNullable<Scenario['retention']>['warm']>;
type GivenRule = Extract<GivenRules, readonly unknown[]>[number];
type GivenCluster = NonNullable<GivenRule['clusters']>[number];

/** The rules of the board with those of the scenario, and what is wrong with the names in them. Wrong types are the schema's business. */
export function retentionOf(
  source: Source,
  board: BoardProfile,
): { readonly retention: BoardProfile['retention']; readonly issues: readonly Issue[] } {
  const data = source.data as Record<string, unknown>;
  const release = scenarioSchema.shape.firmware.safeParse(data['firmware']).data?.release;
  const given = scenarioSchema.shape.retention.safeParse(data['retention']).data ?? {};
  const releases = Object.keys(board.firmwares ?? {});
  const issues = unknownName('firmware release', release, releases, ['firmware', 'release'], source);
  const rules = Object.entries(given).map(([cause, list]) => {
    const path = ['retention', cause];
    if (typeof list === 'string') issues.push(...unknownName('preset', list, presetNames, path, source));
    else if (Array.isArray(list)) issues.push(...list.flatMap((rule, at) => ruleIssues(rule, [...path, at], source)));
    else issues.push(...ruleIssues(list ?? {}, path, source));
    return [cause, rulesOf(list).map(retentionRule)];
  });
  const ofFirmware = board.firmwares?.[release ?? ''] ?? {};
  return { retention: { ...board.retention, ...ofFirmware, ...Object.fromEntries(rules) }, issues };
}

/** A preset or a rule alone is a list of one. */
function rulesOf(given: GivenRules | undefined): readonly GivenRule[] {
  if (typeof given === 'string') return [{ preset: given }];
  return Array.isArray(given) ? given : given === undefined ? [] : [given];
}

const presetNames = retentionPresets.map(({ name }) => name);
const moduleNames = dramProfiles.map(({ name }) => name);

function ruleIssues({ preset, module, clusters }: GivenRule, path: DocumentPath, source: Source): Issue[] {
  const issues = [
    ...unknownName('preset', preset, presetNames, [...path, 'preset'], source),
    ...unknownName('module', module, moduleNames, [...path, 'module'], source),
  ];
  const profile = findDramProfile(module ?? '');
  clusters?.forEach(({ chip }, index) => {
    if (profile === undefined || chip === undefined || chip < profile.lanes.count) return;
    issues.push({
      code: 'scenario.impossible',
      message: `module ${profile.name} has no such chip`,
      place: source.place([...path, 'clusters', index, 'chip']),
      found: `${chip}`,
      expected: `0 to ${profile.lanes.count - 1}`,
    });
  });
  return issues;
}

function unknownName(
  what: string,
  name: string | undefined,
  known: readonly string[],
  path: DocumentPath,
  source: Source,
): Issue[] {
  if (name === undefined || known.includes(name)) return [];
  const hint = nameHint(name, known);
  return [
    { code: 'scenario.profile', message: `unknown ${what}`, place: source.place(path), found: `"${name}"`, hint },
  ];
}

function retentionRule(given: GivenRule): RetentionRule {
  const { address, length } = given;
  const start = address ?? 0;
  const isAll = address === undefined && length === undefined;
  const region = isAll ? 'all' : { start, end: length === undefined ? Number.MAX_SAFE_INTEGER : start + length };
  return { region, outcome: outcomeOf(given) };
}

function outcomeOf(given: GivenRule): RetentionRule['outcome'] {
  const { outcome, bitErrorRate } = given;
  // Bits that flip with chance one half are random bits, and losing a page costs less than flipping half of it.
  if (bitErrorRate === 0.5) return 'lost';
  if (bitErrorRate !== undefined) return { bitErrorRate };
  if (outcome !== undefined) return outcome;
  const preset = findRetentionPreset(given.preset ?? '')?.outcome;
  if (preset !== undefined && (typeof preset === 'string' || !('gap' in preset))) return preset;
  const profile = findDramProfile(given.module ?? '');
  if (preset === undefined && profile === undefined) return 'kept';
  return { gap: gapOf(given, preset?.gap ?? plainGap(profile!)) };
}

function gapOf(given: GivenRule, own: DramGap): DramGap {
  const { off, temperature, law, noise, clusters, scrambler, eccInit } = given;
  return {
    profile: own.profile,
    offSeconds: off === undefined ? own.offSeconds : parseDuration(off)! / NS_PER_S,
    tempC: temperature ?? own.tempC,
    tempLaw: law ?? own.tempLaw,
    noiseBer: noise ?? own.noiseBer,
    clusters: clusters?.map((cluster) => clusterOf(cluster, own.profile)) ?? own.clusters,
    scrambler: scrambler ?? own.scrambler,
    eccInit: eccInit ?? own.eccInit,
  };
}

function clusterOf(given: GivenCluster, profile: DramProfile): DamageCluster {
  const { bits, row, column, bit = 0, chip, range, length = profile.rowBytes, severity = 1 } = given;
  if (bits !== undefined) return { kind: 'bit', count: bits, severity };
  if (row !== undefined) return { kind: 'row', address: row, severity };
  if (column !== undefined) return { kind: 'column', address: column, bit, severity };
  if (chip !== undefined) return { kind: 'chip', lane: chip, severity };
  return { kind: 'range', start: range ?? 0, end: (range ?? 0) + length, severity };
}
