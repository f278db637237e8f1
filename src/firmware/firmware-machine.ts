/**
 * When the firmware does what: reset vector → DRAM init → dump preservation (POWER) → device tree → hand-over; on a phone whose last kernel has
 * armed download mode, the dump goes to a PC before DRAM is initialised, and the board starts anew after that.
 */
import { assign, setup } from 'xstate';

/** Milliseconds from reset to usable RAM. Assumed: real DRAM training takes tens to hundreds of milliseconds. */
const DRAM_INIT_MS = 40;
/** Until the PC has found the device at its USB port: the time stamp of `Sahara Open` in the published console. */
const USB_INIT_MS = 1_414;

export type FirmwareEvent = {
  /** The host has begun to fetch; it will take so long. */
  readonly type: 'FETCH';
  readonly takesMs: number;
};

export const firmwareMachine = setup({
  types: {
    input: {} as { isDownload: boolean },
    context: {} as { isDownload: boolean; fetchMs: number },
    events: {} as FirmwareEvent,
  },
  actions: {
    openUsb: () => {},
    offerDump: () => {},
    endDownload: () => {},
    initializeDram: () => {},
    preserveDump: () => {},
    writeDeviceTree: () => {},
    handOver: () => {},
  },
  guards: { isDownload: ({ context }) => context.isDownload },
  delays: { fetched: ({ context }) => context.fetchMs },
}).createMachine({
  id: 'firmware',
  context: ({ input }) => ({ isDownload: input.isDownload, fetchMs: 0 }),
  initial: 'resetVector',
  states: {
    resetVector: { always: [{ guard: 'isDownload', target: 'download' }, { target: 'dramInit' }] },
    download: {
      initial: 'usb',
      states: {
        usb: { after: { [USB_INIT_MS]: 'waiting' }, exit: 'openUsb' },
        // Without a PC for ever.
        waiting: {
          entry: 'offerDump',
          on: { FETCH: { target: 'fetching', actions: assign({ fetchMs: ({ event }) => event.takesMs }) } },
        },
        fetching: { after: { fetched: 'done' } },
        done: { entry: 'endDownload', type: 'final' },
      },
    },
    dramInit: { after: { [DRAM_INIT_MS]: 'preserving' }, exit: 'initializeDram' },
    preserving: { entry: 'preserveDump', always: 'deviceTree' },
    deviceTree: { entry: 'writeDeviceTree', always: 'handOver' },
    handOver: { entry: 'handOver', type: 'final' },
  },
});
