/**
 * A program that the kernel starts itself: Linux `kernel/umh.c` (call_usermodehelper_exec_async), as core dumps use it.
 *
 * Its process is made before its file is looked at, so a missing program still takes a pid.
 */
import { EAGAIN } from '../../sim/errno.ts';
import { rootCredentials } from '../vfs/credentials.ts';
import type { Walker } from '../vfs/path-walk.ts';
import type { OpenFile } from '../vfs/vfs-objects.ts';
import { becomeProgram, commOf, loadProgram } from './exec.ts';
import { FdTable } from './fd-table.ts';
import { Limits } from './limits.ts';
import { Process } from './process-calls.ts';
import type { ProcessServices } from './services.ts';

/** `umh_pipe_setup`: a helper for cores that crashes itself leaves none. */
const CORE_LIMIT = 1;

/** Kernel threads share root and directory with the first process. */
function placeOfKernelThreads({ table, vfs }: ProcessServices): Pick<Walker, 'root' | 'cwd'> {
  const { root } = vfs.mounts;
  return { root: table.init?.root ?? root, cwd: table.init?.cwd ?? root };
}

/** Starts `argv[0]` as root, where the first process is, without an environment; 0 or a negated error number. */
export function startHelper(services: ProcessServices, argv: readonly string[], stdin: OpenFile): number {
  const { table, vfs, time } = services;
  const pid = table.allocatePid();
  if (pid === 0) return -EAGAIN;
  if (table.tasks.size >= table.threadsMax) return -EAGAIN;
  const { root, cwd } = placeOfKernelThreads(services);
  const credentials = rootCredentials();
  const walker: Walker = { credentials, cwd, root, now: vfs.now };
  const [path = ''] = argv;
  const loaded = loadProgram(services, walker, path, argv, []);
  if (typeof loaded === 'number') return loaded;
  const limits = Limits.initial(Math.floor(table.threadsMax / 2)).with('c', CORE_LIMIT, undefined, true);
  if (typeof limits === 'number') return limits;
  const memory = table.takeMemory();
  if (typeof memory === 'number') return memory;
  const fds = new FdTable((file) => vfs.release(file));
  const task = table.add({ pid, parent: null, credentials, cwd, root, fds, limits, startNs: time.now() });
  task.memory = memory;
  task.memory?.becomes(commOf(path));
  task.fds.install(stdin);
  becomeProgram(services, task, loaded, path, []);
  table.start(task, loaded.program(new Process(services, task), loaded.argv));
  return 0;
}
