/**
 * The place of a crash with all its values, drawn from a random stream and consistent with each other.
 *
 * Which of the recorded stacks a crash shows is chance; the values that belong to it are the architecture's (`drawValues`).
 */
import type { RandomStream } from '../../sim/random.ts';
import type { CrashRequest } from './architecture.ts';
import { crashArchitecture } from './architectures.ts';
import type { CrashEnvironment, CrashSite } from './crash-environment.ts';
import { crashPath } from './crash-path.ts';

/** Draws a crash. The kernel must have the path. */
export function drawCrashSite(environment: CrashEnvironment, request: CrashRequest, random: RandomStream): CrashSite {
  const path = crashPath(environment, request.path);
  const stack = random.int(Math.max(1, path.stacks.length));
  const { runsAs } = path;
  const task = runsAs === undefined ? request.task : { ...request.task, ...runsAs };
  const values = crashArchitecture(environment.text.crash).drawValues(environment, request, { path, stack }, random);
  return {
    path: request.path,
    cpu: request.cpu,
    task: { ...task, comm: task.comm.slice(0, 15) },
    stack,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, BigInt.asUintN(64, value).toString(16)]),
    ),
  };
}
