/** `insmod`, `rmmod`, `lsmod`, `modprobe` of BusyBox 1.35 (`modutils`). */
import type { Blocking } from '../../../shell/posix.ts';
import { ENOENT, ENOEXEC, EPERM, strerror } from '../../../sim/errno.ts';
import { loadedModules, ModuleDirectory, moduleName } from '../system/module-directory.ts';
import { readBytes, readText } from '../system/program-frame.ts';
import { applet, type Run } from './applet.ts';

/** `moderror` of `modutils.c`. */
function moduleError(error: number): string {
  if (error === -EPERM) return 'Operation not permitted';
  if (error === -ENOEXEC) return 'invalid module format';
  if (error === -ENOENT) return 'unknown symbol in module, or unknown parameter';
  if (error === -3) return 'module has wrong symbol version';
  return strerror(error);
}

export const insmod = applet(
  { usage: 'FILE [SYMBOL=VALUE]...', options: { short: '+' }, least: 1 },
  function* (run): Blocking<number> {
    const [path, ...parameters] = run.operands as [string, ...string[]];
    const image = yield* readBytes(run.system, path);
    // The error number itself is the status, as a byte.
    if (typeof image === 'number') {
      yield* run.warn(`can't insert '${path}': ${strerror(image)}`);
      return image & 0xff;
    }
    const words = parameters.map((word) => quoteParameter(word)).join(' ');
    let result = yield* run.system.initModule(image, words === '' ? '' : `${words} `);
    // finit_module failed: it tries once more with the older init_module.
    if (result < 0) result = yield* run.system.initModule(image, words === '' ? '' : `${words} `);
    if (result >= 0) return 0;
    yield* run.warn(`can't insert '${path}': ${moduleError(result)}`);
    return -result & 0xff;
  },
);

/** A value with blanks is put in double quotes. */
function quoteParameter(word: string): string {
  const equals = word.indexOf('=');
  if (!word.includes(' ') || equals < 0) return word;
  return `${word.slice(0, equals + 1)}"${word.slice(equals + 1)}"`;
}

export const rmmod = applet(
  { usage: '[-wfa] [MODULE]...', options: { short: 'wfa' } },
  function* (run): Blocking<void> {
    for (const operand of run.operands) {
      const removed = yield* run.system.deleteModule(moduleName(operand), {
        nonBlock: !run.has('w'),
        force: run.has('f'),
      });
      if (removed < 0)
        yield* run.error(
          `can't unload module '${operand}': ${removed === -ENOENT ? 'No such file or directory' : strerror(removed)}`,
        );
    }
  },
);

export const lsmod = applet({ usage: '', options: { short: '' } }, function* (run): Blocking<void> {
  const tainted = yield* readText(run.system, '/proc/sys/kernel/tainted');
  const bits = typeof tainted === 'number' ? 0 : Number(tainted);
  yield* run.out.put(`Module                  Size  Used by    ${taintText(bits)}\n`);
  const modules = yield* loadedModules(run.system);
  if (typeof modules === 'number') throw yield* run.die('/proc/modules', modules, 0);
  for (const { name, size, references, holders } of modules) {
    const columns = [name.padEnd(19), String(size).padStart(8), String(references).padStart(2), holders.join(',')];
    yield* run.out.put(`${columns.join(' ')}\n`);
  }
});

function taintText(bits: number): string {
  if (bits === 0) return 'Not tainted';
  // check_tainted of modutils: P, F, S alone are told apart.
  return `Tainted: ${bits & 1 ? 'P' : 'G'}${bits & 2 ? 'F' : ' '}${bits & 4 ? 'S' : ' '}`;
}

export const modprobe = applet(
  { usage: '[-alrqvsDb] MODULE [SYMBOL=VALUE]...', options: { short: '+alrqvsDbnw' } },
  function* (run): Blocking<number> {
    const { system } = run;
    const release = system.uname().release;
    for (const folder of ['/lib/modules', `/lib/modules/${release}`]) {
      const there = system.stat(folder);
      if (typeof there === 'number') {
        const shown = folder === '/lib/modules' ? folder : release;
        throw yield* run.die(`can't change directory to '${shown}'`, there);
      }
    }
    const directory = yield* ModuleDirectory.read(system);
    const [name, ...parameters] = run.operands;
    if (run.has('l')) {
      for (const path of directory.files.values()) yield* run.out.put(`${path}\n`);
      return 0;
    }
    if (name === undefined) throw yield* run.usage();
    if (run.has('r')) {
      const removed = yield* system.deleteModule(moduleName(name), { nonBlock: true, force: false });
      if (removed < 0 && !run.has('q')) yield* run.error(`can't unload module ${name}: ${moduleError(removed)}`);
      return removed < 0 ? 1 : 0;
    }
    const found = directory.resolve(name);
    if (found.length === 0) {
      if (!run.has('q')) yield* run.warn(`module ${name} not found in modules.dep`);
      return 1;
    }
    for (const one of found) {
      if (directory.builtin.has(one)) continue;
      const status = yield* insertAll(run, directory, one, parameters.join(' '));
      if (status !== 0) return status;
    }
    return 0;
  },
);

function* insertAll(run: Run, directory: ModuleDirectory, name: string, parameters: string): Blocking<number> {
  const loaded = yield* loadedModules(run.system);
  for (const one of directory.loadOrder(name)) {
    if (directory.builtin.has(one) || (typeof loaded !== 'number' && loaded.some((module) => module.name === one)))
      continue;
    const words = [directory.options(one), one === name ? parameters : ''].filter((text) => text !== '').join(' ');
    if (run.has('D') || run.has('v')) yield* run.out.put(`insmod ${directory.path(one)} ${words}\n`);
    if (run.has('D')) continue;
    const image = yield* readBytes(run.system, directory.path(one));
    let result = typeof image === 'number' ? image : yield* run.system.initModule(image, words);
    if (result < 0 && typeof image !== 'number' && result !== -17) result = yield* run.system.initModule(image, words);
    if (result >= 0 || result === -17) continue;
    if (!run.has('q'))
      yield* run.warn(`can't load module ${one} (${directory.files.get(one)}): ${moduleError(result)}`);
    return result === -ENOENT ? 2 : 1;
  }
  return 0;
}
