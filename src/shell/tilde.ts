/** Tilde expansion, as bash 5.2 `lib/tilde/tilde.c` and `general.c` (`bash_tilde_expand`) do it. */
import type { Part, TextPart } from './ast.ts';
import type { Fields } from './fields.ts';
import type { ShellState } from './shell-state.ts';

/** Adds a part of unquoted text that has a tilde; `isAssignment`: one counts after each colon too. */
export function tildePart(
  shell: ShellState,
  parts: readonly Part[],
  at: number,
  fields: Fields,
  isAssignment: boolean,
): void {
  const { text } = parts[at] as TextPart;
  let from = 0;
  let isStart = at === 0;
  while (from < text.length) {
    let end = isAssignment ? text.indexOf(':', from) : -1;
    end = end < 0 ? text.length : end + 1;
    const piece = text.slice(from, end);
    const home = isStart && piece.startsWith('~') ? expansion(shell, piece, parts, at, end === text.length) : null;
    if (home === null) fields.text(piece);
    else {
      fields.quoted(home.value);
      if (home.rest !== '') fields.text(home.rest);
    }
    from = end;
    isStart = isAssignment;
  }
}

function expansion(
  shell: ShellState,
  piece: string,
  parts: readonly Part[],
  at: number,
  isLast: boolean,
): { value: string; rest: string } | null {
  let end = piece.search(/[/:]/);
  if (end < 0) {
    // What follows could be quoted or a value: then it is no tilde prefix.
    if (isLast && at + 1 < parts.length) return null;
    end = piece.length;
  }
  const user = piece.slice(1, end);
  const value = homeOf(shell, user);
  return value === undefined ? null : { value, rest: piece.slice(end) };
}

/** The directory of `~user`; of the shell's own user without a name. */
function homeOf(shell: ShellState, user: string): string | undefined {
  if (user === '') return shell.variables.get('HOME') ?? shell.homes.get('');
  if (user === '+') return shell.variables.get('PWD');
  if (user === '-') return shell.variables.get('OLDPWD');
  return shell.homes.get(user);
}
