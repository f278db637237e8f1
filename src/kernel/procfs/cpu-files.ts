/**
 * Files of /proc about CPUs and time.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/kernel/cpu/proc.c`, `arch/arm/kernel/setup.c` (c_show), `fs/proc/stat.c`, `fs/proc/uptime.c`,
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

/** The first text of the boot log that matches, as its groups. */
function bootLogMatch({ parts }: PseudoServices, pattern: RegExp): RegExpExecArray | null {
  for (const { records } of [parts.bootLog.beforeConsole, parts.bootLog.afterConsole]) {
    for (const { text } of records) {
      const match = pattern.exec(text);
      if (match !== null) return match;
    }
  }
  return null;
}

/** The line that begins every boot log: `Linux version …`. */
export function bannerText(services: PseudoServices): string {
  return bootLogMatch(services, /^Linux version .*$/)?.[0] ?? `Linux version ${services.profile.release}`;
}

export function cpuinfoText(services: PseudoServices): string {
  return services.profile.architecture === 'arm' ? armCpuinfo(services) : x86Cpuinfo(services);
}

function onlineCpus({ host }: PseudoServices): number {
  return host.cpuTimes().length;
}

/** QEMU's `qemu64`, an AMD of family 15 [recorded]. Frequency and BogoMIPS are those the boot log tells. */
function x86Cpuinfo(services: PseudoServices): string {
  const mhz =
    bootLogMatch(services, /tsc: (?:Detected|Refined TSC clocksource calibration:) ([\d.]+) MHz/)?.[1] ?? '2000.000';
  const bogomips = bootLogMatch(services, /([\d.]+) BogoMIPS/)?.[1] ?? '4000.00';
  const cpus = onlineCpus(services);
  const is612 = services.profile.version.patchlevel >= 12;
  const topology = is612 ? ' xtopology' : '';
  const flags = `fpu de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 syscall nx lm rep_good nopl${topology} cpuid extd_apicid pni cx16 hypervisor lahf_lm svm 3dnowprefetch vmmcall`;
  const bugs = 'fxsave_leak sysret_ss_attrs null_seg swapgs_fence amd_e400 spectre_v1 spectre_v2';
  return Array.from({ length: cpus }, (_, cpu) =>
    [
      `processor\t: ${cpu}`,
      'vendor_id\t: AuthenticAMD',
      'cpu family\t: 15',
      'model\t\t: 107',
      'model name\t: QEMU Virtual CPU version 2.5+',
      'stepping\t: 1',
      'microcode\t: 0x1000065',
      `cpu MHz\t\t: ${mhz}`,
      'cache size\t: 512 KB',
      `physical id\t: ${cpu}`,
      'siblings\t: 1',
      'core id\t\t: 0',
      'cpu cores\t: 1',
      `apicid\t\t: ${cpu}`,
      `initial apicid\t: ${cpu}`,
      'fpu\t\t: yes',
      'fpu_exception\t: yes',
      'cpuid level\t: 13',
      'wp\t\t: yes',
      `flags\t\t: ${flags}`,
      `bugs\t\t: ${bugs}`,
      `bogomips\t: ${bogomips}`,
      'TLB size\t: 1024 4K pages',
      'clflush size\t: 64',
      'cache_alignment\t: 64',
      'address sizes\t: 40 bits physical, 48 bits virtual',
      'power management:',
      '',
      '',
    ].join('\n'),
  ).join('');
}

/** Cortex-A9 [recorded]; its part number and BogoMIPS from the boot log. */
function armCpuinfo(services: PseudoServices): string {
  const id = Number.parseInt(bootLogMatch(services, /^CPU: ARMv7 Processor \[([0-9a-f]+)\]/)?.[1] ?? '410fc090', 16);
  const bogomips = bootLogMatch(services, /([\d.]+) BogoMIPS/)?.[1] ?? '132.00';
  const revision = id & 0xf;
  const one = (cpu: number) =>
    [
      `processor\t: ${cpu}`,
      `model name\t: ARMv7 Processor rev ${revision} (v7l)`,
      `BogoMIPS\t: ${bogomips}`,
      'Features\t: half thumb fastmult vfp edsp thumbee neon vfpv3 tls vfpd32 ',
      'CPU implementer\t: 0x41',
      'CPU architecture: 7',
      `CPU variant\t: 0x${((id >>> 20) & 0xf).toString(16)}`,
      `CPU part\t: 0x${((id >>> 4) & 0xfff).toString(16)}`,
      `CPU revision\t: ${revision}`,
      '',
      '',
    ].join('\n');
  const cpus = Array.from({ length: onlineCpus(services) }, (_, cpu) => one(cpu)).join('');
  return `${cpus}Hardware\t: ${services.context.board.hardwareName}\nRevision\t: 0000\nSerial\t\t: 0000000000000000\n`;
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
  if (/Local timer interrupts$/.test(name))
    return Array.from({ length: cpus }, (_, cpu) => busy(cpu) + Math.floor(ticks / 20));
  if (/ twd$/.test(name)) return Array.from({ length: cpus }, (_, cpu) => busy(cpu) + Math.floor(ticks / 20));
  if (/ttyS0$|21e8000\.serial$/.test(name)) return onFirst(host.consoleInterrupts());
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
