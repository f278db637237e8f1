/** What the host's file system says, in words. */

const words: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is no directory',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'input/output error',
  EBADF: 'it is closed',
  EEXIST: 'it exists already',
};

/** Words for an error name such as `ENOENT`; names without words stand for themselves. */
export function hostWords(code: string): string {
  return words[code] ?? code;
}
