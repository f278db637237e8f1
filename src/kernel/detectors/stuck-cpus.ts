/** CPUs that go round in the kernel for ever, and what else their interrupts find. */
import type { CrashPathName } from '../../profiles/crash-data.ts';
import type { CrashSite, Task } from '../crash/crash-environment.ts';

export interface StuckCpu {
  readonly cpu: number;
  readonly task: Task;
  /** Null where the place was not recorded. */
  readonly site: CrashSite | null;
  readonly takesInterrupts: boolean;
  /** The code may not be preempted, or the kernel preempts none. */
  readonly blocksPreemption: boolean;
  readonly sinceNs: number;
}

const idleTask = (cpu: number, isSmp: boolean): Task => ({
  comm: isSmp ? `swapper/${cpu}` : 'swapper',
  pid: 0,
  uid: 0,
});

export class StuckCpus {
  readonly #stuck = new Map<number, StuckCpu>();
  readonly #cpus: number;
  readonly #isSmp: boolean;
  readonly #siteOf: (path: CrashPathName, cpu: number, task: Task) => CrashSite | null;

  constructor(
    { cpus, isSmp }: { readonly cpus: number; readonly isSmp: boolean },
    siteOf: (path: CrashPathName, cpu: number, task: Task) => CrashSite | null,
  ) {
    this.#cpus = cpus;
    this.#isSmp = isSmp;
    this.#siteOf = siteOf;
  }

  add(stuck: StuckCpu): void {
    this.#stuck.set(stuck.cpu, stuck);
  }

  get(cpu: number): StuckCpu | undefined {
    return this.#stuck.get(cpu);
  }

  /** No CPU is left for tasks. */
  get all(): boolean {
    return this.#stuck.size >= this.#cpus;
  }

  get any(): boolean {
    return this.#stuck.size > 0;
  }

  takesInterrupts(cpu: number): boolean {
    return this.#stuck.get(cpu)?.takesInterrupts ?? true;
  }

  /** The first CPU that is not stuck, or undefined. */
  get free(): number | undefined {
    return Array.from({ length: this.#cpus }, (_, cpu) => cpu).find((cpu) => !this.#stuck.has(cpu));
  }

  idleTask(cpu: number): Task {
    return idleTask(cpu, this.#isSmp);
  }

  /** The place of a panic in an interrupt of this CPU: on top of its loop, or of the idle task. */
  interrupted(interrupt: string, cpu: number): CrashSite | null {
    const stuck = this.#stuck.get(cpu);
    if (stuck === undefined) return this.#siteOf(`${interrupt}/idle`, cpu, this.idleTask(cpu));
    if (stuck.site === null) return null;
    const site = this.#siteOf(`${interrupt}/${stuck.site.path}`, cpu, stuck.task);
    return site === null ? null : { ...stuck.site, path: site.path, values: { ...site.values, ...stuck.site.values } };
  }
}
