/** tee of coreutils 9.1 (`src/tee.c`). `-p` and `--output-error` are taken; a pipe that broke is never an error here. */
import { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY, signals } from '../../../shell/posix.ts';
import { EPIPE, strerror } from '../../../sim/errno.ts';
import { quoteFile } from '../libc/quote.ts';
import { argmatch } from '../text/argmatch.ts';
import { coreutils, tool } from '../text/tool.ts';

const long = {
  append: { key: 'a' },
  'ignore-interrupts': { key: 'i' },
  'output-error': { argument: 'optional', key: 'p' },
} as const;

const modes = [
  ['warn', 'warn'],
  ['warn-nopipe', 'warn-nopipe'],
  ['exit', 'exit'],
  ['exit-nopipe', 'exit-nopipe'],
] as const;

export const tee = tool(coreutils('tee', '[OPTION]... [FILE]...'), function* (tool) {
  let append = false;
  let mode: string | null = null;
  for (const option of tool.options({ short: 'aip', long })) {
    if (option.key === 'a') append = true;
    else if (option.key === 'i') tool.system.signal(signals.INT, 'ignore');
    else if (option.key === 'p') {
      mode = option.value === null ? 'warn-nopipe' : yield* argmatch(tool, '--output-error', option.value, modes);
      tool.system.signal(signals.PIPE, 'ignore');
    } else yield* tool.other(option);
  }
  const outputs: { fd: number; name: string }[] = [{ fd: 1, name: 'standard output' }];
  for (const name of tool.operands) {
    const fd = tool.system.open(name, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC));
    if (fd < 0) yield* tool.fail(`${quoteFile(name)}: ${strerror(fd)}`);
    else outputs.push({ fd, name });
    if (fd < 0 && mode?.startsWith('exit')) return tool.exit(1);
  }
  while (outputs.length > 0) {
    const bytes = yield* tool.read(0);
    if (bytes === null) break;
    if (typeof bytes === 'number') {
      yield* tool.fail(`read error: ${strerror(bytes)}`);
      break;
    }
    for (let i = 0; i < outputs.length; i++) {
      const { fd, name } = outputs[i]!;
      const written = yield* tool.system.write(fd, bytes);
      if (written >= 0) continue;
      outputs.splice(i--, 1);
      if (written === -EPIPE && mode?.endsWith('nopipe')) continue;
      yield* tool.fail(`${quoteFile(name)}: ${strerror(written)}`);
      if (mode?.startsWith('exit')) return tool.exit(1);
    }
  }
  for (const { fd } of outputs) tool.close(fd);
  return tool.status;
});
