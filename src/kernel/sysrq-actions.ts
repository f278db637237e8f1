/**
 * What a magic SysRq key does beyond its first line.
 *
 * Mirrors the handlers of Linux v6.1 and v6.12 `drivers/tty/sysrq.c`, `fs/sync.c` (emergency_sync), `fs/super.c` (emergency_remount,
 * emergency_thaw_all) and `kernel/power/poweroff.c`. Some work is done by a kernel worker a moment later. Left out: what a key
 * does to virtual terminals (`k`, `r`) and to tasks of the real-time classes (`n`), of which there are none.
 */
import { signals } from '../shell/posix.ts';
import type { PrintkFunction, Task } from './crash/crash-environment.ts';
import type { CrashLever } from './kernel-crash.ts';
import type { KernelEvent } from './kernel-machine.ts';
import type { OutOfMemory } from './oom/out-of-memory.ts';
import { KERN_WARNING } from './printk/levels.ts';
import type { Printk } from './printk/printk.ts';
import type { ProcessTable } from './process/process-table.ts';
import type { KernelShow } from './show/kernel-show.ts';
import type { SysrqActionName } from './sysrq.ts';
import { majorOf } from './vfs/device-number.ts';
import type { Vfs } from './vfs/vfs.ts';

/** CONSOLE_LOGLEVEL_DEBUG, which a key that ends processes leaves behind. */
const LOGLEVEL_DEBUG = 10;
const INIT_PID = 1;
/** From the key to the worker that does its work [recorded: 20 to 40 microseconds]. */
const WORKER_DELAY_NS = 20_000;

/** The kernel that a key acts upon. */
export interface SysrqTarget {
  readonly lever: CrashLever;
  readonly print: PrintkFunction;
  readonly printk: Printk;
  readonly show: KernelShow;
  readonly oom: OutOfMemory;
  /** Null where no user space runs. */
  readonly userSpace: { readonly table: ProcessTable; readonly vfs: Vfs } | null;
  /** The worker thread that takes up work. */
  readonly worker: Task;
  /** The CPU that the key came to. */
  readonly cpu: number;
  send(event: KernelEvent): void;
  later(delayNs: number, run: () => void): void;
}

/** `written`: what the write to the trigger file was, as `c\n`; null for a key of the serial line. */
type SysrqAction = (target: SysrqTarget, written: string | null) => void;

const asking = ({ cpu }: SysrqTarget, written: string | null) => ({ written: written ?? '', cpu });

/** What each key does; one that is not here says its first line and nothing more. */
export const sysrqActions: Readonly<Partial<Record<SysrqActionName, SysrqAction>>> = {
  crash: ({ lever }, written) => lever.sysrqCrash(written),
  reboot: ({ send }) => send({ type: 'RESTART' }),
  poweroff: ({ send, later }) =>
    later(WORKER_DELAY_NS, () => send({ type: 'SHUT_DOWN', command: 'power-off', argument: null })),
  'terminate-all-tasks': (target) => signalAll(target, signals.TERM),
  'kill-all-tasks': (target) => signalAll(target, signals.KILL),
  'memory-full-oom-kill': ({ oom, worker, later }) => later(WORKER_DELAY_NS, () => oom.manual(worker)),
  'thaw-filesystems': ({ print, later }) =>
    later(WORKER_DELAY_NS, () => print(KERN_WARNING, 'Emergency Thaw complete')),
  sync: emergencySync,
  unmount: emergencyRemount,
  'show-memory-usage': ({ show }) => show.memory(),
  'show-task-states': (target, written) => target.show.state(asking(target, written)),
  'show-blocked-tasks': (target, written) => target.show.blocked(asking(target, written)),
  'show-all-timers': (target, written) => target.show.timers(asking(target, written)),
  'show-backtrace-all-active-cpus': (target, written) => target.show.allCpus(asking(target, written)),
  // The registers of the interrupt: a write to the trigger file is none.
  'show-registers': (target, written) => {
    if (written === null) target.show.interruptedRegisters(asking(target, written));
  },
  'dump-ftrace-buffer': ({ show }) => show.ftrace(),
  'replay-kernel-logs': ({ show }) => show.replay(),
};

/** `send_sig_all`: to every process but init. */
function signalAll({ userSpace, printk }: SysrqTarget, signal: number): void {
  for (const task of [...(userSpace?.table.tasks.values() ?? [])]) {
    if (task.pid !== INIT_PID && !task.isKernelThread && task.isAlive) userSpace?.table.send(task, signal);
  }
  printk.consoleLoglevel = LOGLEVEL_DEBUG;
}

/** `do_sync_work`. */
function emergencySync({ userSpace, print, later }: SysrqTarget): void {
  later(WORKER_DELAY_NS, () => {
    let longestNs = 0;
    for (const superblock of userSpace?.vfs.mounts.superblocks() ?? []) {
      longestNs = Math.max(longestNs, superblock.sync());
    }
    const done = () => print(KERN_WARNING, 'Emergency Sync complete');
    if (longestNs > 0) later(longestNs, done);
    else done();
  });
}

/** `do_emergency_remount`: every file system on a device becomes read-only, whoever has files of it open. */
function emergencyRemount({ userSpace, print, later }: SysrqTarget): void {
  later(WORKER_DELAY_NS, () => {
    const superblocks = [...(userSpace?.vfs.mounts.superblocks() ?? [])].reverse();
    for (const superblock of superblocks) {
      if (majorOf(superblock.dev) !== 0 && !superblock.readOnly) superblock.remount('', true);
    }
    print(KERN_WARNING, 'Emergency Remount complete');
  });
}
