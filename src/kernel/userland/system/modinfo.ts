/** `modinfo` of kmod 30: what a module file says of itself. */

import { readModuleFile } from '../../../formats/module-file.ts';
import type { Blocking } from '../../../shell/posix.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { KMOD_VERSION } from './kmod-version.ts';
import { ModuleDirectory } from './module-directory.ts';
import { fail, print, readBytes } from './program-frame.ts';

const LETTERS: Readonly<Record<string, string>> = {
  a: 'author',
  d: 'description',
  l: 'license',
  p: 'parm',
  n: 'filename',
};

export const modinfo: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'adlpn0mF:k:b:Vh',
    long: {
      author: { key: 'a' },
      description: { key: 'd' },
      license: { key: 'l' },
      parameters: { key: 'p' },
      filename: { key: 'n' },
      null: { key: '0' },
      modname: { key: 'm' },
      field: { argument: 'required', key: 'F' },
      'set-version': { argument: 'required', key: 'k' },
      basedir: { argument: 'required', key: 'b' },
      version: { key: 'V' },
      help: { key: 'h' },
    },
  });
  if (error !== null) return yield* fail(system, `modinfo: ${error}`);
  if (options.some(({ key }) => key === 'V')) return (yield* print(system, 'modinfo', KMOD_VERSION)) ? 0 : 1;
  if (operands.length === 0) return yield* fail(system, 'modinfo: ERROR: missing module or filename.');
  let field: string | null = null;
  for (const { key, value } of options) {
    if (key === 'F') field = value!;
    else field = LETTERS[key] ?? field;
  }
  const end = options.some(({ key }) => key === '0') ? '\0' : '\n';
  const base = options.findLast(({ key }) => key === 'b')?.value ?? '';
  const release = options.findLast(({ key }) => key === 'k')?.value ?? system.uname().release;
  const directory = yield* ModuleDirectory.read(system, `${base}/lib/modules/${release}`);
  let status = 0;
  for (const operand of operands) {
    const result = yield* showOne(system, directory, operand, field, end);
    if (result !== 0) status = result;
  }
  return status;
};

function* showOne(
  system: SystemCalls,
  directory: ModuleDirectory,
  given: string,
  field: string | null,
  end: string,
): Blocking<number> {
  const isFile = given.includes('/') || typeof system.stat(given) !== 'number';
  const names = isFile ? [] : directory.resolve(given);
  const builtin = names[0] !== undefined && directory.builtin.has(names[0]);
  if (builtin) {
    const values: Readonly<Record<string, string>> = { filename: '(builtin)', name: names[0]! };
    if (field !== null)
      return field in values ? ((yield* print(system, 'modinfo', `${values[field]}${end}`)) ? 0 : 1) : 0;
    return (yield* print(system, 'modinfo', `${line('name', names[0]!)}${end}${line('filename', '(builtin)')}${end}`))
      ? 0
      : 1;
  }
  const paths = isFile ? [given] : names.map((name) => directory.path(name));
  if (paths.length === 0) return yield* fail(system, `modinfo: ERROR: Module ${given} not found.`);
  for (const path of paths) {
    const bytes = yield* readBytes(system, path);
    const module = typeof bytes === 'number' ? null : readModuleFile(bytes);
    if (module === null || !('info' in module))
      return yield* fail(system, `modinfo: ERROR: Module ${given} not found.`);
    if (!(yield* print(system, 'modinfo', moduleText(path, module.info, field, end)))) return 1;
  }
  return 0;
}

/** `license:        GPL`. */
function line(key: string, value: string): string {
  return `${`${key}:`.padEnd(16)}${value}`;
}

/** The file's name, the entries in their order, then the parameters with their types. */
function moduleText(path: string, info: readonly string[], field: string | null, end: string): string {
  const entries = info.map((entry): [string, string] => {
    const equals = entry.indexOf('=');
    return [entry.slice(0, equals), entry.slice(equals + 1)];
  });
  if (field === 'filename') return `${path}${end}`;
  if (field !== null && field !== 'parm') {
    return entries
      .filter(([key]) => key === field)
      .map(([, value]) => `${value}${end}`)
      .join('');
  }
  const parameters = new Map<string, { description: string; type: string }>();
  for (const [key, value] of entries) {
    if (key !== 'parm' && key !== 'parmtype') continue;
    const colon = value.indexOf(':');
    const name = value.slice(0, colon);
    const known = parameters.get(name) ?? { description: '', type: '' };
    parameters.set(name, { ...known, [key === 'parm' ? 'description' : 'type']: value.slice(colon + 1) });
  }
  const lines = [...parameters].map(([name, { description, type }]) => {
    const suffix = type === '' ? '' : description === '' ? `${type}` : ` (${type})`;
    return `${name}:${description}${suffix}`;
  });
  if (field === 'parm') return lines.map((text) => `${text}${end}`).join('');
  const plain = entries.filter(([key]) => key !== 'parm' && key !== 'parmtype');
  return [
    line('filename', path),
    ...plain.map(([key, value]) => line(key, value)),
    ...lines.map((text) => line('parm', text)),
  ]
    .map((text) => `${text}${end}`)
    .join('');
}
