/**
 * Counts of BusyBox' head and tail: a first word `-90` or `+5` that stands for `-n`, and what is no number. BusyBox 1.35, recorded.
 */

/** The first word is a count of lines, if it looks so. */
export function withLineOption(old: RegExp): (words: readonly string[]) => readonly string[] {
  return (words) => {
    const [first = '', ...others] = words;
    return old.test(first) ? ['-n', first.replace(/^-/, ''), ...others] : words;
  };
}

/** What is said of the argument of `-n` and `-c`: suffixes are `b`, `k` and `m`, and tail's counts end at 32 bits. */
export function countFault(number: RegExp): (option: string, value: string) => string | null {
  return (option, value) => {
    if (option !== 'n' && option !== 'c') return null;
    return number.test(value) && Number.parseInt(value, 10) <= COUNT_MAX ? null : `invalid number '${value}'`;
  };
}

const COUNT_MAX = 0xffffffff;
