/**
 * Programs that the processor stops: what the kernel says of a fault, and signals that end a program with a core.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/signal.c` (force_sig_fault, print_fatal_signal); what each architecture says is in `faults/`.
 * Left out: handlers of a program for its own faults (none of ours has one), so a fault always ends it.
 */
import type { Architecture } from '../../profiles/kernel.ts';
import { signals } from '../../shell/posix.ts';
import type { RandomStream } from '../../sim/random.ts';
import type { CrashEnvironment } from '../crash/crash-environment.ts';
import { KERN_DEFAULT, stackDumpHeader } from '../crash/stack-dump.ts';
import { KERN_INFO } from '../printk/levels.ts';
import type { RateLimit } from '../rate-limit.ts';
import { CoreDumps, type CoreSettings } from './core-dump.ts';
import type { ProcessDeath } from './core-image.ts';
import type { CpuFault, UserRegisters } from './cpu-fault.ts';
import type { Dumpable } from './dumpable.ts';
import type { FaultArchitecture, FaultSpeech, UserFault } from './faults/architecture.ts';
import { armFaults } from './faults/arm.ts';
import { arm64Faults } from './faults/arm64.ts';
import { powerpcFaults } from './faults/powerpc.ts';
import { x86Faults } from './faults/x86.ts';
import type { FaultHandling, ProcessServices } from './services.ts';
import type { StartStack } from './start-stack.ts';
import type { Task } from './task.ts';
import { imageOf, type UserImage } from './user-image.ts';

/** What the kernel goes by. */
export interface FaultSettings extends CoreSettings {
  readonly printk: (level: number, text: string) => void;
  /** Of messages about faults. */
  readonly rateLimit: RateLimit;
  /** ppc64le: of messages about the kernel's addresses. */
  readonly accessLimit: RateLimit;
  readonly environment: () => CrashEnvironment;
}

export interface UserFaultOptions {
  readonly architecture: Architecture;
  readonly random: RandomStream;
  /** Null where nobody hears a kernel: no word and no core. */
  readonly settings: FaultSettings | null;
  readonly services: () => ProcessServices;
}

const architectures: Readonly<Record<Architecture, FaultArchitecture>> = {
  x86_64: x86Faults,
  arm: armFaults,
  arm64: arm64Faults,
  ppc64le: powerpcFaults,
};

/** System calls in which a sleeping program is found, by its wait channel; otherwise it waits for a child. */
const SLEEPING_CALLS: Readonly<Record<string, 'read' | 'nanosleep'>> = {
  pipe_read: 'read',
  n_tty_read: 'read',
  hrtimer_nanosleep: 'nanosleep',
};

export class UserFaults implements FaultHandling {
  readonly #options: UserFaultOptions;
  readonly #architecture: FaultArchitecture;
  readonly #cores: CoreDumps | null;

  constructor(options: UserFaultOptions) {
    this.#options = options;
    this.#architecture = architectures[options.architecture];
    const { settings, services } = options;
    this.#cores = settings === null ? null : new CoreDumps(settings, services);
  }

  /** `force_sig_fault`. */
  deliver(task: Task, fault: CpuFault): void {
    const { settings } = this.#options;
    const registers = this.#faultRegisters(task, fault);
    const isTold = settings !== null && this.#tell(task, fault, registers, settings);
    const changeFlags = isTold ? this.#architecture.flagsAfterTold : undefined;
    const flags = changeFlags?.(registers.flags) ?? registers.flags;
    this.#end(task, { signal: fault.signal, registers: { ...registers, flags }, sender: null });
  }

  fatalSignal(task: Task, signal: number): void {
    const from = this.#options.services().scheduler.current;
    // What limits and terminals send comes from the kernel.
    const sender = from === null || signal === signals.XCPU ? null : { pid: from.pid, uid: from.credentials.uid };
    this.#end(task, { signal, registers: this.#callRegisters(task), sender });
  }

  stackOverflow(task: Task, signal: number): void {
    const limit = BigInt(task.limits.soft('s') ?? 8 << 20);
    const address = BigInt.asUintN(64, this.#stack(task).pointer - limit - 8n);
    const ip = this.#somewhere(task);
    this.deliver(task, { signal, ip, registers: {}, ...this.#architecture.stackOverflow(address) });
  }

  suidDumpable(): Dumpable {
    const value = this.#options.settings?.number('fs/suid_dumpable') ?? 0;
    return value === 1 || value === 2 ? value : 0;
  }

  /** What is said of the fault itself; true if its registers may have been. */
  #tell(task: Task, fault: CpuFault, registers: UserRegisters, settings: FaultSettings): boolean {
    const { comm, pid, credentials } = task;
    const told: UserFault = { comm, pid, uid: credentials.uid, image: this.#image(task), fault, registers };
    const speech = this.#speech(task, settings);
    const { always, tell } = this.#architecture;
    always?.(told, speech);
    if (tell === undefined || settings.number('debug/exception-trace') === 0 || !settings.rateLimit.allows())
      return false;
    tell(told, speech);
    return true;
  }

  #speech({ comm, pid, credentials }: Task, settings: FaultSettings): FaultSpeech {
    const { printk, environment } = settings;
    const who = { cpu: 0, task: { comm, pid, uid: credentials.uid } };
    const header = () => stackDumpHeader(environment(), who, KERN_DEFAULT, printk);
    return { ...settings, header, random: this.#options.random };
  }

  /** What `get_signal` does with a signal that dumps core: says so where that is wanted, then the core, then the end. */
  #end(task: Task, death: ProcessDeath): void {
    const { settings, services } = this.#options;
    const { table } = services();
    const { signal } = death;
    if (settings !== null) this.#sayFatal(task, death, settings);
    const core = this.#cores?.dump(task, death) ?? false;
    if (typeof core === 'boolean') table.exit(task, { kind: 'killed', signal, coreDumped: core });
    else table.endDumping(task, signal, core);
  }

  #sayFatal(task: Task, { signal, registers }: ProcessDeath, settings: FaultSettings): void {
    if (settings.number('kernel/print-fatal-signals') !== 0) {
      const exe = task.exe?.dentry.name;
      const name = exe === undefined ? '' : `${exe}: `;
      const who = settings.isNew ? `${name}${task.comm}: ` : '';
      settings.printk(KERN_INFO, `${who}potentially unexpected fatal signal ${signal}.`);
      const speech = this.#speech(task, settings);
      speech.header();
      this.#architecture.showRegisters(registers, this.#image(task), speech);
    }
  }

  #faultRegisters(task: Task, { ip, registers, flags, cause, argumentRegister }: CpuFault): UserRegisters {
    const { pointer, argument } = this.#stack(task);
    const general = { ...registers, ...(argumentRegister === undefined ? {} : { [argumentRegister]: argument }) };
    return { ip, stackPointer: pointer, flags, systemCall: null, general, cause };
  }

  /** In the middle of a system call. Where in the program that is, is drawn. */
  #callRegisters(task: Task): UserRegisters {
    const { calls, inSystemCall } = this.#architecture;
    const isCurrent = this.#options.services().scheduler.current === task;
    const systemCall = calls[isCurrent ? 'kill' : (SLEEPING_CALLS[task.waitChannel ?? ''] ?? 'wait')];
    return {
      ip: this.#somewhere(task),
      stackPointer: this.#stack(task).pointer,
      systemCall,
      ...inSystemCall(systemCall),
    };
  }

  /** An instruction of the program. */
  #somewhere(task: Task): bigint {
    const { start, end } = this.#image(task).text;
    const unit = this.#architecture.instructionBytes;
    return start + BigInt(this.#options.random.int(Math.floor(Number(end - start) / unit)) * unit);
  }

  #image(task: Task): UserImage {
    return imageOf(task, this.#options.architecture);
  }

  #stack(task: Task): StartStack {
    return this.#options.services().addressSpaces.stackOf(task);
  }
}
