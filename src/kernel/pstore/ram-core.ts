/**
 * A persistent_ram zone: a ring buffer in RAM that is meant to outlive the kernel, with Reed-Solomon parity beside it.
 *
 * Mirrors Linux v4.19, v6.1 and v6.12 `fs/pstore/ram_core.c` (the last two late stable). All state that matters lies in RAM and is read from
 * there each time, so a header that was damaged under the running kernel misleads this code as it misleads the real one;
 * where that one would leave its mapping, hit a BUG or never end, the operation gives a `KernelStop`. Left out: locking, and the
 * messages that are compiled out unless DEBUG is defined.
 */

import { DECODER_BUG, type RsCodec, rsCodec } from '../../ecc/reed-solomon.ts';
import {
  ECC_BLOCK_SIZE,
  PERSISTENT_RAM_HEADER_BYTES,
  PERSISTENT_RAM_SIG,
  type persistentRamBuffer,
} from '../../formats/persistent-ram.ts';
import type { RamoopsZoneKind } from '../../formats/pstore.ts';
import type { Mapping } from '../../memory/mapping.ts';
import { EINVAL, ENOMEM } from '../../sim/errno.ts';
import type { KernelStop } from '../kernel-stop.ts';
import { KERN_DEBUG, KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { isAbove, reduceStart, sizeT } from './ring-counters.ts';
import { atomicToSizeT, hexSizeT } from './size-t.ts';
import type { PersistentRamHost, ZoneFinding, ZoneOptions, ZoneState } from './zone-description.ts';
import { zoneGeometry } from './zone-geometry.ts';
import { bufferMap } from './zone-mapping.ts';

const SIG = 0;
const START = 4;
const SIZE = 8;
/** Zones work one at a time, so they share one buffer for the bytes they hand to the codec, and one for a copy of them. */
let scratch = new Uint8Array(0);
let scratchCopy = new Uint8Array(0);
function scratchBytes(length: number): Uint8Array {
  if (scratch.length < length) {
    scratch = new Uint8Array(Math.max(length, 2 * scratch.length));
    scratchCopy = new Uint8Array(scratch.length);
  }
  return scratch;
}

/** The first bytes of the shared buffer as they are now; good until the next call. */
function copyOfScratch(length: number): Uint8Array {
  scratchCopy.set(scratch.subarray(0, length));
  return scratchCopy.subarray(0, length);
}

/**
 * `persistent_ram_new`: maps a zone, checks it, saves its old log and makes it ready; a negative errno where the kernel refuses.
 */
export function persistentRamNew(
  host: PersistentRamHost,
  options: ZoneOptions,
): PersistentRamZone | number | KernelStop {
  const mapping = bufferMap(host, options);
  if (mapping === null) return -ENOMEM;
  if (host.ioResources?.aborts(options.paddr)) {
    return { kind: 'abort', text: 'synchronous external abort', where: 'persistent_ram_new' };
  }
  if (host.refusesUncachedMapping && mapping.cacheType !== 'cached') {
    return fault('persistent_ram_new', 'read');
  }

  const { wordBytes } = host;
  const geometry = zoneGeometry(options.size, options.eccSize, wordBytes);
  if (geometry === null && host.divisionByZeroStops) {
    return { kind: 'divide', text: 'divide error: 0000 [#1]', where: 'persistent_ram_new' };
  }
  if (geometry === null || 'eccTotal' in geometry) {
    // A CPU that divides by zero without complaint finds 0 blocks, and so eccTotal = eccSize, a huge size_t.
    const total = geometry?.eccTotal ?? atomicToSizeT(options.eccSize, wordBytes);
    const room = geometry?.bufferSize ?? atomicToSizeT(options.size - PERSISTENT_RAM_HEADER_BYTES, wordBytes);
    const shown = options.eccSize >>> 0;
    host.printk(KERN_ERR, `persistent_ram_init_ecc: invalid ecc_size ${shown} (total ${total}, buffer size ${room})`);
    eccFailed(host, options);
    return -EINVAL;
  }
  // init_rs: a code word of eight-bit symbols has 255 of them.
  if (geometry.eccSize < 0 || geometry.eccSize > 255) {
    host.printk(KERN_INFO, 'init_rs failed');
    eccFailed(host, options);
    return -EINVAL;
  }

  const zone = new PersistentRamZone(host, options, mapping, geometry);
  const stop = zone.postInit();
  if (stop !== null) return stop;
  const eccBytes = BigInt(options.size - PERSISTENT_RAM_HEADER_BYTES) - geometry.bufferSize;
  const eccShown = BigInt.asUintN(wordBytes * 8, eccBytes);
  const block = geometry.eccSize === 0 ? 0 : ECC_BLOCK_SIZE;
  host.printk(
    KERN_DEBUG,
    `attached ${options.label} 0x${options.size.toString(16)}@${hexSizeT(options.paddr)}: ` +
      `${PERSISTENT_RAM_HEADER_BYTES} header, ${geometry.bufferSize} data, ${eccShown} ecc (${geometry.eccSize}/${block})`,
  );
  return zone;
}

/** The address is given back, as that of no zone. */
function eccFailed({ ioResources, switches, printk }: PersistentRamHost, { label, paddr }: ZoneOptions): void {
  if (switches.hasLabels) printk(KERN_WARNING, `ECC failed ${label}`);
  ioResources?.release(paddr);
}

export class PersistentRamZone {
  readonly kind: RamoopsZoneKind;
  readonly label: string;
  /** Physical address of the zone's header. */
  readonly paddr: number;
  /** Bytes from header to last parity byte. */
  readonly size: number;
  /** Data bytes the zone can hold (`buffer_size`); inexact only where it wrapped around. */
  readonly bufferSize: number;
  readonly eccSize: number;
  /** Corrected bytes and blocks beyond repair since the zone was attached, the header included. */
  correctedBytes = 0;
  badBlocks = 0;
  /** The log of an earlier boot, oldest byte first; null when there is none (any more). */
  oldLog: Uint8Array | null = null;
  /** What this boot found. */
  finding: ZoneFinding = { state: 'empty', sig: 0, start: 0, size: 0 };

  readonly #host: PersistentRamHost;
  readonly #mapping: Mapping;
  /** Offset of the zone in its mapping, which begins at a page. */
  readonly #base: number;
  /** `buffer_size` as a signed number: below zero where it wrapped around. */
  readonly #room: number;
  readonly #data: number;
  readonly #parBuffer: number;
  readonly #parHeader: number;
  readonly #codec: RsCodec | null;
  readonly #sig: number;
  readonly #zapOld: boolean;

  /** @internal Use `persistentRamNew`. */
  constructor(
    host: PersistentRamHost,
    options: ZoneOptions,
    mapping: Mapping,
    geometry: { bufferSize: bigint; eccSize: number; parBuffer: number; parHeader: number },
  ) {
    this.kind = options.kind;
    this.label = options.label;
    this.paddr = Number(options.paddr);
    this.size = options.size;
    this.bufferSize = Number(geometry.bufferSize);
    this.#room = Number(BigInt.asIntN(host.wordBytes * 8, geometry.bufferSize));
    this.eccSize = geometry.eccSize;
    this.#host = host;
    this.#mapping = mapping;
    this.#base = this.paddr - mapping.address;
    this.#data = this.#base + PERSISTENT_RAM_HEADER_BYTES;
    this.#parBuffer = this.#base + geometry.parBuffer;
    this.#parHeader = this.#base + geometry.parHeader;
    this.#codec = geometry.eccSize === 0 ? null : rsCodec(geometry.eccSize);
    this.#sig = (PERSISTENT_RAM_SIG ^ options.sig) >>> 0;
    this.#zapOld = options.zapOld;
  }

  /** `persistent_ram_free`: gives the addresses back. */
  release(): void {
    this.#host.ioResources?.release(BigInt(this.paddr));
  }

  /** Length of the saved log; 0 when there is none. */
  get oldSize(): number {
    return this.oldLog?.length ?? 0;
  }

  /** The header as it lies in RAM now. */
  header(): ReturnType<typeof persistentRamBuffer.read> {
    return { sig: this.#load(SIG), start: this.#load(START), size: this.#load(SIZE) };
  }

  /** The header's bytes as they lie in RAM now. */
  headerBytes(): Uint8Array {
    return this.#mapping.read(this.#base, PERSISTENT_RAM_HEADER_BYTES);
  }

  /** `persistent_ram_post_init` from the header check on. */
  postInit(): KernelStop | null {
    if (this.#isOutside(this.#base, PERSISTENT_RAM_HEADER_BYTES)) return fault('persistent_ram_new', 'read');
    const stop = this.#checkHeader();
    if (stop !== null) return stop;

    const { sig, start, size } = this.header();
    const state = this.#stateOf(sig, start, size);
    this.finding = { state, sig, start, size };
    const { wordBytes } = this.#host;
    const counters = `size ${atomicToSizeT(size, wordBytes)}, start ${atomicToSizeT(start, wordBytes)}`;
    switch (state) {
      case 'empty':
        this.#host.printk(KERN_DEBUG, 'found existing empty buffer');
        return this.#zapOld && this.#host.switches.zapsEmptyZones ? this.zap() : null;
      case 'invalid':
        this.#host.printk(KERN_INFO, `found existing invalid buffer, ${counters}`);
        return this.zap();
      case 'valid': {
        this.#host.printk(KERN_DEBUG, `found existing buffer, ${counters}`);
        return this.saveOld() ?? (this.#zapOld ? this.zap() : null);
      }
      case 'no-signature':
        this.#host.printk(KERN_DEBUG, `no valid data in buffer (sig = 0x${sig.toString(16).padStart(8, '0')})`);
        this.#store(SIG, this.#sig);
        return this.zap();
    }
  }

  #stateOf(sig: number, start: number, size: number): ZoneState {
    if (sig !== this.#sig) return 'no-signature';
    if (size === 0 && start === 0) return 'empty';
    const isPossible = sizeT(size) <= this.bufferSize && sizeT(start) <= sizeT(size);
    return isPossible ? 'valid' : 'invalid';
  }

  /**
   * `persistent_ram_save_old`: copies the log out of the ring. Blocks are checked and repaired only when a copy is made for
   * the first time or of another size; a copy of the same size is refreshed without that.
   */
  saveOld(): KernelStop | null {
    const { start, size } = this.header();
    if (size === 0) return null;
    const isStale = this.oldLog !== null && this.oldLog.length !== sizeT(size);
    if (isStale && this.#host.switches.dropsStaleCopy) this.freeOld();

    if (this.oldLog === null) {
      const stop = this.#eccOld();
      if (stop !== null) return stop;
      if (sizeT(size) > this.#host.allocationMaxBytes) {
        this.#host.printk(KERN_ERR, 'failed to allocate buffer');
        return null;
      }
    }
    if (sizeT(start) > size || this.#isOutside(this.#data, size)) return fault('persistent_ram_save_old', 'read');
    // A copy that is kept though the log has grown: the kernel writes behind its end, and nobody knows what lies there.
    const log = isStale ? new Uint8Array(size) : (this.oldLog ?? new Uint8Array(size));
    this.#mapping.readInto(this.#data + start, log.subarray(0, size - start));
    this.#mapping.readInto(this.#data, log.subarray(size - start));
    this.oldLog = log;
    return null;
  }

  /** `persistent_ram_free_old`. */
  freeOld(): void {
    this.oldLog = null;
  }

  /** `persistent_ram_zap`: empties the ring. Signature, data and their parity stay. */
  zap(): KernelStop | null {
    this.#store(START, 0);
    this.#store(SIZE, 0);
    return this.#updateHeaderEcc();
  }

  /** `persistent_ram_write`: appends to the ring; of too long a text only the tail stays. Gives the number of bytes taken. */
  write(bytes: Uint8Array): number | KernelStop {
    const kept = bytes.length > this.bufferSize ? bytes.subarray(bytes.length - this.bufferSize) : bytes;
    return this.#append(kept, kept.length) ?? bytes.length;
  }

  /**
   * What many writes of short texts, one after another, leave behind: the ring goes round as often as the texts demand. The
   * stores between are not made.
   */
  writeRun(bytes: Uint8Array): number | KernelStop {
    const kept = bytes.length > this.bufferSize ? bytes.subarray(bytes.length - this.bufferSize) : bytes;
    return this.#append(kept, bytes.length) ?? bytes.length;
  }

  /** Both counters are stored before the data: a power cut between leaves new counters over old bytes. */
  #append(bytes: Uint8Array, advance: number): KernelStop | null {
    if (this.bufferSize === 0)
      return { kind: 'hang', text: 'buffer_start_add: the ring has no bytes', where: 'persistent_ram_write' };
    if (this.#hangsInAtomics) {
      return { kind: 'hang', text: 'strex never succeeds on this mapping', where: 'buffer_size_add' };
    }
    this.#sizeAdd(advance);
    const oldStart = this.#startAdd(advance);
    // Each counter is changed under a spinlock of its own, and giving that back drains what was combined (arm: dsb; x86: a locked add).
    this.#host.barrier?.();
    const start = advance === bytes.length ? oldStart : (oldStart + advance - bytes.length) % this.bufferSize;

    // A C int: below zero where start was damaged to more than the ring holds, or where the ring's size wrapped around. As a count
    // of bytes to copy that is almost 4 GiB, which no mapping holds.
    const rem = (this.#room - start) | 0;
    if (rem < bytes.length) {
      const stop =
        this.#update(start, rem < 0 ? bytes : bytes.subarray(0, rem), rem >>> 0) ??
        this.#update(0, bytes.subarray(rem));
      if (stop !== null) return stop;
    } else {
      const stop = this.#update(start, bytes);
      if (stop !== null) return stop;
    }
    return this.#updateHeaderEcc();
  }

  /** Counters that are changed by cmpxchg, on pages that are mapped strongly ordered: an exclusive store may never succeed there. */
  get #hangsInAtomics(): boolean {
    const { uncachedAtomics, ioResources } = this.#host;
    if (uncachedAtomics !== 'hang' || this.#mapping.cacheType !== 'uncached') return false;
    // Zones that are no pages of memory had a lock even then.
    return ioResources?.hasPage(BigInt(this.paddr)) ?? true;
  }

  /** `buffer_size_add`. */
  #sizeAdd(count: number): void {
    const old = this.#load(SIZE) | 0;
    if (old === this.#room) return;
    const sum = this.#host.wordBytes === 4 ? (old + count) | 0 : old + count;
    this.#store(SIZE, isAbove(sum, this.#room) ? this.#room : sum);
  }

  /** `buffer_start_add`: moves the write position and gives the old one, as a C int. */
  #startAdd(count: number): number {
    const old = this.#load(START) | 0;
    this.#store(START, reduceStart(old + count, this.#room));
    return old;
  }

  /**
   * `persistent_ram_update` and `persistent_ram_update_ecc`: data, then the parity of each block they touch. `count` is what the
   * kernel sets out to copy; where that leaves the mapping, what lies before the end is written all the same (of bytes behind the
   * text, which it would copy too, nobody knows what they are).
   */
  #update(start: number, bytes: Uint8Array, count = bytes.length): KernelStop | null {
    const data = this.#data + (start >>> 0);
    if (this.#isOutside(data, count)) {
      const room = this.#mapping.length - data;
      if (room > 0) this.#mapping.write(data, bytes.subarray(0, room));
      return fault('persistent_ram_write', 'write');
    }
    this.#mapping.write(data, bytes);
    if (this.#codec === null) return null;

    const first = Math.floor(start / ECC_BLOCK_SIZE) * ECC_BLOCK_SIZE;
    const touched = Math.max(1, Math.ceil((start + bytes.length - first) / ECC_BLOCK_SIZE));
    const length = Math.min(touched * ECC_BLOCK_SIZE, this.bufferSize - first);
    const parityLength = touched * this.eccSize;
    const parity = this.#parBuffer + (first / ECC_BLOCK_SIZE) * this.eccSize;
    if (length <= 0 || this.#isOutside(this.#data + first, length) || this.#isOutside(parity, parityLength)) {
      return fault('persistent_ram_update_ecc', 'write');
    }
    // The whole blocks are encoded from what RAM holds now, stale bytes behind the text included.
    const work = scratchBytes(length + parityLength);
    this.#mapping.readInto(this.#data + first, work.subarray(0, length));
    this.#codec.encodeBlocks(work, 0, length, ECC_BLOCK_SIZE, length);
    this.#mapping.write(parity, work.subarray(length, length + parityLength));
    return null;
  }

  /** `persistent_ram_update_header_ecc`. */
  #updateHeaderEcc(): KernelStop | null {
    if (this.#codec === null) return null;
    if (this.#isOutside(this.#parHeader, this.eccSize)) return fault('persistent_ram_update_header_ecc', 'write');
    const end = PERSISTENT_RAM_HEADER_BYTES + this.eccSize;
    const work = scratchBytes(end);
    this.#mapping.readInto(this.#base, work.subarray(0, PERSISTENT_RAM_HEADER_BYTES));
    this.#codec.encodeBlocks(work, 0, PERSISTENT_RAM_HEADER_BYTES, ECC_BLOCK_SIZE, PERSISTENT_RAM_HEADER_BYTES);
    this.#mapping.write(this.#parHeader, work.subarray(PERSISTENT_RAM_HEADER_BYTES, end));
    return null;
  }

  /** The end of `persistent_ram_init_ecc`: the header is a code word of its own and is repaired in RAM. */
  #checkHeader(): KernelStop | null {
    if (this.#codec === null) return null;
    if (this.#isOutside(this.#parHeader, this.eccSize)) return fault('persistent_ram_new', 'read');
    const work = scratchBytes(PERSISTENT_RAM_HEADER_BYTES + this.eccSize);
    const header = work.subarray(0, PERSISTENT_RAM_HEADER_BYTES);
    this.#mapping.readInto(this.#base, header);
    this.#mapping.readInto(
      this.#parHeader,
      work.subarray(PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_HEADER_BYTES + this.eccSize),
    );
    const found = copyOfScratch(PERSISTENT_RAM_HEADER_BYTES);
    const result = this.#codec.decode(work, 0, PERSISTENT_RAM_HEADER_BYTES, work, PERSISTENT_RAM_HEADER_BYTES);
    if (result === DECODER_BUG) return decoderBug('persistent_ram_new');
    if (result > 0) {
      this.#repair(this.#base, found, header, result);
      this.#host.printk(KERN_INFO, `error in header, ${result}`);
      this.correctedBytes += result;
    } else if (result < 0) {
      const { switches, uncorrectableLimit } = this.#host;
      if (!switches.limitsHeaderErrors || uncorrectableLimit.allows())
        this.#host.printk(KERN_INFO, 'uncorrectable error in header');
      this.badBlocks++;
    }
    return null;
  }

  /** `persistent_ram_ecc_old`: every block that begins below `size`; data are repaired in RAM, parity is not. */
  #eccOld(): KernelStop | null {
    const codec = this.#codec;
    if (codec === null) return null;
    const { eccSize } = this;
    const size = this.#load(SIZE) | 0;
    // A pointer moved by a negative size lies before the first block, so nothing is checked.
    if (size < 0) return null;
    const blocks = Math.ceil(Math.min(size, this.bufferSize) / ECC_BLOCK_SIZE);
    const length = Math.min(blocks * ECC_BLOCK_SIZE, this.bufferSize);
    if (this.#isOutside(this.#data, length) || this.#isOutside(this.#parBuffer, blocks * eccSize)) {
      return fault('persistent_ram_save_old', 'read');
    }
    const work = scratchBytes(length + blocks * eccSize);
    this.#mapping.readInto(this.#data, work.subarray(0, length));
    this.#mapping.readInto(this.#parBuffer, work.subarray(length, length + blocks * eccSize));
    const found = copyOfScratch(length);
    const results = new Int16Array(blocks);
    codec.decodeBlocks(work, 0, length, ECC_BLOCK_SIZE, length, results);
    for (let block = 0; block < blocks; block++) {
      const result = results[block]!;
      if (result === 0) continue;
      const at = block * ECC_BLOCK_SIZE;
      const count = Math.min(ECC_BLOCK_SIZE, length - at);
      if (result === DECODER_BUG) return decoderBug('persistent_ram_save_old');
      if (result > 0) {
        this.correctedBytes += result;
        this.#repair(this.#data + at, found.subarray(at, at + count), work.subarray(at, at + count), result);
      } else {
        this.badBlocks++;
      }
    }
    // A size that was damaged to more than the zone's blocks hold leads to a block of no bytes.
    return size > blocks * ECC_BLOCK_SIZE ? decoderBug('persistent_ram_save_old') : null;
  }

  /**
   * Stores the bytes that the decoder changed, and no others: `decode_rs` puts right each of them where it lies. At most
   * `corrections` of them are here, the others were in the parity.
   */
  #repair(offset: number, found: Uint8Array, repaired: Uint8Array, corrections: number): void {
    let left = corrections;
    for (let i = 0; i < repaired.length && left > 0; i++) {
      if (found[i] === repaired[i]) continue;
      this.#mapping.store8(offset + i, repaired[i]!);
      left--;
    }
  }

  #load(field: number): number {
    return this.#mapping.load32(this.#base + field);
  }

  #store(field: number, value: number): void {
    this.#mapping.store32(this.#base + field, value >>> 0);
  }

  #isOutside(offset: number, length: number): boolean {
    return offset < 0 || offset + length > this.#mapping.length;
  }
}

function decoderBug(where: string): KernelStop {
  return { kind: 'bug', text: 'kernel BUG at lib/reed_solomon/decode_rs.c:43!', where };
}

function fault(where: string, access: 'read' | 'write'): KernelStop {
  return { kind: 'fault', text: `unable to handle kernel paging request (${access})`, where };
}
