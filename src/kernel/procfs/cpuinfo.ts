/**
 * /proc/cpuinfo, and the banner of /proc/version, out of what the boot log tells.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/kernel/cpu/proc.c`, `arch/arm/kernel/setup.c` (c_show), `arch/arm64/kernel/cpuinfo.c` (c_show) and
 * `arch/powerpc/kernel/setup-common.c` (show_cpuinfo). arm64 and ppc64le are composed for the processors of our boards.
 */
import { onlineCpus } from './cpu-files.ts';
import type { PseudoServices } from './services.ts';

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
  return MODELS[services.profile.architecture](services);
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

/** Cortex-A57 of QEMU. */
function arm64Cpuinfo(services: PseudoServices): string {
  const id = Number.parseInt(
    bootLogMatch(services, /^Booting Linux on physical CPU \S+ \[0x([0-9a-f]+)\]/)?.[1] ?? '0',
    16,
  );
  const bogomips = bootLogMatch(services, /([\d.]+) BogoMIPS/)?.[1] ?? '125.00';
  return Array.from({ length: onlineCpus(services) }, (_, cpu) =>
    [
      `processor\t: ${cpu}`,
      `BogoMIPS\t: ${bogomips}`,
      'Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 cpuid',
      'CPU implementer\t: 0x41',
      'CPU architecture: 8',
      `CPU variant\t: 0x${((id >>> 20) & 0xf).toString(16)}`,
      `CPU part\t: 0x${((id >>> 4) & 0xfff).toString(16)}`,
      `CPU revision\t: ${id & 0xf}`,
      '',
      '',
    ].join('\n'),
  ).join('');
}

/** POWER9, as the line `Hardware name:` of the boot log describes it: under a hypervisor architected, and without one a revision 2.0 [recorded]. */
function powerpcCpuinfo(services: PseudoServices): string {
  const { hardwareName, opal } = services.context.board;
  const isBareMetal = opal !== undefined;
  const model = hardwareName.replace(/ POWER.*$/, '');
  const version = Number.parseInt(/ 0x([0-9a-f]+) /.exec(hardwareName)?.[1] ?? '4e1200', 16);
  const pvr = `${(version >>> 16).toString(16).padStart(4, '0')} ${(version & 0xffff).toString(16).padStart(4, '0')}`;
  const mmu = bootLogMatch(services, /(?:Using radix|Initializing Radix) MMU/) === null ? 'Hash' : 'Radix';
  const cpus = Array.from({ length: onlineCpus(services) }, (_, cpu) =>
    [
      `processor\t: ${cpu}`,
      `cpu\t\t: POWER9${isBareMetal ? '' : ' (architected)'}, altivec supported`,
      'clock\t\t: 1000.000000MHz',
      `revision\t: ${(version >>> 8) & 0xf}.${version & 0xff} (pvr ${pvr})`,
      '',
      '',
    ].join('\n'),
  ).join('');
  const base = `${cpus}timebase\t: 512000000\n`;
  if (isBareMetal) {
    return `${base}platform\t: PowerNV\nmodel\t\t: ${model}\nmachine\t\t: PowerNV ${model}\nfirmware\t: OPAL\nMMU\t\t: ${mmu}\n`;
  }
  return `${base}platform\t: pSeries\nmodel\t\t: ${model}\nmachine\t\t: CHRP ${model}\nMMU\t\t: ${mmu}\n`;
}

const MODELS = { x86_64: x86Cpuinfo, arm: armCpuinfo, arm64: arm64Cpuinfo, ppc64le: powerpcCpuinfo } as const;
