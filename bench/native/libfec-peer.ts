/** Builds libfec-peer.c with the system's C compiler ($CC, else cc) and talks to it: one line of work, one line of answer. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Peer {
  /** Nanoseconds for `blocks` blocks and a sum over the result; `weight` damaged bytes a block, or null to encode. */
  measure(weight: number | null, blocks: number): Promise<{ ns: number; sum: string }>;
  close(): void;
}

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'libfec-peer.c');
const program = join(here, 'build', 'libfec-peer');

/** The running peer, or null where libfec or a C compiler is absent. */
export function startLibfecPeer(): Peer | null {
  try {
    build();
  } catch {
    return null;
  }
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  const ended = once(child, 'exit').then(() => null);
  return {
    async measure(weight, blocks) {
      child.stdin.write(weight === null ? `encode ${blocks} 0\n` : `decode ${blocks} ${weight}\n`);
      const answer = await Promise.race([once(lines, 'line'), ended]);
      if (answer === null) throw new Error('libfec-peer ended: its result was not the expected one');
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
