/** From the `cpu:` of a scenario to the board: its caches, and what its atomic operations cannot do. */
import type { BoardProfile } from '../profiles/board.ts';
import { architectureCaches } from '../profiles/cpu-cache.ts';
import { type Scenario, scenarioSchema } from './schema.ts';

/** Wrong types are the schema's business. */
export function cpuOf(data: Record<string, unknown>): NonNullable<Scenario['cpu']> {
  return scenarioSchema.shape.cpu.safeParse(data['cpu']).data ?? {};
}

/** The board with the caches that were asked for. */
export function boardWithCpu(board: BoardProfile, given: NonNullable<Scenario['cpu']>): BoardProfile {
  const { cache, lineBytes, lines, buffers, survives, uncachedAtomics } = given;
  const { cache: own, uncachedAtomics: _, ...rest } = board;
  const model = cache === 'writeBack' ? (board.ownCache ?? architectureCaches[board.architecture]) : undefined;
  const asked = model && {
    ...model,
    ...(lineBytes !== undefined && { lineBytes }),
    ...(lines !== undefined && { lines }),
    ...(buffers !== undefined && { buffers }),
    ...(survives !== undefined && { survives }),
  };
  const present = cache === undefined ? own : asked;
  const atomics = uncachedAtomics ?? board.uncachedAtomics;
  return {
    ...rest,
    ...(present !== undefined && { cache: present }),
    ...(atomics === 'hang' && { uncachedAtomics: atomics }),
  };
}
