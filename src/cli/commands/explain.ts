/** `lastwords explain RUN|IMAGE`: why is my pstore empty? The chain, its first broken link, and the evidence. */
import { Command } from 'commander';
import { autopsyOptions } from '../../inspect/autopsy-options.ts';
import { explainImage } from '../../inspect/explain/explain-image.ts';
import { type ExplainOptions, explainRun } from '../../inspect/explain/explain-run.ts';
import type { Explanation } from '../../inspect/explain/explanation.ts';
import { explanationText } from '../../inspect/explain/explanation-text.ts';
import { type RecordKind, recordKinds } from '../../inspect/explain/run-case.ts';
import { RunWitness } from '../../inspect/explain/run-witness.ts';
import { isContainer } from '../../machine/save-container.ts';
import { readSaved, reviveMachine } from '../../machine/saved-machine.ts';
import { kernels } from '../../profiles/kernels.ts';
import { createScenarioMachine } from '../../scenario/live-machine.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { runScenario, scenarioSeed } from '../../scenario/runner.ts';
import { SOURCE_LIMIT } from '../../scenario/source.ts';
import type { Issue } from '../../sim/issue.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { FileError } from '../errors.ts';
import { readImage, readText } from '../files.ts';
import { colorsFor, type Io } from '../io.ts';
import { judged } from '../judged.ts';
import { readAs, readMemoryFile, tellRemarks } from '../memory-images.ts';
import { zlibPacker } from '../packer.ts';
import { paletteOf } from '../palette.ts';
import { autopsyCommand, regionIn, request } from './autopsy.ts';

/** What an image needs to be read, as autopsy has it. */
const IMAGE_OPTIONS: readonly string[] = [
  'address',
  'at',
  'size',
  'kernel',
  'record-size',
  'console-size',
  'ftrace-size',
  'pmsg-size',
  'ecc',
  'mem-type',
  'cpus',
  'device-tree',
  'cmdline',
  'from',
  'byte-order',
];

export const explainCommand: CommandModule = {
  define(command) {
    command
      .argument('<run-or-image>', 'a scenario (YAML), a saved machine or bundle, or an image of the region')
      .option('--record <kind>', `which record is missed: ${recordKinds.join(', ')}; default: dmesg`)
      .option(
        '--boot <number>',
        'a run: whose last words, by the number of the boot from 1; default: the last that had any',
      )
      .option('--seed <text>', 'a scenario: seed of all chance instead of its own')
      .option('--json', 'the explanation as JSON');
    const template = new Command();
    autopsyCommand.define(template);
    for (const option of template.options) if (IMAGE_OPTIONS.includes(option.name())) command.addOption(option);
    command.addHelpText(
      'after',
      `
The chain: reserved → bound → written → survived → untouched → recognised → uncollected.
✓ holds, ✗ broken, ! against the rules but without harm, · nothing says.
An image needs --address, --kernel and sizes, as lastwords autopsy does.

Examples:
  lastwords explain scenarios/field/bit-rot.yaml
  lastwords explain region.bin --address 0x5000000 --kernel deb61 --record-size 0x4000
`,
    );
  },

  async perform(given, io) {
    const [path] = given.operands;
    const record = given.choice('record', recordKinds) as RecordKind | undefined;
    const boot = given.number('boot', { min: 1, max: 1_000_000 });
    given.settle();
    const options = { ...(record === undefined ? {} : { record }), ...(boot === undefined ? {} : { boot }) };
    const explained = explain(path!, options, given, io);
    given.settle();
    if (explained === undefined) return EXIT.usage;
    const text = explanationText(explained, paletteOf(colorsFor(io)));
    io.out(given.flag('json') ? `${JSON.stringify(explained, null, 2)}\n` : text);
    return EXIT.ok;
  },
};

/** Undefined after a complaint. */
function explain(path: string, options: ExplainOptions, given: Given, io: Io): Explanation | undefined {
  const { record, boot } = options;
  const isScenario = /\.ya?ml$/i.test(path);
  if (!isScenario && given.text('seed') !== undefined) given.complain('--seed', 'only a scenario takes one');
  const bytes = isScenario ? null : judged(given, () => readImage(path));
  if (bytes === undefined) return undefined;
  const isImage = bytes !== null && !isContainer(bytes);
  if (!isImage) {
    const idle = IMAGE_OPTIONS.filter((name) => given.text(name) !== undefined || given.flag(name));
    for (const name of idle) given.complain(`--${name}`, 'is for images: a run knows it');
  }
  if (isImage && boot !== undefined) given.complain('--boot', 'is for runs: an image does not tell');
  if (isImage) return explainMemory(path, record, given, io);
  given.settle();
  if (bytes !== null) return explainRun(savedWitness(path, bytes), options);
  const { witness, earlier } = scenarioWitness(path, record ?? 'dmesg', given, io);
  const explained = explainRun(witness, options);
  if (explained.broken === null) tellRemarks(earlier, io);
  return explained;
}

/** `earlier`: where the run itself met a broken chain, which the last words need not show any more. */
function scenarioWitness(
  path: string,
  record: RecordKind,
  given: Given,
  io: Io,
): { readonly witness: RunWitness; readonly earlier: readonly Issue[] } {
  const text = readText(path, 16 * SOURCE_LIMIT);
  const parsed = parseScenario(text, path);
  if (!parsed.ok) throw new FileError([...parsed.issues], new Map([[path, text]]));
  const { scenario, setup, stepLines } = parsed;
  let witness: RunWitness | undefined;
  const create = (...made: Parameters<typeof createScenarioMachine>) => {
    const machine = createScenarioMachine(...made);
    witness = new RunWitness(machine);
    return machine;
  };
  const result = runScenario(scenario, setup, create, { seed: given.text('seed') ?? scenarioSeed(scenario) });
  const broken = result.steps.find(({ status }) => status === 'failed' || status === 'timedOut');
  if (broken !== undefined) {
    const place = { file: path, line: stepLines[broken.index] ?? 1 };
    const remark: Issue = {
      code: 'explain.failed',
      message: 'the run ended here: a step did not go as expected',
      place,
    };
    tellRemarks([remark], io);
  }
  const earlier = result.steps.flatMap(({ index, status }): Issue[] => {
    const wanted = scenario.steps[index]!.expect?.explain;
    const isOther = wanted === undefined || wanted.broken === 'none' || (wanted.record ?? 'dmesg') !== record;
    if (isOther || status !== 'passed') return [];
    const message = `at this step the chain was broken at “${wanted.broken}”; later words are explained here`;
    return [{ code: 'explain.earlier', message, place: { file: path, line: stepLines[index] ?? 1 } }];
  });
  return { witness: witness!, earlier };
}

function savedWitness(path: string, bytes: Uint8Array): RunWitness {
  let witness: RunWitness | undefined;
  reviveMachine(readSaved(bytes, path, zlibPacker), (machine) => {
    witness = new RunWitness(machine);
  });
  return witness!;
}

function explainMemory(path: string, record: RecordKind | undefined, given: Given, io: Io): Explanation | undefined {
  for (const name of ['address', 'kernel']) {
    if (given.text(name) === undefined)
      given.complain(`--${name}`, 'is needed for an image', { hint: 'lastwords explain --help' });
  }
  given.choice(
    'kernel',
    kernels.flatMap((kernel) => [kernel.release, ...kernel.aliases]),
  );
  const as = readAs(given);
  const read = judged(given, () => readMemoryFile(path, as));
  const options = judged(given, () => autopsyOptions(request(given)));
  const region = read && options && regionIn(read, options.address, given);
  given.settle();
  if (region === undefined || options === undefined) return undefined;
  tellRemarks([...read!.remarks, ...region.remarks], io);
  return explainImage(region.image, options, record);
}
