/**
 * Where the variables and functions of a kernel lie, as its System.map has them.
 *
 * Variables in the part of the image that stays are where the real kernel has them (`DumpFacts`). Those behind it (`.init`, `.bss`: the simulated
 * image ends earlier, and keeps its log there) lie where the real kernel has its unwind tables, of which the simulated one has few. Functions are
 * those of the crash reports, at the addresses that the reports use; others that tools look for follow behind.
 */
import { type CTypes, parseCType } from '../../../formats/c-types.ts';
import type { AddressRange } from '../../../memory/memory-map.ts';
import type { DumpFacts } from '../../../profiles/dump-facts.ts';
import { assert } from '../../../sim/assert.ts';
import type { KernelSymbol } from '../../crash/symbols.ts';

/** `_text` as linked. */
export const LINKED_TEXT = 0xffffffff81000000n;
/** Room for the unwind tables, in front of the variables that moved. */
const UNWIND_ROOM = 0x40000n;
const LEAST_FUNCTION_BYTES = 16;
const FUNCTION_ALIGN = 16n;

export interface KernelVariable {
  readonly name: string;
  /** As linked; of one in the CPUs' areas from their start. */
  readonly address: bigint;
  readonly type: string;
  readonly isPerCpu: boolean;
}

export interface KernelFunction {
  readonly name: string;
  readonly address: bigint;
  readonly sizeBytes: number;
}

export interface KernelSymbolsInput {
  readonly facts: DumpFacts;
  readonly types: CTypes;
  /** Symbols of the crash reports. */
  readonly functions: Iterable<KernelSymbol>;
  /** The log's variables, physical, where the simulated kernel has its own. */
  readonly log: Readonly<Record<string, number>>;
  readonly image: AddressRange;
}

export class KernelSymbols {
  readonly variables: ReadonlyMap<string, KernelVariable>;
  readonly functions: ReadonlyMap<string, KernelFunction>;
  readonly marks: ReadonlyMap<string, bigint>;
  readonly #image: AddressRange;

  constructor({ facts, types, functions, log, image }: KernelSymbolsInput) {
    this.#image = image;
    this.marks = new Map(rows(facts.marks).map(([name, address]) => [name!, BigInt(`0x${address}`)]));
    const variables = rows(facts.variables).map(([name, address, type]) => variableOf(name!, address!, type!));
    variables.push(...olderNames(variables, types));
    const unwind = variables.find(({ name }) => name === '__start_orc_unwind_ip')!;
    let next = unwind.address + UNWIND_ROOM;
    const end = this.marks.get('__init_begin')!;
    this.variables = new Map(
      variables.map((one) => {
        const own = log[one.name];
        if (own !== undefined) return [one.name, { ...one, address: this.linked(own) }];
        if (one.isPerCpu || one.address < end) return [one.name, one];
        const address = next;
        next += BigInt(Math.ceil((types.bytes(parseCType(one.type)) + 8) / 64) * 64);
        return [one.name, { ...one, address }];
      }),
    );
    this.functions = placeFunctions(functions, rows(facts.functions));
  }

  /** The address as linked of what lies at a physical address of the image. */
  linked(physical: number): bigint {
    return LINKED_TEXT + BigInt(physical - this.#image.start);
  }

  variable(name: string): KernelVariable {
    const variable = this.variables.get(name);
    assert(variable !== undefined, `kernel variable ${name}`);
    return variable;
  }

  has(name: string): boolean {
    return this.variables.has(name);
  }

  /** Where a variable lies in RAM. */
  physical(name: string): number {
    return this.physicalOf(this.variable(name).address);
  }

  /** Where an address as linked lies in RAM. */
  physicalOf(linked: bigint): number {
    return this.#image.start + Number(linked - LINKED_TEXT);
  }

  /** `vfs_write+0xc4` as linked; null for what is no function of the image. */
  place(text: string): bigint | null {
    const match = /^([\w.$]+)\+0x([0-9a-f]+)/.exec(text);
    const own = match === null ? undefined : this.functions.get(match[1]!);
    return own === undefined ? null : own.address + BigInt(`0x${match![2]}`);
  }
}

/** Since 6.2 these are members of `pcpu_hot`; crash 8.0.2 knows them by the names they had. */
function olderNames(variables: readonly KernelVariable[], types: CTypes): KernelVariable[] {
  const hot = variables.find(({ name }) => name === 'pcpu_hot');
  if (hot === undefined) return [];
  const kinds = { cpu_number: 'i32', current_task: '*task_struct', hardirq_stack_ptr: '*' };
  return Object.entries(kinds).map(([name, type]) => {
    const address = hot.address + BigInt(types.offset('pcpu_hot', name));
    return { name, address, type, isPerCpu: true };
  });
}

function rows(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
}

function variableOf(name: string, address: string, type: string): KernelVariable {
  const isPerCpu = name.startsWith('%');
  return { name: isPerCpu ? name.slice(1) : name, address: BigInt(`0x${address}`), type, isPerCpu };
}

function placeFunctions(
  known: Iterable<KernelSymbol>,
  named: readonly (readonly string[])[],
): ReadonlyMap<string, KernelFunction> {
  const functions = new Map<string, KernelFunction>();
  let end = LINKED_TEXT;
  for (const { name, sizeBytes, module, offset } of known) {
    if (module !== null || sizeBytes === 0) continue;
    const address = LINKED_TEXT + offset;
    functions.set(name, { name, address, sizeBytes });
    const last = address + BigInt(sizeBytes);
    if (last > end) end = last;
  }
  for (const [name = '', digits = '0'] of named) {
    if (functions.has(name)) continue;
    const sizeBytes = Math.max(LEAST_FUNCTION_BYTES, Number.parseInt(digits, 16));
    const address = ((end + FUNCTION_ALIGN) / FUNCTION_ALIGN) * FUNCTION_ALIGN;
    functions.set(name, { name, address, sizeBytes });
    end = address + BigInt(sizeBytes);
  }
  return functions;
}
