/** `sysctl` of procps 4.0.2: kernel parameters as files below /proc/sys. */
import { type Blocking, O_WRONLY, S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { EACCES, ENOENT, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { printError } from '../libc/stdio.ts';
import { fail, print, readText, sortedNames, writeText } from './program-frame.ts';

const ROOT = '/proc/sys';
const USAGE = `
Usage:
 sysctl [options] [variable[=value] ...]

Options:
  -a, --all            display all variables
  -A                   alias of -a
  -X                   alias of -a
      --deprecated     include deprecated parameters to listing
      --dry-run        Print the key and values but do not write
  -b, --binary         print value without new line
  -e, --ignore         ignore unknown variables errors
  -N, --names          print variable names without values
  -n, --values         print only values of the given variable(s)
  -p, --load[=<file>]  read values from file
  -f                   alias of -p
      --system         read values from all system directories
  -r, --pattern <expression>
                       select setting that match expression
  -q, --quiet          do not echo variable set
  -w, --write          enable writing a value to variable
  -o                   does nothing
  -x                   does nothing
  -d                   alias of -h

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see sysctl(8).
`;

interface Shape {
  readonly namesOnly: boolean;
  readonly valuesOnly: boolean;
  readonly isBinary: boolean;
  readonly ignoresUnknown: boolean;
  readonly isQuiet: boolean;
  readonly dryRun: boolean;
  readonly pattern: RegExp | null;
}

export const sysctl: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'bneNwfpqoxaAXr:Vdh',
    long: {
      all: { key: 'a' },
      binary: { key: 'b' },
      deprecated: {},
      'dry-run': { key: 'dry-run' },
      ignore: { key: 'e' },
      names: { key: 'N' },
      values: { key: 'n' },
      load: { argument: 'optional', key: 'p' },
      quiet: { key: 'q' },
      write: { key: 'w' },
      system: {},
      pattern: { argument: 'required', key: 'r' },
      help: { key: 'h' },
      version: { key: 'V' },
    },
  });
  if (error !== null) {
    yield* printError(system, `sysctl: ${error}\n${USAGE}`);
    return 1;
  }
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (has('h') || has('d')) return (yield* print(system, 'sysctl', USAGE)) ? 0 : 1;
  if (has('V')) return (yield* print(system, 'sysctl', 'sysctl from procps-ng 4.0.2\n')) ? 0 : 1;
  const pattern = options.findLast(({ key }) => key === 'r')?.value ?? null;
  const shape: Shape = {
    namesOnly: has('N'),
    valuesOnly: has('n') || has('b'),
    isBinary: has('b'),
    ignoresUnknown: has('e'),
    isQuiet: has('q'),
    dryRun: has('dry-run'),
    pattern: pattern === null ? null : patternOf(pattern),
  };
  if (has('a') || has('A') || has('X')) return yield* showBelow(system, '', shape);
  if (has('system')) return yield* loadSystem(system, shape);
  if (has('p') || has('f')) {
    const named = options.findLast(({ key }) => key === 'p')?.value;
    const files = named !== null && named !== undefined ? [named, ...operands] : operands;
    return yield* loadFiles(system, files.length === 0 ? ['/etc/sysctl.conf'] : files, shape);
  }
  if (operands.length === 0) {
    yield* printError(system, USAGE);
    return 1;
  }
  let status = 0;
  for (const word of operands) {
    const equals = word.indexOf('=');
    let result: number;
    if (equals >= 0) result = yield* assign(system, word.slice(0, equals).trim(), word.slice(equals + 1).trim(), shape);
    else if (has('w')) result = yield* fail(system, 'sysctl: command line(0): invalid syntax, continuing...');
    else result = yield* show(system, word, shape);
    if (result !== 0) status = result;
  }
  return status;
};

/** An expression that is none matches nothing. */
function patternOf(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    return /(?!)/;
  }
}

/** `kernel.panic` and `kernel/panic` are the same file. The first separator decides which of the two means a step. */
function pathOf(key: string): string {
  const separator = /[./]/.exec(key)?.[0];
  if (separator === '/') return `${ROOT}/${key}`;
  return `${ROOT}/${key.replace(/[./]/g, (c) => (c === '.' ? '/' : '.'))}`;
}

function keyOf(path: string): string {
  return path.slice(ROOT.length + 1).replace(/[./]/g, (c) => (c === '.' ? '/' : '.'));
}

function* show(system: SystemCalls, key: string, shape: Shape): Blocking<number> {
  const path = pathOf(key);
  const status = system.stat(path);
  if (typeof status === 'number') {
    if (shape.ignoresUnknown) return 0;
    return yield* fail(system, `sysctl: cannot stat ${path}: ${strerror(status)}`);
  }
  if ((status.mode & S_IFMT) === S_IFDIR) return yield* showBelow(system, path.slice(ROOT.length + 1), shape);
  return yield* showFile(system, path, status.mode, shape);
}

function* showFile(system: SystemCalls, path: string, mode: number, shape: Shape): Blocking<number> {
  const key = keyOf(path);
  if (shape.pattern !== null && !shape.pattern.test(key)) return 0;
  // What nobody may read is passed by, as in `-a`.
  if ((mode & 0o444) === 0) return 0;
  if (shape.namesOnly) return (yield* print(system, 'sysctl', `${key}\n`)) ? 0 : 1;
  const text = yield* readText(system, path);
  if (typeof text === 'number') {
    if (text === -EACCES) return yield* fail(system, `sysctl: permission denied on key "${key}"`);
    return yield* fail(system, `sysctl: reading key "${key}": ${strerror(text)}`);
  }
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  const shown = lines.map((line) => (shape.valuesOnly ? line : `${key} = ${line}`)).join('\n');
  return (yield* print(system, 'sysctl', shape.isBinary ? shown : `${shown}\n`)) ? 0 : 1;
}

function* showBelow(system: SystemCalls, folder: string, shape: Shape): Blocking<number> {
  let status = 0;
  const base = folder === '' ? ROOT : `${ROOT}/${folder}`;
  for (const name of sortedNames(system, base)) {
    const path = `${base}/${name}`;
    const found = system.stat(path);
    if (typeof found === 'number') continue;
    const isFolder = (found.mode & S_IFMT) === S_IFDIR;
    const result = yield* isFolder
      ? showBelow(system, path.slice(ROOT.length + 1), shape)
      : showFile(system, path, found.mode, shape);
    if (result !== 0) status = result;
  }
  return status;
}

function* assign(system: SystemCalls, key: string, value: string, shape: Shape, ignoreError = false): Blocking<number> {
  const path = pathOf(key);
  const status = system.stat(path);
  if (typeof status === 'number') {
    if (shape.ignoresUnknown && status === -ENOENT) return 0;
    const result = yield* fail(system, `sysctl: cannot stat ${path}: ${strerror(status)}`);
    return ignoreError ? 0 : result;
  }
  const name = keyOf(path);
  if ((status.mode & S_IFMT) === S_IFDIR) return yield* fail(system, `sysctl: setting key "${name}": Is a directory`);
  if (!shape.dryRun) {
    const written = yield* writeText(system, path, `${value}\n`, O_WRONLY);
    if (written === -EACCES) {
      const result = yield* fail(
        system,
        `sysctl: permission denied on key "${name}"${ignoreError ? ', ignoring' : ''}`,
      );
      return ignoreError ? 0 : result;
    }
    if (written < 0) {
      const suffix = ignoreError ? ', ignoring' : '';
      yield* printError(system, `sysctl: setting key "${name}"${suffix}: ${strerror(written)}\n`);
      return ignoreError ? 0 : 1;
    }
  }
  if (shape.isQuiet) return 0;
  const text = shape.namesOnly ? name : shape.valuesOnly ? value : `${name} = ${value}`;
  return (yield* print(system, 'sysctl', shape.isBinary ? text : `${text}\n`)) ? 0 : 1;
}

function* loadFiles(system: SystemCalls, paths: readonly string[], shape: Shape): Blocking<number> {
  let status = 0;
  for (const path of paths) {
    const text = yield* readText(system, path === '-' ? '/dev/stdin' : path);
    if (typeof text === 'number') {
      status = yield* fail(system, `sysctl: cannot open "${path}": ${strerror(text)}`);
      continue;
    }
    for (const [at, line] of text.split('\n').entries()) {
      const trimmed = line.trim();
      if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
      const equals = trimmed.indexOf('=');
      if (equals < 0) {
        if (trimmed.startsWith('-')) continue;
        yield* printError(system, `sysctl: ${path}(${at + 1}): invalid syntax, continuing...\n`);
        continue;
      }
      const key = trimmed.slice(0, equals).trim();
      const ignore = key.startsWith('-');
      const name = ignore ? key.slice(1) : key;
      const result = yield* assign(system, name, trimmed.slice(equals + 1).trim(), shape, ignore);
      if (result !== 0) status = result;
    }
  }
  return status;
}

/** `--system`: the files of all folders by name, a name of an earlier folder hides the later ones. */
function* loadSystem(system: SystemCalls, shape: Shape): Blocking<number> {
  const found = new Map<string, string>();
  for (const folder of [
    '/etc/sysctl.d',
    '/run/sysctl.d',
    '/usr/local/lib/sysctl.d',
    '/usr/lib/sysctl.d',
    '/lib/sysctl.d',
  ]) {
    for (const name of sortedNames(system, folder)) {
      if (name.endsWith('.conf') && !found.has(name)) found.set(name, `${folder}/${name}`);
    }
  }
  const paths = [...found.keys()].sort((a, b) => (a < b ? -1 : 1)).map((name) => found.get(name)!);
  if (typeof system.stat('/etc/sysctl.conf') !== 'number') paths.push('/etc/sysctl.conf');
  if (!shape.isQuiet) yield* print(system, 'sysctl', paths.map((path) => `* Applying ${path} ...\n`).join(''));
  return yield* loadFiles(system, paths, shape);
}
