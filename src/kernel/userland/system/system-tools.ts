/** The programs of this folder with their places on the disk, and the names they have besides. */
import type { Program } from '../../process/system-calls.ts';
import { init } from '../init/init.ts';
import { blkid, lsblk } from './block-listing.ts';
import { date } from './date.ts';
import { dmesg } from './dmesg.ts';
import { findmnt, mountpoint } from './findmnt.ts';
import { free } from './free.ts';
import { groups, id } from './id.ts';
import { insmod, lsmod, rmmod } from './insmod.ts';
import { kdumpConfig } from './kdump-config.ts';
import { kexec } from './kexec.ts';
import { kill } from './kill.ts';
import { logger } from './logger.ts';
import { makedumpfile } from './makedumpfile/makedumpfile.ts';
import { modinfo } from './modinfo.ts';
import { depmod, modprobe } from './modprobe.ts';
import { mount } from './mount.ts';
import { flashErase, flashLock, flashUnlock, mtdDebug, mtdinfo } from './mtd-utils.ts';
import { killall, pgrep, pidof, pkill } from './pgrep.ts';
import { halt, shutdown } from './power.ts';
import { fail, print, shortName } from './program-frame.ts';
import { ps } from './ps.ts';
import { nice, nohup, runParts, setsid, sleep, timeout } from './run-command.ts';
import { stty, tty } from './stty.ts';
import { agetty, su } from './su.ts';
import { sudo } from './sudo.ts';
import { sysctl } from './sysctl.ts';
import { klogd, syslogd } from './syslogd.ts';
import { uBootUpdate } from './u-boot-update.ts';
import { umount } from './umount.ts';
import { arch, hostid, hostname, logname, nproc, uname, whoami } from './uname.ts';
import { uptime, users, w, who } from './uptime.ts';
import { which } from './which.ts';

const KMOD: Readonly<Record<string, Program>> = { insmod, rmmod, lsmod, modprobe, modinfo, depmod };

/** `kmod`: one program for all, by the name it is called by. */
const kmod: Program = function* (system, argv) {
  const name = shortName(argv[0]!);
  const program = Object.hasOwn(KMOD, name) ? KMOD[name] : undefined;
  if (program !== undefined) return yield* program(system, argv);
  if (argv[1] === 'list') return yield* lsmod(system, ['lsmod']);
  if (argv[1] === '-V' || argv[1] === '--version') {
    return (yield* print(system, 'kmod', 'kmod version 30\n+ZSTD +XZ -ZLIB +LIBCRYPTO -EXPERIMENTAL\n')) ? 0 : 1;
  }
  return yield* fail(system, argv[1] === undefined ? 'missing command' : `kmod: invalid command '${argv[1]}'`);
};

/** `pgrep` and `pkill` are one file. */
const pgrepOrPkill: Program = (system, argv) =>
  shortName(argv[0]!) === 'pkill' ? pkill(system, argv) : pgrep(system, argv);

/** Path on the disk and program. */
export const systemTools: Readonly<Record<string, Program>> = {
  '/usr/bin/arch': arch,
  '/usr/bin/date': date,
  '/usr/bin/dmesg': dmesg,
  '/usr/bin/findmnt': findmnt,
  '/usr/bin/free': free,
  '/usr/bin/groups': groups,
  '/usr/bin/hostid': hostid,
  '/usr/bin/hostname': hostname,
  '/usr/bin/id': id,
  '/usr/bin/kill': kill,
  '/usr/bin/killall': killall,
  '/usr/bin/kmod': kmod,
  '/usr/bin/logger': logger,
  '/usr/bin/logname': logname,
  '/usr/bin/lsblk': lsblk,
  '/usr/bin/makedumpfile': makedumpfile,
  '/usr/bin/mount': mount,
  '/usr/bin/mountpoint': mountpoint,
  '/usr/bin/nice': nice,
  '/usr/bin/nohup': nohup,
  '/usr/bin/nproc': nproc,
  '/usr/bin/pgrep': pgrepOrPkill,
  '/usr/bin/pidof': pidof,
  '/usr/bin/ps': ps,
  '/usr/bin/run-parts': runParts,
  '/usr/bin/setsid': setsid,
  '/usr/bin/sleep': sleep,
  '/usr/bin/stty': stty,
  '/usr/bin/su': su,
  '/usr/bin/sudo': sudo,
  '/usr/bin/timeout': timeout,
  '/usr/bin/tty': tty,
  '/usr/bin/umount': umount,
  '/usr/bin/uname': uname,
  '/usr/bin/uptime': uptime,
  '/usr/bin/users': users,
  '/usr/bin/w': w,
  '/usr/bin/which': which,
  '/usr/bin/who': who,
  '/usr/bin/whoami': whoami,
  '/usr/sbin/agetty': agetty,
  '/usr/sbin/blkid': blkid,
  '/usr/sbin/flash_erase': flashErase,
  '/usr/sbin/flash_lock': flashLock,
  '/usr/sbin/flash_unlock': flashUnlock,
  '/usr/sbin/halt': halt,
  '/usr/sbin/init': init,
  '/usr/sbin/kdump-config': kdumpConfig,
  '/usr/sbin/kexec': kexec,
  '/usr/sbin/klogd': klogd,
  '/usr/sbin/mtd_debug': mtdDebug,
  '/usr/sbin/mtdinfo': mtdinfo,
  '/usr/sbin/shutdown': shutdown,
  '/usr/sbin/sysctl': sysctl,
  '/usr/sbin/syslogd': syslogd,
  '/usr/sbin/u-boot-update': uBootUpdate,
};

/** Symbolic links beside the programs. */
export const systemLinks: Readonly<Record<string, string>> = {
  '/usr/bin/lsmod': 'kmod',
  '/usr/bin/pkill': 'pgrep',
  '/usr/sbin/depmod': '/bin/kmod',
  '/usr/sbin/getty': 'agetty',
  '/usr/sbin/insmod': '/bin/kmod',
  '/usr/sbin/lsmod': '/bin/kmod',
  '/usr/sbin/modinfo': '/bin/kmod',
  '/usr/sbin/modprobe': '/bin/kmod',
  '/usr/sbin/poweroff': 'halt',
  '/usr/sbin/reboot': 'halt',
  '/usr/sbin/rmmod': '/bin/kmod',
  '/usr/sbin/telinit': 'init',
};
