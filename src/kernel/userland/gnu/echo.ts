/** echo of coreutils 9.1 (`src/echo.c`), a program of its own beside the shell's. */
import { expandEscapes } from '../../../shell/builtins/echo.ts';
import { coreutils, tool } from '../text/tool.ts';

export const echo = tool(coreutils('echo', '[SHORT-OPTION]... [STRING]...'), function* (tool) {
  const words = tool.argv.slice(1);
  if (words.length === 1 && (words[0] === '--help' || words[0] === '--version')) {
    yield* tool.other({ key: words[0].slice(2), value: null });
  }
  let newline = true;
  let escapes = false;
  let at = 0;
  for (; at < words.length && /^-[neE]+$/.test(words[at]!); at++) {
    for (const letter of words[at]!.slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  let text = words.slice(at).join(' ');
  if (escapes) {
    const expanded = expandEscapes(text.replaceAll('\\u', '\\\\u').replaceAll('\\U', '\\\\U'));
    text = expanded.text;
    if (expanded.stops) newline = false;
  }
  yield* tool.out.put(newline ? `${text}\n` : text);
  return tool.status;
});
