/** The simulated machine that a scenario runs on. */
import { Machine } from '../machine/machine.ts';
import { needsStores } from '../memory/fault-plan.ts';
import type { ScenarioSetup } from './resolve.ts';

/** Built and powered off; the first step turns it on. */
export function createScenarioMachine(setup: ScenarioSetup, seed: string): Machine {
  const { board, kernel, uboot, commandLine, initialRam, userland, deviceTree, ramoopsCounters, faults } = setup;
  const tree = deviceTree === null ? {} : { deviceTree };
  const { armed, ofStep } = faults;
  const isFaulty = armed.length > 0 || [...ofStep.values()].some(needsStores);
  const build = ramoopsCounters === 'cmpxchg' ? { ramoopsCounters } : {};
  const options = { board, kernel, uboot, seed, commandLine, initialRam, userland, ...tree, ...build };
  return new Machine({ ...options, ...(isFaulty ? { faults: armed } : {}) });
}
