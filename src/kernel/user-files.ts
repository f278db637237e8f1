/**
 * The files through which user space talks to this kernel, by path: sysctls, triggers, /dev/kmsg, /dev/pmsg0, pstorefs.
 *
 * Mirrors `kernel/printk/printk.c` (devkmsg_write), `kernel/sysctl.c`, `drivers/tty/sysrq.c` (write_sysrq_trigger) and
 * `drivers/misc/lkdtm/core.c` (direct_entry). The shell and the VFS that reach them come with part 2.
 */
import { latin1Bytes } from '../sim/bytes.ts';
import { EINVAL } from '../sim/errno.ts';
import { kstrtobool } from './cmdline.ts';
import type { KernelParts } from './kernel-parts.ts';
import { iomemText } from './memblock/iomem.ts';
import { intSysctl, type PseudoFile, PseudoFiles } from './pseudo-files.ts';

/** `default_message_loglevel`, CONFIG_MESSAGE_LOGLEVEL_DEFAULT. */
const DEFAULT_LOGLEVEL = 4;
const LOG_USER = 1;
/** Longest text /dev/kmsg takes: LOG_LINE_MAX with its terminator. */
const KMSG_WRITE_MAX = 1024;

/** What the files need of the kernel they belong to. */
export interface KernelBehindFiles {
  readonly parts: KernelParts;
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
      { min: 0, max: 2 ** 31 - 1 },
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
  files.add('/sys/kernel/debug/provoke-crash/DIRECT', { write: (text) => kernel.provokeCrash(text) });
  files.add('/dev/kmsg', { write: (text) => writeKmsg(kernel, text) });
  files.add('/dev/pmsg0', { write: (text) => kernel.parts.pstore.pstore.writePmsg(latin1Bytes(text)) });
  files.add('/sys/kernel/debug/pstore/record_ftrace', recordFtrace(kernel));
  addModuleParameters(files, kernel);
  return files;
}

/** `devkmsg_write`: a prefix `<N>` gives level and facility; user space cannot speak as the kernel. */
function writeKmsg(kernel: KernelBehindFiles, text: string): number {
  if (text.length > KMSG_WRITE_MAX) return -EINVAL;
  const match = /^<(\d+)>/.exec(text);
  const priority = match === null ? DEFAULT_LOGLEVEL : Number(match[1]);
  const facility = match === null || priority >> 3 === 0 ? LOG_USER : priority >> 3;
  const line = match === null ? text : text.slice(match[0].length);
  kernel.parts.printk.printk(priority & 7, line, { facility });
  return text.length;
}

function recordFtrace(kernel: KernelBehindFiles): PseudoFile {
  const { pstore } = kernel.parts.pstore;
  return {
    read: () => `${Number(pstore.recordFtrace)}\n`,
    write: (text) => {
      const value = kstrtobool(text);
      if (value === null) return -EINVAL;
      pstore.recordFtrace = value;
      return text.length;
    },
  };
}

function addModuleParameters(files: PseudoFiles, kernel: KernelBehindFiles): void {
  const service = kernel.parts.pstore;
  const { pstore } = service;
  files.add('/sys/module/pstore/parameters/backend', { read: () => `${pstore.backend ?? '(null)'}\n` });
  files.add('/sys/module/pstore/parameters/compress', { read: () => `${pstore.compress ?? '(null)'}\n` });
  files.add('/sys/module/pstore/parameters/update_ms', { read: () => `${pstore.updateMs}\n` });
  for (const name of Object.keys(service.ramoopsParameters)) {
    files.add(`/sys/module/ramoops/parameters/${name}`, { read: () => `${service.ramoopsParameters[name]}\n` });
  }
}
