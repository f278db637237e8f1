/**
 * The life of the region table: filled before there is an ELF header, ready from late_initcall on, with a backend or without.
 *
 * Mirrors `kmemdump_initialized` and `backend` of the kmemdump series and who changes them (`init_kmemdump`, `kmemdump_register_backend`, `meminspect_prepare_table`);
 * v1 has no late_initcall: its header is made when a backend comes. What each step does is in `kmemdump.ts`.
 */
import { setup } from 'xstate';

export type KmemdumpEvent =
  | { readonly type: 'REGISTER' }
  | { readonly type: 'UNREGISTER' }
  | { readonly type: 'LATE_INIT' }
  | { readonly type: 'BACKEND_ADD' }
  | { readonly type: 'BACKEND_TAKEN' }
  | { readonly type: 'BACKEND_REFUSED' }
  | { readonly type: 'BACKEND_REMOVE' }
  | { readonly type: 'STOP' };

/** With a backend or without. */
const backends = {
  initial: 'alone',
  states: {
    alone: { on: { BACKEND_ADD: 'replaying' } },
    // Every region of the table is told to it, in the order of their numbers.
    replaying: { entry: 'replay', on: { BACKEND_TAKEN: 'attached', BACKEND_REFUSED: 'alone' } },
    attached: {
      on: {
        // Another one: v1 refuses it, later versions let it take the place.
        BACKEND_ADD: { target: 'attached', actions: 'replay' },
        BACKEND_REMOVE: { target: 'alone', actions: 'removeBackend' },
      },
    },
  },
} as const;

export const kmemdumpMachine = setup({
  types: { events: {} as KmemdumpEvent },
  actions: {
    change: () => {},
    makeHeader: () => {},
    replay: () => {},
    removeBackend: () => {},
  },
}).createMachine({
  id: 'kmemdump',
  type: 'parallel',
  states: {
    table: {
      initial: 'early',
      states: {
        early: {
          on: {
            REGISTER: { target: 'early', actions: 'change' },
            UNREGISTER: { target: 'early', actions: 'change' },
            LATE_INIT: { target: 'ready', actions: 'makeHeader' },
            STOP: 'left',
          },
        },
        // From now on program headers come and go with the regions.
        ready: {
          on: {
            REGISTER: { target: 'ready', actions: 'change' },
            UNREGISTER: { target: 'ready', actions: 'change' },
            STOP: 'left',
          },
        },
        // The kernel runs no more: what is in RAM is what firmware finds.
        left: {},
      },
    },
    backend: backends,
  },
});
