/**
 * The crash of a scenario, photographed: runs the scenario once to find its crashes, and once more to trace the stores of one of them,
 * from the step that begins it to the reset that ends it (or to the end of the scenario).
 */

import type { RamoopsRegion } from '../hardware/world-events.ts';
import { canRead } from '../inspect/region-reading.ts';
import { type StoreTrace, traceStores } from '../inspect/store-trace.ts';
import { Machine } from '../machine/machine.ts';
import type { Issue } from '../sim/issue.ts';
import { createScenarioMachine } from './live-machine.ts';
import type { ScenarioSetup } from './resolve.ts';
import { type RunResult, runScenario } from './runner.ts';
import type { Scenario } from './schema.ts';

interface SweptCrash {
  readonly trace: StoreTrace;
  /** Position of the step in the file, from 0. */
  readonly step: number;
  /** How many crashes the scenario has. */
  readonly crashes: number;
}

/** `crash`: which one, from 1. Gives what is wrong when there is nothing to sweep. */
export function traceCrash(
  scenario: Scenario,
  setup: ScenarioSetup,
  options: { readonly seed: string; readonly crash: number },
): SweptCrash | Issue {
  const { seed, crash } = options;
  if (setup.kernel === null) return impossible(`board ${setup.board.name} boots no kernel, so that none can crash`);
  const steps = crashSteps(runScenario(scenario, setup, createScenarioMachine, { seed }));
  if (steps.length === 0) return impossible('no step of this scenario crashes the kernel', 'add one: crash: panic');
  const step = steps[crash - 1];
  if (step === undefined) {
    const expected = steps.length === 1 ? '1' : `1 to ${steps.length}`;
    return { ...impossible('the scenario has no such crash'), found: `--crash ${crash}`, expected };
  }
  let region: RamoopsRegion | null = null;
  let machine: Machine | null = null;
  let finish: (() => StoreTrace) | null = null;
  let trace: StoreTrace | null = null;
  const end = () => {
    trace ??= finish?.() ?? null;
  };
  runScenario(
    scenario,
    setup,
    (given, itsSeed) => {
      machine = new Machine({ ...createScenarioMachine(given, itsSeed).options, countsStores: true });
      machine.bus.on('ramoops.regionFound', (found) => {
        if (finish === null) region = found;
      });
      machine.bus.on('machine.reset', end);
      return machine;
    },
    {
      seed,
      beforeStep: (index) => {
        if (index === step && region !== null && canRead(region)) finish = traceStores(machine!, region);
      },
    },
  );
  end();
  if (trace === null)
    return impossible('no ramoops region is in use when the crash begins', 'see lastwords run --verbose');
  return { trace, step, crashes: steps.length };
}

/** Steps that crash the machine: those that say so, and the first of each boot that ends in an oops or a panic. */
function crashSteps({ steps, events }: RunResult): number[] {
  const found: number[] = [];
  let isOpen = false;
  for (const { index, step, status, eventStart, eventEnd } of steps) {
    if (status === 'notRun') continue;
    const names = events.slice(eventStart, eventEnd).map(({ name }) => name);
    const isDying = names.includes('kernel.panicked') || names.includes('kernel.oopsed');
    if (step.crash !== undefined || (isDying && !isOpen)) {
      found.push(index);
      isOpen = true;
    }
    if (names.includes('machine.reset')) isOpen = false;
  }
  return found;
}

function impossible(message: string, hint?: string): Issue {
  return { code: 'sweep.impossible', message, ...(hint === undefined ? {} : { hint }) };
}
