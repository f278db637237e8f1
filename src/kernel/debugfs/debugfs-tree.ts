/**
 * debugfs: LKDTM's triggers, pstore's switch, memblock's lists.
 *
 * Mirrors Linux v6.1 `drivers/misc/lkdtm/core.c`, `fs/pstore/ftrace.c` (pstore_ftrace_knob_write) and `mm/memblock.c`
 * (memblock_debug_show). Names come newest first, as the in-memory directory lists them. Left out: what drivers we do not have show.
 */

import { latin1Text } from '../../sim/bytes.ts';
import { EINVAL } from '../../sim/errno.ts';
import type { PseudoServices } from '../procfs/services.ts';
import { PSTORE_FLAGS_FTRACE } from '../pstore/pstore-record.ts';
import type { PseudoDirectoryNode, PseudoFileNode, PseudoNode } from '../vfs/pseudo-tree.ts';
import { lkdtmTypes } from './lkdtm-types.ts';

/** Root of debugfs: mode 0700. `tracing`: where tracefs is mounted by the kernel. */
export function debugfsTree(services: PseudoServices, tracing: () => PseudoNode): PseudoDirectoryNode {
  const { modules, parts, profile } = services;
  const { casualty } = parts;
  const makers: Readonly<Record<string, () => PseudoNode | undefined>> = {
    // LKDTM is loaded when it is first used, where nobody loaded it before.
    'provoke-crash': () => (casualty.hasLkdtm ? provokeCrash(services) : undefined),
    pstore: () => (hasFtrace(services) ? directory({ record_ftrace: recordFtrace(services) }) : undefined),
    mtd: () => (modules.find('mtd') !== undefined || profile.architecture === 'arm' ? directory({}) : undefined),
    suspend_stats: () => file(() => SUSPEND_STATS),
    sleep_time: () => file(() => '      time (secs)        count\n------------------------------\n'),
    devices_deferred: () => file(() => ''),
    fault_around_bytes: () => file(() => `${65536}\n`, 0o644),
    memblock: () => (profile.architecture === 'x86_64' ? undefined : memblock(services)),
    tracing,
    crashlog: () => {
      const blob = parts.crashlog?.blob ?? null;
      return blob === null ? undefined : { ...file(() => latin1Text(blob), 0o700), size: blob.length };
    },
    powerpc: () => {
      const { fadump } = parts;
      return fadump === null ? undefined : directory({ fadump_region: file(() => fadump.regionText()) });
    },
  };
  return {
    kind: 'directory',
    mode: 0o700,
    names: () => Object.keys(makers).filter((name) => makers[name]!() !== undefined),
    child: (name) => (Object.hasOwn(makers, name) ? makers[name]!() : undefined),
  };
}

const SUSPEND_STATS = `success: 0
fail: 0
failed_freeze: 0
failed_prepare: 0
failed_suspend: 0
failed_suspend_late: 0
failed_suspend_noirq: 0
failed_resume: 0
failed_resume_early: 0
failed_resume_noirq: 0
failures:
  last_failed_dev:\t
\t\t\t
  last_failed_errno:\t0
\t\t\t0
  last_failed_step:\t
\t\t\t
`;

function file(read: () => string, mode = 0o444): PseudoFileNode {
  return { kind: 'file', mode, size: 0, read, write: () => -EINVAL };
}

function directory(children: Readonly<Record<string, PseudoNode>>): PseudoDirectoryNode {
  const names = Object.keys(children);
  return {
    kind: 'directory',
    mode: 0o755,
    names: () => names,
    child: (name) => (Object.hasOwn(children, name) ? children[name] : undefined),
  };
}

function provokeCrash({ host, profile }: PseudoServices): PseudoDirectoryNode {
  const types = lkdtmTypes(profile);
  const entry = (point: string): PseudoFileNode => ({
    kind: 'file',
    mode: 0o644,
    size: 0,
    read: () => `Available crash types:\n${types.join('\n')}\n`,
    write: (text) => host.provokeCrash(text, point),
  });
  return directory(Object.fromEntries(host.crashPoints.map((point) => [point, entry(point)])));
}

/** The backend has room for a function trace, and the kernel the front end. */
export function hasFtrace({ parts, profile }: Pick<PseudoServices, 'parts' | 'profile'>): boolean {
  const { pstore } = parts.pstore;
  return profile.pstore.frontEnds.ftrace && ((pstore.psinfo?.flags ?? 0) & PSTORE_FLAGS_FTRACE) !== 0;
}

/** `pstore/record_ftrace`. */
export function recordFtrace({ parts }: Pick<PseudoServices, 'parts'>): PseudoFileNode {
  const { pstore } = parts.pstore;
  return {
    kind: 'file',
    mode: 0o600,
    size: 0,
    read: () => `${Number(pstore.recordFtrace)}\n`,
    // kstrtou8 with base 2.
    write: (text) => {
      if (!/^\+?0*[01]{1,8}\n?$/.test(text)) return -EINVAL;
      pstore.recordFtrace = text.includes('1');
      return text.length;
    },
  };
}

/** Architectures that keep memblock's lists after boot; ranges inclusive. */
function memblock({ parts, profile }: PseudoServices): PseudoDirectoryNode {
  const { memory, reserved, kernelImage } = parts.memoryLayout;
  const digits = profile.wordBytes * 2;
  const lines = (ranges: readonly { readonly start: number; readonly end: number }[]) =>
    ranges
      .map(({ start, end }, index) => {
        const hex = (value: number) => `0x${value.toString(16).padStart(digits, '0')}`;
        return `${String(index).padStart(4)}: ${hex(start)}..${hex(end - 1)}\n`;
      })
      .join('');
  const taken = [...reserved, kernelImage].sort((a, b) => a.start - b.start);
  return directory({ reserved: file(() => lines(taken)), memory: file(() => lines(memory)) });
}
