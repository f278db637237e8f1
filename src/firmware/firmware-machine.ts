/**
 * When the firmware does what: reset vector → DRAM init → device tree → hand-over.
 *
 * Dump preservation (fadump) comes between DRAM init and device tree in a later part.
 */
import { setup } from 'xstate';

/** Milliseconds from reset to usable RAM. Assumed: real DRAM training takes tens to hundreds of milliseconds. */
const DRAM_INIT_MS = 40;

export const firmwareMachine = setup({
  types: { events: {} as { type: 'never' } },
  actions: {
    writeDeviceTree: () => {},
    handOver: () => {},
  },
}).createMachine({
  id: 'firmware',
  initial: 'resetVector',
  states: {
    resetVector: { always: 'dramInit' },
    dramInit: { after: { [DRAM_INIT_MS]: 'deviceTree' } },
    deviceTree: { entry: 'writeDeviceTree', always: 'handOver' },
    handOver: { entry: 'handOver', type: 'final' },
  },
});
