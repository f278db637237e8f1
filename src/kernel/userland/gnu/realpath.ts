/** `realpath` of coreutils 9.1. */
import { type Blocking, S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { ENOTDIR } from '../../../sim/errno.ts';
import { type CanonicalizeMode, canonicalize } from '../libc/canonicalize.ts';
import { quoteFile } from '../libc/quote.ts';
import { relativePath } from '../libc/relative-path.ts';
import { defineTool, type Tool } from '../libc/usage.ts';

interface Options {
  mode: CanonicalizeMode;
  /** `-s`: links are not followed; `-L`: `..` goes first. */
  links: boolean;
  logical: boolean;
}

export const realpath = defineTool(
  {
    name: 'realpath',
    synopsis: ['[OPTION]... FILE...'],
    summary: 'Print the absolute name of each FILE with all links followed.',
    help: [
      '-e, --canonicalize-existing  all parts must exist',
      '-m, --canonicalize-missing   no part need exist',
      '-L, --logical                take .. away before links are followed',
      '-P, --physical               follow links as they come (the default)',
      '-q, --quiet                  no error messages',
      '--relative-to=DIR            print names relative to DIR',
      '--relative-base=DIR          relative names only below DIR',
      '-s, --strip, --no-symlinks   do not follow links',
      '-z, --zero                   end lines with NUL',
    ],
  },
  function* (tool) {
    const options: Options = { mode: 'all-but-last', links: true, logical: false };
    let quiet = false;
    let end = '\n';
    let relativeTo: string | null = null;
    let relativeBase: string | null = null;
    const table = {
      short: 'eLmPqsz',
      long: {
        'canonicalize-existing': { key: 'e' },
        'canonicalize-missing': { key: 'm' },
        logical: { key: 'L' },
        physical: { key: 'P' },
        quiet: { key: 'q' },
        'relative-to': { argument: 'required' },
        'relative-base': { argument: 'required' },
        strip: { key: 's' },
        'no-symlinks': { key: 's' },
        zero: { key: 'z' },
      },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'e') options.mode = 'existing';
      else if (key === 'm') options.mode = 'missing';
      else if (key === 'L') Object.assign(options, { links: false, logical: true });
      else if (key === 's') Object.assign(options, { links: false, logical: false });
      else if (key === 'P') Object.assign(options, { links: true, logical: false });
      else if (key === 'q') quiet = true;
      else if (key === 'z') end = '\0';
      else if (key === 'relative-to') relativeTo = value;
      else if (key === 'relative-base') relativeBase = value;
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (tool.operands.length === 0) throw yield* tool.usageError('missing operand');
    if (relativeBase !== null && relativeTo === null) relativeTo = relativeBase;
    const to = relativeTo === null ? null : yield* directory(tool, relativeTo, options);
    let base =
      relativeBase === null ? null : relativeBase === relativeTo ? to : yield* directory(tool, relativeBase, options);
    // A base that does not hold the other directory makes all names absolute.
    let useRelative = to;
    if (base !== null && to !== null && !isBelow(to, base)) {
      base = null;
      useRelative = null;
    }
    for (const name of tool.operands) {
      const full = resolve(tool, name, options);
      if (typeof full === 'number') {
        tool.status = 1;
        if (!quiet) yield* tool.warn(name === '' ? "''" : quoteFile(name), full);
        continue;
      }
      const wantsRelative = useRelative !== null && (base === null || isBelow(full, base));
      yield* tool.out.put((wantsRelative ? relativePath(full, useRelative!) : full) + end);
    }
    return tool.status;
  },
);

function resolve(tool: Tool, name: string, { mode, links, logical }: Options): string | number {
  const first = canonicalize(tool.system, name, mode, links);
  return logical && typeof first === 'string' ? canonicalize(tool.system, first, mode) : first;
}

function* directory(tool: Tool, name: string, options: Options): Blocking<string> {
  const full = resolve(tool, name, options);
  if (typeof full === 'number') throw yield* tool.die(name === '' ? "''" : quoteFile(name), full);
  if (options.mode === 'existing') {
    const status = tool.system.stat(full);
    if (typeof status === 'number' || (status.mode & S_IFMT) !== S_IFDIR) {
      throw yield* tool.die(quoteFile(name), ENOTDIR);
    }
  }
  return full;
}

function isBelow(path: string, base: string): boolean {
  return base === '/' || path === base || path.startsWith(`${base}/`);
}
