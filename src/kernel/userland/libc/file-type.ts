/** What a file is, in words: gnulib `lib/file-type.c`. */
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } from '../../../shell/posix.ts';

export function fileTypeName({ mode, size }: { readonly mode: number; readonly size: number }): string {
  switch (mode & S_IFMT) {
    case S_IFREG:
      return size === 0 ? 'regular empty file' : 'regular file';
    case S_IFDIR:
      return 'directory';
    case S_IFLNK:
      return 'symbolic link';
    case S_IFBLK:
      return 'block special file';
    case S_IFCHR:
      return 'character special file';
    case S_IFIFO:
      return 'fifo';
    case S_IFSOCK:
      return 'socket';
    default:
      return 'weird file';
  }
}
