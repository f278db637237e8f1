/** The real terminal of this process. */
import { writeSync } from 'node:fs';
import { nodeInput } from './boot/host-input.ts';
import { OutputError } from './errors.ts';
import { hostWords } from './host-words.ts';
import type { Io } from './io.ts';

/**
 * Output is written at once, so that nothing is lost when the process ends. A reader that goes away (`lastwords … | head`)
 * ends the process quietly, as it does with other tools.
 */
export function nodeIo(): Io {
  return {
    out: (text) => write(1, Buffer.from(text, 'utf8')),
    err: (text) => write(2, Buffer.from(text, 'utf8')),
    outBytes: (bytes) => write(1, bytes),
    errBytes: (bytes) => write(2, bytes),
    input: nodeInput,
    nowMs: () => performance.now(),
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 100,
    env: process.env,
  };
}

/** Exit status of a process that SIGPIPE ended, as shells count it. */
const SIGPIPE_STATUS = 141;

function write(descriptor: 1 | 2, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') process.exit(SIGPIPE_STATUS);
      // Complaints that nobody can be told are lost; the exit status still says it.
      if (code !== 'EAGAIN' && descriptor === 2) return;
      if (code !== 'EAGAIN') throw new OutputError(hostWords(code ?? String(error)));
      // A pipe without room: wait a little for the reader, then try again.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
