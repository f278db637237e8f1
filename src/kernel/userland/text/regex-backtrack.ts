/**
 * Groups and back-references, by trying the ways through a regex program in order of preference.
 *
 * As glibc `posix/regexec.c` (`set_regs`, `proceed_next_node`): the extent of the match is settled first, by the automaton; then
 * the first way through that fits it sets the groups. Without back-references no place is tried twice, so the time is bounded
 * by program × text; with them, by a number of steps, beyond which memory counts as exhausted.
 */
import {
  ASSERT,
  BACK,
  EDGE,
  holds,
  JUMP,
  MATCH,
  neighbourKind,
  PROGRESS,
  type RegexProgram,
  SAVE,
  SET,
  SPLIT,
} from './regex-program.ts';
import { RegexError, regexErrors } from './regex-syntax.ts';

const MAX_STEPS = 20_000_000;
/** Bits of memory for the places tried. */
const MAX_VISITED = 512 * 1024 * 1024;

export interface BacktrackOptions {
  readonly multiline: boolean;
  /** The match must end here; null: the longest is wanted, and every way is tried. */
  readonly end: number | null;
  /** No back-references: a place need not be tried twice. */
  readonly once: boolean;
}

/** Registers (begin and end of each group, -1 when unset) of a match that begins at `start`, or null. */
export function backtrack(
  program: RegexProgram,
  text: string,
  start: number,
  options: BacktrackOptions,
): Int32Array | null {
  const { op, x, y, sets, assertions, registers } = program;
  const limit = options.end ?? text.length;
  const width = limit - start + 1;
  if (options.once && op.length * width > MAX_VISITED) throw new RegexError(regexErrors.space);
  const visited = options.once ? new Uint8Array(((op.length * width) >> 3) + 1) : null;
  const saved = new Int32Array(registers).fill(-1);
  let best: Int32Array | null = null;
  // Pairs: a place and a position to try, or ~register and the value to put back into it.
  const stack: number[] = [0, start];
  let steps = 0;
  while (stack.length > 0) {
    let at = stack.pop()!;
    let place = stack.pop()!;
    if (place < 0) {
      saved[~place] = at;
      continue;
    }
    run: for (;;) {
      if (visited !== null) {
        const bit = place * width + (at - start);
        if ((visited[bit >> 3]! & (1 << (bit & 7))) !== 0) break;
        visited[bit >> 3] = visited[bit >> 3]! | (1 << (bit & 7));
      } else if (++steps > MAX_STEPS) throw new RegexError(regexErrors.space);
      const operand = x[place]!;
      switch (op[place]) {
        case SET:
          if (at >= limit || sets[operand]![text.charCodeAt(at)] !== 1) break run;
          at++;
          place++;
          break;
        case SPLIT:
          stack.push(y[place]!, at);
          place = operand;
          break;
        case JUMP:
          place = operand;
          break;
        case SAVE:
          stack.push(~operand, saved[operand]!);
          saved[operand] = at;
          place++;
          break;
        case PROGRESS:
          if (saved[operand] === at) break run;
          place++;
          break;
        case ASSERT: {
          const left = at === 0 ? EDGE : neighbourKind[text.charCodeAt(at - 1)]!;
          const right = at === text.length ? EDGE : neighbourKind[text.charCodeAt(at)]!;
          if (!holds(assertions[operand]!, left, right, options.multiline)) break run;
          place++;
          break;
        }
        case BACK: {
          const from = saved[2 * operand]!;
          const to = saved[2 * operand + 1]!;
          if (from < 0 || to < 0) break run;
          const length = to - from;
          if (at + length > limit || text.slice(from, to) !== text.slice(at, at + length)) break run;
          at += length;
          place++;
          break;
        }
        case MATCH: {
          if (options.end !== null && at !== options.end) break run;
          if (best === null || at > best[1]!) {
            best = saved.slice();
            best[0] = start;
            best[1] = at;
          }
          if (at === limit) return best;
          break run;
        }
      }
    }
  }
  return best;
}
