/** `sync` of coreutils 9.1. */
import { O_NONBLOCK, O_RDONLY, O_WRONLY } from '../../../shell/posix.ts';
import { quoteAlways } from '../libc/quote.ts';
import { defineTool } from '../libc/usage.ts';

export const sync = defineTool(
  {
    name: 'sync',
    synopsis: ['[OPTION] [FILE]...'],
    summary: 'Write what is cached to the disks: all of it, or that of each FILE.',
    help: ['-d, --data        the data of each FILE only', '-f, --file-system the file systems that hold the FILEs'],
  },
  function* (tool) {
    let mode: 'file' | 'data' | 'file-system' = 'file';
    let data = false;
    let fileSystem = false;
    const table = { short: 'df', long: { data: { key: 'd' }, 'file-system': { key: 'f' } } } as const;
    for (const { key } of tool.options(table)) {
      if (key === 'd') data = true;
      else if (key === 'f') fileSystem = true;
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (data && fileSystem) throw yield* tool.die('cannot specify both --data and --file-system');
    if (data && tool.operands.length === 0) throw yield* tool.die('--data needs at least one argument');
    if (data) mode = 'data';
    if (fileSystem) mode = 'file-system';
    if (tool.operands.length === 0) {
      yield* tool.system.sync();
      return 0;
    }
    for (const name of tool.operands) {
      let fd = tool.system.open(name, O_RDONLY | O_NONBLOCK);
      if (fd < 0) {
        // What may not be read may be writable.
        const error = fd;
        fd = tool.system.open(name, O_WRONLY | O_NONBLOCK);
        if (fd < 0) {
          yield* tool.error(`error opening ${quoteAlways(name)}`, error);
          continue;
        }
      }
      const result =
        mode === 'data'
          ? yield* tool.system.fdatasync(fd)
          : mode === 'file'
            ? yield* tool.system.fsync(fd)
            : yield* tool.system.sync();
      if (result < 0) yield* tool.error(`error syncing ${quoteAlways(name)}`, result);
      tool.system.close(fd);
    }
    return tool.status;
  },
);
