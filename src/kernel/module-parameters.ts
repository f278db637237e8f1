/**
 * Typed parameters: what words of the command line mean to the code that declared them, and what is said about bad ones.
 *
 * Mirrors `parse_args`, `parse_one` and the `param_set_…` functions of Linux v6.1 and v6.12 `kernel/params.c`, and
 * `unknown_module_param_cb` of `kernel/module/main.c`. Left out: the 1024 characters that bound a string.
 */
import { type KernelCommandLine, type KernelParameter, kstrtobool, sameParameter } from './cmdline.ts';
import { KERN_ERR, KERN_WARNING } from './printk/levels.ts';
import { parseParameter } from './pstore/ramoops-parameters.ts';

type ParameterType = 'int' | 'uint' | 'long' | 'ulong' | 'ullong' | 'bool' | 'charp';

/** C types by name. */
export type ParameterTable = Readonly<Record<string, ParameterType>>;

type Value<Type extends ParameterType> = Type extends 'bool' ? boolean : Type extends 'charp' ? string : bigint;

/** What was set; a parameter that is absent keeps its default. */
export type ParameterValues<Table extends ParameterTable> = {
  readonly [Name in keyof Table]?: Value<Table[Name]>;
};

export interface ParameterMessage {
  readonly level: number;
  readonly text: string;
}

/** `MODULE.NAME=VALUE` as modprobe hands it to the module: without the module's name. */
export function moduleWords(line: KernelCommandLine, module: string): KernelParameter[] {
  return line.parameters.flatMap(({ name, value }) => {
    const dot = name.indexOf('.');
    return dot >= 0 && sameParameter(name.slice(0, dot), module) ? [{ name: name.slice(dot + 1), value }] : [];
  });
}

/** The last valid value of each parameter. */
export function parameterValuesOf<Table extends ParameterTable>(
  words: readonly KernelParameter[],
  table: Table,
  wordBytes: 4 | 8,
): ParameterValues<Table> {
  const values: Record<string, boolean | bigint | string> = {};
  for (const { name, value } of words) {
    const declared = declaredName(table, name);
    const parsed = declared === null ? null : parseValue(value, table[declared]!, wordBytes);
    if (parsed !== null) values[declared!] = parsed;
  }
  return values as ParameterValues<Table>;
}

/**
 * What is said about words that are not taken: the parameter stays as it was. `module`: its name, or null for the
 * kernel itself, which passes over names it does not know. A module with a message of level 3 is not loaded.
 */
export function parameterMessages(
  words: readonly KernelParameter[],
  table: ParameterTable,
  { module, wordBytes }: { readonly module: string | null; readonly wordBytes: 4 | 8 },
): ParameterMessage[] {
  return words.flatMap(({ name, value }) => {
    if (module !== null && OF_ANY_MODULE.includes(name)) return [];
    const declared = declaredName(table, name);
    if (declared === null) {
      return module === null ? [] : [{ level: KERN_WARNING, text: `${module}: unknown parameter '${name}' ignored` }];
    }
    if (parseValue(value, table[declared]!, wordBytes) !== null) return [];
    const doing = module ?? 'Booting kernel';
    return [{ level: KERN_ERR, text: `${doing}: \`${value ?? ''}' invalid for parameter \`${name}'` }];
  });
}

/** Every module takes them: `unknown_module_param_cb`. */
const OF_ANY_MODULE: readonly string[] = ['dyndbg', 'async_probe'];

function declaredName(table: ParameterTable, name: string): string | null {
  return Object.keys(table).find((declared) => sameParameter(declared, name)) ?? null;
}

/** A bool without a value is true; nothing else goes without one. */
function parseValue(value: string | null, type: ParameterType, wordBytes: 4 | 8): boolean | bigint | string | null {
  if (type === 'bool') return kstrtobool(value ?? '1');
  if (value === null) return null;
  return type === 'charp' ? value : parseParameter(value, type, wordBytes);
}
