/**
 * /proc/sys: the recorded names, modes and defaults of each kernel, with the settings that this kernel obeys behind them.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/proc/proc_sysctl.c` and the tables registered with it. A value is a variable of the running
 * kernel and keeps what was written; only those of `liveSysctls` do more.
 */
import { assert } from '../../../sim/assert.ts';
import { getOption, parameterValue } from '../../cmdline.ts';
import type { PseudoDirectoryNode, PseudoFileNode, PseudoNode } from '../../vfs/pseudo-tree.ts';
import type { RecordedDirectory, RecordedFile } from '../recorded-tree.ts';
import { recordedTree } from '../recorded-tree.ts';
import type { PseudoServices } from '../services.ts';
import {
  type Cell,
  constantSysctl,
  intSysctl,
  intsSysctl,
  type NumberRange,
  stringSysctl,
  uintSysctl,
  ulongSysctl,
  variable,
} from './handlers.ts';
import { liveSysctls } from './live.ts';
import { networkSysctls, sysctlRanges } from './sysctl-ranges.data.ts';

/** `proc_dostring` buffers of sysctls that are not in the table. */
const STRING_BYTES = 256;

interface SysctlType {
  readonly type: 'int' | 'uint' | 'ulong' | 'string';
  readonly range: NumberRange;
  readonly maxBytes: number;
}

let types: ReadonlyMap<string, SysctlType> | null = null;

function sysctlTypes(): ReadonlyMap<string, SysctlType> {
  types ??= new Map(
    sysctlRanges
      .trim()
      .split('\n')
      .map((line) => {
        const [path, type, limits] = line.split(' ') as [string, SysctlType['type'], string?];
        const [min, max] = type === 'string' ? [] : (limits ?? '').split('..');
        const range = { ...(min ? { min: BigInt(min) } : {}), ...(max ? { max: BigInt(max) } : {}) };
        return [path, { type, range, maxBytes: type === 'string' ? Number(limits) : 0 }];
      }),
  );
  return types;
}

export class Sysctls {
  readonly #services: PseudoServices;
  readonly #nodes = new Map<string, PseudoNode>();
  readonly #numbers = new Map<string, Cell<bigint>>();
  readonly #live: Readonly<Record<string, () => PseudoFileNode>>;
  readonly #root: RecordedDirectory;

  /** `defaults`: /proc/sys as recorded, in the notation of `recorded-tree.ts`. */
  constructor(services: PseudoServices, defaults: string) {
    this.#services = services;
    const recorded = recordedTree(defaults);
    this.#root = {
      ...recorded,
      children: new Map(
        [...recorded.children, ...recordedTree(networkSysctls).children].sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    };
    this.#live = liveSysctls(services, this);
    for (const [path, cell] of services.parts.detectors.sysctls()) this.#numbers.set(path, cell);
    // `setup_print_fatal_signals`.
    const fatal = getOption(parameterValue(services.parts.commandLine, 'print-fatal-signals') ?? '');
    if (fatal !== null) this.#numbers.set('kernel/print-fatal-signals', variable(BigInt(fatal)));
  }

  tree(): PseudoDirectoryNode {
    return this.#directory('', this.#root);
  }

  /** The present value of a number that the rest of the kernel goes by; 0 where this kernel has no such setting. */
  number(path: string): number {
    const cell = this.#numbers.get(path);
    if (cell !== undefined) return Number(cell.get());
    const entry = this.#find(path);
    return entry === null ? 0 : Number(entry.text);
  }

  /** The variable behind a number, made from its default when it is first asked for. */
  cell(path: string): Cell<bigint> {
    let cell = this.#numbers.get(path);
    if (cell === undefined) {
      cell = variable(BigInt(this.#find(path)?.text.trim() ?? 0));
      this.#numbers.set(path, cell);
    }
    return cell;
  }

  /** The present text of a setting without its newline; empty where this kernel has none. */
  text(path: string): string {
    let node: PseudoNode | undefined = this.tree();
    for (const name of path.split('/')) node = node?.kind === 'directory' ? node.child(name) : undefined;
    const text = node?.kind === 'file' ? node.read?.() : undefined;
    return typeof text === 'string' ? text.replace(/\n$/, '') : '';
  }

  #find(path: string): RecordedFile | null {
    let directory = this.#root;
    const parts = path.split('/');
    const name = parts.pop()!;
    for (const part of parts) {
      const child = directory.children.get(part);
      if (child?.kind !== 'directory') return null;
      directory = child;
    }
    const file = directory.children.get(name);
    return file?.kind === 'file' ? file : null;
  }

  #directory(path: string, { mode, children }: RecordedDirectory): PseudoDirectoryNode {
    const names = [...children.keys()];
    return {
      kind: 'directory',
      mode,
      names: () => names,
      child: (name) => this.#child(path === '' ? name : `${path}/${name}`, children, name),
    };
  }

  #child(path: string, children: RecordedDirectory['children'], name: string): PseudoNode | undefined {
    const entry = children.get(name);
    if (entry === undefined) return undefined;
    let node = this.#nodes.get(path);
    if (node === undefined) {
      assert(entry.kind !== 'link', `/proc/sys/${path} is a link`);
      node = entry.kind === 'directory' ? this.#directory(path, entry) : this.#file(path, entry);
      this.#nodes.set(path, node);
    }
    return node;
  }

  #file(path: string, { mode, text }: RecordedFile): PseudoFileNode {
    const live = this.#live[path];
    if (live !== undefined) return live();
    const value = text.replace(/\n$/, '');
    if ((mode & 0o222) === 0) return constantSysctl(() => value, mode);
    const type = sysctlTypes().get(path);
    if (type?.type === 'string' || !/^-?\d+(\t-?\d+)*$/.test(value)) {
      return stringSysctl(variable(value), type?.maxBytes ?? STRING_BYTES, mode);
    }
    const numbers = value.split('\t');
    const range = type?.range ?? {};
    const isUlong = type?.type === 'ulong' || numbers.some((number) => BigInt(number) > 0x7fffffffn);
    if (isUlong) {
      const cells = numbers.length === 1 ? [this.cell(path)] : numbers.map((number) => variable(BigInt(number)));
      return ulongSysctl(cells, { mode, range, wordBits: this.#services.profile.wordBytes * 8 });
    }
    if (numbers.length > 1)
      return intsSysctl(
        numbers.map((number) => variable(Number(number))),
        mode,
        range,
      );
    const cell = narrowed(this.cell(path));
    return type?.type === 'uint' ? uintSysctl(cell, mode, range) : intSysctl(cell, mode, range);
  }
}

function narrowed(cell: Cell<bigint>): Cell<number> {
  return { get: () => Number(cell.get()), set: (value) => cell.set(BigInt(value)) };
}
