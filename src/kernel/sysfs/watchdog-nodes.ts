/**
 * /sys/class/watchdog and the devices it names.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/watchdog/watchdog_dev.c` (CONFIG_WATCHDOG_SYSFS). Hardware watchdogs stand below
 * devices/virtual here, as softdog does. Left out: `timeleft` and the pretimeout's files, which none of our drivers has.
 */
import { EINVAL, EPERM } from '../../sim/errno.ts';
import { kstrtoint } from '../cmdline.ts';
import type { PseudoServices } from '../procfs/services.ts';
import { WATCHDOG_OPTIONS, type WatchdogDevice } from '../watchdog/watchdog-core.ts';
import { attribute, type LiveDirectory, type SysfsPart, sysLink, writableAttribute } from './sysfs-nodes.ts';

const DEVICES = 'devices/virtual/watchdog';

export function watchdogNodes({ watchdogs }: PseudoServices): SysfsPart {
  const devices = () => watchdogs?.devices ?? [];
  return (path) => {
    if (path === 'class' && devices().length > 0) {
      const links = devices().map(({ id }) => [`watchdog${id}`, sysLink(`../../${DEVICES}/watchdog${id}`)] as const);
      return { watchdog: Object.fromEntries(links) };
    }
    if (path !== 'devices/virtual' || devices().length === 0) return undefined;
    return { watchdog: Object.fromEntries(devices().map((device) => [`watchdog${device.id}`, attributes(device)])) };
  };
}

function attributes(device: WatchdogDevice): LiveDirectory {
  const { driver } = device;
  const hex = (value: number) => `0x${value.toString(16)}\n`;
  return {
    bootstatus: attribute(() => `${driver.bootStatus}\n`),
    identity: attribute(() => `${driver.identity}\n`),
    max_timeout: attribute(() => `${driver.maxTimeout}\n`),
    min_timeout: attribute(() => `${driver.minTimeout}\n`),
    // It may be set, and never taken back.
    nowayout: writableAttribute(
      () => `${Number(device.nowayout)}\n`,
      (text) => {
        const value = kstrtoint(text);
        if (value === null || value < 0 || value > 1) return -EINVAL;
        if (device.nowayout && value === 0) return -EPERM;
        device.nowayout = value === 1;
        return text.length;
      },
    ),
    state: attribute(() => (device.isActive ? 'active\n' : 'inactive\n')),
    status: attribute(() => hex(device.isOpen ? WATCHDOG_OPTIONS : 0)),
    timeout: attribute(() => `${device.timeout}\n`),
  };
}
