/**
 * The environment: variables by name, and the shell's own variables beside them.
 *
 * Mirrors U-Boot `env/`, `lib/hashtable.c` and `get_local_var` of `common/cli_hush.c`. It lives in memory; a store, if
 * the board has one, is where `saveenv` puts it.
 */

/** Where an environment outlives a reset. */
export interface EnvironmentStore {
  /** As in `Saving Environment to FAT... `. */
  readonly name: string;
  /** What is printed behind `Loading Environment from NAME... `, and the variables; null: the defaults stay. */
  load(): { readonly text: string; readonly variables: ReadonlyMap<string, string> | null };
  /** What the driver returns: 0 when it is saved. */
  save(environment: Environment, puts: (text: string) => void): number;
}

export class Environment {
  readonly #variables: Map<string, string>;
  readonly #defaults: ReadonlyMap<string, string>;
  /** hush variables, set by `name=value`; the environment goes before them. */
  readonly #locals = new Map([['HUSH_VERSION', '0.01']]);
  /** Room for variables in bytes, as `printenv` names it. */
  readonly sizeBytes: number;
  readonly store: EnvironmentStore | null;
  /** What the boot text tells of the loading. */
  readonly loadText: string;

  constructor(variables: Readonly<Record<string, string>>, sizeBytes: number, store: EnvironmentStore | null = null) {
    this.#defaults = new Map(Object.entries(variables));
    const loaded = store?.load() ?? { text: 'OK', variables: null };
    this.#variables = new Map(loaded.variables ?? this.#defaults);
    this.loadText = `Loading Environment from ${store?.name ?? 'nowhere'}... ${loaded.text}`;
    this.sizeBytes = sizeBytes;
    this.store = store;
  }

  /** The value in the default environment. */
  default(name: string): string | undefined {
    return this.#defaults.get(name);
  }

  /** Back to the default environment; with `keeps` what that does not know stays. */
  reset(keeps: boolean): void {
    if (!keeps) this.#variables.clear();
    for (const [name, value] of this.#defaults) this.#variables.set(name, value);
  }

  /** `hexport_r`: variables sorted by name, each with a separator behind it, as text. */
  exported(separator: '\n' | '\0', names: readonly string[]): string {
    const all = [...this.#variables.keys()].filter((name) => names.length === 0 || names.includes(name)).sort();
    const special = separator === '\n' ? /[\n\\]/g : /[\0\\]/g;
    return all.map((name) => `${name}=${this.#variables.get(name)!.replace(special, '\\$&')}${separator}`).join('');
  }

  get(name: string): string | undefined {
    return this.#variables.get(name);
  }

  set(name: string, value: string): void {
    this.#variables.set(name, value);
  }

  /** Sorted. */
  get names(): readonly string[] {
    return [...this.#variables.keys()].sort();
  }

  clear(): void {
    this.#variables.clear();
  }

  /** `env_set_hex`: lower case, no `0x`. */
  setHex(name: string, value: number): void {
    this.set(name, value.toString(16));
  }

  delete(name: string): boolean {
    return this.#variables.delete(name);
  }

  /** What `$name` gives in the shell; undefined when neither kind of variable has the name. */
  lookUp(name: string, where?: 'environment' | 'shell'): string | undefined {
    const value = where === 'shell' ? undefined : this.#variables.get(name);
    return value ?? (where === 'environment' ? undefined : this.#locals.get(name));
  }

  /** The shell's own variables, in the order in which they were made. */
  get locals(): ReadonlyMap<string, string> {
    return this.#locals;
  }

  deleteLocal(name: string): void {
    this.#locals.delete(name);
  }

  setLocal(name: string, value: string): void {
    this.#locals.set(name, value);
  }

  /** What `printenv` prints, sorted by name; names that begin with a dot only where `all`. */
  print(all: boolean): string {
    const names = this.names.filter((name) => all || !name.startsWith('.'));
    // hexport_r puts a backslash before a separator and before a backslash inside a value.
    const lines = names.map((name) => `${name}=${this.#variables.get(name)!.replace(/[\n\\]/g, '\\$&')}\n`).join('');
    return `${lines}\nEnvironment size: ${lines.length + 1}/${this.sizeBytes} bytes\n`;
  }
}
