/**
 * What a running kernel knows about its own troubles: taint, modules, oopses so far, and who crashed where.
 *
 * The texts come from `crash/`; this keeps the state between them and draws the values of each crash from the run's random
 * stream.
 */
import type { StageContext } from '../hardware/stage.ts';
import type { CrashPathName } from '../profiles/crash-data.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import type { KernelText } from '../profiles/kernel-text.ts';
import { assert } from '../sim/assert.ts';
import type { RandomStream } from '../sim/random.ts';
import { type KernelCommandLine, parameterValue, parameterValues } from './cmdline.ts';
import { type AddressSpace, drawAddressSpace } from './crash/address-space.ts';
import { armMainId } from './crash/arm/stop-cpus.ts';
import type { CrashEnvironment, CrashSite, LoadedModule, PrintkFunction, Task } from './crash/crash-environment.ts';
import { hasCrashPath } from './crash/crash-path.ts';
import { drawCrashSite } from './crash/crash-site.ts';
import { lkdtmLoadText, lkdtmModule, moduleLoadText } from './crash/lkdtm.ts';
import {
  afterOopsText,
  dieText,
  type OopsConditions,
  type OopsOutcome,
  oopsConsequences,
  oopsOutcome,
  warnEndText,
  warnText,
} from './crash/oops.ts';
import { stoppedText } from './crash/stopped.ts';
import { pageTableIsolation } from './crash/x86/page-table-isolation.ts';
import type { KernelStop } from './kernel-stop.ts';
import { type MemoryLayout, memoryLimit } from './memblock/memory-layout.ts';
import { usesHashMmu } from './memblock/powerpc-memory.ts';

/** CONFIG default of kernel.oops_limit. */
const OOPS_LIMIT_DEFAULT = 10_000;
/** CONFIG_MAGIC_SYSRQ_DEFAULT_ENABLE of Debian's kernels. */
const SYSRQ_DEFAULT = 0x01b6;
/** TAINT_FLAGS_MAX. */
const TAINT_MASK = 0x7ffff;
/** Pids of an initramfs that has done its set-up; which one the next shell gets is drawn once per boot. */
const FIRST_PID = 60;
const PID_SPREAD = 100;

/** What a crash is drawn for. */
export interface SiteRequest {
  readonly cpu: number;
  readonly task: Task;
  readonly written: string;
  readonly exitStatus: number;
  /** More values for the path's templates. */
  readonly values: Readonly<Record<string, bigint>>;
}

export interface CasualtyOptions {
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly text: KernelText;
  readonly commandLine: KernelCommandLine;
  readonly memory: MemoryLayout;
  readonly onlineCpus: number;
  readonly printk: PrintkFunction;
}

export class Casualty {
  taint = 0;
  oopsCount = 0;
  warnCount = 0;
  /** kernel.panic_on_oops and kernel.panic_on_warn: any value but 0. */
  panicOnOops = 0;
  panicOnWarn = 0;
  /** kernel.warn_limit; 0: any number of warnings. */
  warnLimit = 0;
  /** kernel.panic_print: what a panic shows beside its stack. */
  panicPrint = 0n;
  /** Which of the recorded stacks a crash shows: chance; a replay says which. */
  chooseStack: (path: CrashPathName, drawn: number) => number = (_, drawn) => drawn;
  /** `panic_on_taint=`: flags that may not be set. */
  readonly #forbiddenTaint: number;
  /** kernel.sysrq: which keys a keyboard or a serial break may give. The trigger file ignores it. */
  sysrqMask = SYSRQ_DEFAULT;
  oopsLimit = OOPS_LIMIT_DEFAULT;
  readonly #options: CasualtyOptions;
  readonly #random: RandomStream;
  /** Where this boot of the kernel lies. */
  readonly addresses: AddressSpace;
  readonly #modules: LoadedModule[] = [];
  #lastUnloadedModule: string | null = null;
  #firstSite: CrashSite | null = null;
  #nextPid: number;

  constructor(options: CasualtyOptions) {
    const { text, commandLine, memory, context } = options;
    this.#options = options;
    this.#random = context.random.stream('kernel/crash');
    this.addresses = drawAddressSpace(text.crash, commandLine, memory, this.#random);
    this.#nextPid = FIRST_PID + this.#random.int(PID_SPREAD);
    if (parameterValues(commandLine, 'oops').includes('panic')) this.panicOnOops = 1;
    if (parameterValue(commandLine, 'panic_on_warn') !== undefined) this.panicOnWarn = 1;
    const forbidden = /^(?:0x)?([0-9a-f]{1,8})(?:,|$)/i.exec(parameterValue(commandLine, 'panic_on_taint') ?? '');
    this.#forbiddenTaint = forbidden === null ? 0 : Number.parseInt(forbidden[1]!, 16) & TAINT_MASK;
    const panicPrint = parameterValue(commandLine, 'panic_print') ?? '';
    if (/^(0[xX][0-9a-fA-F]{1,16}|\d{1,19})$/.test(panicPrint)) this.panicPrint = BigInt(panicPrint);
  }

  /** panic_on_taint names a flag that is set. */
  get taintPanics(): boolean {
    return (this.taint & this.#forbiddenTaint) !== 0;
  }

  /** What a report of this moment is made of. */
  environment(): CrashEnvironment {
    const { profile, text, context, onlineCpus, memory, commandLine } = this.#options;
    const cpu = context.board.deviceTree?.cpu;
    return {
      kernel: profile,
      text,
      hardwareName: context.board.hardwareName,
      onlineCpus,
      addresses: this.addresses,
      systemRam: memory.systemRam,
      taint: this.taint,
      modules: this.#modules,
      lastUnloadedModule: this.#lastUnloadedModule,
      kdumpLoaded: false,
      pageTableIsolation: pageTableIsolation(commandLine, false),
      memoryLimit: memoryLimit(commandLine),
      usesHashMmu: usesHashMmu(commandLine),
      cpuId: cpu === undefined ? null : armMainId(cpu),
    };
  }

  /** Pid of the next process. */
  get firstPid(): number {
    return this.#nextPid;
  }

  /** The task a command of the shell runs as. */
  newTask(): Task {
    return { comm: 'sh', pid: this.#nextPid++, uid: 0 };
  }

  /** A place to crash at, or null where this kernel has no text for the path. */
  site(path: CrashPathName, request: Partial<SiteRequest> & Pick<SiteRequest, 'task'>): CrashSite | null {
    const environment = this.environment();
    if (!hasCrashPath(environment, path)) return null;
    const { values = {}, ...where } = request;
    const drawn = drawCrashSite(environment, { cpu: 0, written: '', exitStatus: 0, ...where, path }, this.#random);
    const site = { ...drawn, stack: this.chooseStack(path, drawn.stack) };
    const more = Object.entries(values).map(([name, value]) => [name, value.toString(16)] as const);
    return { ...site, values: { ...site.values, ...Object.fromEntries(more) } };
  }

  /** Loaded modules, newest first. */
  get modules(): readonly LoadedModule[] {
    return this.#modules;
  }

  /** What a module's taint letters say and set, though it is not loaded. */
  taintBy(module: LoadedModule): void {
    this.taint = moduleLoadText(module, this.taint, this.#options.printk);
  }

  unloadModule(name: string): void {
    const index = this.#modules.findIndex((module) => module.name === name);
    if (index < 0) return;
    const [{ taints } = { taints: '' }] = this.#modules.splice(index, 1);
    this.#lastUnloadedModule = taints === '' ? name : `${name}(${taints})`;
  }

  /** Loads a module: what it taints is told, then it accepts its parameters or is not loaded. */
  loadModule(module: LoadedModule, accepts: () => boolean): boolean {
    this.taint = moduleLoadText(module, this.taint, this.#options.printk);
    if (!accepts()) return false;
    this.#modules.unshift(module);
    return true;
  }

  get hasLkdtm(): boolean {
    return lkdtmModule(this.#options.text) !== null;
  }

  /** Loads LKDTM when it is first used. */
  loadLkdtm(): void {
    const { text, printk } = this.#options;
    const module = lkdtmModule(text);
    assert(module !== null, `${text.release} has no LKDTM`);
    if (this.#modules.some(({ name }) => name === module.name)) return;
    this.#modules.unshift(module);
    this.taint = lkdtmLoadText(module, this.taint, printk);
  }

  /**
   * An oops: its report, then `dump`, which hands the log to the dumpers, then on x86 the registers again, and what becomes
   * of it: a panic or the death of the task.
   */
  die(site: CrashSite, dump: () => void): OopsOutcome {
    const { printk } = this.#options;
    this.oopsCount++;
    this.#firstSite ??= site;
    this.taint = dieText(this.environment(), { site, dieCount: this.oopsCount }, printk);
    dump();
    const environment = this.environment();
    afterOopsText(environment, { first: this.#firstSite, current: site }, printk);
    return this.#outcome(site.task, oopsConsequences(environment, site));
  }

  /** An oops at a place without recorded registers. */
  dieStopped(stop: KernelStop, task: Task, dump: () => void): OopsOutcome {
    const { printk, profile } = this.#options;
    this.oopsCount++;
    this.taint = stoppedText(this.environment(), { stop, task, dieCount: this.oopsCount }, printk);
    dump();
    const isX86 = profile.architecture === 'x86_64';
    const signal = isX86 && stop.kind === 'fault' ? 9 : 11;
    const fatalMessage = 'Fatal exception';
    return this.#outcome(task, { signal, irqsDisabled: !isX86, inInterrupt: false, fatalMessage });
  }

  #outcome(
    task: Task,
    consequences: Pick<OopsConditions, 'signal' | 'irqsDisabled' | 'inInterrupt' | 'fatalMessage'>,
  ): OopsOutcome {
    return oopsOutcome(
      {
        task,
        panicOnOops: this.panicOnOops !== 0,
        oopsCount: this.oopsCount,
        oopsLimit: this.oopsLimit,
        ...consequences,
      },
      this.#options.printk,
    );
  }

  /** The module loaded last never gets through its init function: `(+)` in the list of modules. */
  leaveLoading(): void {
    const newest = this.#modules[0];
    if (newest !== undefined) this.#modules[0] = { ...newest, taints: `${newest.taints}+` };
  }

  /** The report of a warning, without its end mark. */
  warn(site: CrashSite): void {
    warnText(this.environment(), site, this.#options.printk);
  }

  /** check_panic_on_warn: what this warning panics with, or null. */
  warningPanics(): string | null {
    if (this.panicOnWarn !== 0) {
      this.panicOnWarn = 0;
      return 'kernel: panic_on_warn set ...';
    }
    this.warnCount++;
    if (this.warnLimit === 0 || this.warnCount < this.warnLimit) return null;
    return `kernel: system warned too often (kernel.warn_limit is ${this.warnLimit})`;
  }

  endWarning(): void {
    this.taint = warnEndText(this.environment(), this.#options.printk);
  }
}
