/**
 * What kmod knows of modules: `/lib/modules/RELEASE`, `/etc/modprobe.d`, the kernel command line, `/proc/modules`.
 *
 * Mirrors libkmod 30 (`kmod_config_new`, `kmod_module_get_dependencies`, `kmod_module_get_options`). Reads the text files
 * (`modules.dep`, `modules.alias`, `modules.builtin`, `modules.softdep`) where libkmod reads the binary indexes made from them. Left out: install
 * and remove commands, weights of softdeps beyond their order.
 */
import type { Blocking } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { readText, sortedNames } from './program-frame.ts';

/** A line of /proc/modules. */
export interface LoadedModule {
  readonly name: string;
  readonly size: number;
  readonly references: number;
  readonly holders: readonly string[];
}

const CONFIG_FOLDERS = ['/etc/modprobe.d', '/run/modprobe.d', '/usr/local/lib/modprobe.d', '/lib/modprobe.d'];

/** A module's name as the kernel writes it: from a path or alias, with underscores. */
export function moduleName(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const end = base.indexOf('.ko');
  return (end < 0 ? base : base.slice(0, end)).replaceAll('-', '_');
}

/** The modules in the kernel, or a negated error number. */
export function* loadedModules(system: SystemCalls): Blocking<readonly LoadedModule[] | number> {
  const text = yield* readText(system, '/proc/modules');
  if (typeof text === 'number') return text;
  const modules: LoadedModule[] = [];
  for (const line of text.split('\n')) {
    const [name, size, references, holders] = line.split(' ');
    if (name === undefined || size === undefined || references === undefined || holders === undefined) continue;
    modules.push({
      name,
      size: Number(size),
      references: Number(references),
      holders: holders === '-' ? [] : holders.split(',').filter((one) => one !== ''),
    });
  }
  return modules;
}

export class ModuleDirectory {
  readonly folder: string;
  /** Path of each module's file below the folder, by name. */
  readonly files = new Map<string, string>();
  readonly builtin = new Set<string>();
  readonly #dependencies = new Map<string, readonly string[]>();
  readonly #aliases: (readonly [pattern: string, name: string])[] = [];
  readonly #softdeps = new Map<string, { readonly before: readonly string[]; readonly after: readonly string[] }>();
  readonly #options: (readonly [name: string, text: string])[] = [];
  readonly blacklist = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Reads everything; a file that is not there says nothing. */
  static *read(system: SystemCalls, folder = `/lib/modules/${system.uname().release}`): Blocking<ModuleDirectory> {
    const directory = new ModuleDirectory(folder);
    for (const line of yield* lines(system, `${folder}/modules.dep`)) directory.#addDependencies(line);
    for (const line of yield* lines(system, `${folder}/modules.builtin`)) directory.builtin.add(moduleName(line));
    for (const path of configFiles(system)) {
      const text = yield* readText(system, path);
      if (typeof text === 'number') continue;
      for (const line of text.replaceAll('\\\n', '').split('\n')) directory.#addConfiguration(line);
    }
    for (const name of ['modules.softdep', 'modules.alias']) {
      for (const line of yield* lines(system, `${folder}/${name}`)) directory.#addConfiguration(line);
    }
    directory.#addKernelCommandLine((yield* lines(system, '/proc/cmdline')).join(' '));
    return directory;
  }

  #addDependencies(line: string): void {
    const colon = line.indexOf(':');
    if (colon < 0) return;
    const path = line.slice(0, colon);
    this.files.set(moduleName(path), path);
    const needed = words(line.slice(colon + 1)).map(moduleName);
    this.#dependencies.set(moduleName(path), needed);
  }

  #addConfiguration(line: string): void {
    const [keyword, name, ...rest] = words(line);
    if (keyword === undefined || name === undefined || keyword.startsWith('#')) return;
    if (keyword === 'options') this.#options.push([moduleName(name), rest.join(' ')]);
    else if (keyword === 'blacklist') this.blacklist.add(moduleName(name));
    else if (keyword === 'alias' && rest[0] !== undefined) {
      this.#aliases.push([name.replaceAll('-', '_'), moduleName(rest[0])]);
    } else if (keyword === 'softdep') {
      const before: string[] = [];
      const after: string[] = [];
      let into: string[] | null = null;
      for (const word of rest) {
        if (word === 'pre:') into = before;
        else if (word === 'post:') into = after;
        else into?.push(moduleName(word));
      }
      this.#softdeps.set(moduleName(name), { before, after });
    }
  }

  /** `MODULE.PARAMETER=VALUE` of the kernel command line, which is for modules loaded later as well. */
  #addKernelCommandLine(text: string): void {
    for (const word of words(text)) {
      if (word === '--') break;
      const dot = word.indexOf('.');
      const equals = word.indexOf('=');
      if (dot <= 0 || (equals >= 0 && equals < dot)) continue;
      const name = word.slice(0, dot).replaceAll('-', '_');
      if (name === 'modprobe' && equals > 0 && word.slice(dot + 1, equals) === 'blacklist') {
        for (const one of word.slice(equals + 1).split(',')) this.blacklist.add(moduleName(one));
      } else this.#options.push([name, word.slice(dot + 1)]);
    }
  }

  /** The modules a name or alias stands for; none when there is no such. */
  resolve(given: string): readonly string[] {
    const name = given.replaceAll('-', '_');
    if (this.files.has(name) || this.builtin.has(name)) return [name];
    const found = this.#aliases.filter(([pattern]) => matchesAlias(pattern, name)).map(([, target]) => target);
    return [...new Set(found)].filter((one) => this.files.has(one) || this.builtin.has(one));
  }

  /** What must be there before a module, in the order of loading, then the module, then its soft successors. */
  loadOrder(name: string): readonly string[] {
    const order: string[] = [];
    const visit = (one: string): void => {
      if (order.includes(one) || visiting.has(one)) return;
      visiting.add(one);
      const soft = this.#softdeps.get(one);
      for (const before of soft?.before ?? []) if (this.files.has(before)) visit(before);
      for (const needed of [...(this.#dependencies.get(one) ?? [])].reverse()) visit(needed);
      order.push(one);
      for (const after of soft?.after ?? []) if (this.files.has(after)) visit(after);
    };
    const visiting = new Set<string>();
    visit(name);
    return order;
  }

  /** Modules that a module needs, nearest first. */
  dependencies(name: string): readonly string[] {
    return this.#dependencies.get(name) ?? [];
  }

  /** Options of modprobe.d and of the kernel command line, in this order. */
  options(name: string): string {
    return this.#options
      .filter(([module, text]) => module === name && text !== '')
      .map(([, text]) => text)
      .join(' ');
  }

  /** Full path of a module's file. */
  path(name: string): string {
    return `${this.folder}/${this.files.get(name)}`;
  }
}

/** Files of the configuration folders, each name once, by name; the folder named first wins. */
function configFiles(system: SystemCalls): string[] {
  const found = new Map<string, string>();
  for (const folder of CONFIG_FOLDERS) {
    for (const name of sortedNames(system, folder)) {
      if (name.endsWith('.conf') && !found.has(name)) found.set(name, `${folder}/${name}`);
    }
  }
  return [...found.keys()].sort((a, b) => (a < b ? -1 : 1)).map((name) => found.get(name)!);
}

function* lines(system: SystemCalls, path: string): Blocking<readonly string[]> {
  const text = yield* readText(system, path);
  return typeof text === 'number' ? [] : text.split('\n').filter((line) => line !== '');
}

function words(text: string): string[] {
  return text.split(/[ \t\n]+/).filter((word) => word !== '');
}

/** `fnmatch` with `*` and `?`, as aliases use them. Two pointers, so that a long pattern cannot take long. */
function matchesAlias(pattern: string, name: string): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let n = 0; n < name.length; ) {
    if (pattern[p] === '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
