/** `dirname` of coreutils 9.1. */
import { directoryName } from '../libc/fts.ts';
import { defineTool } from '../libc/usage.ts';

export const dirname = defineTool(
  {
    name: 'dirname',
    synopsis: ['[OPTION] NAME...'],
    summary: 'Print each NAME without its last part.',
    help: ['-z, --zero        end lines with NUL'],
  },
  function* (tool) {
    let end = '\n';
    for (const { key } of tool.options({ short: 'z', long: { zero: { key: 'z' } } })) {
      if (key === 'z') end = '\0';
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (tool.operands.length === 0) throw yield* tool.usageError('missing operand');
    for (const name of tool.operands) yield* tool.out.put(directoryName(name) + end);
    return 0;
  },
);
