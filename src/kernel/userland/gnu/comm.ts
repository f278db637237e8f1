/** comm of coreutils 9.1 (`src/comm.c`), in the C locale. */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { quote, quoteFile } from '../libc/quote.ts';
import { chomp, openLines } from '../text/inputs.ts';
import type { Lines } from '../text/lines.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

const long = {
  'check-order': {},
  'nocheck-order': {},
  'output-delimiter': { argument: 'required' },
  total: {},
  'zero-terminated': { key: 'z' },
} as const;

class Side {
  line: string | null = null;
  readonly #lines: Lines;
  readonly #end: string;
  #last: string | null = null;
  unsorted = false;

  constructor(lines: Lines, end: string) {
    this.#lines = lines;
    this.#end = end;
  }

  get errno(): number {
    return this.#lines.errno;
  }

  *advance(): Blocking<void> {
    const raw = this.#lines.take() ?? (yield* this.#lines.next());
    this.#last = this.line;
    this.line = raw === null ? null : chomp(raw, this.#end);
    if (this.#last !== null && this.line !== null && this.#last > this.line) this.unsorted = true;
  }
}

export const comm = tool(coreutils('comm', '[OPTION]... FILE1 FILE2'), function* (tool) {
  const hidden = [false, false, false];
  let check: 'default' | 'always' | 'never' = 'default';
  let delimiter = '\t';
  let total = false;
  let end = '\n';
  for (const option of tool.options({ short: '123z', long })) {
    if ('123'.includes(option.key)) hidden[Number(option.key) - 1] = true;
    else if (option.key === 'z') end = '\0';
    else if (option.key === 'check-order') check = 'always';
    else if (option.key === 'nocheck-order') check = 'never';
    else if (option.key === 'total') total = true;
    else if (option.key === 'output-delimiter') delimiter = option.value === '' ? '\0' : option.value!;
    else yield* tool.other(option);
  }
  const [first, second, extra] = tool.operands;
  if (first === undefined) return yield* tool.usage('missing operand');
  if (second === undefined) return yield* tool.usage(`missing operand after ${quote(first)}`);
  if (extra !== undefined) yield* tool.usage(`extra operand ${quote(extra)}`);
  const left = new Side(yield* openLines(tool, first, end), end);
  const right = new Side(yield* openLines(tool, second, end), end);
  const counts = [0, 0, 0];
  const told = [false, false];
  let unpairable = false;
  yield* left.advance();
  yield* right.advance();
  while (left.line !== null || right.line !== null) {
    const which: number =
      left.line === null ? 1 : right.line === null ? 0 : left.line === right.line ? 2 : left.line < right.line ? 0 : 1;
    if (which !== 2) unpairable = true;
    counts[which]!++;
    if (!hidden[which]) {
      const tabs = which === 0 ? 0 : which === 1 ? Number(!hidden[0]) : Number(!hidden[0]) + Number(!hidden[1]);
      yield* tool.out.put(delimiter.repeat(tabs) + (which === 1 ? right.line : left.line) + end);
    }
    if (which !== 1) yield* left.advance();
    if (which !== 0) yield* right.advance();
    for (const [i, side] of [left, right].entries()) {
      if (!side.unsorted || told[i] || check === 'never' || !(check === 'always' || unpairable)) continue;
      told[i] = true;
      yield* disorder(tool, i + 1, check === 'always');
    }
  }
  for (const [side, name] of [
    [left, first],
    [right, second],
  ] as const) {
    if (side.errno !== 0) yield* tool.die(`${quoteFile(name)}: ${strerror(side.errno)}`);
  }
  if (total) yield* tool.out.put(`${counts.join(delimiter)}${delimiter}total${end}`);
  if (told[0] || told[1]) yield* tool.die('input is not in sorted order');
  return tool.status;
});

function* disorder(tool: Tool, file: number, isFatal: boolean): Blocking<void> {
  const text = `file ${file} is not in sorted order`;
  if (isFatal) yield* tool.die(text);
  else yield* tool.fail(text);
}
