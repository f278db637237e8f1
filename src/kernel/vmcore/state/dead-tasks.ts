/**
 * The tasks of a dead kernel as its task_structs would tell of them: who there was, in which state, with which trace.
 *
 * Processes and kernel threads come from the process table; a machine without user space has the recorded kernel threads and who crashed. A thread
 * that sleeps shows the stack it was recorded with, as `sysrq t` does; the task that crashed that of its report.
 */

import { userMode } from '../../../profiles/kernels/user-mode.data.ts';
import { stateText } from '../../../profiles/state-texts.ts';
import { cpuRegisters } from '../../crash/cpu-registers.ts';
import type { CrashEnvironment, CrashSite } from '../../crash/crash-environment.ts';
import { crashPath } from '../../crash/crash-path.ts';
import { evaluate, fillValues } from '../../crash/register-template.ts';
import { siteNames } from '../../crash/site-names.ts';
import type { ProcessSource, ProcessView } from '../../procfs/process-view.ts';
import { bareComm } from '../../show/tasks.ts';
import { recordedThreads } from '../../show/threads.ts';
import { EXCEPTION, type StackTrace } from './stack-image.ts';

export interface DeadTask {
  readonly pid: number;
  readonly ppid: number;
  readonly comm: string;
  readonly state: ProcessView['state'];
  readonly isKernelThread: boolean;
  readonly startNs: number;
  readonly userNs: number;
  readonly systemNs: number;
  readonly nice: number;
  /** Bytes. */
  readonly memory: Pick<ProcessView['memory'], 'total' | 'resident' | 'shared'>;
  /** Null where it is not known. */
  readonly trace: StackTrace | null;
  /** It was on this CPU when the kernel died; null: it slept. */
  readonly cpu: number | null;
}

const NO_MEMORY = { total: 0, resident: 0, shared: 0 };
const KTHREADD = 2;

/** All but the idle tasks, in the order of their pids. */
export function deadTasks(
  environment: CrashEnvironment,
  processes: ProcessSource | null,
  site: CrashSite | null,
  ways: Ways,
): readonly DeadTask[] {
  const views = (processes?.pids() ?? []).flatMap((pid) => processes?.find(pid) ?? []);
  const tasks = views.length === 0 ? threadsAlone(environment) : views.map((view) => taskOf(environment, view, ways));
  if (site === null) return tasks;
  const { pid, comm } = site.task;
  const own = tasks.find((task) => task.pid === pid);
  const dying: DeadTask = {
    ...(own ?? { ppid: pid === 1 ? 0 : 1, startNs: 0, userNs: 0, systemNs: 0, nice: 0, memory: NO_MEMORY }),
    pid,
    comm,
    state: 'R',
    isKernelThread: own?.isKernelThread ?? crashPath(environment, site.path).systemCall === null,
    trace: crashTrace(environment, site, ways),
    cpu: site.cpu,
  };
  if (pid === 0) return tasks;
  return [...tasks.filter((task) => task.pid !== pid), dying].sort((a, b) => a.pid - b.pid);
}

function threadsAlone({ kernel }: CrashEnvironment): DeadTask[] {
  const text = stateText(kernel.release);
  return [...recordedThreads(kernel.release).values()].map(({ pid, comm, state, stack, priority }) => ({
    pid,
    ppid: pid === KTHREADD ? 0 : KTHREADD,
    comm,
    state: state as DeadTask['state'],
    isKernelThread: true,
    startNs: 0,
    userNs: 0,
    systemNs: 0,
    nice: priority - 120,
    memory: NO_MEMORY,
    trace: traceOf(text.stacks[stack]),
    cpu: null,
  }));
}

function taskOf({ kernel }: CrashEnvironment, view: ProcessView, ways: Ways): DeadTask {
  const { pid, ppid, state, isKernelThread, startNs, userNs, systemNs, nice, memory, waitChannel } = view;
  const comm = bareComm(view);
  const text = stateText(kernel.release);
  const thread = isKernelThread ? recordedThreads(kernel.release).get(comm) : undefined;
  const trace = traceOf(thread === undefined ? text.waiting[waitChannel ?? ''] : text.stacks[thread.stack], pid);
  const common = { pid, ppid, comm, state, isKernelThread, startNs, userNs, systemNs, nice, memory };
  if (isKernelThread) return { ...common, trace, cpu: null };
  const { lines, registers } = trace ?? { lines: ways.systemCall, registers: [] };
  return { ...common, trace: { lines, registers: registers.length === 0 ? assumedUser(pid) : registers }, cpu: null };
}

const FRAME = /^\s*((?:\? )?[\w.$]+\+0x[0-9a-f]+\/0x[0-9a-f]+)/;

/** Of a recorded report: its frames, and the registers of the user that it ends with. */
function traceOf(report: string | undefined, pid = 0): StackTrace | null {
  if (report === undefined) return null;
  const lines = report.split('\n').flatMap((line) => FRAME.exec(line)?.[1] ?? []);
  if (lines.length === 0) return null;
  const heap = 0x2000000n + 0x1000n * BigInt(pid);
  const usp = userStack(pid);
  const named = new Map<string, bigint>();
  try {
    const text = fillValues(report, { heap, usp, top: usp + 0x1000n, map: 0x7f0000000000n, pid: BigInt(pid) });
    for (const [, name, digits] of text.matchAll(/\b(R\w\w|EFLAGS|ORIG_RAX): (?:\w{4}:)?(?:0x)?([0-9a-f]+)/g)) {
      named.set(name!, BigInt(`0x${digits}`));
    }
  } catch {
    // A template names what only a crash has: the frames are enough.
  }
  return { lines, registers: named.size === 0 ? [] : userFrame((name) => named.get(name) ?? 0n) };
}

/** A user's registers where nobody recorded them [assumed]. */
function assumedUser(pid: number): bigint[] {
  const { instructionPointer, flags } = userMode['write']!;
  const known: Readonly<Record<string, bigint>> = {
    RIP: BigInt(`0x${instructionPointer}`),
    EFLAGS: BigInt(`0x${flags}`),
    RSP: userStack(pid),
    ORIG_RAX: NO_SYSTEM_CALL,
  };
  return userFrame((name) => known[name] ?? 0n);
}

function userStack(pid: number): bigint {
  return 0x7ffc00000000n + 0x10000n * BigInt(pid);
}

/** In the order of `struct pt_regs`; the code and stack segments are the user's. */
const PT_REGS = 'R15 R14 R13 R12 RBP RBX R11 R10 R09 R08 RAX RCX RDX RSI RDI ORIG_RAX RIP'.split(' ');
const USER_CS = 0x33n;
const USER_SS = 0x2bn;
const REPORT_ORDER = 'RAX RBX RCX RDX RSI RDI RBP R08 R09 R10 R11 R12 R13 R14 R15'.split(' ');

function userFrame(value: (name: string) => bigint): bigint[] {
  return [...PT_REGS.map(value), USER_CS, value('EFLAGS'), value('RSP'), USER_SS];
}

/** `DumpFacts.ways`, and the places in `panic` that are known. */
export interface Ways {
  readonly named: ReadonlyMap<string, readonly string[]>;
  readonly panic: readonly string[];
  /** Behind the call in `__schedule` that goes to another task. */
  readonly schedule: string;
  /** From the scheduler to the entry of a system call: of a process that sleeps where nobody was recorded [assumed]. */
  readonly systemCall: readonly string[];
}

/** What the report of the crash showed; of an exception the way from there to the panic, which no report shows, is above it. */
function crashTrace(environment: CrashEnvironment, site: CrashSite, ways: Ways): StackTrace | null {
  const path = crashPath(environment, site.path);
  const reported = path.stacks[site.stack]?.frames.trim().split('\n');
  if (reported === undefined) return null;
  const way = path.fault === null ? undefined : ways.named.get(path.fault.cause);
  const trace = taskTrace(
    environment,
    site,
    way === undefined ? reported : [...ways.panic, ...way, EXCEPTION, ...reported],
  );
  return way === undefined ? trace : { ...trace, exception: exceptionFrame(cpuRegisters(environment, site)) };
}

function exceptionFrame(registers: Readonly<Record<string, bigint>>): bigint[] {
  const value = (name: string) => registers[name] ?? 0n;
  const general = 'r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi'.split(' ').map(value);
  return [...general, NO_SYSTEM_CALL, value('rip'), value('cs'), value('eflags'), value('rsp'), value('ss')];
}

const NO_SYSTEM_CALL = -1n;
const KERNEL_CS = 0x10n;
const KERNEL_SS = 0x18n;
/** Interrupts on. */
const IDLE_FLAGS = 0x246n;

/** The idle task of a CPU: it slept, or waited for an interrupt, and the one of the panic stopped it. */
export function idleTrace({ named, schedule }: Ways, { cpu, isStopped, code }: IdleTraceInput): StackTrace {
  const way = (name: string) => named.get(name) ?? [];
  const start = way(cpu === 0 ? 'boot' : 'secondary');
  if (!isStopped) return { lines: [schedule, ...way('idle'), ...start], registers: [] };
  const [halt = '', ...halted] = way('halted');
  const entry = way('stopped').slice(-1);
  const general = new Array<bigint>(15).fill(0n);
  return {
    lines: [...entry, EXCEPTION, ...halted, ...start],
    registers: [],
    exception: [...general, NO_SYSTEM_CALL, code(halt) ?? 0n, KERNEL_CS, IDLE_FLAGS, 0n, KERNEL_SS],
  };
}

interface IdleTraceInput {
  readonly cpu: number;
  readonly isStopped: boolean;
  readonly code: (place: string) => bigint | null;
}

function taskTrace(environment: CrashEnvironment, site: CrashSite, frames: readonly string[]): StackTrace {
  const path = crashPath(environment, site.path);
  const user = path.systemCall === null ? undefined : userMode[path.systemCall];
  if (user === undefined) return { lines: frames, registers: [] };
  const names = siteNames(site);
  const general = new Map(evaluate(user.registers, names).map((value, index) => [REPORT_ORDER[index]!, value]));
  general.set('RIP', BigInt(`0x${user.instructionPointer}`));
  general.set('EFLAGS', BigInt(`0x${path.stacks[site.stack]?.userFlags ?? user.flags}`));
  general.set('RSP', names['usp'] ?? 0n);
  general.set('ORIG_RAX', BigInt(`0x${user.systemCallNumber ?? 'ffffffffffffffff'}`));
  return { lines: frames, registers: userFrame((name) => general.get(name) ?? 0n) };
}
