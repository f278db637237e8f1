/**
 * The course of a scenario run as a state machine: idle → stepping ⇄ waiting → passed / failed / timedOut.
 *
 * It says where the run stands; what a step does is in `steps.ts`. Time limits are kept by the session, in virtual time.
 */
import { setup } from 'xstate';

export type RunEvent =
  | { readonly type: 'start' }
  /** A step has begun to wait for something of the simulated world. */
  | { readonly type: 'wait' }
  /** What was waited for has come. */
  | { readonly type: 'met' }
  /** The virtual time for it, or for the whole run, is over, or nothing can happen any more. */
  | { readonly type: 'expired' }
  /** A step did not go as the scenario expects. */
  | { readonly type: 'broken' }
  | { readonly type: 'finished' };

export const scenarioRunMachine = setup({ types: { events: {} as RunEvent } }).createMachine({
  id: 'scenario-run',
  initial: 'idle',
  states: {
    idle: { on: { start: 'stepping' } },
    stepping: { on: { wait: 'waiting', broken: 'failed', finished: 'passed' } },
    waiting: { on: { met: 'stepping', broken: 'failed', expired: 'timedOut' } },
    passed: { type: 'final' },
    failed: { type: 'final' },
    timedOut: { type: 'final' },
  },
});
