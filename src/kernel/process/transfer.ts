/** `read`, `write` and their kin: Linux `fs/read_write.c`. */
import {
  type Blocking,
  O_DSYNC,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFMT,
  S_IFREG,
  SEEK_CUR,
  SEEK_END,
  SEEK_SET,
  signals,
} from '../../shell/posix.ts';
import { EAGAIN, EBADF, EFBIG, EINTR, EINVAL, EISDIR, ENOMEM, EPIPE, ESPIPE } from '../../sim/errno.ts';
import { removePrivileges } from '../vfs/attributes.ts';
import type { OpenFile } from '../vfs/vfs-objects.ts';
import { callCosts } from './costs.ts';
import { never, type ProcessServices } from './services.ts';
import { leaveCall, OOM_WAIT_NS, sleepFor, sleepOn, untilDone, waitForDisk } from './sleep.ts';
import type { Task } from './task.ts';
import { ERESTARTSYS, WaitQueue } from './wait-queue.ts';

/** MAX_RW_COUNT. */
const TRANSFER_MAX = 0x7ffff000;
const NOTHING = new Uint8Array(0);

export function* read(services: ProcessServices, task: Task, fd: number, count: number): Blocking<Uint8Array | number> {
  const file = task.fds.get(fd);
  let result: Uint8Array | number = -EBADF;
  if (file?.isReadable) {
    const isStream = file.operations.isStream === true;
    result = yield* readAt(services, task, file, count, isStream ? 0 : file.offset);
    if (typeof result !== 'number' && !isStream) file.offset += result.length;
  }
  services.time.spend(
    callCosts.transfer + (typeof result === 'number' ? 0 : Math.ceil(result.length * callCosts.perByte)),
  );
  yield* leaveCall(services, task);
  return result;
}

export function* pread(
  services: ProcessServices,
  task: Task,
  fd: number,
  count: number,
  offset: number,
): Blocking<Uint8Array | number> {
  const file = task.fds.get(fd);
  let result: Uint8Array | number = -EBADF;
  if (file?.operations.isStream === true) result = -ESPIPE;
  else if (offset < 0) result = -EINVAL;
  else if (file?.isReadable) result = yield* readAt(services, task, file, count, offset);
  services.time.spend(
    callCosts.transfer + (typeof result === 'number' ? 0 : Math.ceil(result.length * callCosts.perByte)),
  );
  yield* leaveCall(services, task);
  return result;
}

function* readAt(
  services: ProcessServices,
  task: Task,
  file: OpenFile,
  count: number,
  offset: number,
): Blocking<Uint8Array | number> {
  const { operations } = file;
  if (operations.read === undefined) return file.inode.isDirectory ? -EISDIR : -EINVAL;
  const length = Math.min(count, TRANSFER_MAX);
  const isFifo = (file.inode.mode & S_IFMT) === S_IFIFO;
  const result = yield* untilDone(task, file, isFifo ? 'pipe_read' : 'n_tty_read', () =>
    operations.read!(file, length, offset),
  );
  if (typeof result !== 'number') {
    task.io.readCalls++;
    task.io.readChars += result.length;
    if (result.length > 0 || length > 0) services.vfs.touch(file);
    return result;
  }
  return result === 0 ? NOTHING : result;
}

/** Writes all of it; what was taken when an error, a signal or the file-size limit stops it. */
export function* write(services: ProcessServices, task: Task, fd: number, bytes: Uint8Array): Blocking<number> {
  // Its last call killed it, and it does not know yet.
  if (!task.isAlive) yield* never();
  const file = task.fds.get(fd);
  const result = file?.isWritable ? yield* writeTo(services, task, file, bytes) : -EBADF;
  if (result === -EPIPE) services.table.send(task, signals.PIPE);
  services.time.spend(callCosts.transfer + Math.ceil(Math.max(0, result) * callCosts.perByte));
  yield* leaveCall(services, task);
  return result;
}

function* writeTo(services: ProcessServices, task: Task, file: OpenFile, bytes: Uint8Array): Blocking<number> {
  const { operations, inode } = file;
  if (operations.write === undefined) return inode.isDirectory ? -EBADF : -EINVAL;
  task.io.writeCalls++;
  const isRegular = (inode.mode & S_IFMT) === S_IFREG;
  const isStream = operations.isStream === true;
  if (isRegular) removePrivileges(task.credentials, inode);
  let done = 0;
  let rest = bytes;
  for (;;) {
    const offset = isStream ? 0 : file.isAppending && isRegular ? inode.size : file.offset;
    let piece = rest;
    if (isRegular) {
      const room = roomBelowLimit(services, task, offset, rest.length);
      if (room < 0) return done > 0 ? done : room;
      if (room < rest.length) piece = rest.subarray(0, room);
    }
    const result = operations.write(file, piece, offset);
    if (result instanceof WaitQueue) {
      if (file.isNonBlocking) return done > 0 ? done : -EAGAIN;
      if (!(yield* sleepOn(task, result, 'pipe_write'))) return done > 0 ? done : -EINTR;
      continue;
    }
    if (result === -ERESTARTSYS) {
      if (task.caught !== 0 || !task.isStopped) return done > 0 ? done : -EINTR;
      yield;
      continue;
    }
    if (result === -ENOMEM && isRegular && services.outOfMemory !== undefined && task.isAlive && services.isAlive()) {
      services.outOfMemory(task, inode.superblock.type === 'tmpfs' ? 'shmem' : 'write');
      yield* leaveCall(services, task);
      // Whoever was chosen is not gone yet.
      yield* sleepFor(services, task, OOM_WAIT_NS);
      continue;
    }
    if (result < 0) return done > 0 ? done : result;
    done += result;
    task.io.writtenChars += result;
    if (!isStream) file.offset = offset + result;
    if (result === rest.length || result === 0 || (isRegular && result < piece.length)) break;
    // The kernel died in the middle of it, or the process was told to go.
    if (!services.isAlive() || !task.isAlive) break;
    rest = rest.subarray(result);
  }
  if (isRegular && (file.flags & O_DSYNC) !== 0) yield* syncFile(services, task, file);
  return done;
}

/** RLIMIT_FSIZE: bytes that may be written at an offset; SIGXFSZ and -EFBIG at the limit. */
function roomBelowLimit(services: ProcessServices, task: Task, offset: number, length: number): number {
  const limit = task.limits.soft('f');
  if (typeof limit !== 'number') return length;
  if (offset >= limit && length > 0) {
    services.table.send(task, signals.XFSZ);
    return -EFBIG;
  }
  return Math.min(length, limit - offset);
}

/** Waits until a file is on the disk. */
export function* syncFile(services: ProcessServices, task: Task, file: OpenFile): Blocking<number> {
  const { operations, inode } = file;
  if (operations.isStream === true) return -EINVAL;
  // The file operations of a character device have their own, or none.
  if (operations.fsync === undefined && (inode.mode & S_IFMT) === S_IFCHR) return -EINVAL;
  const durationNs = operations.fsync === undefined ? inode.fsync() : operations.fsync(file);
  if (durationNs <= 0) return durationNs;
  yield* waitForDisk(services, task, durationNs);
  return 0;
}

export function lseek(file: OpenFile, offset: number, whence: number): number {
  const { operations, inode } = file;
  if (operations.isStream === true && operations.seek === undefined) return -ESPIPE;
  if (operations.seek !== undefined) return operations.seek(file, offset, whence);
  let base = 0;
  if (whence === SEEK_CUR) base = file.offset;
  else if (whence === SEEK_END) {
    inode.refresh();
    base = inode.size;
  } else if (whence !== SEEK_SET) return -EINVAL;
  const place = base + offset;
  if (place < 0 || !Number.isSafeInteger(place)) return -EINVAL;
  if ((inode.mode & S_IFMT) === S_IFDIR && place !== 0 && whence === SEEK_END) return -EINVAL;
  file.offset = place;
  return place;
}
