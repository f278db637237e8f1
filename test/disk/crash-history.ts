/** What a file system must still hold after a power cut: the states that were committed, and which files were written since. */
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { S_IFREG } from '../../src/shell/posix.ts';
import { ENOSPC } from '../../src/sim/errno.ts';
import { type Dump, describeFile, type ModelFileSystem, type ModelNode } from './model.ts';
import { mounted } from './mounted.ts';
import { type Operation, Pair } from './operations.ts';
import { RecordingDevice } from './power-cut.ts';

interface Committed {
  /** Events when the commit began, and when it was over. */
  readonly from: number;
  readonly to: number;
  /** Path, description without the contents, description with them, and the file. */
  readonly files: ReadonlyMap<string, { readonly outside: string; readonly whole: string; readonly file: ModelNode }>;
}

export interface History {
  readonly device: RecordingDevice;
  readonly committed: readonly Committed[];
  /** Whether a transaction was committed in the middle of an operation, where the model has no state. */
  readonly hasOwnCommits: boolean;
  readonly writtenAt: ReadonlyMap<ModelNode, readonly number[]>;
}

/** Runs operations on a fresh copy of a disk and remembers what was committed when. */
export function record(base: SparseDisk, operations: readonly Operation[]): History {
  const device = new RecordingDevice(base);
  const { fileSystem } = mounted(device);
  const pair = new Pair(fileSystem);
  const committed: Committed[] = [{ from: 0, to: 0, files: snapshot(pair.model) }];
  const writtenAt = new Map<ModelNode, number[]>();
  let hasOwnCommits = false;
  for (const operation of operations) {
    const before = device.eventCount;
    if ('path' in operation) {
      const file = pair.model.find(operation.path);
      if (typeof file !== 'number') writtenAt.set(file, [...(writtenAt.get(file) ?? []), before]);
    }
    const wasDirty = fileSystem.isDirty;
    const [ours, model] = pair.apply(operation);
    if (ours === -ENOSPC || ours < model) break;
    if (operation.do === 'commit') {
      committed.push({ from: before, to: device.eventCount, files: snapshot(pair.model) });
    } else if (wasDirty && !fileSystem.isDirty) {
      hasOwnCommits = true;
    }
  }
  return { device, committed, hasOwnCommits, writtenAt };
}

/** What is wrong with a recovered file system after a cut; empty when it is one of the states it may be in. */
export function complaints(history: History, cutAt: number, recovered: Dump): string[] {
  const { committed } = history;
  const last = committed.findLastIndex(({ to }) => to <= cutAt);
  const allowed = [committed[last]!];
  const next = committed[last + 1];
  if (next !== undefined && next.from <= cutAt) allowed.push(next);
  const found = allowed.map((state) => differences(history, state, cutAt, recovered));
  return found.some((list) => list.length === 0) ? [] : found[0]!;
}

function differences({ writtenAt }: History, { from, files }: Committed, cutAt: number, recovered: Dump): string[] {
  const list: string[] = [];
  for (const path of recovered.keys()) if (!files.has(path)) list.push(`${path} is there`);
  for (const [path, { outside, whole, file }] of files) {
    const found = recovered.get(path);
    if (found === undefined) {
      list.push(`${path} is missing`);
      continue;
    }
    const wasWritten = (writtenAt.get(file) ?? []).some((at) => at >= from && at <= cutAt);
    const isSame = wasWritten ? found.replace(/:.*/, '') === outside : found === whole;
    if (!isSame) list.push(`${path}: ${found} instead of ${whole}`);
  }
  return list;
}

function snapshot(model: ModelFileSystem): Committed['files'] {
  const files = new Map<string, { outside: string; whole: string; file: ModelNode }>();
  const walk = (path: string, file: ModelNode): void => {
    const whole = describeFile(file.mode, file.links, file.content, file.target);
    const isFile = (file.mode & 0o170000) === S_IFREG;
    files.set(path, { outside: isFile ? whole.replace(/:.*/, '') : whole, whole, file });
    for (const [name, child] of file.names) walk(`${path}/${name}`, child);
  };
  walk('', model.root);
  return files;
}
