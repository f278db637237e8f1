/**
 * When the kernel does what: earlyBoot → drivers → running ⇄ oopsing → panicking → restarting or dead.
 *
 * The order inside `panicking` is that of Linux `kernel/panic.c` panic(): stop the other CPUs, notifiers, kmsg_dump, then the
 * countdown of `panic_timeout`. Steps that take no time are separate states joined by `always`, so that they show in the chart
 * and yet cost one transition.
 */
import { assign, setup } from 'xstate';

/** Why the kernel dies; `kind` names the path that leads into panic(). */
export interface PanicCause {
  readonly message: string;
  /** `sysrq`: from sysrq_handle_crash; `oops`: fatal oops; `init`: pid 1 exited. Decides the stack dump. */
  readonly kind: 'sysrq' | 'oops' | 'init';
}

export type KernelEvent =
  | { readonly type: 'OOPS'; readonly fault: string }
  | ({ readonly type: 'PANIC'; readonly timeoutSeconds: number } & PanicCause)
  | { readonly type: 'OOPS_SURVIVED' }
  | { readonly type: 'RESTART' };

interface KernelMachineContext {
  readonly bootMs: number;
  readonly fault: string;
  readonly cause: PanicCause;
  /** `panic_timeout` at the moment of the panic: > 0 seconds to wait, < 0 at once, 0 for ever. */
  readonly timeoutSeconds: number;
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
    die: (_, _params: { fault: string }) => {},
    announcePanic: (_, _params: PanicCause) => {},
    stopCpus: () => {},
    callNotifiers: () => {},
    dumpLog: () => {},
    announceRestart: (_, _params: { timeoutSeconds: number }) => {},
    announceEnd: (_, _params: PanicCause) => {},
    emergencyRestart: () => {},
  },
  guards: {
    waits: ({ context }) => context.timeoutSeconds > 0,
    restartsAtOnce: ({ context }) => context.timeoutSeconds < 0,
  },
  delays: {
    boot: ({ context }) => context.bootMs,
    panicTimeout: ({ context }) => context.timeoutSeconds * 1000,
  },
}).createMachine({
  id: 'kernel',
  // Without input too: `transition` makes an inert actor each time, and an exception in here would cost more than all the rest.
  context: ({ input }) => ({
    bootMs: input?.bootMs ?? 0,
    fault: '',
    cause: { message: '', kind: 'sysrq' },
    timeoutSeconds: 0,
  }),
  initial: 'earlyBoot',
  states: {
    earlyBoot: { entry: 'printBootLog', after: { boot: 'drivers' } },
    drivers: { entry: ['probeDrivers', 'startUserSpace'], always: 'running' },
    running: {
      on: {
        OOPS: { target: 'oopsing', actions: assign({ fault: ({ event }) => event.fault }) },
      },
    },
    oopsing: {
      entry: { type: 'die', params: ({ context }) => ({ fault: context.fault }) },
      on: { OOPS_SURVIVED: 'running' },
    },
    panicking: {
      initial: 'announcing',
      states: {
        announcing: {
          entry: { type: 'announcePanic', params: ({ context }) => context.cause },
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
        dead: { entry: { type: 'announceEnd', params: ({ context }) => context.cause } },
      },
    },
    restarting: { entry: 'emergencyRestart' },
  },
  on: {
    PANIC: {
      target: '.panicking',
      actions: assign({
        cause: ({ event }) => ({ message: event.message, kind: event.kind }),
        timeoutSeconds: ({ event }) => event.timeoutSeconds,
      }),
    },
    RESTART: { target: '.restarting' },
  },
});
