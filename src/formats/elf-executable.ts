/**
 * An ELF64 executable with symbols, as a linker writes a kernel: sections, a symbol table, a segment for each part in memory.
 *
 * Facts: `elf.h`, and what `readelf -SW vmlinux` shows. A section may have a size and no bytes (SHT_NOBITS), as those of a file that only debuggers
 * read. Left out: relocations, dynamic linking, more than 65280 sections.
 */
import type { ByteOrder } from '../memory/byte-order.ts';
import { latin1Bytes } from '../sim/bytes.ts';

const EHDR_BYTES = 64;
const PHDR_BYTES = 56;
const SHDR_BYTES = 64;
const SYM_BYTES = 24;
const ET_EXEC = 2;
const SHT = { progbits: 1, symtab: 2, strtab: 3, nobits: 8 } as const;
const SHF = { write: 1, alloc: 2, execute: 4 } as const;
const SHN_ABS = 0xfff1;
const STT = { notype: 0, object: 1, function: 2 } as const;
const STB_GLOBAL = 1;
const PT_LOAD = 1;

export interface ElfSection {
  readonly name: string;
  /** Virtual; null: not in memory. */
  readonly address: bigint | null;
  /** What it holds, or how long it would be. */
  readonly contents: Uint8Array | number;
  readonly access: 'execute' | 'read' | 'write';
}

export interface ElfSymbol {
  readonly name: string;
  readonly value: bigint;
  readonly sizeBytes: number;
  readonly type: keyof typeof STT;
  /** Name of its section; it need not lie inside. */
  readonly section: string;
}

export interface ElfExecutable {
  readonly byteOrder: ByteOrder;
  readonly machine: number;
  readonly flags: number;
  readonly entry: bigint;
  readonly sections: readonly ElfSection[];
  /** In order of their addresses. */
  readonly symbols: readonly ElfSymbol[];
  /** Physical address of a virtual one. */
  readonly physical: (virtual: bigint) => bigint;
}

export function encodeElfExecutable(given: ElfExecutable): Uint8Array {
  const little = given.byteOrder === 'little';
  const inMemory = given.sections.filter(({ address }) => address !== null);
  const names = new Names();
  const symbolNames = new Names();
  const symbols = symbolTable(given, symbolNames, little);
  const parts: Placed[] = [
    ...given.sections.map((section) => placedSection(section, names)),
    tablePart(names.add('.symtab'), SHT.symtab, symbols, given.sections.length + 2),
    tablePart(names.add('.strtab'), SHT.strtab, symbolNames.bytes(), 0),
  ];
  const ownName = names.add('.shstrtab');
  parts.push(tablePart(ownName, SHT.strtab, names.bytes(), 0));
  let at = EHDR_BYTES + PHDR_BYTES * inMemory.length;
  const offsets = parts.map(({ contents }) => {
    at = Math.ceil(at / 16) * 16;
    const here = at;
    if (typeof contents !== 'number') at += contents.length;
    return here;
  });
  const sectionsAt = Math.ceil(at / 16) * 16;
  const bytes = new Uint8Array(sectionsAt + SHDR_BYTES * (parts.length + 1));
  const view = new DataView(bytes.buffer);
  const long = (offset: number, value: bigint | number) => view.setBigUint64(offset, BigInt(value), little);
  bytes.set(latin1Bytes(`\x7fELF\x02${little ? '\x01' : '\x02'}\x01`));
  view.setUint16(16, ET_EXEC, little);
  view.setUint16(18, given.machine, little);
  view.setUint32(20, 1, little);
  long(24, given.entry);
  long(32, EHDR_BYTES);
  long(40, sectionsAt);
  view.setUint32(48, given.flags, little);
  [EHDR_BYTES, PHDR_BYTES, inMemory.length, SHDR_BYTES, parts.length + 1, parts.length].forEach((value, index) => {
    view.setUint16(52 + 2 * index, value, little);
  });
  inMemory.forEach((section, index) => {
    const head = EHDR_BYTES + PHDR_BYTES * index;
    const part = given.sections.indexOf(section);
    const address = section.address!;
    const length = lengthOf(section.contents);
    view.setUint32(head, PT_LOAD, little);
    view.setUint32(head + 4, { execute: 5, read: 4, write: 6 }[section.access], little);
    const fileBytes = typeof section.contents === 'number' ? 0 : length;
    [offsets[part]!, address, given.physical(address), fileBytes, length, 1].forEach((value, word) => {
      long(head + 8 + 8 * word, value);
    });
  });
  parts.forEach(({ name, type, flags, address, contents, link, entryBytes }, index) => {
    if (typeof contents !== 'number') bytes.set(contents, offsets[index]);
    const head = sectionsAt + SHDR_BYTES * (index + 1);
    view.setUint32(head, name, little);
    view.setUint32(head + 4, type, little);
    [flags, address, offsets[index]!, lengthOf(contents)].forEach((value, word) => {
      long(head + 8 + 8 * word, value);
    });
    view.setUint32(head + 40, link, little);
    // The first symbol that is not local.
    view.setUint32(head + 44, type === SHT.symtab ? 1 : 0, little);
    long(head + 48, 1);
    long(head + 56, entryBytes);
  });
  return bytes;
}

interface Placed {
  readonly name: number;
  readonly type: number;
  readonly flags: number;
  readonly address: bigint;
  readonly contents: Uint8Array | number;
  readonly link: number;
  readonly entryBytes: number;
}

function placedSection({ name, address, contents, access }: ElfSection, names: Names): Placed {
  const rights = { execute: SHF.alloc | SHF.execute, read: SHF.alloc, write: SHF.alloc | SHF.write }[access];
  return {
    name: names.add(name),
    type: typeof contents === 'number' ? SHT.nobits : SHT.progbits,
    flags: address === null ? 0 : rights,
    address: address ?? 0n,
    contents,
    link: 0,
    entryBytes: 0,
  };
}

function tablePart(name: number, type: number, contents: Uint8Array, link: number): Placed {
  return { name, type, flags: 0, address: 0n, contents, link, entryBytes: type === SHT.symtab ? SYM_BYTES : 0 };
}

function symbolTable({ sections, symbols }: ElfExecutable, names: Names, little: boolean): Uint8Array {
  const bytes = new Uint8Array(SYM_BYTES * (symbols.length + 1));
  const view = new DataView(bytes.buffer);
  const numbers = new Map(sections.map(({ name }, index) => [name, index + 1]));
  symbols.forEach(({ name, value, sizeBytes, type, section }, index) => {
    const at = SYM_BYTES * (index + 1);
    view.setUint32(at, names.add(name), little);
    view.setUint8(at + 4, (STB_GLOBAL << 4) | STT[type]);
    view.setUint16(at + 6, numbers.get(section) ?? SHN_ABS, little);
    view.setBigUint64(at + 8, value, little);
    view.setBigUint64(at + 16, BigInt(sizeBytes), little);
  });
  return bytes;
}

function lengthOf(contents: Uint8Array | number): number {
  return typeof contents === 'number' ? contents : contents.length;
}

/** A string table. */
class Names {
  readonly #texts: string[] = [];
  #length = 1;

  /** Its place in the table. */
  add(name: string): number {
    const at = this.#length;
    this.#texts.push(name);
    this.#length += name.length + 1;
    return at;
  }

  bytes(): Uint8Array {
    return latin1Bytes(`\0${this.#texts.map((text) => `${text}\0`).join('')}`);
  }
}
