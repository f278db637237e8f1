/** yes of coreutils 9.1 (`src/yes.c`): the line over and over, 8 KiB at a time, until nobody reads. */
import { latin1Bytes } from '../../../sim/bytes.ts';
import { EPIPE, strerror } from '../../../sim/errno.ts';
import { printError } from '../libc/stdio.ts';
import { coreutils, tool } from '../text/tool.ts';

const BUFFER_BYTES = 8192;

export const yes = tool(coreutils('yes', '[STRING]...'), function* (tool) {
  for (const option of tool.options({ short: '+' })) yield* tool.other(option);
  const line = `${tool.operands.length === 0 ? 'y' : tool.operands.join(' ')}\n`;
  const bytes = latin1Bytes(line.repeat(Math.max(1, Math.floor(BUFFER_BYTES / line.length))));
  for (;;) {
    const written = yield* tool.system.write(1, bytes);
    if (written >= 0) continue;
    if (written !== -EPIPE) yield* printError(tool.system, `${tool.name}: standard output: ${strerror(written)}\n`);
    return 1;
  }
});
