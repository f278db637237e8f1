/** rev of util-linux 2.38 (`text-utils/rev.c`). */
import { strerror } from '../../../sim/errno.ts';
import { Lines } from '../text/lines.ts';
import { tool } from '../text/tool.ts';

export const rev = tool(
  { name: 'rev', package: 'util-linux', version: '2.38.1', usage: '[options] [file ...]', shortName: true },
  function* (tool) {
    for (const option of tool.options({ short: '0hV', long: { zero: { key: '0' } } })) {
      if (option.key !== '0') yield* tool.other(option);
    }
    const zero = tool.argv.includes('-0') || tool.argv.includes('--zero');
    const separator = zero ? '\0' : '\n';
    for (const name of tool.operands.length === 0 ? ['-'] : tool.operands) {
      const fd = tool.operands.length === 0 ? 0 : tool.system.open(name, 0);
      if (fd < 0) {
        yield* tool.fail(`cannot open ${name}: ${strerror(fd)}`);
        continue;
      }
      const lines = new Lines(tool.system, fd, separator);
      let number = 0;
      for (;;) {
        const line = lines.take() ?? (yield* lines.next());
        if (line === null) break;
        // Wide characters are read: in the C locale nothing above 127 is one.
        if (/[^\x00-\x7f]/.test(line)) {
          yield* tool.fail(`${tool.operands.length === 0 ? 'stdin' : name}: ${number}: ${strerror(84)}`);
          break;
        }
        number++;
        const hasEnd = line.endsWith(separator);
        const text = hasEnd ? line.slice(0, -1) : line;
        yield* tool.out.put([...text].reverse().join('') + (hasEnd ? separator : ''));
      }
      if (lines.errno !== 0) yield* tool.fail(`${name}: ${strerror(lines.errno)}`);
      tool.close(fd);
    }
    return tool.status;
  },
);
