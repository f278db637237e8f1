/** `basename` of coreutils 9.1. */
import { baseName } from '../libc/fts.ts';
import { quote } from '../libc/quote.ts';
import { defineTool } from '../libc/usage.ts';

export const basename = defineTool(
  {
    name: 'basename',
    synopsis: ['NAME [SUFFIX]', 'OPTION... NAME...'],
    summary: 'Print the last part of each NAME, without SUFFIX.',
    help: [
      '-a, --multiple    each operand is a NAME',
      '-s, --suffix=S    take S off the end; implies -a',
      '-z, --zero        end lines with NUL',
    ],
  },
  function* (tool) {
    let multiple = false;
    let suffix: string | null = null;
    let end = '\n';
    const table = {
      short: '+as:z',
      long: { multiple: { key: 'a' }, suffix: { argument: 'required', key: 's' }, zero: { key: 'z' } },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'a') multiple = true;
      else if (key === 's') {
        multiple = true;
        suffix = value;
      } else if (key === 'z') end = '\0';
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    const [first, second, third] = tool.operands;
    if (first === undefined) throw yield* tool.usageError('missing operand');
    if (!multiple && third !== undefined) throw yield* tool.usageError(`extra operand ${quote(third)}`);
    if (!multiple) suffix = second ?? null;
    for (const operand of multiple ? tool.operands : [first]) {
      yield* tool.out.put(withoutSuffix(baseName(operand), suffix) + end);
    }
    return 0;
  },
);

/** A name that is nothing but the suffix keeps it. */
function withoutSuffix(name: string, suffix: string | null): string {
  if (suffix === null || suffix === '' || name === '/' || name === suffix || !name.endsWith(suffix)) return name;
  return name.slice(0, -suffix.length);
}
