/** The files a filter reads, one after the other, with the messages coreutils have for those that cannot be read. */
import type { Blocking } from '../../../shell/posix.ts';
import { ENOMEM, strerror } from '../../../sim/errno.ts';
import { quoteFile } from '../libc/quote.ts';
import { Lines } from './lines.ts';
import type { Tool } from './tool.ts';

/** Calls `body` for each operand (standard input without any) that can be opened. */
export function* forEachInput(
  tool: Tool,
  delimiter: string,
  body: (lines: Lines, name: string) => Blocking<void>,
): Blocking<void> {
  for (const name of tool.operands.length === 0 ? ['-'] : tool.operands) {
    const fd = tool.open(name);
    if (fd < 0) {
      yield* tool.fail(`${quoteFile(name)}: ${strerror(fd)}`);
      continue;
    }
    const lines = new Lines(tool.system, fd, delimiter);
    yield* body(lines, name);
    if (lines.errno === ENOMEM) yield* tool.die('memory exhausted');
    if (lines.errno !== 0) yield* tool.fail(`${quoteFile(name)}: ${strerror(lines.errno)}`);
    tool.close(fd);
  }
}

/** Opens one file whose lines are needed, or ends the program. */
export function* openLines(tool: Tool, name: string, delimiter = '\n', status = 1): Blocking<Lines> {
  const fd = tool.open(name);
  if (fd < 0) yield* tool.die(`${quoteFile(name)}: ${strerror(fd)}`, status);
  return new Lines(tool.system, fd, delimiter);
}

/** A line without its delimiter. */
export function chomp(line: string, delimiter: string): string {
  return line.endsWith(delimiter) ? line.slice(0, -1) : line;
}
