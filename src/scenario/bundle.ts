/**
 * What a failing run leaves: one file with the scenario, the machine with seed and journal, RAM before the last reset and at the end,
 * the truth about both, and the report. It is a saved machine with more sections, so that it opens as one.
 */
import * as z from 'zod';
import type { Machine } from '../machine/machine.ts';
import { jsonDifferences } from '../machine/machine-state.ts';
import { type PageStore, pageDifference, readPageStore, storePages } from '../machine/page-store.ts';
import { jsonBytes, readJson, refusal, writeContainer } from '../machine/save-container.ts';
import { aboutMachine, machineSections, type SavedRun, type SaveOptions } from '../machine/saved-machine.ts';
import type { MemorySnapshot } from '../memory/physical-memory.ts';
import type { Json } from '../sim/json.ts';
import type { FaultChanges } from './faults.ts';
import { createScenarioMachine } from './live-machine.ts';
import { parseScenario } from './parse.ts';
import { jsonReport, type NamedRun } from './report/json.ts';
import { runScenario } from './runner.ts';

const changesSchema = z.strictObject({
  files: z.array(z.strictObject({ file: z.string(), text: z.string() })),
  without: z.union([z.literal('all'), z.array(z.string())]),
});

/** Damaged bytes that the truth lists. */
const TRUTH_MAX = 10_000;

/** Keeps what RAM held right before the last reset of a run; give it the machine before it begins. */
export class ResetWitness {
  readonly machine: Machine;
  #before: MemorySnapshot | null = null;

  constructor(machine: Machine) {
    this.machine = machine;
    machine.bus.on('machine.reset', () => {
      this.#before?.release();
      this.#before = machine.memory.snapshot();
    });
  }

  /** Null when nothing has reset it. */
  before(): PageStore | null {
    return this.#before === null ? null : storePages(this.#before);
  }

  /** Where RAM before the last reset is not what was stored (null: nothing was); null when it is. */
  difference(stored: PageStore | null): string | null {
    if (stored === null || this.#before === null) {
      return stored === this.#before ? null : 'a reset is in one of the two runs only';
    }
    return pageDifference(stored, this.#before);
  }
}

/** The bytes of the file. `text`: the scenario as it was read; `changes`: the faults it was run with or without. */
export function bundleOf(
  run: NamedRun,
  { text, changes }: { readonly text: string; readonly changes: FaultChanges },
  witness: ResetWitness,
  save: SaveOptions,
): Uint8Array {
  const { machine } = witness;
  const before = witness.before();
  const about = { ...aboutMachine(machine), scenario: run.file, seed: run.result.seed, status: run.result.status };
  const sections = new Map([
    ...machineSections(machine),
    ['scenario', new TextEncoder().encode(text)] as const,
    ['faults', jsonBytes(changes)] as const,
    ['report', new TextEncoder().encode(jsonReport([run]))] as const,
    ['truth', jsonBytes(truthOf(machine))] as const,
    ...(before === null
      ? []
      : [['before.index', jsonBytes(before.index)] as const, ['before.bytes', before.bytes] as const]),
  ]);
  return writeContainer({ kind: 'bundle', tool: save.tool, about, sections }, save.packer);
}

/** The run of a bundle, told again; refused when it ends otherwise, RAM before the last reset and the truth included. */
export function rerunBundle(saved: SavedRun): NamedRun {
  const { file, contents } = saved;
  const name = String(contents.about['scenario'] ?? file);
  const changes = changesSchema.safeParse(readJson(contents.sections.get('faults') ?? new Uint8Array(0)));
  const parsed = parseScenario(new TextDecoder().decode(contents.sections.get('scenario')), name, changes.data);
  if (!parsed.ok)
    throw refusal(file, 'scenario', 'its scenario cannot be read any more', { found: parsed.issues[0]!.message });
  const seed = String(contents.about['seed'] ?? '');
  let witness: ResetWitness | undefined;
  const create = (...made: Parameters<typeof createScenarioMachine>) => {
    const machine = createScenarioMachine(...made);
    witness = new ResetWitness(machine);
    return machine;
  };
  const result = runScenario(parsed.scenario, parsed.setup, create, { seed });
  const run = { file: name, result, stepLines: parsed.stepLines };
  const report = new TextDecoder().decode(contents.sections.get('report'));
  const otherwise =
    jsonReport([run]) === report
      ? witnessDifference(contents.sections, witness!)
      : `ends otherwise now: ${result.status}`;
  if (otherwise !== null) {
    throw refusal(file, 'otherwise', `its run ${otherwise}`, { found: `made by version ${contents.tool}` });
  }
  return run;
}

/** In what RAM before the last reset or the truth come out otherwise than a bundle has them; null: in nothing. */
function witnessDifference(sections: ReadonlyMap<string, Uint8Array>, witness: ResetWitness): string | null {
  const json = (name: string) => readJson(sections.get(name) ?? new Uint8Array(0));
  const bytes = sections.get('before.bytes');
  const stored = bytes === undefined ? null : readPageStore(json('before.index'), bytes);
  const inRam = bytes !== undefined && stored === null ? 'RAM cannot be read' : witness.difference(stored);
  if (inRam !== null) return `differs before its last reset: ${inRam}`;
  const now = readJson(jsonBytes(truthOf(witness.machine)));
  const [first] = jsonDifferences((json('truth') ?? null) as Json, now as Json);
  return first === undefined
    ? null
    : `has another truth: ${first.path} is ${first.b ?? 'absent'}, not ${first.a ?? 'absent'}`;
}

/** What is not as a stage last wrote it. */
function truthOf({ ledger, options }: Machine) {
  return options.board.ramBanks.map(({ start, end }) => {
    const damaged = [];
    for (const byte of ledger.damagedBytes({ start, end })) {
      if (damaged.length >= TRUTH_MAX) break;
      damaged.push(byte);
    }
    return { start, end, isWhole: damaged.length < TRUTH_MAX, damaged };
  });
}
