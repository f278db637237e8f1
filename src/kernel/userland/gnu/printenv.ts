/** printenv of coreutils 9.1 (`src/printenv.c`). */
import { coreutils, tool } from '../text/tool.ts';

export const printenv = tool(coreutils('printenv', '[OPTION]... [VARIABLE]...', 2), function* (tool) {
  let end = '\n';
  for (const option of tool.options({ short: '+0', long: { null: { key: '0' } } })) {
    if (option.key === '0') end = '\0';
    else yield* tool.other(option);
  }
  const { environ } = tool.system;
  if (tool.operands.length === 0) {
    for (const variable of environ) yield* tool.out.put(variable + end);
    return 0;
  }
  let missing = false;
  for (const name of tool.operands) {
    const found = name.includes('=') ? undefined : environ.find((one) => one.startsWith(`${name}=`));
    if (found === undefined) missing = true;
    else yield* tool.out.put(found.slice(name.length + 1) + end);
  }
  return missing ? 1 : 0;
});
