/**
 * Deep recursion of scripts without deep recursion of the host.
 *
 * A chain of delegating generators takes host stack for each of its links. Every so many levels the interpreter hands the next
 * generator to the driver at the bottom (`trampoline`), by yielding it as a `DeepCall`; the driver runs it on an empty stack and
 * gives its result back. So a script may recurse as deep as a real shell lets it.
 */
import type { Blocking } from './posix.ts';

class DeepCall {
  readonly run: Blocking<unknown>;
  constructor(run: Blocking<unknown>) {
    this.run = run;
  }
}

/** Runs a generator on a stack of its own. */
export function* callDeep<Result>(run: Blocking<Result>): Blocking<Result> {
  return (yield new DeepCall(run)) as Result;
}

/** The driver: runs a generator and whatever it hands down; yields what concerns the system. */
export function* trampoline<Result>(root: Blocking<Result>): Blocking<Result> {
  const stack: Blocking<unknown>[] = [root];
  let input: unknown;
  let failure: { readonly error: unknown } | null = null;
  for (;;) {
    const top = stack[stack.length - 1] as Blocking<unknown>;
    let step: IteratorResult<unknown, unknown>;
    try {
      if (failure === null) step = top.next(input);
      else {
        const { error } = failure;
        failure = null;
        step = top.throw(error);
      }
    } catch (error) {
      stack.pop();
      if (stack.length === 0) throw error;
      failure = { error };
      continue;
    }
    input = undefined;
    if (step.done === true) {
      stack.pop();
      if (stack.length === 0) return step.value as Result;
      input = step.value;
    } else if (step.value instanceof DeepCall) stack.push(step.value.run);
    else input = yield step.value;
  }
}
