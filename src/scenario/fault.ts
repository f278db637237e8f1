/** A `fault` step: damage done to RAM from outside, under the writer's name `fault`. */
import type { Failure } from './contents.ts';
import type { MachineFace } from './machine-face.ts';
import type { FaultStep } from './schema.ts';

/** Offsets of the three words of `struct persistent_ram_buffer` (Linux fs/pstore/ram_core.c). */
const headerOffsets = { sig: 0, start: 4, size: 8 } as const;

export function injectFault(fault: FaultStep, machine: MachineFace): Failure | undefined {
  if (fault.bits !== undefined) machine.inject({ kind: 'bits', bits: fault.bits });
  if (fault.uniform !== undefined) machine.inject({ kind: 'uniform', ...fault.uniform });
  if (fault.field !== undefined) {
    const { zone, name, value } = fault.field;
    const word = Uint8Array.from([0, 8, 16, 24], (shift) => (value >>> shift) & 0xff); // little endian, as all boards so far
    machine.poke(zone + headerOffsets[name], word, 'fault');
  }
  return undefined;
}
