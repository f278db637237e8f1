/**
 * How a stage reaches the board's switches and its serial line: both are registers of devices, written behind a barrier.
 */
import type { CacheControl, Handoff, Stage, StageContext, StageControl } from '../hardware/stage.ts';
import type { Uart } from '../hardware/uart.ts';
import type { BoardProfile, ResetCause } from '../profiles/board.ts';
import { assert } from '../sim/assert.ts';
import type { Clock, ClockEvent } from '../sim/clock.ts';
import type { LifecycleEvent } from './lifecycle-machine.ts';

interface BoardWires {
  readonly caches: CacheControl | null;
  readonly uart: Uart;
  /** Asks for a change of the lifecycle once the running handler has returned. */
  request(event: LifecycleEvent): void;
  /** Lets disks get as far as they are at the stage's own time, which may be ahead of the clock. */
  settle(): void;
}

export function stageControl({ caches, request, settle }: BoardWires): StageControl {
  const settled = (event: LifecycleEvent) => {
    caches?.barrier();
    settle();
    request(event);
  };
  return {
    handOver: (next, handoff) => request({ type: 'HAND_OVER', next, handoff }),
    reset: (cause) => settled({ type: 'RESET', cause }),
    hang: (reason) => request({ type: 'HANG', reason }),
    powerOff: () => settled({ type: 'POWER_OFF' }),
  };
}

export function stageConsole({ caches, uart }: BoardWires, name: string): StageContext['console'] {
  return {
    write: (text) => {
      caches?.barrier();
      uart.write(name, text);
    },
  };
}

/** What the firmware begins with: nothing. */
export function firstHandoff(resetCause: ResetCause, { ramBanks }: BoardProfile): Handoff {
  const entryAddress = ramBanks[0]!.start;
  return { resetCause, deviceTreeAddress: null, commandLineAddress: null, entryAddress, registers: {} };
}

/** Drops a stage: it gets no further calls. */
export function leaveStage(stage: Stage | null, clock: Clock): void {
  if (stage === null) return;
  stage.leave?.();
  clock.cancelTarget(stage.name);
}

/** For whom no event may be due. */
export function unexpectedEvent(event: ClockEvent): void {
  assert(false, `clock event ${event.type} was due and not dispatched`);
}
