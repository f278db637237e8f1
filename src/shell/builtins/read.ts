/** `read` and `mapfile`: bash 5.2 `builtins/read.def`, `builtins/mapfile.def`. Left out: `-e` and `-i` (line editing in `read`). */
import { latin1Text } from '../../sim/bytes.ts';
import { parseInteger } from '../arithmetic.ts';
import { type BuiltinFunction, EX_USAGE, invalidOption, parseOptions } from '../builtin.ts';
import { type Blocking, SEEK_CUR } from '../posix.ts';
import { MAX_LINE } from '../read-line.ts';
import type { ShellState } from '../shell-state.ts';
import { assignName } from '../startup-variables.ts';
import { isName } from '../word-parser.ts';

const USAGE =
  'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]';
const EINTR = 4;
const BLOCK = 4096;
/** Marks a character that a backslash took out of splitting. */
const ESCAPED = 0x100;

export const readBuiltin: BuiltinFunction = (shell, args) => runRead(shell, args);

interface ReadResult {
  /** Escaped characters are 0x100 higher. */
  readonly text: string;
  readonly status: number;
}

function* runRead(shell: ShellState, args: readonly string[]): Blocking<number> {
  const { letters, values, rest, bad, missing } = parseOptions(args, 'ersa:d:i:n:N:p:t:u:');
  if (bad !== null) return invalidOption(shell, 'read', bad, USAGE);
  if (missing !== null) {
    shell.complain(`read: ${missing}: option requires an argument`);
    shell.printError(`read: usage: ${USAGE}\n`);
    return EX_USAGE;
  }
  const fdText = values.get('u');
  const fd = fdText === undefined ? 0 : Number(parseInteger(fdText) ?? -1);
  if (fd < 0) {
    shell.complain(`read: ${fdText}: invalid file descriptor specification`);
    return 1;
  }
  const timeout = values.get('t');
  if (timeout !== undefined && !/^\d*\.?\d*$/.test(timeout)) {
    shell.complain(`read: ${timeout}: invalid timeout specification`);
    return 1;
  }
  const countText = values.get('N') ?? values.get('n');
  const count = countText === undefined ? -1 : Number(parseInteger(countText) ?? -1);
  if (countText !== undefined && count < 0) {
    shell.complain(`read: ${countText}: invalid number`);
    return 1;
  }
  const names = values.has('a') ? [] : rest;
  for (const name of names) {
    if (!isName(name.replace(/\[.*\]$/s, ''))) {
      shell.complain(`read: \`${name}': not a valid identifier`);
      return 1;
    }
  }
  if (typeof shell.system.fstat(fd) === 'number') {
    shell.complain(`read: ${fd}: invalid file descriptor: Bad file descriptor`);
    return 1;
  }
  const isTerminal = shell.system.isatty(fd);
  if (values.has('p') && isTerminal) {
    shell.printError(values.get('p') as string);
    yield* shell.flush();
  }
  if (timeout !== undefined && shell.system.waitReadable !== undefined) {
    const ready = yield* shell.system.waitReadable(fd, Number(timeout) * 1e9);
    if (Number(timeout) === 0) return ready > 0 ? 0 : 1;
    if (ready === 0) {
      for (const name of names.length > 0 ? names : ['REPLY']) assignName(shell, name, '');
      return 142;
    }
  }
  const isRawTerminal = isTerminal && (count >= 0 || letters.includes('s'));
  if (isRawTerminal) shell.system.setTerminalMode(fd, 'raw');
  const exact = values.has('N');
  const delimiter = exact ? -1 : (values.get('d') ?? '\n').charCodeAt(0) || 0;
  const result = yield* readField(shell, fd, letters.includes('r'), delimiter, count);
  if (isRawTerminal) shell.system.setTerminalMode(fd, 'canonical');
  if (values.has('a')) assignArrayFields(shell, values.get('a') as string, result.text);
  else if (exact) {
    assignName(shell, names[0] ?? 'REPLY', plain(result.text));
    for (const name of names.slice(1)) assignName(shell, name, '');
  } else if (names.length === 0) shell.variables.set('REPLY', plain(result.text));
  else assignFields(shell, names, result.text);
  return result.status;
}

function* readField(
  shell: ShellState,
  fd: number,
  isRaw: boolean,
  delimiter: number,
  count: number,
): Blocking<ReadResult> {
  const { system } = shell;
  const isSeekable = system.lseek(fd, 0, SEEK_CUR) >= 0;
  let text = '';
  let escaped = false;
  if (count === 0) return { text, status: 0 };
  for (;;) {
    const bytes = yield* system.read(fd, isSeekable ? BLOCK : 1);
    if (typeof bytes === 'number') {
      if (bytes === -EINTR) {
        const signal = system.takeSignal();
        if (signal !== 0) shell.caught.push(signal);
        if (shell.caught.some((one) => one === 2)) return { text, status: 130 };
        yield* shell.services.runTraps(shell);
        continue;
      }
      return { text, status: 1 };
    }
    if (bytes.length === 0) return { text, status: 1 };
    for (let at = 0; at < bytes.length; at++) {
      const code = bytes[at] as number;
      let done = false;
      if (escaped) {
        escaped = false;
        if (code !== 0x0a) text += String.fromCharCode(code + ESCAPED);
      } else if (code === 0x5c && !isRaw) {
        escaped = true;
        continue;
      } else if (code === delimiter) done = true;
      else if (code !== 0) text += String.fromCharCode(code);
      if (done || (count > 0 && text.length >= count) || text.length >= MAX_LINE) {
        const over = bytes.length - at - 1;
        if (over > 0) system.lseek(fd, -over, SEEK_CUR);
        return { text, status: 0 };
      }
    }
  }
}

function plain(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at++) result += String.fromCharCode(text.charCodeAt(at) & 0xff);
  return result;
}

/** Gives each name a field, the last one the rest. */
function assignFields(shell: ShellState, names: readonly string[], text: string): void {
  const { separators } = shell;
  const kind = (at: number): number => (at < text.length ? (separators[text.charCodeAt(at)] ?? 0) : 0);
  let at = 0;
  while (kind(at) === 1) at++;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    if (index === names.length - 1) {
      assignName(shell, name, plain(lastField(text, at, kind)));
      return;
    }
    let end = at;
    while (end < text.length && kind(end) === 0) end++;
    assignName(shell, name, plain(text.slice(at, end)));
    at = skipGap(end, kind);
  }
}

/** Blanks, one other separator, blanks. */
function skipGap(from: number, kind: (at: number) => number): number {
  let at = from;
  while (kind(at) === 1) at++;
  if (kind(at) === 2) at++;
  while (kind(at) === 1) at++;
  return at;
}

/** What remains, without the blanks at its end; and without a separator that ends it when it is a single field. */
function lastField(text: string, from: number, kind: (at: number) => number): string {
  let end = text.length;
  while (end > from && kind(end - 1) === 1) end--;
  let first = from;
  while (first < end && kind(first) === 0) first++;
  if (first < end && skipGap(first, kind) >= end) end = first;
  return text.slice(from, end);
}

function assignArrayFields(shell: ShellState, name: string, text: string): void {
  const { separators } = shell;
  const kind = (at: number): number => (at < text.length ? (separators[text.charCodeAt(at)] ?? 0) : 0);
  const fields: string[] = [];
  let at = 0;
  while (kind(at) === 1) at++;
  while (at < text.length) {
    let end = at;
    while (end < text.length && kind(end) === 0) end++;
    fields.push(plain(text.slice(at, end)));
    at = skipGap(end, kind);
  }
  const variable = shell.variables.declare(name);
  variable.value = undefined;
  variable.elements = new Map(fields.map((field, index) => [index, field]));
}

export const mapfileBuiltin: BuiltinFunction = (shell, args, name) => runMapfile(shell, args, name);

function* runMapfile(shell: ShellState, args: readonly string[], name: string): Blocking<number> {
  const usage = `${name} [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]`;
  const { letters, values, rest, bad } = parseOptions(args, 'd:n:O:s:tu:C:c:');
  if (bad !== null) return invalidOption(shell, name, bad, usage);
  const fd = Number(values.get('u') ?? 0);
  let text = '';
  for (;;) {
    const bytes = yield* shell.system.read(fd, 65536);
    if (typeof bytes === 'number' || bytes.length === 0) break;
    text += latin1Text(bytes);
    if (text.length > MAX_LINE) break;
  }
  const delimiter = (values.get('d') ?? '\n').charAt(0) || '\0';
  const lines = text.split(delimiter).map((line) => line + delimiter);
  const last = lines.pop()?.slice(0, -1);
  if (last) lines.push(last);
  const skipped = lines.slice(Number(values.get('s') ?? 0));
  const limit = Number(values.get('n') ?? 0);
  const taken = limit > 0 ? skipped.slice(0, limit) : skipped;
  const origin = Number(values.get('O') ?? 0);
  const variable = shell.variables.declare(rest[0] ?? 'MAPFILE');
  variable.value = undefined;
  if (variable.elements === null || !values.has('O')) variable.elements = new Map();
  for (const [index, line] of taken.entries()) {
    const bare = letters.includes('t') && line.endsWith(delimiter) ? line.slice(0, -1) : line;
    variable.elements.set(origin + index, bare);
  }
  return 0;
}
