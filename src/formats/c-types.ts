/**
 * The C types of a program as a table: sizes, members and their places, enumerations.
 *
 * What a debugger knows from DWARF, and a kernel from its BTF. One line a type: `NAME BYTES MEMBER:OFFSET[.BIT.WIDTH]:TYPE …`, before it `union `
 * where it is one; `typedef NAME TYPE`; `enum NAME VALUE=NUMBER …`. A type is `void`, `bool`, `char`, `u8` to `u128`, `i8` to `i128`, a name from
 * the table, `*TYPE` (`*` alone: of anything), `TYPE[COUNT]`. A name that the table does not have is an incomplete structure. Members of nameless
 * unions stand in their owner, so that members may overlap.
 */
import { assert } from '../sim/assert.ts';

export type CType =
  | { readonly kind: 'void' }
  | { readonly kind: 'integer'; readonly name: string; readonly bytes: number; readonly isSigned: boolean }
  | { readonly kind: 'pointer'; readonly target: CType }
  | { readonly kind: 'array'; readonly element: CType; readonly count: number }
  /** A structure, a union, a typedef or an enumeration. */
  | { readonly kind: 'named'; readonly name: string };

export interface CMember {
  readonly name: string;
  readonly offset: number;
  /** Of a bit field: lowest bit from `offset`, and how many. */
  readonly bits: { readonly start: number; readonly width: number } | null;
  readonly type: CType;
}

interface CStructure {
  readonly name: string;
  readonly isUnion: boolean;
  readonly bytes: number;
  readonly members: readonly CMember[];
}

interface CEnumeration {
  readonly name: string;
  readonly values: readonly (readonly [name: string, value: number])[];
}

/** Where a member lies, from the start of what the path begins with. */
export interface CPlace {
  readonly offset: number;
  readonly bytes: number;
  readonly type: CType;
}

const POINTER_BYTES = 8;

export class CTypes {
  readonly structures = new Map<string, CStructure>();
  readonly typedefs = new Map<string, CType>();
  readonly enumerations = new Map<string, CEnumeration>();
  readonly #places = new Map<string, CPlace>();

  constructor(text: string) {
    for (const line of text.split('\n')) {
      if (line !== '') this.#read(line.split(' '));
    }
  }

  #read(words: readonly string[]): void {
    const [first, name = '', ...rest] = words;
    if (first === 'typedef') this.typedefs.set(name, parseCType(rest[0]!));
    else if (first === 'enum') this.enumerations.set(name, { name, values: rest.map(enumerationValue) });
    else {
      const isUnion = first === 'union';
      const [own, bytes, ...members] = isUnion ? words.slice(1) : words;
      this.structures.set(own!, { name: own!, isUnion, bytes: Number(bytes), members: members.map(memberOf) });
    }
  }

  /** Bytes of a type; 0 of `void` and of an incomplete structure. */
  bytes(type: CType): number {
    switch (type.kind) {
      case 'void':
        return 0;
      case 'integer':
        return type.bytes;
      case 'pointer':
        return POINTER_BYTES;
      case 'array':
        return type.count * this.bytes(type.element);
      default: {
        const target = this.typedefs.get(type.name);
        if (target !== undefined) return this.bytes(target);
        return this.structures.get(type.name)?.bytes ?? (this.enumerations.has(type.name) ? 4 : 0);
      }
    }
  }

  /** `sizeof(struct NAME)`; it must be known. */
  size(name: string): number {
    const structure = this.structures.get(name);
    assert(structure !== undefined, `structure ${name}`);
    return structure.bytes;
  }

  has(name: string, member: string): boolean {
    return this.structures.get(name)?.members.some((one) => one.name === member) === true;
  }

  /** `se.on_rq`, `slots[3]` in a structure; the path must lead somewhere. */
  place(structure: string, path: string): CPlace {
    const key = `${structure} ${path}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.#follow({ kind: 'named', name: structure }, path);
      this.#places.set(key, place);
    }
    return place;
  }

  offset(structure: string, path: string): number {
    return this.place(structure, path).offset;
  }

  #follow(start: CType, path: string): CPlace {
    let [type, offset] = [start, 0];
    for (const step of path.split(/\.|(?=\[)/)) {
      const bare = this.#bare(type);
      if (step.startsWith('[')) {
        assert(bare.kind === 'array', `${path} leads into no array`);
        type = bare.element;
        offset += Number(step.slice(1, -1)) * this.bytes(type);
        continue;
      }
      const members = bare.kind === 'named' ? this.structures.get(bare.name)?.members : undefined;
      const member = members?.find(({ name }) => name === step);
      assert(member !== undefined, `no member ${step} for ${path}`);
      type = member.type;
      offset += member.offset;
    }
    return { offset, bytes: this.bytes(type), type };
  }

  /** Behind its typedefs. */
  #bare(type: CType): CType {
    let bare = type;
    for (let depth = 0; bare.kind === 'named' && depth < 8; depth++) {
      const target = this.typedefs.get(bare.name);
      if (target === undefined) break;
      bare = target;
    }
    return bare;
  }
}

function enumerationValue(word: string): readonly [string, number] {
  const [name, value] = word.split('=');
  return [name!, Number(value)];
}

function memberOf(word: string): CMember {
  const [name, place, type] = word.split(':');
  const [offset, start, width] = place!.split('.').map(Number);
  const bits = start === undefined || width === undefined ? null : { start, width };
  return { name: name!, offset: offset!, bits, type: parseCType(type!) };
}

/** A type as the table writes it; `COUNT` left out is an array of unknown length. */
export function parseCType(text: string): CType {
  const array = /^(.*)\[(\d*)\]$/.exec(text);
  if (array !== null) return { kind: 'array', element: parseCType(array[1]!), count: Number(array[2]) };
  if (text === '*' || text === '**') return { kind: 'pointer', target: { kind: 'void' } };
  if (text.startsWith('*')) return { kind: 'pointer', target: parseCType(text.slice(1)) };
  if (text === 'void') return { kind: 'void' };
  if (text === 'bool') return { kind: 'integer', name: text, bytes: 1, isSigned: false };
  if (text === 'char') return { kind: 'integer', name: text, bytes: 1, isSigned: true };
  const integer = /^([iu])(8|16|32|64|128)$/.exec(text);
  if (integer === null) return { kind: 'named', name: text };
  return { kind: 'integer', name: text, bytes: Number(integer[2]) / 8, isSigned: integer[1] === 'i' };
}
