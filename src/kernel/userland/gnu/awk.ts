/** awk of Debian 12, which is mawk 1.3.4-20200120: options and the end. The language is in `text/awk-*.ts`. */
import type { Blocking } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import { printError, readAll } from '../libc/stdio.ts';
import { commandLineAssignment } from '../text/awk-input.ts';
import { unescapeText } from '../text/awk-lexer.ts';
import { parseAwk } from '../text/awk-parser.ts';
import { AwkRun } from '../text/awk-run.ts';
import { AwkError, fromOutside } from '../text/awk-value.ts';
import { RegexError } from '../text/regex-syntax.ts';
import { type Tool, type ToolInfo, tool } from '../text/tool.ts';

const info: ToolInfo = {
  name: 'awk',
  package: 'mawk',
  version: '1.3.4',
  usage: "[Options] 'program' [file ...]",
  usageStatus: 2,
  shortName: true,
};

const VERSION = 'mawk 1.3.4 20200120\n';

interface CommandLine {
  readonly program: string;
  readonly separator: string | null;
  readonly assignments: readonly string[];
  readonly words: readonly string[];
}

export const awk = tool(info, function* (tool): Blocking<number> {
  const line = yield* commandLine(tool);
  let run: AwkRun | null = null;
  let status = 2;
  try {
    run = new AwkRun(tool, parseAwk(line.program));
    prepare(tool, run, line);
    status = yield* run.run();
  } catch (error) {
    if (!(error instanceof AwkError) && !(error instanceof RegexError)) throw error;
    yield* tool.out.flush();
    for (const text of error.text.split('\nline ')) {
      const isFirst = error.text.startsWith(text);
      const atRunTime = error instanceof AwkError && error.atRunTime;
      yield* printError(
        tool.system,
        `${tool.name}: ${atRunTime ? 'run time error: ' : ''}${isFirst ? '' : 'line '}${text}\n`,
      );
    }
    if (run !== null && error instanceof AwkError && error.atRunTime) {
      const { fileName, fnr, nr } = run.state;
      yield* printError(tool.system, `\tFILENAME="${fileName}" FNR=${fnr} NR=${nr}\n`);
    }
  }
  if (run !== null) yield* run.files.end();
  return status;
});

function* commandLine(tool: Tool): Blocking<CommandLine> {
  const words = tool.argv.slice(1);
  const assignments: string[] = [];
  let separator: string | null = null;
  let program: string | null = null;
  while (words[0] !== undefined && words[0].length > 1 && words[0].startsWith('-')) {
    const word = words.shift()!;
    if (word === '--') break;
    const letter = word[1]!;
    if (!'FvfW'.includes(letter) || word.startsWith('--')) yield* tool.die(`not an option: ${word}`, 2);
    let value = word.slice(2);
    if (value === '') {
      if (words.length === 0) yield* tool.die(`option -${letter} lacks argument`, 2);
      value = words.shift()!;
    }
    if (letter === 'F') separator = unescapeText(value);
    else if (letter === 'v') {
      if (!/^[A-Za-z_][A-Za-z0-9_]*=/.test(value)) yield* tool.die(`improper assignment: -v ${value}`, 2);
      assignments.push(value);
    } else if (letter === 'f') {
      program = `${program === null ? '' : `${program}\n`}${yield* programFile(tool, value)}`;
    } else if (value.startsWith('v')) {
      yield* tool.out.put(VERSION);
      tool.exit(0);
    }
  }
  if (program === null) {
    const given = words.shift();
    if (given === undefined) {
      yield* printError(tool.system, `Usage: mawk ${info.usage}\n`);
      return tool.exit(0);
    }
    program = given;
  }
  return { program, separator, assignments, words };
}

function* programFile(tool: Tool, name: string): Blocking<string> {
  const fd = tool.open(name);
  if (fd < 0) yield* tool.die(`cannot open ${name} (${strerror(fd)})`, 2);
  const bytes = yield* readAll(tool.system, fd);
  tool.close(fd);
  if (typeof bytes === 'number') return yield* tool.die(`read error (${strerror(bytes)})`, 2);
  return latin1Text(bytes);
}

function prepare(tool: Tool, { state }: AwkRun, { separator, assignments, words }: CommandLine): void {
  for (const variable of tool.system.environ) {
    const at = variable.indexOf('=');
    if (at > 0) state.environment.set(variable.slice(0, at), fromOutside(variable.slice(at + 1)));
  }
  state.arguments.set('0', tool.name);
  words.forEach((word, at) => {
    state.arguments.set(String(at + 1), fromOutside(word));
  });
  state.argumentCount = words.length + 1;
  if (separator !== null) state.assign('FS', separator);
  for (const word of assignments) commandLineAssignment(state, word);
}
