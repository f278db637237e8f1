/** The words of `env -S STRING` (coreutils 9.1 `src/env.c`, `build_argv`): quotes, backslash escapes, `${NAME}` and comments. */

const escapes: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The words, or the message that tells what is wrong. */
export function splitString(text: string, getenv: (name: string) => string | undefined): readonly string[] | string {
  const words: string[] = [];
  let word: string | null = null;
  let mark = '';
  const add = (more: string): void => {
    word = (word ?? '') + more;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === mark) {
      mark = '';
      continue;
    }
    if (mark === '' && (letter === "'" || letter === '"')) {
      mark = letter;
      add('');
      continue;
    }
    if (mark === '' && ' \t\n\v\f\r'.includes(letter)) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    if (mark === '' && letter === '#' && word === null) break;
    if (letter === '\\' && !(mark === "'" && text[at + 1] !== '\\' && text[at + 1] !== "'")) {
      const next = text[++at];
      if (next === undefined) return 'invalid backslash at end of string in -S';
      if (next === 'c') {
        if (mark === '"') return "'\\c' must not appear in double-quoted -S string";
        break;
      }
      if (next === '_') {
        if (mark === '"') add(' ');
        else if (word !== null) {
          words.push(word);
          word = null;
        }
      } else if (escapes[next] !== undefined) add(escapes[next]);
      else if ('"#$\'\\'.includes(next)) add(next);
      else return `invalid sequence '\\${next}' in -S`;
      continue;
    }
    if (letter === '$' && mark !== "'") {
      const name = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}/.exec(text.slice(at))?.[1];
      if (name === undefined) return `only \${VARNAME} expansion is supported, error at: ${text.slice(at)}`;
      const value = getenv(name);
      if (value !== undefined) add(value);
      at += name.length + 2;
      continue;
    }
    add(letter);
  }
  if (mark !== '') return 'no terminating quote in -S string';
  if (word !== null) words.push(word);
  return words;
}
