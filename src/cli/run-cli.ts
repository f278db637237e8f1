/**
 * `lastwords` from the words of its command line to an exit code.
 *
 * Only the module of the named command is loaded, so that `--help` answers at once. Nothing leaves this function as an
 * exception: complaints to the user end with 2, defects of ours with 70 and a text that says how to report them.
 */
import { Command, CommanderError } from 'commander';
import { nameHint } from '../scenario/nearest-name.ts';
import { printable } from '../scenario/report/printable.ts';
import { shellWord } from '../scenario/shell-word.ts';
import { UserError } from '../sim/issue.ts';
import { type CommandModule, EXIT, Given } from './command.ts';
import { Defect, FileError, OutputError } from './errors.ts';
import { colorsFor, type Io } from './io.ts';
import { issuesText } from './issue-text.ts';
import { VERSION } from './version.ts';

interface CommandEntry {
  readonly summary: string;
  load(): Promise<CommandModule>;
}

const commands: Readonly<Record<string, CommandEntry>> = {
  boot: {
    summary: 'boot a board and sit at its serial console, or run commands on it',
    load: async () => (await import('./commands/boot.ts')).bootCommand,
  },
  run: {
    summary: 'run scenarios: crash, reset and recover, step by step',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  replay: {
    summary: 'open a saved machine or the bundle of a failed run, at any instant of it',
    load: async () => (await import('./commands/replay.ts')).replayCommand,
  },
  diff: {
    summary: 'what differs between two saved machines or RAM images, by name',
    load: async () => (await import('./commands/diff.ts')).diffCommand,
  },
  sweep: {
    summary: 'cut the power after every store of a crash: what is recovered?',
    load: async () => (await import('./commands/sweep.ts')).sweepCommand,
  },
  campaign: {
    summary: 'corrupt logs by the thousand: which ECC survives which damage?',
    load: async () => (await import('./commands/campaign.ts')).campaignCommand,
  },
  compare: {
    summary: 'ramoops, phram, kdump, fadump, kmemdump: what does each save of which disaster?',
    load: async () => (await import('./commands/compare.ts')).compareCommand,
  },
  vmcore: {
    summary: 'write the core of a scenario’s dead kernel, for crash, gdb and makedumpfile',
    load: async () => (await import('./commands/vmcore.ts')).vmcoreCommand,
  },
  autopsy: {
    summary: 'what does a kernel make of the ramoops region in this RAM image?',
    load: async () => (await import('./commands/autopsy.ts')).autopsyCommand,
  },
  explain: {
    summary: 'why is my pstore empty? the first broken link of the chain, with evidence',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  uboot: {
    summary: 'run U-Boot commands on RAM images',
    load: async () => (await import('./commands/uboot.ts')).ubootCommand,
  },
  image: {
    summary: 'memory images: Intel HEX, S-record, ELF, md logs, raw; look, join, convert',
    load: async () => (await import('./commands/image.ts')).imageCommand,
  },
  chart: {
    summary: 'print a state machine as a Mermaid diagram',
    load: async () => (await import('./commands/chart.ts')).chartCommand,
  },
  schema: {
    summary: 'print the JSON Schema of scenario files, for editors',
    load: async () => (await import('./commands/schema.ts')).schemaCommand,
  },
};

export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof UserError) {
      io.err(issuesText(error.issues, colorsFor(io, 'err'), sourcesOf(error)));
      return EXIT.usage;
    }
    if (error instanceof OutputError) {
      io.err(`lastwords: standard output cannot be written: ${error.message}\n`);
      return EXIT.usage;
    }
    io.err(defectText(error, argv));
    return EXIT.defect;
  }
}

function sourcesOf(error: UserError): ReadonlyMap<string, string> {
  return error instanceof FileError ? error.sources : new Map();
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...words] = argv;
  if (name === undefined) {
    io.err(overview());
    return EXIT.usage;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const topic = name === 'help' ? words[0] : undefined;
    if (topic !== undefined) return dispatch([topic, '--help'], io);
    io.out(overview());
    return EXIT.ok;
  }
  if (name === '--version' || name === '-V') {
    io.out(`${VERSION}\n`);
    return EXIT.ok;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    const kind = name.startsWith('-') ? 'option' : 'command';
    const hint = `${nameHint(name, Object.keys(commands))}  (lastwords --help)`;
    throw new UserError([{ code: 'usage', message: `unknown ${kind} "${name}"`, hint }]);
  }
  return performCommand(name, entry, words, io);
}

async function performCommand(name: string, entry: CommandEntry, words: readonly string[], io: Io): Promise<number> {
  const module = await entry.load();
  const command = new Command(`lastwords ${name}`).description(entry.summary);
  // Unknown options are collected below instead of ending the parse at the first one.
  command.exitOverride().allowUnknownOption().allowExcessArguments();
  command.configureOutput({ writeOut: (text) => io.out(text), writeErr: () => {} });
  command.configureHelp({ helpWidth: Math.min(io.columns, 100) });
  module.define(command);
  try {
    command.parse(words as string[], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.ok; // --help has been printed
    throw new UserError([{ code: 'usage', message: commanderWords(error), hint: `lastwords ${name} --help` }]);
  }
  const given = new Given(
    command.args.filter((word) => !isOption(word)),
    command.opts(),
  );
  complainOfUnknown(command, given);
  return module.perform(given, io);
}

function isOption(word: string): boolean {
  return word.length > 1 && word.startsWith('-');
}

/** Options that commander left among the operands, and operands the command has no use for. */
function complainOfUnknown(command: Command, given: Given): void {
  const known = command.options.flatMap((option) => [option.long, option.short].filter((flag) => flag != null));
  for (const word of command.args.filter(isOption)) {
    const [flag = word] = word.split('=');
    if (known.includes(flag)) {
      // What commander leaves over of an option it knows has a value it must not have, or stands behind `--`.
      given.complain(flag, word === flag ? 'comes behind --, where no options are' : 'takes no value');
    } else given.complain(flag, 'unknown option', { hint: nameHint(flag, [...known, '--help']) });
  }
  const expected = command.registeredArguments;
  const isVariadic = expected.some((argument) => argument.variadic);
  const hasUnknown = given.issues.length > 0; // its value may be among the operands
  if (!isVariadic && !hasUnknown && given.operands.length > expected.length) {
    for (const word of given.operands.slice(expected.length)) given.complain(word, 'not expected here');
  }
}

function commanderWords(error: CommanderError): string {
  return error.message.replace(/^error: /, '').split('\n')[0]!;
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const list = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `lastwords: a machine whose kernel crashes, and what can still be read afterwards

Usage: lastwords COMMAND …

${list.join('')}
  lastwords COMMAND --help   options and an example
  lastwords --version

Start with
  lastwords run scenarios/lessons/first-crash.yaml --story
`;
}

/** What we say instead of a stack trace. */
function defectText(error: unknown, argv: readonly string[]): string {
  const [name, message] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
  const replay = error instanceof Defect ? error.replay : `lastwords ${argv.map(shellWord).join(' ')}`;
  return `lastwords ${VERSION} has a defect; what you gave it is not to blame.
  ${name}: ${printable(message.split('\n')[0]!)}
Please report this line, the files that were named, and the command that brings it back:
  ${printable(replay)}
`;
}
