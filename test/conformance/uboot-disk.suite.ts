/**
 * U-Boot on disks. `uboot/ext`: images before and after a recorded `pstore save`, file by file and then sector by sector.
 * `uboot/disk`: whole sessions of file commands typed at a real U-Boot 2026.07, their console text and the disk they left.
 *
 * Masked: how long a transfer took and its rate, which are the recording PC's; the simulated sandbox takes no time.
 */
import { createHash } from 'node:crypto';
import { mountExt4 } from '../../src/disk/ext4/mount.ts';
import type { DiskFileSystem } from '../../src/disk/file-system.ts';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { runUBootSession, type UBootCommandReport, type UBootLoad } from '../../src/inspect/uboot-session.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector, readVector } from './vectors.ts';

interface Recording {
  address: string;
  image: string;
  save: { config: string; files: { name: string; size: number; sha256: string }[] };
}

interface DiskSession {
  version: string;
  image: string;
  /** What lay in RAM before the first command; files of the same folder. */
  loads?: { address: string; file: string }[];
  commands: { cmd: string; console: string }[];
  after: { offset: number; length: number; sha256: string }[];
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export const suites: Suite[] = [
  { name: 'uboot ext', cases: () => beforeImages().flatMap(extCases) },
  {
    name: 'uboot disk sessions',
    cases: () =>
      listVectors('uboot/disk')
        .filter((name) => name.endsWith('.json'))
        .flatMap(sessionCases),
  },
];

function beforeImages(): string[] {
  return listVectors('uboot/ext').filter((name) => name.includes('-before.img'));
}

function session(version: string, disk: SparseDisk, loads: readonly UBootLoad[], exec: readonly string[]) {
  const disks = [{ interface: 'host', number: 0, disk, isReadOnly: false }] as const;
  return runUBootSession({ board: sandbox, version: findUBoot(version)!, loads, exec, disks }).commands;
}

function extCases(before: string): Case[] {
  let disk: SparseDisk | undefined;
  const after = SparseDisk.fromBytes(readVector(`uboot/ext/${before.replace('-before', '-after')}`));
  const ours = (): SparseDisk => {
    if (disk !== undefined) return disk;
    disk = SparseDisk.fromBytes(readVector(`uboot/ext/${before}`));
    const { image, address, save } = sourceOf(after);
    const loads = [{ address: Number(address), bytes: readVector(`uboot/${image}`) }];
    session('2026.07', disk, loads, [save.config, 'pstore save host 0 /logs']);
    return disk;
  };
  return [
    { name: `${before}: files`, run: () => expectEqualText(filesOf(ours()), filesOf(after), before) },
    { name: `${before}: sectors`, run: () => expectEqualText(changedSectors(ours(), after), '', before) },
  ];
}

/** The recorded region whose records lie on the disk afterwards. */
function sourceOf(after: SparseDisk): Recording {
  const saved = filesOf(after);
  const found = listVectors('uboot')
    .filter((name) => /^v\d.*\.json$/.test(name))
    .map((name) => readJsonVector<Recording>(`uboot/${name}`))
    .find(({ save }) => save.files.length > 0 && save.files.every((file) => saved.includes(file.sha256)));
  if (found === undefined) throw new Error('no recorded region has the files of this image');
  return found;
}

function mounted(disk: SparseDisk): DiskFileSystem {
  const result = mountExt4(disk, { time: { seconds: 0n, nanoseconds: 0 }, readOnly: true });
  if ('errno' in result) throw new Error(result.message);
  return result.fileSystem;
}

/** Every file with all that its inode says. */
function filesOf(disk: SparseDisk): string {
  const fileSystem = mounted(disk);
  const lines: string[] = [];
  const walk = (directory: number, path: string): void => {
    const entries = fileSystem.list(directory);
    if (typeof entries === 'number') throw new Error(`${path}: ${entries}`);
    for (const { name, ino } of entries) {
      if (name === '.' || name === '..') continue;
      const inode = fileSystem.inode(ino);
      if (typeof inode === 'number') throw new Error(`${path}/${name}: ${inode}`);
      const bytes = fileSystem.read(ino, 0, inode.size);
      const contents = typeof bytes === 'number' ? 'directory' : sha256(bytes);
      const { mode, nlink, uid, gid, size, blocks, mtime } = inode;
      lines.push(
        `${path}/${name} ${ino} ${mode.toString(8)} ${nlink} ${uid} ${gid} ${size} ${blocks} ${mtime.seconds}`,
      );
      lines.push(`  ${contents}`);
      if (typeof bytes === 'number') walk(ino, `${path}/${name}`);
    }
  };
  walk(fileSystem.root, '');
  return lines.join('\n');
}

function changedSectors(ours: SparseDisk, theirs: SparseDisk): string {
  const lines: string[] = [];
  for (let sector = 0; sector < theirs.sectorCount; sector++) {
    if (Buffer.compare(ours.read(sector, 1), theirs.read(sector, 1)) !== 0) lines.push(`sector ${sector} differs`);
  }
  return lines.slice(0, 20).join('\n');
}

function sessionCases(file: string): Case[] {
  const recording = readJsonVector<DiskSession>(`uboot/disk/${file}`);
  let result: { reports: readonly UBootCommandReport[]; disk: SparseDisk } | undefined;
  const run = () => {
    if (result !== undefined) return result;
    const disk = SparseDisk.fromBytes(readVector(`uboot/disk/${recording.image}`));
    const exec = recording.commands.map(({ cmd }) => cmd);
    const loads = (recording.loads ?? []).map((load) => {
      return { address: Number(load.address), bytes: readVector(`uboot/disk/${load.file}`) };
    });
    result = { reports: session(recording.version, disk, loads, exec), disk };
    return result;
  };
  const commands = recording.commands.map(({ cmd, console }, index) => ({
    name: `${file} ${index}: ${cmd}`,
    run() {
      const wire = Buffer.from(run().reports[index]!.wire).toString('latin1').replaceAll('\r', '');
      expectEqualText(masked(wire), masked(console), cmd);
    },
  }));
  const disks = recording.after.map(({ offset, length, sha256: expected }) => ({
    name: `${file}: the disk afterwards from byte ${offset}`,
    run: () => expectEqualText(sha256(run().disk.read(offset / 512, length / 512)), expected, file),
  }));
  return [...commands, ...disks];
}

function masked(text: string): string {
  return text.replace(/ in \d+ ms(?: \([^)]*\))?$/gm, ' in N ms');
}
