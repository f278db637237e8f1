/**
 * Files of /proc about time, interrupts and load.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/proc/stat.c`, `fs/proc/uptime.c`,
 * `fs/proc/loadavg.c`, `kernel/irq/proc.c` (show_interrupts) and `fs/proc/softirqs.c`. Interrupt counts follow from time and traffic.
 */
import { NS_PER_S } from '../../sim/clock.ts';
import type { PseudoServices } from './services.ts';
import { systemLists } from './system-lists.ts';

/** CONFIG_HZ of all simulated kernels, and USER_HZ. */
const HZ = 250;
const USER_HZ = 100;
/** `nr_irqs` as /proc/stat lists them [recorded]. */
const STAT_IRQS = { x86_64: 256, arm: 32, arm64: 64, ppc64le: 512 } as const;

/** CPUs that are up. */
export function onlineCpus({ host }: PseudoServices): number {
  return host.cpuTimes().length;
}

/** `12.34 11.02`: seconds since boot, idle seconds of all CPUs. */
export function uptimeText({ time, host }: PseudoServices): string {
  const idle = host.cpuTimes().reduce((sum, { idleNs }) => sum + idleNs, 0);
  return `${seconds(time.now())} ${seconds(idle)}\n`;
}

function seconds(ns: number): string {
  const hundredths = Math.floor(ns / (NS_PER_S / 100));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

export function loadavgText({ processes }: PseudoServices): string {
  const { averages, running, total } = processes.load;
  return `${averages.map((value) => value.toFixed(2)).join(' ')} ${running}/${total} ${processes.lastPid}\n`;
}

/** Interrupts so far, by their name in /proc/interrupts, for each CPU. */
function interruptCounts(services: PseudoServices, name: string, cpus: number): number[] {
  const { host, time } = services;
  const ticks = Math.floor((time.now() / NS_PER_S) * HZ);
  const times = host.cpuTimes();
  const busy = (cpu: number) => {
    const spent = times[cpu];
    if (spent === undefined) return 0;
    return Math.floor(((spent.userNs + spent.niceNs + spent.systemNs) / NS_PER_S) * HZ);
  };
  const onFirst = (count: number) => Array.from({ length: cpus }, (_, cpu) => (cpu === 0 ? count : 0));
  if (/Local timer interrupts$| arch_timer$|timer event device$/.test(name))
    return Array.from({ length: cpus }, (_, cpu) => busy(cpu) + Math.floor(ticks / 20));
  if (/ twd$/.test(name)) return Array.from({ length: cpus }, (_, cpu) => busy(cpu) + Math.floor(ticks / 20));
  if (/ttyS0$|21e8000\.serial$|uart-pl011$|hvc_console$/.test(name)) return onFirst(host.consoleInterrupts());
  if (/ timer$/.test(name)) return onFirst(Math.min(ticks, 201));
  if (/ i8042$/.test(name)) return onFirst(/ 1-edge/.test(name) ? 9 : 3);
  if (/ rtc0$|Machine check polls$/.test(name)) return onFirst(1);
  return onFirst(0);
}

export function interruptsText(services: PseudoServices): string {
  const cpus = onlineCpus(services);
  const header = `${' '.repeat(11)}${Array.from({ length: cpus }, (_, cpu) => `CPU${cpu}`.padEnd(11)).join('')}`;
  const lines = systemLists(services.profile)
    .interrupts.split('\n')
    .map((line) => {
      const [name, rest] = line.split('|') as [string, string];
      const counts = interruptCounts(services, rest, cpus);
      // Errors are counted once for all CPUs.
      const isTotal = /^(ERR|MIS|Err)$/.test(name);
      const columns = (isTotal ? [counts[0]!] : counts).map((count) => `${String(count).padStart(10)} `).join('');
      return `${`${name}:`.padStart(4)}${isTotal ? ` ${columns.trimEnd().padStart(10)}` : ` ${columns.slice(0, -1)}`}${rest}`;
    });
  return `${header}\n${lines.join('\n')}\n`;
}

const SOFTIRQS = [
  'HI',
  'TIMER',
  'NET_TX',
  'NET_RX',
  'BLOCK',
  'IRQ_POLL',
  'TASKLET',
  'SCHED',
  'HRTIMER',
  'RCU',
] as const;

function softirqCounts({ host, time }: PseudoServices): number[][] {
  const ticks = Math.floor((time.now() / NS_PER_S) * HZ);
  return host.cpuTimes().map(({ userNs, systemNs }, cpu) => {
    const busy = Math.floor(((userNs + systemNs) / NS_PER_S) * HZ);
    const timer = busy + Math.floor(ticks / 40);
    return SOFTIRQS.map((name) => {
      if (name === 'TIMER') return timer;
      if (name === 'RCU') return Math.floor(timer * 1.4);
      if (name === 'SCHED') return host.cpuTimes().length > 1 ? timer * 2 : 0;
      return name === 'TASKLET' && cpu === 0 ? 1 : 0;
    });
  });
}

export function softirqsText(services: PseudoServices): string {
  const counts = softirqCounts(services);
  const header = `${' '.repeat(20)}${counts.map((_, cpu) => `CPU${cpu}`.padEnd(11)).join('')}\n`;
  const lines = SOFTIRQS.map(
    (name, index) =>
      `${`${name}:`.padStart(13)}${counts.map((row) => ` ${String(row[index]).padStart(10)}`).join('')}\n`,
  );
  return header + lines.join('');
}

export function statText(services: PseudoServices): string {
  const { host, processes, profile } = services;
  const cpus = host.cpuTimes();
  const jiffies = (ns: number) => Math.floor(ns / (NS_PER_S / USER_HZ));
  const columns = (list: typeof cpus) => {
    const sum = (pick: (one: (typeof cpus)[number]) => number) =>
      jiffies(list.reduce((total, one) => total + pick(one), 0));
    return [
      sum((c) => c.userNs),
      sum((c) => c.niceNs),
      sum((c) => c.systemNs),
      sum((c) => c.idleNs),
      sum((c) => c.iowaitNs),
      0,
      0,
      0,
      0,
      0,
    ].join(' ');
  };
  const numbers: number[] = Array.from({ length: STAT_IRQS[profile.architecture] }, () => 0);
  let total = 0;
  for (const line of systemLists(profile).interrupts.split('\n')) {
    const [name, rest] = line.split('|') as [string, string];
    const count = interruptCounts(services, rest, cpus.length).reduce((sum, one) => sum + one, 0);
    total += count;
    const number = Number(name);
    if (!Number.isNaN(number) && number < numbers.length) numbers[number] = count;
  }
  const softirqs = softirqCounts(services);
  const perKind = SOFTIRQS.map((_, index) => softirqs.reduce((sum, row) => sum + row[index]!, 0));
  const { load } = processes;
  const blocked = processes.pids().filter((pid) => processes.find(pid)?.state === 'D').length;
  return [
    `cpu  ${columns(cpus)}`,
    ...cpus.map((one, cpu) => `cpu${cpu} ${columns([one])}`),
    `intr ${total} ${numbers.join(' ')}`,
    `ctxt ${processes.forks * 9 + total * 2}`,
    `btime ${bootTime(services)}`,
    `processes ${processes.forks}`,
    `procs_running ${Math.max(1, load.running)}`,
    `procs_blocked ${blocked}`,
    `softirq ${perKind.reduce((sum, one) => sum + one, 0)} ${perKind.join(' ')}`,
    '',
  ].join('\n');
}

/** Wall clock at boot, in seconds. */
function bootTime({ context, time }: PseudoServices): number {
  const { seconds, nanoseconds } = context.rtc.read(time.aheadNs());
  return Math.floor(seconds + nanoseconds / NS_PER_S - time.now() / NS_PER_S);
}
