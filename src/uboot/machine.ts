/**
 * When U-Boot does what: init → autoboot countdown → prompt ⇄ running → booting / resetting.
 *
 * Which bytes each step prints is decided by the functions behind the actions (uboot.ts). A countdown tick is one transition,
 * a command two.
 */
import { assign, setup } from 'xstate';
import type { ResetCause } from '../profiles/board.ts';

/** Each count of the countdown lasts this long. */
const COUNT_MS = 1000;

export interface UBootMachineInput {
  /** -1: never boot; below: boot without asking. */
  readonly bootDelaySeconds: number;
  /** Only a certain string stops the countdown. */
  readonly isKeyed: boolean;
  /** Without `bootcmd` there is nothing to boot and no countdown. */
  readonly hasBootCommand: boolean;
  readonly initMs: number;
  /** null: no watchdog runs. */
  readonly watchdogMs: number | null;
}

export type UBootMachineEvent =
  /** A key came during the countdown, or had come before it. */
  | { readonly type: 'KEY_PRESSED' }
  | { readonly type: 'KEYS_MATCHED' }
  | { readonly type: 'KEY_WAITING' }
  | { readonly type: 'NO_KEY' }
  | { readonly type: 'LINE_ENTERED'; readonly line: string }
  | { readonly type: 'INTERRUPTED' }
  | { readonly type: 'COMMAND_FINISHED' }
  | { readonly type: 'KERNEL_STARTED' }
  | { readonly type: 'RESET_REQUESTED'; readonly cause: ResetCause }
  | { readonly type: 'POWERED_OFF' }
  | { readonly type: 'HUNG'; readonly reason: string };

interface UBootMachineContext extends UBootMachineInput {
  readonly secondsLeft: number;
}

/** XState's pure `transition` makes an inert actor without input at each call; an exception in `context` would be slow. */
const NO_INPUT: UBootMachineInput = {
  bootDelaySeconds: 0,
  isKeyed: false,
  hasBootCommand: false,
  initMs: 0,
  watchdogMs: null,
};

export const ubootMachine = setup({
  types: {
    context: {} as UBootMachineContext,
    input: {} as UBootMachineInput | undefined,
    events: {} as UBootMachineEvent,
  },
  actions: {
    printBootText: () => {},
    beginKeyed: (_, _params: { seconds: number }) => {},
    beginCountdown: (_, _params: { seconds: number }) => {},
    printCountdown: (_, _params: { seconds: number }) => {},
    skipCountdown: () => {},
    endCountdown: () => {},
    runBootCommand: () => {},
    showPrompt: () => {},
    printInterrupt: () => {},
    runLine: (_, _params: { line: string }) => {},
    handOver: () => {},
    reset: (_, _params: { cause: ResetCause }) => {},
    powerOff: () => {},
    hang: (_, _params: { reason: string }) => {},
  },
  guards: {
    neverBoots: ({ context }) => context.bootDelaySeconds === -1 || !context.hasBootCommand,
    bootsAtOnce: ({ context }) => context.bootDelaySeconds < -1 && context.hasBootCommand,
    isKeyed: ({ context }) => context.isKeyed,
    isLastSecond: ({ context }) => context.secondsLeft <= 1,
    hasTime: ({ context }) => context.secondsLeft > 0,
    hasWatchdog: ({ context }) => context.watchdogMs !== null,
  },
  delays: {
    init: ({ context }) => context.initMs,
    keyed: ({ context }) => context.secondsLeft * COUNT_MS,
    watchdog: ({ context }) => context.watchdogMs ?? 0,
  },
}).createMachine({
  id: 'uboot',
  context: ({ input = NO_INPUT }) => ({ ...input, secondsLeft: Math.max(0, input.bootDelaySeconds) }),
  initial: 'init',
  on: {
    POWERED_OFF: '.off',
    RESET_REQUESTED: '.resetting',
  },
  states: {
    init: {
      entry: 'printBootText',
      after: {
        init: [
          { guard: 'bootsAtOnce', target: 'running', actions: 'runBootCommand' },
          { guard: 'neverBoots', target: 'prompt' },
          { guard: 'isKeyed', target: 'autoboot.keyed' },
          { target: 'autoboot' },
        ],
      },
    },
    autoboot: {
      initial: 'checking',
      states: {
        checking: {
          entry: { type: 'beginCountdown', params: ({ context }) => ({ seconds: context.secondsLeft }) },
          on: {
            KEY_WAITING: { target: '#uboot.prompt', actions: ['skipCountdown', 'endCountdown'] },
            NO_KEY: [
              { guard: 'hasTime', target: 'counting' },
              { target: '#uboot.running', actions: ['endCountdown', 'runBootCommand'] },
            ],
          },
        },
        keyed: {
          entry: { type: 'beginKeyed', params: ({ context }) => ({ seconds: context.secondsLeft }) },
          on: { KEYS_MATCHED: '#uboot.prompt' },
          after: { keyed: { target: '#uboot.running', actions: 'runBootCommand' } },
        },
        counting: {
          after: {
            [COUNT_MS]: [
              {
                guard: 'isLastSecond',
                target: '#uboot.running',
                actions: [{ type: 'printCountdown', params: { seconds: 0 } }, 'endCountdown', 'runBootCommand'],
              },
              {
                target: 'counting',
                reenter: true,
                actions: [
                  assign({ secondsLeft: ({ context }) => context.secondsLeft - 1 }),
                  { type: 'printCountdown', params: ({ context }) => ({ seconds: context.secondsLeft }) },
                ],
              },
            ],
          },
          on: {
            KEY_PRESSED: {
              target: '#uboot.prompt',
              actions: [{ type: 'printCountdown', params: { seconds: 0 } }, 'endCountdown'],
            },
          },
        },
      },
    },
    prompt: {
      entry: 'showPrompt',
      on: {
        LINE_ENTERED: {
          target: 'running',
          actions: { type: 'runLine', params: ({ event }) => ({ line: event.line }) },
        },
        INTERRUPTED: { target: 'prompt', reenter: true, actions: 'printInterrupt' },
      },
    },
    running: {
      on: {
        COMMAND_FINISHED: 'prompt',
        KERNEL_STARTED: 'booting',
        HUNG: [
          { guard: 'hasWatchdog', target: 'waitingForWatchdog' },
          { target: 'hung', actions: { type: 'hang', params: ({ event }) => ({ reason: event.reason }) } },
        ],
      },
    },
    waitingForWatchdog: {
      after: { watchdog: { target: 'resettingByWatchdog' } },
    },
    booting: { type: 'final', entry: 'handOver' },
    resetting: {
      type: 'final',
      entry: {
        type: 'reset',
        params: ({ event }) => ({ cause: event.type === 'RESET_REQUESTED' ? event.cause : 'warm' }),
      },
    },
    resettingByWatchdog: { type: 'final', entry: { type: 'reset', params: { cause: 'watchdog' } } },
    off: { type: 'final', entry: 'powerOff' },
    hung: {},
  },
});
