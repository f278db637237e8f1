/** `mkfifo` of coreutils 9.1. Security contexts (`-Z`) are passed over. */
import { S_IFIFO } from '../../../shell/posix.ts';
import { adjustMode, compileMode } from '../libc/mode.ts';
import { quoteAlways } from '../libc/quote.ts';
import { defineTool } from '../libc/usage.ts';

export const mkfifo = defineTool(
  {
    name: 'mkfifo',
    synopsis: ['[OPTION]... NAME...'],
    summary: 'Make named pipes.',
    help: ['-m, --mode=MODE   permissions, as for chmod'],
  },
  function* (tool) {
    let modeText: string | null = null;
    const table = {
      short: 'm:Z',
      long: { context: { argument: 'optional', key: 'Z' }, mode: { argument: 'required', key: 'm' } },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'm') modeText = value;
      else if (key !== 'Z') throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (tool.operands.length === 0) throw yield* tool.usageError('missing operand');
    const { system } = tool;
    const umask = system.umask(0);
    system.umask(umask);
    let mode = 0o666;
    if (modeText !== null) {
      const changes = compileMode(modeText);
      if (changes === null) throw yield* tool.die('invalid mode');
      ({ mode } = adjustMode(mode, false, umask, changes));
      if (mode & ~0o777) throw yield* tool.die('mode must specify only file permission bits');
    }
    for (const name of tool.operands) {
      const made = system.mknod(name, S_IFIFO | mode, 0);
      if (made < 0) yield* tool.error(`cannot create fifo ${quoteAlways(name)}`, made);
      else if (modeText !== null) system.chmod(name, mode);
    }
    return tool.status;
  },
);
