/**
 * Runs a scenario: step after step on one machine, in virtual time, to a result that the reports draw from.
 *
 * Pure: the same scenario with the same seed gives the same result, hashes included. The first step that does not go as
 * expected ends the run; what comes after it is marked as not run.
 */

import { RunWitness } from '../inspect/explain/run-witness.ts';
import { RecordLedger, type RecordReport } from '../inspect/record-ledger.ts';
import { Machine } from '../machine/machine.ts';
import { parseDuration } from '../sim/duration.ts';
import { StateMachineDriver } from '../sim/state-machine.ts';
import type { Failure } from './contents.ts';
import type { MachineFace } from './machine-face.ts';
import { type RegionView, RegionViewer, type ResetView } from './region-view.ts';
import type { ScenarioSetup } from './resolve.ts';
import { scenarioRunMachine } from './run-machine.ts';
import type { Scenario, Step, StepKind } from './schema.ts';
import { type ConsoleMark, type LoggedEvent, Session, type WaitOutcome } from './session.ts';
import type { StepContext } from './step-end.ts';
import { performStep, stepKind } from './steps.ts';

export type RunStatus = 'passed' | 'failed' | 'timedOut';

export interface StepResult {
  /** Position in the file, from 0. */
  readonly index: number;
  readonly kind: StepKind;
  readonly step: Step;
  readonly status: RunStatus | 'notRun';
  /** Virtual time when it began and ended. */
  readonly startNs: number;
  readonly endNs: number;
  /** The part of the console text that came meanwhile. */
  readonly consoleStart: number;
  readonly consoleEnd: number;
  /** The events that happened meanwhile, as positions in the run's list. */
  readonly eventStart: number;
  readonly eventEnd: number;
  readonly output?: string;
  readonly region?: RegionView;
  readonly dump?: readonly string[];
  readonly failures: readonly Failure[];
}

export interface RunResult {
  readonly scenario: Scenario;
  readonly setup: ScenarioSetup;
  readonly seed: string;
  readonly status: RunStatus;
  readonly steps: readonly StepResult[];
  readonly endNs: number;
  /** Everything on the serial line, latin1, CR LF as on the wire. */
  readonly console: string;
  readonly marks: readonly ConsoleMark[];
  readonly events: readonly LoggedEvent[];
  /** What each reset did to the ramoops region; empty where nothing says where it is. */
  readonly resets: readonly ResetView[];
  /** Every time that somebody recovered records, and what those are worth. */
  readonly records: readonly RecordReport[];
  readonly traceHash: string;
  /** Empty where nobody asked for it. */
  readonly ramHash: string;
}

const DEFAULT_LIMIT = '1h';

export function scenarioSeed(scenario: Scenario): string {
  return String(scenario.seed ?? scenario.name);
}

/** `createMachine` builds the powered-off machine for the setup and seed. */
export function runScenario(
  scenario: Scenario,
  setup: ScenarioSetup,
  createMachine: (setup: ScenarioSetup, seed: string) => MachineFace,
  options: {
    readonly seed?: string;
    readonly beforeStep?: (index: number) => void;
    /** False: nobody compares the RAM at the end, whose hash costs time. */
    readonly hashesRam?: boolean;
  } = {},
): RunResult {
  const seed = options.seed ?? scenarioSeed(scenario);
  const machine = createMachine(setup, seed);
  const session = new Session(machine, parseDuration(scenario.limit ?? DEFAULT_LIMIT)!);
  const course = new StateMachineDriver(scenarioRunMachine, { clock: machine.clock, target: 'scenario', actions: {} });
  course.start();
  course.send({ type: 'start' });
  const viewer = new RegionViewer(setup);
  viewer.watch(machine);
  const records = new RecordLedger(machine);
  const isExplained = scenario.steps.some(({ expect }) => expect?.explain !== undefined);
  const context: StepContext = {
    session,
    viewer,
    records,
    // Its observers cost time, and only a whole machine can be explained.
    witness: isExplained && machine instanceof Machine ? new RunWitness(machine) : null,
    kernel: setup.kernel,
    faults: setup.faults,
    wait(what) {
      course.send({ type: 'wait' });
      const outcome = what();
      course.send({ type: eventAfter[outcome] });
      return outcome;
    },
  };
  const steps = scenario.steps.map((step, index): StepResult => {
    const startNs = session.now;
    const consoleStart = session.consoleLength;
    const eventStart = session.events.length;
    const place = { index, kind: stepKind(step), step, startNs, consoleStart, eventStart };
    const nothing = { endNs: startNs, consoleEnd: consoleStart, eventEnd: eventStart, failures: [] };
    if (course.state !== 'stepping') return { ...place, ...nothing, status: 'notRun' };
    options.beforeStep?.(index);
    const end = performStep(step, context);
    if (end.status === 'failed' && course.state === 'stepping') course.send({ type: 'broken' });
    return {
      ...place,
      ...end,
      endNs: session.now,
      consoleEnd: session.consoleLength,
      eventEnd: session.events.length,
    };
  });
  if (course.state === 'stepping') course.send({ type: 'finished' });
  return {
    scenario,
    setup,
    seed,
    status: course.state as RunStatus,
    steps,
    endNs: session.now,
    console: session.console,
    marks: session.marks,
    events: session.events,
    resets: viewer.resets,
    records: records.reports,
    traceHash: machine.traceHash,
    ramHash: options.hashesRam === false ? '' : machine.memory.hash(),
  };
}

const eventAfter = { met: 'met', expired: 'expired', idle: 'expired', flooded: 'broken' } as const satisfies Record<
  WaitOutcome,
  string
>;
