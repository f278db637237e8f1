/** The result of runs for machines: one JSON document, `lastwords run --json`. */
import { latin1Bytes } from '../../sim/bytes.ts';
import type { RunResult, StepResult } from '../runner.ts';

export interface NamedRun {
  /** File name as the user gave it. */
  readonly file: string;
  readonly result: RunResult;
  /** Line of each step in the file, 1-based. */
  readonly stepLines: readonly number[];
}

export function jsonReport(runs: readonly NamedRun[]): string {
  const scenarios = runs.map(({ file, result }) => ({
    file,
    name: result.scenario.name,
    board: result.setup.board.name,
    kernel: result.setup.kernel?.release ?? null,
    uboot: result.setup.uboot?.version ?? null,
    seed: result.seed,
    status: result.status,
    virtualNs: result.endNs,
    traceHash: result.traceHash,
    ramHash: result.ramHash,
    records: result.records,
    steps: result.steps.map((step) => jsonStep(step, result)),
    console: utf8(result.console),
  }));
  return `${JSON.stringify({ lastwords: 1, scenarios }, null, 2)}\n`;
}

function jsonStep(step: StepResult, result: RunResult): object {
  const resets = result.events
    .slice(step.eventStart, step.eventEnd)
    .flatMap(({ name, payload }) =>
      name === 'machine.retentionApplied' && 'cause' in payload && payload.cause !== 'power-on' ? [payload] : [],
    );
  const downloads = result.events
    .slice(step.eventStart, step.eventEnd)
    .flatMap(({ name, payload }) => (name === 'download.fetched' ? [payload] : []));
  const faults = result.events
    .slice(step.eventStart, step.eventEnd)
    .flatMap(({ name, payload }) => (name === 'fault.injected' ? [payload] : []));
  return {
    index: step.index,
    kind: step.kind,
    status: step.status,
    startNs: step.startNs,
    endNs: step.endNs,
    ...(step.output === undefined ? {} : { output: utf8(step.output) }),
    ...(step.region === undefined ? {} : { region: step.region }),
    ...(step.dump === undefined ? {} : { dump: step.dump }),
    ...(step.consoleEnd > step.consoleStart
      ? { console: utf8(result.console.slice(step.consoleStart, step.consoleEnd)) }
      : {}),
    ...(resets.length === 0 ? {} : { resets }),
    ...(downloads.length === 0 ? {} : { downloads }),
    ...(faults.length === 0 ? {} : { faults }),
    ...(step.failures.length === 0 ? {} : { failures: step.failures }),
  };
}

/** Console bytes as text; bytes that are no UTF-8 become U+FFFD. */
function utf8(latin1: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(latin1Bytes(latin1));
}
