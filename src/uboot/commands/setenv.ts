/**
 * `setenv`: mirrors `_do_env_set` of U-Boot `cmd/nvedit.c` and `env/common.c`, without access flags and UEFI variables, and
 * the one callback every board with a serial line has: `on_baudrate` of `drivers/serial/serial-uclass.c`.
 */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { NULL_POINTER, raiseException } from '../cpu-exception.ts';
import { dectoul } from '../numbers.ts';

/** CFG_SYS_BAUDRATE_TABLE, as nearly every board leaves it. */
const BAUD_RATES = [9600n, 19200n, 38400n, 57600n, 115200n];

export const setenvCommand: Command = {
  name: 'setenv',
  maxWords: 'board',
  repeatable: false,
  completesVariables: true,
  usage: 'set environment variables',
  // The name stands twice in the first line: the help text begins with it too.
  help:
    "setenv [-f] name value ...\n    - [forcibly] set environment variable 'name' to 'value ...'\n" +
    "setenv [-f] name\n    - [forcibly] delete environment variable 'name'",
  run: setVariable,
};

/** `words[0]` is the command's name. */
export function setVariable(context: CommandContext, words: readonly string[]): CommandResult {
  const { profile } = context;
  if (words.length < 2) return USAGE;
  let first = 1;
  let force = false;
  for (; words[first]?.startsWith('-'); first++) {
    if (/[^f]/.test(words[first]!.slice(1))) return USAGE;
    force ||= words[first] !== '-';
  }
  const name = words[first];
  if (name === undefined) return withoutName(context, profile);
  if (name.includes('=')) {
    context.puts(`## Error: illegal character ${profile.illegalCharacterText} variable name "${name}"\n`);
    return FAILURE;
  }
  const values = words.slice(first + 1);
  const isTouched = values.length > 0 || context.environment.get(name) !== undefined;
  if (force && isTouched && profile.forceComplains) context.puts(`## Error: Can't force access to "${name}"\n`);
  if (values.length === 0) return deleted(context, name, profile);
  const value = values.join(' ');
  if (value.length + 1 > context.config.memory.mallocBytes) {
    context.puts(`## Can't malloc ${value.length + 1} bytes\n`);
    return FAILURE;
  }
  if (name === 'baudrate' && !baudRateAccepted(context, value, force)) {
    context.puts(`## Error inserting "${name}" variable, errno=22\n`);
    return FAILURE;
  }
  context.environment.set(name, value);
  return SUCCESS;
}

/** Options only. Releases that do not look for it use a null pointer: readable ROM on the ARM board, where no name is found. */
function withoutName(context: CommandContext, profile: UBootProfile): CommandResult {
  if (profile.setenvOptionsOnly === 'ignored') return SUCCESS;
  if (context.config.platform === 'sandbox') return raiseException(context, NULL_POINTER);
  return profile.deletingNothing === 'fails' ? FAILURE : SUCCESS;
}

/** Takes a variable away, as `setenv NAME` and `env delete` do. */
export function deleteVariable(context: CommandContext, name: string): boolean {
  if (name === 'baudrate' && context.environment.get(name) !== undefined) {
    context.puts('## Baudrate may not be deleted\n');
    return false;
  }
  return context.environment.delete(name);
}

function deleted(context: CommandContext, name: string, profile: UBootProfile): CommandResult {
  const isMissing = context.environment.get(name) === undefined;
  if (isMissing) return profile.deletingNothing === 'succeeds' ? SUCCESS : FAILURE;
  return deleteVariable(context, name) ? SUCCESS : FAILURE;
}

/** A new rate that the table has would wait for ENTER at that rate: here it comes at once. */
function baudRateAccepted(
  { environment, bits, profile, puts }: CommandContext,
  value: string,
  force: boolean,
): boolean {
  const rate = (text: string) => BigInt.asIntN(32, dectoul(text, bits, profile.decimalTakes0x));
  const wanted = rate(value);
  if (wanted === rate(environment.get('baudrate') ?? '')) return true;
  if (BAUD_RATES.includes(wanted)) {
    puts(`## Switch baudrate to ${wanted} bps and press ENTER ...\n`);
    return true;
  }
  if (!force) puts(`## Baudrate ${wanted} bps not supported\n`);
  return false;
}
