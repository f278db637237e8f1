/** unexpand of coreutils 9.1 (`src/unexpand.c`). */
import { forEachInput } from '../text/inputs.ts';
import { coreutils, tool } from '../text/tool.ts';
import { TabStops } from './tab-stops.ts';

const long = { all: { key: 'a' }, 'first-only': {}, tabs: { argument: 'required', key: 't' } } as const;

export const unexpand = tool(coreutils('unexpand', '[OPTION]... [FILE]...'), function* (tool) {
  const stops = new TabStops();
  let entireLine = false;
  let firstOnly = false;
  let digits = '';
  for (const option of tool.options({ short: ',0123456789at:', long })) {
    if (option.key === 'a') entireLine = true;
    else if (option.key === 'first-only') firstOnly = true;
    else if (option.key === 't') {
      entireLine = true;
      yield* stops.add(tool, option.value!);
    } else if (/^[\d,]$/.test(option.key)) digits += option.key;
    else yield* tool.other(option);
  }
  if (digits !== '') yield* stops.add(tool, digits);
  if (firstOnly) entireLine = false;
  yield* stops.finish(tool);
  yield* forEachInput(tool, '\n', function* (lines) {
    for (;;) {
      const line = lines.take() ?? (yield* lines.next());
      if (line === null) break;
      yield* tool.out.put(unexpandLine(line, stops, entireLine));
    }
  });
  return tool.status;
});

function unexpandLine(line: string, stops: TabStops, entireLine: boolean): string {
  let out = '';
  let column = 0;
  let blanks = '';
  /** A single blank before a stop becomes a tab only when more blanks follow. */
  let oneBlankBeforeStop = false;
  let previousBlank = true;
  let converting = true;
  for (const c of line) {
    if (!converting) {
      out += c;
      continue;
    }
    const isBlank = c === ' ' || c === '\t';
    if (isBlank) {
      const stop = stops.next(column);
      if (stop < 0) {
        converting = false;
        out += blanks + c;
        blanks = '';
        continue;
      }
      if (c === '\t') {
        column = stop;
        if (blanks !== '') blanks = '\t';
        else blanks += '\t';
        if (oneBlankBeforeStop && blanks === '\t') blanks = '\t';
        out += oneBlankBeforeStop ? '\t' : '';
        oneBlankBeforeStop = false;
        out += blanks === '\t' ? '\t' : blanks;
        blanks = '';
        previousBlank = true;
        continue;
      }
      column++;
      if (!(previousBlank && column === stop)) {
        if (column === stop) oneBlankBeforeStop = true;
        blanks += ' ';
        previousBlank = true;
        continue;
      }
      // The blanks up to a stop become one tab.
      out += oneBlankBeforeStop ? '\t\t' : '\t';
      blanks = '';
      oneBlankBeforeStop = false;
      previousBlank = true;
      continue;
    }
    if (c === '\b') column = Math.max(column - 1, 0);
    else column++;
    if (blanks.length > 1 && oneBlankBeforeStop) blanks = `\t${blanks.slice(1)}`;
    out += blanks + c;
    blanks = '';
    oneBlankBeforeStop = false;
    previousBlank = false;
    if (!entireLine) converting = false;
  }
  return out + blanks;
}
