/** The type of the file system a file is on, by the table of mounts (findutils 4.9 `find/fstype.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { majorOf, minorOf } from '../libc/device-number.ts';
import { readMounts } from '../system/mount-table.ts';
import type { FindFile } from './find-options.ts';

/** `ext4`, `tmpfs` …; `unknown` when no mount has the file's device. */
export function* fileSystemType(system: SystemCalls, { status }: FindFile): Blocking<string> {
  const mounts = yield* readMounts(system);
  if (typeof mounts === 'number') return 'unknown';
  const device = `${majorOf(status.dev)}:${minorOf(status.dev)}`;
  return mounts.findLast((mount) => mount.device === device)?.type ?? 'unknown';
}
