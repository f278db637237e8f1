/** Where several operands go: the directory that `cp`, `mv`, `ln` and `install` take their last operand for. */
import { S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { ENOTDIR } from '../../../sim/errno.ts';
import type { SystemCalls } from '../../process/system-calls.ts';

/** 0 when `path` is a directory, else the error that opening it as one gives. */
export function directoryError(system: SystemCalls, path: string, follow = true): number {
  const status = follow ? system.stat(path) : system.lstat(path);
  if (typeof status === 'number') return status;
  return (status.mode & S_IFMT) === S_IFDIR ? 0 : -ENOTDIR;
}
