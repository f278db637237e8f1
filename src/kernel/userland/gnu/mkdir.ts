/** `mkdir` of coreutils 9.1. Security contexts (`-Z`) are passed over. */
import { makeDirectoryPath } from '../libc/make-directories.ts';
import { adjustMode, compileMode } from '../libc/mode.ts';
import { quote, quoteAlways } from '../libc/quote.ts';
import { defineTool } from '../libc/usage.ts';

export const mkdir = defineTool(
  {
    name: 'mkdir',
    synopsis: ['[OPTION]... DIRECTORY...'],
    summary: 'Make each DIRECTORY.',
    help: [
      '-m, --mode=MODE   permissions, as for chmod',
      '-p, --parents     the directories above as well; what exists is no error',
      '-v, --verbose     tell each directory made',
    ],
  },
  function* (tool) {
    let parents = false;
    let verbose = false;
    let modeText: string | null = null;
    const table = {
      short: 'pm:vZ',
      long: {
        context: { argument: 'optional', key: 'Z' },
        mode: { argument: 'required', key: 'm' },
        parents: { key: 'p' },
        verbose: { key: 'v' },
      },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'p') parents = true;
      else if (key === 'v') verbose = true;
      else if (key === 'm') modeText = value;
      else if (key !== 'Z') throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (tool.operands.length === 0) throw yield* tool.usageError('missing operand');
    const { system } = tool;
    const umask = system.umask(0);
    system.umask(umask);
    let mode = 0o777;
    let modeBits = 0;
    if (modeText !== null) {
      const changes = compileMode(modeText);
      if (changes === null) throw yield* tool.die(`invalid mode ${quote(modeText)}`);
      ({ mode, mentioned: modeBits } = adjustMode(0o777, true, umask, changes));
    }
    function* announce(directory: string) {
      if (verbose) yield* tool.out.put(`${tool.name}: created directory ${quoteAlways(directory)}\n`);
    }
    for (const operand of tool.operands) {
      yield* makeDirectoryPath(tool, operand, {
        parents,
        parentMode: 0o777,
        mode,
        modeBits,
        announce,
      });
    }
    return tool.status;
  },
);
