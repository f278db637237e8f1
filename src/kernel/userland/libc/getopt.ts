/**
 * Option parsing with glibc's rules and messages (`getopt_long`), as the GNU tools use it.
 *
 * Options and operands may be mixed, `--` ends the options, long names may be cut short while they stay unique.
 */

export interface OptionTable {
  /** getopt's string: a letter, `:` behind it for an argument, `::` for an optional one. A leading `+` stops at the first operand. */
  readonly short: string;
  /** Long names with what they take, and the key they are reported under (the name itself when `key` is absent). */
  readonly long?: Readonly<Record<string, { readonly argument?: 'required' | 'optional'; readonly key?: string }>>;
}

export interface ParsedOption {
  /** The letter, or the long option's key. */
  readonly key: string;
  readonly value: string | null;
}

export interface ParsedOptions {
  readonly options: readonly ParsedOption[];
  readonly operands: readonly string[];
  /** getopt's message without program name and newline, for the first mistake; null when there is none. Options before it are in `options`. */
  readonly error: string | null;
}

/** Parses `argv` behind its first word. `inOrder` (POSIXLY_CORRECT in the environment): the first operand ends the options. */
export function getopt(
  argv: readonly string[],
  table: OptionTable,
  inOrder = table.short.startsWith('+'),
): ParsedOptions {
  const options: ParsedOption[] = [];
  const operands: string[] = [];
  const short = table.short.startsWith('+') ? table.short.slice(1) : table.short;
  const long = table.long ?? {};
  const fail = (error: string): ParsedOptions => ({ options, operands, error });
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index]!;
    if (word === '--') {
      operands.push(...argv.slice(index + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      if (inOrder) {
        operands.push(...argv.slice(index));
        break;
      }
      operands.push(word);
      continue;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const given = word.slice(2, equals < 0 ? undefined : equals);
      const name = matchLong(given, long);
      if (typeof name !== 'string') {
        if (name.length === 0) return fail(`unrecognized option '${word}'`);
        return fail(`option '${word}' is ambiguous; possibilities:${name.map((one) => ` '--${one}'`).join('')}`);
      }
      const { argument, key = name } = long[name]!;
      let value = equals < 0 ? null : word.slice(equals + 1);
      if (value !== null && argument === undefined) return fail(`option '--${name}' doesn't allow an argument`);
      if (value === null && argument === 'required') {
        if (index + 1 >= argv.length) return fail(`option '--${name}' requires an argument`);
        value = argv[++index]!;
      }
      options.push({ key, value });
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at]!;
      const place = letter === ':' ? -1 : short.indexOf(letter);
      if (place < 0) return fail(`invalid option -- '${letter}'`);
      if (short[place + 1] !== ':') {
        options.push({ key: letter, value: null });
        continue;
      }
      const rest = word.slice(at + 1);
      if (rest !== '' || short[place + 2] === ':') options.push({ key: letter, value: rest === '' ? null : rest });
      else if (index + 1 >= argv.length) return fail(`option requires an argument -- '${letter}'`);
      else options.push({ key: letter, value: argv[++index]! });
      break;
    }
  }
  return { options, operands, error: null };
}

/** The full name, or the names that begin so. Abbreviations of options that mean the same are no conflict. */
function matchLong(given: string, long: NonNullable<OptionTable['long']>): string | string[] {
  if (Object.hasOwn(long, given)) return given;
  const candidates = Object.keys(long).filter((name) => name.startsWith(given));
  const first = candidates[0];
  if (first === undefined) return [];
  const meaning = (name: string) => `${long[name]!.key ?? name} ${long[name]!.argument ?? ''}`;
  return candidates.every((name) => meaning(name) === meaning(first)) ? first : candidates;
}
