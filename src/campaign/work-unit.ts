/**
 * Work units: the smallest part of a campaign that is done in one go, on any computer, in any order.
 *
 * A unit is a chunk of one configuration with the campaign's seed. It is plain data, and what it gives depends on it alone; so the
 * result of a campaign does not depend on who did what, and a queue can carry units and tallies.
 */
import { type Configuration, configurationKey } from './configuration.ts';
import { runMachineUnit } from './machine-unit.ts';
import type { Tally } from './tally.ts';
import { runZoneUnit } from './zone-unit.ts';
import { fullBlocksOf, roomOf } from './zone-words.ts';

export interface WorkUnit {
  readonly configuration: Configuration;
  readonly seed: string;
  /** From 0. */
  readonly chunk: number;
}

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

/** Does the work. */
export function runUnit(unit: WorkUnit): Tally {
  const { configuration, seed, chunk } = unit;
  const name = `${seed}/${configurationKey(configuration)}/${chunk}`;
  const run = configuration.mode === 'machine' ? runMachineUnit : runZoneUnit;
  return run(configuration, blocksOf(unit), name);
}

/** Of zone mode: whole zones. */
function chunkBlocks({ mode, layout, ecc }: Configuration): number {
  if (mode === 'machine') return MACHINE_CHUNK;
  const room = roomOf(layout.zone, ecc)!;
  const inZone = fullBlocksOf(room, layout.record ?? room);
  return Math.ceil(ZONE_CHUNK / inZone) * inZone;
}
