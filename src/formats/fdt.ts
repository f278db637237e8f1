/**
 * Flattened device tree blobs, version 17 (Devicetree Specification v0.4 §5): reader and writer.
 *
 * The writer lays out blobs as dtc does (header, reservations, structure, strings; last compatible version 16; a name that ends
 * another one shares its bytes). The reader takes versions 16 and 17 and any bytes; it never throws. Reading stops at the first thing
 * that libfdt or dtc would refuse. Leaves out: versions before 16, labels, padding.
 */
import { assert } from '../sim/assert.ts';
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';
import type { Fdt, FdtNode, FdtReservation } from './fdt-tree.ts';

const FDT_MAGIC = 0xd00dfeed;
const FDT_VERSION = 17;
const FDT_LAST_COMPATIBLE_VERSION = 16;
/** Header of version 17; 16 has no structure size, 4 bytes less. */
const HEADER_BYTES = 40;
const HEADER_BYTES_16 = 36;
const RESERVATION_BYTES = 16;

const FDT_BEGIN_NODE = 1;
const FDT_END_NODE = 2;
const FDT_PROP = 3;
const FDT_NOP = 4;
const FDT_END = 9;

/** As Linux's `drivers/of/fdt.c`: deeper trees are refused. */
const FDT_MAX_DEPTH = 64;
/** Ours, so that a hostile blob cannot make one long string be read for every property. Real names stay below 64. */
const MAX_NAME_BYTES = 255;

/** libfdt's name of the error, the byte of the blob where it showed, and what is wrong there. */
export interface FdtError {
  readonly error:
    | 'FDT_ERR_BADMAGIC'
    | 'FDT_ERR_BADVERSION'
    | 'FDT_ERR_TRUNCATED'
    | 'FDT_ERR_BADSTRUCTURE'
    | 'FDT_ERR_BADLAYOUT';
  readonly offset: number;
  readonly reason: string;
}

/** Reads the blob at the start of `bytes`; bytes behind its total size are ignored. */
export function parseFdt(bytes: Uint8Array): Fdt | FdtError {
  try {
    return new BlobReader(bytes).read();
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.asError();
    throw thrown;
  }
}

/** Carries an error value out of the nested readers; it never leaves `parseFdt`. */
class Refusal extends Error {
  private readonly error: FdtError['error'];
  private readonly offset: number;

  constructor(error: FdtError['error'], offset: number, reason: string) {
    super(reason);
    this.error = error;
    this.offset = offset;
  }

  asError(): FdtError {
    return { error: this.error, offset: this.offset, reason: this.message };
  }
}

class BlobReader {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private end: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.end = bytes.length;
  }

  read(): Fdt {
    const magic = this.u32(0);
    if (magic !== FDT_MAGIC)
      throw new Refusal('FDT_ERR_BADMAGIC', 0, `magic is 0x${magic.toString(16)}, not 0xd00dfeed`);
    const totalSize = this.u32(4);
    const version = this.u32(20);
    if (version < FDT_LAST_COMPATIBLE_VERSION || this.u32(24) > FDT_VERSION) {
      throw new Refusal('FDT_ERR_BADVERSION', 20, `version ${version}, compatible back to ${this.u32(24)}`);
    }
    const headerBytes = version >= FDT_VERSION ? HEADER_BYTES : HEADER_BYTES_16;
    if (totalSize < headerBytes)
      throw new Refusal('FDT_ERR_TRUNCATED', 4, `total size ${totalSize} is less than a header`);
    if (totalSize > this.bytes.length) {
      throw new Refusal(
        'FDT_ERR_TRUNCATED',
        4,
        `total size ${totalSize}, but only ${this.bytes.length} bytes are there`,
      );
    }
    this.end = totalSize;

    const structureOffset = this.u32(8);
    const structureBytes = version >= FDT_VERSION ? this.u32(36) : totalSize - structureOffset;
    this.check(8, 'structure block', structureOffset, structureBytes, headerBytes);
    if (structureOffset % 4 !== 0)
      throw new Refusal('FDT_ERR_BADLAYOUT', 8, 'the structure block is not aligned to 4 bytes');
    const stringsOffset = this.u32(12);
    this.check(12, 'strings block', stringsOffset, this.u32(32), headerBytes);
    const strings = new StringsBlock(this.bytes.subarray(stringsOffset, stringsOffset + this.u32(32)));
    const reservationsOffset = this.u32(16);
    this.check(16, 'reservation block', reservationsOffset, RESERVATION_BYTES, headerBytes);
    const reservations = this.readReservations(reservationsOffset);
    const bootCpuid = this.u32(28);
    const root = this.readStructure(structureOffset, structureOffset + structureBytes, strings);
    return { root, reservations, bootCpuid };
  }

  private check(field: number, what: string, offset: number, size: number, headerBytes: number): void {
    if (offset >= headerBytes && offset + size <= this.end) return;
    throw new Refusal('FDT_ERR_BADLAYOUT', field, `${what} at ${offset}, ${size} bytes, is not inside the blob`);
  }

  private readReservations(offset: number): FdtReservation[] {
    const reservations: FdtReservation[] = [];
    for (let at = offset; ; at += RESERVATION_BYTES) {
      if (at + RESERVATION_BYTES > this.end)
        throw new Refusal('FDT_ERR_TRUNCATED', at, 'the reservation block does not end');
      const address = this.view.getBigUint64(at);
      const size = this.view.getBigUint64(at + 8);
      if (address === 0n && size === 0n) return reservations;
      reservations.push({ address, size });
    }
  }

  /** The last thing read: from here on nothing behind the structure block counts. */
  private readStructure(start: number, structureEnd: number, strings: StringsBlock): FdtNode {
    this.end = structureEnd;
    const open: FdtNode[] = [];
    let root: FdtNode | null = null;
    for (let at = start; ; ) {
      const tag = this.u32(at);
      const node = open.at(-1);
      if (tag === FDT_NOP) {
        at += 4;
      } else if (tag === FDT_BEGIN_NODE) {
        if (root !== null && node === undefined) throw new Refusal('FDT_ERR_BADSTRUCTURE', at, 'a second root node');
        if (open.length === FDT_MAX_DEPTH)
          throw new Refusal('FDT_ERR_BADSTRUCTURE', at, `nodes nested deeper than ${FDT_MAX_DEPTH}`);
        const name = this.nodeName(at + 4);
        const child: FdtNode = { name, properties: [], children: [] };
        if (node === undefined) root = child;
        else node.children.push(child);
        open.push(child);
        at = aligned(at + 4 + name.length + 1);
      } else if (tag === FDT_END_NODE) {
        if (node === undefined) throw new Refusal('FDT_ERR_BADSTRUCTURE', at, 'a node ends that has not begun');
        open.pop();
        at += 4;
      } else if (tag === FDT_PROP) {
        if (node === undefined) throw new Refusal('FDT_ERR_BADSTRUCTURE', at, 'a property outside any node');
        if (node.children.length > 0) throw new Refusal('FDT_ERR_BADSTRUCTURE', at, 'a property after a subnode');
        at = this.property(at, node, strings);
      } else if (tag === FDT_END) {
        if (root === null || node !== undefined)
          throw new Refusal('FDT_ERR_BADSTRUCTURE', at, 'the tree ends with open nodes, or without a root');
        return root;
      } else {
        throw new Refusal('FDT_ERR_BADSTRUCTURE', at, `unknown tag ${tag}`);
      }
    }
  }

  private nodeName(start: number): string {
    const end = this.bytes.subarray(start, Math.min(this.end, start + MAX_NAME_BYTES + 1)).indexOf(0);
    if (end < 0) throw new Refusal('FDT_ERR_BADSTRUCTURE', start, 'a node name without end');
    return latin1Text(this.bytes.subarray(start, start + end));
  }

  /** Returns where the next tag is. */
  private property(at: number, node: FdtNode, strings: StringsBlock): number {
    const length = this.u32(at + 4);
    const name = strings.name(this.u32(at + 8));
    if (name === null)
      throw new Refusal('FDT_ERR_BADSTRUCTURE', at + 8, 'a property name outside the strings block, or without end');
    const start = at + 12;
    if (start + length > this.end)
      throw new Refusal('FDT_ERR_TRUNCATED', at + 4, `property ${name} has ${length} bytes, past the end`);
    node.properties.push({ name, value: this.bytes.subarray(start, start + length) });
    return aligned(start + length);
  }

  private u32(at: number): number {
    if (at + 4 > this.end) throw new Refusal('FDT_ERR_TRUNCATED', Math.min(at, this.end), 'the blob ends here');
    return this.view.getUint32(at);
  }
}

class StringsBlock {
  private readonly bytes: Uint8Array;
  private readonly names = new Map<number, string | null>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  name(offset: number): string | null {
    let name = this.names.get(offset);
    if (name === undefined) {
      const end = this.bytes.subarray(offset, offset + MAX_NAME_BYTES + 1).indexOf(0);
      name = end < 0 ? null : latin1Text(this.bytes.subarray(offset, offset + end));
      this.names.set(offset, name);
    }
    return name;
  }
}

function aligned(offset: number): number {
  return Math.ceil(offset / 4) * 4;
}

/** The blob dtc would write for this tree. */
export function serializeFdt(tree: Fdt): Uint8Array {
  const structure = new BlobWriter();
  const strings = new StringTable();
  writeNode(structure, strings, tree.root, 1);
  structure.u32(FDT_END);

  const structureOffset = HEADER_BYTES + RESERVATION_BYTES * (tree.reservations.length + 1);
  const stringsOffset = structureOffset + structure.length;
  const blob = new BlobWriter();
  blob.u32(FDT_MAGIC);
  blob.u32(stringsOffset + strings.text.length);
  blob.u32(structureOffset);
  blob.u32(stringsOffset);
  blob.u32(HEADER_BYTES);
  blob.u32(FDT_VERSION);
  blob.u32(FDT_LAST_COMPATIBLE_VERSION);
  blob.u32(tree.bootCpuid);
  blob.u32(strings.text.length);
  blob.u32(structure.length);
  for (const { address, size } of [...tree.reservations, { address: 0n, size: 0n }]) {
    blob.u64(address);
    blob.u64(size);
  }
  blob.append(structure.bytes());
  blob.append(latin1Bytes(strings.text));
  return blob.bytes();
}

function writeNode(structure: BlobWriter, strings: StringTable, node: FdtNode, depth: number): void {
  assert(depth <= FDT_MAX_DEPTH, 'a tree no deeper than can be read again');
  structure.u32(FDT_BEGIN_NODE);
  structure.append(latin1Bytes(`${node.name}\0`));
  structure.align();
  for (const { name, value } of node.properties) {
    structure.u32(FDT_PROP);
    structure.u32(value.length);
    structure.u32(strings.offset(name));
    structure.append(value);
    structure.align();
  }
  for (const child of node.children) writeNode(structure, strings, child, depth + 1);
  structure.u32(FDT_END_NODE);
}

/** Names in order of first use. dtc finds a name wherever its bytes stand with the zero behind, inside a longer one too. */
class StringTable {
  text = '';
  private readonly offsets = new Map<string, number>();

  offset(name: string): number {
    assert(name.length <= MAX_NAME_BYTES && !name.includes('\0'), 'a property name can be read again');
    let offset = this.offsets.get(name);
    if (offset === undefined) {
      offset = this.text.indexOf(`${name}\0`);
      if (offset < 0) {
        offset = this.text.length;
        this.text += `${name}\0`;
      }
      this.offsets.set(name, offset);
    }
    return offset;
  }
}

class BlobWriter {
  length = 0;
  private buffer = new Uint8Array(1024);

  u32(value: number): void {
    this.reserve(4);
    new DataView(this.buffer.buffer).setUint32(this.length, value);
    this.length += 4;
  }

  u64(value: bigint): void {
    this.reserve(8);
    new DataView(this.buffer.buffer).setBigUint64(this.length, value);
    this.length += 8;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  align(): void {
    this.append(new Uint8Array(aligned(this.length) - this.length));
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.length + more, 2 * this.buffer.length));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}
