/** The simulated machine that a scenario runs on. */
import { Machine } from '../machine/machine.ts';
import type { ScenarioSetup } from './resolve.ts';

/** Built and powered off; the first step turns it on. */
export function createScenarioMachine(setup: ScenarioSetup, seed: string): Machine {
  const { board, kernel, uboot, commandLine, initialRam, userland, deviceTree } = setup;
  const tree = deviceTree === null ? {} : { deviceTree };
  return new Machine({ board, kernel, uboot, seed, commandLine, initialRam, userland, ...tree });
}
