/**
 * The life of a crash kernel: memory for it, loaded, the jump; and of the kernel that was jumped into: what it has to capture.
 *
 * Mirrors `kexec_crash_image` of Linux v6.1 `kernel/kexec_core.c` and who changes it (kexec_load, crash_shrink_memory, __crash_kexec), and `vmcore_init` of
 * `fs/proc/vmcore.c`. What each step does is in `kexec.ts` and `crash-kexec.ts`.
 */
import { setup } from 'xstate';

export type KdumpEvent =
  | { readonly type: 'LOAD' }
  | { readonly type: 'UNLOAD' }
  | { readonly type: 'SHRINK'; readonly sizeBytes: number }
  | { readonly type: 'CRASH' };

export type KdumpStart = {
  /** crashkernel= was granted. */
  readonly hasMemory: boolean;
  /** Of a crash kernel, which elfcorehdr= tells it is: whether there is a core header. */
  readonly core: 'none' | 'sane' | 'damaged';
};

export const kdumpMachine = setup({
  types: {
    context: {} as KdumpStart,
    events: {} as KdumpEvent,
    input: {} as KdumpStart | undefined,
  },
  actions: {
    writeImage: () => {},
    forgetImage: () => {},
    shrink: (_, _params: { sizeBytes: number }) => {},
    saveInfo: () => {},
    saveCpus: () => {},
    saveLowMemory: () => {},
    jump: () => {},
  },
  guards: {
    hasMemory: ({ context }) => context.hasMemory,
    hasCore: ({ context }) => context.core === 'sane',
    hasDamagedCore: ({ context }) => context.core === 'damaged',
    toNothing: ({ event }) => event.type === 'SHRINK' && event.sizeBytes === 0,
  },
}).createMachine({
  id: 'kdump',
  context: ({ input }) => ({ hasMemory: false, core: 'none', ...input }),
  type: 'parallel',
  states: {
    // What this kernel leaves when it dies.
    image: {
      initial: 'booting',
      states: {
        booting: { always: [{ guard: 'hasMemory', target: 'reserved' }, { target: 'unreserved' }] },
        unreserved: {},
        reserved: {
          on: {
            LOAD: { target: 'loaded', actions: 'writeImage' },
            SHRINK: [
              { guard: 'toNothing', target: 'unreserved', actions: { type: 'shrink', params: ({ event }) => event } },
              { target: 'reserved', actions: { type: 'shrink', params: ({ event }) => event } },
            ],
          },
        },
        loaded: {
          on: {
            LOAD: { target: 'loaded', actions: 'writeImage' },
            UNLOAD: { target: 'reserved', actions: 'forgetImage' },
            CRASH: 'crashing',
          },
        },
        crashing: {
          initial: 'savingInfo',
          states: {
            savingInfo: { entry: 'saveInfo', always: 'savingCpus' },
            savingCpus: { entry: 'saveCpus', always: 'savingLowMemory' },
            savingLowMemory: { entry: 'saveLowMemory', always: 'jumping' },
            jumping: { entry: 'jump' },
          },
        },
      },
    },
    // What it was left itself.
    capture: {
      initial: 'looking',
      states: {
        looking: {
          always: [
            { guard: 'hasCore', target: 'offered' },
            { guard: 'hasDamagedCore', target: 'damaged' },
            { target: 'nothing' },
          ],
        },
        offered: {},
        damaged: {},
        nothing: {},
      },
    },
  },
});
