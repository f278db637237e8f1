/** Calls of awk's builtin functions, with what they need of the running program. */
import type { Blocking } from '../../../shell/posix.ts';
import { lower, mathFunctions, substitute, substring, upper } from './awk-builtins.ts';
import { type AwkFiles, statusNumber } from './awk-files.ts';
import { formatText, SPRINTF_MAX } from './awk-format.ts';
import { GlibcRandom } from './awk-random.ts';
import { separatorOf, splitFields } from './awk-record.ts';
import type { AwkState } from './awk-state.ts';
import { AwkArray, AwkError, fromOutside, toNumber, toText, type Value } from './awk-value.ts';
import { Regex } from './regex.ts';
import { systemCommand } from './subprocess.ts';
import type { Tool } from './tool.ts';

/** A value, a pattern written as one, or an array. */
type Argument = Value | Regex | AwkArray;

export interface AwkBuiltins {
  call(name: string, args: readonly Argument[]): Value;
  /** The function when it is one that may wait. */
  waiting(name: string): ((args: readonly Argument[]) => Blocking<Value>) | null;
  substitute(all: boolean, pattern: Value | Regex, replacement: Value, target: Value): { text: string; count: number };
}

export function makeBuiltins(tool: Tool, state: AwkState, files: AwkFiles): AwkBuiltins {
  let seed: Value = Math.floor(tool.system.now());
  const random = new GlibcRandom(toNumber(seed));
  const text = (value: Argument | undefined): string => toText((value ?? '') as Value, state.convfmt);
  const number = (value: Argument | undefined): number => toNumber((value ?? 0) as Value);
  const regexOf = (value: Argument): Regex => (value instanceof Regex ? value : state.regexes.get(text(value)));

  const split = (source: string, array: AwkArray, by: Argument | undefined): number => {
    const separator =
      by === undefined ? state.separator : by instanceof Regex ? { regex: by } : separatorOf(text(by), state.regexes);
    array.clear();
    const parts = splitFields(source, separator);
    // Built from the end, so that the first comes out last, as from mawk's list of parts.
    parts.forEach((part, at) => {
      array.set(String(at + 1), fromOutside(part));
    });
    return parts.length;
  };

  const simple: Readonly<Record<string, (args: readonly Argument[]) => Value>> = {
    atan2: ([y, x]) => Math.atan2(number(y), number(x)),
    index: ([whole, part]) => text(whole).indexOf(text(part)) + 1,
    length: ([of]) => {
      if (of instanceof AwkArray) return of.size;
      return of === undefined ? state.record.text.length : text(of).length;
    },
    match([of, pattern]) {
      const match = regexOf(pattern!).search(text(of));
      const start = match === null ? 0 : match.start + 1;
      state.setMatch(start, match === null ? -1 : match.end - match.start);
      return start;
    },
    rand: () => random.next() / 0x7fffffff,
    split: ([of, array, by]) => split(text(of), array as AwkArray, by),
    sprintf([format, ...values]) {
      const result = formatText(text(format), values as Value[], state.convfmt, 'sprintf');
      if (result.length >= SPRINTF_MAX)
        throw new AwkError(`program limit exceeded: sprintf buffer size=${SPRINTF_MAX}`);
      return result;
    },
    srand([given]) {
      const before = seed;
      seed = given === undefined ? Math.floor(tool.system.now()) : (given as Value);
      random.seed(toNumber(seed));
      return before;
    },
    substr: ([of, from, count]) => substring(text(of), from as Value, (count ?? null) as Value | null),
    tolower: ([of]) => lower(text(of)),
    toupper: ([of]) => upper(text(of)),
  };

  const waiting: Readonly<Record<string, (args: readonly Argument[]) => Blocking<Value>>> = {
    *close([name]) {
      return yield* files.close(text(name));
    },
    *fflush([name]) {
      return (yield* files.flush(name === undefined ? null : text(name))) ? 0 : -1;
    },
    *system([command]) {
      yield* files.flush();
      return statusNumber(yield* systemCommand(tool.system, text(command)));
    },
  };

  return {
    call(name, args) {
      const math = mathFunctions[name];
      return math === undefined ? simple[name]!(args) : math(number(args[0]));
    },
    waiting: (name) => waiting[name] ?? null,
    substitute(all, pattern, replacement, target) {
      const result = substitute(text(target), regexOf(pattern), text(replacement), all);
      if (result === null) throw new AwkError('out of memory');
      return result;
    },
  };
}
