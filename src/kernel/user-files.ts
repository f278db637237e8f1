/**
 * The files through which user space talks to this kernel, by path: sysctls, triggers, /dev/kmsg, /dev/pmsg0, pstorefs.
 *
 * Mirrors `kernel/sysctl.c`, `drivers/tty/sysrq.c` (write_sysrq_trigger) and
 * `drivers/misc/lkdtm/core.c` (direct_entry). A kernel with user space has the whole trees (`pseudo-trees.ts`) behind its VFS instead.
 */
import type { KernelProfile } from '../profiles/kernel.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { hasFtrace, recordFtrace } from './debugfs/debugfs-tree.ts';
import { devkmsgWrite } from './dev-kmsg.ts';
import type { KernelParts } from './kernel-parts.ts';
import type { Lkdtm } from './lkdtm.ts';
import { iomemText } from './memblock/iomem.ts';
import { type Cell, intSysctl, uintSysctl, ulongSysctl } from './procfs/sysctl/handlers.ts';
import { type PseudoFile, PseudoFiles } from './pseudo-files.ts';
import { pstoreParameters, ramoopsParameters } from './sysfs/module-nodes.ts';

/** What the files need of the kernel they belong to. */
export interface KernelBehindFiles {
  readonly parts: KernelParts;
  readonly profile: KernelProfile;
  panicTimeout: number;
  /** Bytes taken, or a negative errno. */
  sysrqTrigger(text: string): number;
  provokeCrash(text: string, point?: string): number;
  readonly lkdtm: Lkdtm;
  crashme(text: string): number;
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
  const field = <Target, Key extends keyof Target>(target: Target, key: Key): Cell<Target[Key]> => ({
    get: () => target[key],
    set: (value) => {
      target[key] = value;
      return 0;
    },
  });
  files.addAll('/proc/sys/kernel', {
    panic: intSysctl(field(kernel, 'panicTimeout')),
    panic_on_oops: intSysctl(field(casualty, 'panicOnOops')),
    oops_limit: uintSysctl(field(casualty, 'oopsLimit')),
    sysrq: intSysctl(field(casualty, 'sysrqMask')),
  });
  for (const [path, cell] of kernel.parts.detectors.sysctls()) {
    files.add(`/proc/sys/${path}`, ulongSysctl([cell], { wordBits: 64 }));
  }
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
function addPstoreFiles(files: PseudoFiles, kernel: KernelBehindFiles): void {
  const { pstore } = kernel.parts.pstore;
  if (pstore.hasPmsg) files.add('/dev/pmsg0', { write: (text) => pstore.writePmsg(latin1Bytes(text)) });
  if (hasFtrace(kernel)) files.add('/sys/kernel/debug/pstore/record_ftrace', recordFtrace(kernel));
}

function addModuleParameters(files: PseudoFiles, kernel: KernelBehindFiles): void {
  files.addAll('/sys/module/pstore/parameters', pstoreParameters(kernel));
  files.addAll('/sys/module/ramoops/parameters', ramoopsParameters(kernel));
}
