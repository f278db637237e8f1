/**
 * Makes docs/reference/transitions.md: every transition of every state machine, and a scenario that takes it.
 *
 *     npx tsx scripts/transition-table.ts > docs/reference/transitions.md
 *
 * The list comes from the machines themselves (`xstate/graph`, and the eventless transitions, which that leaves out). Who takes what is
 * recorded while the scenarios run: XState reports each microstep with its transitions to the system it runs in. The ends of a run
 * that no passing scenario has are taken by the scenarios of `test/scenario/failing`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyActorScope, AnyStateMachine } from 'xstate';
import { type DirectedGraphNode, toDirectedGraph } from 'xstate/graph';
import { machines } from '../src/inspect/chart.ts';
import { createScenarioMachine } from '../src/scenario/live-machine.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { scenarioRunMachine } from '../src/scenario/run-machine.ts';
import { runScenario } from '../src/scenario/runner.ts';

const root = join(import.meta.dirname, '..');
/** The first that takes a transition is named. */
const FOLDERS = ['scenarios/lessons', 'scenarios/regression', 'test/scenario/failing'];

type StateNode = AnyStateMachine['root'];
type Transition = DirectedGraphNode['edges'][number]['transition'];

interface Row {
  readonly machine: string;
  readonly text: string;
  readonly transition: Transition;
}

export interface TransitionTable {
  readonly page: string;
  /** Transitions that no scenario takes. */
  readonly missing: readonly string[];
  /** Scenarios that did not end as their folder says. */
  readonly unexpected: readonly string[];
}

const named = [...machines, { name: 'scenario', machine: scenarioRunMachine as AnyStateMachine }];

function transitionsOf(machine: AnyStateMachine): Transition[] {
  const edges = (node: DirectedGraphNode): Transition[] => [
    ...node.edges.map(({ transition }) => transition),
    ...node.children.flatMap(edges),
  ];
  const eventless = (node: StateNode): Transition[] => [
    ...((node.always ?? []) as Transition[]),
    ...(Object.values(node.states) as StateNode[]).flatMap(eventless),
  ];
  return [...new Set([...edges(toDirectedGraph(machine)), ...eventless(machine.root)])];
}

function rowText({ source, target, eventType, guard }: Transition): string {
  const from = source.path.join('.') || 'any state';
  const to = target === undefined ? 'no other' : target.map((node) => node.path.join('.')).join(', ');
  const delay = /^xstate\.after\.([^.]+)\./.exec(eventType)?.[1];
  const event = delay === undefined ? eventType : `after ${/^\d+$/.test(delay) ? `${delay} ms` : delay}`;
  const condition = typeof guard === 'string' ? ` [${guard}]` : '';
  return `${from} | ${event === '' ? 'at once' : event}${condition} | ${to}`;
}

/** Has the machine's transitions told to `tell` while `action` runs. */
function watching<Result>(
  machine: AnyStateMachine,
  tell: (transition: Transition) => void,
  action: () => Result,
): Result {
  const watched = (scope: AnyActorScope): AnyActorScope => {
    // The driver's own scope has no name; an actor that XState makes beside it goes nowhere.
    if (scope.id !== '') return scope;
    const system = Object.create(scope.system);
    system._sendInspectionEvent = (event: { type: string; _transitions?: Transition[] }) => {
      if (event.type === '@xstate.microstep') for (const transition of event._transitions ?? []) tell(transition);
    };
    return { ...scope, system };
  };
  const { transition, getInitialSnapshot } = machine;
  machine.transition = (snapshot, event, scope) => transition.call(machine, snapshot, event, watched(scope));
  machine.getInitialSnapshot = (scope, input) => getInitialSnapshot.call(machine, watched(scope), input);
  try {
    return action();
  } finally {
    Object.assign(machine, { transition, getInitialSnapshot });
  }
}

/** Runs all scenarios. */
export function transitionTable(): TransitionTable {
  const rows = named.flatMap(({ name, machine }): Row[] =>
    transitionsOf(machine).map((transition) => ({ machine: name, text: rowText(transition), transition })),
  );
  const taken = new Map<Transition, string>();
  const unexpected: string[] = [];
  let file = '';
  const tell = (transition: Transition) => {
    if (!taken.has(transition)) taken.set(transition, file);
  };
  const runAll = () => {
    for (const folder of FOLDERS) {
      for (const name of readdirSync(join(root, folder)).sort()) {
        file = `${folder}/${name}`;
        const parsed = parseScenario(readFileSync(join(root, file), 'utf8'), file);
        if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.issues)}`);
        const { status, steps } = runScenario(parsed.scenario, parsed.setup, createScenarioMachine);
        const failures = steps.flatMap((step) => step.failures.map(({ message }) => message));
        if ((status === 'passed') === folder.endsWith('failing'))
          unexpected.push([file, status, ...failures].join(': '));
      }
    }
  };
  named.reduceRight<() => void>(
    (inner, { machine }) =>
      () =>
        watching(machine, tell, inner),
    runAll,
  )();
  const lines = rows.map(
    ({ machine, text, transition }) => `| ${machine} | ${text} | ${taken.get(transition) ?? ''} |`,
  );
  const missing = rows
    .filter(({ transition }) => !taken.has(transition))
    .map(({ machine, text }) => `${machine}: ${text}`);
  return { page: pageText(lines), missing, unexpected };
}

function pageText(lines: readonly string[]): string {
  return `# Every transition, and a scenario that takes it

Made by \`scripts/transition-table.ts\` from the state machines (\`lastwords chart NAME\` draws them) and from runs of the files below
\`scenarios\` and \`test/scenario\`; do not edit. Of several scenarios the first is named. Those in \`failing\` are meant not to pass.

| machine | from | when | to | scenario |
|--|--|--|--|--|
${lines.join('\n')}
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { page, missing, unexpected } = transitionTable();
  process.stdout.write(page);
  for (const line of [...missing, ...unexpected]) process.stderr.write(`${line}\n`);
}
