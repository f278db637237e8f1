/** `truncate` of coreutils 9.1. */
import {
  type Blocking,
  O_CREAT,
  O_NONBLOCK,
  O_WRONLY,
  S_IFBLK,
  S_IFDIR,
  S_IFMT,
  S_IFREG,
  SEEK_END,
} from '../../../shell/posix.ts';
import { EISDIR, ENOENT, EOVERFLOW } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteAlways } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';

const OFF_T_MAX = (1n << 63n) - 1n;

type Relation = '' | '+' | '<' | '>' | '/' | '%';

export const truncate = defineTool(
  {
    name: 'truncate',
    synopsis: ['OPTION... FILE...'],
    summary: 'Make each FILE so many bytes long.',
    help: [
      '-c, --no-create       make no files',
      '-o, --io-blocks       SIZE counts blocks of the file',
      '-r, --reference=FILE  the size of FILE',
      '-s, --size=SIZE       +N more, -N less, <N at most, >N at least, /N down, %N up to a multiple',
    ],
  },
  function* (tool) {
    let noCreate = false;
    let blockMode = false;
    let reference: string | null = null;
    let relation: Relation = '';
    let size: bigint | null = null;
    const table = {
      short: 'cor:s:',
      long: {
        'no-create': { key: 'c' },
        'io-blocks': { key: 'o' },
        reference: { argument: 'required', key: 'r' },
        size: { argument: 'required', key: 's' },
      },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'c') noCreate = true;
      else if (key === 'o') blockMode = true;
      else if (key === 'r') reference = value;
      else if (key === 's') {
        let text = value!.replace(/^\s+/, '');
        if ('<>/%'.includes(text[0] ?? ' ')) {
          relation = text[0] as Relation;
          text = text.slice(1);
        }
        text = text.replace(/^\s+/, '');
        if (text.startsWith('+') || text.startsWith('-')) {
          if (relation !== '') throw yield* tool.usageError('multiple relative modifiers specified');
          relation = '+';
        }
        const parsed = parseNumber(text, 'EgGkKmMPtTYZ0', { signed: true });
        if (parsed.error !== null) {
          throw yield* tool.die(`Invalid number: ${quote(text)}`, parsed.error === 'overflow' ? EOVERFLOW : 0);
        }
        size = parsed.value;
        if ((relation === '/' || relation === '%') && size === 0n) throw yield* tool.die('division by zero');
      } else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (reference === null && size === null) {
      throw yield* tool.usageError("you must specify either '--size' or '--reference'");
    }
    if (reference !== null && size !== null && relation === '') {
      throw yield* tool.usageError("you must specify a relative '--size' with '--reference'");
    }
    if (blockMode && size === null) throw yield* tool.usageError("'--io-blocks' was specified but '--size' was not");
    if (tool.operands.length === 0) throw yield* tool.usageError('missing file operand');
    let referenceSize: bigint | null = null;
    if (reference !== null) {
      const status = tool.system.stat(reference);
      if (typeof status === 'number') throw yield* tool.die(`cannot stat ${quoteAlways(reference)}`, status);
      referenceSize = BigInt(status.size);
      if (size === null) {
        size = referenceSize;
        referenceSize = null;
        relation = '';
      }
    }
    for (const file of tool.operands) {
      const fd = tool.system.open(file, O_WRONLY | (noCreate ? 0 : O_CREAT) | O_NONBLOCK, 0o666);
      if (fd < 0) {
        if (!(noCreate && fd === -ENOENT)) yield* tool.error(`cannot open ${quoteAlways(file)} for writing`, fd);
        continue;
      }
      yield* truncateFile(tool, fd, file, { size: size!, relation, referenceSize, blockMode });
      tool.system.close(fd);
    }
    return tool.status;
  },
);

function* truncateFile(
  tool: Tool,
  fd: number,
  file: string,
  how: {
    readonly size: bigint;
    readonly relation: Relation;
    readonly referenceSize: bigint | null;
    readonly blockMode: boolean;
  },
): Blocking<void> {
  const status = tool.system.fstat(fd);
  if (typeof status === 'number') return yield* tool.error(`cannot fstat ${quoteAlways(file)}`, status);
  let { size } = how;
  if (how.blockMode) {
    const block = BigInt(status.blksize);
    if (size * block > OFF_T_MAX || size * block < -OFF_T_MAX) {
      return yield* tool.error(`overflow in ${size} * ${block} byte blocks for file ${quoteAlways(file)}`);
    }
    size *= block;
  }
  if (how.relation !== '') {
    let base = how.referenceSize ?? BigInt(status.size);
    if (how.referenceSize === null && (status.mode & S_IFMT) !== S_IFREG) {
      const end = (status.mode & S_IFMT) === S_IFBLK ? tool.system.lseek(fd, 0, SEEK_END) : status.size;
      if (end < 0) return yield* tool.error(`cannot get the size of ${quoteAlways(file)}`, end);
      base = BigInt(end);
    }
    if (how.relation === '<') size = base < size ? base : size;
    else if (how.relation === '>') size = base > size ? base : size;
    else if (how.relation === '/') size = (base / size) * size;
    else if (how.relation === '%') size = ((base + size - 1n) / size) * size;
    else size += base;
    if (size > OFF_T_MAX) return yield* tool.error(`overflow extending size of file ${quoteAlways(file)}`);
  }
  if (size < 0n) size = 0n;
  const isFolder = (status.mode & S_IFMT) === S_IFDIR;
  const result = isFolder ? -EISDIR : tool.system.ftruncate(fd, Number(size));
  if (result < 0) yield* tool.error(`failed to truncate ${quoteAlways(file)} at ${size} bytes`, result);
}
