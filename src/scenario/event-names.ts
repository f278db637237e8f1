/** The names of all events of the simulated world, for the schema and for those who record everything. */
import type { WorldEvents } from '../hardware/world-events.ts';

export type WorldEventName = keyof WorldEvents;

/** A table and not a list, so that the compiler misses no event. */
const names: Readonly<Record<WorldEventName, true>> = {
  'machine.stateEntered': true,
  'machine.reset': true,
  'machine.cacheLost': true,
  'machine.retentionApplied': true,
  'download.fetched': true,
  'machine.hung': true,
  'console.written': true,
  'kernel.booted': true,
  'kernel.oopsed': true,
  'kernel.panicked': true,
  'kernel.died': true,
  'kernel.stateEntered': true,
  'ramoops.regionFound': true,
  'pstore.recordWritten': true,
  'pstore.mounted': true,
  'pstore.messagePrinted': true,
  'pstore.backendOffered': true,
  'pstore.recordErased': true,
  'uboot.regionDisplayed': true,
  'uboot.recordDisplayed': true,
  'uboot.promptShown': true,
  'fault.injected': true,
};

export const worldEventNames = Object.keys(names) as readonly WorldEventName[];
