/**
 * Core dumps: whether a dying process leaves one, and where it goes.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/coredump.c` (do_coredump). What the core holds is `core-image.ts`'s business. Left out: the pidfd that a
 * helper asks for with `%F` (its number is told, the descriptor is not there), audit, freezing.
 */
import { pathText } from '../vfs/path-walk.ts';
import type { OpenFile } from '../vfs/vfs-objects.ts';
import { coreImageOf, minimumCoreBytes, type ProcessDeath } from './core-image.ts';
import { type CoreWords, escapedCoreWord, formatCoreName } from './core-name.ts';
import { CorePipe } from './core-pipe.ts';
import { CoreReport } from './core-report.ts';
import { openCoreFile, writeCoreFile } from './core-target.ts';
import type { ProcessServices } from './services.ts';
import type { Task } from './task.ts';

export interface CoreSettings {
  readonly printk: (level: number, text: string) => void;
  /** A number of /proc/sys: `kernel/core_uses_pid`. */
  readonly number: (path: string) => number;
  /** `kernel.core_pattern`. */
  readonly corePattern: () => string;
  /** The messages and mappings of 6.12. */
  readonly isNew: boolean;
  /** A kernel before 5.3: no `%f` and `%F`, and a helper's command line is split behind the expansion. */
  readonly isOld: boolean;
  /** `call_usermodehelper`: a program of the kernel with a core on its standard input; 0 or a negated error number. */
  readonly startHelper: (argv: readonly string[], stdin: OpenFile) => number;
}

const RLIM_INFINITY = 0xffffffffffffffffn;
/** What umh_coredump_setup gives a helper: one that crashes leaves no core. */
const HELPER_CORE_LIMIT = 1;
/** COREDUMP_PIDFD_NUMBER. */
const PIDFD = 3;
const SUID_DUMP_DISABLE = 0;
const SUID_DUMP_ROOT = 2;

export class CoreDumps {
  readonly #settings: CoreSettings;
  readonly #services: () => ProcessServices;
  readonly #report: CoreReport;
  /** Dumps that go into pipes now: `core_dump_count`. */
  #piped = 0;

  constructor(settings: CoreSettings, services: () => ProcessServices) {
    this.#settings = settings;
    this.#services = services;
    const { printk, isNew } = settings;
    this.#report = new CoreReport({ printk, isNew, now: () => services().time.now() });
  }

  /** `do_coredump`: is there a core now? Or how it is written, where that takes the process its time. */
  dump(task: Task, death: ProcessDeath): boolean | CorePipe {
    if (task.dumpable === SUID_DUMP_DISABLE) return false;
    const { corePattern, isOld } = this.#settings;
    const target = formatCoreName(corePattern(), this.#words(task, death), !isOld);
    switch (target.kind) {
      case 'failed':
        this.#report.failed(task, 'name');
        return false;
      case 'pipe':
        return this.#toPipe(task, death, target.argv);
      case 'file': {
        const addsPid = !target.hasPid && this.#settings.number('kernel/core_uses_pid') !== 0;
        return this.#toFile(task, death, addsPid ? `${target.name}.${task.pid}` : target.name);
      }
    }
  }

  #toFile(task: Task, death: ProcessDeath, name: string): boolean {
    const services = this.#services();
    const limit = task.limits.soft('c');
    if (typeof limit === 'number' && limit < minimumCoreBytes(services)) return false;
    const asRoot = task.dumpable === SUID_DUMP_ROOT;
    if (asRoot && !name.startsWith('/')) {
      this.#report.failed(task, 'relative');
      return false;
    }
    const file = openCoreFile(services, task, name, asRoot);
    if ('reason' in file) {
      // Older kernels say nothing of it.
      if (file.reason !== null && !this.#settings.isOld) this.#report.failed(task, file.reason, name);
      return false;
    }
    writeCoreFile(services, task, file, coreImageOf(services, task, death));
    return true;
  }

  #toPipe(task: Task, death: ProcessDeath, argv: readonly string[]): boolean | CorePipe {
    const { number, startHelper } = this.#settings;
    const services = this.#services();
    const [name = ''] = argv;
    if (task.limits.soft('c') === HELPER_CORE_LIMIT) {
      this.#report.failed(task, 'recursion');
      return false;
    }
    // A negative limit is none.
    const most = number('kernel/core_pipe_limit') >>> 0;
    if (most !== 0 && this.#piped >= most) {
      this.#report.failed(task, 'too-many');
      return false;
    }
    if (name === '') {
      this.#report.failed(task, 'no-helper');
      return false;
    }
    const ends = services.vfs.pipe();
    if (typeof ends === 'number') return false;
    const [reader, writer] = ends;
    if (startHelper(argv, reader) !== 0) {
      services.vfs.release(reader);
      services.vfs.release(writer);
      this.#report.failed(task, 'helper', name);
      return false;
    }
    this.#piped++;
    const ended = () => {
      this.#piped--;
    };
    const image = coreImageOf(services, task, death);
    return new CorePipe({ services, task, image, writer, waitsForHelper: most !== 0, ended });
  }

  #words(task: Task, { signal }: ProcessDeath): CoreWords {
    const { isNew, isOld, corePattern } = this.#settings;
    const services = this.#services();
    const { credentials, pid, comm } = task;
    const own = () => `${pid}`;
    const path = () => (task.exe === null ? `${comm} (path unknown)` : pathText(task.root, task.exe));
    return {
      p: own,
      P: own,
      i: own,
      I: own,
      u: () => `${credentials.uid}`,
      g: () => `${credentials.gid}`,
      d: () => `${task.dumpable}`,
      s: () => `${signal}`,
      t: () => `${services.wallClock.now().seconds}`,
      h: () => escapedCoreWord(services.system.uname().nodename),
      e: () => escapedCoreWord(comm),
      E: () => escapedCoreWord(path()),
      c: () => `${task.limits.soft('c') ?? RLIM_INFINITY}`,
      ...(isNew ? { C: () => '0' } : {}),
      ...(isOld ? {} : { f: () => escapedCoreWord(path().replace(/^.*\//s, '')) }),
      ...(isOld ? {} : { F: () => (corePattern().startsWith('|') ? `${PIDFD}` : '') }),
    };
  }
}
