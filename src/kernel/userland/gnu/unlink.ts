/** `unlink` and `link` of coreutils 9.1: the bare system calls. */
import { quote, quoteAlways } from '../libc/quote.ts';
import { defineTool } from '../libc/usage.ts';

export const unlink = defineTool(
  { name: 'unlink', synopsis: ['FILE', 'OPTION'], summary: 'Call unlink on FILE.', help: [] },
  function* (tool) {
    for (const { key } of tool.options({ short: '' })) throw yield* tool.standardOption(key);
    yield* tool.endOptions();
    const [file, extra] = tool.operands;
    if (file === undefined) throw yield* tool.usageError('missing operand');
    if (extra !== undefined) throw yield* tool.usageError(`extra operand ${quote(extra)}`);
    const result = yield* tool.system.unlink(file);
    if (result < 0) throw yield* tool.die(`cannot unlink ${quoteAlways(file)}`, result);
    return 0;
  },
);

export const link = defineTool(
  { name: 'link', synopsis: ['FILE1 FILE2', 'OPTION'], summary: 'Call link: FILE2 becomes a name of FILE1.', help: [] },
  function* (tool) {
    for (const { key } of tool.options({ short: '' })) throw yield* tool.standardOption(key);
    yield* tool.endOptions();
    const [from, to, extra] = tool.operands;
    if (from === undefined) throw yield* tool.usageError('missing operand');
    if (to === undefined) throw yield* tool.usageError(`missing operand after ${quote(from)}`);
    if (extra !== undefined) throw yield* tool.usageError(`extra operand ${quote(extra)}`);
    const result = tool.system.link(from, to);
    if (result < 0) throw yield* tool.die(`cannot create link ${quoteAlways(to)} to ${quoteAlways(from)}`, result);
    return 0;
  },
);
