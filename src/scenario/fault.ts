/** A `fault` step: damage done to RAM from outside, now or when its time comes. */

import type { FaultStep } from './fault-schema.ts';
import type { ScenarioFaults } from './faults.ts';
import type { MachineFace } from './machine-face.ts';

/** Does nothing where the fault was switched off. */
export function injectFault(fault: FaultStep, machine: MachineFace, faults: ScenarioFaults): void {
  const plan = faults.ofStep.get(fault);
  if (plan !== undefined) machine.armFault(plan);
  if (faults.changes.without === 'all') return;
  if (fault.bits !== undefined) machine.inject({ kind: 'bits', bits: fault.bits });
  if (fault.uniform !== undefined) machine.inject({ kind: 'uniform', ...fault.uniform });
}
