/**
 * When the kernel does what: earlyBoot → drivers → running ⇄ oopsing → panicking → restarting or dead.
 *
 * The order inside `panicking` is that of Linux `kernel/panic.c` panic(): stop the other CPUs, notifiers, kmsg_dump, then the
 * countdown of `panic_timeout`. Steps that take no time are separate states joined by `always`, so that they show in the chart
 * and yet cost one transition.
 */
import { assign, setup } from 'xstate';

/** What panic() was called with, and `panic_timeout` then: > 0 seconds to wait, < 0 at once, 0 for ever. */
export type Panic = {
  readonly message: string;
  readonly timeoutSeconds: number;
};

export type KernelEvent =
  | { readonly type: 'OOPS' }
  | ({ readonly type: 'PANIC' } & Panic)
  | { readonly type: 'OOPS_SURVIVED' }
  | { readonly type: 'RESTART' }
  | ({ readonly type: 'SHUT_DOWN' } & Shutdown);

/** What user space asks reboot(2) for. */
export type ShutdownCommand = 'restart' | 'halt' | 'power-off';

/** How the kernel ends itself, and what `kernel_restart` is given for the last line. */
export type Shutdown = {
  readonly command: ShutdownCommand;
  readonly argument: string | null;
};

interface KernelMachineContext extends Panic, Shutdown {
  readonly bootMs: number;
}

/** PANIC_TIMER_STEP. */
const PANIC_STEP_MS = 100;

/**
 * How long panic() waits. It counts milliseconds in steps, in an int: from 2,147,484 seconds on the product turns negative
 * or small, and the wait is short or none.
 */
function panicWaitMs(timeoutSeconds: number): number {
  return Math.max(0, Math.ceil(Math.imul(timeoutSeconds, 1000) / PANIC_STEP_MS) * PANIC_STEP_MS);
}

export const kernelMachine = setup({
  types: {
    context: {} as KernelMachineContext,
    events: {} as KernelEvent,
    input: {} as { bootMs: number } | undefined,
  },
  actions: {
    printBootLog: () => {},
    probeDrivers: () => {},
    startUserSpace: () => {},
    die: () => {},
    announcePanic: (_, _params: Panic) => {},
    stopCpus: () => {},
    callNotifiers: () => {},
    dumpLog: () => {},
    announceRestart: (_, _params: Panic) => {},
    announceEnd: (_, _params: Panic) => {},
    emergencyRestart: () => {},
    shutDown: (_, _params: Shutdown) => {},
  },
  guards: {
    waits: ({ context }) => context.timeoutSeconds > 0,
    restartsAtOnce: ({ context }) => context.timeoutSeconds < 0,
  },
  delays: {
    boot: ({ context }) => context.bootMs,
    panicTimeout: ({ context }) => panicWaitMs(context.timeoutSeconds),
  },
}).createMachine({
  id: 'kernel',
  // Without input too: `transition` makes an inert actor each time, and an exception in here would cost more than all the rest.
  context: ({ input }) => ({
    bootMs: input?.bootMs ?? 0,
    message: '',
    timeoutSeconds: 0,
    command: 'restart',
    argument: null,
  }),
  initial: 'earlyBoot',
  states: {
    earlyBoot: { entry: 'printBootLog', after: { boot: 'drivers' } },
    drivers: { entry: ['probeDrivers', 'startUserSpace'], always: 'running' },
    running: { on: { OOPS: 'oopsing' } },
    oopsing: { entry: 'die', on: { OOPS_SURVIVED: 'running' } },
    panicking: {
      initial: 'announcing',
      states: {
        announcing: {
          entry: { type: 'announcePanic', params: ({ context }) => context },
          always: 'stoppingCpus',
        },
        stoppingCpus: { entry: 'stopCpus', always: 'notifying' },
        notifying: { entry: 'callNotifiers', always: 'dumping' },
        dumping: {
          entry: 'dumpLog',
          always: [
            { guard: 'waits', target: 'countdown' },
            { guard: 'restartsAtOnce', target: '#kernel.restarting' },
            { target: 'dead' },
          ],
        },
        countdown: {
          entry: { type: 'announceRestart', params: ({ context }) => context },
          after: { panicTimeout: '#kernel.restarting' },
        },
        dead: { entry: { type: 'announceEnd', params: ({ context }) => context } },
      },
    },
    restarting: { entry: 'emergencyRestart' },
    // Restarted, powered off, or halted for good.
    shuttingDown: { entry: { type: 'shutDown', params: ({ context }) => context } },
  },
  on: {
    PANIC: {
      target: '.panicking',
      actions: assign({
        message: ({ event }) => event.message,
        timeoutSeconds: ({ event }) => event.timeoutSeconds,
      }),
    },
    RESTART: { target: '.restarting' },
    SHUT_DOWN: {
      target: '.shuttingDown',
      actions: assign({ command: ({ event }) => event.command, argument: ({ event }) => event.argument }),
    },
  },
});
