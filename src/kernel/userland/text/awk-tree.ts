/** The parsed form of an awk program. */

import type { Value } from './awk-value.ts';
import type { Regex } from './regex.ts';

/** A variable: global ones by number, those of a function by their place. */
export interface VariableNode {
  readonly kind: 'variable';
  readonly slot: number;
  readonly isLocal: boolean;
  readonly name: string;
}

interface FieldNode {
  readonly kind: 'field';
  readonly index: Expression;
  readonly waits: boolean;
}

interface ElementNode {
  readonly kind: 'element';
  readonly array: VariableNode;
  readonly keys: readonly Expression[];
  readonly waits: boolean;
}

export type Place = VariableNode | FieldNode | ElementNode;

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | ' ' | '<' | '<=' | '==' | '!=' | '>' | '>=';

/** Where a getline reads. */
type GetlineSource = 'main' | 'file' | 'command';

/** `waits`: something in it may have to wait (input, commands, functions). */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Value; readonly waits: false }
  | { readonly kind: 'regex'; readonly regex: Regex; readonly waits: false }
  | (VariableNode & { readonly waits?: false })
  | FieldNode
  | ElementNode
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly waits: boolean;
    }
  | {
      readonly kind: 'match';
      readonly left: Expression;
      readonly right: Expression;
      readonly negated: boolean;
      readonly waits: boolean;
    }
  | { readonly kind: 'not' | 'minus' | 'plus' | 'group'; readonly operand: Expression; readonly waits: boolean }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression; readonly waits: boolean }
  | {
      readonly kind: 'choice';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
      readonly waits: boolean;
    }
  | {
      readonly kind: 'assign';
      readonly place: Place;
      readonly operator: BinaryOperator | null;
      readonly value: Expression;
      readonly waits: boolean;
    }
  | {
      readonly kind: 'step';
      readonly place: Place;
      readonly by: 1 | -1;
      /** The new value is the result. */
      readonly isPrefix: boolean;
      readonly waits: boolean;
    }
  | { readonly kind: 'in'; readonly keys: readonly Expression[]; readonly array: VariableNode; readonly waits: boolean }
  | { readonly kind: 'builtin'; readonly name: string; readonly args: readonly Expression[]; readonly waits: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly waits: true }
  | {
      readonly kind: 'getline';
      readonly from: GetlineSource;
      readonly place: Place | null;
      readonly source: Expression | null;
      readonly waits: true;
    };

/** Where print writes to. */
export interface Redirection {
  readonly mode: '>' | '>>' | '|';
  readonly target: Expression;
}

export type Statement =
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'print'; readonly values: readonly Expression[]; readonly to: Redirection | null }
  | { readonly kind: 'printf'; readonly values: readonly Expression[]; readonly to: Redirection | null }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'if'; readonly test: Expression; readonly yes: Statement; readonly no: Statement | null }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement }
  | { readonly kind: 'do'; readonly test: Expression; readonly body: Statement }
  | {
      readonly kind: 'for';
      readonly start: Expression | null;
      readonly test: Expression | null;
      readonly step: Expression | null;
      readonly body: Statement;
    }
  | { readonly kind: 'forIn'; readonly place: VariableNode; readonly array: VariableNode; readonly body: Statement }
  | { readonly kind: 'delete'; readonly array: VariableNode; readonly keys: readonly Expression[] | null }
  | { readonly kind: 'return' | 'exit'; readonly value: Expression | null }
  | { readonly kind: 'break' | 'continue' | 'next' | 'nextfile' };

export interface Rule {
  readonly kind: 'BEGIN' | 'END' | 'always' | 'pattern' | 'range';
  readonly pattern: Expression | null;
  readonly rangeEnd: Expression | null;
  /** Null: print the record. */
  readonly body: Statement | null;
}

export interface AwkFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  body: Statement | null;
}

export interface AwkProgram {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
  /** Names of the global variables by their numbers. */
  readonly globals: readonly string[];
}

/** Globals with a meaning; their numbers are their places here. */
export const SPECIALS = [
  'NF',
  'NR',
  'FNR',
  'FS',
  'OFS',
  'ORS',
  'RS',
  'SUBSEP',
  'CONVFMT',
  'OFMT',
  'RSTART',
  'RLENGTH',
  'FILENAME',
  'ENVIRON',
  'ARGC',
  'ARGV',
] as const;
