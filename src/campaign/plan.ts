/**
 * A campaign: parameters × fault models × retention presets, and how much of each. From what a user gave to a plan, or to all that is
 * wrong with it at once.
 */
import { findKernel, kernels } from '../profiles/kernels.ts';
import { ABSOLUTE_ZERO_C, findRetentionPreset, HOTTEST_C, retentionPresets } from '../profiles/retention-presets.ts';
import { nameHint } from '../scenario/nearest-name.ts';
import { Hash64 } from '../sim/hash.ts';
import type { Issue, Place } from '../sim/issue.ts';
import {
  type CampaignMode,
  type Configuration,
  configurationKey,
  type FaultModel,
  type ModelName,
  modelNames,
} from './configuration.ts';
import type { ZoneShape } from './kernel-zone.ts';
import { type ListValue, type NumberKind, numberList } from './number-list.ts';
import type { GivenPlan } from './plan-schema.ts';
import { fullBlocksOf, roomOf } from './zone-words.ts';

/** Plain data: it stands in the files of shards and partial results. */
export interface CampaignPlan {
  readonly name: string | null;
  readonly seed: string;
  readonly mode: CampaignMode;
  /** Full blocks of each configuration. */
  readonly trials: number;
  readonly ecc: readonly number[];
  readonly faults: readonly FaultModel[];
  readonly layouts: readonly ZoneShape[];
  readonly kernel: string;
  readonly compress: 'none' | 'deflate';
}

/** What `lastwords campaign` without arguments does: the cliff. */
export const cliff: GivenPlan = { ecc: '2..32', ber: '1e-4..2e-2', model: 'uniform' };

const DEFAULTS = { seed: '1', trials: 10_000, zone: 4096, burst: 16, kernel: '6.1.0-56-amd64', retention: 'ddr4-slow' };
const CONFIGURATIONS_MAX = 10_000;
/** A code word of the codec has 255 bytes: blocks of 128 leave 127 for parity. */
const ECC_MAX = 127;
/** What a kernel of 4 KiB pages can copy out of RAM at once. */
const ZONE_MAX = 2 ** 22;
const PAGE = 4096;

const rate: NumberKind = {
  steps: '1-2-5',
  min: 0,
  max: 1,
  isWhole: false,
  words: 'a rate, 0 to 1, as 1e-3, or a range 1e-5..1e-2',
};
const parity: NumberKind = {
  steps: 'doubling',
  min: 0,
  max: ECC_MAX,
  isWhole: true,
  words: `a number of bytes, 0 to ${ECC_MAX}`,
};
const bitCount: NumberKind = {
  steps: 'doubling',
  min: 1,
  max: 1024,
  isWhole: true,
  words: 'a number of bits, 1 to 1024',
};
const seconds: NumberKind = {
  steps: '1-2-5',
  min: 0,
  max: 2_592_000,
  isWhole: false,
  words: 'a time up to 30 days, as 500ms or 2s',
  isDuration: true,
};
const degrees: NumberKind = {
  steps: 'none',
  min: ABSOLUTE_ZERO_C,
  max: HOTTEST_C,
  isWhole: false,
  words: `°C, ${ABSOLUTE_ZERO_C} to ${HOTTEST_C}`,
};

/** Where the value of a key stands. */
export type PlaceOf = (key: keyof GivenPlan) => Place;

/** The plan, and what is wrong with it; the plan is good for nothing where there are issues. */
export function planOf(
  given: GivenPlan,
  placeOf: PlaceOf,
): { readonly plan: CampaignPlan; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const list = (key: 'ecc' | 'ber' | 'flips' | 'burst' | 'off' | 'temperature', kind: NumberKind, absent: ListValue) =>
    numberList(given[key] ?? absent, kind, placeOf(key), issues);
  const mode = given.mode ?? 'zone';
  const kernel = findKernel(given.kernel ?? DEFAULTS.kernel);
  issues.push(...kernelIssues(given.kernel ?? DEFAULTS.kernel, placeOf('kernel')));
  const plan: CampaignPlan = {
    name: given.name ?? null,
    seed: String(given.seed ?? DEFAULTS.seed),
    mode,
    trials: given.trials ?? DEFAULTS.trials,
    ecc: list('ecc', parity, cliff.ecc!),
    faults: faultsOf(given, list, placeOf, issues),
    layouts: shapesOf(given, mode),
    kernel: kernel?.release ?? '',
    compress: given.compress ?? 'none',
  };
  issues.push(...impossibilities(plan, given, placeOf));
  return { plan, issues };
}

/** What is impossible in a plan that was read from a file. */
export function checkedPlan(plan: CampaignPlan): readonly Issue[] {
  const nowhere = () => ({});
  const issues: Issue[] = [];
  numberList(plan.ecc, parity, {}, issues);
  const isKnown = (fault: FaultModel) => fault.model !== 'decay' || findRetentionPreset(fault.retention) !== undefined;
  if (!plan.faults.every(isKnown)) issues.push(problem('unknown preset', {}));
  issues.push(...kernelIssues(plan.kernel, {}));
  return issues.length > 0 ? issues : impossibilities(plan, {}, nowhere);
}

/** In the order of the table: by layout, then by fault, then by parity. */
export function configurationsOf({
  mode,
  trials,
  ecc,
  faults,
  layouts,
  kernel,
  compress,
}: CampaignPlan): Configuration[] {
  return layouts.flatMap((layout) =>
    faults.flatMap((fault) => ecc.map((bytes) => ({ mode, ecc: bytes, fault, layout, trials, kernel, compress }))),
  );
}

/** 16 hex digits: two plans that would give the same table have the same ones. */
export function campaignId(plan: CampaignPlan): string {
  const keys = configurationsOf(plan).map(configurationKey);
  return new Hash64().update([plan.seed, plan.trials, ...keys].join('\n')).digest();
}

type Lists = (
  key: 'ecc' | 'ber' | 'flips' | 'burst' | 'off' | 'temperature',
  kind: NumberKind,
  absent: ListValue,
) => number[];

function faultsOf(given: GivenPlan, list: Lists, placeOf: PlaceOf, issues: Issue[]): FaultModel[] {
  const models = namesOf(given.model) ?? impliedModels(given);
  for (const name of models) issues.push(...unknownName('fault model', name, modelNames, placeOf('model')));
  const used = (key: keyof GivenPlan, by: readonly ModelName[]) => {
    if (given[key] === undefined || models.some((name) => by.includes(name as ModelName))) return;
    const hint = `add --model ${by[0]}${by.length > 1 ? ' or another one' : ''}`;
    issues.push({ ...problem(`"${key}" has no use: no model here goes by it`, placeOf(key)), hint });
  };
  used('ber', ['uniform', 'burst', 'chip', 'charged', 'row']);
  used('flips', ['flips']);
  used('burst', ['burst']);
  for (const key of ['retention', 'off', 'temperature'] as const) used(key, ['decay']);

  const rates = list('ber', rate, cliff.ber!);
  const make: Record<ModelName, () => FaultModel[]> = {
    uniform: () => rates.map((ber) => ({ model: 'uniform', ber })),
    chip: () => rates.map((ber) => ({ model: 'chip', ber })),
    charged: () => rates.map((ber) => ({ model: 'charged', ber })),
    row: () => rates.map((ber) => ({ model: 'row', ber })),
    flips: () => list('flips', bitCount, '1..16').map((flips) => ({ model: 'flips', flips })),
    burst: () =>
      list('burst', bitCount, DEFAULTS.burst).flatMap((burst) =>
        rates.map((ber) => ({ model: 'burst' as const, ber, burst })),
      ),
    decay: () => decaysOf(given, list, placeOf, issues),
  };
  return [...new Set(models)].flatMap((name) => (Object.hasOwn(make, name) ? make[name as ModelName]() : []));
}

/** Who names a number of flips or a preset wants to see them at work. */
function impliedModels({ ber, flips, retention, off, temperature }: GivenPlan): readonly ModelName[] {
  const implied: ModelName[] = [];
  if (flips !== undefined) implied.push('flips');
  if (retention !== undefined || off !== undefined || temperature !== undefined) implied.push('decay');
  return ber !== undefined || implied.length === 0 ? ['uniform', ...implied] : implied;
}

function decaysOf(given: GivenPlan, list: Lists, placeOf: PlaceOf, issues: Issue[]): FaultModel[] {
  const presets = namesOf(given.retention) ?? [DEFAULTS.retention];
  const known = retentionPresets.map(({ name }) => name);
  for (const name of presets) issues.push(...unknownName('preset', name, known, placeOf('retention')));
  const temperatures = given.temperature === undefined ? [null] : list('temperature', degrees, []);
  const offs = list('off', seconds, '1..20');
  return presets.flatMap((retention): FaultModel[] => {
    const outcome = findRetentionPreset(retention)?.outcome;
    // Only a gap has a time and a temperature.
    if (typeof outcome !== 'object' || !('gap' in outcome)) {
      return [{ model: 'decay', retention, offSeconds: null, temperature: null }];
    }
    return temperatures.flatMap((temperature) =>
      offs.map((offSeconds) => ({ model: 'decay' as const, retention, offSeconds, temperature })),
    );
  });
}

function shapesOf({ layout }: GivenPlan, mode: CampaignMode): ZoneShape[] {
  const usual = mode === 'machine' ? 4 * DEFAULTS.zone : DEFAULTS.zone;
  const shapes = Array.isArray(layout) ? layout : [layout ?? {}];
  return shapes.map(({ record, zone }) => ({ record: record ?? null, zone: zone ?? usual }));
}

/** Numbers that are possible one by one and not together. */
function impossibilities(plan: CampaignPlan, given: GivenPlan, placeOf: PlaceOf): Issue[] {
  const issues: Issue[] = [];
  const count = plan.layouts.length * plan.faults.length * plan.ecc.length;
  if (count > CONFIGURATIONS_MAX) {
    const place = placeOf('ecc');
    return [
      { ...problem('too many configurations', place), found: `${count}`, expected: `at most ${CONFIGURATIONS_MAX}` },
    ];
  }
  // A machine's dump may leave room unused.
  const fewestBlocks = plan.mode === 'machine' ? 8 : 1;
  for (const layout of plan.layouts) {
    const place = placeOf('layout');
    const found = shapeWords(layout);
    if (layout.zone > ZONE_MAX) {
      issues.push({ ...problem('the zone is too large', place), found, expected: `at most ${ZONE_MAX} bytes` });
      continue;
    }
    if (plan.mode === 'machine') issues.push(...machineShape(layout, place));
    for (const ecc of plan.ecc) {
      const room = roomOf(layout.zone, ecc);
      const where = `with ${counted(ecc, 'byte')} of parity`;
      if (room === null || (layout.record ?? 0) > room) {
        issues.push({ ...problem(`the sizes leave no room ${where}`, place), found, ...roomHint(room) });
      } else if (fullBlocksOf(room, layout.record ?? room) < fewestBlocks) {
        const expected = `${counted(fewestBlocks, 'full block')} of 128 bytes of log, or more`;
        issues.push({ ...problem(`the sizes leave too little room ${where}`, place), found, expected });
      } else issues.push(...flipIssues(plan, ecc, placeOf('flips')));
    }
  }
  if (plan.mode === 'machine' && plan.ecc.includes(1)) {
    const hint = 'the kernel takes 1 for 16; leave it out, or use mode: zone';
    issues.push({ ...problem('a kernel cannot be told to use 1 byte of parity', placeOf('ecc')), hint });
  }
  if (plan.mode === 'zone' && given.compress !== undefined) issues.push(machineOnly('compress', placeOf));
  if (plan.mode === 'zone' && given.kernel !== undefined) issues.push(machineOnly('kernel', placeOf));
  return issues;
}

/** The machine of campaigns is the PC. */
function kernelIssues(name: string, place: Place): Issue[] {
  const known = kernels.filter(({ architecture }) => architecture === 'x86_64');
  if (known.some((kernel) => kernel === findKernel(name))) return [];
  const expected = `a kernel of the PC: ${known.map(({ release }) => release).join(', ')}`;
  return [{ ...problem('no kernel for this machine', place), found: `"${name}"`, expected }];
}

function flipIssues({ faults }: CampaignPlan, ecc: number, place: Place): Issue[] {
  const headerBits = 8 * (12 + ecc);
  const most = Math.max(0, ...faults.map((fault) => (fault.model === 'flips' ? fault.flips : 0)));
  if (2 * most <= headerBits) return [];
  const expected = `at most ${headerBits / 2} with ${counted(ecc, 'byte')} of parity: half the bits of the header`;
  return [{ ...problem('more flips than fit', place), found: `${most}`, expected }];
}

function machineShape({ record, zone }: ZoneShape, place: Place): Issue[] {
  const issues: Issue[] = [];
  if (record !== null) issues.push(problem('a machine’s kernel decides how much it writes: leave record out', place));
  const isPower = zone >= PAGE && Number.isInteger(Math.log2(zone));
  if (!isPower) {
    const expected = `a power of two from ${PAGE} on: ramoops rounds down to one`;
    issues.push({ ...problem('no size of a record zone', place), found: `zone=${zone}`, expected });
  }
  return issues;
}

function machineOnly(key: 'compress' | 'kernel', placeOf: PlaceOf): Issue {
  return { ...problem(`"${key}" is for whole machines`, placeOf(key)), hint: 'add mode: machine' };
}

function roomHint(room: number | null): { hint: string } {
  if (room !== null) return { hint: `this zone has room for ${room} bytes` };
  return { hint: 'a zone holds a header of 12 bytes, the log, and parity for each 128 bytes and the header' };
}

function shapeWords({ record, zone }: ZoneShape): string {
  return `${record === null ? '' : `record=${record},`}zone=${zone}`;
}

function namesOf(value: string | readonly string[] | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const list = typeof value === 'string' ? value.split(',') : value;
  return list.map((name) => name.trim());
}

function unknownName(what: string, name: string, known: readonly string[], place: Place): Issue[] {
  if (known.includes(name)) return [];
  return [{ ...problem(`unknown ${what}`, place), found: `"${name}"`, hint: nameHint(name, known) }];
}

/** `1 byte`, `2 bytes`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function problem(message: string, place: Place): Issue {
  return { code: 'campaign.impossible', message, place };
}
