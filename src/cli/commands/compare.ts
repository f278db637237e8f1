/** `lastwords compare`: which mechanism saves what of which disaster, by running them all. */
import type { CellResult } from '../../scenario/compare/cell-result.ts';
import { disasters } from '../../scenario/compare/disasters.ts';
import { cellDocument } from '../../scenario/compare/document.ts';
import { cellsOf, compare } from '../../scenario/compare/matrix.ts';
import { mechanisms } from '../../scenario/compare/mechanisms.ts';
import { nameHint } from '../../scenario/nearest-name.ts';
import { compareJson, compareText } from '../../scenario/report/compare.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { colorsFor } from '../io.ts';
import { paletteOf } from '../palette.ts';
import { ProgressLine } from '../progress.ts';

const DEFAULT_SEED = '1';
const mechanismNames = mechanisms.map(({ name }) => name);
const disasterNames = disasters.map(({ name }) => name);

export const compareCommand: CommandModule = {
  define(command) {
    const width = Math.max(...disasterNames.map(({ length }) => length), ...mechanismNames.map(({ length }) => length));
    const list = (items: readonly { readonly name: string; readonly meaning: string }[]) =>
      items.map(({ name, meaning }) => `  ${name.padEnd(width)}  ${meaning}\n`).join('');
    command
      .option('--disaster <names>', 'only these, with commas between them')
      .option('--mechanism <names>', 'only these, with commas between them')
      .option('--seed <text>', `seed of all chance; default ${DEFAULT_SEED}`)
      .option('--show <cell>', 'print the scenario of one cell, as ramoops/panic, instead of running any')
      .option('--json', 'an object per cell, as JSON')
      .addHelpText(
        'after',
        `
Mechanisms:
${list(mechanisms)}
Disasters:
${list(disasters)}
Every cell is a machine that runs, crashes and starts again; what it says is measured on that.

Examples:
  lastwords compare
  lastwords compare --disaster panic,hang --mechanism ramoops,kdump
  lastwords compare --show fadump/hang > hang.yaml
  lastwords run hang.yaml --story
`,
      );
  },

  async perform(given, io) {
    const seed = given.text('seed') ?? DEFAULT_SEED;
    const request = {
      mechanisms: namesIn(given, 'mechanism', mechanismNames),
      disasters: namesIn(given, 'disaster', disasterNames),
      seed,
    };
    const show = given.text('show');
    const shown = show === undefined ? undefined : cellNamed(show);
    if (show !== undefined && shown === undefined) {
      const known = cellsOf().map(({ mechanism, disaster }) => `${mechanism.name}/${disaster.name}`);
      const hint = nameHint(show, known.length > 20 && !show.includes('/') ? known.slice(0, 3) : known);
      given.complain('--show', 'unknown cell', { found: `"${show}"`, expected: 'MECHANISM/DISASTER', hint });
    }
    given.settle();
    if (shown !== undefined) {
      io.out(cellDocument(shown.mechanism, shown.disaster, seed).text);
      return EXIT.ok;
    }

    const progress = new ProgressLine(io);
    const cells = cellsOf(request);
    const results: CellResult[] = [];
    const tellNext = () => {
      const next = cells[results.length];
      if (next === undefined) return;
      progress.tell(`${results.length + 1} of ${cells.length}: ${next.mechanism.name}, ${next.disaster.title}`);
    };
    tellNext();
    for (const result of compare(request)) {
      results.push(result);
      tellNext();
    }
    progress.clear();
    io.out(given.flag('json') ? compareJson(seed, results) : compareText(seed, results, paletteOf(colorsFor(io))));
    return EXIT.ok;
  },
};

/** The names of a list with commas; all where nothing is said. Complains of each that is unknown. */
function namesIn(given: Given, option: string, known: readonly string[]): readonly string[] {
  const text = given.text(option);
  if (text === undefined) return known;
  const names = text.split(',').map((name) => name.trim());
  for (const name of names.filter((one) => !known.includes(one))) {
    given.complain(`--${option}`, 'unknown name', { found: `"${name}"`, hint: nameHint(name, known) });
  }
  return names;
}

/** Either name may come first. */
function cellNamed(text: string) {
  const parts = text.split('/');
  return cellsOf().find(
    ({ mechanism, disaster }) => parts.length === 2 && parts.includes(mechanism.name) && parts.includes(disaster.name),
  );
}
