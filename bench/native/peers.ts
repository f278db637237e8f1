/**
 * Programs that do the same work beside us and are talked to by lines: one line of work, one line of answer.
 *
 * libfec-peer.c is built with the system's C compiler ($CC, else cc); zxing-peer.mjs runs in a Node of its own.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Peer {
  /** Nanoseconds of CPU time for `blocks` blocks and a sum over the result; `weight` damaged bytes a block, or null to encode. */
  measure(weight: number | null, blocks: number): Promise<{ ns: number; sum: string }>;
  close(): void;
}

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'libfec-peer.c');
const program = join(here, 'build', 'libfec-peer');

/** libfec, or null where it or a C compiler is absent. */
export function startLibfecPeer(): Peer | null {
  try {
    build();
  } catch {
    return null;
  }
  return start(program, []);
}

/** zxing's encoder and decoder, from npm. */
export function startZxingPeer(): Peer {
  return start(process.execPath, [join(here, 'zxing-peer.mjs')]);
}

function start(command: string, args: readonly string[]): Peer {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  const ended = once(child, 'exit').then(() => null);
  return {
    async measure(weight, blocks) {
      child.stdin.write(weight === null ? `encode ${blocks} 0\n` : `decode ${blocks} ${weight}\n`);
      const answer = await Promise.race([once(lines, 'line'), ended]);
      if (answer === null) throw new Error(`${command} ended: its result was not the expected one`);
      const [ns, sum] = (answer[0] as string).split(' ');
      return { ns: Number(ns), sum: sum! };
    },
    close() {
      child.stdin.end();
    },
  };
}

function build(): void {
  const built = statSync(program, { throwIfNoEntry: false });
  if (built !== undefined && built.mtimeMs >= statSync(source).mtimeMs) return;
  mkdirSync(dirname(program), { recursive: true });
  execFileSync(process.env['CC'] ?? 'cc', ['-O2', '-o', program, source, '-lfec'], { stdio: 'ignore' });
}
