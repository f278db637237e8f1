/**
 * The one driver of all XState machines.
 *
 * It uses XState's pure functions of a machine only: a transition gives the next snapshot and a list of effects as data, which are run here,
 * in order, at once. Why not an actor: an exception in an actor's action does not leave `send`, a persisted actor loses its
 * running delays, and an unknown event vanishes. Here an exception reaches the caller, delays are entries of the project's
 * clock and so survive a snapshot, and a refused event is recorded with the state that refused it.
 *
 * Machines decide when, functions decide which bytes: actions are named, take data, and are given as plain functions.
 */
import { type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate';
import { assert } from './assert.ts';
import type { Clock, ClockEvent } from './clock.ts';
import { NS_PER_MS } from './clock.ts';
import type { Json } from './json.ts';

export interface MachineEvent {
  readonly type: string;
  readonly [key: string]: Json | undefined;
}

/** What a named action of the machine does; `params` is what the machine gave with it. */
export type MachineActions = Readonly<Record<string, (params: never) => void>>;

export interface RefusedEvent {
  readonly timeNs: number;
  readonly event: string;
  readonly state: Json;
}

export interface DriverState {
  readonly machine: Json;
  /** XState's id of a running delay → id in the clock's queue. */
  readonly delays: Readonly<Record<string, number>>;
}

interface Effect {
  readonly type: string;
  readonly params?: unknown;
}

/** `type` of the clock events that carry a machine's delays. */
export const DELAY_EVENT = 'stateMachine.delay';
const REFUSED_LIMIT = 100;
/** An action may send events; a machine that never comes to rest is a defect. */
const QUEUE_LIMIT = 1_000;

export class StateMachineDriver {
  readonly #machine: AnyStateMachine;
  readonly #clock: Clock;
  readonly #target: string;
  readonly #actions: MachineActions;
  readonly #onTransition: ((state: string) => void) | undefined;
  readonly #delays = new Map<string, number>();
  readonly #pending: MachineEvent[] = [];
  readonly #refused: RefusedEvent[] = [];
  #snapshot: AnyMachineSnapshot | undefined;
  #running = false;

  constructor(
    machine: AnyStateMachine,
    options: {
      clock: Clock;
      /** Owner of the delays: the clock event's target, which hands them back through `handleDelay`. */
      target: string;
      actions: MachineActions;
      onTransition?: (state: string) => void;
    },
  ) {
    this.#machine = machine;
    this.#clock = options.clock;
    this.#target = options.target;
    this.#actions = options.actions;
    this.#onTransition = options.onTransition;
  }

  start(input?: unknown): void {
    assert(this.#snapshot === undefined, `${this.#machine.id}: started twice`);
    const effects: Effect[] = [];
    const snapshot = this.#machine.getInitialSnapshot(scopeFor(this.#machine, effects), input as never);
    this.#settle(snapshot as AnyMachineSnapshot, effects);
    this.#drain();
  }

  /** Feeds an event. Sent from inside an action it waits until the running effects are done. */
  send(event: MachineEvent): void {
    assert(this.#snapshot !== undefined, `${this.#machine.id}: ${event.type} before start`);
    this.#pending.push(event);
    if (!this.#running) this.#drain();
  }

  /** Takes back a delay that the clock brings; the driver's owner calls it for events of type `DELAY_EVENT`. */
  handleDelay(event: ClockEvent): void {
    const { id, machineEvent } = event.data as { id: string; machineEvent: MachineEvent };
    this.#delays.delete(id);
    this.send(machineEvent);
  }

  /** State as a dotted path, `panicking.countdown`; parallel regions are joined by `+`. */
  get state(): string {
    return this.#snapshot === undefined ? 'unstarted' : statePath(this.#snapshot.value as StateValue);
  }

  get refused(): readonly RefusedEvent[] {
    return this.#refused;
  }

  snapshot(): DriverState {
    assert(this.#snapshot !== undefined, `${this.#machine.id}: snapshot before start`);
    assert(!this.#running, `${this.#machine.id}: snapshot in the middle of a transition`);
    return {
      machine: this.#machine.getPersistedSnapshot(this.#snapshot) as unknown as Json,
      delays: Object.fromEntries(this.#delays),
    };
  }

  /** Takes up a saved state. The clock must have been restored with its queue, where the delays are. */
  restore(state: DriverState): void {
    // The actor scope is asked for only when a machine has child actors; ours have none.
    const noActors = {} as Parameters<AnyStateMachine['restoreSnapshot']>[1];
    this.#snapshot = this.#machine.restoreSnapshot(state.machine as never, noActors) as AnyMachineSnapshot;
    this.#delays.clear();
    for (const [id, clockId] of Object.entries(state.delays)) this.#delays.set(id, clockId);
  }

  #drain(): void {
    for (let count = 0; this.#pending.length > 0; count++) {
      assert(count < QUEUE_LIMIT, `${this.#machine.id}: does not come to rest`);
      const event = this.#pending.shift()!;
      const before = this.#snapshot!;
      const effects: Effect[] = [];
      const after = this.#machine.transition(before, event as never, scopeFor(this.#machine, effects));
      // The same snapshot object comes back both for a refused event and for one that changes nothing: only then ask `can`.
      if (after === before && !before.can(event as never)) this.#refuse(event);
      else this.#settle(after as AnyMachineSnapshot, effects);
    }
  }

  #refuse(event: MachineEvent): void {
    if (this.#refused.length >= REFUSED_LIMIT) return;
    this.#refused.push({ timeNs: this.#clock.now, event: event.type, state: this.#snapshot!.value as Json });
  }

  #settle(snapshot: AnyMachineSnapshot, effects: readonly Effect[]): void {
    this.#snapshot = snapshot;
    this.#onTransition?.(this.state);
    this.#running = true;
    try {
      for (const effect of effects) this.#run(effect);
    } finally {
      this.#running = false;
    }
  }

  #run(effect: Effect): void {
    if (effect.type === 'xstate.raise') {
      const { id, delay, event } = effect.params as { id: string; delay: number; event: MachineEvent };
      const delayNs = Math.round(delay * NS_PER_MS);
      const data = { id, machineEvent: event };
      this.#delays.set(id, this.#clock.after(delayNs, { target: this.#target, type: DELAY_EVENT, data }));
    } else if (effect.type === 'xstate.cancel') {
      const { sendId } = effect.params as { sendId: string };
      const clockId = this.#delays.get(sendId);
      this.#delays.delete(sendId);
      if (clockId !== undefined) this.#clock.cancel(clockId);
    } else {
      const action = this.#actions[effect.type];
      assert(action !== undefined, `${this.#machine.id}: no function for action ${effect.type}`);
      action(effect.params as never);
    }
  }
}

/** A machine's scope and where the effects of the transition go that is being computed. */
interface Scope {
  readonly actor: AnyActorScope;
  effects: Effect[];
}

const scopes = new WeakMap<AnyStateMachine, Scope>();

/**
 * The scope XState computes a transition in, whose effects go to `effects`. Its own `transition` makes an actor at each call,
 * which costs as much as the transition; what a scope has beside the effects is for machines with child actors, and ours have none.
 */
function scopeFor(machine: AnyStateMachine, effects: Effect[]): AnyActorScope {
  let scope = scopes.get(machine);
  if (scope === undefined) {
    scope = newScope(machine);
    scopes.set(machine, scope);
  }
  scope.effects = effects;
  return scope.actor;
}

function newScope(machine: AnyStateMachine): Scope {
  const self = createActor(machine);
  const nothing = (): void => {};
  const actor = {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: (effect: Effect) => void scope.effects.push(effect),
  };
  const scope: Scope = { actor, effects: [] };
  return scope;
}

type StateValue = string | { readonly [key: string]: StateValue | undefined };

function statePath(value: StateValue): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([key, inner]) => (inner === undefined ? key : `${key}.${statePath(inner)}`))
    .join('+');
}
