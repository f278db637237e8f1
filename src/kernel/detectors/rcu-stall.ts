/**
 * What RCU says of a grace period that does not end.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/rcu/tree_stall.h` (print_cpu_stall, print_other_cpu_stall, print_cpu_stall_info,
 * rcu_check_gp_kthread_starvation, rcu_check_gp_kthread_expired_fqs_timer). Register blocks and traces come from the caller.
 * Counters that a run draws (ticks, idle, softirq, forced quiescent states, queue length) are drawn here too.
 */
import type { RandomStream } from '../../sim/random.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { absoluteJiffies, nanoseconds } from './timer-wheel.ts';

/** One grace period that stalls, with what its reports repeat. */
interface StalledPeriod {
  /** `rcu_preempt` or `rcu_sched`. */
  readonly flavour: string;
  /** Its number. */
  readonly sequence: number;
  readonly startNs: number;
  readonly cpus: number;
  /** Lines with `(t=…)` belong to the flavour's messages (6.12) or continue the line before (6.1). */
  readonly tellsTimesAsMessages: boolean;
}

/** A CPU that has not reported. */
export interface StalledCpu {
  readonly cpu: number;
  readonly idle: number;
  readonly softirqs: number;
  /** It takes interrupts. */
  readonly hasInterrupts: boolean;
  /** The thread that drives the grace period got to force quiescent states. */
  readonly isForced: boolean;
}

export interface StallPrinter {
  readonly period: StalledPeriod;
  readonly nowNs: number;
  readonly random: RandomStream;
  readonly print: PrintkFunction;
}

const jiffiesSince = ({ period, nowNs }: StallPrinter) => absoluteJiffies(nowNs) - absoluteJiffies(period.startNs);

/** `rcu: \t1-....: (1960 ticks this GP) idle=6014/1/0x4000000000000000 softirq=64/64 fqs=989`. */
function cpuLine(printer: StallPrinter, { cpu, idle, softirqs, hasInterrupts, isForced }: StalledCpu): void {
  const jiffies = jiffiesSince(printer);
  const last = !hasInterrupts ? '0' : isForced ? '.' : '!';
  const ticks = hasInterrupts ? Math.max(1, jiffies - printer.random.int(Math.max(1, jiffies >> 4))) : 0;
  const forced = isForced ? (jiffies >> 1) - printer.random.int(1 + (jiffies >> 6)) : 0;
  const counters = `idle=${idle.toString(16).padStart(4, '0')}/1/0x4000000000000000 softirq=${softirqs}/${softirqs}`;
  const text = `${cpu}-...${last}: (${ticks} ticks this GP) ${counters} fqs=${forced}`;
  printer.print(KERN_ERR, `rcu: \t${text}`);
}

function timesLine({ period, print }: StallPrinter, text: string): void {
  if (period.tellsTimesAsMessages) print(KERN_ERR, `rcu: \t(${text})`);
  else print(KERN_WARNING, `\t(${text})`);
}

const queued = ({ random }: StallPrinter) => 1 + random.int(16);

/** A CPU that takes interrupts has found out itself. */
export function selfDetectedText(printer: StallPrinter, stalled: StalledCpu): void {
  const { period, print } = printer;
  print(KERN_ERR, `rcu: INFO: ${period.flavour} self-detected stall on CPU`);
  cpuLine(printer, stalled);
  const t = jiffiesSince(printer);
  timesLine(printer, `t=${t} jiffies g=${period.sequence} q=${queued(printer)} ncpus=${period.cpus}`);
}

/** Another CPU, or the tick of this one, has found it out. `stalled`: empty when all CPUs have reported. */
export function otherDetectedText(printer: StallPrinter, detector: number, stalled: readonly StalledCpu[]): void {
  const { period, print } = printer;
  print(KERN_ERR, `rcu: INFO: ${period.flavour} detected stalls on CPUs/tasks:`);
  for (const one of stalled) cpuLine(printer, one);
  const t = jiffiesSince(printer);
  const g = period.sequence;
  timesLine(printer, `detected by ${detector}, t=${t} jiffies, g=${g}, q=${queued(printer)} ncpus=${period.cpus}`);
}

/** All CPUs have reported, and still the period does not end. */
export function allSeenText(printer: StallPrinter): void {
  const now = absoluteJiffies(printer.nowNs) % 2 ** 32;
  const activity = jiffiesSince(printer);
  const when = `last ${printer.period.flavour} kthread activity ${activity} (${now}-${now - activity})`;
  printer.print(KERN_ERR, `rcu: All QSes seen, ${when}, jiffies_till_next_fqs=1, root ->qsmask 0x0`);
}

/** The thread that drives the grace period and where it last ran. `state`: 0 runnable, 0x402 idle. */
export interface StarvedThread {
  readonly cpu: number;
  readonly state: number;
  /** Flags of the grace period. */
  readonly flags: number;
}

/** Its timer is on a CPU that takes no interrupts. */
export function timerMissedText(printer: StallPrinter, { cpu, state, flags }: StarvedThread): void {
  const { period, print, random } = printer;
  const late = jiffiesSince(printer) - 1;
  const thread = `g${period.sequence} f0x${flags.toString(16)} RCU_GP_WAIT_FQS(5) ->state=0x${state.toString(16)}`;
  print(KERN_ERR, `rcu: ${period.flavour} kthread timer wakeup didn't happen for ${late} jiffies! ${thread}`);
  print(KERN_ERR, `rcu: \tPossible timer handling issue on cpu=${cpu} timer-softirq=${50 + random.int(100)}`);
}

/** `showThread`: its block in the manner of a task list, at level 6; `showCpu`: where its CPU is. */
export function starvedText(
  printer: StallPrinter,
  { cpu, state, flags }: StarvedThread,
  show: { readonly thread: () => void; readonly cpu: () => void },
): void {
  const { period, print } = printer;
  const starved = `kthread starved for ${jiffiesSince(printer)} jiffies! g${period.sequence} f0x${flags.toString(16)}`;
  const where = `RCU_GP_WAIT_FQS(5) ->state=0x${state.toString(16)} ->cpu=${cpu}`;
  print(KERN_ERR, `rcu: ${period.flavour} ${starved} ${where}`);
  const consequence = 'gets sufficient CPU time, OOM is now expected behavior.';
  print(KERN_ERR, `rcu: \tUnless ${period.flavour} kthread ${consequence}`);
  print(KERN_ERR, 'rcu: RCU grace-period kthread stack dump:');
  show.thread();
  print(KERN_ERR, 'rcu: Stack dump where RCU GP kthread last ran:');
  show.cpu();
}

/** The line before the back traces that other CPUs print on demand. */
export function sendingNmiText(from: number, to: readonly number[], print: PrintkFunction): void {
  print(KERN_INFO, `Sending NMI from CPU ${from} to CPUs ${to.join(',')}:`);
}

/** From the start of the period to a report, `count` reports later: the timeout, then three of them and a bit. */
export function stallDelayNs(stallSeconds: number, count: number): number {
  const first = stallSeconds * 1e9;
  return first + count * (3 * first + nanoseconds(3));
}
