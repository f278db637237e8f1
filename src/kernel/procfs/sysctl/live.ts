/**
 * The sysctls with something behind them: what a write changes in this kernel, what a read has to find out.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/sysctl.c` (proc_taint), `kernel/utsname_sysctl.c`, `kernel/printk/sysctl.c`,
 * `drivers/char/random.c` (proc_do_uuid), `fs/drop_caches.c`, `fs/coredump.c` (validate_coredump_safety) and `mm/page-writeback.c`.
 */
import { EINVAL } from '../../../sim/errno.ts';
import { unameVersion } from '../../boot/uname-version.ts';
import { KERN_INFO, KERN_WARNING } from '../../printk/levels.ts';
import type { PseudoFileNode } from '../../vfs/pseudo-tree.ts';
import { bannerText } from '../cpuinfo.ts';
import type { PseudoServices } from '../services.ts';
import {
  type Cell,
  constantSysctl,
  intSysctl,
  intsSysctl,
  stringSysctl,
  triggerSysctl,
  uintSysctl,
  ulongSysctl,
  variable,
} from './handlers.ts';

/** The other settings, where one depends on another. */
export interface SysctlCells {
  number(path: string): number;
  cell(path: string): Cell<bigint>;
}

type Live = Readonly<Record<string, () => PseudoFileNode>>;

/** TAINT_FLAGS_COUNT. */
const TAINT_FLAGS = 19n;
const CORE_PATTERN_BYTES = 128;
const UTS_BYTES = 65;
const PAGE_SIZE = 4096;

export function liveSysctls(services: PseudoServices, cells: SysctlCells): Live {
  return {
    ...crashSysctls(services),
    ...nameSysctls(services),
    ...printkSysctls(services),
    ...randomSysctls(services),
    ...memorySysctls(services, cells),
    ...fileSysctls(services, cells),
  };
}

function crashSysctls({ host, parts, profile }: PseudoServices): Live {
  const { casualty, kexec } = parts;
  const taint: Cell<bigint> = {
    get: () => BigInt(casualty.taint),
    set: (value) => casualty.taintByUser(Number(value & ((1n << TAINT_FLAGS) - 1n))),
  };
  return {
    'kernel/panic': () => intSysctl(field(host, 'panicTimeout')),
    'kernel/panic_on_oops': () => intSysctl(field(casualty, 'panicOnOops')),
    'kernel/panic_on_warn': () => intSysctl(field(casualty, 'panicOnWarn'), 0o644, { min: 0n, max: 1n }),
    'kernel/panic_print': () => ulongSysctl([field(casualty, 'panicPrint')], { wordBits: profile.wordBytes * 8 }),
    'kernel/warn_limit': () => uintSysctl(field(casualty, 'warnLimit')),
    'kernel/oops_limit': () => uintSysctl(field(casualty, 'oopsLimit')),
    'kernel/sysrq': () => intSysctl(field(casualty, 'sysrqMask')),
    'kernel/tainted': () => ulongSysctl([taint], { wordBits: profile.wordBytes * 8 }),
    ...(kexec !== null && {
      'kernel/kexec_load_disabled': () => intSysctl(field(kexec, 'loadDisabled'), 0o644, { min: 1n, max: 1n }),
    }),
  };
}

function nameSysctls(services: PseudoServices): Live {
  const { host, processes, profile } = services;
  return {
    'kernel/hostname': () => stringSysctl(field(host, 'hostname'), UTS_BYTES),
    'kernel/domainname': () => stringSysctl(field(host, 'domainname'), UTS_BYTES),
    'kernel/osrelease': () => constantSysctl(() => profile.release),
    'kernel/version': () => constantSysctl(() => unameVersion(bannerText(services))),
    'kernel/ns_last_pid': () =>
      intSysctl({ get: () => processes.lastPid, set: () => -EINVAL }, 0o666, { min: 0n, max: 4194304n }),
  };
}

function printkSysctls({ parts }: PseudoServices): Live {
  const { printk } = parts;
  return {
    'kernel/printk': () => intsSysctl([field(printk, 'consoleLoglevel'), variable(4), variable(1), variable(7)]),
    'kernel/printk_devkmsg': () =>
      stringSysctl(
        {
          get: () => printk.devkmsg,
          set: (text) => {
            const mode = (['on', 'off', 'ratelimit'] as const).find((one) => one === text);
            if (mode === undefined || printk.isDevkmsgLocked) return -EINVAL;
            printk.devkmsg = mode;
            return 0;
          },
        },
        10,
      ),
  };
}

function randomSysctls({ context }: PseudoServices): Live {
  const random = context.random.stream('kernel/uuid');
  const uuid = () => {
    const words = Array.from({ length: 4 }, () => random.uint32());
    words[1] = ((words[1]! & 0xffff0fff) | 0x4000) >>> 0;
    words[2] = ((words[2]! & 0x3fffffff) | 0x80000000) >>> 0;
    const digits = words.map((word) => word.toString(16).padStart(8, '0')).join('');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
  let bootId: string | null = null;
  return {
    'kernel/random/uuid': () => constantSysctl(uuid),
    'kernel/random/boot_id': () =>
      constantSysctl(() => {
        bootId ??= uuid();
        return bootId;
      }),
    'kernel/random/entropy_avail': () => constantSysctl(() => '256'),
  };
}

function memorySysctls({ host, parts, processes, profile }: PseudoServices, cells: SysctlCells): Live {
  const dropped = variable(0);
  let isQuiet = false;
  const is612 = profile.version.patchlevel >= 12;
  return {
    'vm/drop_caches': () =>
      intSysctl(
        {
          get: dropped.get,
          set: (value) => {
            dropped.set(value);
            host.dropCaches(value & 3);
            const { comm, pid } = processes.current();
            if (!isQuiet) parts.print(KERN_INFO, `${comm} (${pid}): drop_caches: ${value}`);
            isQuiet ||= (value & 4) !== 0;
            return 0;
          },
        },
        0o200,
        { min: 1n, max: 4n },
      ),
    'vm/compact_memory': () => triggerSysctl((text) => (is612 && !/^\s*1(\s|$)/.test(text) ? -EINVAL : text.length)),
    'vm/stat_refresh': () => ({ ...triggerSysctl((text) => text.length, 0o600), read: () => '' }),
    ...exclusive(cells, 'vm/dirty_ratio', 'vm/dirty_bytes', profile.wordBytes),
    ...exclusive(cells, 'vm/dirty_background_ratio', 'vm/dirty_background_bytes', profile.wordBytes),
    ...exclusive(cells, 'vm/overcommit_ratio', 'vm/overcommit_kbytes', profile.wordBytes),
  };
}

/** Two ways to say one thing: a change of the one makes the other 0. */
function exclusive(cells: SysctlCells, ratio: string, amount: string, wordBytes: number): Live {
  const changing = (mine: Cell<bigint>, other: Cell<bigint>): Cell<bigint> => ({
    get: mine.get,
    set: (value) => {
      if (value !== mine.get()) other.set(0n);
      return mine.set(value);
    },
  });
  const limit = ratio === 'vm/overcommit_ratio' ? {} : { min: 0n, max: 100n };
  const least =
    amount === 'vm/dirty_bytes' ? { min: 8192n } : amount === 'vm/dirty_background_bytes' ? { min: 1n } : {};
  return {
    [ratio]: () => {
      const cell = changing(cells.cell(ratio), cells.cell(amount));
      return intSysctl({ get: () => Number(cell.get()), set: (value) => cell.set(BigInt(value)) }, 0o644, limit);
    },
    [amount]: () =>
      ulongSysctl([changing(cells.cell(amount), cells.cell(ratio))], { wordBits: wordBytes * 8, range: least }),
  };
}

function fileSysctls({ host, parts, processes, profile }: PseudoServices, cells: SysctlCells): Live {
  const pattern = variable('core');
  /** A core pattern that is relative, while programs with other rights dump core for root to read. */
  const warnIfUnsafe = () => {
    if (cells.number('fs/suid_dumpable') !== 2 || /^[/|]/.test(pattern.get())) return;
    const { comm, pid } = processes.current();
    const text =
      profile.version.patchlevel >= 12
        ? `coredump: ${pid}(${comm}): Unsafe core_pattern used with fs.suid_dumpable=2: pipe handler or fully qualified core dump path required. Set kernel.core_pattern before fs.suid_dumpable.`
        : 'Unsafe core_pattern used with fs.suid_dumpable=2.\nPipe handler or fully qualified core dump path required.\nSet kernel.core_pattern before fs.suid_dumpable.';
    parts.print(KERN_WARNING, text);
  };
  const warning = <Value>(cell: Cell<Value>): Cell<Value> => ({
    get: cell.get,
    set: (value) => {
      cell.set(value);
      warnIfUnsafe();
      return 0;
    },
  });
  const dumpable = cells.cell('fs/suid_dumpable');
  const pipeMax = cells.cell('fs/pipe-max-size');
  return {
    'kernel/core_pattern': () => stringSysctl(warning(pattern), CORE_PATTERN_BYTES),
    'fs/suid_dumpable': () =>
      intSysctl(warning({ get: () => Number(dumpable.get()), set: (value) => dumpable.set(BigInt(value)) }), 0o644, {
        min: 0n,
        max: 2n,
      }),
    'fs/file-nr': () => constantSysctl(() => `${host.openFiles()}\t0\t${cells.cell('fs/file-max').get()}`),
    'fs/pipe-max-size': () =>
      uintSysctl({
        get: () => Number(pipeMax.get()),
        set: (value) => {
          const size = roundPipeSize(value);
          return size === 0 ? -EINVAL : pipeMax.set(BigInt(size));
        },
      }),
  };
}

/** `round_pipe_size`: a power of two, one page at least; 0: too large. */
function roundPipeSize(bytes: number): number {
  if (bytes > 2 ** 31) return 0;
  let size = PAGE_SIZE;
  while (size < bytes) size *= 2;
  return size;
}

/** A member of an object as a cell. */
function field<Target, Key extends keyof Target>(object: Target, key: Key): Cell<Target[Key]> {
  return {
    get: () => object[key],
    set: (value) => {
      object[key] = value;
      return 0;
    },
  };
}
