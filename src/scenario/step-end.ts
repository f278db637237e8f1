/** How a step ends, and what a step may use: shared by the kinds of steps. */
import type { RunWitness } from '../inspect/explain/run-witness.ts';
import type { RecordLedger } from '../inspect/record-ledger.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { NS_PER_S } from '../sim/clock.ts';
import { formatSeconds } from '../sim/duration.ts';
import type { Failure } from './contents.ts';
import type { ScenarioFaults } from './faults.ts';
import type { RegionView, RegionViewer } from './region-view.ts';
import { type Session, type WaitOutcome, withoutCr } from './session.ts';

/** How a step ended. `expired`: what it waited for did not come in time, or never will. */
export interface StepEnd {
  readonly status: 'passed' | 'failed' | 'timedOut';
  readonly failures: readonly Failure[];
  /** What a uboot or kernel step printed; latin1, LF. */
  readonly output?: string;
  /** What a show step saw: the region, or the bytes of its first zone. */
  readonly region?: RegionView;
  readonly dump?: readonly string[];
}

export interface StepContext {
  readonly session: Session;
  readonly viewer: RegionViewer;
  readonly records: RecordLedger;
  /** Null where nobody watches for it. */
  readonly witness: RunWitness | null;
  /** The kernel on the boot medium. */
  readonly kernel: KernelProfile | null;
  readonly faults: ScenarioFaults;
  /** Runs a wait of the session and tells the run's state machine about it. */
  wait(what: () => WaitOutcome): WaitOutcome;
}

/** Without a `timeout` of its own a step waits so long. */
export const DEFAULT_TIMEOUT_NS = 120 * NS_PER_S;

/** It did what it says. */
export const passed: StepEnd = { status: 'passed', failures: [] };
/** It failed for one reason. */
export const failed = (failure: Failure): StepEnd => ({ status: 'failed', failures: [failure] });

/** How a wait's outcome is told. */
export function waitEnd(outcome: WaitOutcome, what: string, timeoutNs: number, context: StepContext): StepEnd {
  const { state } = context.session.machine;
  switch (outcome) {
    case 'met':
      return passed;
    case 'flooded':
      return failed({ message: `the machine printed without end while waiting for ${what}` });
    case 'idle':
      return {
        status: 'timedOut',
        failures: [{ message: `waited for ${what}; nothing will happen any more (state ${state})` }],
      };
    case 'expired': {
      const message = `waited ${formatSeconds(timeoutNs)} of virtual time for ${what}; it did not come (state ${state})`;
      return { status: 'timedOut', failures: [{ message, found: lastLines(context.session.console) }] };
    }
  }
}

/** The end of the serial line, for a complaint. */
export function lastLines(console: string): string {
  return withoutCr(console).split('\n').slice(-5).join('\n');
}
