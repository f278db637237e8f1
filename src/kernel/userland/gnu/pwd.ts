/** `pwd` of coreutils 9.1: the program, not the shell's builtin. */
import type { FileStatus } from '../../../shell/posix.ts';
import { defineTool, type Tool } from '../libc/usage.ts';

export const pwd = defineTool(
  {
    name: 'pwd',
    synopsis: ['[OPTION]...'],
    summary: 'Print the name of the working directory.',
    help: [
      '-L, --logical     PWD of the environment, though it may hold links',
      '-P, --physical    no links (the default)',
    ],
  },
  function* (tool) {
    let logical = tool.getenv('POSIXLY_CORRECT') !== undefined;
    const table = { short: 'LP', long: { logical: { key: 'L' }, physical: { key: 'P' } } } as const;
    for (const { key } of tool.options(table)) {
      if (key === 'L') logical = true;
      else if (key === 'P') logical = false;
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (tool.operands.length > 0) yield* tool.warn('ignoring non-option arguments');
    const fromEnvironment = logical ? logicalDirectory(tool) : null;
    const name = fromEnvironment ?? tool.system.getcwd();
    if (typeof name === 'number') throw yield* tool.die('.', name);
    yield* tool.out.put(`${name}\n`);
    return 0;
  },
);

/** PWD, if it is absolute, without dots, and names the directory we are in. */
function logicalDirectory(tool: Tool): string | null {
  const name = tool.getenv('PWD');
  if (name === undefined || !name.startsWith('/') || /\/\.\.?(\/|$)/.test(name)) return null;
  const there = tool.system.stat(name);
  const here = tool.system.stat('.');
  return isStatus(there) && isStatus(here) && there.dev === here.dev && there.ino === here.ino ? name : null;
}

function isStatus(value: FileStatus | number): value is FileStatus {
  return typeof value !== 'number';
}
