/**
 * The files of a root file system before its first boot: of a board, a kernel and a user land.
 *
 * Pure data: the machine writes them to the board's disk, or unpacks them as an initramfs. Times are the board's first moment, so that
 * the same words give the same bytes.
 */
import { buildProgramFile } from '../../formats/program-file.ts';
import type { BoardProfile } from '../../profiles/board.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { addBootFiles, addModules } from './root-tree/boot-files.ts';
import { addBoardRootFiles, addBusyboxDisk, addBusyboxInitramfs } from './root-tree/busybox-files.ts';
import { addCollector } from './root-tree/collector-files.ts';
import { addCrashSummary } from './root-tree/crash-summary.ts';
import { addBoardFiles, addConfiguration, addMergedUsr } from './root-tree/debian-files.ts';
import { type RootEntry, RootTreeBuilder } from './root-tree/root-entry.ts';
import { type UserlandName, userland } from './userlands.ts';

export interface RootTreeOptions {
  readonly board: BoardProfile;
  readonly kernel: KernelProfile;
  readonly userland: UserlandName;
  /** Goes to /boot/dtbs; null: the board has none. */
  readonly deviceTree: Uint8Array | null;
  /** `initramfs`: without /boot, and with /init where it is BusyBox. */
  readonly kind: 'disk' | 'initramfs';
}

const trees = new Map<string, readonly RootEntry[]>();

/** All files, parents before what is in them; made once for the same words. */
export function rootTree(options: RootTreeOptions): readonly RootEntry[] {
  const { board, kernel, userland: name, deviceTree, kind } = options;
  const key = `${board.name} ${board.bootloader} ${kernel.release} ${name} ${kind} ${deviceTree?.length ?? 0} ${JSON.stringify(board.collector ?? null)}`;
  let tree = trees.get(key);
  if (tree === undefined) {
    tree = makeTree(options);
    trees.set(key, tree);
  }
  return tree;
}

function makeTree({ board, kernel, userland: name, deviceTree, kind }: RootTreeOptions): readonly RootEntry[] {
  const tree = new RootTreeBuilder(board.rtcEpochSeconds);
  if (name === 'gnu') {
    addMergedUsr(tree);
    addConfiguration(tree, board);
    addBoardFiles(tree, board);
    addModules(tree, kernel, '/usr/lib');
  } else {
    if (kind === 'initramfs') addBusyboxInitramfs(tree);
    else addBusyboxDisk(tree, board);
    addModules(tree, kernel, '/lib');
    if (kind === 'disk') addBoardRootFiles(tree, board);
  }
  if (kind === 'disk') {
    addBootFiles(tree, board, kernel, deviceTree);
    addCrashSummary(tree);
  }
  const { architecture } = kernel;
  if (kind === 'disk' && board.collector !== undefined) addCollector(tree, board.collector, name, architecture);
  const { programs, links } = userland(name);
  for (const { path, key, sizeBytes, mode, code } of programs) {
    if (code === undefined) tree.bytes(path, () => buildProgramFile({ architecture, key, sizeBytes }), mode);
    else if (architecture === code.architecture) {
      tree.bytes(path, () => buildProgramFile({ architecture, key, segments: code.segments() }), mode);
    }
  }
  for (const { path, target } of links) tree.link(path, target);
  return tree.build();
}
