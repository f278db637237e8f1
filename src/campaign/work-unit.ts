/**
 * Work units: the smallest part of a campaign that is done in one go, on any computer, in any order.
 *
 * A unit is a chunk of one configuration with the campaign's seed. It is plain data, and what it gives depends on it alone; so the
 * result of a campaign does not depend on who did what, and a queue can carry units and tallies.
 */
import { type Configuration, configurationKey } from './configuration.ts';
import type { Tally } from './tally.ts';
import { fullBlocksOf, roomOf } from './zone-words.ts';

export interface WorkUnit {
  readonly configuration: Configuration;
  readonly seed: string;
  /** From 0. */
  readonly chunk: number;
}

/** Counts so many full blocks; its chance is drawn by `name`. The one of machines is loaded only by those who need it. */
export type UnitRunner = (configuration: Configuration, blocks: number, name: string) => Tally;

/** Full blocks of a chunk: some ten milliseconds of work. */
const ZONE_CHUNK = 16_384;
const MACHINE_CHUNK = 1_024;

export function chunkCount(configuration: Configuration): number {
  return Math.ceil(configuration.trials / chunkBlocks(configuration));
}

/** Full blocks that a chunk counts; the last one has what is left. */
export function blocksOf({ configuration, chunk }: WorkUnit): number {
  const blocks = chunkBlocks(configuration);
  return Math.min(blocks, configuration.trials - chunk * blocks);
}

/** Does the work, with what its mode runs by: `runZoneUnit` (zone-unit.ts) or `runMachineUnit` (machine-unit.ts). */
export function runUnit(unit: WorkUnit, run: UnitRunner): Tally {
  const { configuration, seed, chunk } = unit;
  return run(configuration, blocksOf(unit), `${seed}/${configurationKey(configuration)}/${chunk}`);
}

/** Of zone mode: whole zones. */
function chunkBlocks({ mode, layout, ecc }: Configuration): number {
  if (mode === 'machine') return MACHINE_CHUNK;
  const room = roomOf(layout.zone, ecc)!;
  const inZone = fullBlocksOf(room, layout.record ?? room);
  return Math.ceil(ZONE_CHUNK / inZone) * inZone;
}
