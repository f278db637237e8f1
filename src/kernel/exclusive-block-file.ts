/**
 * A block device that the kernel itself opens by its path, for nobody else: `filp_open` with O_EXCL, and what `kernel_read` and `kernel_write` do
 * with it.
 */
import { O_RDWR, S_IFBLK, S_IFMT, SEEK_END } from '../shell/posix.ts';
import { EINVAL, EIO, ENODEV } from '../sim/errno.ts';
import type { BlockFile } from './pstore/pstore-blk.ts';
import type { DiskClaims } from './vfs/disk-claims.ts';
import type { Walker } from './vfs/path-walk.ts';
import type { Vfs } from './vfs/vfs.ts';

/** -ENODEV for a file of another kind, else what open(2) says. */
export function openExclusively(vfs: Vfs, walker: Walker, claims: DiskClaims, path: string): BlockFile | number {
  const file = vfs.open(walker, path, O_RDWR, 0);
  if (typeof file === 'number') return file;
  const { inode, operations } = file;
  const { rdev } = inode;
  const refuse = (error: number) => {
    vfs.release(file);
    return error;
  };
  if ((inode.mode & S_IFMT) !== S_IFBLK) return refuse(-ENODEV);
  const busy = claims.claim(rdev);
  if (busy !== 0) return refuse(busy);
  return {
    sizeBytes: operations.seek?.(file, 0, SEEK_END) ?? -EINVAL,
    read(offset, length) {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const part = operations.read?.(file, length - done, offset + done);
        if (!(part instanceof Uint8Array) || part.length === 0) break;
        bytes.set(part, done);
        done += part.length;
      }
      return bytes;
    },
    write(offset, bytes) {
      return operations.write?.(file, bytes, offset) === bytes.length ? 0 : -EIO;
    },
    close() {
      claims.release(rdev);
      vfs.release(file);
    },
  };
}
