/** Runs one cell of the comparison: its scenario from the first step to the last, then a look at what is left. */
import { RunWitness } from '../../inspect/explain/run-witness.ts';
import { assert } from '../../sim/assert.ts';
import { createScenarioMachine } from '../live-machine.ts';
import { parseScenario } from '../parse.ts';
import { runScenario, type StepResult } from '../runner.ts';
import type { CellResult, StandingCost } from './cell-result.ts';
import { CellWitness } from './cell-witness.ts';
import type { Disaster } from './disasters.ts';
import { cellDocument } from './document.ts';
import type { Mechanism } from './mechanisms.ts';
import { standingCost } from './standing-cost.ts';
import { verdictOf } from './verdicts.ts';

/** What is seen while it runs. */
interface Seen {
  witness: CellWitness | null;
  records: RunWitness | null;
  cost: StandingCost | null;
  /** The device of phram before the disaster. */
  copy: Uint8Array;
}

export function runCell(mechanism: Mechanism, disaster: Disaster, seed: string): CellResult {
  const cell = cellDocument(mechanism, disaster, seed);
  const parsed = parseScenario(cell.text, cell.name);
  assert(parsed.ok, `${cell.name} is not a scenario`);
  const { scenario, setup } = parsed;
  const { board, kernel } = setup;
  const seen: Seen = { witness: null, records: null, cost: null, copy: new Uint8Array() };
  const result = runScenario(
    scenario,
    setup,
    (given, itsSeed) => {
      const machine = createScenarioMachine(given, itsSeed);
      seen.witness = new CellWitness(machine);
      if (mechanism.name === 'ramoops') seen.records = new RunWitness(machine);
      return machine;
    },
    {
      seed,
      hashesRam: false,
      beforeStep(index) {
        if (index !== cell.disasterStep || seen.witness === null) return;
        const { machine } = seen.witness;
        seen.cost = standingCost(machine, mechanism);
        const copy = mechanism.name === 'phram' ? machine.kernelRead('/dev/mtd0') : 0;
        if (typeof copy !== 'number') seen.copy = copy;
        seen.witness.disasterBegins();
      },
    },
  );
  const { witness, records, cost, copy } = seen;
  assert(witness !== null && kernel !== null && result.status === 'passed', `${cell.name} ${result.status}`);
  const ramBytes = board.ramBanks.reduce((sum, { start, end }) => sum + end - start, 0);
  const usedBytes = ramBytes - (cost?.bytes ?? 0);
  const armed = armedText(result.steps, cell.disasterStep);
  const verdict = verdictOf(mechanism.name, { witness, records, result, before: copy, usedBytes, armed });
  return {
    mechanism: mechanism.name,
    disaster: disaster.name,
    board: board.name,
    kernel: kernel.release,
    ...verdict,
    cost,
    endNs: result.endNs,
  };
}

/** The first line that a step before the disaster printed; empty: none did. */
function armedText(steps: readonly StepResult[], end: number): string {
  const outputs = steps.slice(0, end).map(({ output = '' }) => output.trim());
  return outputs.find((output) => output !== '')?.split('\n')[0] ?? '';
}
