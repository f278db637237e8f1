/**
 * /sys/module: loaded modules, and the parameters of pstore, printk and the kernel's core that this kernel obeys.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/params.c` (param_attr_show, param_attr_store) and `kernel/module/sysfs.c`. Left out: sections and notes.
 */
import type { DownloadMode } from '../../hardware/download-mode.ts';
import { EINVAL } from '../../sim/errno.ts';
import { kstrtobool, kstrtoint } from '../cmdline.ts';
import type { ModuleView } from '../modules/module-loader.ts';
import type { KernelMtd } from '../mtd/kernel-mtd.ts';
import { KERN_ERR } from '../printk/levels.ts';
import type { PseudoServices } from '../procfs/services.ts';
import { downloadModeName, downloadModeOf } from '../qcom-scm.ts';
import type { PseudoFileNode } from '../vfs/pseudo-tree.ts';
import type { LiveDirectory, SysfsPart } from './sysfs-nodes.ts';
import { attribute, sysLink, writableAttribute } from './sysfs-nodes.ts';

/** Parameters of modules that sysfs shows, with their modes; a parameter of permission 0 is not shown. */
const shownParameters: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  lkdtm: { recur_count: 0o644, cpoint_name: 0o444, cpoint_type: 0o444, cpoint_count: 0o644 },
  phram: { phram: 0o200 },
  mtdoops: { mtddev: 0o400, record_size: 0o400 },
  loop: { max_loop: 0o444, max_part: 0o444, hw_queue_depth: 0o444 },
};
const defaultParameters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lkdtm: { recur_count: '8', cpoint_name: '(null)', cpoint_type: '(null)', cpoint_count: '10' },
  mtdoops: { mtddev: '', record_size: '4096' },
  loop: { max_loop: '8', max_part: '0', hw_queue_depth: '128' },
};

export function moduleNodes(services: PseudoServices): SysfsPart {
  const { modules, parts, profile } = services;
  const isPstoreModule = profile.pstore.modules.some(({ name }) => name === 'pstore');
  return (path) => {
    if (path === 'module') {
      const loaded = Object.fromEntries(
        modules.list().map((module) => [module.name, moduleDirectory(services, module)]),
      );
      const builtin =
        isPstoreModule || parts.pstore === undefined
          ? {}
          : { pstore: { uevent, parameters: pstoreParameters(services) } };
      const ramoops =
        profile.pstore.linkage === 'builtin' ? { ramoops: { uevent, parameters: ramoopsParameters(services) } } : {};
      const { download = null } = services.context;
      const scm =
        download === null
          ? {}
          : { qcom_scm: { uevent, parameters: { download_mode: downloadMode(services, download) } } };
      return { ...builtin, ...ramoops, ...scm, ...loaded };
    }
    if (path === 'module/printk/parameters') return printkParameters(services);
    if (path === 'module/kernel/parameters') return coreParameters(services);
    if (path === 'module/rcupdate/parameters' && profile.smp) return rcuParameters(services);
    return undefined;
  };
}

/** What these files are made of. */
type ModuleParts = Pick<PseudoServices, 'parts' | 'profile'>;

/** Asks for an event to be sent again; can only be written. */
const uevent: PseudoFileNode = { kind: 'file', mode: 0o200, strict: true, size: 4096, write: (text) => text.length };

function moduleDirectory(services: PseudoServices, module: ModuleView): LiveDirectory {
  const parameters = parametersOf(services, module);
  const holders = Object.fromEntries(module.users.map((name) => [name, sysLink(`../../${name}`)]));
  const driver = services.parts.pstore.hasRamoopsDriver && module.name === 'ramoops';
  return {
    coresize: attribute(() => `${module.coreBytes}\n`),
    holders,
    initsize: attribute(() => '0\n'),
    initstate: attribute(() => `${module.state}\n`),
    refcnt: attribute(() => `${module.references}\n`),
    taint: attribute(() => `${module.taints}\n`),
    uevent,
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    ...(driver ? { drivers: { 'platform:ramoops': sysLink('../../../bus/platform/drivers/ramoops') } } : {}),
  };
}

function parametersOf(services: PseudoServices, module: ModuleView): LiveDirectory {
  if (module.name === 'ramoops') return ramoopsParameters(services);
  if (module.name === 'pstore') return pstoreParameters(services);
  if (module.name === 'pstore_blk') {
    const given = Object.entries(services.parts.pstore.blkParameters);
    return Object.fromEntries(given.map(([name, text]) => [name, attribute(() => `${text}\n`, 0o400)]));
  }
  const shown = shownParameters[module.name] ?? {};
  const nodes = Object.fromEntries(
    Object.entries(shown).map(([name, mode]) => {
      const given = module.words.filter((word) => word.name === name).at(-1)?.value;
      const text = given ?? defaultParameters[module.name]?.[name] ?? '';
      const write = (written: string) => services.modules.writeParameter(module.name, name, written);
      return [name, mode & 0o444 ? attribute(() => `${text}\n`, mode & 0o444) : { ...uevent, write }];
    }),
  );
  const { mtd } = services;
  return module.name === 'mtdoops' && mtd !== undefined ? { ...nodes, dump_oops: dumpOopses(mtd) } : nodes;
}

function dumpOopses({ oops }: KernelMtd): PseudoFileNode {
  const set = (value: number) => {
    oops.dumpOopses = value !== 0;
  };
  return { ...integer(() => Number(oops.dumpOopses), set), mode: 0o600 };
}

/** All of mode 0400; none before ramoops has read its parameters. */
export function ramoopsParameters({ parts, profile }: ModuleParts): Readonly<Record<string, PseudoFileNode>> {
  const { pstore } = parts;
  const own = Object.keys(pstore.ramoopsParameters).map((name): [string, PseudoFileNode] => [
    name,
    attribute(() => `${pstore.ramoopsParameters[name]}\n`, 0o400),
  ]);
  const memName: [string, PseudoFileNode][] = profile.pstore.memName
    ? [['mem_name', attribute(() => `${pstore.memName ?? '(null)'}\n`, 0o400)]]
    : [];
  return Object.fromEntries(own.length === 0 ? [] : [...own, ...memName]);
}

/** `/sys/module/pstore/parameters`. */
export function pstoreParameters({ parts, profile }: ModuleParts): Readonly<Record<string, PseudoFileNode>> {
  const { pstore } = parts.pstore;
  const { kmsgBytesParameter, frontEnds } = profile.pstore;
  // The parameter, not the switch of debugfs.
  const recordFtrace = parts.pstore.recordsFtraceFromBoot ? 'Y\n' : 'N\n';
  return {
    backend: attribute(() => `${pstore.backend ?? '(null)'}\n`),
    compress: attribute(() => `${pstore.compress ?? '(null)'}\n`),
    update_ms: writableAttribute(
      () => `${pstore.updateMs}\n`,
      (text) => {
        const value = kstrtoint(text);
        if (value === null) return -EINVAL;
        pstore.updateMs = value;
        return text.length;
      },
      0o600,
    ),
    ...(kmsgBytesParameter ? { kmsg_bytes: attribute(() => `${pstore.kmsgBytes}\n`) } : {}),
    ...(frontEnds.ftrace ? { record_ftrace: attribute(() => recordFtrace) } : {}),
  };
}

function printkParameters({ parts }: PseudoServices): LiveDirectory {
  const { printk } = parts;
  return {
    always_kmsg_dump: boolean(
      () => printk.dumpers.alwaysKmsgDump,
      (value) => {
        printk.dumpers.alwaysKmsgDump = value;
      },
    ),
    time: boolean(
      () => printk.time,
      (value) => {
        printk.time = value;
      },
    ),
    ignore_loglevel: boolean(
      () => printk.ignoreLoglevel,
      (value) => {
        printk.ignoreLoglevel = value;
      },
    ),
  };
}

function coreParameters({ host }: PseudoServices): LiveDirectory {
  return {
    panic: integer(
      () => host.panicTimeout,
      (value) => {
        host.panicTimeout = value;
      },
    ),
  };
}

/** When RCU calls a grace period stalled. */
function rcuParameters({ parts }: PseudoServices): LiveDirectory {
  const node = (setting: 'rcuStallTimeout' | 'rcuStallSuppress') => {
    const { get, set } = parts.detectors.cell(setting);
    return integer(get, set);
  };
  return { rcu_cpu_stall_timeout: node('rcuStallTimeout'), rcu_cpu_stall_suppress: node('rcuStallSuppress') };
}

/** What secure firmware is to do with the next crash; at once. */
function downloadMode({ parts }: PseudoServices, device: DownloadMode): PseudoFileNode {
  return writableAttribute(
    () => `${downloadModeName(device.cookie)}\n`,
    (text) => {
      const mode = downloadModeOf(text);
      if (mode >= 0) device.cookie = mode;
      else parts.print(KERN_ERR, `qcom_scm: err: ${mode}`);
      return mode < 0 ? mode : text.length;
    },
  );
}

function integer(get: () => number, set: (value: number) => void): PseudoFileNode {
  return writableAttribute(
    () => `${get()}\n`,
    (text) => {
      const value = kstrtoint(text);
      if (value === null) return -EINVAL;
      set(value);
      return text.length;
    },
  );
}

function boolean(get: () => boolean, set: (value: boolean) => void): PseudoFileNode {
  return writableAttribute(
    () => (get() ? 'Y\n' : 'N\n'),
    (text) => {
      const value = kstrtobool(text);
      if (value === null) return -EINVAL;
      set(value);
      return text.length;
    },
  );
}
