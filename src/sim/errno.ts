/**
 * Error numbers of the simulated world: the first kind of error, a value.
 *
 * Numbers from Linux `include/uapi/asm-generic/errno-base.h` and `errno.h`; texts as glibc's `strerror` prints them. Functions
 * of the simulated kernel return them negated, as the kernel does.
 */
const table = {
  EPERM: [1, 'Operation not permitted'],
  ENOENT: [2, 'No such file or directory'],
  ESRCH: [3, 'No such process'],
  EINTR: [4, 'Interrupted system call'],
  EIO: [5, 'Input/output error'],
  ENXIO: [6, 'No such device or address'],
  E2BIG: [7, 'Argument list too long'],
  ENOEXEC: [8, 'Exec format error'],
  EBADF: [9, 'Bad file descriptor'],
  ECHILD: [10, 'No child processes'],
  EAGAIN: [11, 'Resource temporarily unavailable'],
  ENOMEM: [12, 'Cannot allocate memory'],
  EACCES: [13, 'Permission denied'],
  EFAULT: [14, 'Bad address'],
  ENOTBLK: [15, 'Block device required'],
  EBUSY: [16, 'Device or resource busy'],
  EEXIST: [17, 'File exists'],
  EXDEV: [18, 'Invalid cross-device link'],
  ENODEV: [19, 'No such device'],
  ENOTDIR: [20, 'Not a directory'],
  EISDIR: [21, 'Is a directory'],
  EINVAL: [22, 'Invalid argument'],
  ENFILE: [23, 'Too many open files in system'],
  EMFILE: [24, 'Too many open files'],
  ENOTTY: [25, 'Inappropriate ioctl for device'],
  ETXTBSY: [26, 'Text file busy'],
  EFBIG: [27, 'File too large'],
  ENOSPC: [28, 'No space left on device'],
  ESPIPE: [29, 'Illegal seek'],
  EROFS: [30, 'Read-only file system'],
  EMLINK: [31, 'Too many links'],
  EPIPE: [32, 'Broken pipe'],
  EDOM: [33, 'Numerical argument out of domain'],
  ERANGE: [34, 'Numerical result out of range'],
  EDEADLK: [35, 'Resource deadlock avoided'],
  ENAMETOOLONG: [36, 'File name too long'],
  ENOLCK: [37, 'No locks available'],
  ENOSYS: [38, 'Function not implemented'],
  ENOTEMPTY: [39, 'Directory not empty'],
  ELOOP: [40, 'Too many levels of symbolic links'],
  ENODATA: [61, 'No data available'],
  EPROTO: [71, 'Protocol error'],
  EBADMSG: [74, 'Bad message'],
  EOVERFLOW: [75, 'Value too large for defined data type'],
  EILSEQ: [84, 'Invalid or incomplete multibyte or wide character'],
  ENOPROTOOPT: [92, 'Protocol not available'],
  EOPNOTSUPP: [95, 'Operation not supported'],
  ETIMEDOUT: [110, 'Connection timed out'],
  ECONNREFUSED: [111, 'Connection refused'],
  EALREADY: [114, 'Operation already in progress'],
  EINPROGRESS: [115, 'Operation now in progress'],
  ESTALE: [116, 'Stale file handle'],
  EUCLEAN: [117, 'Structure needs cleaning'],
  EADDRNOTAVAIL: [99, 'Cannot assign requested address'],
  ENOKEY: [126, 'Required key not available'],
  EKEYREJECTED: [129, 'Key was rejected by service'],
} as const;

/** Positive error number of a name. */
const errno = Object.fromEntries(Object.entries(table).map(([name, [number]]) => [name, number])) as {
  readonly [Name in keyof typeof table]: (typeof table)[Name][0];
};

export const {
  EPERM,
  ENOENT,
  ESRCH,
  EINTR,
  EIO,
  ENXIO,
  E2BIG,
  ENOEXEC,
  EBADF,
  ECHILD,
  EAGAIN,
  ENOMEM,
  EACCES,

  ENOTBLK,
  EBUSY,
  EEXIST,
  EXDEV,
  ENODEV,
  ENOTDIR,
  EISDIR,
  EINVAL,

  EMFILE,
  ENOTTY,
  ETXTBSY,
  EFBIG,
  ENOSPC,
  ESPIPE,
  EROFS,
  EMLINK,
  EPIPE,

  ERANGE,

  ENAMETOOLONG,

  ENOTEMPTY,
  ELOOP,
  ENODATA,
  ENOSYS,
  EDEADLK,
  EALREADY,
  EADDRNOTAVAIL,

  EBADMSG,
  EOVERFLOW,
  EILSEQ,

  EOPNOTSUPP,

  ESTALE,
  EUCLEAN,
} = errno;

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
