/**
 * Memory is used up: a process is killed for it, or the kernel panics.
 *
 * Mirrors Linux v6.1 and v6.12 `mm/oom_kill.c` (out_of_memory, check_panic_on_oom, oom_kill_process, the reaper) and `drivers/tty/sysrq.c`
 * (moom_callback). Leaves out memory cgroups and node masks.
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import type { OomCause, OomDecision, OomPath } from '../../profiles/oom-text.ts';
import { oomText } from '../../profiles/state-texts.ts';
import { crashArchitecture } from '../crash/architectures.ts';
import type { CrashSite, Task as CrashTask, PrintkFunction } from '../crash/crash-environment.ts';
import { crashPath } from '../crash/crash-path.ts';
import { KERN_DEFAULT, stackDumpHeader } from '../crash/stack-dump.ts';
import type { MemoryUse } from '../mm/memory-use.ts';
import { KERN_WARNING } from '../printk/levels.ts';
import type { ProcessFigures } from '../process/process-memory.ts';
import type { ProcessTable } from '../process/process-table.ts';
import type { Task } from '../process/task.ts';
import type { KernelShow } from '../show/kernel-show.ts';
import { drawn, printTrace, type ShowContext } from '../show/report.ts';
import { killedText, oomSummary, reapedText, slabInfo, taskTable } from './oom-report.ts';
import { mayBeListed, selectVictim } from './victims.ts';

const SIGKILL = 9;
/** OOM_REAPER_DELAY. */
const REAPER_DELAY_NS = 2_000_000_000;
/** What was asked for, where the kernel's own recordings do not say it [write, read and manual as recorded, fork read]. */
const ALLOCATIONS: Readonly<Record<OomCause, string>> = {
  read: 'gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0',
  write: 'gfp_mask=0x140cc2(GFP_HIGHUSER|__GFP_COMP), order=0',
  shmem: 'gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0',
  fork: 'gfp_mask=0xcc0(GFP_KERNEL), order=0',
  manual: 'gfp_mask=0xcc0(GFP_KERNEL), order=-1',
};

type OomSysctl = 'panic_on_oom' | 'oom_kill_allocating_task' | 'oom_dump_tasks';

export interface OutOfMemoryOptions {
  readonly profile: KernelProfile;
  readonly kernel: { readonly parts: { readonly memoryUse: MemoryUse; readonly print: PrintkFunction } };
  readonly show: KernelShow;
  /** Null where no user space runs. */
  readonly table: () => ProcessTable | null;
  /** vm.… */
  readonly sysctl: (name: OomSysctl) => number;
  /** A panic whose stack `showStack` prints. */
  readonly panic: (message: string, showStack: () => void) => void;
  /** A place of this kernel's recordings, or null. */
  readonly site: (path: string, task: CrashTask) => CrashSite | null;
  readonly later: (delayNs: number, run: () => void) => void;
}

/** One call of `out_of_memory`. */
interface OomCall {
  readonly cause: OomCause;
  readonly task: CrashTask;
  readonly oomScoreAdj: number;
  readonly path: OomPath | null;
  readonly isManual: boolean;
}

/** The values a report's registers had. */
interface Shown {
  readonly context: ShowContext;
  readonly site: CrashSite | null;
}

export class OutOfMemory {
  readonly #options: OutOfMemoryOptions;
  /** Killed, and not gone yet. */
  readonly #victims = new Set<Task>();

  constructor(options: OutOfMemoryOptions) {
    this.#options = options;
  }

  /** A process finds no page. */
  allocationFails(task: Task, cause: OomCause): void {
    this.#outOfMemory(
      {
        cause,
        task: { comm: task.comm, pid: task.pid, uid: task.credentials.uid },
        oomScoreAdj: task.oomScoreAdj,
        path: cause === 'read' ? oomText(this.#options.profile.release).readFault : null,
        isManual: false,
      },
      task,
    );
  }

  /** sysrq f, in the worker that does it. */
  manual(worker: CrashTask): void {
    const path = oomText(this.#options.profile.release).manual;
    this.#outOfMemory({ cause: 'manual', task: worker, oomScoreAdj: 0, path, isManual: true }, null);
  }

  #outOfMemory(call: OomCall, allocating: Task | null): void {
    const { sysctl, panic, kernel } = this.#options;
    const { print } = kernel.parts;
    for (const victim of this.#victims) if (!victim.isAlive || victim.memory === null) this.#victims.delete(victim);
    // Somebody is ending already: that is waited for.
    if (this.#victims.size > 0 && !call.isManual) return;
    const panicOnOom = sysctl('panic_on_oom');
    if (panicOnOom !== 0 && !call.isManual) {
      const shown = this.#dumpHeader(call, 'panic');
      const how = panicOnOom === 2 ? 'compulsory' : 'system-wide';
      const message = `Out of memory: ${how} panic_on_oom is enabled`;
      panic(message, () => this.#panicStack(shown, call, 'panic-panic'));
      return;
    }
    if (allocating !== null && sysctl('oom_kill_allocating_task') !== 0 && this.#mayKill(allocating)) {
      this.#kill(call, allocating, 'Out of memory (oom_kill_allocating_task)');
      return;
    }
    const victim = selectVictim({ ...this.#table(), totalPages: this.#totalPages() });
    if (victim !== null) {
      this.#kill(call, victim, 'Out of memory');
      return;
    }
    const shown = this.#dumpHeader(call, 'none');
    print(KERN_WARNING, 'Out of memory and no killable processes...');
    if (!call.isManual) panic('System is deadlocked on memory', () => this.#panicStack(shown, call, 'none-panic'));
  }

  #mayKill(task: Task): boolean {
    return selectVictim({ ...this.#table(), tasks: [task], totalPages: this.#totalPages() }) !== null;
  }

  #kill(call: OomCall, victim: Task, message: string): void {
    const { profile, table, later, kernel } = this.#options;
    const { print } = kernel.parts;
    this.#dumpHeader(call, 'kill');
    oomSummary(profile, victim, print);
    killedText(message, victim, this.#figures(victim), print);
    this.#victims.add(victim);
    table()?.send(victim, SIGKILL);
    // Who cannot die yet gives its memory all the same.
    later(REAPER_DELAY_NS, () => {
      if (!victim.isAlive || victim.memory === null) return;
      const left = this.#figures(victim);
      victim.memory.free();
      victim.memory = null;
      reapedText(victim, left, print);
    });
  }

  /** `dump_header`; gives the values its registers had. */
  #dumpHeader(call: OomCall, decision: OomDecision): Shown {
    const { profile, show, sysctl, kernel } = this.#options;
    const { memoryUse, print } = kernel.parts;
    const { comm } = call.task;
    const context = { ...show.context({ written: '', cpu: 0 }), task: call.task };
    const site = this.#options.site(`oom-${call.cause}/${decision}`, call.task);
    const allocation = site === null ? null : crashPath(context.environment, site.path).allocation;
    print(
      KERN_WARNING,
      `${comm} invoked oom-killer: ${allocation ?? ALLOCATIONS[call.cause]}, oom_score_adj=${call.oomScoreAdj}`,
    );
    if (site === null) this.#stack(context, call, decision);
    else this.#siteStack(context, site);
    show.memory(!call.isManual);
    slabInfo(profile, memoryUse.figures(), print);
    if (sysctl('oom_dump_tasks') !== 0) taskTable(profile, this.#table(), print);
    return { context, site };
  }

  /** The panic that follows shows the same registers under its own frames. */
  #panicStack({ context, site }: Shown, call: OomCall, decision: OomDecision): void {
    const panic = this.#options.site(`oom-${call.cause}/${decision}`, call.task);
    if (panic === null) this.#stack(context, call, decision);
    else this.#siteStack(context, { ...panic, values: { ...panic.values, ...site?.values } });
  }

  /** `show_stack` of who found no page. */
  #siteStack({ environment, printk }: ShowContext, site: CrashSite): void {
    crashArchitecture(environment.text.crash).panicStack(environment, site, printk);
  }

  /** Header and trace: recorded frames by decision over those of the allocation. */
  #stack(context: ShowContext, { task, path }: OomCall, decision: OomDecision): void {
    const { environment, printk } = context;
    stackDumpHeader(environment, { cpu: context.cpu, task }, KERN_DEFAULT, printk);
    const top = path?.tops[decision];
    const reports = path?.below.map((below) => (top === undefined ? below : `${top}\n${below}`));
    printTrace(context, { report: drawn(context, reports) ?? '', level: KERN_DEFAULT });
  }

  #table() {
    const { table, kernel } = this.#options;
    const { parts } = kernel;
    const tasks = [...(table()?.tasks.values() ?? [])].filter(mayBeListed);
    return { tasks, figures: (task: Task) => this.#figures(task), pageSizeBytes: parts.memoryUse.pageSizeBytes };
  }

  #totalPages(): number {
    const { memoryUse } = this.#options.kernel.parts;
    return (memoryUse.figures().memTotalKiB * 1024) / memoryUse.pageSizeBytes;
  }

  #figures(task: Task): ProcessFigures {
    return task.memory?.figures(task.comm) ?? { total: 0, anon: 0, file: 0, shmem: 0, pageTables: 0 };
  }
}
