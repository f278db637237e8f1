/**
 * The kernel command line: words, quotes, numbers, and who parses what.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/params.c` (next_arg, parse_args), `lib/cmdline.c` (memparse), `lib/kstrtox.c`
 * (kstrtobool) and `init/main.c` (unknown_bootoption, print_unknown_bootoptions). Leaves out the limits of 32 arguments for
 * the first process.
 */
import type { Architecture } from '../profiles/kernel.ts';
import { EINVAL, ERANGE } from '../sim/errno.ts';
import { isKnownParameter } from './known-parameters.ts';

export interface KernelParameter {
  /** As written. */
  readonly name: string;
  /** Null when there was no `=`; quotes round it are gone. */
  readonly value: string | null;
}

export interface KernelCommandLine {
  /** As the loader gave it. */
  readonly text: string;
  readonly parameters: readonly KernelParameter[];
  /** What follows a lone `--`: arguments of the first process. */
  readonly initArguments: readonly string[];
}

/** Blanks as `isspace` of `lib/ctype.c` has them (0xa0 is one). */
const BLANK = /[ \t\n\v\f\r\xa0]/;

export function parseCommandLine(text: string): KernelCommandLine {
  const parameters: KernelParameter[] = [];
  let at = 0;
  while (at < text.length) {
    if (BLANK.test(text[at]!)) {
      at++;
      continue;
    }
    const end = wordEnd(text, at);
    const word = text.slice(at, end);
    at = end;
    if (word === '--') return { text, parameters, initArguments: words(text.slice(at)) };
    parameters.push(parameter(word));
  }
  return { text, parameters, initArguments: [] };
}

/** A blank ends a word unless it stands between quotes. */
function wordEnd(text: string, start: number): number {
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (!quoted && BLANK.test(text[at]!)) return at;
  }
  return text.length;
}

function words(text: string): string[] {
  return parseCommandLine(text).parameters.map(({ name, value }) => (value === null ? name : `${name}=${value}`));
}

/** `name="a b"` and `"name=a b"` both give the value `a b`. */
function parameter(word: string): KernelParameter {
  let body = word;
  if (body.startsWith('"')) {
    body = body.slice(1);
    if (body.endsWith('"')) body = body.slice(0, -1);
  }
  const equals = body.indexOf('=', 1);
  if (equals < 0) return { name: body, value: null };
  let value = body.slice(equals + 1);
  if (value.startsWith('"')) {
    value = value.slice(1);
    if (value.endsWith('"')) value = value.slice(0, -1);
  }
  return { name: body.slice(0, equals), value };
}

/** `-` and `_` are the same in a parameter's name. */
export function sameParameter(a: string, b: string): boolean {
  return a === b || (a.length === b.length && a.replaceAll('-', '_') === b.replaceAll('-', '_'));
}

/** Values of a parameter in the order given; null for one without `=`. */
export function parameterValues(line: KernelCommandLine, name: string): (string | null)[] {
  return line.parameters.filter((one) => sameParameter(one.name, name)).map((one) => one.value);
}

/** The last value wins; undefined when the parameter does not occur. */
export function parameterValue(line: KernelCommandLine, name: string): string | null | undefined {
  return parameterValues(line, name).at(-1);
}

/** A number as `memparse` reads it, and where it stopped. */
export interface MemParse {
  /** Bytes; exact up to 2^53, wraps at 2^64 as in the kernel. */
  readonly value: number;
  /** Characters taken; 0 when the text does not begin with a number. */
  readonly length: number;
}

/** Decimal, 0x hexadecimal or 0 octal, then at most one of K M G T P E. */
export function memparse(text: string): MemParse {
  const match = /^(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))/.exec(text);
  if (match === null) return { value: 0, length: 0 };
  const [digits, hexadecimal, octal] = match;
  const number = BigInt(hexadecimal !== undefined ? `0x${hexadecimal}` : octal !== undefined ? `0o0${octal}` : digits);
  const suffix = 'KMGTPE'.indexOf(text[digits.length]?.toUpperCase() ?? ' ');
  const shift = suffix < 0 ? 0n : BigInt(10 * (suffix + 1));
  return { value: Number(BigInt.asUintN(64, number << shift)), length: digits.length + (suffix < 0 ? 0 : 1) };
}

/** `kstrtobool`: only the first letter counts, two for on and off; null when it is none. */
export function kstrtobool(text: string): boolean | null {
  if (/^[yYtT1]/.test(text)) return true;
  if (/^[nNfF0]/.test(text)) return false;
  if (/^[oO][nN]/.test(text)) return true;
  if (/^[oO][fF]/.test(text)) return false;
  return null;
}

/** `kstrtouint` of a text from user space, base 0; -EINVAL or -ERANGE. */
export function kstrtouint(text: string): number {
  const match = /^\+?(?:0[xX]([0-9a-fA-F]+)|0([0-7]*)|([1-9][0-9]*))\n?$/.exec(text);
  if (match === null) return -EINVAL;
  const [, hexadecimal, octal, decimal = '0'] = match;
  const digits = hexadecimal === undefined ? (octal === undefined ? decimal : `0o${octal || '0'}`) : `0x${hexadecimal}`;
  const value = BigInt(digits);
  return value > 0xffffffffn ? -ERANGE : Number(value);
}

/** `kstrtoint`: the whole text (one final newline allowed), base 0, sign allowed, 32 bits; null for anything else. */
export function kstrtoint(text: string): number | null {
  const match = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))\n?$/.exec(text);
  if (match === null) return null;
  const [, sign, hexadecimal, octal, decimal] = match;
  const magnitude = hexadecimal
    ? Number.parseInt(hexadecimal, 16)
    : octal !== undefined
      ? Number.parseInt(`0${octal}`, 8)
      : Number(decimal);
  const value = sign === '-' ? -magnitude : magnitude;
  return value >= -0x80000000 && value <= 0x7fffffff ? value + 0 : null;
}

/** `get_option`: the int a text begins with, cut to 32 bits; null when it does not begin with one. What follows is left. */
export function getOption(text: string): number | null {
  const match = /^(-?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)/.exec(text);
  if (match === null) return null;
  const digits = match[2]!;
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return Number(BigInt.asIntN(32, match[1] === '-' ? -magnitude : magnitude));
}

export interface UserSpaceParameters {
  /** Words without `=` that no one knew, in order: arguments of the first process. */
  readonly words: readonly string[];
  /** `name=value` that no one knew, a later one in the place of an earlier: environment of the first process. */
  readonly environment: readonly string[];
}

/**
 * What the kernel does not know and hands to the first process. A name with a dot is taken for a module's parameter and
 * never listed.
 */
export function unknownParameters(
  line: KernelCommandLine,
  kernel: {
    readonly architecture: Architecture;
    readonly version: { readonly major: number; readonly patchlevel: number };
  },
): UserSpaceParameters {
  const unknownWords: string[] = [];
  const environment = new Map<string, string>();
  for (const { name, value } of line.parameters) {
    if (name.includes('.') || isKnownParameter(name, kernel)) continue;
    if (value === null) unknownWords.push(name);
    else environment.set(name, `${name}=${value}`);
  }
  return { words: unknownWords, environment: [...environment.values()] };
}

/** The line of print_unknown_bootoptions, or null when everything is known. HOME and TERM replace defaults and are not told. */
export function unknownParametersText({ words: unknown, environment }: UserSpaceParameters): string | null {
  const told = [...unknown, ...environment.filter((entry) => !/^(HOME|TERM)=/.test(entry))];
  if (told.length === 0) return null;
  return `Unknown kernel command line parameters "${told.join(' ')}", will be passed to user space.`;
}
