/**
 * `kernel.core_pattern` with its `%` words: the name of a core file, or the command line of a helper.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/coredump.c` (format_corename, cn_esc_printf). Before 5.3 a helper's command line was split behind the
 * expansion, so that a blank in a name made two arguments of it (read, not recorded).
 */

/** What each letter stands for; a letter that is not there vanishes with its `%`. */
export type CoreWords = Readonly<Record<string, () => string>>;

export type CoreName =
  | { readonly kind: 'file'; readonly name: string; readonly hasPid: boolean }
  /** `argv[0]` may be empty: then no helper is started. */
  | { readonly kind: 'pipe'; readonly argv: readonly string[] }
  | { readonly kind: 'failed' };

const BLANK = /[ \t\n\v\f\r]/;

/** `splitsFirst`: the pattern is split at blanks, not what comes of it. */
export function formatCoreName(pattern: string, words: CoreWords, splitsFirst = true): CoreName {
  if (!pattern.startsWith('|')) {
    const hasPid = [...pattern.matchAll(/%(.)/gs)].some(([, letter]) => letter === 'p');
    return { kind: 'file', name: expanded(pattern, words), hasPid };
  }
  if (pattern === '|') return { kind: 'failed' };
  if (splitsFirst) return { kind: 'pipe', argv: splitAndExpanded(pattern.slice(1), words) };
  const argv = expanded(pattern.slice(1), words)
    .split(new RegExp(`${BLANK.source}+`))
    .filter((word) => word !== '');
  return { kind: 'pipe', argv: argv.length === 0 ? [''] : argv };
}

/** An unknown word and a lone `%` at the end vanish. */
function expanded(pattern: string, words: CoreWords): string {
  return pattern.replace(/%(.?)/gs, (_, letter: string) => wordOf(letter, words));
}

function wordOf(letter: string, words: CoreWords): string {
  if (letter === '%') return '%';
  return Object.hasOwn(words, letter) ? words[letter]!() : '';
}

/** A blank begins an argument only behind something: words that came to nothing do not count before the first. */
function splitAndExpanded(pattern: string, words: CoreWords): string[] {
  const argv = [''];
  let afterBlank = false;
  for (const [piece] of pattern.matchAll(/%.?|[^%]/gs)) {
    if (BLANK.test(piece)) {
      afterBlank = afterBlank || argv.length > 1 || argv[0] !== '';
      continue;
    }
    if (afterBlank) argv.push('');
    afterBlank = false;
    argv[argv.length - 1] += piece.startsWith('%') ? wordOf(piece.slice(1), words) : piece;
  }
  return argv;
}

/** `cn_esc_printf`: no slashes from outside, no names that mean directories, none that is empty. */
export function escapedCoreWord(text: string): string {
  const name = text.replaceAll('/', '!');
  return name === '.' || name === '..' || name === '' ? `!${name.slice(1)}` : name;
}
