/** Words as option arguments, written out or cut short: gnulib `XARGMATCH`. */
import type { Blocking } from '../../../shell/posix.ts';
import { quote } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import type { Tool } from './tool.ts';

/** The meaning of `word`. Words of one meaning stand side by side in `choices`, as the complaint lists them. */
export function* argmatch<Value>(
  tool: Tool,
  option: string,
  word: string,
  choices: readonly (readonly [string, Value])[],
  status?: number,
): Blocking<Value> {
  const exact = choices.find(([name]) => name === word);
  if (exact !== undefined) return exact[1];
  const near = choices.filter(([name]) => name.startsWith(word));
  const first = near[0];
  if (first !== undefined && near.every(([, value]) => value === first[1])) return first[1];
  yield* tool.warn(`${first === undefined ? 'invalid' : 'ambiguous'} argument ${quote(word)} for ${quote(option)}`);
  let list = 'Valid arguments are:';
  choices.forEach(([name, value], at) => {
    list += at > 0 && value === choices[at - 1]![1] ? `, ${quote(name)}` : `\n  - ${quote(name)}`;
  });
  yield* printError(tool.system, `${list}\n`);
  return yield* tool.usage(null, status);
}
