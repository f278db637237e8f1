/** `lastwords run FILE…`: run scenarios and report. */

import { bundleOf, ResetWitness } from '../../scenario/bundle.ts';
import type { FaultChanges } from '../../scenario/faults.ts';
import { createScenarioMachine } from '../../scenario/live-machine.ts';
import { FAULT_FILE, parseScenario } from '../../scenario/parse.ts';
import { jsonReport, type NamedRun } from '../../scenario/report/json.ts';
import { junitReport } from '../../scenario/report/junit.ts';
import { textReport } from '../../scenario/report/text.ts';
import { runScenario, scenarioSeed } from '../../scenario/runner.ts';
import { shellWord } from '../../scenario/shell-word.ts';
import { SOURCE_LIMIT } from '../../scenario/source.ts';
import { AssertionFailure } from '../../sim/assert.ts';
import { type Issue, UserError } from '../../sim/issue.ts';
import { type CommandModule, EXIT } from '../command.ts';
import { Defect, FileError } from '../errors.ts';
import { filesBelow, readText, writeNew } from '../files.ts';
import { colorsFor } from '../io.ts';
import { zlibPacker } from '../packer.ts';
import { paletteOf } from '../palette.ts';
import { ProgressLine } from '../progress.ts';
import { writeBundle } from '../saved-file.ts';
import { showStory } from '../story-player.ts';
import { VERSION } from '../version.ts';

const repeated = (value: string, before: readonly string[] = []) => [...before, value];

export const runCommand: CommandModule = {
  define(command) {
    command
      .argument('<file...>', 'scenario files (YAML), or folders of them')
      .option('--story', 'tell what happens, with consoles and pictures of the RAM')
      .option('--verbose', 'list every step, also of scenarios that pass')
      .option('--json', 'the results as JSON on standard output')
      .option('--junit <file>', 'write the results as JUnit XML; - is standard output')
      .option('--seed <text>', 'seed of all chance instead of the scenario’s own')
      .option('--fault <file>', 'arm the fault plans of a file as well; repeatable', repeated)
      .option('--without-fault <name>', 'switch a fault plan off: the same run without it; repeatable', repeated)
      .option('--without-faults', 'switch all faults off')
      .option('--bundle <folder>', 'a run that fails leaves a file here, for lastwords replay')
      .option('--force', 'let --junit write over a file')
      .addHelpText(
        'after',
        `
Exit status: 0 all passed, 1 one failed, 2 something cannot be run as written,
42 one ran out of (virtual) time.

Examples:
  lastwords run scenarios/lessons/first-crash.yaml --story
  lastwords run scenarios/regression --junit results.xml
  lastwords run scenarios/regression/pc-panic.yaml --fault scenarios/faults/dead-chip.yaml
`,
      );
  },

  async perform(given, io) {
    const [story, json, junit, seed] = [
      given.flag('story'),
      given.flag('json'),
      given.text('junit'),
      given.text('seed'),
    ];
    if (story && json) given.complain('--story', 'cannot be combined with --json');
    const without = given.flag('without-faults') ? 'all' : given.list('without-fault');
    if (without === 'all' && given.list('without-fault').length > 0) {
      given.complain('--without-fault', 'cannot be combined with --without-faults');
    }
    if (given.operands.length === 0) given.complain('FILE', 'no scenario file is named');
    if (junit === '-' && (json || story)) given.complain('--junit', 'standard output is taken by --json or --story');
    given.settle();

    const runs: NamedRun[] = [];
    const { ready, changes } = readScenarios(given.operands, given.list('fault'), without);
    const progress = new ProgressLine(io);
    const bundles = given.text('bundle');
    for (const { file, text, scenario, setup, stepLines } of ready) {
      if (!story) progress.tell(`${runs.length + 1} of ${ready.length}: ${scenario.name}`);
      const usedSeed = seed ?? scenarioSeed(scenario);
      let witness: ResetWitness | undefined;
      const createMachine = (...made: Parameters<typeof createScenarioMachine>) => {
        const machine = createScenarioMachine(...made);
        if (bundles !== undefined) witness = new ResetWitness(machine);
        return machine;
      };
      const result = replayable(file, usedSeed, () => runScenario(scenario, setup, createMachine, { seed: usedSeed }));
      const run = { file, result, stepLines };
      runs.push(run);
      if (bundles !== undefined && witness !== undefined && result.status !== 'passed') {
        const bytes = bundleOf(run, { text, changes }, witness, { tool: VERSION, packer: zlibPacker });
        io.err(`lastwords: ${file} did not pass; lastwords replay ${shellWord(writeBundle(bundles, file, bytes))}\n`);
      }
      if (story) await showStory(run, io);
    }
    progress.clear();
    const palette = paletteOf(colorsFor(io));
    if (json) io.out(jsonReport(runs));
    else if (junit === '-') io.out(junitReport(runs));
    else if (!story || runs.some((run) => run.result.status !== 'passed')) {
      io.out(textReport(runs, { palette, verbose: given.flag('verbose') }));
    }
    if (junit !== undefined && junit !== '-') {
      writeNew(junit, junitReport(runs), { force: given.flag('force'), inputs: given.operands });
    }
    return exitCode(runs);
  },
};

/** Reads and checks every file before the first one runs; all complaints of all files come together. */
function readScenarios(operands: readonly string[], faultFiles: readonly string[], without: FaultChanges['without']) {
  const issues: Issue[] = [];
  const files = operands.flatMap((operand) => collecting(issues, () => filesBelow(operand, ['.yaml', '.yml'])));
  const sources = new Map<string, string>();
  const plans = faultFiles.flatMap((file) =>
    collecting(issues, () => {
      const text = readText(file, 16 * SOURCE_LIMIT);
      sources.set(file, text);
      return [{ file, text }];
    }),
  );
  const changes: FaultChanges = { files: plans, without };
  const ready = files.flatMap((file) => {
    return collecting(issues, () => {
      const text = readText(file, 16 * SOURCE_LIMIT);
      sources.set(file, text);
      const parsed = parseScenario(text, file, changes);
      if (parsed.ok) return [{ file, text, ...parsed }];
      // A folder of scenarios may hold files of plans as well.
      if (!operands.includes(file) && parsed.issues[0]?.code === FAULT_FILE) return [];
      issues.push(...parsed.issues.filter((issue) => !issues.some((other) => isSame(issue, other))));
      return [];
    });
  });
  if (issues.length > 0) throw new FileError(issues, sources);
  return { ready, changes };
}

/** A mistake in a file of plans shows with every scenario. */
function isSame(a: Issue, b: Issue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What the user has done wrong is put to the rest of it. */
function collecting<Result>(issues: Issue[], action: () => readonly Result[]): readonly Result[] {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    issues.push(...error.issues);
    return [];
  }
}

/** A defect met while running is told with the words that bring it back. */
function replayable<Result>(file: string, seed: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof AssertionFailure) {
      throw new Defect(error, `lastwords run ${shellWord(file)} --seed ${shellWord(seed)}`);
    }
    throw error;
  }
}

function exitCode(runs: readonly NamedRun[]): number {
  if (runs.some((run) => run.result.status === 'failed')) return EXIT.failed;
  return runs.some((run) => run.result.status === 'timedOut') ? EXIT.timedOut : EXIT.ok;
}
