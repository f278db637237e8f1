/**
 * Kernel module files: relocatable ELF objects that stand in for the real ones.
 *
 * What tools and the kernel's loader look at is real: the header, `.modinfo`, the symbols a module wants and offers, the section
 * `.gnu.linkonce.this_module`, the size of what stays loaded, and the signature behind the object (PKCS#7, `scripts/sign-file.c`), whose
 * numbers mean nothing. Code is left out.
 *
 * Mirrors what Linux v6.1 `kernel/module/main.c` (elf_validity_check, setup_load_info) and `kernel/module_signature.c` read.
 */
import type { Architecture } from '../profiles/kernel.ts';
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';
import { detachedSignature } from './module-signature.ts';

const machines: Readonly<Record<Architecture, { machine: number; is64: boolean; flags: number }>> = {
  x86_64: { machine: 62, is64: true, flags: 0 },
  arm: { machine: 40, is64: false, flags: 0x05000000 },
  arm64: { machine: 183, is64: true, flags: 0 },
  ppc64le: { machine: 21, is64: true, flags: 2 },
};

const ELF_MAGIC = '\x7fELF';
const ET_REL = 1;
const SHT_PROGBITS = 1;
const SHT_SYMTAB = 2;
const SHT_STRTAB = 3;
const SHT_NOBITS = 8;
const SHF_ALLOC = 2;
const SHF_EXECINSTR = 4;
const SHF_WRITE = 1;
const STB_GLOBAL = 0x10;
const SHN_ABS = 0xfff1;
const THIS_MODULE = '.gnu.linkonce.this_module';
const EXPORT_PREFIX = '__ksymtab_';
const SIGNATURE_MAGIC = '~Module signature appended~\n';
/** `struct module_signature` behind the signature: id_type PKCS#7, length big-endian. */
const SIGNATURE_INFO_BYTES = 12;
const PKEY_ID_PKCS7 = 2;

export interface ModuleFileOptions {
  readonly architecture: Architecture;
  /** `KEY=VALUE`, in the order of the section. */
  readonly info: readonly string[];
  /** Symbols it takes from other modules, and those it offers. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  /** Bytes that stay in memory. */
  readonly coreBytes: number;
  /** Has symbol versions of this kernel release (`__versions`); null: none. */
  readonly versionsOf: string | null;
  /** Name of the key it is signed with; null: unsigned. */
  readonly signer: string | null;
}

export interface ModuleFile {
  readonly architecture: Architecture;
  readonly info: readonly string[];
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  readonly coreBytes: number;
  readonly versionsOf: string | null;
  readonly isSigned: boolean;
}

/** Why bytes are no module: what the kernel says about them, or null where it says nothing. */
export interface ModuleFileError {
  readonly error: string | null;
}

interface SectionDraft {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly bytes: Uint8Array;
  /** Size of a section without bytes. */
  readonly size?: number;
  readonly link?: number;
  readonly info?: number;
  readonly entryBytes?: number;
}

/** The bytes of a module file. */
export function buildModuleFile(options: ModuleFileOptions): Uint8Array {
  const { machine, is64, flags } = machines[options.architecture];
  const strings = new StringTable();
  const symbols = symbolTable(options, is64, strings);
  const sections: SectionDraft[] = [
    { name: '', type: 0, flags: 0, bytes: new Uint8Array(0) },
    {
      name: '.text',
      type: SHT_NOBITS,
      flags: SHF_ALLOC | SHF_EXECINSTR,
      bytes: new Uint8Array(0),
      size: options.coreBytes,
    },
    { name: '.modinfo', type: SHT_PROGBITS, flags: SHF_ALLOC, bytes: latin1Bytes(`${options.info.join('\0')}\0`) },
  ];
  if (options.versionsOf !== null) {
    sections.push({
      name: '__versions',
      type: SHT_PROGBITS,
      flags: SHF_ALLOC,
      bytes: latin1Bytes(`${options.versionsOf}\0`),
    });
  }
  sections.push(
    { name: THIS_MODULE, type: SHT_PROGBITS, flags: SHF_ALLOC | SHF_WRITE, bytes: new Uint8Array(64) },
    {
      name: '.symtab',
      type: SHT_SYMTAB,
      flags: 0,
      bytes: symbols,
      link: sections.length + 2,
      info: 1,
      entryBytes: is64 ? 24 : 16,
    },
    { name: '.strtab', type: SHT_STRTAB, flags: 0, bytes: strings.bytes() },
  );
  const object = layOut(sections, { machine, is64, flags });
  return options.signer === null ? object : signed(object, options.signer);
}

class StringTable {
  #text = '\0';

  add(text: string): number {
    const at = this.#text.length;
    this.#text += `${text}\0`;
    return at;
  }

  bytes(): Uint8Array {
    return latin1Bytes(this.#text);
  }
}

function symbolTable({ imports, exports }: ModuleFileOptions, is64: boolean, strings: StringTable): Uint8Array {
  const entryBytes = is64 ? 24 : 16;
  const entries = [
    ...imports.map((name) => ({ name, section: 0 })),
    ...exports.map((name) => ({ name: `${EXPORT_PREFIX}${name}`, section: SHN_ABS })),
  ];
  const bytes = new Uint8Array((entries.length + 1) * entryBytes);
  const view = new DataView(bytes.buffer);
  entries.forEach(({ name, section }, index) => {
    const at = (index + 1) * entryBytes;
    view.setUint32(at, strings.add(name), true);
    view.setUint8(at + (is64 ? 4 : 12), STB_GLOBAL);
    view.setUint16(at + (is64 ? 6 : 14), section, true);
  });
  return bytes;
}

function layOut(
  sections: readonly SectionDraft[],
  { machine, is64, flags }: { machine: number; is64: boolean; flags: number },
): Uint8Array {
  const names = new StringTable();
  const all = [...sections, { name: '.shstrtab', type: SHT_STRTAB, flags: 0, bytes: new Uint8Array(0) }];
  const nameOffsets = all.map(({ name }) => (name === '' ? 0 : names.add(name)));
  const bodies = all.map(({ bytes }, index) => (index === all.length - 1 ? names.bytes() : bytes));
  const headerBytes = is64 ? 64 : 52;
  const entryBytes = is64 ? 64 : 40;
  let at = headerBytes;
  const offsets = bodies.map(({ length }) => {
    const offset = at;
    at = Math.ceil((at + length) / 8) * 8;
    return offset;
  });
  const file = new Uint8Array(at + all.length * entryBytes);
  const view = new DataView(file.buffer);
  const word = (offset: number, value: number) => {
    view.setUint32(offset, value, true);
    return offset + (is64 ? 8 : 4);
  };
  file.set(latin1Bytes(`${ELF_MAGIC}${is64 ? '\x02' : '\x01'}\x01\x01`));
  view.setUint16(16, ET_REL, true);
  view.setUint16(18, machine, true);
  view.setUint32(20, 1, true);
  word(is64 ? 40 : 32, at);
  view.setUint32(is64 ? 48 : 36, flags, true);
  const halves = is64 ? 52 : 40;
  view.setUint16(halves, headerBytes, true);
  view.setUint16(halves + 6, entryBytes, true);
  view.setUint16(halves + 8, all.length, true);
  view.setUint16(halves + 10, all.length - 1, true);
  all.forEach((section, index) => {
    const base = at + index * entryBytes;
    file.set(bodies[index]!, offsets[index]);
    view.setUint32(base, nameOffsets[index]!, true);
    view.setUint32(base + 4, section.type, true);
    let next = word(word(base + 8, section.flags), 0);
    next = word(next, index === 0 ? 0 : offsets[index]!);
    next = word(next, section.size ?? bodies[index]!.length);
    view.setUint32(next, section.link ?? 0, true);
    view.setUint32(next + 4, section.info ?? 0, true);
    next = word(next + 8, index === 0 ? 0 : 8);
    word(next, section.entryBytes ?? 0);
  });
  return file;
}

function signed(object: Uint8Array, signer: string): Uint8Array {
  const signature = detachedSignature(object, signer);
  const file = new Uint8Array(object.length + signature.length + SIGNATURE_INFO_BYTES + SIGNATURE_MAGIC.length);
  file.set(object);
  file.set(signature, object.length);
  const view = new DataView(file.buffer, object.length + signature.length);
  view.setUint8(2, PKEY_ID_PKCS7);
  view.setUint32(8, signature.length, false);
  file.set(latin1Bytes(SIGNATURE_MAGIC), file.length - SIGNATURE_MAGIC.length);
  return file;
}

/** Where the object ends and whether a signature follows it; null: the length given there cannot be. */
function withoutSignature(file: Uint8Array): { object: Uint8Array; isSigned: boolean } | null {
  const magicAt = file.length - SIGNATURE_MAGIC.length;
  if (magicAt < 0 || latin1Text(file.subarray(magicAt)) !== SIGNATURE_MAGIC) return { object: file, isSigned: false };
  const infoAt = magicAt - SIGNATURE_INFO_BYTES;
  if (infoAt < 0) return null;
  const length = new DataView(file.buffer, file.byteOffset + infoAt, SIGNATURE_INFO_BYTES).getUint32(8, false);
  return length > infoAt ? null : { object: file.subarray(0, infoAt - length), isSigned: true };
}

interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
}

/** Reads a module file. Bytes only: anything else than a module is an error, not a fault. */
export function readModuleFile(file: Uint8Array): ModuleFile | ModuleFileError {
  const parts = withoutSignature(file);
  if (parts === null) return { error: null };
  const { object, isSigned } = parts;
  if (object.length < 52) return { error: `Invalid ELF header len ${object.length}` };
  if (latin1Text(object.subarray(0, 4)) !== ELF_MAGIC) return { error: `Invalid ELF header magic: != ${ELF_MAGIC}` };
  const view = new DataView(object.buffer, object.byteOffset, object.length);
  const type = view.getUint16(16, true);
  if (type !== ET_REL) return { error: `Invalid ELF header type: ${type} != ${ET_REL}` };
  const machine = view.getUint16(18, true);
  const found = Object.entries(machines).find(([, one]) => one.machine === machine && (object[4] === 2) === one.is64);
  if (found === undefined) return { error: `Invalid architecture in ELF header: ${machine}` };
  const sections = sectionTable(view, found[1].is64);
  if (sections === null) return { error: 'Invalid ELF section header overflow' };
  const body = (name: string): Uint8Array | null => {
    const section = sections.find((one) => one.name === name);
    return section === undefined ? null : object.subarray(section.offset, section.offset + section.size);
  };
  if (body('.modinfo') === null || body(THIS_MODULE) === null) return { error: 'No module found in object' };
  const versions = body('__versions');
  return {
    architecture: found[0] as Architecture,
    info: entriesOf(body('.modinfo')!),
    coreBytes: sections.find(({ name }) => name === '.text')?.size ?? 0,
    versionsOf: versions === null ? null : (entriesOf(versions)[0] ?? ''),
    isSigned,
    ...symbolsOf(view, sections, found[1].is64),
  };
}

function entriesOf(bytes: Uint8Array): string[] {
  return latin1Text(bytes)
    .split('\0')
    .filter((entry) => entry !== '');
}

function sectionTable(view: DataView, is64: boolean): Section[] | null {
  const at = is64 ? Number(view.getBigUint64(40, true)) : view.getUint32(32, true);
  const halves = is64 ? 52 : 40;
  if (view.byteLength < halves + 12) return null;
  const entryBytes = is64 ? 64 : 40;
  const count = view.getUint16(halves + 8, true);
  const namesIndex = view.getUint16(halves + 10, true);
  if (at + count * entryBytes > view.byteLength || namesIndex >= count) return null;
  const raw = Array.from({ length: count }, (_, index) => {
    const base = at + index * entryBytes;
    const word = (i: number) =>
      is64 ? Number(view.getBigUint64(base + 8 + 8 * i, true)) : view.getUint32(base + 8 + 4 * i, true);
    return {
      nameAt: view.getUint32(base, true),
      type: view.getUint32(base + 4, true),
      flags: word(0),
      offset: word(2),
      size: word(3),
      link: view.getUint32(base + (is64 ? 40 : 24), true),
    };
  });
  const isInside = raw.every(({ type, offset, size }) => type === SHT_NOBITS || offset + size <= view.byteLength);
  if (!isInside) return null;
  const names = raw[namesIndex]!;
  return raw.map((section) => ({ ...section, name: stringAt(view, names, section.nameAt) }));
}

/** A string of a table, at most to the table's end. */
function stringAt(view: DataView, table: { readonly offset: number; readonly size: number }, at: number): string {
  if (at >= table.size) return '';
  const bytes = new Uint8Array(view.buffer, view.byteOffset + table.offset + at, table.size - at);
  const end = bytes.indexOf(0);
  return latin1Text(end < 0 ? bytes : bytes.subarray(0, end));
}

function symbolsOf(
  view: DataView,
  sections: readonly Section[],
  is64: boolean,
): { readonly imports: readonly string[]; readonly exports: readonly string[] } {
  const table = sections.find(({ type }) => type === SHT_SYMTAB);
  const strings = table === undefined ? undefined : sections[table.link];
  const imports: string[] = [];
  const exports: string[] = [];
  if (table === undefined || strings === undefined) return { imports, exports };
  const entryBytes = is64 ? 24 : 16;
  for (let at = entryBytes; at + entryBytes <= table.size; at += entryBytes) {
    const name = stringAt(view, strings, view.getUint32(table.offset + at, true));
    if (name === '') continue;
    if (view.getUint16(table.offset + at + (is64 ? 6 : 14), true) === 0) imports.push(name);
    else if (name.startsWith(EXPORT_PREFIX)) exports.push(name.slice(EXPORT_PREFIX.length));
  }
  return { imports, exports };
}

/** The first value of a key of `.modinfo`, or null. */
export function moduleInfo({ info }: Pick<ModuleFile, 'info'>, key: string): string | null {
  const entry = info.find((one) => one.startsWith(`${key}=`));
  return entry === undefined ? null : entry.slice(key.length + 1);
}
