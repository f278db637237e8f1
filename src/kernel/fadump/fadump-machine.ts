/**
 * The life of a firmware-assisted dump: reserved, registered, dumping; and in the next kernel: found, offered, released.
 *
 * Mirrors `fw_dump.dump_registered` and `fw_dump.dump_active` of Linux v6.1 `arch/powerpc/kernel/fadump.c` and who changes them (setup_fadump,
 * fadump_register_store, crash_fadump, fadump_release_mem_store, fadump_cleanup). What each step does is in `fadump.ts`.
 */
import { setup } from 'xstate';

export type FadumpEvent =
  | { readonly type: 'REGISTER' }
  | { readonly type: 'REGISTERED' }
  | { readonly type: 'REFUSED' }
  | { readonly type: 'UNREGISTER' }
  | { readonly type: 'UNREGISTERED' }
  | { readonly type: 'CRASH' }
  | { readonly type: 'DUMP_TAKEN' }
  | { readonly type: 'DUMP_DAMAGED' }
  | { readonly type: 'RELEASE' }
  | { readonly type: 'RELEASED' }
  | { readonly type: 'KEPT' }
  | { readonly type: 'SHUT_DOWN' };

export type FadumpStart = {
  /** Memory is reserved. */
  readonly hasArea: boolean;
  /** The firmware kept a dump. */
  readonly hasDump: boolean;
  /** The kernel does not wait for user space. */
  readonly registersItself: boolean;
};

export const fadumpMachine = setup({
  types: {
    context: {} as FadumpStart,
    events: {} as FadumpEvent,
    input: {} as FadumpStart | undefined,
  },
  actions: {
    register: () => {},
    unregister: () => {},
    saveDump: () => {},
    takeDump: () => {},
    invalidate: () => {},
    giveBack: () => {},
    tellReleased: () => {},
  },
  guards: {
    hasNoArea: ({ context }) => !context.hasArea,
    hasDump: ({ context }) => context.hasDump,
    registersItself: ({ context }) => context.registersItself,
  },
}).createMachine({
  id: 'fadump',
  context: ({ input }) => ({ hasArea: false, hasDump: false, registersItself: false, ...input }),
  initial: 'booting',
  states: {
    booting: {
      always: [
        { guard: 'hasNoArea', target: 'off' },
        { guard: 'hasDump', target: 'dump' },
        { guard: 'registersItself', target: 'registering' },
        { target: 'reserved' },
      ],
    },
    off: {},
    reserved: { on: { REGISTER: 'registering' } },
    registering: { entry: 'register', on: { REGISTERED: 'registered', REFUSED: 'reserved' } },
    registered: {
      on: {
        // Where the firmware did not let go of the last registration; whatever this one comes to, the kernel takes itself for registered.
        REGISTER: { actions: 'register' },
        UNREGISTER: 'unregistering',
        SHUT_DOWN: 'unregistering',
        CRASH: 'dumping',
      },
    },
    unregistering: { entry: 'unregister', on: { UNREGISTERED: 'reserved', REFUSED: 'registered' } },
    // The firmware resets the machine: this kernel does not leave it.
    dumping: { entry: 'saveDump' },
    dump: {
      initial: 'checking',
      states: {
        checking: { entry: 'takeDump', on: { DUMP_TAKEN: 'offered', DUMP_DAMAGED: 'releasing' } },
        offered: {
          on: { RELEASE: 'releasing', SHUT_DOWN: { target: '#fadump.reserved', actions: 'invalidate' } },
        },
        releasing: {
          entry: ['invalidate', 'giveBack', 'tellReleased'],
          on: { RELEASED: '#fadump.reserved', KEPT: 'kept' },
        },
        // The firmware would not: the memory is given back, and the kernel still says that there is a dump.
        kept: { on: { RELEASE: { actions: ['invalidate', 'tellReleased'] }, RELEASED: '#fadump.reserved' } },
      },
    },
  },
});
