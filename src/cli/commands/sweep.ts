/** `lastwords sweep SCENARIO`: the power cut after every store of a crash. */
import { powerSweep, type SweepRow } from '../../inspect/power-sweep.ts';
import type { ResetCause } from '../../profiles/board.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { sweepJson, sweepText } from '../../scenario/report/sweep.ts';
import { stepTitle } from '../../scenario/report/titles.ts';
import type { ScenarioSetup } from '../../scenario/resolve.ts';
import { scenarioSeed } from '../../scenario/runner.ts';
import { SOURCE_LIMIT } from '../../scenario/source.ts';
import { traceCrash } from '../../scenario/sweep.ts';
import { UserError } from '../../sim/issue.ts';
import { type CommandModule, EXIT } from '../command.ts';
import { FileError } from '../errors.ts';
import { readText } from '../files.ts';
import { colorsFor } from '../io.ts';
import { paletteOf } from '../palette.ts';
import { ProgressLine } from '../progress.ts';

const CAUSES: readonly ResetCause[] = ['warm', 'cold', 'watchdog', 'pin', 'brown-out', 'power-loss'];
const STORES_MAX = 2 ** 40;
/** Stores between two looks at the keyboard. */
const SLICE = 64;

export const sweepCommand: CommandModule = {
  define(command) {
    command
      .argument('<scenario>', 'a scenario that crashes a kernel')
      .option('--crash <number>', 'which of its crashes; default 1')
      .option('--cause <reset>', 'what the cut does to RAM, as this reset of the board; default: RAM keeps what it has')
      .option('--every <number>', 'look only at every so many stores; default 1')
      .option('--from <number>', 'first store; default 0: none was made yet')
      .option('--to <number>', 'last store; default: the last before the reset')
      .option('--seed <text>', 'seed of all chance instead of the scenario’s own')
      .option('--json', 'the table as JSON on standard output')
      .addHelpText(
        'after',
        `
A store is what the CPU writes at once: one word. The table joins neighbouring stores with the same outcome.

  clean        the true bytes            flagged       the reader was warned
  corrected    true, thanks to ECC       miscorrected  ECC made it wrong
  truncated    true, but a part only     undetected    wrong, and nobody says so
  lost         nothing of it

Ctrl-C ends the sweep and prints what is known so far.

Example:
  lastwords sweep scenarios/regression/pc-panic.yaml
`,
      );
  },

  async perform(given, io) {
    const [file] = given.operands;
    if (file === undefined) given.complain('SCENARIO', 'no scenario file is named');
    const whole = { min: 0, max: STORES_MAX };
    const crash = given.number('crash', { min: 1, max: 10_000 }) ?? 1;
    const every = given.number('every', { min: 1, max: STORES_MAX }) ?? 1;
    const from = given.number('from', whole) ?? 0;
    const to = given.number('to', whole) ?? STORES_MAX;
    if (from > to) given.complain('--from', 'is behind --to', { found: String(from), expected: `at most ${to}` });
    const cause = (given.choice('cause', CAUSES) ?? null) as ResetCause | null;
    given.settle();
    if (file === undefined) return EXIT.usage;

    const text = readText(file, 16 * SOURCE_LIMIT);
    const parsed = parseScenario(text, file);
    if (!parsed.ok) throw new FileError([...parsed.issues], new Map([[file, text]]));
    const { scenario, setup } = parsed;
    const seed = given.text('seed') ?? scenarioSeed(scenario);
    const crashed = traceCrash(scenario, setupOf(setup, cause), { seed, crash });
    if ('code' in crashed) throw new UserError([{ ...crashed, place: { file } }]);
    const { trace, step } = crashed;
    if (from > trace.storeCount) {
      given.complain('--from', 'behind the last store', {
        found: String(from),
        expected: `at most ${trace.storeCount}`,
      });
      given.settle();
    }

    const { board, kernel, uboot } = setup;
    const rows: SweepRow[] = [];
    const sweep = powerSweep(trace, { board, uboot, cause, every, from, to, seed }, rows);
    const isComplete = await runSweep(
      sweep,
      (number) => `store ${number} of ${trace.storeCount}`,
      new ProgressLine(io),
    );
    const report = {
      file,
      name: scenario.name,
      board: board.name,
      kernel: kernel!.release,
      uboot: uboot?.version ?? null,
      seed,
      step: step + 1,
      title: stepTitle(scenario.steps[step]!),
      cause,
      storeCount: trace.storeCount,
      regionStores: trace.stores.length,
      wordBytes: trace.wordBytes,
      isComplete,
      rows,
    };
    io.out(given.flag('json') ? sweepJson(report) : sweepText(report, paletteOf(colorsFor(io))));
    return EXIT.ok;
  },
};

/** Caches that survive the reset lose nothing: the stores of a machine without them are what RAM gets. */
function setupOf(setup: ScenarioSetup, cause: ResetCause | null): ScenarioSetup {
  const { cache, ...board } = setup.board;
  return cause !== null && cache?.survives.includes(cause) ? { ...setup, board } : setup;
}

/** To its end, or until Ctrl-C: then false. */
async function runSweep(
  sweep: Generator<number, void>,
  words: (number: number) => string,
  progress: ProgressLine,
): Promise<boolean> {
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.once('SIGINT', stop);
  try {
    let count = 0;
    for (const number of sweep) {
      if (++count % SLICE !== 0) continue;
      progress.tell(words(number));
      await new Promise((resolve) => setImmediate(resolve));
      if (isStopped) return false;
    }
    return true;
  } finally {
    process.off('SIGINT', stop);
    progress.clear();
  }
}
