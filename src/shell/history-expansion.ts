/** History expansion: `!!`, `!n`, `!-n`, `!text`, `!?text?`, `!$` and its kin, `^a^b`. readline 8.2 `histexpand.c`, without modifiers. */

/** The expanded line (null when nothing changed), or the event that was not found. */
export function expandHistory(
  line: string,
  history: readonly string[],
): { readonly line: string | null } | { readonly missing: string } {
  if (!line.includes('!') && !line.startsWith('^')) return { line: null };
  const quick = /^\^([^^]+)\^([^^]*)\^?$/.exec(line);
  if (quick !== null) {
    const last = history.at(-1);
    if (last === undefined || !last.includes(quick[1] as string)) return { missing: `:s${line}` };
    return { line: last.replace(quick[1] as string, () => quick[2] as string) };
  }
  let result = '';
  let changed = false;
  let inDouble = false;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '\\') {
      result += line.slice(at, at + 2);
      at++;
      continue;
    }
    if (char === "'" && !inDouble) {
      const end = line.indexOf("'", at + 1);
      result += line.slice(at, end < 0 ? line.length : end + 1);
      at = end < 0 ? line.length : end;
      continue;
    }
    if (char === '"') inDouble = !inDouble;
    const next = line.charAt(at + 1);
    if (char !== '!' || next === '' || ' \t\n=('.includes(next) || (inDouble && next === '"')) {
      result += char;
      continue;
    }
    const event = findEvent(line, at + 1, history);
    if (event.text === undefined) return { missing: line.slice(at, event.end) };
    result += event.text;
    changed = true;
    at = event.end - 1;
  }
  return { line: changed ? result : null };
}

function findEvent(line: string, from: number, history: readonly string[]): { text: string | undefined; end: number } {
  const rest = line.slice(from);
  const last = history.at(-1);
  if (rest.startsWith('!')) return { text: last, end: from + 1 };
  const words = (last ?? '').trim().split(/\s+/);
  if (rest.startsWith('$')) return { text: last === undefined ? undefined : (words.at(-1) ?? ''), end: from + 1 };
  if (rest.startsWith('^')) return { text: last === undefined ? undefined : (words[1] ?? ''), end: from + 1 };
  if (rest.startsWith('*')) return { text: last === undefined ? undefined : words.slice(1).join(' '), end: from + 1 };
  const number = /^-?\d+/.exec(rest);
  if (number !== null) {
    const value = Number(number[0]);
    const text = value < 0 ? history[history.length + value] : history[value - 1];
    return { text, end: from + number[0].length };
  }
  const contains = /^\?([^?\n]+)\??/.exec(rest);
  if (contains !== null) {
    return { text: history.findLast((entry) => entry.includes(contains[1] as string)), end: from + contains[0].length };
  }
  const prefix = /^[^\s;&|()<>"':^$*%-]+/.exec(rest)?.[0] ?? rest;
  return { text: history.findLast((entry) => entry.startsWith(prefix)), end: from + prefix.length };
}
