/** The digest of one file, and what the digest tools share (coreutils 9.1 `src/digest.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { quoteFile } from '../libc/quote.ts';
import type { Tool } from '../text/tool.ts';
import type { DigestAlgorithm } from './digest-algorithms.ts';

/** Virtual nanoseconds for a byte. */
const DIGEST_BYTE_NS = 3;

/** What the options of a run say. */
export interface DigestRun {
  /** Null in `cksum --check` without `-a`: each line names its own. */
  algorithm: DigestAlgorithm | null;
  /** Digest length when `-l` gave one. */
  bits: number | null;
  readonly name: string;
  ignoreMissing: boolean;
  quiet: boolean;
  statusOnly: boolean;
  warn: boolean;
  strict: boolean;
}

/** Digest of a file in hex; null when it cannot be read (a message has been printed). `onMissing`: no message then. */
export function* digestOf(
  tool: Tool,
  name: string,
  algorithm: DigestAlgorithm,
  bits: number,
  onMissing: ((error: number) => boolean) | null = null,
): Blocking<string | null> {
  const fd = tool.open(name);
  if (fd < 0) {
    if (onMissing?.(fd)) return '';
    yield* tool.fail(`${quoteFile(name)}: ${strerror(fd)}`);
    return null;
  }
  const running = algorithm.create(bits);
  for (;;) {
    const bytes = yield* tool.read(fd, 32768);
    if (bytes === null) break;
    if (typeof bytes === 'number') {
      yield* tool.fail(`${quoteFile(name)}: ${strerror(bytes)}`);
      tool.close(fd);
      return null;
    }
    running.update(bytes);
    yield* tool.spend(bytes.length * DIGEST_BYTE_NS);
  }
  tool.close(fd);
  let hex = '';
  for (const byte of running.digest()) hex += (byte + 256).toString(16).slice(1);
  return hex;
}

/** A name with its line ends and backslashes written as escapes. */
export function escapeName(name: string): string {
  return name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
