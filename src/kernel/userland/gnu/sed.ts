/** sed 4.9 (`sed/sed.c`): the command line. Leaves out `--debug`, `--follow-symlinks` and the restrictions of `--posix`. */
import { strerror } from '../../../sim/errno.ts';
import { RegexError } from '../text/regex-syntax.ts';
import { SedFiles, scriptText } from '../text/sed-files.ts';
import { parseSed } from '../text/sed-parse.ts';
import { SedRun } from '../text/sed-run.ts';
import { type ScriptPart, SedError } from '../text/sed-script.ts';
import { tool } from '../text/tool.ts';

const long = {
  quiet: { key: 'n' },
  silent: { key: 'n' },
  debug: {},
  expression: { argument: 'required', key: 'e' },
  file: { argument: 'required', key: 'f' },
  'follow-symlinks': {},
  'in-place': { argument: 'optional', key: 'i' },
  'line-length': { argument: 'required', key: 'l' },
  posix: {},
  'regexp-extended': { key: 'E' },
  separate: { key: 's' },
  sandbox: {},
  unbuffered: { key: 'u' },
  'null-data': { key: 'z' },
} as const;

const usage = '[OPTION]... {script-only-if-no-other-script} [input-file]...';

export const sed = tool(
  { name: 'sed', package: 'GNU sed', version: '4.9', usage, hint: (name) => `Usage: ${name} ${usage}\n` },
  function* (tool) {
    const parts: ScriptPart[] = [];
    let quiet = false;
    let extended = false;
    let separate = false;
    let inPlace: string | null = null;
    let lineLength = 70;
    let posix = false;
    let unbuffered = false;
    let delimiter: '\n' | '\0' = '\n';
    for (const option of tool.options({ short: 'bsnrzuEe:f:l:i::V:', long })) {
      const value = option.value ?? '';
      switch (option.key) {
        case 'n':
          quiet = true;
          break;
        case 'e':
          parts.push({ text: value, file: null });
          break;
        case 'f': {
          const text = yield* scriptText(tool, value);
          parts.push({ text, file: value });
          break;
        }
        case 'r':
        case 'E':
          extended = true;
          break;
        case 's':
          separate = true;
          break;
        case 'i':
          separate = true;
          inPlace = value;
          break;
        case 'l':
          // atoi: what is no number counts as 0.
          lineLength = Number.parseInt(value, 10) || 0;
          break;
        case 'posix':
          posix = true;
          break;
        case 'u':
          unbuffered = true;
          break;
        case 'z':
          delimiter = '\0';
          break;
        case 'b':
        case 'debug':
        case 'follow-symlinks':
        case 'sandbox':
          break;
        default:
          yield* tool.other(option);
      }
    }
    const operands = [...tool.operands];
    if (parts.length === 0) {
      const script = operands.shift();
      if (script === undefined) return yield* tool.usage(null);
      parts.push({ text: script, file: null });
    }
    const files = new SedFiles(tool, operands.length === 0 ? ['-'] : operands, {
      inPlace,
      separate,
      delimiter,
      unbuffered,
    });
    try {
      const script = parseSed(parts, { extended, posix, nullData: delimiter === '\0' });
      for (const { name, text, substitution } of script.commands) {
        if (name === 'w' || name === 'W') files.openForWriting(text);
        if (substitution?.file) files.openForWriting(substitution.file);
      }
      const options = { quiet: quiet || script.quiet, separate, lineLength, posix };
      const run = new SedRun(script, options, files);
      yield* run.run();
      yield* files.finish();
      yield* tool.out.flush();
      const { errno } = tool.out;
      if (errno !== 0) {
        tool.out.errno = 0;
        yield* tool.die(`couldn't flush stdout: ${strerror(errno)}`, 4);
      }
      if (run.status !== 0) return run.status;
    } catch (error) {
      if (error instanceof RegexError) return yield* tool.die(`regex: ${error.text}`, 4);
      if (error instanceof SedError) return yield* tool.die(error.text, error.status);
      throw error;
    }
    return tool.status;
  },
);
