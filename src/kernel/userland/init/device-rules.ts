/**
 * What udev makes of the nodes of devtmpfs: groups, modes, and the links to a process's own descriptors.
 *
 * The rules are those of Debian's `50-udev-default.rules` for the devices that our boards have, and the links that
 * systemd-udevd makes at its start. Applied once; a device that comes later keeps the kernel's mode.
 */
import { S_IFBLK, S_IFMT } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';

const GROUPS = { tty: 5, disk: 6, kmem: 15, dialout: 20 } as const;

const rules: readonly { readonly name: RegExp; readonly gid: number; readonly mode: number }[] = [
  { name: /^tty$/, gid: GROUPS.tty, mode: 0o666 },
  { name: /^(tty\d+|hvc\d+)$/, gid: GROUPS.tty, mode: 0o620 },
  { name: /^(tty[A-Z]+\d+|ttymxc\d+)$/, gid: GROUPS.dialout, mode: 0o660 },
  { name: /^(mem|kmem|port|nvram)$/, gid: GROUPS.kmem, mode: 0o640 },
];

const links: readonly (readonly [name: string, target: string])[] = [
  ['core', '/proc/kcore'],
  ['fd', '/proc/self/fd'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
  ['stderr', '/proc/self/fd/2'],
];

export function applyDeviceRules(system: SystemCalls): void {
  const entries = system.getdents('/dev');
  if (typeof entries === 'number') return;
  for (const { name, type } of entries) {
    const rule =
      (type & S_IFMT) === S_IFBLK ? { gid: GROUPS.disk, mode: 0o660 } : rules.find((one) => one.name.test(name));
    if (rule === undefined) continue;
    system.chown(`/dev/${name}`, 0, rule.gid);
    system.chmod(`/dev/${name}`, rule.mode);
  }
  for (const [name, target] of links) system.symlink(target, `/dev/${name}`);
}
