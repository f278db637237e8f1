/**
 * What U-Boot's old hush makes of a line: pipes of one program each, with the reserved word they stand under.
 *
 * Mirrors `struct pipe`, `struct child_prog` and `reserved_list` of U-Boot `common/cli_hush.c`. A compound command is a group: a
 * list of pipes of its own, in which conditions, bodies and the closing word are told apart by their reserved word alone.
 */

/** Stands around a variable's name inside a word; no latin1 character, so that no typed text can be taken for it. */
export const MARK = '\ue000';
/** Stands around a variable's value that is not to be parsed again (HUSH_NO_EVAL). */
export const VERBATIM = '\ue001';

export interface HushWord {
  /** Backslashes are gone, variables are marked. */
  readonly text: string;
  /** Something in it was quoted: it stays one word, even when empty. */
  readonly quoted: boolean;
}

/** `syntax`: a reserved word stood where it may not; what follows it up to the end is lost in it. */
export type Reserved =
  | 'none'
  | 'if'
  | 'then'
  | 'elif'
  | 'else'
  | 'fi'
  | 'for'
  | 'while'
  | 'until'
  | 'in'
  | 'do'
  | 'done'
  | 'syntax';

/** What may follow a reserved word; `start`: it opens a compound command, `end`: it closes one. */
export interface ReservedWord {
  readonly next: readonly Reserved[];
  readonly start?: true;
  readonly end?: true;
}

export const reservedWords: ReadonlyMap<string, ReservedWord> = new Map<Reserved, ReservedWord>([
  ['if', { next: ['then'], start: true }],
  ['then', { next: ['elif', 'else', 'fi'] }],
  ['elif', { next: ['then'] }],
  ['else', { next: ['fi'] }],
  ['fi', { next: [], end: true }],
  ['for', { next: ['in'], start: true }],
  ['while', { next: ['do'], start: true }],
  ['until', { next: ['do'], start: true }],
  ['in', { next: ['do'] }],
  ['do', { next: ['done'] }],
  ['done', { next: [], end: true }],
]);

/** One program, or nothing, and what stands behind it. */
export interface HushPipe {
  readonly reserved: Reserved;
  /** None between two separators, under a closing word, and at the end of every list. */
  readonly words: readonly HushWord[];
  /** How many variables stand in its words. */
  readonly variables: number;
  /** A compound command in place of words. */
  readonly group: HushList | null;
  readonly followup: ';' | '&&' | '||';
}

export type HushList = readonly HushPipe[];

/** Marked names replaced by their values. */
export function substitutedText(text: string, lookUp: (name: string) => string | undefined): string {
  return text.replace(MARKED, (_, name: string) => lookUp(name) ?? '');
}

/** A word as hush keeps it: SPECIAL_VAR_SYMBOL around the names of variables. */
export function unsubstitutedText(text: string): string {
  return text.replace(MARKED, (_, name: string) => `\x03${name === '?' ? '$?' : name}\x03`);
}

const MARKED = new RegExp(`${MARK}([^${MARK}]*)${MARK}`, 'g');
