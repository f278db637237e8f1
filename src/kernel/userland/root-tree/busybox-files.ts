/** The roots with BusyBox: the initramfs of the recorded consoles, and one for a disk. */

import type { BoardProfile } from '../../../profiles/board.ts';
import { S_IFCHR } from '../../../shell/posix.ts';
import type { RootTreeBuilder } from './root-entry.ts';

/** As the recordings began: file systems, then a shell on the console. */
const INIT_SCRIPT = `#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null
mount -t pstore pstore /sys/fs/pstore 2>/dev/null
mkdir -p /dev/pts
mount -t devpts devpts /dev/pts
exec setsid cttyhack sh
`;

const START_SCRIPT = `#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev 2>/dev/null
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /run
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null
mount -t pstore pstore /sys/fs/pstore 2>/dev/null
mount -o remount,rw /
hostname -F /etc/hostname
`;

const loadModules = (names: readonly string[]): string => names.map((name) => `modprobe -q ${name}\n`).join('');
const START_LOGS = 'syslogd\nklogd\n';
/** As `rcS` of Buildroot and OpenWrt's `rc` do: each script, by the order of its name. */
const runScripts = (pattern: string): string =>
  `for service in /etc/init.d/${pattern}; do\n  [ -x "$service" ] && "$service" start\ndone\n`;

const INITTAB = `# BusyBox init(8): TERMINAL::ACTION:COMMAND
::sysinit:/etc/init.d/rcS
::respawn:-/bin/sh
::ctrlaltdel:/sbin/reboot
::shutdown:/bin/umount -a -r
`;

function addFolders(tree: RootTreeBuilder): void {
  for (const path of [
    '/bin',
    '/dev',
    '/etc',
    '/lib',
    '/mnt',
    '/proc',
    '/root',
    '/run',
    '/sbin',
    '/sys',
    '/usr/bin',
    '/usr/sbin',
    '/var/log',
  ]) {
    tree.directory(path);
  }
  tree.directory('/tmp', 0o1777);
}

/** Hardly anything: no /etc/passwd, so owners show as numbers. */
export function addBusyboxInitramfs(tree: RootTreeBuilder): void {
  addFolders(tree);
  tree.text('/init', INIT_SCRIPT, 0o755).special('/dev/console', S_IFCHR | 0o600, (5 << 8) | 1);
}

/** Scripts below 20 run before the modules are loaded; a board without a collector has none. */
function startScript({ collector, bootModules = ['ramoops'] }: BoardProfile): string {
  if (collector === undefined) return START_SCRIPT + loadModules(bootModules) + START_LOGS;
  return `${START_SCRIPT}${runScripts('S[01]*')}${loadModules(['ramoops'])}${runScripts('S[2-9]*')}${START_LOGS}`;
}

/** A small system started by BusyBox's init. */
export function addBusyboxDisk(tree: RootTreeBuilder, board: BoardProfile): void {
  addFolders(tree);
  tree
    .text('/etc/inittab', INITTAB)
    .text('/etc/init.d/rcS', startScript(board), 0o755)
    .text('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n')
    .text('/etc/group', 'root:x:0:\ntty:x:5:\nnogroup:x:65534:\n')
    .text('/etc/hostname', `${board.name}\n`)
    .text('/etc/hosts', '127.0.0.1\tlocalhost\n')
    .special('/dev/console', S_IFCHR | 0o600, (5 << 8) | 1)
    .directory('/root', 0o700);
  if (board.disk === null) return;
  const root = `/dev/${board.disk.name}${board.disk.partitionInfix}1`;
  tree.text('/etc/fstab', `${root} / ext4 defaults 0 1\n`).text('/etc/kernel/cmdline', `${board.disk.commandLine}\n`);
}

/** What the board has in the place of that. */
export function addBoardRootFiles(tree: RootTreeBuilder, { rootFiles = [] }: BoardProfile): void {
  for (const { path, mode, content = '', link } of rootFiles) {
    if (link === undefined) tree.text(path, content, mode & 0o7777);
    else tree.link(path, link);
  }
}
