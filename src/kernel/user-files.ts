/**
 * The files through which user space talks to this kernel, by path: sysctls, triggers, /dev/kmsg, /dev/pmsg0, pstorefs.
 *
 * Mirrors `kernel/sysctl.c`, `drivers/tty/sysrq.c` (write_sysrq_trigger) and
 * `drivers/misc/lkdtm/core.c` (direct_entry). The shell and the VFS that reach them come with part 2.
 */
import type { KernelProfile } from '../profiles/kernel.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { EINVAL } from '../sim/errno.ts';
import { kstrtoint } from './cmdline.ts';
import { devkmsgWrite } from './dev-kmsg.ts';
import type { KernelParts } from './kernel-parts.ts';
import { iomemText } from './memblock/iomem.ts';
import { intSysctl, type PseudoFile, PseudoFiles } from './pseudo-files.ts';
import { PSTORE_FLAGS_FTRACE } from './pstore/pstore-record.ts';

const UINT_MAX = 2 ** 32 - 1;

/** What the files need of the kernel they belong to. */
export interface KernelBehindFiles {
  readonly parts: KernelParts;
  readonly profile: KernelProfile;
  panicTimeout: number;
  /** Bytes taken, or a negative errno. */
  sysrqTrigger(text: string): number;
  provokeCrash(text: string): number;
}

export function userFiles(kernel: KernelBehindFiles): PseudoFiles {
  const files = new PseudoFiles();
  const { casualty, commandLine, memoryLayout } = kernel.parts;
  const readOnly = (read: () => string): PseudoFile => ({ read });
  files.add(
    '/proc/cmdline',
    readOnly(() => `${commandLine.text}\n`),
  );
  files.add(
    '/proc/iomem',
    readOnly(() => iomemText(memoryLayout)),
  );
  files.add('/proc/sysrq-trigger', { write: (text) => kernel.sysrqTrigger(text) });
  files.add(
    '/proc/sys/kernel/panic',
    intSysctl(
      () => kernel.panicTimeout,
      (value) => {
        kernel.panicTimeout = value;
      },
    ),
  );
  files.add(
    '/proc/sys/kernel/panic_on_oops',
    intSysctl(
      () => casualty.panicOnOops,
      (value) => {
        casualty.panicOnOops = value;
      },
    ),
  );
  files.add(
    '/proc/sys/kernel/oops_limit',
    intSysctl(
      () => casualty.oopsLimit,
      (value) => {
        casualty.oopsLimit = value;
      },
      { min: 0, max: UINT_MAX },
    ),
  );
  files.add(
    '/proc/sys/kernel/sysrq',
    intSysctl(
      () => casualty.sysrqMask,
      (value) => {
        casualty.sysrqMask = value;
      },
    ),
  );
  files.add(
    '/proc/sys/kernel/tainted',
    readOnly(() => `${casualty.taint}\n`),
  );
  files.add(
    '/sys/kernel/oops_count',
    readOnly(() => `${casualty.oopsCount}\n`),
  );
  files.add(
    '/sys/kernel/warn_count',
    readOnly(() => `${casualty.warnCount}\n`),
  );
  if (casualty.hasLkdtm) {
    files.add('/sys/kernel/debug/provoke-crash/DIRECT', { write: (text) => kernel.provokeCrash(text) });
  }
  const { lineMaxBytes } = kernel.profile.printk;
  files.add('/dev/kmsg', { write: (text) => devkmsgWrite(kernel.parts.printk, lineMaxBytes, text) });
  addPstoreFiles(files, kernel);
  addModuleParameters(files, kernel);
  return files;
}

/** What pstore's front ends bring: no file without its front end. */
function addPstoreFiles(files: PseudoFiles, { parts, profile }: KernelBehindFiles): void {
  const { pstore } = parts.pstore;
  if (pstore.hasPmsg) files.add('/dev/pmsg0', { write: (text) => pstore.writePmsg(latin1Bytes(text)) });
  if (!profile.pstore.frontEnds.ftrace || ((pstore.psinfo?.flags ?? 0) & PSTORE_FLAGS_FTRACE) === 0) return;
  files.add('/sys/kernel/debug/pstore/record_ftrace', {
    read: () => `${Number(pstore.recordFtrace)}\n`,
    // kstrtou8 with base 2.
    write: (text) => {
      if (!/^\+?0*[01]{1,8}\n?$/.test(text)) return -EINVAL;
      pstore.recordFtrace = text.includes('1');
      return text.length;
    },
  });
}

function addModuleParameters(files: PseudoFiles, kernel: KernelBehindFiles): void {
  const service = kernel.parts.pstore;
  const { pstore } = service;
  files.add('/sys/module/pstore/parameters/backend', { read: () => `${pstore.backend ?? '(null)'}\n` });
  files.add('/sys/module/pstore/parameters/compress', { read: () => `${pstore.compress ?? '(null)'}\n` });
  files.add('/sys/module/pstore/parameters/update_ms', {
    read: () => `${pstore.updateMs}\n`,
    write: (text) => {
      const value = kstrtoint(text);
      if (value === null) return -EINVAL;
      pstore.updateMs = value;
      return text.length;
    },
  });
  const { kmsgBytesParameter, frontEnds } = kernel.profile.pstore;
  if (kmsgBytesParameter)
    files.add('/sys/module/pstore/parameters/kmsg_bytes', { read: () => `${pstore.kmsgBytes}\n` });
  // The parameter, not the switch of debugfs.
  const recordFtrace = pstore.recordFtrace ? 'Y\n' : 'N\n';
  if (frontEnds.ftrace) files.add('/sys/module/pstore/parameters/record_ftrace', { read: () => recordFtrace });
  for (const name of Object.keys(service.ramoopsParameters)) {
    files.add(`/sys/module/ramoops/parameters/${name}`, { read: () => `${service.ramoopsParameters[name]}\n` });
  }
}
