/**
 * Error numbers of the simulated world: the first kind of error, a value.
 *
 * Numbers from Linux `include/uapi/asm-generic/errno-base.h` and `errno.h`; texts as glibc's `strerror` prints them. Functions
 * of the simulated kernel return them negated, as the kernel does.
 */
const table = {
  EPERM: [1, 'Operation not permitted'],
  ENOENT: [2, 'No such file or directory'],
  EIO: [5, 'Input/output error'],
  ENXIO: [6, 'No such device or address'],
  EBADF: [9, 'Bad file descriptor'],
  EAGAIN: [11, 'Resource temporarily unavailable'],
  ENOMEM: [12, 'Cannot allocate memory'],
  EACCES: [13, 'Permission denied'],
  EFAULT: [14, 'Bad address'],
  EBUSY: [16, 'Device or resource busy'],
  EEXIST: [17, 'File exists'],
  ENODEV: [19, 'No such device'],
  ENOTDIR: [20, 'Not a directory'],
  EISDIR: [21, 'Is a directory'],
  EINVAL: [22, 'Invalid argument'],
  ENOSPC: [28, 'No space left on device'],
  EROFS: [30, 'Read-only file system'],
  ERANGE: [34, 'Numerical result out of range'],
  EBADMSG: [74, 'Bad message'],
  EOVERFLOW: [75, 'Value too large for defined data type'],
} as const;

/** Positive error number of a name. */
const errno = Object.fromEntries(Object.entries(table).map(([name, [number]]) => [name, number])) as {
  readonly [Name in keyof typeof table]: (typeof table)[Name][0];
};

export const { EPERM, ENOENT, EIO, ENOMEM, EBUSY, ENOTDIR, EINVAL, ENOSPC, EBADMSG, EOVERFLOW, ERANGE } = errno;

/** The names of all errors the simulated world knows. */
export const errnoNames: readonly string[] = Object.keys(table);

/** The C library's text for a positive or negated error number. */
export function strerror(number: number): string {
  const wanted = Math.abs(number);
  const entry = Object.values(table).find(([known]) => known === wanted);
  return entry ? entry[1] : `Unknown error ${wanted}`;
}

/** `ENOENT` for 2 or -2; `E<n>` for a number this table does not hold. */
export function errnoName(number: number): string {
  const wanted = Math.abs(number);
  const entry = Object.entries(table).find(([, [known]]) => known === wanted);
  return entry ? entry[0] : `E${wanted}`;
}
