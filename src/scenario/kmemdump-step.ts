/** A `kmemdump` step: what a driver of the running kernel does with its memory, or the backend that comes and goes. */
import type { KmemdumpRequest } from '../kernel/kmemdump/driver-regions.ts';
import { utf8ToLatin1 } from '../sim/bytes.ts';
import { errnoName, strerror } from '../sim/errno.ts';
import type { KmemdumpStep } from './kmemdump-schema.ts';
import { failed, passed, type StepContext, type StepEnd } from './step-end.ts';

const DEFAULT_BYTES = 4096;
const CALLS = { load: 'add-backend', remove: 'remove-backend', kinfo: 'add-kinfo' } as const;

export function kmemdumpStep(step: KmemdumpStep, { session }: StepContext): StepEnd {
  const { machine } = session;
  if (!machine.state.startsWith('kernel')) return failed({ message: `no kernel is running (state ${machine.state})` });
  session.markInput();
  const result = machine.kernelKmemdump(requestOf(step));
  const found = result < 0 ? errnoName(result) : 'success';
  const expected = step.error ?? 'success';
  if (found === expected) return passed;
  const detail = result < 0 ? ` (${strerror(result)})` : '';
  return failed({ message: `${kmemdumpTitle(step)} ended with ${found}${detail}`, expected, found });
}

function requestOf({
  register,
  unregister,
  free,
  kfree,
  backend,
  size,
  id,
  replace,
  text,
}: KmemdumpStep): KmemdumpRequest {
  if (register !== undefined) {
    return {
      call: 'register',
      name: register,
      sizeBytes: size ?? DEFAULT_BYTES,
      text: utf8ToLatin1(text ?? register),
      ...(id !== undefined && { id }),
      ...(replace !== undefined && { replaces: replace }),
    };
  }
  if (unregister !== undefined) return { call: 'unregister', name: unregister };
  if (free !== undefined) return { call: 'free', name: free };
  if (kfree !== undefined) return { call: 'kfree', name: kfree };
  return { call: CALLS[backend ?? 'load'] };
}

/** What it does in words. */
export function kmemdumpTitle({ register, unregister, free, kfree, backend, id }: KmemdumpStep): string {
  if (register !== undefined) return `kmemdump: register ${register}${id === undefined ? '' : ` as ${id}`}`;
  if (unregister !== undefined) return `kmemdump: unregister ${unregister}`;
  if (free !== undefined) return `kmemdump: unregister and free ${free}`;
  if (kfree !== undefined) return `kmemdump: free ${kfree}, still registered`;
  return backend === 'kinfo' ? 'kmemdump: Android’s kinfo comes' : `kmemdump: ${backend} the backend`;
}
