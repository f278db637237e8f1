/**
 * Disks in sysfs: /sys/block, /sys/class/block, /sys/dev/block and their directories below /sys/devices.
 *
 * Mirrors Linux v6.1 `block/genhd.c` (disk attributes), `block/partitions/core.c` and `block/blk-sysfs.c`, the attributes people read.
 */
import { statisticsFields } from '../procfs/device-files.ts';
import type { BlockDeviceView, PartitionView, PseudoServices } from '../procfs/services.ts';
import type { LiveDirectory, SysfsPart } from './sysfs-nodes.ts';
import { attribute, sysLink } from './sysfs-nodes.ts';

export function blockNodes({ host }: PseudoServices): SysfsPart {
  return (path) => {
    if (path === 'block')
      return links(host.blockDevices(), (disk) => [[disk.name, `../${disksFolder(disk)}/${disk.name}`]]);
    if (path === 'class/block') {
      return links(host.blockDevices(), (disk) => {
        const target = `../../${disksFolder(disk)}/${disk.name}`;
        return [
          [disk.name, target],
          ...disk.partitions.map(({ name }): [string, string] => [name, `${target}/${name}`]),
        ];
      });
    }
    if (path === 'dev/block') {
      return links(host.blockDevices(), (disk) => {
        const target = `../../${disksFolder(disk)}/${disk.name}`;
        return [
          [`${disk.major}:${disk.minor}`, target],
          ...disk.partitions.map(({ name, minor }): [string, string] => [
            `${disk.major}:${minor}`,
            `${target}/${name}`,
          ]),
        ];
      });
    }
    return path === 'devices'
      ? deviceFolders(host.blockDevices())
      : path.startsWith('devices/')
        ? below(host.blockDevices(), path)
        : undefined;
  };
}

function links(disks: readonly BlockDeviceView[], of: (disk: BlockDeviceView) => [string, string][]): LiveDirectory {
  return Object.fromEntries(disks.flatMap(of).map(([name, target]) => [name, sysLink(target)]));
}

/** Where the driver core puts a disk, below /sys. */
function disksFolder({ name }: BlockDeviceView): string {
  const mmc = /^mmcblk(\d+)$/.exec(name);
  if (mmc !== null) {
    const controller = ['2190000', '2198000', '2198000', '219c000'][Number(mmc[1])] ?? '2198000';
    return `devices/platform/soc/2100000.bus/${controller}.mmc/mmc_host/mmc${mmc[1]}/mmc${mmc[1]}:4567/block`;
  }
  const mtd = /^mtdblock(\d+)$/.exec(name);
  if (mtd !== null) return `devices/virtual/mtd/mtd${mtd[1]}`;
  if (name.startsWith('vd')) return 'devices/pci0000:00/0000:00:04.0/virtio0/block';
  if (name.startsWith('sd')) return 'devices/pci0000:00/0000:00:01.1/ata1/host0/target0:0:0/0:0:0:0/block';
  return 'devices/virtual/block';
}

/** First parts of the folders: they may be new in /sys/devices. */
function deviceFolders(disks: readonly BlockDeviceView[]): LiveDirectory {
  return below(disks, 'devices') ?? {};
}

/** What the folders of disks add to a directory. */
function below(disks: readonly BlockDeviceView[], path: string): LiveDirectory | undefined {
  const found: Record<string, LiveDirectory> = {};
  for (const disk of disks) {
    const folder = disksFolder(disk);
    if (folder === path) found[disk.name] = diskDirectory(disk);
    else if (folder.startsWith(`${path}/`)) found[folder.slice(path.length + 1).split('/')[0]!] = {};
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

function diskDirectory(disk: BlockDeviceView): LiveDirectory {
  const { name, major, minor, sectors, isReadOnly, isRemovable } = disk;
  return {
    capability: attribute(() => '0\n'),
    dev: attribute(() => `${major}:${minor}\n`),
    ext_range: attribute(() => '256\n'),
    hidden: attribute(() => '0\n'),
    inflight: attribute(() => '       0        0\n'),
    queue: {
      hw_sector_size: attribute(() => '512\n'),
      logical_block_size: attribute(() => '512\n'),
      physical_block_size: attribute(() => '512\n'),
      rotational: attribute(() => '0\n', 0o644),
      scheduler: attribute(() => '[none] mq-deadline \n', 0o644),
    },
    range: attribute(() => `${name.startsWith('mmcblk') ? 8 : 16}\n`),
    removable: attribute(() => `${Number(isRemovable)}\n`),
    ro: attribute(() => `${Number(isReadOnly)}\n`),
    size: attribute(() => `${sectors}\n`),
    stat: attribute(() => statText(disk)),
    uevent: attribute(() => `MAJOR=${major}\nMINOR=${minor}\nDEVNAME=${name}\nDEVTYPE=disk\n`, 0o644),
    ...Object.fromEntries(disk.partitions.map((partition) => [partition.name, partitionDirectory(disk, partition)])),
  };
}

function partitionDirectory({ major, isReadOnly }: BlockDeviceView, partition: PartitionView): LiveDirectory {
  const { minor, name, number, sectors, startSector } = partition;
  return {
    alignment_offset: attribute(() => '0\n'),
    dev: attribute(() => `${major}:${minor}\n`),
    inflight: attribute(() => '       0        0\n'),
    partition: attribute(() => `${number}\n`),
    ro: attribute(() => `${Number(isReadOnly)}\n`),
    size: attribute(() => `${sectors}\n`),
    start: attribute(() => `${startSector}\n`),
    stat: attribute(() => statText(partition)),
    uevent: attribute(
      () => `MAJOR=${major}\nMINOR=${minor}\nDEVNAME=${name}\nDEVTYPE=partition\nPARTN=${number}\n`,
      0o644,
    ),
  };
}

/** `stat`: the same seventeen numbers as in /proc/diskstats, in columns of eight. */
function statText({ statistics }: Pick<BlockDeviceView, 'statistics'>): string {
  return `${statisticsFields(statistics)
    .map((value) => String(value).padStart(8))
    .join(' ')}\n`;
}
