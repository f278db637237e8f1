/**
 * The root of procfs.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/proc/root.c`, `fs/proc/generic.c` and `fs/proc/self.c`: entries by length and name, then `self`,
 * `thread-self` and the processes by number. Modes are those recorded; of the real list only what is told truly is here.
 */
import { kernelDeflate } from '../../formats/deflate.ts';
import { gzipFile } from '../../formats/gzip-file.ts';
import { kernelConfigText, kernelConfigValue } from '../../profiles/kernel-config.ts';
import { latin1Bytes, latin1Text } from '../../sim/bytes.ts';
import { EINVAL, EIO } from '../../sim/errno.ts';
import { SymbolTable } from '../crash/symbols.ts';
import type { VmcoreFile } from '../kdump/vmcore-file.ts';
import type { PseudoDirectoryNode, PseudoNode } from '../vfs/pseudo-tree.ts';
import { pseudoDirectory } from '../vfs/pseudo-tree.ts';
import { interruptsText, loadavgText, softirqsText, statText, uptimeText } from './cpu-files.ts';
import { bannerText, cpuinfoText } from './cpuinfo.ts';
import {
  consolesText,
  devicesText,
  diskstatsText,
  filesystemsText,
  miscText,
  partitionsText,
  SWAPS_TEXT,
} from './device-files.ts';
import { buddyinfoText, meminfoText, vmstatText } from './memory-files.ts';
import { byLength, type NodeMakers, procFile, procLink } from './proc-nodes.ts';
import { processDirectory } from './process-tree.ts';
import { iomemFile, ioportsFile } from './resource-files.ts';
import type { PseudoServices } from './services.ts';
import { Sysctls } from './sysctl/sysctl-tree.ts';
import { recordedSysctls, systemLists } from './system-lists.ts';

export interface ProcTree {
  readonly root: PseudoDirectoryNode;
  readonly sysctls: Sysctls;
}

/** procfs of a running kernel. */
export function procTree(services: PseudoServices): ProcTree {
  const sysctls = new Sysctls(services, recordedSysctls(services.profile));
  const makers = systemFiles(services, sysctls);
  const entry = (name: string) => (Object.hasOwn(makers, name) ? makers[name]!() : undefined);
  const { processes } = services;
  const root: PseudoDirectoryNode = {
    kind: 'directory',
    mode: 0o555,
    names: () => [
      ...byLength(Object.keys(makers).filter((name) => entry(name) !== undefined)),
      'self',
      'thread-self',
      ...processes.pids().map(String),
    ],
    child: (name) => {
      if (name === 'self') return procLink(() => String(processes.current().pid));
      if (name === 'thread-self') return procLink(() => `${processes.current().pid}/task/${processes.current().pid}`);
      return /^[1-9]\d{0,9}$/.test(name) ? processDirectory(services, Number(name)) : entry(name);
    },
  };
  return { root, sysctls };
}

function crashmeFile(host: PseudoServices['host']): PseudoNode {
  return {
    kind: 'file',
    mode: 0o200,
    size: 0,
    read: () => -EIO,
    write: (text) => host.crashme?.(text) ?? -EINVAL,
  };
}

function systemFiles(services: PseudoServices, sysctls: Sysctls): NodeMakers {
  const { context, modules, parts, processes, profile, host } = services;
  const isX86 = profile.architecture === 'x86_64';
  const isPrivileged = () => processes.current().uids[1] === 0;
  const file = (read: (services: PseudoServices) => string) => () => procFile(() => read(services));
  const always = (node: PseudoNode) => () => node;
  const only = (condition: boolean, make: () => PseudoNode) => () => (condition ? make() : undefined);
  let isInKernel: boolean | null = null;
  /** CONFIG_IKCONFIG_PROC: the private builds only. */
  const hasConfig = () => {
    isInKernel ??= kernelConfigValue(profile, 'IKCONFIG_PROC') === 'y';
    return isInKernel;
  };
  return {
    buddyinfo: file(buddyinfoText),
    cgroups: file(cgroupsText),
    cmdline: file(() => `${parts.commandLine.text}\n`),
    // Of the module that the recordings on arm, arm64 and ppc64le crashed with.
    crashme: () => (modules.find('crashme') === undefined ? undefined : crashmeFile(host)),
    'config.gz': () => (hasConfig() ? configFile(services) : undefined),
    consoles: file(consolesText),
    cpuinfo: file(cpuinfoText),
    'device-tree': only(context.board.deviceTree !== null, () => procLink(() => '/sys/firmware/devicetree/base')),
    devices: file(devicesText),
    diskstats: file(diskstatsText),
    dma: only(
      isX86,
      file(() => ' 4: cascade\n'),
    ),
    execdomains: file(() => '0-0\tLinux           \t[kernel]\n'),
    fb: file(() => ''),
    filesystems: file(filesystemsText),
    interrupts: file(interruptsText),
    iomem: file(() => iomemFile(services, isPrivileged())),
    ioports: file(() => ioportsFile(services, isPrivileged())),
    kallsyms: file(() => kallsymsText(services, isPrivileged())),
    loadavg: file(loadavgText),
    locks: file(() => ''),
    meminfo: file(meminfoText),
    misc: file(miscText),
    modules: file(() => modules.procModules(isPrivileged())),
    mounts: always(procLink(() => 'self/mounts')),
    mtd: () => (services.mtd?.isPresent === true ? procFile(() => services.mtd!.core.text()) : undefined),
    partitions: file(partitionsText),
    softirqs: file(softirqsText),
    stat: file(statText),
    swaps: file(() => SWAPS_TEXT),
    sys: () => sysctls.tree(),
    'sysrq-trigger': always({
      kind: 'file',
      mode: 0o200,
      size: 0,
      read: () => -EIO,
      write: (text) => host.sysrqTrigger(text),
    }),
    tty: always(pseudoDirectory({ drivers: procFile(() => `${systemLists(profile).ttyDrivers}\n`) })),
    uptime: file(uptimeText),
    version: file(() => `${bannerText(services)}\n`),
    vmcore: () => {
      const isThere = parts.fadump?.hasVmcore === true || parts.kexec?.isCapturing === true;
      return parts.vmcore === null || !isThere ? undefined : vmcoreNode(parts.vmcore);
    },
    vmstat: file(vmstatText),
  };
}

function vmcoreNode({ sizeBytes, read }: VmcoreFile): PseudoNode {
  return { kind: 'file', mode: 0o400, size: sizeBytes, readAt: read };
}

function cgroupsText({ profile }: PseudoServices): string {
  const rows = systemLists(profile)
    .cgroups.split(' ')
    .map((name) => `${name}\t0\t1\t1\n`);
  return `#subsys_name\thierarchy\tnum_cgroups\tenabled\n${rows.join('')}`;
}

function configFile({ profile }: PseudoServices): PseudoNode {
  const bytes = gzipFile(
    latin1Bytes(kernelConfigText(profile) ?? ''),
    (raw) => kernelDeflate(raw, { windowBits: 15, outLimit: 2 * raw.length + 64 })!,
  );
  const text = latin1Text(bytes);
  return { ...procFile(() => text), size: bytes.length };
}

/** The symbols this kernel has names for, by address; behind them those of each loaded module. */
function kallsymsText({ modules, parts, text }: PseudoServices, isPrivileged: boolean): string {
  const table = SymbolTable.of(text.crash);
  const { addresses } = parts.casualty;
  const digits = addresses.text.length;
  const lines = (module: string | null) =>
    [...table.symbols()]
      .filter((symbol) => symbol.module === module)
      .map(({ name }) => ({ name, address: table.address(name, addresses) }))
      .sort((a, b) => (a.address < b.address ? -1 : 1))
      .map(({ name, address }) => {
        const at = (isPrivileged ? address : 0n).toString(16).padStart(digits, '0');
        return module === null ? `${at} T ${name}\n` : `${at} t ${name}\t[${module}]\n`;
      });
  return [null, ...modules.list().map(({ name }) => name)].flatMap(lines).join('');
}
