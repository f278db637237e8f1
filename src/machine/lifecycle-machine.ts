/**
 * The life of the board: off → firmware → bootloader → kernel → resetting → firmware → …
 *
 * What each state does is in `machine.ts`; here is only when. A reset takes a moment during which nothing runs and RAM is on
 * its own; then the retention model says what it kept.
 */
import { assign, setup } from 'xstate';
import type { Handoff } from '../hardware/stage.ts';
import type { ResetCause } from '../profiles/board.ts';

/** How long the reset line is held, where nobody says how long the supply was down. Assumed; real boards hold it for some to some hundred milliseconds. */
const RESET_MS = 10;

export type LifecycleEvent =
  | { readonly type: 'POWER_ON' }
  | { readonly type: 'HAND_OVER'; readonly next: 'bootloader' | 'kernel'; readonly handoff: Handoff }
  | { readonly type: 'RESET'; readonly cause: ResetCause; readonly offMs?: number }
  | { readonly type: 'HANG'; readonly reason: string }
  | { readonly type: 'POWER_OFF' };

export const lifecycleMachine = setup({
  types: {
    context: {} as { cause: ResetCause; heldMs: number; handoff: Handoff | null; reason: string },
    events: {} as LifecycleEvent,
  },
  actions: {
    dropStage: () => {},
    keepRam: (_, _params: { cause: ResetCause }) => {},
    startFirmware: (_, _params: { cause: ResetCause }) => {},
    startBootloader: (_, _params: { handoff: Handoff | null }) => {},
    startKernel: (_, _params: { handoff: Handoff | null }) => {},
    sayHung: (_, _params: { reason: string }) => {},
  },
  delays: {
    held: ({ context }) => context.heldMs,
  },
  guards: {
    toKernel: ({ event }) => event.type === 'HAND_OVER' && event.next === 'kernel',
  },
}).createMachine({
  id: 'lifecycle',
  context: { cause: 'power-on', heldMs: RESET_MS, handoff: null, reason: '' },
  initial: 'off',
  on: {
    RESET: {
      target: '.resetting',
      actions: assign(({ event }) => ({ cause: event.cause, heldMs: Math.max(RESET_MS, event.offMs ?? 0) })),
    },
    POWER_OFF: { target: '.off', actions: assign({ cause: 'power-loss' as const }) },
    HANG: { target: '.hung', actions: assign({ reason: ({ event }) => event.reason }) },
  },
  states: {
    off: {
      entry: 'dropStage',
      on: {
        POWER_ON: { target: 'firmware', actions: { type: 'keepRam', params: ({ context }) => context } },
        RESET: {},
        POWER_OFF: {},
      },
    },
    firmware: {
      entry: { type: 'startFirmware', params: ({ context }) => ({ cause: context.cause }) },
      on: {
        HAND_OVER: [
          { guard: 'toKernel', target: 'kernel', actions: assign({ handoff: ({ event }) => event.handoff }) },
          { target: 'bootloader', actions: assign({ handoff: ({ event }) => event.handoff }) },
        ],
      },
    },
    bootloader: {
      entry: { type: 'startBootloader', params: ({ context }) => ({ handoff: context.handoff }) },
      on: { HAND_OVER: { target: 'kernel', actions: assign({ handoff: ({ event }) => event.handoff }) } },
    },
    kernel: {
      entry: { type: 'startKernel', params: ({ context }) => ({ handoff: context.handoff }) },
      // A dying kernel jumps into the crash kernel that it has loaded.
      on: {
        HAND_OVER: {
          guard: 'toKernel',
          target: 'kernel',
          reenter: true,
          actions: assign({ handoff: ({ event }) => event.handoff }),
        },
      },
    },
    hung: { entry: { type: 'sayHung', params: ({ context }) => ({ reason: context.reason }) } },
    resetting: {
      entry: ['dropStage', { type: 'keepRam', params: ({ context }) => ({ cause: context.cause }) }],
      after: { held: 'firmware' },
    },
  },
});
