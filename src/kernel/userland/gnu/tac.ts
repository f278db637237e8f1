/** tac of coreutils 9.1 (`src/tac.c`). Leaves out `-r` over text that does not fit in memory. */
import { latin1Text } from '../../../sim/bytes.ts';
import { EINVAL, EISDIR, strerror } from '../../../sim/errno.ts';
import { quoteAlways, quoteFile } from '../libc/quote.ts';
import { readAll } from '../libc/stdio.ts';
import { Regex, tryRegex } from '../text/regex.ts';
import { RegexError, regexSyntaxes } from '../text/regex-syntax.ts';
import { coreutils, tool } from '../text/tool.ts';

const long = { before: { key: 'b' }, regex: { key: 'r' }, separator: { argument: 'required', key: 's' } } as const;

export const tac = tool(coreutils('tac', '[OPTION]... [FILE]...'), function* (tool) {
  let separator = '\n';
  let before = false;
  let isRegex = false;
  for (const option of tool.options({ short: 'brs:', long })) {
    if (option.key === 'b') before = true;
    else if (option.key === 'r') isRegex = true;
    else if (option.key === 's') separator = option.value === '' ? '\0' : option.value!;
    else yield* tool.other(option);
  }
  const regex = isRegex ? tryRegex(() => new Regex(separator, regexSyntaxes.grep)) : null;
  if (regex instanceof RegexError) return yield* tool.die(regex.text);
  for (const name of tool.operands.length === 0 ? ['-'] : tool.operands) {
    const fd = tool.open(name);
    if (fd < 0) {
      yield* tool.fail(`failed to open ${quoteAlways(name)} for reading: ${strerror(fd)}`);
      continue;
    }
    const bytes = yield* readAll(tool.system, fd);
    tool.close(fd);
    if (typeof bytes === 'number') {
      // A directory is sought in before it is read.
      const errno = bytes === -EISDIR ? EINVAL : bytes;
      yield* tool.fail(`${quoteFile(name === '-' ? 'standard input' : name)}: read error: ${strerror(errno)}`);
      continue;
    }
    const text = latin1Text(bytes);
    const records: string[] = [];
    let start = 0;
    let from = 0;
    while (from <= text.length) {
      const found = regex === null ? plainSearch(text, separator, from) : regex.search(text, from);
      if (found === null) break;
      const cut = before ? found.start : found.end;
      records.push(text.slice(start, cut));
      start = cut;
      from = Math.max(found.end, found.start + 1);
    }
    records.push(text.slice(start));
    for (let i = records.length - 1; i >= 0; i--) yield* tool.out.put(records[i]!);
  }
  return tool.status;
});

function plainSearch(text: string, wanted: string, from: number): { start: number; end: number } | null {
  const start = text.indexOf(wanted, from);
  return start < 0 ? null : { start, end: start + wanted.length };
}
