/**
 * Kernel symbols: names, sizes and addresses of the functions that crash reports name.
 *
 * Names and sizes are recorded, in the frames of the reports or in a table. So are some addresses; the others are assigned one behind the other from the start of the
 * text (or of the module), in the order of the table, aligned to 16 bytes: an address in a report is always that of its
 * symbol, but not the one the real build has.
 */
import type { CrashText } from '../../profiles/kernel-text.ts';
import { assert } from '../../sim/assert.ts';
import type { AddressSpace } from './address-space.ts';

export interface KernelSymbol {
  readonly name: string;
  readonly sizeBytes: number;
  /** Null: the kernel image. */
  readonly module: string | null;
  /** From the start of the text, or of the module area. */
  readonly offset: bigint;
}

const ALIGN = 16n;
/** x86-64: between symbols without a recorded address, so that the code printed round the end of one is not the next one's. */
const X86_GAP = 0x40n;
/** Where the first symbol without a recorded address lies. */
const FIRST_OFFSET = 0x1000n;

export class SymbolTable {
  readonly #symbols: ReadonlyMap<string, KernelSymbol>;

  private constructor(text: CrashText) {
    this.#symbols = readSymbols(text);
  }

  static readonly #tables = new Map<CrashText, SymbolTable>();

  /** One table per kernel text, made once. */
  static of(text: CrashText): SymbolTable {
    let table = SymbolTable.#tables.get(text);
    if (table === undefined) {
      table = new SymbolTable(text);
      SymbolTable.#tables.set(text, table);
    }
    return table;
  }

  /** The symbol of this name; it must exist. */
  symbol(name: string): KernelSymbol {
    const symbol = this.#symbols.get(name);
    assert(symbol !== undefined, `no kernel symbol ${name}`);
    return symbol;
  }

  symbols(): Iterable<KernelSymbol> {
    return this.#symbols.values();
  }

  /** Virtual address of a symbol in a running kernel. */
  address(name: string, { text, modules }: AddressSpace): bigint {
    const { module, offset } = this.symbol(name);
    return BigInt(`0x${module === null ? text : modules}`) + offset;
  }

  /** `symbol+0xoffset` as `%pS` prints it: with the size, and the module if it is one. Other text stays as it is. */
  format(place: string): string {
    const match = /^(.+)\+0x([0-9a-f]+)$/.exec(place);
    if (match === null) return place;
    const { name, sizeBytes, module } = this.symbol(match[1]!);
    return `${name}+0x${match[2]}/0x${sizeBytes.toString(16)}${module === null ? '' : ` [${module}]`}`;
  }
}

interface Row {
  readonly name: string;
  readonly sizeBytes: number;
  readonly module: string | null;
  readonly offset: bigint | null;
}

/** Rows of the table, then every symbol that a frame or an instruction names with its size. The first of a name counts. */
function rowsOf(text: CrashText, bases: { readonly text: bigint; readonly modules: bigint }): Row[] {
  const rows = new Map<string, Row>();
  const add = (row: Row) => {
    if (!rows.has(row.name)) rows.set(row.name, row);
  };
  for (const line of text.symbols.split('\n')) {
    if (line.trim() === '') continue;
    const match = /^(\S+) ([0-9a-f]+)(?: @([0-9a-f]+))?(?: (\w+))?$/.exec(line);
    assert(match !== null, `symbol line ${JSON.stringify(line)}`);
    const module = match[4] ?? null;
    const base = module === null ? bases.text : bases.modules;
    const offset = match[3] === undefined ? null : BigInt(`0x${match[3]}`) - base;
    add({ name: match[1]!, sizeBytes: Number.parseInt(match[2]!, 16), module, offset });
  }
  for (const { stacks, fault, blocks = [], runsAs } of Object.values(text.paths)) {
    const places = [fault, ...blocks].map((registers) => registers?.instructionPointer ?? '');
    const texts = [...stacks.map(({ frames }) => frames), ...places, runsAs?.worker ?? ''].join('\n');
    for (const match of texts.matchAll(/([\w.$]+)\+0x[0-9a-f]+\/0x([0-9a-f]+)(?: \[(\w+)\])?/g)) {
      add({ name: match[1]!, sizeBytes: Number.parseInt(match[2]!, 16), module: match[3] ?? null, offset: null });
    }
  }
  return [...rows.values()];
}

/** Where the text was linked to. */
export function textBase(text: CrashText): bigint {
  return text.architecture === 'x86_64' ? 0xffffffff81000000n : BigInt(`0x${text.textBase}`);
}

function readSymbols(text: CrashText): Map<string, KernelSymbol> {
  const rows = rowsOf(text, {
    text: textBase(text),
    modules: BigInt(`0x${text.modulesBase}`),
  });
  const next = new Map<string | null, bigint>();
  for (const { module, offset, sizeBytes } of rows) {
    const end = (offset ?? 0n) + BigInt(sizeBytes) + FIRST_OFFSET;
    if (end > (next.get(module) ?? 0n)) next.set(module, alignUp(end));
  }
  const gap = text.architecture === 'x86_64' ? X86_GAP : 0n;
  const symbols = new Map<string, KernelSymbol>();
  for (const row of rows) {
    const offset = row.offset ?? next.get(row.module)!;
    if (row.offset === null) next.set(row.module, alignUp(offset + BigInt(row.sizeBytes)) + gap);
    symbols.set(row.name, { ...row, offset });
  }
  return symbols;
}

function alignUp(value: bigint): bigint {
  return (value + ALIGN - 1n) & ~(ALIGN - 1n);
}
