/**
 * Objects of the kernel in RAM: variables of its image, and what it would have allocated.
 *
 * Allocated objects lie in pages that the boot took for slabs, from the end of them down, where nothing else is kept. Stores go to the RAM that
 * somebody looks at: the machine's own, or a copy.
 */
import { CObject } from '../../../formats/c-object.ts';
import type { CTypes } from '../../../formats/c-types.ts';
import type { AddressRange } from '../../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../../memory/physical-memory.ts';
import type { KernelSymbols } from './kernel-symbols.ts';

const ALIGN = 64;

/** An object that has its place. */
export interface PlacedObject {
  readonly object: CObject;
  readonly physical: number;
  readonly address: bigint;
}

export interface KernelObjectsInput {
  readonly memory: PhysicalMemory;
  readonly types: CTypes;
  readonly symbols: KernelSymbols;
  /** Pages for objects. */
  readonly room: readonly AddressRange[];
  /** The start of the linear map, and how far the text was moved. */
  readonly linear: bigint;
  readonly kernelOffset: bigint;
}

export class KernelObjects {
  readonly memory: PhysicalMemory;
  readonly types: CTypes;
  readonly symbols: KernelSymbols;
  readonly #room: AddressRange[];
  readonly #linear: bigint;
  readonly #kernelOffset: bigint;

  constructor({ memory, types, symbols, room, linear, kernelOffset }: KernelObjectsInput) {
    this.memory = memory;
    this.types = types;
    this.symbols = symbols;
    this.#room = [...room].sort((a, b) => a.start - b.start);
    this.#linear = linear;
    this.#kernelOffset = kernelOffset;
  }

  linear(physical: number): bigint {
    return this.#linear + BigInt(physical);
  }

  /** The address of a variable in the running kernel. */
  address(name: string): bigint {
    return this.symbols.variable(name).address + this.#kernelOffset;
  }

  /** `vfs_write+0xc4` in the running kernel; null for what is no function of the image. */
  code(place: string): bigint | null {
    const linked = this.symbols.place(place);
    return linked === null ? null : linked + this.#kernelOffset;
  }

  /** A new object, zero; null when there is no memory left for one. */
  allocate(structure: string): PlacedObject | null {
    const physical = this.take(this.types.size(structure));
    if (physical === null) return null;
    return { object: new CObject(this.types, structure, 'little'), physical, address: this.linear(physical) };
  }

  /** The variable of that name, zero. */
  variable(name: string): PlacedObject {
    const { type } = this.symbols.variable(name);
    return {
      object: new CObject(this.types, type, 'little'),
      physical: this.symbols.physical(name),
      address: this.address(name),
    };
  }

  /** Bytes of memory in one piece: their physical address. */
  take(bytes: number, align = ALIGN): number | null {
    for (let index = this.#room.length - 1; index >= 0; index--) {
      const { start, end } = this.#room[index]!;
      const at = Math.floor((end - bytes) / align) * align;
      if (at < start) continue;
      this.#room[index] = { start, end: at };
      return at;
    }
    return null;
  }

  store({ physical, object }: PlacedObject): void {
    this.write(physical, object.bytes);
  }

  write(physical: number, bytes: Uint8Array): void {
    this.memory.write(physical, bytes, this.memory.writer('kernel'));
  }

  /** Stores numbers into an image variable, one behind the other, `width` bytes each. */
  set(name: string, values: readonly (number | bigint)[], width: 4 | 8 = 8): void {
    if (this.symbols.has(name)) this.write(this.symbols.physical(name), words(values, width));
  }
}

/** Little-endian words. */
export function words(values: readonly (number | bigint)[], width: 4 | 8): Uint8Array {
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    if (width === 8) view.setBigUint64(8 * index, BigInt.asUintN(64, BigInt(value)), true);
    else view.setUint32(4 * index, Number(BigInt.asUintN(32, BigInt(value))), true);
  });
  return bytes;
}
