/**
 * A program as it lies in memory: the segments of its file (Linux `fs/binfmt_elf.c`), or what is assumed of a program that has only one.
 *
 * Bytes are those of the file: what a program wrote to its own data is not kept.
 */
import { PROGRAM_HEAD_BYTES, readProgramFile } from '../../formats/program-file.ts';
import type { Architecture } from '../../profiles/kernel.ts';
import { assumedProgramAreas } from '../procfs/assumed-areas.ts';
import type { MemoryArea } from '../procfs/process-view.ts';
import { pathOf } from '../vfs/path-walk.ts';
import type { Task } from './task.ts';

/** A mapping with what a core needs to know of it. */
export interface ProcessArea extends MemoryArea {
  /** `special`: the kernel's own, which every core has. `written`: private pages of its own. `file`: only pages of the file. */
  readonly kind: 'special' | 'written' | 'file';
  /** The page at an address, null where nobody touched it. */
  page(at: bigint): Uint8Array | null;
}

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

/** What a program is told of its file. */
export interface ProgramHead {
  /** Where its program headers are in memory, bytes of one, and how many. */
  readonly headers: bigint;
  readonly headerBytes: number;
  readonly headerCount: number;
  readonly entry: bigint;
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

/** Its first instruction, and its program headers in memory; zeros where nobody can read the file any more. */
export function programHead(task: Task, architecture: Architecture): ProgramHead {
  const file = programFile(task, architecture);
  if (file === null) return { headers: 0n, headerBytes: 0, headerCount: 0, entry: 0n };
  const { headersOffset, headerBytes, headerCount, entry, segments } = file;
  const first = segments.find(({ offset, sizeBytes }) => headersOffset >= offset && headersOffset < offset + sizeBytes);
  const headers = first === undefined ? 0n : BigInt(first.address + headersOffset - first.offset);
  return { headers, headerBytes, headerCount, entry: BigInt(entry) };
}

/** The mappings of a program's file, and its heap. */
export function programAreas(task: Task, architecture: Architecture): readonly ProcessArea[] {
  const file = programFile(task, architecture);
  const inode = task.exeInode;
  if (file === null || inode === null) return [];
  const path = pathOf(task.root, task.exe!);
  const name = typeof path === 'number' ? task.exe!.dentry.name : path;
  const page = PAGES[architecture];
  const areas =
    file.segments.length > 1 ? file.segments.flatMap((segment) => segmentArea(segment, page, inode.size) ?? []) : null;
  const own = { dev: inode.superblock.dev, ino: inode.ino, name };
  if (areas !== null) return areas.map((area) => withPages(task, { ...area, ...own, kind: 'file' }, page));
  const [only] = file.segments;
  const program = { pid: task.pid, base: BigInt(only?.address ?? 0), fileBytes: only?.sizeBytes ?? 0, page };
  return assumedProgramAreas(program).map((area) =>
    area.name === '[heap]'
      ? { ...area, kind: 'written', page: () => null }
      : withPages(task, { ...area, ...own, kind: area.permissions.includes('w') ? 'written' : 'file' }, page),
  );
}

function programFile(task: Task, architecture: Architecture) {
  const inode = task.exeInode;
  const head = inode?.read(0, Math.min(inode.size, PROGRAM_HEAD_BYTES));
  if (!(head instanceof Uint8Array)) return null;
  const file = readProgramFile(head, architecture);
  return file.kind === 'bad' ? null : file;
}

type Segment = {
  readonly address: number;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly flags: number;
};

/** Pages that the file has; a header may claim more. Null where it has none of them. */
function segmentArea({ address, offset, sizeBytes, flags }: Segment, page: bigint, fileBytes: number) {
  const there = Math.min(sizeBytes, fileBytes - offset);
  if (there <= 0) return null;
  const start = BigInt(address) & ~(page - 1n);
  const end = (BigInt(address + there) + page - 1n) & ~(page - 1n);
  const permissions = `${flags & 4 ? 'r' : '-'}${flags & 2 ? 'w' : '-'}${flags & 1 ? 'x' : '-'}p`;
  return { start, end, permissions, offset: BigInt(offset) & ~(page - 1n) };
}

function withPages(task: Task, area: Omit<ProcessArea, 'page'>, page: bigint): ProcessArea {
  return { ...area, page: (at) => readFile(task, area, at, Number(page)) };
}

/** Bytes of the file behind a mapping; zeros behind its end. */
function readFile(task: Task, area: MemoryArea, at: bigint, length: number): Uint8Array | null {
  const read = task.exeInode?.read(Number(at - area.start + area.offset), length);
  if (!(read instanceof Uint8Array)) return null;
  if (read.length === length) return read;
  const bytes = new Uint8Array(length);
  bytes.set(read);
  return bytes;
}

function readImage(task: Task, areas: readonly MemoryArea[], start: bigint, length: number): Uint8Array | null {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const at = start + BigInt(done);
    const area = areas.find((one) => at >= one.start && at < one.end);
    if (area === undefined || area.ino === 0) return null;
    const count = Math.min(length - done, Number(area.end - at));
    const read = readFile(task, area, at, count);
    if (read === null) return null;
    bytes.set(read, done);
    done += count;
  }
  return bytes;
}
