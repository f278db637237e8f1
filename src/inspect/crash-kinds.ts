/**
 * Ways to crash a running machine, by name: what the operator's `crash` and a scenario's `crash:` do.
 *
 * A name is one of the table, `sysrq-KEY`, `break-KEY`, or a type of LKDTM as the running kernel lists them. Most of them are a write to a file of
 * the kernel, as a program of the machine would do it; the rest are lines and buttons of the board. What comes of it is the kernel's
 * affair: a kernel that lacks what was asked for answers as it does, with an error number or a help line.
 */
import { lkdtmTypes } from '../kernel/debugfs/lkdtm-types.ts';
import type { NmiReason } from '../kernel/nmi.ts';
import type { ResetCause } from '../profiles/board.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { EAGAIN, EIO, ENXIO, strerror } from '../sim/errno.ts';

/** What a crash needs of the machine. */
interface CrashTarget {
  readonly state: string;
  /** Bytes taken, or a negated error number. */
  kernelWrite(path: string, text: string): number;
  nmi(reason?: NmiReason): void;
  crashTwoCpus(): number;
  sendBreak(): void;
  type(text: string): void;
  freeze(): void;
  reset(cause: ResetCause): void;
  powerOff(): void;
}

/** One way to crash. */
export interface CrashKind {
  readonly meaning: string;
  /** False: the board alone is enough, also while no kernel runs. */
  readonly needsKernel: boolean;
  /** A negated error number when the kernel refuses. */
  act(target: CrashTarget): number;
  /** Why the kernel refused. */
  refusal?(error: number): string;
}

const SYSRQ = '/proc/sysrq-trigger';
const DIRECT = '/sys/kernel/debug/provoke-crash/DIRECT';

/** The program that wrote did not come back from it, which is what was wanted. */
const WRITER_GONE: readonly number[] = [-EAGAIN, -EIO];

const written = (path: string, text: string, meaning: string): CrashKind => ({
  meaning,
  needsKernel: true,
  act: (target) => {
    const wasRunning = target.state === 'kernel.running';
    const result = target.kernelWrite(path, text);
    return wasRunning && WRITER_GONE.includes(result) ? 0 : result;
  },
});

const wire = (meaning: string, act: (target: CrashTarget) => void, needsKernel = false): CrashKind => ({
  meaning,
  needsKernel,
  act: (target) => {
    act(target);
    return 0;
  },
});

const named: Readonly<Record<string, CrashKind>> = {
  panic: written(SYSRQ, 'c', 'sysrq c'),
  reboot: written(SYSRQ, 'b', 'sysrq b: an immediate restart, nothing is saved'),
  oom: written(SYSRQ, 'f', 'sysrq f: the OOM killer takes a process'),
  oops: written(DIRECT, 'EXCEPTION', 'a NULL pointer write (LKDTM)'),
  bug: written(DIRECT, 'BUG', 'BUG() (LKDTM)'),
  warn: written(DIRECT, 'WARNING', 'WARN() (LKDTM)'),
  loop: written(DIRECT, 'LOOP', 'an endless loop in the kernel (LKDTM)'),
  softlockup: written(DIRECT, 'SOFTLOCKUP', 'the same with preemption off (LKDTM)'),
  hardlockup: written(DIRECT, 'HARDLOCKUP', 'the same with interrupts off: silence (LKDTM)'),
  hungtask: written(DIRECT, 'HUNG_TASK', 'a task that waits for ever (LKDTM)'),
  nmi: wire('the NMI button', (target) => target.nmi(), true),
  'nmi-serr': wire('an NMI: a device on the bus reports an error (SERR)', (target) => target.nmi('serr'), true),
  'nmi-iochk': wire('an NMI: a device pulls the channel check line', (target) => target.nmi('iochk'), true),
  'two-cpus': {
    meaning: 'two CPUs panic at the same moment (sysrq c)',
    needsKernel: true,
    act: (target) => target.crashTwoCpus(),
    refusal: (error) => (error === -ENXIO ? 'this kernel runs on one CPU' : strerror(error)),
  },
  'silent-hang': wire('the CPUs stop, and no code runs any more', (target) => target.freeze()),
  watchdog: wire('a watchdog of the board pulls the reset line', (target) => target.reset('watchdog')),
  'reset-button': wire('the reset button', (target) => target.reset('pin')),
  'power-key': wire('the power key, held until the board switches off', (target) => target.powerOff()),
  'brown-out': wire('the supply dips, and comes back', (target) => target.reset('brown-out')),
};

/** The way to crash of this name, or undefined. Without a kernel nobody has LKDTM's types. */
export function findCrash(name: string, kernel: KernelProfile | null): CrashKind | undefined {
  if (Object.hasOwn(named, name)) return named[name];
  const key = /^sysrq-([!-~])$/.exec(name)?.[1];
  if (key !== undefined) return written(SYSRQ, key, `sysrq ${key}`);
  const breakKey = /^break-([!-~])$/.exec(name)?.[1];
  if (breakKey !== undefined) {
    return wire(`a break on the serial line, then ${breakKey}`, (target) => {
      target.sendBreak();
      target.type(breakKey);
    });
  }
  if (kernel === null || !lkdtmTypes(kernel).includes(name)) return undefined;
  return written(DIRECT, name, `LKDTM's ${name}`);
}

/** What the operator's list shows: the table with its meanings. */
export function crashMeanings(): readonly (readonly [name: string, meaning: string])[] {
  return Object.entries(named).map(([name, { meaning }]) => [name, meaning]);
}

/** All names that this kernel gives a meaning to, but for the keys of sysrq. */
export function crashNames(kernel: KernelProfile | null): readonly string[] {
  return [...Object.keys(named), ...(kernel === null ? [] : lkdtmTypes(kernel))];
}
