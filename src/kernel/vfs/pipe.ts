/**
 * Pipes and FIFOs: Linux `fs/pipe.c` with its 16 pages of 4 KiB.
 *
 * A FIFO's `open` waits for the other end in Linux; here the first read or write does, because opening cannot wait.
 */
import { S_IFIFO, type Timespec } from '../../shell/posix.ts';
import { ENXIO, EPIPE, ESPIPE } from '../../sim/errno.ts';
import type { FileSystemStatus } from '../process/system-calls.ts';
import { WaitQueue } from '../process/wait-queue.ts';
import { Dentry, type FileOperations, Inode, Mount, type OpenFile, type SuperBlock } from './vfs-objects.ts';

const PIPE_BYTES = 16 * 4096;
/** Writes up to this length are not mixed with others. */
const PIPE_BUF = 4096;
const NOTHING = new Uint8Array(0);

export class Pipe {
  readonly queue = new WaitQueue();
  readers = 0;
  writers = 0;
  /** Ends that were ever opened: a FIFO waits for its first. */
  #hadReader = false;
  #hadWriter = false;
  #chunks: Uint8Array[] = [];
  #length = 0;

  /** A FIFO opened for writing without waiting must have a reader. */
  open(file: OpenFile): FileOperations | number {
    if (file.isNonBlocking && !file.isReadable && this.readers === 0) return -ENXIO;
    if (file.isReadable) {
      this.readers++;
      this.#hadReader = true;
    }
    if (file.isWritable) {
      this.writers++;
      this.#hadWriter = true;
    }
    this.queue.wakeAll();
    return this.#operations;
  }

  readonly #operations: FileOperations = {
    isStream: true,
    read: (_file, count) => this.#read(count),
    write: (_file, bytes) => this.#write(bytes),
    seek: () => -ESPIPE,
    released: (file) => {
      if (file.isReadable) this.readers--;
      if (file.isWritable) this.writers--;
      if (this.readers === 0 && this.writers === 0) {
        this.#chunks = [];
        this.#length = 0;
        this.#hadReader = false;
        this.#hadWriter = false;
      }
      this.queue.wakeAll();
    },
  };

  #read(count: number): Uint8Array | WaitQueue {
    if (this.#length === 0) return this.writers === 0 && this.#hadWriter ? NOTHING : this.queue;
    if (count === 0) return NOTHING;
    const first = this.#chunks[0]!;
    let bytes: Uint8Array;
    if (first.length > count) {
      bytes = first.subarray(0, count);
      this.#chunks[0] = first.subarray(count);
    } else if (this.#chunks.length === 1) {
      bytes = first;
      this.#chunks = [];
    } else bytes = this.#gather(count);
    this.#length -= bytes.length;
    this.queue.wakeAll();
    return bytes;
  }

  #gather(count: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(count, this.#length));
    let done = 0;
    let taken = 0;
    while (done < bytes.length) {
      const chunk = this.#chunks[taken]!;
      const length = Math.min(chunk.length, bytes.length - done);
      bytes.set(length === chunk.length ? chunk : chunk.subarray(0, length), done);
      done += length;
      if (length === chunk.length) taken++;
      else this.#chunks[taken] = chunk.subarray(length);
    }
    this.#chunks.splice(0, taken);
    return bytes;
  }

  #write(bytes: Uint8Array): number | WaitQueue {
    if (this.readers === 0) return this.#hadReader ? -EPIPE : this.queue;
    const room = PIPE_BYTES - this.#length;
    if (room === 0 || (bytes.length <= PIPE_BUF && bytes.length > room)) return this.queue;
    const taken = Math.min(room, bytes.length);
    const last = this.#chunks.at(-1);
    if (taken <= PIPE_BUF && last !== undefined && last.length + taken <= PIPE_BUF) {
      // Merged into the last page, so that many small writes stay few chunks.
      const merged = new Uint8Array(last.length + taken);
      merged.set(last);
      merged.set(bytes, last.length);
      this.#chunks[this.#chunks.length - 1] = merged;
    } else this.#chunks.push(bytes.slice(0, taken));
    this.#length += taken;
    this.queue.wakeAll();
    return taken;
  }
}

const PIPEFS_MAGIC = 0x50495045;

class PipeInode extends Inode {
  readonly superblock: SuperBlock;
  readonly pipe = new Pipe();

  constructor(superblock: SuperBlock, ino: number, time: Timespec) {
    super(ino, S_IFIFO | 0o600);
    this.superblock = superblock;
    this.atime = time;
    this.mtime = time;
    this.ctime = time;
  }

  override open(file: OpenFile): FileOperations | number {
    return this.pipe.open(file);
  }
}

/** The pipe that an open file is an end of, unless it has a name. */
export function pipeOf({ inode }: OpenFile): Pipe | null {
  return inode instanceof PipeInode ? inode.pipe : null;
}

/** The file system that pipes live in; it is mounted nowhere. */
export class PipeFileSystem implements SuperBlock {
  readonly type = 'pipefs';
  readonly magic = PIPEFS_MAGIC;
  readonly dev: number;
  readonly blockBytes = 4096;
  readonly revalidates = false;
  readonly writeError = 0;
  readonly root: Inode;
  readonly rootDentry: Dentry;
  readonly #mount: Mount;
  readOnly = false;
  mountCount = 0;
  openForWriting = 0;
  #nextIno: number;

  constructor(dev: number, firstIno: number) {
    this.dev = dev;
    this.#nextIno = firstIno;
    this.root = new PipeInode(this, 1, { seconds: 0n, nanoseconds: 0 });
    this.rootDentry = new Dentry('', null, this.root);
    const flags = { readOnly: false, nosuid: false, nodev: false, noexec: false, atime: 'noatime' as const };
    this.#mount = new Mount(0, this.rootDentry, null, 'pipefs', flags);
  }

  /** A new pipe; its ends are two open files of the place. */
  pipe(time: Timespec): { readonly mount: Mount; readonly dentry: Dentry } {
    const inode = new PipeInode(this, this.#nextIno++, time);
    return { mount: this.#mount, dentry: new Dentry(`pipe:[${inode.ino}]`, null, inode) };
  }

  statfs(): FileSystemStatus {
    return { type: PIPEFS_MAGIC, bsize: 4096, blocks: 0, bfree: 0, bavail: 0, files: 0, ffree: 0, namelen: 255 };
  }

  optionsText(): string {
    return '';
  }

  remount(): number {
    return 0;
  }

  sync(): number {
    return 0;
  }

  unmount(): void {}
}
