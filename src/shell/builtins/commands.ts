/** `eval`, `.`, `exec`, `command`, `builtin`, `type`, `hash`: how commands are found and run. */
import { latin1Text } from '../../sim/bytes.ts';
import { strerror } from '../../sim/errno.ts';
import { type BuiltinFunction, EX_USAGE, invalidOption, parseOptions } from '../builtin.ts';
import { type Blocking, O_RDONLY, R_OK, S_IFDIR, S_IFMT, X_OK } from '../posix.ts';
import { printFunction } from '../print.ts';
import { execProgram, findProgram, hashedProgram } from '../program.ts';
import { singleQuote } from '../quoting.ts';
import type { ShellState } from '../shell-state.ts';

const STANDARD_PATH = '/bin:/usr/bin:/sbin:/usr/sbin:/etc:/usr/etc';
/** A script larger than this is not one. */
const MAX_SCRIPT = 1 << 26;
const KEYWORDS = new Set(
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(' '),
);

export const evalBuiltin: BuiltinFunction = (shell, args) => {
  const words = args[0] === '--' ? args.slice(1) : args;
  const [first] = words;
  if (
    words.length === args.length &&
    first?.startsWith('-') === true &&
    first.length > 1 &&
    shell.dialect.kind === 'bash'
  ) {
    return invalidOption(shell, 'eval', first.slice(0, 2), 'eval [arg ...]');
  }
  if (words.length === 0) return 0;
  return runEval(shell, words.join(' '));
};

function* runEval(shell: ShellState, text: string): Blocking<number> {
  shell.traceLevel++;
  const status = yield* shell.services.evaluate(shell, text, { label: 'eval', line: shell.line });
  shell.traceLevel--;
  return syntaxStatus(shell, status);
}

/** A syntax error in what it reads is a usage error of `eval`. */
function syntaxStatus(shell: ShellState, status: number): number {
  if (!shell.syntaxFailed) return status;
  shell.syntaxFailed = false;
  // An array that is not closed ends the shell with a status of its own.
  if (status === 127) {
    shell.flow = 'exit';
    return status;
  }
  return EX_USAGE;
}

export const sourceBuiltin: BuiltinFunction = (shell, args, name) => {
  const words = args[0] === '--' ? args.slice(1) : args;
  const [file, ...rest] = words;
  if (file === undefined) {
    shell.complain(`${name}: filename argument required`);
    shell.printError(`${name}: usage: ${name} filename [arguments]\n`);
    return EX_USAGE;
  }
  if (words.length === args.length && file.startsWith('-') && file.length > 1) {
    return invalidOption(shell, name, file.slice(0, 2), `${name} filename [arguments]`);
  }
  return runSource(shell, file, rest, name);
};

function* runSource(shell: ShellState, file: string, args: readonly string[], name: string): Blocking<number> {
  const path = findReadable(shell, file);
  const text = path === undefined ? -2 : yield* readWholeFile(shell, path);
  if (typeof text === 'number') {
    if (shell.dialect.kind === 'ash') shell.complain(ashSourceText(shell, name, file, path, text));
    else if (path === undefined) shell.complain(`${name}: ${file}: file not found`);
    else if (text === -21) shell.complain(`${name}: ${file}: is a directory`);
    else shell.complain(`${file}: ${strerror(text)}`);
    // In POSIX mode a file that is not there ends the shell.
    return shell.dialect.kind === 'ash' ? EX_USAGE : EX_SOURCE;
  }
  if (shell.sourceDepth > 200) {
    shell.complain(`${name}: ${file}: maximum source nesting level exceeded (200)`);
    return 1;
  }
  const { positional, source, line } = shell;
  if (args.length > 0) shell.positional = args;
  shell.source = path as string;
  shell.sourceDepth++;
  let status = yield* shell.services.evaluate(shell, text, { label: '', line: 1, source: path as string });
  shell.sourceDepth--;
  shell.source = source;
  shell.line = line;
  if (args.length > 0) shell.positional = positional;
  if (shell.flow === 'return') {
    shell.flow = 'none';
    status = shell.status;
  }
  // Other than for `eval` a syntax error in a file is not the end.
  shell.syntaxFailed = false;
  return status;
}

function ashSourceText(shell: ShellState, name: string, file: string, path: string | undefined, error: number): string {
  if (path === undefined) return `${name}: ${file}: not found`;
  return shell.dialect.isDash
    ? `${name}: cannot open ${file}: No such file`
    : `${name}: can't open '${file}': ${strerror(error)}`;
}

/** Status 1, and fatal: `.` of a file that is not there. */
const EX_SOURCE = 260;

function findReadable(shell: ShellState, file: string): string | undefined {
  if (file.includes('/')) return file;
  for (const folder of (shell.variables.get('PATH') ?? '').split(':')) {
    const candidate = folder === '' ? file : `${folder}/${file}`;
    const status = shell.system.stat(candidate);
    if (typeof status !== 'number' && (status.mode & S_IFMT) !== S_IFDIR && shell.system.access(candidate, R_OK) >= 0) {
      return candidate;
    }
  }
  return undefined;
}

/** The text of a file, or a negated error number. */
export function* readWholeFile(shell: ShellState, path: string): Blocking<string | number> {
  const { system } = shell;
  const fd = system.open(path, O_RDONLY);
  if (fd < 0) return fd;
  const status = system.fstat(fd);
  if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR) {
    system.close(fd);
    return -21;
  }
  const chunks: string[] = [];
  let length = 0;
  let failure = 0;
  while (length < MAX_SCRIPT) {
    const bytes = yield* system.read(fd, 65536);
    if (typeof bytes === 'number') failure = bytes;
    if (typeof bytes === 'number' || bytes.length === 0) break;
    length += bytes.length;
    chunks.push(latin1Text(bytes));
  }
  system.close(fd);
  return failure < 0 ? failure : chunks.join('');
}

export const execBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, values, rest, bad, missing } = parseOptions(args, 'cla:');
  if (bad !== null || missing !== null) {
    if (missing !== null) shell.complain(`exec: ${missing}: option requires an argument`);
    if (missing !== null) {
      shell.printError('exec: usage: exec [-cl] [-a name] [command [argument ...]] [redirection ...]\n');
      return EX_USAGE;
    }
    return invalidOption(shell, 'exec', bad ?? '', 'exec [-cl] [-a name] [command [argument ...]] [redirection ...]');
  }
  const [name] = rest;
  if (name === undefined) {
    shell.keepRedirects = true;
    return 0;
  }
  const title = (letters.includes('l') ? '-' : '') + (values.get('a') ?? name);
  return runExec(shell, name, [title, ...rest.slice(1)]);
};

function* runExec(shell: ShellState, name: string, words: readonly string[]): Blocking<number> {
  const path = name.includes('/') ? name : findProgram(shell, name, shell.variables.get('PATH'));
  // The program ends this process; what comes back is a failure or its status.
  const status = yield* execProgram(shell, path, words, 'exec: ', name);
  if (shell.isInteractive && shell.subshellDepth === 0 && (status === 126 || status === 127)) return status;
  shell.traps.delete(0);
  shell.flow = 'exit';
  shell.status = status;
  return status;
}

export const commandBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, rest, bad } = parseOptions(args, 'pvV');
  if (bad !== null) return invalidOption(shell, 'command', bad, 'command [-pVv] command [arg ...]');
  if (rest.length === 0) return 0;
  if (letters.includes('v') || letters.includes('V')) {
    let found = false;
    for (const name of rest)
      if (describe(shell, name, letters.includes('V') ? 'long' : 'short', 'command')) found = true;
    return found ? 0 : shell.dialect.kind === 'ash' ? 127 : 1;
  }
  return shell.services.runCommand(shell, rest, { usePath: letters.includes('p') ? STANDARD_PATH : null });
};

export const builtinBuiltin: BuiltinFunction = (shell, args) => {
  const [name] = args;
  if (name === undefined) return 0;
  if (!shell.services.isBuiltin(name)) {
    shell.complain(`builtin: ${name}: not a shell builtin`);
    return 1;
  }
  return shell.services.runCommand(shell, args, { usePath: null });
};

/** Says what a name is; false when it is nothing. */
function describe(
  shell: ShellState,
  name: string,
  form: 'long' | 'short' | 'type',
  caller: string,
  all = false,
): boolean {
  let found = false;
  const say = (long: string, short: string, type: string): boolean => {
    if (form === 'long') shell.print(`${long}\n`);
    else if (form === 'short') shell.print(`${short}\n`);
    else if (form === 'type') shell.print(`${type}\n`);
    found = true;
    return !all;
  };
  const isAsh = shell.dialect.kind === 'ash';
  const alias = shell.aliases.get(name);
  if (alias !== undefined) {
    const text = isAsh ? `${name} is an alias for ${alias}` : `${name} is aliased to \`${alias}'`;
    if (say(text, `alias ${name}=${singleQuote(alias)}`, 'alias')) return true;
  }
  if (KEYWORDS.has(name) && say(`${name} is a shell keyword`, name, 'keyword')) return true;
  const isEnabled = shell.services.isBuiltin(name) && !shell.disabledBuiltins.has(name);
  const isSpecial = isEnabled && shell.services.isSpecialBuiltin(name);
  const builtinText = isSpecial && !shell.functions.has(name) ? 'special shell builtin' : 'shell builtin';
  if (isSpecial && say(`${name} is a ${builtinText}`, name, 'builtin')) return true;
  const definition = shell.functions.get(name);
  if (definition !== undefined) {
    const text = isAsh ? `${name} is a function` : `${name} is a function\n${printFunction(name, definition.body)}`;
    if (say(text, name, 'function')) return true;
  }
  if (!isSpecial && isEnabled && say(`${name} is a shell builtin`, name, 'builtin')) return true;
  const hashed = shell.hashed.get(name);
  if (hashed !== undefined && !all) {
    return (
      say(
        `${name} is ${isAsh ? 'a tracked alias for ' : 'hashed ('}${hashed.path}${isAsh ? '' : ')'}`,
        hashed.path,
        'file',
      ) || found
    );
  }
  const path = programPath(shell, name);
  if (path !== undefined && say(`${name} is ${path}`, path, 'file')) return true;
  if (!found && form === 'long') {
    if (isAsh) shell.print(`${name}: not found\n`);
    else shell.complain(`${caller}: ${name}: not found`);
  }
  return found;
}

function programPath(shell: ShellState, name: string): string | undefined {
  if (!name.includes('/')) return findProgram(shell, name, shell.variables.get('PATH'));
  const status = shell.system.stat(name);
  if (typeof status === 'number' || (status.mode & S_IFMT) === S_IFDIR) return undefined;
  return shell.system.access(name, X_OK) >= 0 ? name : undefined;
}

export const typeBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, rest, bad } = parseOptions(args, 'afptP');
  if (bad !== null) return invalidOption(shell, 'type', bad, 'type [-afptP] name [name ...]');
  let status = 0;
  const form = letters.includes('t') ? 'type' : letters.includes('p') || letters.includes('P') ? 'path' : 'long';
  for (const name of rest) {
    if (form === 'path') {
      const isOther =
        !letters.includes('P') && (shell.functions.has(name) || shell.services.isBuiltin(name) || KEYWORDS.has(name));
      const path = isOther ? undefined : programPath(shell, name);
      if (path !== undefined) shell.print(`${path}\n`);
      else if (!isOther) status = 1;
    } else if (!describe(shell, name, form, 'type', letters.includes('a'))) {
      status = shell.dialect.kind === 'ash' ? 127 : 1;
    }
  }
  return status;
};

export const hashBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, values, rest, bad } = parseOptions(args, 'dlrp:t');
  if (bad !== null) return invalidOption(shell, 'hash', bad, 'hash [-lr] [-p pathname] [-dt] [name ...]');
  if (letters.includes('r')) shell.hashed.clear();
  if (rest.length === 0) {
    if (letters.includes('r')) return 0;
    if (shell.hashed.size === 0) {
      // In POSIX mode an empty table is nothing to talk about.
      return 0;
    }
    if (shell.dialect.kind === 'bash') shell.print('hits\tcommand\n');
    for (const { path, hits } of shell.hashed.values()) {
      shell.print(shell.dialect.kind === 'bash' ? `${String(hits).padStart(4)}\t${path}\n` : `${path}\n`);
    }
    return 0;
  }
  let status = 0;
  for (const name of rest) {
    if (letters.includes('d')) {
      if (!shell.hashed.delete(name)) {
        shell.complain(`hash: ${name}: not found`);
        status = 1;
      }
    } else if (letters.includes('t')) {
      const known = shell.hashed.get(name);
      if (known === undefined) {
        shell.complain(`hash: ${name}: not found`);
        status = 1;
      } else shell.print(rest.length > 1 ? `${name}\t${known.path}\n` : `${known.path}\n`);
    } else if (values.has('p')) shell.hashed.set(name, { path: values.get('p') as string, hits: 0 });
    else if (!name.includes('/') && !shell.services.isBuiltin(name) && !shell.functions.has(name)) {
      shell.hashed.delete(name);
      if (hashedProgram(shell, name) === undefined) {
        shell.complain(`hash: ${name}: not found`);
        status = 1;
      } else (shell.hashed.get(name) as { hits: number }).hits = 0;
    }
  }
  return status;
};
