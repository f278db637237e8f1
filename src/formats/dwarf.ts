/**
 * Debug information: types and variables as DWARF 4, for gdb and crash.
 *
 * Facts: DWARF Debugging Information Format, Version 4 (sections 3 to 5 and 7). One compilation unit with all types of a table, variables with their
 * addresses or their constant values. Left out: functions, lines, scopes; what a debugger needs to read memory, it has.
 */
import type { ByteOrder } from '../memory/byte-order.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { type CMember, type CType, type CTypes, parseCType } from './c-types.ts';

const DW_TAG = {
  arrayType: 0x01,
  enumerationType: 0x04,
  member: 0x0d,
  pointerType: 0x0f,
  compileUnit: 0x11,
  structureType: 0x13,
  typedef: 0x16,
  unionType: 0x17,
  subrangeType: 0x21,
  baseType: 0x24,
  enumerator: 0x28,
  variable: 0x34,
} as const;
const DW_AT = {
  location: 0x02,
  name: 0x03,
  byteSize: 0x0b,
  lowPc: 0x11,
  highPc: 0x12,
  language: 0x13,
  constValue: 0x1c,
  upperBound: 0x2f,
  count: 0x37,
  dataMemberLocation: 0x38,
  declaration: 0x3c,
  encoding: 0x3e,
  external: 0x3f,
  type: 0x49,
  bitSize: 0x0d,
  dataBitOffset: 0x6b,
} as const;
const DW_FORM = {
  addr: 0x01,
  data8: 0x07,
  string: 0x08,
  sdata: 0x0d,
  udata: 0x0f,
  ref4: 0x13,
  exprloc: 0x18,
  flagPresent: 0x19,
} as const;
const DW_ATE = { boolean: 2, signed: 5, signedChar: 6, unsigned: 7 } as const;
const DW_LANG_C99 = 0x0c;
const DW_OP_ADDR = 0x03;
const VERSION = 4;
const HEADER_BYTES = 11;

/** A variable of the program; `type` as `CTypes` writes it. */
interface DwarfVariable {
  readonly name: string;
  readonly type: string;
  readonly at: { readonly address: bigint } | { readonly constant: number };
}

export interface DwarfUnit {
  readonly byteOrder: ByteOrder;
  readonly name: string;
  readonly types: CTypes;
  readonly variables: readonly DwarfVariable[];
  /** Where its code lies. */
  readonly code: { readonly start: bigint; readonly sizeBytes: number };
}

/** The contents of .debug_info and .debug_abbrev. */
export function encodeDwarf(unit: DwarfUnit): { readonly info: Uint8Array; readonly abbreviations: Uint8Array } {
  const writer = new UnitWriter(unit.byteOrder, unit.types);
  writer.open(DW_TAG.compileUnit, true, [
    [DW_AT.name, DW_FORM.string, unit.name],
    [DW_AT.language, DW_FORM.udata, DW_LANG_C99],
    [DW_AT.lowPc, DW_FORM.addr, unit.code.start],
    [DW_AT.highPc, DW_FORM.data8, BigInt(unit.code.sizeBytes)],
  ]);
  for (const name of unit.types.structures.keys()) writer.reference({ kind: 'named', name });
  for (const name of unit.types.enumerations.keys()) writer.reference({ kind: 'named', name });
  for (const name of unit.types.typedefs.keys()) writer.reference({ kind: 'named', name });
  for (const { name, type, at } of unit.variables) {
    const value: Attribute =
      'address' in at ? [DW_AT.location, DW_FORM.exprloc, at.address] : [DW_AT.constValue, DW_FORM.sdata, at.constant];
    writer.open(DW_TAG.variable, false, [
      [DW_AT.name, DW_FORM.string, name],
      [DW_AT.external, DW_FORM.flagPresent, 0],
      [DW_AT.type, DW_FORM.ref4, parseCType(type)],
      value,
    ]);
    writer.writeTypes();
  }
  writer.writeTypes();
  writer.close();
  return writer.finish();
}

type Attribute = readonly [attribute: number, form: number, value: string | number | bigint | CType];

class UnitWriter {
  readonly #types: CTypes;
  readonly #little: boolean;
  readonly #info: number[] = [];
  /** Abbreviations by what they say, with their numbers. */
  readonly #abbreviations = new Map<string, { readonly number: number; readonly words: readonly number[] }>();
  /** Types by their text: where they lie in the unit. */
  readonly #placed = new Map<string, number>();
  #waiting: (readonly [key: string, type: CType])[] = [];
  readonly #asked = new Set<string>();
  readonly #fixups: (readonly [at: number, key: string])[] = [];

  constructor(byteOrder: ByteOrder, types: CTypes) {
    this.#little = byteOrder === 'little';
    this.#types = types;
  }

  /** Begins an entry; one with children ends with `close`. */
  open(tag: number, hasChildren: boolean, attributes: readonly Attribute[]): void {
    const words = [tag, hasChildren ? 1 : 0];
    for (const [attribute, form] of attributes) words.push(attribute, form);
    const key = words.join();
    let abbreviation = this.#abbreviations.get(key);
    if (abbreviation === undefined) {
      abbreviation = { number: this.#abbreviations.size + 1, words };
      this.#abbreviations.set(key, abbreviation);
    }
    pushUnsigned(this.#info, abbreviation.number);
    for (const [, form, value] of attributes) this.#value(form, value);
  }

  close(): void {
    this.#info.push(0);
  }

  #value(form: number, value: Attribute[2]): void {
    switch (form) {
      case DW_FORM.string:
        for (const byte of latin1Bytes(String(value))) this.#info.push(byte);
        this.#info.push(0);
        break;
      case DW_FORM.udata:
        pushUnsigned(this.#info, Number(value));
        break;
      case DW_FORM.sdata:
        pushSigned(this.#info, Number(value));
        break;
      case DW_FORM.ref4:
        this.#fixups.push([this.#info.length, this.reference(value as CType)]);
        this.#info.push(0, 0, 0, 0);
        break;
      case DW_FORM.exprloc:
        this.#info.push(9, DW_OP_ADDR, ...this.#long(BigInt(value as bigint)));
        break;
      case DW_FORM.addr:
      case DW_FORM.data8:
        this.#info.push(...this.#long(BigInt(value as bigint)));
        break;
      default:
    }
  }

  #long(value: bigint): Uint8Array {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, value, this.#little);
    return bytes;
  }

  /** The key of a type that will be written. */
  reference(type: CType): string {
    const key = typeKey(type);
    if (!this.#asked.has(key)) {
      this.#asked.add(key);
      this.#waiting.push([key, type]);
    }
    return key;
  }

  writeTypes(): void {
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const [key, type] of waiting) {
        this.#placed.set(key, HEADER_BYTES + this.#info.length);
        this.#type(type);
      }
    }
  }

  #type(type: CType): void {
    switch (type.kind) {
      case 'void':
        this.open(DW_TAG.baseType, false, [...named('void'), [DW_AT.byteSize, DW_FORM.udata, 0], ...encoding(7)]);
        break;
      case 'integer':
        this.open(DW_TAG.baseType, false, [
          ...named(cName(type.name)),
          [DW_AT.byteSize, DW_FORM.udata, type.bytes],
          ...encoding(integerEncoding(type)),
        ]);
        break;
      case 'pointer': {
        const target: Attribute[] = type.target.kind === 'void' ? [] : [[DW_AT.type, DW_FORM.ref4, type.target]];
        this.open(DW_TAG.pointerType, false, [[DW_AT.byteSize, DW_FORM.udata, 8], ...target]);
        break;
      }
      case 'array':
        this.open(DW_TAG.arrayType, true, [[DW_AT.type, DW_FORM.ref4, type.element]]);
        this.open(DW_TAG.subrangeType, false, [
          [DW_AT.type, DW_FORM.ref4, parseCType('u64')],
          [DW_AT.count, DW_FORM.udata, type.count],
        ]);
        this.close();
        break;
      default:
        this.#named(type.name);
    }
  }

  #named(name: string): void {
    const { typedefs, enumerations, structures } = this.#types;
    const target = typedefs.get(name);
    const enumeration = enumerations.get(name);
    const structure = structures.get(name);
    if (target !== undefined) this.open(DW_TAG.typedef, false, [...named(name), [DW_AT.type, DW_FORM.ref4, target]]);
    else if (enumeration !== undefined) {
      this.open(DW_TAG.enumerationType, true, [...named(name), [DW_AT.byteSize, DW_FORM.udata, 4]]);
      for (const [own, value] of enumeration.values) {
        this.open(DW_TAG.enumerator, false, [...named(own), [DW_AT.constValue, DW_FORM.sdata, value]]);
      }
      this.close();
    } else if (structure === undefined) {
      this.open(DW_TAG.structureType, false, [...named(name), [DW_AT.declaration, DW_FORM.flagPresent, 0]]);
    } else {
      const isTypedef = name.endsWith('_t');
      const tag = structure.isUnion ? DW_TAG.unionType : DW_TAG.structureType;
      const own = isTypedef ? [] : named(name);
      // A nameless structure behind a typedef: the typedef comes first, and points at what follows it.
      if (isTypedef) {
        this.open(DW_TAG.typedef, false, [
          ...named(name),
          [DW_AT.type, DW_FORM.ref4, { kind: 'named', name: `${name} ` }],
        ]);
        this.#asked.add(`${name} `);
        this.#placed.set(`${name} `, HEADER_BYTES + this.#info.length);
        this.#waiting = this.#waiting.filter(([key]) => key !== `${name} `);
      }
      this.open(tag, true, [...own, [DW_AT.byteSize, DW_FORM.udata, structure.bytes]]);
      for (const member of structure.members) this.#member(member);
      this.close();
    }
  }

  #member({ name, offset, bits, type }: CMember): void {
    const place: Attribute[] =
      bits === null
        ? [[DW_AT.dataMemberLocation, DW_FORM.udata, offset]]
        : [
            [DW_AT.bitSize, DW_FORM.udata, bits.width],
            [DW_AT.dataBitOffset, DW_FORM.udata, 8 * offset + bits.start],
          ];
    this.open(DW_TAG.member, false, [...named(name), [DW_AT.type, DW_FORM.ref4, type], ...place]);
  }

  finish(): { readonly info: Uint8Array; readonly abbreviations: Uint8Array } {
    const info = new Uint8Array(HEADER_BYTES + this.#info.length);
    info.set(this.#info, HEADER_BYTES);
    const view = new DataView(info.buffer);
    view.setUint32(0, info.length - 4, this.#little);
    view.setUint16(4, VERSION, this.#little);
    view.setUint8(10, 8);
    for (const [at, key] of this.#fixups) view.setUint32(HEADER_BYTES + at, this.#placed.get(key)!, this.#little);
    const abbreviations: number[] = [];
    for (const { number, words } of this.#abbreviations.values()) {
      for (const word of [number, ...words]) pushUnsigned(abbreviations, word);
      abbreviations.push(0, 0);
    }
    abbreviations.push(0);
    return { info, abbreviations: new Uint8Array(abbreviations) };
  }
}

function named(name: string): Attribute[] {
  return [[DW_AT.name, DW_FORM.string, name]];
}

function encoding(value: number): Attribute[] {
  return [[DW_AT.encoding, DW_FORM.udata, value]];
}

function typeKey(type: CType): string {
  switch (type.kind) {
    case 'pointer':
      return `*${typeKey(type.target)}`;
    case 'array':
      return `${typeKey(type.element)}[${type.count}]`;
    default:
      return type.kind === 'void' ? 'void' : type.name;
  }
}

function integerEncoding({ name, isSigned }: { readonly name: string; readonly isSigned: boolean }): number {
  if (name === 'bool') return DW_ATE.boolean;
  if (name === 'char') return DW_ATE.signedChar;
  return isSigned ? DW_ATE.signed : DW_ATE.unsigned;
}

/** As gcc names them. */
const C_NAMES: Readonly<Record<string, string>> = {
  bool: '_Bool',
  i8: 'signed char',
  u8: 'unsigned char',
  i16: 'short int',
  u16: 'short unsigned int',
  i32: 'int',
  u32: 'unsigned int',
  i64: 'long int',
  u64: 'long unsigned int',
  i128: '__int128',
  u128: '__int128 unsigned',
};

function cName(name: string): string {
  return C_NAMES[name] ?? name;
}

/** LEB128. */
function pushUnsigned(bytes: number[], value: number): void {
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest > 0);
}

function pushSigned(bytes: number[], value: number): void {
  let rest = BigInt(value);
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const isLast = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return;
  }
}
