/** `echo`: mirrors U-Boot `cmd/echo.c`; the way to suppress the line feed changed with 2021.04. */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, SUCCESS } from '../command.ts';

export function echoCommand(profile: UBootProfile): Command {
  const takesOption = profile.echoOption === '-n';
  return {
    name: 'echo',
    maxWords: 'board',
    repeatable: true,
    usage: 'echo args to console',
    help: takesOption
      ? '[-n] [args..]\n    - echo args to console; -n suppresses newline'
      : '[args..]\n    - echo args to console; \\c suppresses newline',
    run(context, words) {
      context.puts(takesOption ? echoWithOption(words) : echoWithEscape(words));
      return SUCCESS;
    },
  };
}

function echoWithOption(words: readonly string[]): string {
  return words[1] === '-n' ? words.slice(2).join(' ') : `${words.slice(1).join(' ')}\n`;
}

/** Up to 2021.01 `\c` is taken out wherever it stands, and no line feed follows. */
function echoWithEscape(words: readonly string[]): string {
  const text = words.slice(1).join(' ');
  const without = text.replaceAll('\\c', '');
  return without === text ? `${text}\n` : without;
}
