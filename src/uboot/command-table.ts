/**
 * The command table: finding a command by its name or an unambiguous beginning of it, and the texts about it.
 *
 * Mirrors `find_cmd_tbl`, `cmd_usage` and `_do_help` of U-Boot `common/command.c`. Sub-commands are looked up by the same
 * rule in tables of their own.
 */
import { assert } from '../sim/assert.ts';

/** CFG_SYS_HELP_CMD_WIDTH. */
const NAME_COLUMNS = 10;

/** What the table needs to know of a command. */
export interface TableEntry {
  readonly name: string;
  /** Short help. */
  readonly usage: string;
  /** Long help. */
  readonly help: string;
}

/**
 * The entry called `word`, or the only one that begins with it. Only what stands before the first dot counts (`cp.b`).
 * Undefined when there is none, or several.
 */
export function findByPrefix<Entry extends { readonly name: string }>(
  entries: readonly Entry[],
  word: string,
): Entry | undefined {
  const dot = word.indexOf('.');
  const prefix = dot < 0 ? word : word.slice(0, dot);
  const exact = entries.find((entry) => entry.name === prefix);
  if (exact !== undefined) return exact;
  const candidates = entries.filter((entry) => entry.name.startsWith(prefix));
  return candidates.length === 1 ? candidates[0] : undefined;
}

export class CommandTable<Entry extends TableEntry> {
  readonly commands: readonly Entry[];

  constructor(commands: readonly Entry[]) {
    // strcmp order: names are ASCII.
    this.commands = [...commands].sort((a, b) => (a.name < b.name ? -1 : 1));
    assert(new Set(commands.map(({ name }) => name)).size === commands.length, 'two commands of one name');
  }

  find(word: string): Entry | undefined {
    return findByPrefix(this.commands, word);
  }

  /** What `help` without arguments prints. */
  list(): string {
    return this.commands.map(({ name, usage }) => `${name.padEnd(NAME_COLUMNS)}- ${usage}\n`).join('');
  }

  /** What `help x` prints, and any usage error of the command. */
  usage(command: Entry): string {
    return `${command.name} - ${command.usage}\n\nUsage:\n${command.name} ${command.help}\n`;
  }
}
