/**
 * Completion by Tab: names of commands, of variables behind the commands that take one, and `${variable` anywhere.
 *
 * Mirrors `cmd_auto_complete`, `complete_subcmdv`, `var_complete` and `dollar_complete` of U-Boot `common/command.c`, and `env_complete`
 * of `env/common.c`. Of more variables than are shown U-Boot takes the first of its hash table, we those by name [assumed].
 */
import type { CommandContext } from './command.ts';

export interface Completion {
  /** Put behind the line. */
  readonly added: string;
  /** The bell. */
  readonly rings: boolean;
  /** The candidates; the line is drawn again below them. */
  readonly shown: string | null;
}

export const NO_COMPLETION: Completion = { added: '', rings: false, shown: null };
const BELL: Completion = { added: '', rings: true, shown: null };
/** Of `cmdv[20]`, without the dots and the end. */
const MOST_CANDIDATES = 18;
/** `env_complete_buf`: bytes for names, each with a NUL. */
const NAME_BYTES = 512;
const LINE_COLUMNS = 78;

export function complete(context: CommandContext, line: string): Completion {
  const words = line
    .split(/[ \t]+/)
    .filter((word) => word !== '')
    .slice(0, context.config.maxWords);
  const endsInBlank = line === '' || /[ \t]$/.test(line);
  const candidates = candidatesOf(context, words, endsInBlank);
  if (candidates.length === 0) return words.length > 1 ? NO_COMPLETION : BELL;
  const typed = endsInBlank ? 0 : words.at(-1)!.length;
  const isOnly = candidates.length === 1;
  const common = isOnly ? candidates[0]! : commonPrefix(candidates);
  if (!isOnly && common.length <= typed) return { ...NO_COMPLETION, shown: columns(candidates) };
  const added = common.slice(typed) + (isOnly ? ' ' : '');
  if (line.length + added.length >= context.config.lineBytes - 2) return BELL;
  return { added, rings: !isOnly, shown: null };
}

function candidatesOf(context: CommandContext, words: readonly string[], endsInBlank: boolean): readonly string[] {
  const commands = context.table.commands.map(({ name }) => name).sort((a, b) => byBytes(symbol(a), symbol(b)));
  const [first, second] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return limited(commands);
  if (!endsInBlank && /^\$(\{|$)/.test(last)) {
    const found = variables(context, last.slice(2), '${', '}');
    if (found.length > 0) return found;
  }
  if (words.length === 1 && !endsInBlank) {
    const prefix = first.split('.', 1)[0]!;
    return limited(commands.filter((name) => name.startsWith(prefix)));
  }
  if (context.table.find(first)?.completesVariables !== true) return [];
  if (words.length === 1) return variables(context, '');
  return words.length === 2 && !endsInBlank ? variables(context, second!) : [];
}

function variables({ environment }: CommandContext, prefix: string, before = '', after = ''): readonly string[] {
  const names = environment.names.filter((name) => name.startsWith(prefix));
  let room = NAME_BYTES;
  let count = 0;
  for (; count < names.length && count < MOST_CANDIDATES; count++) {
    const bytes = before.length + names[count]!.length + after.length + 1;
    if (room < bytes) break;
    room -= bytes;
  }
  const dots = count < names.length ? ['...'] : [];
  const shown = names.slice(0, count).map((name) => before + name + after);
  return [...shown.sort(byBytes), ...dots.map((text) => before + text + after)];
}

/** The linker sorts the command table, by symbols. */
function symbol(name: string): string {
  return { '?': 'question_mark', '[': 'lbracket' }[name] ?? name;
}

function limited(names: readonly string[]): readonly string[] {
  return names.length > MOST_CANDIDATES ? [...names.slice(0, MOST_CANDIDATES), '...'] : names;
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function commonPrefix(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) {
    let same = 0;
    while (same < length && text[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length);
}

/** print_argv */
function columns(names: readonly string[]): string {
  let text = '';
  let column = LINE_COLUMNS;
  for (const name of names) {
    const isFull = column + name.length + 1 >= LINE_COLUMNS;
    text += isFull ? '\n  ' : ' ';
    column = (isFull ? 1 : column) + name.length + 1;
    text += name;
  }
  return `${text}\n`;
}
