/** `readlink` of coreutils 9.1. */
import { type CanonicalizeMode, canonicalize } from '../libc/canonicalize.ts';
import { quoteFile } from '../libc/quote.ts';
import { defineTool } from '../libc/usage.ts';

export const readlink = defineTool(
  {
    name: 'readlink',
    synopsis: ['[OPTION]... FILE...'],
    summary: 'Print what a symbolic link holds, or the canonical name of a file.',
    help: [
      '-f, --canonicalize           follow all links; the last part need not exist',
      '-e, --canonicalize-existing  follow all links; all must exist',
      '-m, --canonicalize-missing   follow all links; nothing need exist',
      '-n, --no-newline             no line end behind a single name',
      '-q, -s, --quiet, --silent    no error messages (as always without -v)',
      '-v, --verbose                error messages',
      '-z, --zero                   end lines with NUL',
    ],
  },
  function* (tool) {
    let mode: CanonicalizeMode | null = null;
    let noNewline = false;
    let verbose = tool.getenv('POSIXLY_CORRECT') !== undefined;
    let end = '\n';
    const table = {
      short: 'efmnqsvz',
      long: {
        canonicalize: { key: 'f' },
        'canonicalize-existing': { key: 'e' },
        'canonicalize-missing': { key: 'm' },
        'no-newline': { key: 'n' },
        quiet: { key: 'q' },
        silent: { key: 's' },
        verbose: { key: 'v' },
        zero: { key: 'z' },
      },
    } as const;
    for (const { key } of tool.options(table)) {
      if (key === 'f') mode = 'all-but-last';
      else if (key === 'e') mode = 'existing';
      else if (key === 'm') mode = 'missing';
      else if (key === 'n') noNewline = true;
      else if (key === 'q' || key === 's') verbose = false;
      else if (key === 'v') verbose = true;
      else if (key === 'z') end = '\0';
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (tool.operands.length === 0) throw yield* tool.usageError('missing operand');
    if (tool.operands.length > 1) {
      if (noNewline) yield* tool.warn('ignoring --no-newline with multiple arguments');
      noNewline = false;
    }
    for (const name of tool.operands) {
      const value = mode === null ? tool.system.readlink(name) : canonicalize(tool.system, name, mode);
      if (typeof value === 'string') yield* tool.out.put(noNewline ? value : value + end);
      else {
        tool.status = 1;
        if (verbose) yield* tool.warn(name === '' ? "''" : quoteFile(name), value);
      }
    }
    return tool.status;
  },
);
