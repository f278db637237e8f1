/** paste of coreutils 9.1 (`src/paste.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { quoteArg, quoteFile } from '../libc/quote.ts';
import { chomp } from '../text/inputs.ts';
import { Lines } from '../text/lines.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

const long = {
  serial: { key: 's' },
  delimiters: { argument: 'required', key: 'd' },
  'zero-terminated': { key: 'z' },
} as const;

const escapes: Readonly<Record<string, string>> = {
  '0': '',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

export const paste = tool(coreutils('paste', '[OPTION]... [FILE]...'), function* (tool) {
  let serial = false;
  let list = '\t';
  let end = '\n';
  for (const option of tool.options({ short: 'd:sz', long })) {
    if (option.key === 's') serial = true;
    else if (option.key === 'd') list = option.value === '' ? '\\0' : option.value!;
    else if (option.key === 'z') end = '\0';
    else yield* tool.other(option);
  }
  const delimiters = yield* delimiterList(tool, list);
  const names = tool.operands.length === 0 ? ['-'] : tool.operands;
  if (serial) yield* pasteSerial(tool, names, delimiters, end);
  else yield* pasteParallel(tool, names, delimiters, end);
  return tool.status;
});

function* delimiterList(tool: Tool, list: string): Blocking<readonly string[]> {
  const delimiters: string[] = [];
  for (let at = 0; at < list.length; at++) {
    if (list[at] !== '\\') delimiters.push(list[at]!);
    else {
      const next = list[++at];
      if (next === undefined) {
        return yield* tool.die(`delimiter list ends with an unescaped backslash: ${quoteArg(list, 'c-maybe', ':')}`);
      }
      delimiters.push(escapes[next] ?? next);
    }
  }
  return delimiters;
}

function* pasteSerial(
  tool: Tool,
  names: readonly string[],
  delimiters: readonly string[],
  end: string,
): Blocking<void> {
  for (const name of names) {
    const fd = tool.open(name);
    if (fd < 0) {
      yield* tool.fail(`${quoteFile(name)}: ${strerror(fd)}`);
      continue;
    }
    const lines = new Lines(tool.system, fd, end);
    let count = 0;
    for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) {
      const before = count === 0 ? '' : delimiters[(count - 1) % delimiters.length]!;
      count++;
      yield* tool.out.put(before + chomp(line, end));
    }
    if (lines.errno !== 0) yield* tool.fail(`${quoteFile(name)}: ${strerror(lines.errno)}`);
    else yield* tool.out.put(end);
    tool.close(fd);
  }
}

function* pasteParallel(
  tool: Tool,
  names: readonly string[],
  delimiters: readonly string[],
  end: string,
): Blocking<void> {
  const inputs: { name: string; fd: number; lines: Lines; open: boolean }[] = [];
  let standardInput: Lines | null = null;
  for (const name of names) {
    const fd = tool.open(name);
    if (fd < 0) yield* tool.die(`${quoteFile(name)}: ${strerror(fd)}`);
    // Several `-` take turns on one input.
    const lines: Lines =
      name === '-' ? (standardInput ?? new Lines(tool.system, fd, end)) : new Lines(tool.system, fd, end);
    if (name === '-') standardInput = lines;
    inputs.push({ name, fd, lines, open: true });
  }
  for (;;) {
    const parts: (string | null)[] = [];
    for (const input of inputs) {
      const line = input.open ? (input.lines.take() ?? (yield* input.lines.next())) : null;
      if (line === null && input.open) {
        input.open = false;
        if (input.lines.errno !== 0) yield* tool.fail(`${quoteFile(input.name)}: ${strerror(input.lines.errno)}`);
      }
      parts.push(line === null ? null : chomp(line, end));
    }
    if (parts.every((part) => part === null)) return;
    let out = '';
    parts.forEach((part, i) => {
      if (i > 0) out += delimiters[(i - 1) % delimiters.length]!;
      out += part ?? '';
    });
    yield* tool.out.put(out + end);
  }
}
