/** Names of file systems by the number `statfs` gives: coreutils `src/stat.c` (`human_fstype`), numbers of Linux `magic.h`. */
const names: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext2/ext3'],
  [0x01021994, 'tmpfs'],
  [0x858458f6, 'ramfs'],
  [0x9fa0, 'proc'],
  [0x62656572, 'sysfs'],
  [0x1cd1, 'devpts'],
  [0x64626720, 'debugfs'],
  [0x74726163, 'tracefs'],
  [0x6165676c, 'pstorefs'],
  [0x4d44, 'msdos'],
  [0x73717368, 'squashfs'],
  [0x6969, 'nfs'],
  [0x27e0eb, 'cgroupfs'],
  [0x63677270, 'cgroup2fs'],
  [0x73636673, 'securityfs'],
  [0x62656570, 'configfs'],
  [0x9123683e, 'btrfs'],
  [0x58465342, 'xfs'],
  [0x72b6, 'jffs2'],
  [0x24051905, 'ubifs'],
  [0x794c7630, 'overlayfs'],
  [0x65735546, 'fuseblk'],
  [0x958458f6, 'hugetlbfs'],
  [0x19800202, 'mqueue'],
  [0xcafe4a11, 'bpf_fs'],
  [0x28cd3d45, 'cramfs'],
  [0xf2f52010, 'f2fs'],
  [0x9660, 'isofs'],
  [0xde5e81e4, 'efivarfs'],
  [0x42494e4d, 'binfmt_misc'],
]);

export function fileSystemName(type: number): string {
  return names.get(type) ?? `UNKNOWN (0x${type.toString(16)})`;
}
