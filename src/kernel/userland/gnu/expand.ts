/** expand of coreutils 9.1 (`src/expand.c`). */
import { forEachInput } from '../text/inputs.ts';
import { coreutils, tool } from '../text/tool.ts';
import { TabStops } from './tab-stops.ts';

const long = { initial: { key: 'i' }, tabs: { argument: 'required', key: 't' } } as const;

export const expand = tool(coreutils('expand', '[OPTION]... [FILE]...'), function* (tool) {
  const stops = new TabStops();
  let initialOnly = false;
  let digits = '';
  for (const option of tool.options({ short: 'it:0::1::2::3::4::5::6::7::8::9::', long })) {
    if (option.key === 'i') initialOnly = true;
    else if (option.key === 't') yield* stops.add(tool, option.value!);
    else if (/^\d$/.test(option.key)) digits += `${option.key}${option.value ?? ''},`;
    else yield* tool.other(option);
  }
  if (digits !== '') yield* stops.add(tool, digits);
  yield* stops.finish(tool);
  yield* forEachInput(tool, '\n', function* (lines) {
    for (;;) {
      const line = lines.take() ?? (yield* lines.next());
      if (line === null) break;
      if (!line.includes('\t')) {
        yield* tool.out.put(line);
        continue;
      }
      let out = '';
      let column = 0;
      let converting = true;
      for (const c of line) {
        if (!converting) {
          out += c;
          continue;
        }
        if (c === '\t') {
          const stop = stops.next(column);
          const target = stop < 0 ? column + 1 : stop;
          out += ' '.repeat(target - column);
          column = target;
          continue;
        }
        if (c === '\b') column = Math.max(column - 1, 0);
        else column++;
        if (initialOnly && c !== ' ') converting = false;
        out += c;
      }
      yield* tool.out.put(out);
    }
  });
  return tool.status;
});
