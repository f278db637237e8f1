/** `cmp` of BusyBox 1.35 (`editors/cmp.c`). */
import { type Blocking, O_RDONLY } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { applet, type Run } from './applet.ts';

/** Reads a descriptor byte by byte from blocks. */
class Bytes {
  readonly #system: SystemCalls;
  readonly #fd: number;
  #block = new Uint8Array(0);
  #at = 0;

  constructor(system: SystemCalls, fd: number) {
    this.#system = system;
    this.#fd = fd;
  }

  /** The next byte, -1 at the end. */
  *next(): Blocking<number> {
    if (this.#at === this.#block.length) {
      const block = yield* this.#system.read(this.#fd, 65536);
      if (typeof block === 'number' || block.length === 0) return -1;
      this.#block = Uint8Array.from(block);
      this.#at = 0;
    }
    return this.#block[this.#at++]!;
  }
}

export const cmp = applet(
  {
    usage: '[-ls] [-n NUM] FILE1 [FILE2 [SKIP1 [SKIP2]]]',
    options: { short: 'n:ls' },
    least: 1,
    most: 4,
    usageStatus: 2,
  },
  function* (run): Blocking<number> {
    const [first, second = '-', skip1 = '0', skip2 = '0'] = run.operands as [string, string?, string?, string?];
    const left = yield* open(run, first, skip1);
    const right = yield* open(run, second, skip2);
    let limit = run.value('n') === null ? Number.POSITIVE_INFINITY : yield* run.number(run.value('n')!);
    let status = 0;
    let line = 1;
    for (let at = 1; limit > 0; at++, limit--) {
      const a = yield* left.next();
      const b = yield* right.next();
      if (a !== b) {
        if (a < 0 || b < 0) {
          if (!run.has('s')) yield* run.warn(`EOF on ${a < 0 ? first : second}`);
          return 1;
        }
        status = 1;
        if (run.has('s')) return 1;
        if (!run.has('l')) {
          yield* run.out.put(`${first} ${second} differ: char ${at}, line ${line}\n`);
          return 1;
        }
        yield* run.out.put(`${at} ${a.toString(8).padStart(3)} ${b.toString(8).padStart(3)}\n`);
      }
      if (a < 0) break;
      if (a === 10) line++;
    }
    return status;
  },
);

function* open(run: Run, path: string, skip: string): Blocking<Bytes> {
  const fd = path === '-' ? 0 : run.system.open(path, O_RDONLY);
  if (fd < 0) throw yield* run.die(path, fd, 2);
  const bytes = new Bytes(run.system, fd);
  for (let left = yield* run.number(skip); left > 0 && (yield* bytes.next()) >= 0; left--);
  return bytes;
}
