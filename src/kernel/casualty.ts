/**
 * What a running kernel knows about its own troubles: taint, modules, oopses so far, and who crashed where.
 *
 * The texts come from `crash/`; this keeps the state between them and draws the values of each crash from the run's random
 * stream.
 */
import type { StageContext } from '../hardware/stage.ts';
import type { AddressRange } from '../memory/memory-map.ts';
import type { CrashPathName } from '../profiles/crash-data.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import type { KernelText } from '../profiles/kernel-text.ts';
import { assert } from '../sim/assert.ts';
import { EINVAL } from '../sim/errno.ts';
import type { RandomStream } from '../sim/random.ts';
import { type KernelCommandLine, parameterValue, parameterValues } from './cmdline.ts';
import { type AddressSpace, drawAddressSpace } from './crash/address-space.ts';
import { crashArchitecture } from './crash/architectures.ts';
import { armMainId } from './crash/arm/stop-cpus.ts';
import type { CrashEnvironment, CrashSite, LoadedModule, PrintkFunction, Task } from './crash/crash-environment.ts';
import { hasCrashPath } from './crash/crash-path.ts';
import { drawCrashSite } from './crash/crash-site.ts';
import { lkdtmModule, lkdtmStartText, moduleLoadText } from './crash/lkdtm.ts';
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
import { isEndTrace } from './crash/stack-dump.ts';
import { stoppedText } from './crash/stopped.ts';
import { TAINT_DIE, taintBits } from './crash/taint.ts';
import { pageTableIsolation } from './crash/x86/page-table-isolation.ts';
import type { KernelStop } from './kernel-stop.ts';
import { type MemoryLayout, memoryLimit } from './memblock/memory-layout.ts';
import { usesHashMmu } from './memblock/powerpc-memory.ts';
import type { KernelMemory } from './mm/kernel-memory.ts';
import { parameterValuesOf } from './module-parameters.ts';
import { moduleCatalogue } from './modules/catalogue.ts';
import type { ModuleArea } from './modules/module-area.ts';

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
  /** RAM at the kernel's addresses, and what is in it; there once the boot has taken its memory. */
  readonly ram: () => KernelRam;
  /** `Kdump: loaded` of every report. */
  readonly isKdumpLoaded: () => boolean;
}

/** RAM in the kernel's hands. */
export interface KernelRam {
  readonly memory: KernelMemory;
  readonly modules: ModuleArea;
  readonly objects: readonly AddressRange[];
  readonly stacks: readonly AddressRange[];
}

/** What `add_taint` panics with. */
export const TAINT_PANIC = 'panic_on_taint set ...';

/** A loaded crash kernel takes over before the report has ended. */
interface CrashKernelJump {
  readonly kind: 'crash-kernel';
}

/** A report as far as its end mark, before which the flag D is set. */
function beforeEndMark(printk: PrintkFunction): PrintkFunction {
  let isOver = false;
  return (level, text) => {
    isOver ||= isEndTrace(text);
    if (!isOver) printk(level, text);
  };
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
  #forbiddenTaint: number;
  /** `panic_on_taint=…,nousertaint`: no write to /proc/sys/kernel/tainted may set such a flag. */
  readonly #refusesUserTaint: boolean;
  /** `add_taint` panics where panic_on_taint names a flag that is set now; true: it has. */
  #checkTaint: () => boolean = () => false;
  /** kernel.sysrq: which keys a keyboard or a serial break may give. The trigger file ignores it. */
  sysrqMask: number;
  /** `sysrq_always_enabled`: all keys, whatever the mask says. */
  readonly #sysrqAlways: boolean;
  oopsLimit = OOPS_LIMIT_DEFAULT;
  readonly #options: CasualtyOptions;
  readonly #random: RandomStream;
  /** Where this boot of the kernel lies. */
  readonly addresses: AddressSpace;
  readonly #modules: LoadedModule[];
  /** `oops_id`; stays 0 where end marks have no number. */
  #oopsId = 0n;
  #lastUnloadedModule: string | null = null;
  #firstSite: CrashSite | null = null;
  #nextPid: number;

  constructor(options: CasualtyOptions) {
    const { text, commandLine, memory, context } = options;
    this.#options = options;
    this.sysrqMask = options.profile.sysrqDefault ?? SYSRQ_DEFAULT;
    this.#modules = [...(text.bootModules ?? [])];
    this.taint = this.#modules.reduce((taint, { taints }) => taint | taintBits(taints), 0);
    this.#random = context.random.stream('kernel/crash');
    this.addresses = drawAddressSpace(text.crash, commandLine, memory, this.#random);
    this.#nextPid = FIRST_PID + this.#random.int(PID_SPREAD);
    if (parameterValues(commandLine, 'oops').includes('panic')) this.panicOnOops = 1;
    const { panic_on_warn: panicOnWarn = 0n } = parameterValuesOf(
      commandLine.parameters,
      { panic_on_warn: 'int' },
      options.profile.wordBytes,
    );
    this.panicOnWarn = Number(panicOnWarn);
    this.#sysrqAlways = parameterValue(commandLine, 'sysrq_always_enabled') !== undefined;
    const forbidden = /^(?:0x)?([0-9a-f]{1,8})(?:,|$)/i.exec(parameterValue(commandLine, 'panic_on_taint') ?? '');
    this.#forbiddenTaint = forbidden === null ? 0 : Number.parseInt(forbidden[1]!, 16) & TAINT_MASK;
    this.#refusesUserTaint = parameterValue(commandLine, 'panic_on_taint')?.split(',')[1] === 'nousertaint';
    const panicPrint = parameterValue(commandLine, 'panic_print') ?? '';
    if (/^(0[xX][0-9a-fA-F]{1,16}|\d{1,19})$/.test(panicPrint)) this.panicPrint = BigInt(panicPrint);
  }

  /** Whom to ask, when a flag has been set, whether panic_on_taint names it: true when the kernel has panicked. */
  onTaint(check: () => boolean): void {
    this.#checkTaint = check;
  }

  /** `sysrq_mask`: the keys that a keyboard or a serial break has now. */
  get sysrqAllowed(): number {
    return this.#sysrqAlways ? 1 : this.sysrqMask;
  }

  /** panic_on_taint names a flag that is set. The panic comes once. */
  takeTaintPanic(): boolean {
    const panics = (this.taint & this.#forbiddenTaint) !== 0;
    if (panics) this.#forbiddenTaint = 0;
    return panics;
  }

  /** `proc_taint`: what a write to /proc/sys/kernel/tainted sets; 0 or a negated error number. */
  taintByUser(flags: number): number {
    if (this.#refusesUserTaint && (flags & this.#forbiddenTaint) !== 0) return -EINVAL;
    this.addTaint(flags);
    return 0;
  }

  /** `add_taint`. */
  addTaint(flags: number): void {
    this.taint |= flags;
    if (flags !== 0) this.#checkTaint();
  }

  /** `init_oops_id`: drawn at the first report, then counted up. */
  #nextOopsId(): void {
    if (!this.#options.text.stackDump.oopsId) return;
    const half = () => BigInt(this.#random.int(2 ** 32));
    this.#oopsId = this.#oopsId === 0n ? (half() << 32n) | half() : BigInt.asUintN(64, this.#oopsId + 1n);
  }

  /** What a report of this moment is made of. */
  environment(): CrashEnvironment {
    const { profile, text, context, onlineCpus, memory, commandLine, ram } = this.#options;
    const { memory: kernelMemory, objects, stacks } = ram();
    const cpu = context.board.deviceTree?.cpu;
    return {
      kernel: profile,
      text,
      hardwareName: context.board.hardwareName,
      onlineCpus,
      addresses: this.addresses,
      systemRam: memory.systemRam,
      objectRam: objects,
      stackRam: stacks,
      read: (address, length) => kernelMemory.read(address, length),
      taint: this.taint,
      oopsId: this.#oopsId,
      modules: this.#modules,
      lastUnloadedModule: this.#lastUnloadedModule,
      kdumpLoaded: this.#options.isKdumpLoaded(),
      pageTableIsolation: pageTableIsolation(commandLine, false),
      memoryLimit: memoryLimit(commandLine),
      usesHashMmu: usesHashMmu(commandLine, profile),
      isBareMetal: context.board.opal !== undefined,
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
    const whole = { ...site, values: { ...site.values, ...Object.fromEntries(more) } };
    this.#leaveContents(environment, whole);
    return whole;
  }

  /** What the code that crashes has pushed and stored before. */
  #leaveContents(environment: CrashEnvironment, site: CrashSite): void {
    const memory = this.kernelMemory;
    const { stackBytes, contents } = crashArchitecture(environment.text.crash);
    const stackPointer = BigInt(`0x${site.values['sp'] ?? '0'}`);
    if (stackPointer >= BigInt(`0x${this.addresses.vmalloc}`)) memory.mapStack(stackPointer, stackBytes);
    for (const { address, bytes } of contents(environment, site)) memory.write(address, bytes);
  }

  /** Loaded modules, newest first. */
  get modules(): readonly LoadedModule[] {
    return this.#modules;
  }

  /** What a module's taint letters say and set, though it is not loaded. */
  taintBy(module: LoadedModule): void {
    const after = moduleLoadText(module, this.taint, this.#options.printk);
    this.addTaint(after & ~this.taint);
  }

  unloadModule(name: string): void {
    const index = this.#modules.findIndex((module) => module.name === name);
    if (index < 0) return;
    const [{ taints } = { taints: '' }] = this.#modules.splice(index, 1);
    this.area.unload(name);
    this.#lastUnloadedModule = taints === '' ? name : `${name}(${taints})`;
  }

  /** RAM at the kernel's own addresses. */
  get kernelMemory(): KernelMemory {
    return this.#options.ram().memory;
  }

  /** Where loaded modules lie. */
  get area(): ModuleArea {
    return this.#options.ram().modules;
  }

  /**
   * Loads a module: what it taints is told, then it accepts its parameters or is not loaded. `coreBytes`: what its file says, where it
   * is not the kernel's own.
   */
  loadModule(module: LoadedModule, accepts: () => boolean, coreBytes?: number): boolean {
    this.taint = moduleLoadText(module, this.taint, this.#options.printk);
    // Listed as coming while its parameters are parsed.
    this.#modules.unshift({ ...module, taints: `${module.taints}+` });
    const isAccepted = !this.#checkTaint() && accepts();
    this.#modules.shift();
    if (isAccepted) this.#list(module, coreBytes);
    return isAccepted;
  }

  /** Puts the modules into memory that were there from the start. */
  placeBootModules(): void {
    for (const { name } of this.#modules.toReversed()) this.#place(name);
  }

  #list(module: LoadedModule, coreBytes?: number): void {
    this.#place(module.name, coreBytes);
    this.#modules.unshift(module);
  }

  #place(name: string, coreBytes?: number): void {
    const { modules } = moduleCatalogue(this.#options.profile);
    this.area.load(name, coreBytes ?? modules.get(name)?.coreBytes ?? 0);
  }

  /** One that is built in says so when it is first used, as a module does. */
  #hasToldLkdtm = false;

  get hasLkdtm(): boolean {
    return lkdtmModule(this.#options.text) !== null;
  }

  /** Loads LKDTM when it is first used. */
  loadLkdtm(): void {
    const { text, printk } = this.#options;
    const module = lkdtmModule(text);
    assert(module !== null, `${text.release} has no LKDTM`);
    if (text.lkdtm === 'builtin') {
      if (!this.#hasToldLkdtm) lkdtmStartText(printk);
      this.#hasToldLkdtm = true;
      return;
    }
    if (this.#modules.some(({ name }) => name === module.name)) return;
    this.#list(module);
    this.taint = moduleLoadText(module, this.taint, printk);
    if (!this.#checkTaint()) lkdtmStartText(printk);
  }

  /**
   * An oops: its report, which `jumps` ends before its end mark, then `dump`, which hands the log to the dumpers, then on x86 the registers again, and what becomes
   * of it: a panic or the death of the task.
   */
  die(site: CrashSite, dump: () => void, jumps: boolean): OopsOutcome | CrashKernelJump {
    const { printk } = this.#options;
    this.oopsCount++;
    this.#nextOopsId();
    this.#firstSite ??= site;
    const isForbidden = (TAINT_DIE & this.#forbiddenTaint) !== 0;
    const reportTo = isForbidden || jumps ? beforeEndMark(printk) : printk;
    this.taint = dieText(this.environment(), { site, dieCount: this.oopsCount }, reportTo);
    if (jumps) return { kind: 'crash-kernel' };
    if (this.takeTaintPanic()) return { kind: 'panic', message: TAINT_PANIC };
    dump();
    const environment = this.environment();
    afterOopsText(environment, { first: this.#firstSite, current: site }, printk);
    return this.#outcome(site.task, oopsConsequences(environment, site));
  }

  /** `kexec_should_crash`: this oops will be fatal. */
  isFatal(site: CrashSite): boolean {
    const { pid } = site.task;
    return this.panicOnOops !== 0 || pid <= 1 || oopsConsequences(this.environment(), site).inInterrupt;
  }

  /** An oops at a place without recorded registers. */
  dieStopped(stop: KernelStop, task: Task, dump: () => void): OopsOutcome {
    const { printk, profile } = this.#options;
    this.oopsCount++;
    this.#nextOopsId();
    const isForbidden = (TAINT_DIE & this.#forbiddenTaint) !== 0;
    const reportTo = isForbidden ? beforeEndMark(printk) : printk;
    this.taint = stoppedText(this.environment(), { stop, task, dieCount: this.oopsCount }, reportTo);
    if (this.takeTaintPanic()) return { kind: 'panic', message: TAINT_PANIC };
    dump();
    const isX86 = profile.architecture === 'x86_64';
    const signal = isX86 && stop.kind === 'fault' ? 9 : 11;
    const inInterrupt = stop.isInInterrupt ?? false;
    const fatalMessage = inInterrupt ? 'Fatal exception in interrupt' : 'Fatal exception';
    return this.#outcome(task, { signal, irqsDisabled: !isX86, inInterrupt, fatalMessage });
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

  /** True: the flag it sets was the end of the kernel. */
  endWarning(): boolean {
    this.#nextOopsId();
    this.taint = warnEndText(this.environment(), this.#options.printk);
    return this.#checkTaint();
  }
}
