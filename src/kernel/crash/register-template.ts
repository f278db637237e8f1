/**
 * Values as recorded relations: `sp-160`, `modules+2014a0`, `count`, `ffffefff`.
 *
 * One word a value: hexadecimal digits, or a name with an optional hexadecimal offset. Lines of text hold words as `%{word}`.
 */
import { assert } from '../../sim/assert.ts';

/** Values by name. */
export type Names = Readonly<Record<string, bigint>>;

interface Word {
  readonly name: string | null;
  readonly offset: bigint;
}

const parsed = new Map<string, readonly Word[]>();

/** The values of a template's words, given the values of the names it uses; not yet cut to the register's width. */
export function evaluate(template: string, names: Names): bigint[] {
  let words = parsed.get(template);
  if (words === undefined) {
    words = template.split(' ').map(parseWord);
    parsed.set(template, words);
  }
  return words.map(({ name, offset }) => {
    if (name === null) return offset;
    const value = names[name];
    assert(value !== undefined, `register template: no value for ${name}`);
    return value + offset;
  });
}

function parseWord(word: string): Word {
  if (/^[0-9a-f]+$/.test(word)) return { name: null, offset: BigInt(`0x${word}`) };
  const match = /^([a-z_]\w*)(?:([+-])([0-9a-f]+))?$/.exec(word);
  assert(match !== null, `register template: word ${word}`);
  const offset = match[3] === undefined ? 0n : BigInt(`0x${match[3]}`);
  return { name: match[1]!, offset: match[2] === '-' ? -offset : offset };
}

/** `value` as 16 hexadecimal digits. */
export function hex64(value: bigint): string {
  return BigInt.asUintN(64, value).toString(16).padStart(16, '0');
}

/** `%{word}` as 16 digits, `%{word:8}` as 8, `%{word:hex}` without leading zeros, `%{word:decimal}` as a number of ten. */
export function fillValues(text: string, names: Names): string {
  return text.replace(/%\{([^}:]+)(?::(\w+))?\}/g, (_, word: string, form: string | undefined) => {
    const value = BigInt.asUintN(64, evaluate(word, names)[0]!);
    if (form === 'decimal') return value.toString();
    if (form === 'hex') return value.toString(16);
    return value.toString(16).padStart(form === undefined ? 16 : Number(form), '0');
  });
}
