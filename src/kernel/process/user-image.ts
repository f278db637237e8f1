/**
 * A program as it lies in memory: the segments of its file (Linux `fs/binfmt_elf.c`), or what is assumed of a program that has only one.
 *
 * Bytes are those of the file: what a program wrote to its own data is not kept.
 */
import { PROGRAM_HEAD_BYTES, readProgramFile } from '../../formats/program-file.ts';
import type { Architecture } from '../../profiles/kernel.ts';
import { assumedAreas } from '../procfs/assumed-areas.ts';
import type { MemoryArea } from '../procfs/process-view.ts';
import { pathOf } from '../vfs/path-walk.ts';
import { programMemory } from './process-memory.ts';
import type { Task } from './task.ts';

export interface UserImage {
  /** Name of the program's file. */
  readonly name: string;
  /** Lowest first. */
  readonly areas: readonly MemoryArea[];
  /** What can be executed. */
  readonly text: { readonly start: bigint; readonly end: bigint };
  /** Bytes of memory, or null where some are not mapped or nobody knows them. */
  read(start: bigint, length: number): Uint8Array | null;
}

/** Bytes of a page: segments begin and end with one. */
const PAGES: Readonly<Record<Architecture, bigint>> = { x86_64: 4096n, arm: 4096n, arm64: 4096n, ppc64le: 65536n };
const NOWHERE = { start: 0x400000n, end: 0x401000n };

/** The image of the program that a task runs. */
export function imageOf(task: Task, architecture: Architecture): UserImage {
  const areas = programAreas(task, architecture);
  const executable = areas.find(({ permissions, ino }) => permissions.includes('x') && ino !== 0);
  return {
    name: task.exe?.dentry.name ?? task.comm,
    areas,
    text: executable ?? NOWHERE,
    read: (start, length) => readImage(task, areas, start, length),
  };
}

/** The areas of a program whose file has segments of its own; none for the others. */
export function segmentAreas(task: Task, architecture: Architecture): readonly MemoryArea[] {
  const inode = task.exeInode;
  const head = inode?.read(0, Math.min(inode.size, PROGRAM_HEAD_BYTES));
  if (inode === null || !(head instanceof Uint8Array)) return [];
  const file = readProgramFile(head, architecture);
  if (file.kind === 'bad' || file.segments.length < 2) return [];
  const path = pathOf(task.root, task.exe!);
  const name = typeof path === 'number' ? task.exe!.dentry.name : path;
  const page = PAGES[architecture];
  return file.segments.map(({ address, offset, sizeBytes, flags }): MemoryArea => {
    const start = BigInt(address) & ~(page - 1n);
    const end = (BigInt(address + sizeBytes) + page - 1n) & ~(page - 1n);
    const permissions = `${flags & 4 ? 'r' : '-'}${flags & 2 ? 'w' : '-'}${flags & 1 ? 'x' : '-'}p`;
    const { dev } = inode.superblock;
    return {
      start,
      end,
      permissions,
      offset: BigInt(offset) & ~(page - 1n),
      dev,
      ino: inode.ino,
      name,
    };
  });
}

function programAreas(task: Task, architecture: Architecture): readonly MemoryArea[] {
  const own = segmentAreas(task, architecture);
  if (own.length > 0) return own;
  const exe = task.exe?.dentry.name ?? null;
  return assumedAreas(
    { pid: task.pid, isKernelThread: false, exe, memory: programMemory(task.comm) },
    architecture === 'arm' ? 4 : 8,
  );
}

function readImage(task: Task, areas: readonly MemoryArea[], start: bigint, length: number): Uint8Array | null {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const at = start + BigInt(done);
    const area = areas.find((one) => at >= one.start && at < one.end);
    if (area === undefined || area.ino === 0) return null;
    const count = Math.min(length - done, Number(area.end - at));
    const read = task.exeInode?.read(Number(at - area.start + area.offset), count);
    if (!(read instanceof Uint8Array)) return null;
    bytes.set(read, done);
    done += count;
  }
  return bytes;
}
