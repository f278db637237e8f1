/** The names of an awk program: which are variables, arrays, functions, and the parameters at hand. */
import type { Token } from './awk-lexer.ts';
import { type AwkFunction, type Expression, SPECIALS, type VariableNode } from './awk-tree.ts';
import { AwkError } from './awk-value.ts';
import type { ProgramWords } from './awk-words.ts';

export class ProgramNames {
  readonly globals: string[] = [...SPECIALS];
  readonly functions = new Map<string, AwkFunction>();
  /** Functions that are called, defined or not. */
  readonly called: string[] = [];
  /** Parameters of the function being parsed. */
  locals: readonly string[] | null = null;
  readonly #words: ProgramWords;
  readonly #slots = new Map<string, number>(SPECIALS.map((name, slot) => [name, slot]));
  readonly #arrays = new Map<string, boolean>();

  constructor(words: ProgramWords) {
    this.#words = words;
    this.#arrays.set('ENVIRON', true).set('ARGV', true);
  }

  variable(token: Token, use: 'scalar' | 'array' | 'either'): VariableNode {
    const { text: name, line } = token;
    const local = this.locals?.indexOf(name) ?? -1;
    if (local >= 0) return { kind: 'variable', slot: local, isLocal: true, name };
    if (this.functions.has(name)) this.#words.fail(token);
    if (use !== 'either') {
      const isArray = this.#arrays.get(name);
      if (isArray !== undefined && isArray !== (use === 'array')) {
        throw new AwkError(`line ${line}: illegal reference to ${isArray ? 'array' : 'variable'} ${name}`);
      }
      this.#arrays.set(name, use === 'array');
    }
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      slot = this.globals.length;
      this.globals.push(name);
      this.#slots.set(name, slot);
    }
    return { kind: 'variable', slot, isLocal: false, name };
  }

  noteScalar({ name, isLocal }: VariableNode, token: Token): void {
    if (!isLocal) this.variable({ kind: 'name', text: name, line: token.line }, 'scalar');
  }

  isKnownArray(node: Expression): boolean {
    return node.kind === 'variable' && (node.isLocal || this.#arrays.get(node.name) === true);
  }

  noteArray({ name, isLocal }: VariableNode, token: Token): void {
    if (!isLocal) this.variable({ kind: 'name', text: name, line: token.line }, 'array');
  }
}
