/** Writing until all is taken: `full_write` of gnulib and BusyBox, and what stdio does when it empties its buffer. */
import type { Blocking } from './posix.ts';
import type { ShellSystem } from './system.ts';

/** 0, or the negated error of the write that took nothing. */
export function* writeAll(system: Pick<ShellSystem, 'write'>, fd: number, bytes: Uint8Array): Blocking<number> {
  for (let done = 0; done < bytes.length; ) {
    const written = yield* system.write(fd, done === 0 ? bytes : bytes.subarray(done));
    if (written <= 0) return written;
    done += written;
  }
  return 0;
}
