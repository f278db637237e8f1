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
    shell.complain(
      shell.dialect.kind === 'ash'
        ? ashText(name, failure.message, shell.dialect.isDash)
        : `${name}: ${failure.message}`,
    );
    return 2;
  }
};

/** The same complaint as the `test` of BusyBox and dash has it. */
function ashText(name: string, message: string, isDash: boolean): string {
  const lead = isDash ? `${name}: ` : '';
  if (message.endsWith(': integer expression expected')) {
    return `${lead}${isDash ? 'Illegal number: ' : ''}${message.slice(0, -29)}${isDash ? '' : ': bad number'}`;
  }
  const operand = /^(.*): (?:unary|binary) operator expected$/.exec(message)?.[1];
  if (operand !== undefined) return isDash ? `${lead}${operand}: unexpected operator` : `${operand}: unknown operand`;
  return `${lead}${message}`;
}
