/** A `crash` step: one of the ways to crash, by its name (`inspect/crash-kinds.ts`). */
import { findCrash } from '../inspect/crash-kinds.ts';
import { errnoName, strerror } from '../sim/errno.ts';
import type { CrashStep } from './schema.ts';
import { failed, passed, type StepContext, type StepEnd } from './step-end.ts';

export function crashStep(crash: CrashStep, { session, kernel }: StepContext): StepEnd {
  const { machine } = session;
  const { kind, error = 'success' } = typeof crash === 'string' ? { kind: crash } : crash;
  const found = findCrash(kind, kernel);
  if (found === undefined) return failed({ message: `${kind} is no way to crash here` });
  if (found.needsKernel && !machine.state.startsWith('kernel')) {
    return failed({ message: `no kernel is running (state ${machine.state})` });
  }
  session.markInput();
  const result = found.act(machine);
  const ending = result < 0 ? errnoName(result) : 'success';
  if (ending === error) return passed;
  const detail = result < 0 ? ` (${found.refusal?.(result) ?? strerror(result)})` : '';
  return failed({ message: `crash ${kind} ended with ${ending}${detail}`, expected: error, found: ending });
}
