/** fold of coreutils 9.1 (`src/fold.c`). */
import { ERANGE, strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote } from '../libc/quote.ts';
import { forEachInput } from '../text/inputs.ts';
import { coreutils, tool } from '../text/tool.ts';

const long = { bytes: { key: 'b' }, spaces: { key: 's' }, width: { argument: 'required', key: 'w' } } as const;

export const fold = tool(coreutils('fold', '[OPTION]... [FILE]...'), function* (tool) {
  let width = 80;
  let countBytes = false;
  let breakSpaces = false;
  for (const option of tool.options({ short: 'bsw:0::1::2::3::4::5::6::7::8::9::', long })) {
    if (option.key === 'b') countBytes = true;
    else if (option.key === 's') breakSpaces = true;
    else if (option.key === 'w' || /^\d$/.test(option.key)) {
      const text = option.key === 'w' ? option.value! : option.key + (option.value ?? '');
      const { value, error } = parseNumber(text, '');
      if (error === 'overflow') yield* tool.die(`invalid number of columns: ${quote(text)}: ${strerror(75)}`);
      if (error !== null) yield* tool.die(`invalid number of columns: ${quote(text)}`);
      if (value === 0n) yield* tool.die(`invalid number of columns: ${quote(text)}: ${strerror(ERANGE)}`);
      width = Number(value);
    } else yield* tool.other(option);
  }
  const advance = (column: number, c: string): number => {
    if (countBytes) return column + 1;
    if (c === '\b') return Math.max(column - 1, 0);
    if (c === '\r') return 0;
    return c === '\t' ? column + 8 - (column % 8) : column + 1;
  };
  yield* forEachInput(tool, '\n', function* (lines) {
    for (;;) {
      const line = lines.take() ?? (yield* lines.next());
      if (line === null) break;
      let column = 0;
      let held = '';
      let out = '';
      for (let at = 0; at < line.length; at++) {
        const c = line[at]!;
        if (c === '\n') {
          out += `${held}\n`;
          held = '';
          break;
        }
        for (;;) {
          const next = advance(column, c);
          if (next <= width || held === '') {
            column = next;
            held += c;
            break;
          }
          // The line is full: it ends here, or behind its last blank.
          const blank = breakSpaces ? Math.max(held.lastIndexOf(' '), held.lastIndexOf('\t')) : -1;
          const cut = blank >= 0 ? blank + 1 : held.length;
          out += `${held.slice(0, cut)}\n`;
          held = held.slice(cut);
          column = 0;
          for (const one of held) column = advance(column, one);
        }
      }
      yield* tool.out.put(out + held);
    }
  });
  return tool.status;
});
