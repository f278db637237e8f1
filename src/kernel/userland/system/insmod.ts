/** `insmod`, `rmmod` and `lsmod` of kmod 30: one module, no dependencies. */
import type { Blocking } from '../../../shell/posix.ts';
import { EINVAL, ENOENT, ENOEXEC, ESRCH, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { printError } from '../libc/stdio.ts';
import { KMOD_VERSION } from './kmod-version.ts';
import { loadedModules, moduleName } from './module-directory.ts';
import { fail, print, readBytes, readText, sortedNames } from './program-frame.ts';

const INSMOD_HELP = `Usage:
\tinsmod [options] filename [args]
Options:
\t-V, --version     show version
\t-h, --help        show this help
`;

const RMMOD_HELP = `Usage:
\trmmod [options] modulename ...
Options:
\t-f, --force       forces a module unload and may crash your
\t                  machine. This requires Forced Module Removal
\t                  option in your kernel. DANGEROUS
\t-s, --syslog      print to syslog, not stderr
\t-v, --verbose     enables more messages
\t-V, --version     show version
\t-h, --help        show this help
`;

export const insmod: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: '+psfVh',
    long: { version: { key: 'V' }, help: { key: 'h' }, syslog: { key: 's' }, force: { key: 'f' } },
  });
  for (const { key } of options) {
    if (key === 'h') return (yield* print(system, 'insmod', INSMOD_HELP)) ? 0 : 1;
    if (key === 'V') return (yield* print(system, 'insmod', KMOD_VERSION)) ? 0 : 1;
  }
  if (error !== null) return yield* fail(system, `insmod: ${error}`);
  const [path, ...parameters] = operands;
  if (path === undefined) return yield* fail(system, 'insmod: ERROR: missing filename.');
  const image = yield* readBytes(system, path);
  if (typeof image === 'number') {
    return yield* fail(system, `insmod: ERROR: could not load module ${path}: ${strerror(image)}`);
  }
  const inserted = yield* system.initModule(image, parameters.join(' '));
  if (inserted >= 0) return 0;
  return yield* fail(system, `insmod: ERROR: could not insert module ${path}: ${insertError(inserted)}`);
};

/** What insmod makes of the kernel's answer. */
function insertError(error: number): string {
  if (error === -ENOEXEC) return 'Invalid module format';
  if (error === -ENOENT) return 'Unknown symbol in module';
  if (error === -ESRCH) return 'Module has wrong symbol version';
  if (error === -EINVAL) return 'Invalid parameters';
  return strerror(error);
}

export const rmmod: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'fsvVwh',
    long: {
      version: { key: 'V' },
      help: { key: 'h' },
      force: { key: 'f' },
      syslog: { key: 's' },
      verbose: { key: 'v' },
    },
  });
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (has('h')) return (yield* print(system, 'rmmod', RMMOD_HELP)) ? 0 : 1;
  if (has('V')) return (yield* print(system, 'rmmod', KMOD_VERSION)) ? 0 : 1;
  if (error !== null) return yield* fail(system, `rmmod: ${error}`);
  if (has('w')) return yield* fail(system, "rmmod: ERROR: unexpected getopt_long() value 'w'.");
  if (operands.length === 0) return yield* fail(system, 'rmmod: ERROR: missing module name.');
  let status = 0;
  for (const given of operands) {
    const name = moduleName(given);
    const problem = yield* removalProblem(system, name, has('f'));
    if (problem !== null) {
      yield* printError(system, `rmmod: ERROR: ${problem}\n`);
      status = 1;
      continue;
    }
    const removed = yield* system.deleteModule(name, { nonBlock: true, force: has('f') });
    if (removed < 0) {
      yield* printError(system, `rmmod: ERROR: could not remove module ${name}: ${strerror(removed)}\n`);
      status = 1;
    }
  }
  return status;
};

/** Why a module cannot go, as rmmod looks it up in sysfs beforehand. */
function* removalProblem(system: SystemCalls, name: string, force: boolean): Blocking<string | null> {
  const loaded = yield* loadedModules(system);
  const module = typeof loaded === 'number' ? undefined : loaded.find((one) => one.name === name);
  if (module === undefined) {
    const builtin = typeof system.stat(`/sys/module/${name}`) !== 'number';
    return builtin ? `Module ${name} is builtin.` : `Module ${name} is not currently loaded`;
  }
  if (force) return null;
  const holders = sortedNames(system, `/sys/module/${name}/holders`);
  const users = holders.length > 0 ? holders : module.holders;
  if (users.length > 0) return `Module ${name} is in use by: ${users.join(' ')}`;
  const count = yield* readText(system, `/sys/module/${name}/refcnt`);
  const references = typeof count === 'number' ? module.references : Number(count);
  return references > 0 ? `Module ${name} is in use` : null;
}

export const lsmod: Program = function* (system, argv) {
  if (argv.length > 1) return yield* fail(system, 'Usage: lsmod');
  const modules = yield* loadedModules(system);
  if (typeof modules === 'number') {
    return yield* fail(system, `Error: could not get list of modules: ${strerror(modules)}`);
  }
  let text = 'Module                  Size  Used by\n';
  for (const { name, size, references, holders } of modules) {
    const users = holders.length === 0 ? '' : ` ${holders.join(',')}`;
    text += `${name.padEnd(19)} ${String(size).padStart(8)}  ${references}${users}\n`;
  }
  return (yield* print(system, 'lsmod', text)) ? 0 : 1;
};
