/**
 * `env`: the environment under one name.
 *
 * Mirrors `do_env` and its sub-commands of U-Boot `cmd/nvedit.c`, with those that a board has by default: default, delete, edit,
 * exists, export, import, print, run, save, set. Access flags and callbacks but that of `baudrate` are left out.
 */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { findByPrefix } from '../command-table.ts';
import { editVariable } from './editenv.ts';
import { exportEnvironment, importEnvironment } from './env-transfer.ts';
import { printenvCommand } from './printenv.ts';
import { runCommand } from './run.ts';
import { saveEnvironment } from './saveenv.ts';
import { deleteVariable, setVariable } from './setenv.ts';

interface SubCommand {
  readonly name: string;
  readonly help: readonly string[];
  /** `words[0]` is the sub-command's name as typed. */
  readonly run: Command['run'];
}

const SUB_COMMANDS: readonly SubCommand[] = [
  {
    name: 'default',
    help: [
      'default [-f] -a - [forcibly] reset default environment',
      'default [-f] var [...] - [forcibly] reset variable(s) to their default values',
    ],
    run: resetVariables,
  },
  { name: 'delete', help: ['delete [-f] var [...] - [forcibly] delete variable(s)'], run: deleteVariables },
  { name: 'edit', help: ['edit name - edit environment variable'], run: editVariable },
  {
    name: 'exists',
    help: ['exists name - tests for existence of variable'],
    run: ({ environment }, [, name]) =>
      name === undefined ? USAGE : environment.get(name) === undefined ? FAILURE : SUCCESS,
  },
  {
    name: 'export',
    help: ['export [-t | -b | -c] [-s size] addr [var ...] - export environment'],
    run: exportEnvironment,
  },
  {
    name: 'import',
    help: ['import [-d] [-t [-r] | -b | -c] addr [size] [var ...] - import environment'],
    run: importEnvironment,
  },
  { name: 'print', help: ['print [-a | name ...] - print environment'], run: printenvCommand.run },
  { name: 'run', help: ['run var [...] - run commands in an environment variable'], run: runCommand.run },
  { name: 'save', help: ['save - save environment'], run: saveEnvironment },
  { name: 'set', help: ['set [-f] name [arg ...]'], run: setVariable },
];

export function envCommand(profile: UBootProfile): Command {
  const lines = SUB_COMMANDS.flatMap(({ help }) => help).map((line, at) => (at === 0 ? line : `env ${line}`));
  const help = `${lines.join('\n')}\n`;
  return {
    name: 'env',
    maxWords: 'board',
    repeatable: true,
    usage: 'environment handling commands',
    help: profile.envDefaultKeeps ? withKeepOption(help) : help,
    run(context, words) {
      if (words.length < 2) return USAGE;
      const found = findByPrefix(SUB_COMMANDS, words[1]!);
      return found === undefined ? USAGE : found.run(context, words.slice(1));
    },
  };
}

function withKeepOption(help: string): string {
  const line = 'to their default values\n';
  return help
    .replaceAll('default [-f]', 'default [-k] [-f]')
    .replace(line, `${line}      "-k": keep variables not defined in default environment\n`);
}

function resetVariables(context: CommandContext, words: readonly string[]): CommandResult {
  const { environment, profile, puts } = context;
  let first = 1;
  let all = false;
  let keeps = false;
  for (; words[first]?.startsWith('-'); first++) {
    for (const option of words[first]!.slice(1)) {
      if (option === 'a') all = true;
      else if (option === 'k' && profile.envDefaultKeeps) keeps = true;
      else if (option !== 'f') return USAGE;
    }
  }
  const names = words.slice(first);
  if (all === names.length > 0) return USAGE;
  if (all) {
    puts('## Resetting to default environment\n');
    environment.reset(keeps);
    return SUCCESS;
  }
  for (const name of names) {
    const value = environment.default(name);
    if (value !== undefined) environment.set(name, value);
    else if (environment.get(name) === undefined) {
      puts(`WARNING: '${name}' neither in running nor in imported env!\n`);
    } else {
      puts(`WARNING: '${name}' not in imported env, deleting it!\n`);
      deleteVariable(context, name);
    }
  }
  return SUCCESS;
}

function deleteVariables(context: CommandContext, words: readonly string[]): CommandResult {
  let first = 1;
  for (; words[first]?.startsWith('-'); first++) if (/[^f]/.test(words[first]!.slice(1))) return USAGE;
  let failed = false;
  for (const name of words.slice(first)) if (!deleteVariable(context, name)) failed = true;
  return failed ? FAILURE : SUCCESS;
}
