/** The expression of `find` from its words: findutils 4.9 `find/tree.c` (`get_expr`, `scan_rest`), operators and their errors. */
import type { Blocking } from '../../../shell/posix.ts';
import type { Tool } from '../libc/usage.ts';
import type { Predicate } from './find-options.ts';

/** One word of the expression, its arguments taken in. */
export type Token =
  | { readonly kind: 'primary'; readonly name: string; readonly predicate: Predicate }
  | {
      readonly kind: 'not' | 'open' | 'close' | 'and' | 'or' | 'comma';
      readonly name: string;
      readonly artificial: boolean;
    };

const precedences = { comma: 1, or: 2, and: 3, not: 4 } as const;

/** The predicate that a list of tokens means. Mistakes end the tool. */
export function* buildExpression(
  tool: Tool,
  words: readonly Token[],
  defaultAction: Predicate | null,
): Blocking<Predicate> {
  const tokens = withAnds(words);
  if (tokens.length === 0) return defaultAction ?? yes;
  // The whole stands in parentheses of ours, so that the usual -print comes last.
  const open: Token = { kind: 'open', name: '(', artificial: true };
  const close: Token = { kind: 'close', name: ')', artificial: true };
  const parser = new TreeParser(tool, defaultAction === null ? [...tokens, close] : [open, ...tokens, close]);
  const expression = yield* parser.parse(defaultAction === null);
  return defaultAction === null ? expression : and(expression, defaultAction);
}

function* yes(): Blocking<boolean> {
  yield* [];
  return true;
}

/** Puts `-a` between neighbours that have no operator. */
function withAnds(words: readonly Token[]): Token[] {
  const tokens: Token[] = [];
  for (const word of words) {
    const previous = tokens.at(-1);
    const endsOperand = previous?.kind === 'primary' || previous?.kind === 'close';
    const beginsOperand = word.kind === 'primary' || word.kind === 'not' || word.kind === 'open';
    if (endsOperand && beginsOperand) tokens.push({ kind: 'and', name: '-a', artificial: true });
    tokens.push(word);
  }
  return tokens;
}

class TreeParser {
  readonly #tool: Tool;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tool: Tool, tokens: readonly Token[]) {
    this.#tool = tool;
    this.#tokens = tokens;
  }

  *parse(isOpen: boolean): Blocking<Predicate> {
    const none: Token = { kind: 'open', name: '(', artificial: true };
    const expression = yield* this.#expression(0, none, 0);
    const last = this.#tokens[this.#at];
    if (isOpen ? this.#at < this.#tokens.length - 1 : last !== undefined) {
      throw yield* this.#tool.die("you have too many ')'");
    }
    return expression;
  }

  *#expression(precedence: number, previous: Token, depth: number): Blocking<Predicate> {
    if (depth > DEPTH_MAX) throw yield* this.#tool.die('invalid expression');
    const token = this.#tokens[this.#at];
    if (token === undefined) throw yield* this.#tool.die('invalid expression');
    let left: Predicate;
    switch (token.kind) {
      case 'primary':
        this.#at++;
        left = token.predicate;
        break;
      case 'not': {
        this.#at++;
        const inner = yield* this.#expression(precedences.not, token, depth + 1);
        left = function* (file, state) {
          return !(yield* inner(file, state));
        };
        break;
      }
      case 'open':
        left = yield* this.#parenthesis(token, depth);
        break;
      case 'close': {
        const isOperator = previous.kind !== 'primary' && previous.kind !== 'open' && previous.kind !== 'close';
        if (isOperator && !token.artificial) {
          throw yield* this.#tool.die(`expected an expression between '${previous.name}' and ')'`);
        }
        throw yield* this.#tool.die(
          token.artificial
            ? `expected an expression after '${previous.name}'`
            : "invalid expression; you have too many ')'",
        );
      }
      default:
        throw yield* this.#tool.die(
          `invalid expression; you have used a binary operator '${token.name}' with nothing before it.`,
        );
    }
    return yield* this.#rest(left, precedence, depth);
  }

  *#parenthesis(token: Token, depth: number): Blocking<Predicate> {
    this.#at++;
    const next = this.#tokens[this.#at];
    const isOurs = token.kind !== 'primary' && token.artificial;
    if (next === undefined || (next.kind === 'close' && next.artificial && !isOurs)) {
      throw yield* this.#tool.die(
        `invalid expression; expected to find a ')' but didn't see one. Perhaps you need an extra predicate after '${token.name}'`,
      );
    }
    if (next.kind === 'close') {
      throw yield* this.#tool.die(
        isOurs ? "invalid expression; you have too many ')'" : 'invalid expression; empty parentheses are not allowed.',
      );
    }
    const inner = yield* this.#expression(0, token, depth + 1);
    const end = this.#tokens[this.#at];
    if (end?.kind !== 'close' || (end.artificial && !isOurs)) {
      throw yield* this.#tool.die("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
    }
    this.#at++;
    return inner;
  }

  *#rest(first: Predicate, precedence: number, depth: number): Blocking<Predicate> {
    let left = first;
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined || (token.kind !== 'and' && token.kind !== 'or' && token.kind !== 'comma')) return left;
      const own = precedences[token.kind];
      if (own <= precedence) return left;
      this.#at++;
      const right = yield* this.#expression(own, token, depth + 1);
      left = token.kind === 'and' ? and(left, right) : token.kind === 'or' ? or(left, right) : comma(left, right);
    }
  }
}

/** Nested deeper, an expression is refused; the real one's stack would end somewhere too. */
const DEPTH_MAX = 1000;

function and(left: Predicate, right: Predicate): Predicate {
  return function* (file, state) {
    // -quit ends all at once.
    return (yield* left(file, state)) && !state.quit && (yield* right(file, state));
  };
}

function or(left: Predicate, right: Predicate): Predicate {
  return function* (file, state) {
    return (yield* left(file, state)) || (!state.quit && (yield* right(file, state)));
  };
}

function comma(left: Predicate, right: Predicate): Predicate {
  return function* (file, state) {
    yield* left(file, state);
    return !state.quit && (yield* right(file, state));
  };
}
