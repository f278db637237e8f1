/**
 * What a board's collector has on the disk: its program, its service, its settings and the folders it fills.
 *
 * Units and scripts are of our own words; the names, keys and places are those of Debian 12 and 13, of ChromeOS and of Android.
 */
import { buildProgramFile } from '../../../formats/program-file.ts';
import type { CollectorChoice } from '../../../profiles/collector.ts';
import type { Architecture } from '../../../profiles/kernel.ts';
import { collectorFiles } from '../collectors/collector-programs.ts';
import { JOURNAL_FOLDER } from '../collectors/journal.ts';
import type { UserlandName } from '../userlands.ts';
import type { RootTreeBuilder } from './root-entry.ts';

const PSTORE_UNIT = `[Unit]
Description=Platform Persistent Storage Archival
ConditionDirectoryNotEmpty=/sys/fs/pstore
After=modprobe@efi_pstore.service
Wants=modprobe@efi_pstore.service

[Service]
Type=oneshot
ExecStart=/lib/systemd/systemd-pstore
StateDirectory=systemd/pstore

[Install]
WantedBy=sysinit.target
`;

/** What people add whose backend is a module of /etc/modules. */
const AFTER_MODULES = '[Unit]\nAfter=systemd-modules-load.service\n';

const RC_SCRIPT = `#!/bin/sh
# Keeps what the last kernel left: every record gets the time of this boot in front of its name.
[ "$1" = start ] || exit 0
mkdir -p /var/log/pstore
stamp=$(date +%Y%m%d%H%M%S)
for record in /sys/fs/pstore/*; do
  [ -f "$record" ] || continue
  name=\${record##*/}
  cat "$record" > "/var/log/pstore/$stamp-$name" && sync && rm "$record"
done
exit 0
`;

const CRASH_BOOT_COLLECT = `#!/bin/sh
# crash-boot-collect: once a boot.
[ "$1" = start ] || exit 0
mkdir -p /var/spool/crash
exec /sbin/crash_reporter --boot_collect
`;

/** init.rc's part, and the vendor's: nothing is removed. */
const ANDROID_SCRIPT = `#!/bin/sh
[ "$1" = start ] || exit 0
cd /sys/fs/pstore || exit 0
for record in console-ramoops* pmsg-ramoops-0; do
  [ -f "$record" ] || continue
  chown 1000:1007 "$record" # system, log
  chmod 0440 "$record"
done
for last in console-ramoops-0 console-ramoops; do
  [ -f $last ] || continue
  n=9
  while [ $n -gt 0 ]; do
    older=$((n - 1))
    [ ! -f /data/log/last_kmsg.$older ] || mv /data/log/last_kmsg.$older /data/log/last_kmsg.$n
    n=$older
  done
  cat $last /proc/cmdline > /data/log/last_kmsg.0
  break
done
exit 0
`;

/** Before the modules, or behind them: as the numbers of /etc/rcS.d go. */
const NUMBERS = { early: '05', late: '50' } as const;

export function addCollector(
  tree: RootTreeBuilder,
  choice: CollectorChoice,
  userland: UserlandName,
  architecture: Architecture,
): void {
  for (const { path, key, sizeBytes } of collectorFiles(choice.service)) {
    tree.bytes(path, () => buildProgramFile({ architecture, key, sizeBytes }), 0o755);
  }
  if (choice.service === 'systemd-pstore' || choice.service === 'systemd-pstore-257') addPstoreService(tree, choice);
  else if (choice.service === 'chromeos') addScript(tree, choice, userland, 'crash-boot-collect', CRASH_BOOT_COLLECT);
  else if (choice.service === 'android') {
    addScript(tree, choice, userland, 'pstore', ANDROID_SCRIPT);
    tree.directory('/data/log', 0o775, { uid: 1000, gid: 1007 });
  } else addScript(tree, choice, userland, 'pstore', RC_SCRIPT);
}

function addPstoreService(tree: RootTreeBuilder, { start, storage, unlink }: CollectorChoice): void {
  const settings = [
    storage === undefined ? '#Storage=external\n' : `Storage=${storage}\n`,
    unlink === undefined ? '#Unlink=yes\n' : `Unlink=${unlink ? 'yes' : 'no'}\n`,
  ];
  tree
    .text('/usr/lib/systemd/system/systemd-pstore.service', PSTORE_UNIT)
    .link(
      '/etc/systemd/system/sysinit.target.wants/systemd-pstore.service',
      '/lib/systemd/system/systemd-pstore.service',
    )
    .text('/etc/systemd/pstore.conf', `[PStore]\n${settings.join('')}`)
    .directory(JOURNAL_FOLDER);
  if (start !== 'early') tree.text('/etc/systemd/system/systemd-pstore.service.d/modules.conf', AFTER_MODULES);
}

function addScript(
  tree: RootTreeBuilder,
  { start = 'late' }: CollectorChoice,
  userland: UserlandName,
  name: string,
  text: string,
): void {
  const number = NUMBERS[start];
  if (userland === 'busybox') {
    tree.text(`/etc/init.d/S${number}${name}`, text, 0o755);
    return;
  }
  tree.text(`/etc/init.d/${name}`, text, 0o755).link(`/etc/rcS.d/S${number}${name}`, `../init.d/${name}`);
}
