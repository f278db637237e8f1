/**
 * /sys/kernel: the counters of this kernel.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/ksysfs.c`, `kernel/exit.c` (oops_count), `kernel/panic.c` (warn_count) and `kernel/reboot.c`.
 */
import type { PseudoServices } from '../procfs/services.ts';
import type { SysfsPart } from './sysfs-nodes.ts';
import { attribute, writableAttribute } from './sysfs-nodes.ts';

export function kernelNodes({ parts, profile }: PseudoServices): SysfsPart {
  const { casualty, reboot } = parts;
  const kernel = {
    oops_count: attribute(() => `${casualty.oopsCount}\n`),
    warn_count: attribute(() => `${casualty.warnCount}\n`),
  };
  const { kexec } = parts;
  const crash = kexec !== null && {
    kexec_loaded: attribute(() => '0\n'),
    kexec_crash_loaded: attribute(() => `${Number(kexec.isLoaded)}\n`),
    kexec_crash_size: writableAttribute(
      () => `${kexec.crashBytes}\n`,
      (text) => {
        const result = kexec.shrink(text);
        return result < 0 ? result : text.length;
      },
    ),
  };
  const setting = (show: () => string | number, store: (text: string) => number) =>
    writableAttribute(
      () => `${show()}\n`,
      (text) => store(text) || text.length,
    );
  const isX86 = profile.architecture === 'x86_64';
  const ways = {
    mode: setting(
      () => reboot.mode,
      (text) => reboot.setMode(text),
    ),
    ...(isX86 && {
      type: setting(
        () => reboot.typeName,
        (text) => reboot.setType(text),
      ),
      force: setting(
        () => Number(reboot.force),
        (text) => reboot.setForce(text),
      ),
    }),
    ...(profile.smp && {
      cpu: setting(
        () => reboot.cpu,
        (text) => reboot.setCpu(text),
      ),
    }),
  };
  return (path) => {
    if (path === 'kernel') return { ...kernel, ...crash };
    return path === 'kernel/reboot' ? ways : undefined;
  };
}
