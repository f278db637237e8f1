/** `run`, and `boot`/`bootd`, which run the variable `bootcmd`: mirror U-Boot `common/cli.c` and `cmd/bootm.c`. */
import { type Command, type CommandRun, FAILURE, SUCCESS, USAGE } from '../command.ts';

export const runCommand: Command = {
  name: 'run',
  maxWords: 'board',
  repeatable: true,
  completesVariables: true,
  usage: 'run commands in an environment variable',
  help: "var [...]\n    - run the commands in the environment variable(s) 'var'",
  *run(context, words): CommandRun {
    const { runKeepsStatus } = context.profile;
    if (words.length < 2) return USAGE;
    for (const name of words.slice(1)) {
      const value = context.environment.get(name);
      if (value === undefined) {
        context.puts(`## Error: "${name}" not defined\n`);
        return FAILURE;
      }
      const result = yield* context.runVariable(value);
      if (result.kind !== 'status') return result;
      if (result.status !== 0) return runKeepsStatus ? result : FAILURE;
    }
    return SUCCESS;
  },
};

function bootDefault(name: 'boot' | 'bootd'): Command {
  return {
    name,
    maxWords: 1,
    repeatable: true,
    usage: "boot default, i.e., run 'bootcmd'",
    help: '',
    /** Without the variable `run_command` gets a null pointer and gives 1. */
    *run(context): CommandRun {
      const bootcmd = context.environment.get('bootcmd');
      if (bootcmd === undefined) return FAILURE;
      const result = yield* context.runCommand(bootcmd);
      return result.kind === 'status' && result.status !== 0 ? FAILURE : result;
    },
  };
}

export const bootCommand = bootDefault('boot');
export const bootdCommand = bootDefault('bootd');
