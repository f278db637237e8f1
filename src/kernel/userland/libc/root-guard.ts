/** `--preserve-root` of recursive tools: gnulib `lib/root-dev-ino.h`. */
import type { Blocking, FileStatus } from '../../../shell/posix.ts';
import { quoteAlways } from './quote.ts';
import type { Tool } from './usage.ts';

/** Whether a visited directory is the root that must be left alone; tells so. */
export function* isGuardedRoot(
  tool: Tool,
  root: FileStatus | null,
  status: FileStatus,
  path: string,
): Blocking<boolean> {
  if (root === null || status.dev !== root.dev || status.ino !== root.ino) return false;
  const same = path === '/' ? '' : " (same as '/')";
  yield* tool.warn(`it is dangerous to operate recursively on ${quoteAlways(path)}${same}`);
  yield* tool.warn('use --no-preserve-root to override this failsafe');
  return true;
}

/** The root directory to guard, or null when nothing is guarded. */
export function guardedRoot(tool: Tool, isGuarded: boolean): FileStatus | null {
  const status = isGuarded ? tool.system.lstat('/') : 0;
  return typeof status === 'number' ? null : status;
}
