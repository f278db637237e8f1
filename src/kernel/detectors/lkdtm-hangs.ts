/**
 * The types of LKDTM that hang: they never come back, or hold a lock for the next one.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/misc/lkdtm/bugs.c`: LOOP, SOFTLOCKUP, HARDLOCKUP, SPINLOCKUP, HUNG_TASK, SMP_CALL_LOCKUP. Left
 * out: that the first SPINLOCKUP leaves preemption off in a task that goes on.
 */
import type { RandomStream } from '../../sim/random.ts';
import type { Task } from '../crash/crash-environment.ts';
import type { CrashLever } from '../kernel-crash.ts';
import { KERN_ERR } from '../printk/levels.ts';
import type { Detectors } from './detectors.ts';

/** What has become of the caller: it goes round (R), or waits and cannot be woken (D). */
export type Lost = 'R' | 'D';

export interface LkdtmHangOptions {
  readonly detectors: Detectors;
  readonly lever: CrashLever;
  readonly random: RandomStream;
  readonly cpus: number;
  readonly isSmp: boolean;
  readonly now: () => number;
}

interface Loop {
  readonly takesInterrupts: boolean;
  readonly blocksPreemption: boolean;
}

/** With preemption off, and with interrupts off. */
const held: Loop = { takesInterrupts: true, blocksPreemption: true };
const deaf: Loop = { takesInterrupts: false, blocksPreemption: true };

const loops: Readonly<Record<string, Loop>> = {
  LOOP: { takesInterrupts: true, blocksPreemption: false },
  SOFTLOCKUP: held,
  HARDLOCKUP: deaf,
  SPINLOCKUP: held,
};

export class LkdtmHangs {
  readonly #options: LkdtmHangOptions;
  /** `lock_me_up` is taken; a kernel for one CPU has no such lock. */
  #isLocked = false;

  constructor(options: LkdtmHangOptions) {
    this.#options = options;
  }

  /** Runs a type that may hang. Undefined: it is another one; null: the caller goes on. */
  run(type: string, task: Task, written: string): Lost | null | undefined {
    const loop = Object.hasOwn(loops, type) ? loops[type]! : null;
    if (loop !== null) {
      if (type === 'SPINLOCKUP' && !this.#spins()) return null;
      this.#hang(`lkdtm-${type}`, this.#anyCpu(), { task, written, loop });
      return 'R';
    }
    if (type === 'SMP_CALL_LOCKUP') return this.#callOther(task, written);
    if (type !== 'HUNG_TASK') return undefined;
    this.#options.detectors.taskWaitsForEver(task, written);
    return 'D';
  }

  /** The first one takes the lock, the next ones wait for it. */
  #spins(): boolean {
    const wasLocked = this.#isLocked;
    this.#isLocked = this.#options.isSmp;
    return wasLocked;
  }

  /** Where the caller happens to run. */
  #anyCpu(): number {
    const { cpus, random, detectors } = this.#options;
    const free = Array.from({ length: cpus }, (_, cpu) => cpu).filter((cpu) => detectors.stuck.get(cpu) === undefined);
    return free[random.int(Math.max(1, free.length))] ?? 0;
  }

  #hang(
    path: string,
    cpu: number,
    { task, written, loop }: { readonly task: Task; readonly written: string; readonly loop: Loop },
  ): void {
    const { detectors, lever, now } = this.#options;
    const site = lever.site(path, { task, written, cpu });
    detectors.cpuHangs({ cpu, task, site, sinceNs: now(), ...loop });
  }

  /** Another CPU never comes back from the function it is asked to run, and the caller waits for it. */
  #callOther(task: Task, written: string): Lost | null {
    const { cpus, detectors, lever } = this.#options;
    const cpu = this.#anyCpu();
    const target = Array.from({ length: cpus }, (_, other) => other).find((other) => other !== cpu);
    if (target === undefined) {
      lever.print(KERN_ERR, 'lkdtm: FAIL: no other online CPUs');
      return null;
    }
    this.#hang('smp-call-target', target, { task: detectors.stuck.idleTask(target), written: '', loop: deaf });
    this.#hang('lkdtm-SMP_CALL_LOCKUP', cpu, { task, written, loop: held });
    return 'R';
  }
}
