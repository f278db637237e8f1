/** `mknod` of coreutils 9.1. Security contexts (`-Z`) are passed over. */
import { type Blocking, S_IFBLK, S_IFCHR, S_IFIFO } from '../../../shell/posix.ts';
import { adjustMode, compileMode } from '../libc/mode.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteFile } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import { defineTool, type Exit, type Tool } from '../libc/usage.ts';

const UINT_MAX = 0xffffffffn;

export const mknod = defineTool(
  {
    name: 'mknod',
    synopsis: ['[OPTION]... NAME TYPE [MAJOR MINOR]'],
    summary: 'Make the special file NAME: TYPE b block, c or u character, p pipe.',
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
    const { system, operands } = tool;
    const umask = system.umask(0);
    system.umask(umask);
    let mode = 0o666;
    if (modeText !== null) {
      const changes = compileMode(modeText);
      if (changes === null) throw yield* tool.die('invalid mode');
      ({ mode } = adjustMode(mode, false, umask, changes));
      if (mode & ~0o777) throw yield* tool.die('mode must specify only file permission bits');
    }
    const [name, type] = operands;
    const expected = operands.length === 0 || (operands.length > 1 && type![0] === 'p') ? 2 : 4;
    if (operands.length < expected) {
      const last = operands.at(-1);
      if (last === undefined) throw yield* tool.usageError('missing operand');
      const hint =
        expected === 4 && operands.length === 2 ? 'Special files require major and minor device numbers.' : '';
      throw yield* complain(tool, `missing operand after ${quote(last)}`, hint);
    }
    if (operands.length > expected) {
      const hint = expected === 2 && operands.length === 4 ? 'Fifos do not have major and minor device numbers.' : '';
      throw yield* complain(tool, `extra operand ${quote(operands[expected]!)}`, hint);
    }
    let made: number;
    if (type![0] === 'p') made = system.mknod(name!, S_IFIFO | mode, 0);
    else if (type![0] === 'b' || type![0] === 'c' || type![0] === 'u') {
      const major = yield* deviceNumber(tool, operands[2]!, 'major');
      const minor = yield* deviceNumber(tool, operands[3]!, 'minor');
      made = system.mknod(name!, (type![0] === 'b' ? S_IFBLK : S_IFCHR) | mode, makeDevice(major, minor));
    } else throw yield* tool.usageError(`invalid device type ${quote(type!)}`);
    if (made < 0) throw yield* tool.die(quoteFile(name!), made);
    if (modeText !== null) system.chmod(name!, mode);
    return 0;
  },
);

function* complain(tool: Tool, text: string, hint: string): Blocking<Exit> {
  yield* tool.warn(text);
  if (hint !== '') yield* printError(tool.system, `${hint}\n`);
  return yield* tool.tryHelp();
}

function* deviceNumber(tool: Tool, text: string, what: string): Blocking<number> {
  const { value, error } = parseNumber(text, '', { base: 0 });
  if (error !== null || value > UINT_MAX) throw yield* tool.die(`invalid ${what} device number ${quote(text)}`);
  return Number(value);
}

/** `makedev` as the kernel packs it in 32 bits: 12 bits of major, 20 of minor. */
function makeDevice(major: number, minor: number): number {
  return ((minor & 0xff) | ((major & 0xfff) << 8) | ((minor & 0xfff00) << 12)) >>> 0;
}
