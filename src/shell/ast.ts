/**
 * The tree the parser makes of a command line, and the interpreter walks.
 *
 * The shapes follow bash 5.2 `command.h`; a word is cut into its parts once, when it is parsed, so that a loop never looks at
 * quoting again.
 */

/** One shell word: its source text, and the parts that expand one after the other. */
export interface Word {
  readonly raw: string;
  readonly parts: readonly Part[];
  /** The word's value when nothing in it can expand, else null. */
  readonly literal: string | null;
  /** A command substitution is somewhere inside: expanding may wait. */
  readonly blocking: boolean;
  /** An unquoted `{` is inside: brace expansion has to look. */
  readonly hasBrace: boolean;
}

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  /** Came from quotes: no globbing, no tilde, keeps an empty word alive. */
  readonly quoted: boolean;
  /** `text` with the characters special to patterns protected; equal to `text` when unquoted. */
  readonly pattern: string;
}

export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  /** Index of an array element, or null. `*` and `@` come as words with those literals. */
  readonly subscript: Word | null;
  /** `''`: the plain value. `#`-prefixed length is `length`; `${!x}` is `indirect`. */
  readonly operator: string;
  /** What follows the operator: default word, pattern, offset. */
  readonly argument: Word | null;
  /** Replacement of `/`, length of `:`. */
  readonly second: Word | null;
  readonly length: boolean;
  readonly indirect: boolean;
  readonly quoted: boolean;
  readonly blocking: boolean;
  readonly raw: string;
}

/** `${…}` that makes no sense: an error when it is expanded, as in bash. */
interface BadPart {
  readonly kind: 'bad';
  readonly raw: string;
  readonly quoted: boolean;
}

export interface CommandPart {
  readonly kind: 'command';
  /** Parsed list of `$(…)`; null for backquotes, parsed when they are expanded. */
  readonly list: Command | null;
  readonly source: string;
  readonly quoted: boolean;
}

interface ArithmeticPart {
  readonly kind: 'arithmetic';
  readonly expression: Word;
  readonly quoted: boolean;
}

/** `a=(…)`: the elements of an array assignment. */
export interface ArrayPart {
  readonly kind: 'array';
  /** The source, parentheses included: what `eval` gets. */
  readonly raw: string;
  readonly elements: readonly { readonly subscript: Word | null; readonly value: Word }[];
  readonly blocking: boolean;
}

/** `<(…)` and `>(…)`. */
interface ProcessPart {
  readonly kind: 'process';
  readonly direction: '<' | '>';
  readonly list: Command;
}

export type Part = TextPart | ParameterPart | BadPart | CommandPart | ArithmeticPart | ArrayPart | ProcessPart;

export interface Assignment {
  readonly name: string;
  readonly subscript: Word | null;
  readonly append: boolean;
  readonly value: Word;
  /** The whole word as written. */
  readonly raw: string;
}

export type RedirectOperator = '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>' | '<<' | '<<-' | '<<<';

export interface Redirect {
  /** The descriptor before the operator, or null for the operator's own. */
  readonly fd: number | null;
  /** `{name}>`: the variable that takes the descriptor. */
  readonly variable: string | null;
  readonly operator: RedirectOperator;
  readonly target: Word;
  /** Body of a here-document; set when its lines have been read. */
  body: Word | null;
  /** The delimiter without quotes. */
  readonly delimiter: string;
  readonly line: number;
}

interface Node {
  readonly line: number;
  readonly redirects: readonly Redirect[];
}

export interface SimpleCommand extends Node {
  readonly type: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  /** Any word or assignment may wait while it is expanded. */
  readonly blocking: boolean;
}

export interface Pipeline extends Node {
  readonly type: 'pipeline';
  readonly commands: readonly Command[];
  /** For each command: `|&`, its errors go into the pipe too. */
  readonly both: readonly boolean[];
  readonly negated: boolean;
  readonly timed: '' | 'time' | 'time -p';
}

export interface AndOr extends Node {
  readonly type: 'and-or';
  readonly first: Command;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly command: Command }[];
}

export interface List extends Node {
  readonly type: 'list';
  readonly items: readonly { readonly command: Command; readonly background: boolean }[];
}

export interface If extends Node {
  readonly type: 'if';
  readonly clauses: readonly { readonly condition: Command; readonly body: Command }[];
  readonly otherwise: Command | null;
}

export interface While extends Node {
  readonly type: 'while';
  readonly until: boolean;
  readonly condition: Command;
  readonly body: Command;
}

export interface For extends Node {
  readonly type: 'for' | 'select';
  readonly name: string;
  /** null: no `in`, the positional parameters. */
  readonly words: readonly Word[] | null;
  readonly body: Command;
}

export interface ArithmeticFor extends Node {
  readonly type: 'arithmetic-for';
  readonly initial: Word;
  readonly condition: Word;
  readonly step: Word;
  readonly body: Command;
}

export interface Case extends Node {
  readonly type: 'case';
  readonly word: Word;
  readonly clauses: readonly {
    readonly patterns: readonly Word[];
    readonly body: Command | null;
    readonly end: ';;' | ';&' | ';;&';
  }[];
}

export interface Group extends Node {
  readonly type: 'group' | 'subshell';
  readonly body: Command;
}

interface FunctionDefinition extends Node {
  readonly type: 'function';
  readonly name: string;
  readonly body: Command;
}

export interface ArithmeticCommand extends Node {
  readonly type: 'arithmetic';
  readonly expression: Word;
}

export type Condition =
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'group'; readonly operand: Condition }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Word }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word }
  | { readonly kind: 'word'; readonly word: Word };

export interface ConditionalCommand extends Node {
  readonly type: 'conditional';
  readonly condition: Condition;
}

export type Command =
  | SimpleCommand
  | Pipeline
  | AndOr
  | List
  | If
  | While
  | For
  | ArithmeticFor
  | Case
  | Group
  | FunctionDefinition
  | ArithmeticCommand
  | ConditionalCommand;
