/** Evaluates `[[ … ]]`: bash 5.2 `execute_cmd.c` (`execute_cond_node`). */
import type { Condition, Word } from './ast.ts';
import { expandToPatternBlocking, expandToTextBlocking } from './expand.ts';
import { ShellFailure } from './failure.ts';
import { arithmetic } from './parameters.ts';
import { compilePattern } from './pattern.ts';
import type { Blocking } from './posix.ts';
import { quoteForTrace } from './quoting.ts';
import { matchRegularExpression } from './regular-expression.ts';
import type { ShellState } from './shell-state.ts';
import { binaryTest, compareNumbers, TestFailure, unaryTest } from './test-expression.ts';
import { traceLine } from './trace.ts';

/** Status of the command: 0, 1, or 2 for a bad expression. */
export function* runConditional(shell: ShellState, condition: Condition): Blocking<number> {
  try {
    return (yield* evaluate(shell, condition)) ? 0 : 1;
  } catch (failure) {
    if (!(failure instanceof TestFailure)) throw failure;
    shell.complain(`[[: ${failure.message}`);
    return 2;
  }
}

function* evaluate(shell: ShellState, condition: Condition): Blocking<boolean> {
  switch (condition.kind) {
    case 'not':
      return !(yield* evaluate(shell, condition.operand));
    case 'group':
      return yield* evaluate(shell, condition.operand);
    case 'and':
      return (yield* evaluate(shell, condition.left)) && (yield* evaluate(shell, condition.right));
    case 'or':
      return (yield* evaluate(shell, condition.left)) || (yield* evaluate(shell, condition.right));
    case 'word': {
      const text = yield* expandToTextBlocking(shell, condition.word);
      if (shell.options.xtrace) yield* traceLine(shell, `[[ -n ${quoteForTrace(text)} ]]`);
      return text !== '';
    }
    case 'unary': {
      const text = yield* expandToTextBlocking(shell, condition.operand);
      if (shell.options.xtrace) yield* traceLine(shell, `[[ ${condition.operator} ${quoteForTrace(text)} ]]`);
      return unaryTest(shell, condition.operator, text);
    }
    case 'binary':
      return yield* evaluateBinary(shell, condition.operator, condition.left, condition.right);
  }
}

function* evaluateBinary(shell: ShellState, operator: string, leftWord: Word, rightWord: Word): Blocking<boolean> {
  const left = yield* expandToTextBlocking(shell, leftWord);
  const isPattern = operator === '=' || operator === '==' || operator === '!=' || operator === '=~';
  const right = isPattern
    ? yield* expandToPatternBlocking(shell, rightWord)
    : yield* expandToTextBlocking(shell, rightWord);
  if (shell.options.xtrace) yield* traceLine(shell, `[[ ${quoteForTrace(left)} ${operator} ${tracedPattern(right)} ]]`);
  const ignoreCase = shell.options.shopt('nocasematch');
  if (operator === '=~') {
    const match = matchRegularExpression(left, right, ignoreCase);
    if (match === undefined) return invalidExpression();
    const variable = shell.variables.declare('BASH_REMATCH');
    variable.elements = new Map((match ?? []).map((text, index) => [index, text]));
    return match !== null;
  }
  if (isPattern) {
    const matches = compilePattern(right, { extended: true, ignoreCase }).matches(left);
    return operator === '!=' ? !matches : matches;
  }
  if (operator.length === 3 && 'eq ne lt le gt ge'.split(' ').includes(operator.slice(1))) {
    try {
      return compareNumbers(operator, arithmetic(shell, left), arithmetic(shell, right));
    } catch (failure) {
      if (!(failure instanceof ShellFailure) || !failure.message.includes('(error token is ')) throw failure;
      shell.complain(`[[: ${failure.message}`);
      return false;
    }
  }
  return binaryTest(shell, left, operator, right);
}

/** A regular expression that is none: status 2, without a word. */
function invalidExpression(): never {
  throw new ShellFailure('', 2);
}

/** A pattern with its quoted characters behind backslashes. */
function tracedPattern(pattern: string): string {
  let result = '';
  for (const char of pattern) {
    const code = char.charCodeAt(0);
    result += code > 0xff ? `\\${String.fromCharCode(code - 0x100)}` : char;
  }
  return result === '' ? "''" : result;
}
