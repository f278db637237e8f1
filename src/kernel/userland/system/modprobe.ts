/**
 * `modprobe` and `depmod` of kmod 30: modules with what they need, options of modprobe.d and of the kernel command line.
 *
 * Left out: install and remove commands, `--dump-modversions`, `--show-exports`, `-c` beyond the files' own lines; depmod checks its
 * words and leaves the indexes alone, which are always up to date here.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { EEXIST, ENOENT, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt, type OptionTable } from '../libc/getopt.ts';
import { printError } from '../libc/stdio.ts';
import { KMOD_VERSION } from './kmod-version.ts';
import { loadedModules, ModuleDirectory, moduleName } from './module-directory.ts';
import { fail, print, readBytes } from './program-frame.ts';

const OPTIONS: OptionTable = {
  short: 'arw:RibfDcnC:d:S:sqvVh',
  long: {
    all: { key: 'a' },
    remove: { key: 'r' },
    'remove-dependencies': { key: 'holders' },
    'remove-holders': { key: 'holders' },
    wait: { argument: 'required', key: 'w' },
    'first-time': { key: 'first' },
    'ignore-install': { key: 'i' },
    'ignore-remove': { key: 'i' },
    'use-blacklist': { key: 'b' },
    force: { key: 'f' },
    'force-modversion': { key: 'f' },
    'force-vermagic': { key: 'f' },
    'resolve-alias': { key: 'R' },
    'show-depends': { key: 'D' },
    showconfig: { key: 'c' },
    'show-config': { key: 'c' },
    'dry-run': { key: 'n' },
    show: { key: 'n' },
    config: { argument: 'required', key: 'C' },
    dirname: { argument: 'required', key: 'd' },
    'set-version': { argument: 'required', key: 'S' },
    syslog: { key: 's' },
    quiet: { key: 'q' },
    verbose: { key: 'v' },
    version: { key: 'V' },
    help: { key: 'h' },
  },
};

const HELP = `Usage:
\tmodprobe [options] [-i] [-b] modulename
\tmodprobe [options] -a [-i] [-b] modulename [modulename...]
\tmodprobe [options] -r [-i] modulename
\tmodprobe [options] -r -a [-i] modulename [modulename...]
\tmodprobe [options] -c
`;

interface Wanted {
  readonly has: (key: string) => boolean;
  readonly directory: ModuleDirectory;
}

export const modprobe: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, OPTIONS);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (has('h')) return (yield* print(system, 'modprobe', HELP)) ? 0 : 1;
  if (has('V')) return (yield* print(system, 'modprobe', KMOD_VERSION)) ? 0 : 1;
  if (error !== null) return yield* fail(system, `modprobe: ${error}`);
  if (has('c'))
    return (yield* print(system, 'modprobe', '\n# End of configuration files. Dumping indexes now:\n\n')) ? 0 : 1;
  if (operands.length === 0) return yield* fail(system, 'modprobe: ERROR: missing parameters. See -h.');
  const root = options.findLast((option) => option.key === 'd')?.value ?? '';
  const release = options.findLast((option) => option.key === 'S')?.value ?? system.uname().release;
  const wanted: Wanted = { has, directory: yield* ModuleDirectory.read(system, `${root}/lib/modules/${release}`) };
  const isMany = has('a') || has('r');
  const names = isMany ? operands : operands.slice(0, 1);
  const parameters = isMany ? '' : operands.slice(1).join(' ');
  let status = 0;
  for (const name of names) {
    const result = yield* has('r') ? remove(system, wanted, name) : insert(system, wanted, name, parameters);
    if (result !== 0) status = result;
  }
  return status;
};

function* insert(system: SystemCalls, { has, directory }: Wanted, given: string, parameters: string): Blocking<number> {
  const found = directory.resolve(given);
  if (found.length === 0) {
    if (has('q')) return 1;
    return yield* fail(system, `modprobe: FATAL: Module ${given} not found in directory ${directory.folder}`);
  }
  if (has('R')) return (yield* print(system, 'modprobe', found.map((one) => `${one}\n`).join(''))) ? 0 : 1;
  const isAlias = found[0] !== given.replaceAll('-', '_');
  for (const name of found) {
    if ((has('b') || isAlias) && directory.blacklist.has(name)) continue;
    if (directory.builtin.has(name)) {
      if (has('D') || (has('n') && has('v'))) yield* print(system, 'modprobe', `builtin ${name}\n`);
      if (!has('first')) continue;
      return yield* fail(system, `modprobe: ERROR: could not insert '${name}': Module already in kernel`);
    }
    const status = yield* insertWithDependencies(system, { has, directory }, name, parameters);
    if (status !== 0) return status;
  }
  return 0;
}

function* insertWithDependencies(
  system: SystemCalls,
  { has, directory }: Wanted,
  name: string,
  parameters: string,
): Blocking<number> {
  const loaded = yield* loadedModules(system);
  const isLoaded = (one: string): boolean => typeof loaded !== 'number' && loaded.some((module) => module.name === one);
  if (!has('D') && isLoaded(name)) {
    if (!has('first')) return 0;
    return yield* fail(system, `modprobe: ERROR: could not insert '${name}': Module already in kernel`);
  }
  for (const one of directory.loadOrder(name)) {
    if (directory.builtin.has(one) || (!has('D') && isLoaded(one))) continue;
    const options = [directory.options(one), one === name ? parameters : ''].filter((text) => text !== '').join(' ');
    const line = `insmod ${directory.path(one)} ${options}\n`;
    if (has('D') || has('v')) yield* print(system, 'modprobe', line);
    if (has('D') || has('n')) continue;
    const image = yield* readBytes(system, directory.path(one));
    const result = typeof image === 'number' ? image : yield* system.initModule(image, options);
    if (result >= 0 || result === -EEXIST) continue;
    if (has('q') && result === -ENOENT) return 1;
    return yield* fail(system, `modprobe: ERROR: could not insert '${name}': ${insertError(result)}`);
  }
  return 0;
}

function insertError(error: number): string {
  return error === -ENOENT ? 'Unknown symbol in module, or unknown parameter (see dmesg)' : strerror(error);
}

function* remove(system: SystemCalls, { has, directory }: Wanted, given: string): Blocking<number> {
  const loaded = yield* loadedModules(system);
  const modules = typeof loaded === 'number' ? [] : loaded;
  const found = directory.resolve(given);
  const plain = moduleName(given);
  const names = found.length === 0 && modules.some((one) => one.name === plain) ? [plain] : found;
  if (names.length === 0) {
    return has('q') ? 1 : yield* fail(system, `modprobe: FATAL: Module ${given} not found.`);
  }
  for (const name of names) {
    if (directory.builtin.has(name)) return yield* fail(system, `modprobe: FATAL: Module ${name} is builtin.`);
    const module = modules.find((one) => one.name === name);
    if (module === undefined) {
      if (!has('first')) continue;
      return yield* fail(system, `modprobe: ERROR: Module ${name} is not in kernel.`);
    }
    if (module.references > 0) return yield* fail(system, `modprobe: FATAL: Module ${name} is in use.`);
    const status = yield* removeOne(system, has, name);
    if (status !== 0) return status;
    yield* removeUnused(system, has, directory.dependencies(name));
  }
  return 0;
}

function* removeOne(system: SystemCalls, has: Wanted['has'], name: string): Blocking<number> {
  if (has('v')) yield* print(system, 'modprobe', `rmmod ${name}\n`);
  if (has('n')) return 0;
  const removed = yield* system.deleteModule(name, { nonBlock: true, force: has('f') });
  if (removed >= 0) return 0;
  yield* printError(system, `modprobe: ERROR: could not remove '${name}': ${strerror(removed)}\n`);
  return 1;
}

/** Modules that were there for the removed one only go too, as long as nobody else holds them. */
function* removeUnused(system: SystemCalls, has: Wanted['has'], names: readonly string[]): Blocking<void> {
  if (has('n')) return;
  for (const name of names) {
    const loaded = yield* loadedModules(system);
    if (typeof loaded === 'number') return;
    if (loaded.some((one) => one.name === name && one.references === 0)) yield* removeOne(system, has, name);
  }
}

export const depmod: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'aAb:C:eE:F:nP:vVwh',
    long: {
      all: { key: 'a' },
      quick: { key: 'A' },
      version: { key: 'V' },
      help: { key: 'h' },
      'dry-run': { key: 'n' },
    },
  });
  if (options.some(({ key }) => key === 'V')) return (yield* print(system, 'depmod', KMOD_VERSION)) ? 0 : 1;
  if (error !== null) return yield* fail(system, `depmod: ${error}`);
  const version = operands[0] ?? system.uname().release;
  if (!/^\d+\.\d+/.test(version)) return yield* fail(system, `depmod: ERROR: Bad version passed ${version}`);
  const folder = `/lib/modules/${version}`;
  const status = system.stat(folder);
  if (typeof status !== 'number') return 0;
  return yield* fail(
    system,
    `depmod: ERROR: could not open directory ${folder}: ${strerror(status)}\ndepmod: FATAL: could not search modules: ${strerror(status)}`,
  );
};
