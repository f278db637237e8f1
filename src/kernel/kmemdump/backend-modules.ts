/** The backend as a module: what `modprobe qcom_minidump` (v1: `qcom_md`) and `rmmod` do. */
import { ENOENT } from '../../sim/errno.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import type { ModuleInit } from '../modules/module-init.ts';
import { KERN_WARNING } from '../printk/levels.ts';
import type { Kmemdump } from './kmemdump.ts';

const MODULES = { v1: 'qcom_md', later: 'qcom_minidump' } as const;

/** A platform driver: loading it succeeds, whatever becomes of its probe. Null: a kernel without kmemdump. */
export function backendModules(kmemdump: Kmemdump | null, print: PrintkFunction): Readonly<Record<string, ModuleInit>> {
  const own = kmemdump?.build.series === 'v1' ? MODULES.v1 : MODULES.later;
  const init = (name: string): ModuleInit => ({
    start: () => {
      if (kmemdump === null || name !== own) {
        print(KERN_WARNING, `${name}: Unknown symbol kmemdump_register_backend (err ${-ENOENT})`);
        return -ENOENT;
      }
      // Without firmware there is no device for it.
      if (kmemdump.build.backend === 'ramoops') return 0;
      return kmemdump.addBackend() === null ? 'stopped' : 0;
    },
    stop: () => {
      if (kmemdump?.build.backend !== 'ramoops') kmemdump?.removeBackend();
    },
  });
  return Object.fromEntries(Object.values(MODULES).map((name) => [name, init(name)]));
}
