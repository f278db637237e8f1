/**
 * The shell's variables: scopes of functions, attributes, indexed and associative arrays, the environment.
 *
 * bash 5.2 `variables.c`. Left out: name references.
 */
import { ShellFailure } from './failure.ts';

export type LetterCase = '' | 'lower' | 'upper' | 'capital';

/** One variable; unset but declared (`declare x`, `local x`) has `value` undefined. */
export class Variable {
  value: string | undefined;
  /** Indexed array; element 0 is the plain value. */
  elements: Map<number, string> | null = null;
  associative: Map<string, string> | null = null;
  exported = false;
  readonly = false;
  integer = false;
  letterCase: LetterCase = '';
  /** The shell computes it when it is read. */
  compute: (() => string | undefined) | null = null;
  /** The same for an array. */
  computeList: (() => readonly string[]) | null = null;

  constructor(value?: string) {
    this.value = value;
  }

  clone(): Variable {
    const copy = new Variable(this.value);
    copy.elements = this.elements && new Map(this.elements);
    copy.associative = this.associative && new Map(this.associative);
    copy.exported = this.exported;
    copy.readonly = this.readonly;
    copy.integer = this.integer;
    copy.letterCase = this.letterCase;
    copy.compute = this.compute;
    copy.computeList = this.computeList;
    return copy;
  }

  /** Plain value: of an array, its element 0. */
  get text(): string | undefined {
    if (this.compute !== null) return this.compute();
    if (this.elements !== null) return this.elements.get(0);
    if (this.associative !== null) return this.associative.get('0');
    return this.value;
  }

  get isArray(): boolean {
    return this.elements !== null || this.associative !== null || this.computeList !== null;
  }

  get isSet(): boolean {
    return this.compute !== null ? this.compute() !== undefined : this.value !== undefined || this.isArray;
  }
}

/** Called when a variable the shell itself depends on has changed or gone. */
export type AssignmentHook = (value: string | undefined) => void;

/** See the head of the file. */
export class Variables {
  /** Innermost scope last; the first is global. */
  #scopes: Map<string, Variable>[] = [new Map()];
  #innermost: Map<string, Variable> = this.#scopes[0] as Map<string, Variable>;
  readonly hooks = new Map<string, AssignmentHook>();
  /** Evaluates the value of an integer variable. */
  evaluate: (text: string) => string = (text) => text;
  /** `set -a`. */
  exportAll = false;
  #environment: string[] | null = null;

  /** A copy for a subshell. */
  clone(): Variables {
    const copy = new Variables();
    copy.#scopes = this.#scopes.map((scope) => new Map([...scope].map(([name, variable]) => [name, variable.clone()])));
    copy.#innermost = copy.#scopes.at(-1) as Map<string, Variable>;
    copy.exportAll = this.exportAll;
    return copy;
  }

  pushScope(): void {
    this.#innermost = new Map();
    this.#scopes.push(this.#innermost);
  }

  popScope(): void {
    const gone = this.#scopes.pop() ?? new Map<string, Variable>();
    this.#innermost = this.#scopes.at(-1) as Map<string, Variable>;
    this.#environment = null;
    for (const name of gone.keys()) this.hooks.get(name)?.(this.get(name));
  }

  find(name: string): Variable | undefined {
    const found = this.#innermost.get(name);
    if (found !== undefined || this.#scopes.length === 1) return found;
    for (let at = this.#scopes.length - 2; at >= 0; at--) {
      const outer = (this.#scopes[at] as Map<string, Variable>).get(name);
      if (outer !== undefined) return outer;
    }
    return undefined;
  }

  /** In the innermost scope only. */
  findLocal(name: string): Variable | undefined {
    return this.#innermost.get(name);
  }

  get(name: string): string | undefined {
    return this.find(name)?.text;
  }

  /** Assigns, keeping attributes. Throws `ShellFailure` for a readonly variable. */
  set(name: string, value: string): Variable {
    let variable = this.find(name);
    if (variable === undefined) {
      variable = new Variable();
      (this.#scopes[0] as Map<string, Variable>).set(name, variable);
    }
    if (variable.readonly) throw new ShellFailure(`${name}: readonly variable`, 127);
    this.assign(name, variable, value);
    return variable;
  }

  /** Gives a variable at hand its value, as its attributes want it. */
  assign(name: string, variable: Variable, given: string): void {
    const value = this.converted(variable, given);
    if (variable.elements !== null) variable.elements.set(0, value);
    else if (variable.associative !== null) variable.associative.set('0', value);
    else variable.value = value;
    if (this.exportAll) variable.exported = true;
    if (variable.exported) this.#environment = null;
    if (this.hooks.size > 0) this.hooks.get(name)?.(value);
  }

  /** A value as integer or letter case attributes change it. */
  converted(variable: Variable, given: string): string {
    let value = variable.integer ? this.evaluate(given) : given;
    if (variable.letterCase === 'lower') value = lower(value);
    else if (variable.letterCase === 'upper') value = upper(value);
    else if (variable.letterCase === 'capital') value = upper(value.slice(0, 1)) + lower(value.slice(1));
    return value;
  }

  /** The variable, made in the global scope when it is not there. */
  declare(name: string): Variable {
    const found = this.find(name);
    if (found !== undefined) return found;
    const made = new Variable();
    (this.#scopes[0] as Map<string, Variable>).set(name, made);
    return made;
  }

  /** The variable of the innermost scope, made when it is not there. */
  declareLocal(name: string): Variable {
    const found = this.#innermost.get(name);
    if (found !== undefined) return found;
    const made = new Variable();
    this.#innermost.set(name, made);
    this.#environment = null;
    return made;
  }

  /** Removes the innermost variable of that name. */
  unset(name: string): void {
    for (let at = this.#scopes.length - 1; at >= 0; at--) {
      if (!(this.#scopes[at] as Map<string, Variable>).delete(name)) continue;
      // A local stays hidden for the rest of its function, as bash does.
      if (at === this.#scopes.length - 1 && at > 0) this.#innermost.set(name, new Variable());
      break;
    }
    this.#environment = null;
    this.hooks.get(name)?.(undefined);
  }

  /** After attributes were changed from outside. */
  touched(): void {
    this.#environment = null;
  }

  /** The variables of the innermost scope, sorted by name. */
  locals(): [string, Variable][] {
    return [...this.#innermost].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  /** All visible variables, sorted by name. */
  all(): [string, Variable][] {
    const seen = new Map<string, Variable>();
    for (const scope of this.#scopes) for (const [name, variable] of scope) seen.set(name, variable);
    return [...seen].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  /** `NAME=value` of all exported variables, in the order of bash's hash table, which is the order programs see. */
  environment(): readonly string[] {
    if (this.#environment !== null) return this.#environment;
    const seen = new Map<string, Variable>();
    for (const scope of this.#scopes) for (const [name, variable] of scope) seen.set(name, variable);
    const found: { bucket: number; entry: string }[] = [];
    for (const [name, variable] of seen) {
      if (!variable.exported || variable.isArray) continue;
      const value = variable.text;
      if (value !== undefined) found.push({ bucket: hashBucket(name), entry: `${name}=${value}` });
    }
    const result = found.sort((a, b) => a.bucket - b.bucket).map(({ entry }) => entry);
    this.#environment = result;
    return result;
  }
}

/** Bucket of a name in a table of 1024: bash `hashlib.c` (`hash_string`, FNV-1). */
function hashBucket(name: string): number {
  let hash = 2166136261;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash, 16777619) ^ name.charCodeAt(at);
  return hash & 1023;
}

/** Letters of the C locale to upper case. */
export function upper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** Letters of the C locale to lower case. */
export function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
