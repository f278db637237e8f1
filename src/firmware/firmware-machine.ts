/**
 * When the firmware does what: reset vector → DRAM init → dump preservation (POWER) → device tree → hand-over.
 */
import { setup } from 'xstate';

/** Milliseconds from reset to usable RAM. Assumed: real DRAM training takes tens to hundreds of milliseconds. */
const DRAM_INIT_MS = 40;

export const firmwareMachine = setup({
  types: { events: {} as { type: 'never' } },
  actions: {
    preserveDump: () => {},
    writeDeviceTree: () => {},
    handOver: () => {},
  },
}).createMachine({
  id: 'firmware',
  initial: 'resetVector',
  states: {
    resetVector: { always: 'dramInit' },
    dramInit: { after: { [DRAM_INIT_MS]: 'preserving' } },
    preserving: { entry: 'preserveDump', always: 'deviceTree' },
    deviceTree: { entry: 'writeDeviceTree', always: 'handOver' },
    handOver: { entry: 'handOver', type: 'final' },
  },
});
