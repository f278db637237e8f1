/**
 * From the fault plans of a scenario, of its steps and of plan files to plans that a machine takes: names of places are looked up in the
 * ramoops region that the scenario will have, and everything that does not fit is told before anything runs.
 */
import { persistentRamBuffer } from '../formats/persistent-ram.ts';
import { bitPosition, findPlace, type NamedPlace } from '../inspect/fault-place.ts';
import { type RegionLayout, regionLayout } from '../inspect/region-layout.ts';
import { type FaultPlan, type FaultShape, moduleOf, planProblem } from '../memory/fault-plan.ts';
import { ADDRESS_SPACE_LIMIT } from '../memory/physical-memory.ts';
import { dramProfiles } from '../profiles/dram.ts';
import type { Issue } from '../sim/issue.ts';
import type { DocumentPath } from './document-path.ts';
import { type FaultStep, faultFileSchema, type GivenPlan, shapeKeys } from './fault-schema.ts';
import type { FaultChanges, ScenarioFaults } from './faults.ts';
import { hexToBytes } from './hex.ts';
import { schemaIssues } from './issues.ts';
import { knownKeys } from './known-keys.ts';
import { nameHint } from './nearest-name.ts';
import type { ScenarioSetup } from './resolve.ts';
import type { Scenario } from './schema.ts';
import { parseSource, type Source } from './source.ts';

type GivenSetup = Omit<ScenarioSetup, 'faults'>;

export function resolveFaults(
  scenario: Scenario,
  setup: GivenSetup,
  source: Source,
  changes: FaultChanges,
): { readonly faults: ScenarioFaults; readonly issues: readonly Issue[] } {
  const resolver = new Resolver(setup);
  const { issues } = resolver;
  const named = new Map<string, FaultPlan | null>();
  for (const [name, given] of Object.entries(scenario.faults ?? {})) {
    named.set(name, resolver.plan(name, given, ['faults', name], source));
  }
  for (const { file, text } of changes.files) {
    for (const [name, given, of] of plansOfFile(text, file, issues)) {
      if (named.has(name)) {
        issues.push({
          ...impossible('the scenario has a plan of this name', of.place(['faults'], name)),
          found: `"${name}"`,
        });
      } else named.set(name, resolver.plan(name, given, ['faults', name], of));
    }
  }
  const isOff = (name: string) => changes.without === 'all' || changes.without.includes(name);
  for (const name of changes.without === 'all' ? [] : changes.without) {
    if (named.has(name)) continue;
    const hint = named.size === 0 ? 'it has none' : nameHint(name, [...named.keys()]);
    const place = { file: source.file, path: '--without-fault' };
    issues.push({ ...impossible('the scenario has no such fault plan', place), found: `"${name}"`, hint });
  }
  const ofStep = new Map<FaultStep, FaultPlan>();
  const byStep = new Set<string>();
  for (const [index, { fault }] of scenario.steps.entries()) {
    if (fault === undefined) continue;
    const path = ['steps', index, 'fault'];
    if (fault.plan !== undefined) {
      byStep.add(fault.plan);
      const plan = named.get(fault.plan);
      if (plan === undefined) {
        const hint = named.size === 0 ? 'write it below faults: at the top' : nameHint(fault.plan, [...named.keys()]);
        const place = source.place([...path, 'plan']);
        issues.push({ ...impossible('unknown fault plan', place), found: `"${fault.plan}"`, hint });
      } else if (plan !== null && !isOff(fault.plan)) ofStep.set(fault, plan);
      continue;
    }
    const plan = resolver.step(fault, path, source);
    if (plan !== null && changes.without !== 'all') ofStep.set(fault, plan);
  }
  const armed = [...named].flatMap(([name, plan]) => (plan === null || byStep.has(name) || isOff(name) ? [] : [plan]));
  return { faults: { armed, ofStep, changes }, issues };
}

/** Whether a document has fault plans and nothing of a scenario. */
export function isFaultFile(data: unknown): boolean {
  const has = (key: string) => typeof data === 'object' && data !== null && Object.hasOwn(data, key);
  return has('faults') && !has('steps') && !has('board') && !has('name');
}

function plansOfFile(text: string, file: string, issues: Issue[]): [string, GivenPlan, Source][] {
  const source = parseSource(text, file);
  issues.push(...source.issues);
  if (source.issues.length > 0) return [];
  const parsed = faultFileSchema.safeParse(source.data ?? {});
  if (!parsed.success) {
    issues.push(...schemaIssues(parsed.error, source, (path) => knownKeys(faultFileSchema, path)));
    return [];
  }
  return Object.entries(parsed.data.faults).map(([name, given]) => [name, given, source]);
}

type Place = NamedPlace;

class Resolver {
  readonly issues: Issue[] = [];
  readonly #setup: GivenSetup;
  #layout: RegionLayout | undefined | null = null;

  constructor(setup: GivenSetup) {
    this.#setup = setup;
  }

  /** Null where something does not fit: then there are issues. */
  plan(name: string, given: GivenPlan, path: DocumentPath, source: Source): FaultPlan | null {
    const complain = (at: DocumentPath, message: string, more: Partial<Issue> = {}) => {
      this.issues.push({ ...impossible(message, source.place([...path, ...at])), ...more });
      return null;
    };
    const place = this.#place(given, complain);
    if (place === null) return null;
    const shape = shapeOf(given, place, complain);
    if (shape === null) return null;
    const { module } = given;
    const plan: FaultPlan = {
      name,
      place: { start: place.start, end: place.end },
      shape,
      when: timeOf(given.when),
      ...(module === undefined ? {} : { module }),
    };
    if (moduleOf(plan) === undefined) {
      const names = dramProfiles.map((one) => one.name);
      return complain(['module'], 'unknown module', { found: `"${module}"`, hint: nameHint(module!, names) });
    }
    const problem = planProblem(plan, ADDRESS_SPACE_LIMIT);
    if (problem !== null) {
      const { message, ...more } = problem;
      return complain([keyOf(given)], message, more);
    }
    const reached = [place, ...(shape.kind === 'misdirected' ? [moved(place, shape.distance)] : [])];
    const banks = this.#setup.board.ramBanks;
    const outside = reached.find((one) => !banks.some(({ start, end }) => one.start >= start && one.end <= end));
    if (outside === undefined) return plan;
    return complain(
      [outside === place ? placeKey(given) : 'misdirected'],
      `board ${this.#setup.board.name} has no RAM here`,
      {
        found: `${hex(outside.start)} to ${hex(outside.end - 1)}`,
        expected: banks.map(({ start, end }) => `${hex(start)} to ${hex(end - 1)}`).join(', '),
      },
    );
  }

  /** What a step asks for without naming a plan; null where that is no plan, or does not fit. */
  step(fault: FaultStep, path: DocumentPath, source: Source): FaultPlan | null {
    const { bits, uniform, plan, field, ...rest } = fault;
    if (typeof field === 'object') {
      const { offset, sizeBytes } = persistentRamBuffer.fields[field.name];
      const start = field.zone + offset;
      const bytes = numberBytes(field.value, sizeBytes, this.#setup.board.byteOrder);
      const name = `${field.name} of the zone at ${hex(field.zone)}`;
      return { name, place: { start, end: start + sizeBytes }, shape: { kind: 'value', bytes }, when: 'now' };
    }
    if (field === undefined && rest.address === undefined) return null;
    return this.plan(field ?? hex(rest.address!), { ...rest, field }, path, source);
  }

  #place(
    { field, address, length }: GivenPlan,
    complain: (at: DocumentPath, message: string, more?: Partial<Issue>) => null,
  ): Place | null {
    if (field === undefined) {
      return { start: address!, end: address! + (length ?? 1), byteOrder: null, bit: null };
    }
    if (length !== undefined)
      return complain(['length'], 'a field has its own length', { hint: 'leave this line out' });
    if (this.#layout === null) this.#layout = regionLayout(this.#setup);
    if (this.#layout === undefined) {
      const hint = 'write region: { address, length, … } at the top, or an address instead of a field';
      return complain(['field'], 'nothing says where the ramoops region is', { hint });
    }
    const place = findPlace(field, this.#layout, this.#setup.board.byteOrder);
    if (!('message' in place)) return place;
    const { message, known, ...more } = place;
    return complain(['field'], message, { ...more, ...(known === undefined ? {} : { hint: nameHint(field, known) }) });
  }
}

type Complain = (at: DocumentPath, message: string, more?: Partial<Issue>) => null;

function shapeOf(given: GivenPlan, place: Place, complain: Complain): FaultShape | null {
  const { bit, count, rate, burst, row, column, chip, value, misdirected, torn, effect = 'flip' } = given;
  if (effect !== 'flip' && (value ?? misdirected ?? torn) !== undefined) {
    return complain(['effect'], 'only bits have an effect', { hint: 'leave this line out' });
  }
  const bits = place.bit === null ? bit : place.bit;
  if (bits !== undefined) {
    const most = (place.end - place.start) * 8 - 1;
    const wrong = [bits].flat().find((one) => one > most);
    if (wrong !== undefined) {
      return complain(['bit'], 'the place has no such bit', { found: `${wrong}`, expected: `0 to ${most}` });
    }
    return { kind: 'bits', bits: [bits].flat().map((one) => bitPosition(place, one)), effect };
  }
  if (count !== undefined) return { kind: 'count', count, effect };
  if (rate !== undefined) return { kind: 'uniform', rate, effect };
  if (burst !== undefined) {
    const unit = burst.bits === undefined ? 'byte' : 'bit';
    const length = burst.bits ?? burst.bytes!;
    return { kind: 'burst', unit, length, effect, ...(burst.from === undefined ? {} : { from: burst.from }) };
  }
  if (row !== undefined) return { kind: 'row', row, effect };
  if (column !== undefined) return { kind: 'column', ...column, effect };
  if (chip !== undefined) return { kind: 'chip', lane: chip, effect };
  if (misdirected !== undefined) return { kind: 'misdirected', distance: misdirected };
  if (torn !== undefined) {
    return { kind: 'torn', keep: torn.first === undefined ? 'last' : 'first', bytes: torn.first ?? torn.last! };
  }
  return typeof value === 'number'
    ? numberShape(value, place, complain)
    : { kind: 'value', bytes: [...hexToBytes(value!)] };
}

function numberShape(value: number, { start, end, byteOrder }: Place, complain: Complain): FaultShape | null {
  if (byteOrder === null) {
    const hint = 'write the bytes in quotes, as pairs of hex digits: "44 42 47 43"';
    return complain(['value'], 'this place is no number', { found: `${value}`, hint });
  }
  return { kind: 'value', bytes: numberBytes(value, end - start, byteOrder) };
}

/** A number of up to 32 bits in so many bytes. */
function numberBytes(value: number, length: number, byteOrder: 'little' | 'big'): number[] {
  const bytes = Array.from({ length }, (_, index) => Math.floor(value / 256 ** index) % 256);
  return byteOrder === 'little' ? bytes : bytes.reverse();
}

function timeOf(when: GivenPlan['when']): FaultPlan['when'] {
  if (when === undefined || typeof when === 'string') return when ?? 'now';
  const { write, stores, event } = when;
  if (write !== undefined) return { write };
  return stores === undefined ? { event: event! } : { stores };
}

const placeKey = (given: GivenPlan) => (given.field === undefined ? 'address' : 'field');

/** The key that says what is hit. */
function keyOf(given: GivenPlan): string {
  return shapeKeys.find((key) => given[key] !== undefined) ?? placeKey(given);
}

function moved({ start, end }: Place, distance: number) {
  return { start: start + distance, end: end + distance };
}

function impossible(message: string, place: Issue['place'] & object): Issue {
  return { code: 'scenario.impossible', message, place };
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
