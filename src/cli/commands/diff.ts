/** `lastwords diff A B`: what differs between two saved machines, bundles or raw images of RAM, by name. */
import { Command } from 'commander';
import { type DiffSide, type RamDifference, ramDiff } from '../../inspect/ram-diff.ts';
import { regionLayout } from '../../inspect/region-layout.ts';
import { goToInstant } from '../../inspect/time-words.ts';
import type { Machine } from '../../machine/machine.ts';
import { jsonDifferences, machineState } from '../../machine/machine-state.ts';
import { isContainer } from '../../machine/save-container.ts';
import { hex } from '../../sim/bytes.ts';
import type { Issue } from '../../sim/issue.ts';
import type { Json } from '../../sim/json.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { readImage } from '../files.ts';
import { tellRemarks } from '../memory-images.ts';
import { openSaved } from '../saved-file.ts';
import { autopsyCommand } from './autopsy.ts';
import { imageSide, LAYOUT_OPTIONS } from './diff-image.ts';

/** Lines of text; `--json` has all. */
const SHOWN = 200;

interface Side extends DiffSide {
  readonly state: Record<string, Json> | null;
  readonly remarks: readonly Issue[];
}

export const diffCommand: CommandModule = {
  define(command) {
    command
      .argument('<a>', 'saved machine, bundle, or image of RAM: raw, Intel HEX, S-record, ELF, md log (also .gz)')
      .argument('<b>', 'the other one')
      .option('--at-a <instant>', 'A at this instant of its run, as replay --at')
      .option('--at-b <instant>', 'B likewise')
      .option('--address <number>', 'where raw images lie', '0')
      .option('--json', 'all differences as JSON');
    const template = new Command();
    autopsyCommand.define(template);
    for (const option of template.options) if (LAYOUT_OPTIONS.includes(option.name())) command.addOption(option);
    command.addHelpText(
      'after',
      `
Bytes of images get names with --guess, or with --kernel and the sizes, as autopsy takes them.

Exit status: 0 nothing differs, 1 something does, 2 something cannot be read.

Example: what the last reset of a failed run did to RAM
  lastwords diff failed.lws failed.lws --at-a 'before reset' --at-b reset
Two dumps of one board
  lastwords diff before.bin after.bin --address 0x5000000 --guess
`,
    );
  },

  async perform(given, io) {
    if (given.flag('guess') && given.text('kernel') !== undefined) {
      given.complain('--guess', 'cannot be combined with --kernel');
    }
    given.settle();
    const [pathA, pathB] = given.operands;
    const a = openSide(pathA!, 'at-a', given);
    const b = openSide(pathB!, 'at-b', given);
    if (a?.state && b?.state) {
      const idle = LAYOUT_OPTIONS.filter((name) => given.text(name) !== undefined || given.flag(name));
      for (const name of idle) given.complain(`--${name}`, 'is for images: a run knows it');
    }
    given.settle();
    if (a === null || b === null) return EXIT.usage;
    tellRemarks([...a.remarks, ...b.remarks], io);
    const ram = ramDiff(a, b);
    const state = a.state === null || b.state === null ? [] : jsonDifferences(a.state, b.state);
    const isSame = ram.differences.length === 0 && state.length === 0;
    if (given.flag('json')) io.out(`${JSON.stringify({ state, ram }, null, 2)}\n`);
    else {
      for (const { path, a: left, b: right } of state.slice(0, SHOWN))
        io.out(`${path}: ${left ?? '-'} → ${right ?? '-'}\n`);
      for (const difference of ram.differences.slice(0, SHOWN)) io.out(`${lineOf(difference)}\n`);
      const rest = ram.differences.length - SHOWN;
      if (rest > 0) io.out(`… and ${rest}${ram.isCut ? ' or more' : ''} further stretches\n`);
      io.out(isSame ? 'nothing differs\n' : `RAM: ${ram.differingBytes} bytes in ${ram.differingPages} pages\n`);
    }
    return isSame ? EXIT.ok : EXIT.failed;
  },
};

function openSide(path: string, option: string, given: Given): Side | null {
  const bytes = readImage(path);
  const at = given.text(option);
  if (isContainer(bytes)) {
    const { time } = openSaved(path, bytes);
    const refused = at === undefined ? null : goToInstant(at, time);
    if (refused !== null) given.complain(`--${option}`, refused);
    return sideOf(time.machine);
  }
  if (at !== undefined) given.complain(`--${option}`, 'an image has no run', { found: `"${path}"` });
  const side = imageSide(path, given);
  return side && { ...side, state: null };
}

function sideOf(machine: Machine): Side {
  const { board, kernel } = machine.options;
  const commandLine = machine.options.commandLine ?? board.defaultCommandLine;
  const zones = regionLayout({ board, kernel, commandLine })?.zones ?? [];
  return { memory: machine.memory, zones, owners: machine.memoryOwners(), state: machineState(machine), remarks: [] };
}

function lineOf({ address, length, field, a, b, writerA, writerB }: RamDifference): string {
  const writers = writerA === writerB ? writerA : `${writerA} → ${writerB}`;
  return `0x${hex(address, 8)} +${length}  ${field === '' ? '-' : field}  ${a} → ${b}  (${writers})`;
}
