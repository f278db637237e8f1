/** The faults of a scenario once their names are looked up, and what is asked for beside it. */
import type { FaultPlan } from '../memory/fault-plan.ts';
import type { FaultStep } from './fault-schema.ts';

export interface ScenarioFaults {
  /** Armed from the start. */
  readonly armed: readonly FaultPlan[];
  /** What a step arms; nothing when its plan was switched off. */
  readonly ofStep: ReadonlyMap<FaultStep, FaultPlan>;
  /** With which changes to what the scenario says. */
  readonly changes: FaultChanges;
}

/** What is asked for beside the scenario; plain data, so that a bundle can keep it. */
export interface FaultChanges {
  /** Files of plans. */
  readonly files: readonly { readonly file: string; readonly text: string }[];
  /** Plans that are switched off, or all faults. */
  readonly without: readonly string[] | 'all';
}

export const NO_CHANGES: FaultChanges = { files: [], without: [] };

export const NO_FAULTS: ScenarioFaults = { armed: [], ofStep: new Map(), changes: NO_CHANGES };
