/**
 * The environment: variables by name, and the shell's own variables beside them.
 *
 * Mirrors U-Boot `env/`, `lib/hashtable.c` and `get_local_var` of `common/cli_hush.c`. Here it lives in memory only; storage
 * for it comes with the disks.
 */

export class Environment {
  readonly #variables: Map<string, string>;
  /** hush variables, set by `name=value`; the environment goes before them. */
  readonly #locals = new Map([['HUSH_VERSION', '0.01']]);
  /** Room for variables in bytes, as `printenv` names it. */
  readonly #sizeBytes: number;

  constructor(variables: Readonly<Record<string, string>>, sizeBytes: number) {
    this.#variables = new Map(Object.entries(variables));
    this.#sizeBytes = sizeBytes;
  }

  get(name: string): string | undefined {
    return this.#variables.get(name);
  }

  set(name: string, value: string): void {
    this.#variables.set(name, value);
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
    const names = [...this.#variables.keys()].filter((name) => all || !name.startsWith('.')).sort();
    // hexport_r puts a backslash before a separator and before a backslash inside a value.
    const lines = names.map((name) => `${name}=${this.#variables.get(name)!.replace(/[\n\\]/g, '\\$&')}\n`).join('');
    return `${lines}\nEnvironment size: ${lines.length + 1}/${this.#sizeBytes} bytes\n`;
  }
}
