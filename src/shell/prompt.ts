/** Prompts: the backslash escapes of PS1 and its kin. bash 5.2 `parse.y` (`decode_prompt_string`). */
import { digitsAt } from './ansi-c.ts';
import { formatTime } from './format-time.ts';
import type { Blocking } from './posix.ts';
import type { ShellState } from './shell-state.ts';
import { expandPrompt } from './trace.ts';

export interface Prompt {
  readonly text: string;
  /** Without what `\[` and `\]` enclose. */
  readonly visible: string;
}

const BEGIN = '\x01';
const END = '\x02';

/** The prompt a variable asks for. */
export function* makePrompt(shell: ShellState, variable: string): Blocking<Prompt> {
  const { status, line } = shell;
  const decoded = decode(shell, shell.variables.get(variable) ?? '');
  const expanded = yield* expandPrompt(shell, decoded);
  shell.status = status;
  shell.line = line;
  return {
    text: expanded.replaceAll(BEGIN, '').replaceAll(END, ''),
    visible: expanded.replace(/\x01[^\x02]*\x02/g, ''),
  };
}

function decode(shell: ShellState, text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) !== '\\' || at === text.length - 1) {
      result += text.charAt(at);
      continue;
    }
    const letter = text.charAt(++at);
    const octal = digitsAt(text, at, 3, 8);
    if (octal.length > 0) {
      result += String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      at += octal.length - 1;
    } else if (letter === 'D' && text.charAt(at + 1) === '{') {
      const end = text.indexOf('}', at);
      result += formatTime(text.slice(at + 2, end < 0 ? undefined : end), Math.floor(shell.system.now()));
      at = end < 0 ? text.length : end;
    } else result += escapeOf(shell, letter);
  }
  return result;
}

function escapeOf(shell: ShellState, letter: string): string {
  const now = Math.floor(shell.system.now());
  switch (letter) {
    case 'u':
      return shell.userName;
    case 'h':
      return quoteForPrompt(shell.hostName.split('.', 1)[0] ?? '');
    case 'H':
      return quoteForPrompt(shell.hostName);
    case 'w':
      return quoteForPrompt(directory(shell));
    case 'W': {
      const path = directory(shell);
      const name = path === '/' || path === '~' ? path : path.slice(path.lastIndexOf('/') + 1);
      return quoteForPrompt(name);
    }
    case '$':
      return shell.system.geteuid() === 0 ? '#' : '\\$';
    case 's':
      return shell.argumentZero.slice(shell.argumentZero.lastIndexOf('/') + 1);
    case 'v':
      return '5.2';
    case 'V':
      return '5.2.15';
    case 'd':
      return formatTime('%a %b %d', now);
    case 't':
      return formatTime('%H:%M:%S', now);
    case 'T':
      return formatTime('%I:%M:%S', now);
    case '@':
      return formatTime('%I:%M %p', now);
    case 'A':
      return formatTime('%H:%M', now);
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'e':
      return '\x1b';
    case 'a':
      return '\x07';
    case '[':
      return BEGIN;
    case ']':
      return END;
    case '!':
    case '#':
      return String(shell.history.length + 1);
    case 'j':
      return String(shell.jobs.jobs.size);
    case 'l':
      return 'ttyS0';
    case '\\':
      return '\\\\';
    default:
      return `\\${letter}`;
  }
}

/** What comes from names must not be expanded as the prompt is. */
function quoteForPrompt(text: string): string {
  return text.replace(/[$`\\]/g, '\\$&');
}

function directory(shell: ShellState): string {
  const pwd = shell.variables.get('PWD') ?? '';
  const home = shell.variables.get('HOME') ?? '';
  if (home.length > 1 && (pwd === home || pwd.startsWith(`${home}/`))) return `~${pwd.slice(home.length)}`;
  return pwd;
}
