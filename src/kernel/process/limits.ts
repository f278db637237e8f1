/**
 * Resource limits by the letter that `ulimit` gives them: Linux `include/asm-generic/resource.h`.
 *
 * Values are those of `getrlimit`: bytes, counts, seconds, microseconds; what `ulimit` prints in kilobytes is the shell's business.
 */
import type { LimitKind } from '../../shell/system.ts';
import { EINVAL, EPERM } from '../../sim/errno.ts';
import type { ResourceName } from '../procfs/process-view.ts';

/** Letter of `ulimit`, name of the resource, soft and hard limit of the first process; null: unlimited. */
const table: readonly (readonly [string, ResourceName, number | null, number | null])[] = [
  ['c', 'core', 0, null],
  ['d', 'data', null, null],
  ['e', 'nice', 0, 0],
  ['f', 'fsize', null, null],
  ['i', 'sigpending', 0, 0],
  ['l', 'memlock', 8 * 1024 * 1024, 8 * 1024 * 1024],
  ['m', 'rss', null, null],
  ['n', 'nofile', 1024, 4096],
  ['q', 'msgqueue', 819_200, 819_200],
  ['r', 'rtprio', 0, 0],
  ['s', 'stack', 8 * 1024 * 1024, null],
  ['t', 'cpu', null, null],
  ['u', 'nproc', 0, 0],
  ['v', 'as', null, null],
  ['x', 'locks', null, null],
  ['R', 'rttime', null, null],
];

/** The limits of a process; a value that parent and child share until one of them sets a limit. */
export class Limits {
  readonly #soft: ReadonlyMap<string, number | null>;
  readonly #hard: ReadonlyMap<string, number | null>;

  private constructor(soft: ReadonlyMap<string, number | null>, hard: ReadonlyMap<string, number | null>) {
    this.#soft = soft;
    this.#hard = hard;
  }

  /** `threads`: half of threads-max, the limit of processes and of pending signals. */
  static initial(threads: number): Limits {
    const of = (letter: string, value: number | null) => (letter === 'u' || letter === 'i' ? threads : value);
    return new Limits(
      new Map(table.map(([letter, , soft]) => [letter, of(letter, soft)])),
      new Map(table.map(([letter, , , hard]) => [letter, of(letter, hard)])),
    );
  }

  /** Undefined for a letter that names no limit. */
  soft(letter: string): number | null | undefined {
    return this.#soft.get(letter);
  }

  hard(letter: string): number | null | undefined {
    return this.#hard.get(letter);
  }

  /** Soft and hard limit by the resource's name. */
  byName(): Partial<Record<ResourceName, { readonly soft: number | null; readonly hard: number | null }>> {
    return Object.fromEntries(
      table.map(([letter, name]) => [name, { soft: this.#soft.get(letter)!, hard: this.#hard.get(letter)! }]),
    );
  }

  /** `do_prlimit`: the same but for one limit, both of it or `only` one; or a negated error number. */
  with(letter: string, value: number | null, only: LimitKind | undefined, isRoot: boolean): Limits | number {
    const before = { soft: this.#soft.get(letter), hard: this.#hard.get(letter) };
    if (before.soft === undefined || before.hard === undefined) return -EINVAL;
    const soft = only === 'hard' ? before.soft : value;
    const hard = only === 'soft' ? before.hard : value;
    if (isAbove(soft, hard)) return -EINVAL;
    if (isAbove(hard, before.hard) && !isRoot) return -EPERM;
    return new Limits(new Map(this.#soft).set(letter, soft), new Map(this.#hard).set(letter, hard));
  }
}

/** Null is above every number. */
function isAbove(value: number | null, limit: number | null): boolean {
  return limit !== null && (value === null || value > limit);
}
