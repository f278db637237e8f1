/** `test` and `[`. */
import type { BuiltinFunction } from '../builtin.ts';
import { evaluateTest, TestFailure } from '../test-expression.ts';

export const testBuiltin: BuiltinFunction = (shell, given, name) => {
  let args = given;
  if (name === '[') {
    if (args[args.length - 1] !== ']') {
      shell.complain(shell.dialect.kind === 'ash' ? '[: missing ]' : "[: missing `]'");
      return 2;
    }
    args = args.slice(0, -1);
  }
  try {
    return evaluateTest(shell, args) ? 0 : 1;
  } catch (failure) {
    if (!(failure instanceof TestFailure)) throw failure;
    shell.complain(`${name}: ${failure.message}`);
    return 2;
  }
};
