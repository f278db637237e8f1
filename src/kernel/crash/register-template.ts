/**
 * Register values as recorded relations: `sp-160`, `modules+2014a0`, `count`, `ffffefff`.
 *
 * One word a register: hexadecimal digits, or a name with an optional hexadecimal offset.
 */
import { assert } from '../../sim/assert.ts';

type Word = { readonly name: string | null; readonly offset: bigint };

const parsed = new Map<string, readonly Word[]>();

/** The values of a template's words, given the values of the names it uses; not yet cut to the register's width. */
export function evaluate(template: string, names: Readonly<Record<string, bigint>>): bigint[] {
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
