/**
 * Loading and removing modules: what `finit_module` and `delete_module` check, say and do, and the list of what is loaded.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/module/main.c` (load_module, check_modinfo, simplify_symbols, do_init_module, delete_module) and
 * `kernel/module/procfs.c`. What a module does when it starts is in `module-init.ts`. Left out: relocation, blacklists by name, unloading by
 * force, live patches.
 */
import { type ModuleFile, moduleInfo, readModuleFile } from '../../formats/module-file.ts';
import { isXz, xzStored } from '../../formats/xz.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { EAGAIN, EBUSY, EEXIST, EINVAL, ENOENT, ENOEXEC, ENOMEM, ENOSPC, EPERM } from '../../sim/errno.ts';
import type { Casualty } from '../casualty.ts';
import { type KernelParameter, parameterValues, parseCommandLine, sameParameter } from '../cmdline.ts';
import type { LoadedModule, PrintkFunction } from '../crash/crash-environment.ts';
import { TAINT_USER } from '../crash/taint.ts';
import { moduleWords, type ParameterTable, parameterMessages } from '../module-parameters.ts';
import { KERN_ERR, KERN_NOTICE, KERN_WARNING } from '../printk/levels.ts';
import { dependencies, hasSignedModules, moduleCatalogue, moduleImage } from './catalogue.ts';
import type { ModuleInit, ParameterSetter } from './module-init.ts';

/** A module in the kernel, as /proc/modules and /sys/module show it. */
export interface ModuleView {
  readonly name: string;
  readonly coreBytes: number;
  /** Modules that use it, newest first. */
  readonly users: readonly string[];
  readonly references: number;
  readonly state: 'live' | 'coming' | 'going';
  readonly address: bigint;
  /** `OE`; empty for a module that taints nothing. */
  readonly taints: string;
  /** Types of its parameters, by name. */
  readonly parameters: ParameterTable;
  /** The words it was given. */
  readonly words: readonly KernelParameter[];
}

export interface ModuleLoaderOptions {
  readonly profile: KernelProfile;
  readonly casualty: Casualty;
  readonly print: PrintkFunction;
  readonly commandLine: Parameters<typeof moduleWords>[0];
  /** What modules do when they start and end, by name; one that is not here does nothing. */
  readonly inits: Readonly<Record<string, ModuleInit>>;
}

interface Loaded {
  readonly file: Pick<ModuleFile, 'imports' | 'exports' | 'coreBytes'>;
  readonly parameters: ParameterTable;
  readonly words: readonly KernelParameter[];
  readonly users: Set<string>;
}

const PAGE = 0x1000;

const parameterTypes: Readonly<Record<string, ParameterTable[string]>> = {
  int: 'int',
  uint: 'uint',
  long: 'long',
  ulong: 'ulong',
  ullong: 'ullong',
  bool: 'bool',
  charp: 'charp',
  short: 'int',
  byte: 'uint',
  ushort: 'uint',
  bint: 'int',
  string: 'charp',
};

export class ModuleLoader {
  readonly #options: ModuleLoaderOptions;
  readonly #loaded = new Map<string, Loaded>();

  constructor(options: ModuleLoaderOptions) {
    this.#options = options;
  }

  /** Loaded modules, newest first: the order of /proc/modules. */
  list(): readonly ModuleView[] {
    return this.#modules().map((module) => this.#view(module));
  }

  find(name: string): ModuleView | undefined {
    const module = this.#modules().find((one) => one.name === name);
    return module === undefined ? undefined : this.#view(module);
  }

  /** The kernel's list; what the boot loaded without this file is taken up here. */
  #modules(): readonly LoadedModule[] {
    const { modules } = this.#options.casualty;
    for (const { name } of [...modules].reverse()) if (!this.#loaded.has(name)) this.#takeUp(name);
    return modules;
  }

  #takeUp(name: string): void {
    const { profile, commandLine } = this.#options;
    const module = moduleCatalogue(profile).modules.get(name);
    const imports = module?.needs.map(({ symbol }) => symbol) ?? [];
    const exports = [...moduleCatalogue(profile).modules.values()].flatMap(({ needs }) =>
      needs.filter((need) => need.module === name).map(({ symbol }) => symbol),
    );
    const file = { imports, exports, coreBytes: module?.coreBytes ?? PAGE };
    this.#remember(name, file, module?.info ?? [], moduleWords(commandLine, name));
  }

  #remember(name: string, file: Loaded['file'], info: readonly string[], words: readonly KernelParameter[]): void {
    this.#loaded.set(name, { file, parameters: parameterTable(info), words, users: new Set() });
    for (const [other, { file: offers, users }] of this.#loaded) {
      if (other !== name && offers.exports.some((symbol) => file.imports.includes(symbol))) users.add(name);
    }
  }

  #view({ name, taints }: LoadedModule): ModuleView {
    const { file, parameters, words, users } = this.#loaded.get(name)!;
    const { casualty } = this.#options;
    const held = this.#options.inits[name]?.references?.() ?? 0;
    return {
      name,
      coreBytes: file.coreBytes,
      users: [...users].reverse(),
      references: users.size + held,
      state: taints.endsWith('+') ? 'coming' : 'live',
      address: casualty.area.address(name),
      taints: taints.replace('+', ''),
      parameters,
      words,
    };
  }

  /** `finit_module`: 0 or a negated error number. */
  initModule(image: Uint8Array, parameters: string): number {
    const { print, profile } = this.#options;
    const bytes = isXz(image) ? xzStored(image) : image;
    const file = bytes === null ? { error: null } : readModuleFile(bytes);
    if ('error' in file) return this.#invalid(file.error);
    if (file.architecture !== profile.architecture) {
      return this.#invalid(`Invalid architecture in ELF header: ${machineNumber(bytes!)}`);
    }
    const name = moduleInfo(file, 'name');
    if (name === null) return -ENOEXEC;
    if (this.#isBlacklisted(name)) {
      print(KERN_ERR, `Module ${name} is blacklisted`);
      return -EPERM;
    }
    const refused = this.#checkVersion(name, file);
    if (refused !== 0) return refused;
    return this.#insert(name, file, parameters);
  }

  #invalid(text: string | null): number {
    if (text !== null) this.#options.print(KERN_ERR, text);
    return -ENOEXEC;
  }

  #isBlacklisted(name: string): boolean {
    return parameterValues(this.#options.commandLine, 'module_blacklist').some((value) =>
      (value ?? '').split(',').includes(name),
    );
  }

  /** `check_modstruct_version`, then `check_modinfo`: with symbol versions the release itself does not count. */
  #checkVersion(name: string, file: ModuleFile): number {
    const { print, profile } = this.#options;
    const { vermagic } = moduleCatalogue(profile);
    if (file.versionsOf !== null && vermagic.includes('modversions') && file.versionsOf !== profile.release) {
      print(KERN_WARNING, `${name}: disagrees about version of symbol module_layout`);
      return -ENOEXEC;
    }
    const magic = moduleInfo(file, 'vermagic');
    if (magic === null) return 0;
    const counted = (text: string) => (file.versionsOf === null ? text : text.slice(text.indexOf(' ')));
    if (counted(magic) === counted(vermagic)) return 0;
    print(KERN_ERR, `${name}: version magic '${magic}' should be '${vermagic}'`);
    return -ENOEXEC;
  }

  #insert(name: string, file: ModuleFile, given: string): number {
    const { casualty, inits, print, profile } = this.#options;
    const isUnsigned = !file.isSigned && hasSignedModules(profile);
    const taints = `${moduleInfo(file, 'intree') === null ? 'O' : ''}${isUnsigned ? 'E' : ''}`;
    if (this.find(name) !== undefined) {
      casualty.taintBy({ name, taints: taints.replace('E', '') });
      return -EEXIST;
    }
    const words = parseCommandLine(given).parameters;
    const table = parameterTable(file.info);
    let result = 0;
    const init = inits[name];
    const accepts = () => {
      result = casualty.area.hasRoomFor(name, file.coreBytes) ? 0 : -ENOMEM;
      if (result === 0) result = this.#resolve(name, file);
      if (result === 0) result = this.#parse(name, words, table);
      if (result === 0) this.#remember(name, file, file.info, words);
      return result === 0;
    };
    if (!casualty.loadModule({ name, taints }, accepts, file.coreBytes)) {
      init?.dropped?.();
      return result;
    }
    const started = init?.start?.(words) ?? 0;
    if (started === 'stopped') {
      casualty.leaveLoading();
      return 0;
    }
    result = started;
    if (result < 0) this.#forget(name);
    if (result > 0)
      print(
        KERN_WARNING,
        `do_init_module: '${name}'->init suspiciously returned ${result}, it should follow 0/-E convention`,
      );
    return Math.min(result, 0);
  }

  /** `simplify_symbols`: every symbol that nobody offers is told. */
  #resolve(name: string, { imports }: ModuleFile): number {
    const { profile, print } = this.#options;
    const offered = new Set([...this.#loaded.values()].flatMap(({ file }) => file.exports));
    const inModules = new Set(
      [...moduleCatalogue(profile).modules.values()].flatMap(({ needs }) => needs.map(({ symbol }) => symbol)),
    );
    let result = 0;
    for (const symbol of imports) {
      if (offered.has(symbol) || !inModules.has(symbol)) continue;
      print(KERN_WARNING, `${name}: Unknown symbol ${symbol} (err ${-ENOENT})`);
      result = -ENOENT;
    }
    return result;
  }

  /** `parse_args`: all of them, whatever becomes of each; the last error counts, and one above 0 is taken for text behind `--`. */
  #parse(name: string, words: readonly KernelParameter[], table: ParameterTable): number {
    const { print, profile } = this.#options;
    let result = 0;
    for (const word of words) {
      const setter = this.#setter(name, word.name);
      if (setter !== undefined) {
        result = this.#give(name, word, setter) || result;
        continue;
      }
      for (const { level, text } of parameterMessages([word], table, { module: name, wordBytes: profile.wordBytes })) {
        print(level, text);
        if (level === KERN_ERR) result = -EINVAL;
      }
    }
    if (result > 0) print(KERN_WARNING, `${name}: parameters '(efault)' after \`--' ignored`);
    return Math.min(result, 0);
  }

  #setter(module: string, parameter: string): ParameterSetter | undefined {
    const { setters = {} } = this.#options.inits[module] ?? {};
    return Object.entries(setters).find(([name]) => sameParameter(name, parameter))?.[1];
  }

  /** `parse_one`, and what `parse_args` says of its answer. */
  #give(module: string, { name, value }: KernelParameter, setter: ParameterSetter): number {
    const result = value === null ? -EINVAL : this.#set(name, value, setter);
    if (result === 0) return 0;
    const fault = result === -ENOSPC ? 'too large' : 'invalid';
    this.#options.print(KERN_ERR, `${module}: \`${value ?? ''}' ${fault} for parameter \`${name}'`);
    return result;
  }

  #set(name: string, value: string, { set, isDangerous }: ParameterSetter): number {
    const { casualty, print } = this.#options;
    if (isDangerous) {
      print(KERN_NOTICE, `Setting dangerous option ${name} - tainting kernel`);
      casualty.addTaint(TAINT_USER);
    }
    return set(value);
  }

  /** A write to a parameter below /sys/module whose value a function takes: bytes taken, or a negated error number. */
  writeParameter(module: string, parameter: string, text: string): number {
    const setter = this.#setter(module, parameter);
    const result = setter === undefined ? -EINVAL : this.#set(parameter, text, setter);
    return result === 0 ? text.length : result;
  }

  #forget(name: string): void {
    this.#options.casualty.unloadModule(name);
    this.#loaded.delete(name);
    for (const { users } of this.#loaded.values()) users.delete(name);
  }

  /** `delete_module`: 0 or a negated error number. */
  deleteModule(name: string): number {
    const module = this.find(name);
    if (module === undefined) return -ENOENT;
    if (module.users.length > 0) return -EAGAIN;
    if (module.state !== 'live') return -EBUSY;
    if (module.references > 0) return -EAGAIN;
    this.#options.inits[name]?.stop?.();
    this.#forget(name);
    return 0;
  }

  /** Loaded, or built in. */
  isPresent(name: string): boolean {
    const { builtin } = moduleCatalogue(this.#options.profile);
    return (
      this.find(name) !== undefined ||
      builtin.some((path) => path.replace(/^.*\/|\.ko$/g, '').replaceAll('-', '_') === name)
    );
  }

  /**
   * `request_module` and what an initramfs does: a module with all it needs, with the command line's words for each. -ENOENT for one
   * that this kernel does not have; 0 also for one that is built in or loaded.
   */
  requestModule(name: string): number {
    const { profile, commandLine } = this.#options;
    const { modules } = moduleCatalogue(profile);
    const plain = name.replaceAll('-', '_');
    if (this.isPresent(plain)) return 0;
    const module = modules.get(plain);
    if (module === undefined) return -ENOENT;
    for (const needed of dependencies(module)) {
      const error = this.requestModule(needed);
      if (error !== 0) return error;
    }
    const words = moduleWords(commandLine, plain).map(({ name: word, value }) =>
      value === null ? word : `${word}=${value}`,
    );
    return this.initModule(moduleImage(profile, module), words.join(' '));
  }

  /** Text of /proc/modules; addresses are hidden from those who may not see them. */
  procModules(showsAddresses: boolean): string {
    const digits = this.#options.profile.wordBytes * 2;
    return this.list()
      .map(({ name, coreBytes, references, users, state, address, taints }) => {
        const by = users.length === 0 ? '-' : `${users.join(',')},`;
        const stateText = { live: 'Live', coming: 'Loading', going: 'Unloading' }[state];
        const at = (showsAddresses ? address : 0n).toString(16).padStart(digits, '0');
        const letters = taints === '' ? '' : ` (${taints})`;
        return `${name} ${coreBytes} ${references} ${by} ${stateText} 0x${at}${letters}\n`;
      })
      .join('');
  }
}

function parameterTable(info: readonly string[]): ParameterTable {
  const table: Record<string, ParameterTable[string]> = {};
  for (const entry of info) {
    const match = /^parmtype=([^:]+):(.*)$/.exec(entry);
    if (match !== null) table[match[1]!] = parameterTypes[match[2]!] ?? 'charp';
  }
  return table;
}

function machineNumber(bytes: Uint8Array): number {
  return bytes[18]! | (bytes[19]! << 8);
}
