/**
 * Programs that the processor stops: what the kernel says of a fault, and signals that end a program with a core.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/mm/fault.c` (show_signal_msg), `arch/x86/kernel/traps.c` (show_signal) and `kernel/signal.c`
 * (force_sig_fault, print_fatal_signal). Only x86-64 says anything here: Debian's 32-bit ARM kernel is silent, built without DEBUG_USER.
 * Left out: what arm64 and ppc64le say of a fault, and the registers that print-fatal-signals shows there; handlers of a program for its
 * own faults (none of ours has one), so a fault always ends it.
 */
import type { Architecture } from '../../profiles/kernel.ts';
import type { RandomStream } from '../../sim/random.ts';
import { KERN_EMERG, KERN_INFO } from '../printk/levels.ts';
import type { RateLimit } from '../rate-limit.ts';
import { pathOf } from '../vfs/path-walk.ts';
import type { Location } from '../vfs/vfs-objects.ts';
import { type CoreSettings, dumpCore } from './core-dump.ts';
import type { CpuFault } from './cpu-fault.ts';
import { mappingText, opcodesText, pageFaultText, trapText } from './fault-text.ts';
import type { FaultHandling, ProcessServices } from './services.ts';
import type { Task } from './task.ts';
import { imageOf } from './user-image.ts';
import { KERN_DEFAULT, type UserRegisters, userRegistersText } from './user-registers.ts';

/** What the kernel goes by. */
export interface FaultSettings extends CoreSettings {
  readonly printk: (level: number, text: string) => void;
  /** `printk_ratelimit`, which all its users share. */
  readonly rateLimit: RateLimit;
  /** `CPU: … PID: … Comm: …` and `Hardware name: …`. */
  readonly header: (task: { readonly pid: number; readonly comm: string; readonly uid: number }) => void;
}

export interface UserFaultOptions {
  readonly architecture: Architecture;
  readonly random: RandomStream;
  /** Null where nobody hears a kernel: no word and no core. */
  readonly settings: FaultSettings | null;
  readonly services: () => ProcessServices;
}

interface UserStack {
  /** At the program's first instruction. */
  readonly pointer: bigint;
  readonly argument: bigint;
}

const INIT_PID = 1;
const PAGE = 4096n;
/** Pages in which the top of the stack is drawn: 22 bits below 2^47. */
const STACK_PAGES = 0x3fffff;
/** Auxiliary vector, pointers; then `arch_align_stack`. */
const STACK_VECTOR_BYTES = 0x200;
const STACK_ALIGN_BYTES = 8192;
/** The null pointer at the top of a stack. */
const STACK_END_BYTES = 8;
/** System calls in which a sleeping program is found, by its wait channel: read, wait4, clock_nanosleep. */
const SLEEPING_CALLS: Readonly<Record<string, number>> = { pipe_read: 0, n_tty_read: 0, hrtimer_nanosleep: 230 };
const NR_WAIT4 = 61;
const NR_KILL = 62;

export class UserFaults implements FaultHandling {
  readonly #options: UserFaultOptions;
  /** By the arguments, which a fork shares and an exec replaces. */
  readonly #stacks = new WeakMap<readonly string[], UserStack>();

  constructor(options: UserFaultOptions) {
    this.#options = options;
  }

  /** `force_sig_fault`. */
  deliver(task: Task, fault: CpuFault): void {
    const { settings, services, architecture } = this.#options;
    const registers = this.#faultRegisters(task, fault);
    const isTold = settings !== null && architecture === 'x86_64' && settings.number('debug/exception-trace') !== 0;
    if (isTold && settings.rateLimit.allows()) this.#tell(task, fault, registers, settings);
    const coreDumped = this.#end(task, fault.signal, registers);
    services().table.exit(task, { kind: 'killed', signal: fault.signal, coreDumped });
  }

  fatalSignal(task: Task, signal: number): boolean {
    return this.#end(task, signal, this.#callRegisters(task));
  }

  stackOverflow(task: Task, signal: number): void {
    const { random } = this.#options;
    const image = imageOf(task);
    const text = image.text;
    const limit = BigInt(task.limits.soft('s') ?? 8 << 20);
    const address = this.#stack(task).pointer - limit - 8n;
    const ip = text.start + BigInt(random.int(Number(text.end - text.start)));
    const cause = { kind: 'page', address, errorCode: 6 } as const;
    this.deliver(task, { signal, ip, cause, registers: {}, flags: 0x10206 });
  }

  #tell(task: Task, fault: CpuFault, registers: UserRegisters, { printk, isNew }: FaultSettings): void {
    const image = imageOf(task);
    const where = mappingText(image, fault.ip, isNew);
    const who = { comm: task.comm, pid: task.pid };
    const { ip, cause } = fault;
    if (cause.kind === 'trap') {
      printk(KERN_INFO, trapText(who, { ip, name: cause.name, stackPointer: registers.stackPointer }, where));
      return;
    }
    const level = task.pid === INIT_PID ? KERN_EMERG : KERN_INFO;
    printk(level, pageFaultText(who, { ip, ...cause, stackPointer: registers.stackPointer }, where));
    printk(level, opcodesText(image, ip));
  }

  /** What `get_signal` does with a signal that dumps core: says so where that is wanted, then the core. */
  #end(task: Task, signal: number, registers: UserRegisters): boolean {
    const { settings, architecture } = this.#options;
    if (settings === null) return false;
    if (settings.number('kernel/print-fatal-signals') !== 0) {
      const exe = task.exe?.dentry.name;
      const name = exe === undefined ? '' : `${exe}: `;
      const who = settings.isNew ? `${name}${task.comm}: ` : '';
      settings.printk(KERN_INFO, `${who}potentially unexpected fatal signal ${signal}.`);
      settings.header({ pid: task.pid, comm: task.comm, uid: task.credentials.uid });
      if (architecture === 'x86_64') {
        const code = opcodesText(imageOf(task), registers.ip);
        for (const line of userRegistersText(registers, code)) settings.printk(KERN_DEFAULT, line);
      }
    }
    return dumpCore(this.#options.services(), task, { signal, registers, settings });
  }

  #faultRegisters(task: Task, { ip, registers, flags, argumentRegister }: CpuFault): UserRegisters {
    const { pointer, argument } = this.#stack(task);
    const general = { ...registers, ...(argumentRegister === undefined ? {} : { [argumentRegister]: argument }) };
    return { ip, stackPointer: pointer, flags, systemCall: null, general };
  }

  /** In the middle of a system call. Where in the program that is, is drawn. */
  #callRegisters(task: Task): UserRegisters {
    const { text } = imageOf(task);
    const isCurrent = this.#options.services().scheduler.current === task;
    const systemCall = isCurrent ? NR_KILL : (SLEEPING_CALLS[task.waitChannel ?? ''] ?? NR_WAIT4);
    const ip = text.start + BigInt(this.#options.random.int(Number(text.end - text.start)));
    return { ip, stackPointer: this.#stack(task).pointer, flags: 0x202, systemCall, general: {} };
  }

  #stack(task: Task): UserStack {
    let stack = this.#stacks.get(task.argv);
    if (stack === undefined) {
      const { random } = this.#options;
      const bytes = (words: readonly string[]) => words.reduce((sum, word) => sum + word.length + 1, 0);
      const [name = '', ...rest] = task.argv;
      const top = 0x800000000000n - PAGE - BigInt(random.int(STACK_PAGES)) * PAGE;
      const path = executablePath(task.root, task.exe);
      const argument = top - BigInt(STACK_END_BYTES + bytes([path]) + bytes(task.environ) + bytes(rest));
      const first = argument - BigInt(name.length + 1 + STACK_VECTOR_BYTES + random.int(STACK_ALIGN_BYTES));
      stack = { pointer: first & ~15n, argument };
      this.#stacks.set(task.argv, stack);
    }
    return stack;
  }
}

function executablePath(root: Location, exe: Location | null): string {
  const path = exe === null ? '' : pathOf(root, exe);
  return typeof path === 'number' ? '' : path;
}
