/** Reads lines from a descriptor without taking a byte too much, as a shell must that shares it with its children. */
import { latin1Text } from '../sim/bytes.ts';
import { type Blocking, SEEK_CUR } from './posix.ts';
import type { ShellState } from './shell-state.ts';

const BLOCK = 4096;
const EINTR = 4;
/** No line is longer: what follows is the next one. */
export const MAX_LINE = 1 << 24;

/** A line without its newline; null at the end of the file. */
export function* readLine(shell: ShellState, fd: number): Blocking<string | null> {
  const { system } = shell;
  const chunks: string[] = [];
  let length = 0;
  // A file that can be wound back is read in blocks; anything else byte by byte.
  const isSeekable = system.lseek(fd, 0, SEEK_CUR) >= 0;
  for (;;) {
    const bytes = yield* system.read(fd, isSeekable ? BLOCK : 1);
    if (typeof bytes === 'number') {
      if (bytes === -EINTR) {
        yield* shell.services.runTraps(shell);
        continue;
      }
      return length > 0 ? chunks.join('') : null;
    }
    if (bytes.length === 0) return length > 0 ? chunks.join('') : null;
    const newline = bytes.indexOf(0x0a);
    if (newline >= 0) {
      chunks.push(latin1Text(bytes.subarray(0, newline)));
      const rest = bytes.length - newline - 1;
      if (rest > 0) system.lseek(fd, -rest, SEEK_CUR);
      return chunks.join('');
    }
    chunks.push(latin1Text(bytes));
    length += bytes.length;
    if (length >= MAX_LINE) return chunks.join('');
  }
}
