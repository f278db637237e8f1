/**
 * Replays the script of a recorded console through the crash texts, as the kernel's stage would.
 *
 * The recorded stack of a path that a run showed depends on the randomised stack offset; `chooseStack` says which one to take.
 */
import { parameterValue, parseCommandLine } from '../../src/kernel/cmdline.ts';
import { drawAddressSpace } from '../../src/kernel/crash/address-space.ts';
import { crashArchitecture } from '../../src/kernel/crash/architectures.ts';
import type { CrashEnvironment, CrashSite, Task } from '../../src/kernel/crash/crash-environment.ts';
import { crashPath } from '../../src/kernel/crash/crash-path.ts';
import { drawCrashSite } from '../../src/kernel/crash/crash-site.ts';
import { lkdtmDirectText, lkdtmLoadText, lkdtmModule } from '../../src/kernel/crash/lkdtm.ts';
import {
  afterOopsText,
  dieText,
  initKilledMessage,
  oopsConsequences,
  oopsOutcome,
  warnEndText,
  warnText,
} from '../../src/kernel/crash/oops.ts';
import {
  panicEndText,
  panicNotifiersText,
  panicText,
  rebootingText,
  stopCpusText,
} from '../../src/kernel/crash/panic.ts';
import { layOutMemory } from '../../src/kernel/memblock/memory-layout.ts';
import { handleSysrq, SYSRQ_CRASH_MESSAGE, sysrqTriggerKeys } from '../../src/kernel/sysrq.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { pcFirmwareMap } from '../../src/profiles/boards/pc.ts';
import type { CrashPathName } from '../../src/profiles/crash-data.ts';
import { kernelText } from '../../src/profiles/kernel-texts.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { assert } from '../../src/sim/assert.ts';
import { RandomStreams } from '../../src/sim/random.ts';
import { CodeMemory } from '../kernel/crash/environment.ts';

export interface ReplayLine {
  readonly level: number;
  readonly text: string;
}

export interface ReplayOptions {
  readonly kernel: string;
  readonly board: BoardProfile;
  readonly cpus: number;
  readonly commandLine: string;
  readonly hardwareName: string;
  readonly firmwareMap: 'pc' | null;
  /** Index of the recorded stack for the n-th crash of the replay. */
  readonly chooseStack: (path: CrashPathName, crash: number) => number;
}

export class CrashReplay {
  readonly lines: ReplayLine[] = [];
  environment: CrashEnvironment;
  /** Who does what the script says; null: a shell per step, the first process for its own steps. */
  task: Task | null = null;
  readonly #options: ReplayOptions;
  readonly #memory: CodeMemory;
  readonly #random = new RandomStreams('conformance').stream('crash');
  #panicTimeout: number;
  #panicOnOops = false;
  #oopsLimit = 10000;
  #oopsCount = 0;
  #crashes = 0;
  #first: CrashSite | null = null;
  #dead = false;

  constructor(options: ReplayOptions) {
    this.#options = options;
    const kernel = findKernel(options.kernel);
    assert(kernel !== undefined, `no kernel ${options.kernel}`);
    const text = kernelText(kernel.release);
    assert(text !== undefined, `no text of ${kernel.release}`);
    const commandLine = parseCommandLine(options.commandLine);
    const memory = layOutMemory({
      architecture: kernel.architecture,
      commandLine,
      banks: options.board.ramBanks,
      firmwareMap: options.firmwareMap === 'pc' ? pcFirmwareMap : null,
      deviceTree: null,
      listsReservedMemory: text.reservedMemoryLines,
      kernelImage: options.board.kernelImage,
    });
    this.#panicTimeout = Number(parameterValue(commandLine, 'panic') ?? '0');
    this.#panicOnOops = parameterValue(commandLine, 'oops') === 'panic';
    const addresses = drawAddressSpace(text.crash, commandLine, memory, this.#random);
    this.#memory = new CodeMemory(text.crash, addresses);
    this.environment = {
      kernel,
      text,
      hardwareName: options.hardwareName,
      onlineCpus: options.cpus,
      addresses,
      systemRam: memory.systemRam,
      objectRam: memory.systemRam,
      stackRam: memory.systemRam,
      read: this.#memory.read,
      taint: 0,
      oopsId: 0n,
      modules: [],
      lastUnloadedModule: null,
      kdumpLoaded: false,
      pageTableIsolation: false,
      memoryLimit: null,
      usesHashMmu: false,
      isBareMetal: false,
      cpuId: kernel.architecture === 'arm' ? '414fc0f0' : null,
    };
  }

  readonly printk = (level: number, text: string): void => {
    if (!this.#dead) this.lines.push({ level, text });
  };

  /** One line of a recorded script; what says nothing on the console is skipped. */
  run(step: string): void {
    const init = step.startsWith('key ') || step.startsWith('lk ') ? null : 'init2';
    const task = this.task ?? { comm: init ?? 'sh', pid: init === null ? 88 : 1, uid: 0 };
    const [word, argument] = step.split(' ');
    const direct = /^echo (\w+) > \/sys\/kernel\/debug\/provoke-crash\/DIRECT$/.exec(step)?.[1];
    const sysctl = /^echo (\d+) > \/proc\/sys\/kernel\/(\w+)$/.exec(step);
    const trigger = /^r "echo (\S+) > \/proc\/sysrq-trigger"$/.exec(step)?.[1];
    if (word === 'mod') this.#loadLkdtm();
    else if (word === 'lk' || direct !== undefined) this.#lkdtm(direct ?? argument!, task);
    else if (word === 'key') this.#sysrq(argument!.replaceAll('"', ''), task);
    else if (trigger !== undefined) this.#sysrq(trigger, task);
    else if (word === 'exit') this.#exit(Number(argument), task);
    else if (sysctl !== null) this.#sysctl(sysctl[2]!, Number(sysctl[1]));
  }

  #sysctl(name: string, value: number): void {
    if (name === 'panic_on_oops') this.#panicOnOops = value !== 0;
    if (name === 'oops_limit') this.#oopsLimit = value;
  }

  #loadLkdtm(): void {
    const module = lkdtmModule(this.environment.text);
    assert(module !== null, 'no LKDTM here');
    const taint = lkdtmLoadText(module, this.environment.taint, this.printk);
    this.environment = { ...this.environment, taint, modules: [module] };
  }

  #site(path: CrashPathName, task: Task, written: string, exitStatus = 0): CrashSite {
    const stack = this.#options.chooseStack(path, this.#crashes++);
    const request = { path, cpu: 0, task, written, exitStatus };
    const site = { ...drawCrashSite(this.environment, request, this.#random), stack };
    const { contents } = crashArchitecture(this.environment.text.crash);
    for (const one of contents(this.environment, site)) this.#memory.write(one);
    return site;
  }

  #lkdtm(type: string, task: Task): void {
    const name = `lkdtm-${type}`;
    const path = crashPath(this.environment, name);
    lkdtmDirectText(type, this.printk);
    const site = this.#site(name, task, `${type}\n`);
    if (path.panic !== undefined) this.#panic(path.panic, site);
    else if (path.fault?.cause === 'warn') {
      warnText(this.environment, site, this.printk);
      this.#tainted(warnEndText(this.environment, this.printk));
    } else this.#oops(site);
  }

  #tainted(taint: number): void {
    this.environment = { ...this.environment, taint };
  }

  #oops(site: CrashSite): void {
    this.#oopsCount++;
    this.#first ??= site;
    this.#tainted(dieText(this.environment, { site, dieCount: this.#oopsCount }, this.printk));
    afterOopsText(this.environment, { first: this.#first, current: site }, this.printk);
    const outcome = oopsOutcome(
      {
        task: site.task,
        panicOnOops: this.#panicOnOops,
        oopsCount: this.#oopsCount,
        oopsLimit: this.#oopsLimit,
        ...oopsConsequences(this.environment, site),
      },
      this.printk,
    );
    if (outcome.kind === 'panic') this.#panic(outcome.message, site);
  }

  #sysrq(written: string, task: Task): void {
    const who = { kernel: this.environment.kernel, text: this.environment.text };
    const host = { printk: this.printk, consoleLoglevel: 7 };
    for (const key of sysrqTriggerKeys(`${written}\n`, who)) {
      const outcome = handleSysrq(key, null, who, host);
      if (outcome.kind !== 'action' || outcome.action !== 'crash') continue;
      this.#panic(SYSRQ_CRASH_MESSAGE, this.#site('sysrq-c', task, `${written}\n`));
    }
  }

  #exit(status: number, task: Task): void {
    this.#panic(initKilledMessage(status * 256), this.#site('exit', task, '', status));
  }

  #panic(message: string, site: CrashSite): void {
    const { printk } = this;
    panicText(this.environment, { message, site }, printk);
    const ramStart = this.#options.board.ramBanks[0]!.start;
    stopCpusText(this.environment, { panicCpu: site.cpu, ramStart }, this.#random, printk);
    panicNotifiersText(this.environment, printk);
    if (this.#panicTimeout > 0) rebootingText(this.#panicTimeout, printk);
    if (this.#panicTimeout === 0) panicEndText(message, printk);
    this.#dead = true;
  }
}
