/**
 * Kernel symbols: names, sizes and addresses of the functions that crash reports name.
 *
 * Names and sizes are recorded, in the frames of the reports or in a table. So are some addresses; the others are assigned one
 * behind the other from the start of the text (or of the module), in the order of the table, aligned to 16 bytes: an address in a
 * report is always that of its symbol, but not the one the real build has. A module without a recorded address gets a stretch of
 * the module area of its own.
 */
import type { CrashPath, RecordedFault } from '../../profiles/crash-data.ts';
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
/** Where the kernel's first symbol without a recorded address lies. */
const FIRST_OFFSET = 0x1000n;
/** A module without a recorded address lies on such a boundary, this far behind the symbols of the last one. */
const MODULE_STRETCH = 0x200000n;
/** A report counts the size of the last symbol of a section to the end of the address space, or beyond it. */
const SIZE_MAX = 0x1000000;

/** The part of the module area that a module's symbols and the pointers of its reports lie in. */
export interface ModulePlace {
  /** First page, from the start of the module area. */
  readonly offset: bigint;
  /** To the end of the last thing that is known to be in it. */
  readonly sizeBytes: number;
}

export class SymbolTable {
  readonly #symbols: ReadonlyMap<string, KernelSymbol>;
  readonly #modules: ReadonlyMap<string, ModulePlace>;

  private constructor(text: CrashText) {
    this.#symbols = readSymbols(text);
    this.#modules = modulePlaces(text, this.#symbols);
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

  /** Modules that have symbols here, by name, with their places. */
  get modules(): ReadonlyMap<string, ModulePlace> {
    return this.#modules;
  }

  /** Virtual address of the first page of the module that crashes; of the module area where none does. */
  moduleStart(path: CrashPath, { modules, moved }: AddressSpace): bigint {
    const name = crashedModule(path);
    const place = name === undefined ? undefined : this.#modules.get(name);
    return BigInt(`0x${modules}`) + (place?.offset ?? 0n) + (moved.get(name ?? '') ?? 0n);
  }

  /** Virtual address of a symbol in a running kernel. */
  address(name: string, { text, modules, moved }: AddressSpace): bigint {
    const { module, offset } = this.symbol(name);
    if (module === null) return BigInt(`0x${text}`) + offset;
    return BigInt(`0x${modules}`) + offset + (moved.get(module) ?? 0n);
  }

  /** Virtual address of `symbol+0xoffset`; what follows it is not looked at. */
  placeAddress(place: string, addresses: AddressSpace): bigint {
    const match = /^(.+?)\+0x([0-9a-f]+)/.exec(place);
    assert(match !== null, `place ${place}`);
    return this.address(match[1]!, addresses) + BigInt(`0x${match[2]}`);
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
    const fetched = fetchedSymbol(fault);
    if (fetched !== null) add(fetched);
    const places = [fault, ...blocks].map((registers) => registers?.instructionPointer ?? '');
    const texts = [...stacks.map(({ frames }) => frames), ...places, runsAs?.worker ?? ''].join('\n');
    for (const match of texts.matchAll(/([\w.$]+)\+0x[0-9a-f]+\/0x([0-9a-f]+)(?: \[(\w+)\])?/g)) {
      const sizeBytes = Number.parseInt(match[2]!, 16);
      const isKnown = sizeBytes < SIZE_MAX;
      add({ name: match[1]!, sizeBytes: isKnown ? sizeBytes : 0, module: match[3] ?? null, offset: null });
    }
  }
  return [...rows.values()];
}

/** A jump to the start of a symbol that must not be executed: the address that faulted is the symbol's. */
function fetchedSymbol(fault: RecordedFault | null): Row | null {
  const place = /^([\w.$]+)\+0x0\/0x[0-9a-f]+ \[(\w+)\]$/.exec(fault?.instructionPointer ?? '');
  const offset = /^modules\+([0-9a-f]+)$/.exec(fault?.address ?? '')?.[1];
  if (place === null || offset === undefined) return null;
  return { name: place[1]!, sizeBytes: 0, module: place[2]!, offset: BigInt(`0x${offset}`) };
}

/** Where the text was linked to. */
export function textBase(text: CrashText): bigint {
  return text.architecture === 'x86_64' ? 0xffffffff81000000n : BigInt(`0x${text.textBase}`);
}

/** From the start of the image, itself `intoRam` bytes into RAM, to its text: 32-bit ARM's image begins with other things. */
export function textOffset({ architecture, ...facts }: CrashText, intoRam: number): number {
  if (architecture !== 'arm' || !('textBase' in facts)) return 0;
  return Number.parseInt(facts.textBase, 16) - ARM_PAGE_OFFSET - intoRam;
}

const ARM_PAGE_OFFSET = 0xc0000000;

function readSymbols(text: CrashText): Map<string, KernelSymbol> {
  const rows = rowsOf(text, {
    text: textBase(text),
    modules: BigInt(`0x${text.modulesBase}`),
  });
  const next = new Map<string | null, bigint>();
  let modulesEnd = 0n;
  const gap = text.architecture === 'x86_64' ? X86_GAP : 0n;
  for (const { module, offset, sizeBytes } of rows) {
    const end = (offset ?? 0n) + BigInt(sizeBytes) + (module === null ? FIRST_OFFSET : gap);
    // A symbol without a size is none of the text.
    if (module === null || (offset !== null && sizeBytes > 0)) {
      next.set(module, alignUp(larger(end, next.get(module) ?? 0n), ALIGN));
    }
    if (module !== null && offset !== null) modulesEnd = larger(modulesEnd, end);
  }
  const symbols = new Map<string, KernelSymbol>();
  for (const row of rows) {
    const { name, sizeBytes, module } = row;
    let offset = row.offset;
    if (offset === null) {
      offset = next.get(module) ?? alignUp(modulesEnd + MODULE_STRETCH, MODULE_STRETCH);
      const end = alignUp(offset + BigInt(sizeBytes), ALIGN) + gap;
      next.set(module, end);
      if (module !== null) modulesEnd = larger(modulesEnd, end);
    }
    symbols.set(name, { name, sizeBytes, module, offset });
  }
  return symbols;
}

/** Pages of the modules: their symbols, and what registers and messages point at (`modules+…`, and `module+…` of the one that crashed). */
function modulePlaces(text: CrashText, symbols: ReadonlyMap<string, KernelSymbol>): Map<string, ModulePlace> {
  const page = text.architecture === 'ppc64le' ? 0x10000n : 0x1000n;
  const ranges = new Map<string, { start: bigint; end: bigint }>();
  for (const { module, offset, sizeBytes } of symbols.values()) {
    if (module === null) continue;
    const range = ranges.get(module) ?? { start: offset, end: offset };
    const end = offset + BigInt(sizeBytes);
    ranges.set(module, { start: offset < range.start ? offset : range.start, end: larger(end, range.end) });
  }
  for (const range of ranges.values()) range.start -= range.start % page;
  const starts = [...ranges.values()].sort((a, b) => (a.start < b.start ? -1 : 1));
  for (const path of Object.values(text.paths)) {
    const own = ranges.get(crashedModule(path) ?? '');
    for (const [, plural, digits] of JSON.stringify(path).matchAll(/\bmodule(s?)\+([0-9a-f]+)/g)) {
      const offset = BigInt(`0x${digits}`);
      const range = plural === '' ? own : starts.findLast(({ start }) => start <= offset);
      if (range !== undefined) range.end = larger(range.end, (plural === '' ? range.start : 0n) + offset + 8n);
    }
  }
  return new Map(
    [...ranges].map(([name, { start, end }]) => [name, { offset: start, sizeBytes: Number(end - start) }]),
  );
}

/** The module whose code a path shows: that of the instruction, of one below an interrupt, or of the innermost frame. */
function crashedModule({ fault, blocks = [], stacks }: CrashPath): string | undefined {
  const places = [fault, ...blocks].map((registers) => registers?.instructionPointer ?? '');
  return /\[(\w+)\]/.exec([...places, ...stacks.map(({ frames }) => frames)].join('\n'))?.[1];
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function alignUp(value: bigint, unit: bigint): bigint {
  return ((value + unit - 1n) / unit) * unit;
}
