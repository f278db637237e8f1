/**
 * LKDTM's crash points: functions of the kernel that crash it when they have been called so many times.
 *
 * Mirrors Linux v6.1 `drivers/misc/lkdtm/core.c` (crashpoints, lkdtm_register_cpoint, lkdtm_kprobe_handler). Which functions a probe
 * can be put on was asked of Debian's 6.1.0-56-amd64 and 6.12.117+deb12-amd64, which agree; scsi_queue_rq is that of the module scsi_mod.
 * FS_SUBMIT_BH is hit once for each write-out that a process waits for. A tasklet is never scheduled on the machine of the recordings.
 * Left out: the probe's own frames (a report has those of a write to DIRECT, which were recorded), and interrupts as calls of handle_irq_event
 * (INT_HW_IRQ_EN): a real one is hit twice for each block of up to 16 bytes that goes out over the serial line.
 */
import { EINVAL, ENOENT } from '../sim/errno.ts';
import type { PrintkFunction } from './crash/crash-environment.ts';
import { KERN_INFO } from './printk/levels.ts';

interface CrashPoint {
  readonly name: string;
  readonly symbol: string;
  /** The kernel has a symbol of the function (it is not inlined), and a probe can be put on it. */
  readonly exists: boolean;
}

/** In the order of the directory's listing, newest first. */
const points: readonly CrashPoint[] = [
  { name: 'SCSI_QUEUE_RQ', symbol: 'scsi_queue_rq', exists: false },
  { name: 'TIMERADD', symbol: 'hrtimer_start', exists: false },
  { name: 'MEM_SWAPOUT', symbol: 'shrink_inactive_list', exists: false },
  { name: 'FS_SUBMIT_BH', symbol: 'submit_bh', exists: true },
  { name: 'INT_TASKLET_ENTRY', symbol: 'tasklet_action', exists: true },
  { name: 'INT_HW_IRQ_EN', symbol: 'handle_irq_event', exists: true },
  { name: 'INT_HARDWARE_ENTRY', symbol: 'do_IRQ', exists: false },
];

/** Names of the points that a kernel with kprobes has beside DIRECT. */
export const crashPointNames: readonly string[] = points.map(({ name }) => name);

const COUNT_DEFAULT = 10;

export class CrashPoints {
  readonly #print: PrintkFunction;
  #armed: { readonly point: CrashPoint; readonly type: string } | null = null;
  /** `cpoint_count`, and how many calls are left. */
  #count = COUNT_DEFAULT;
  #left = COUNT_DEFAULT;

  constructor(print: PrintkFunction) {
    this.#print = print;
  }

  setCount(count: number): void {
    this.#count = count;
    this.#left = count;
  }

  /** Puts a probe on the point's function in the place of an earlier one: 0 or a negated error number. */
  register(name: string, type: string): number {
    const point = points.find((one) => one.name === name);
    if (point === undefined) return -EINVAL;
    this.#armed = null;
    if (!point.exists) {
      this.#print(KERN_INFO, `lkdtm: Couldn't register kprobe ${point.symbol}`);
      return -ENOENT;
    }
    this.#armed = { point, type };
    return 0;
  }

  unregister(): void {
    this.#armed = null;
  }

  /** The function of a point has been called: the type to perform now, or null. */
  called(name: string): string | null {
    const armed = this.#armed;
    if (armed === null || armed.point.name !== name) return null;
    this.#left--;
    this.#print(KERN_INFO, `lkdtm: Crash point ${name} of type ${armed.type} hit, trigger in ${this.#left} rounds`);
    if (this.#left !== 0) return null;
    this.#left = this.#count;
    return armed.type;
  }
}
