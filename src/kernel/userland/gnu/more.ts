/**
 * more of util-linux 2.38.1 (`text-utils/more.c`): forwards by the screen. Without a terminal it copies.
 *
 * Left out: going back, searching, `!` and `v`.
 */
import { type Blocking, S_IFDIR, S_IFMT, S_IFREG } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { PagerKeys } from '../text/pager-keys.ts';
import { copyAll, PagerText } from '../text/pager-text.ts';
import { type Tool, type ToolInfo, tool } from '../text/tool.ts';

const info: ToolInfo = {
  name: 'more',
  package: 'util-linux',
  version: '2.38.1',
  usage: '[options] <file>...',
  shortName: true,
};

const long = {
  silent: { key: 'd' },
  logical: { key: 'f' },
  'no-pause': { key: 'l' },
  'print-over': { key: 'p' },
  'clean-print': { key: 'c' },
  'exit-on-eof': { key: 'e' },
  squeeze: { key: 's' },
  plain: { key: 'u' },
  lines: { argument: 'required', key: 'n' },
} as const;

const MARK = '::::::::::::::';

export const more = tool(info, function* (tool): Blocking<number> {
  let lines = 0;
  for (const option of tool.options({ short: 'dflcpsun:eVh', long })) {
    if (option.key === 'n') {
      if (!/^\d+$/.test(option.value!)) yield* tool.die(`failed to parse number: '${option.value}'`);
      lines = Number(option.value);
    } else if (option.key === 'h' || option.key === 'V') {
      yield* tool.other({ key: option.key === 'h' ? 'help' : 'version', value: null });
    } else if (!'dflcpsue'.includes(option.key)) yield* tool.other(option);
  }
  const names = tool.operands.filter((word) => !/^\+(\d+|\/.*)$/.test(word));
  const first = Number(tool.operands.find((word) => /^\+\d+$/.test(word))?.slice(1) ?? 1);
  const isTerminal = tool.system.isatty(1);
  const inputIsTerminal = tool.system.isatty(0);
  if (names.length === 0) {
    if (inputIsTerminal) return yield* tool.usage('bad usage');
    if (isTerminal) yield* page(tool, 0, { size: null, lines, first });
    else yield* copyAll(tool, 0);
    return tool.status;
  }
  for (const name of names) {
    const status = tool.system.stat(name);
    if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR) {
      yield* tool.out.put(`\n*** ${name}: directory ***\n\n`);
      continue;
    }
    const fd = tool.system.open(name, 0);
    if (fd < 0) {
      yield* tool.warn(`cannot open ${name}: ${strerror(fd)}`);
      continue;
    }
    if (names.length > 1 || !inputIsTerminal) yield* tool.out.put(`${MARK}\n${name}\n${MARK}\n`);
    const size = typeof status !== 'number' && (status.mode & S_IFMT) === S_IFREG ? status.size : null;
    if (isTerminal) {
      if (!(yield* page(tool, fd, { size, lines, first }))) return tool.status;
    } else yield* copyAll(tool, fd);
    tool.close(fd);
  }
  return tool.status;
});

interface Page {
  /** Bytes of the file, where that is known. */
  readonly size: number | null;
  readonly lines: number;
  readonly first: number;
}

/** Shows a file; false when the user has had enough. */
function* page(tool: Tool, fd: number, { size, lines, first }: Page): Blocking<boolean> {
  const { rows, columns } = tool.system.windowSize(1);
  const text = new PagerText(tool, fd, { columns: columns || 80, chops: false, numbers: false, raw: true });
  const screen = lines > 0 ? lines : Math.max(1, (rows || 24) - 1);
  const keys = new PagerKeys(tool);
  yield* text.needLines(first);
  let at = text.rowOfLine(first - 1);
  let step = screen;
  let bytes = 0;
  let goesOn = true;
  for (;;) {
    yield* text.need(at + step + 1);
    const end = Math.min(text.rows.length, at + step);
    for (; at < end; at++) {
      bytes += text.rows[at]!.text.length + 1;
      yield* tool.out.put(`${text.rows[at]!.text}\n`);
    }
    if (at >= text.rows.length) break;
    const part = size === null || size === 0 ? '' : `(${Math.min(99, Math.floor((bytes * 100) / size))}%)`;
    yield* tool.out.put(`\x1b[7m--More--${part}\x1b[27m`);
    yield* tool.out.flush();
    const next = yield* ask(keys, screen);
    yield* tool.out.put('\r\x1b[K');
    if (next === 0) {
      goesOn = false;
      break;
    }
    step = next;
  }
  yield* tool.out.flush();
  keys.end();
  return goesOn;
}

/** How many rows come next; 0 to leave. */
function* ask(keys: PagerKeys, screen: number): Blocking<number> {
  let count = '';
  for (;;) {
    const key = yield* keys.next();
    const times = count === '' ? null : Number(count);
    if (key === null || key === '\x03' || key === 'q' || key === 'Q') return 0;
    if (/^\d$/.test(key)) count = (count + key).slice(0, 6);
    else if (key === ' ' || key === 'z' || key === 'f') return times ?? screen;
    else if (key === '\n' || key === '\r' || key === 'j' || key === 's') return times ?? 1;
    else if (key === 'd' || key === '\x04') return times ?? 11;
  }
}
