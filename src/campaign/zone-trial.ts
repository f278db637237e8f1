/**
 * One zone under damage, over and over: bits flip, every code word that was hit is decoded where it lies, its fate is counted, and
 * the zone is made whole again. Costs what was hit.
 *
 * Blocks are judged by decoding each, whatever became of the header. A record is judged as the next boot would get it: as long as
 * the header decodes to what it was, that follows from the blocks; otherwise the kernel's own zone code is asked
 * (kernel-zone.ts). That both give the same is tested.
 */
import { type RsCodec, rsCodec } from '../ecc/reed-solomon.ts';
import { ECC_BLOCK_SIZE, PERSISTENT_RAM_HEADER_BYTES } from '../formats/persistent-ram.ts';
import { classOf, type RecordClass } from '../inspect/record-classes.ts';
import { KernelZone } from './kernel-zone.ts';
import { PLACES, type RecordTally, type Tally, type WordTally } from './tally.ts';
import type { TrialRandom } from './trial-random.ts';
import type { ZoneWords } from './zone-words.ts';

type Fate = Exclude<keyof WordTally, 'blocks'>;

/** One hit block in so many is enough to decode all together: what the intact ones cost then is what the hit ones save. Measured. */
const DENSE = 4;

/** What became of a word: its fate, and what a boot would say and show of it. */
interface WordResult {
  fate: Fate;
  /** What the decoder returned. */
  result: number;
  /** Bytes of the log that are not true. */
  wrongBytes: number;
  /** The decoder itself wrote a wrong byte. */
  isWronglyRepaired: boolean;
}

/** What a boot is told of a zone whose header is true. */
interface RecordResult {
  corrected: number;
  bad: number;
  wrongBytes: number;
  isWronglyRepaired: boolean;
}

export class ZoneTrial {
  readonly words: ZoneWords;
  /** The zone as it was written. */
  readonly truth: Uint8Array;
  readonly #codec: RsCodec | null;
  /** The zone under damage; equal to `truth` between trials. */
  readonly #zone: Uint8Array;
  /** Flipped bits by byte; zero between trials. */
  readonly #mask: Uint8Array;
  /** The same three, four bytes at once; a last stretch of less is left out. */
  readonly #truth32: Int32Array;
  readonly #zone32: Int32Array;
  readonly #mask32: Int32Array;
  /** The words that were hit, and for each word whether it is one of them. */
  readonly #hitWords: Int32Array;
  #hitWordCount = 0;
  readonly #isHit: Uint8Array;
  /** What the decoder returned for each block, where all were decoded in one go. */
  readonly #results: Int16Array;
  readonly #one = new Int16Array(1);
  /** Bits that were drawn together. */
  readonly #chosen = new Int32Array(64);
  #kernel: KernelZone | null = null;
  /** Full blocks of the zone by place. */
  readonly #places = new Int32Array(PLACES);
  readonly #word: WordResult = { fate: 'clean', result: 0, wrongBytes: 0, isWronglyRepaired: false };

  constructor(words: ZoneWords, truth: Uint8Array) {
    this.words = words;
    this.truth = truth.slice();
    this.#codec = words.eccSize === 0 ? null : rsCodec(words.eccSize);
    this.#zone = truth.slice();
    this.#mask = new Uint8Array(truth.length);
    this.#truth32 = wordsOfFour(this.truth);
    this.#zone32 = wordsOfFour(this.#zone);
    this.#mask32 = wordsOfFour(this.#mask);
    this.#isHit = new Uint8Array(words.header + 1);
    this.#hitWords = new Int32Array(words.header + 1);
    this.#results = new Int16Array(words.header);
    for (let block = 0; block < words.fullBlocks; block++) this.#places[this.#placeOf(block)]!++;
  }

  /** Flips one bit of the zone: bit 0 is the least significant of the first byte. Twice is not at all. */
  readonly flip = (bit: number): void => {
    this.damage(bit >>> 3, 1 << (bit & 7));
  };

  /** Flips bits of one word that are not flipped yet, so many; `random` chooses. There must be as many left. */
  flipSome(number: number, flips: number, random: TrialRandom): void {
    const { words } = this;
    const mask = this.#mask;
    const zone = this.#zone;
    const length = words.dataLength[number]!;
    const data = words.dataAt[number]!;
    const parity = words.parityAt[number]! - length;
    const bits = (length + words.eccSize) * 8;
    this.#hit(number);
    const chosen = this.#chosen;
    for (let left = flips; left > 0; ) {
      // As many as are wanted at most: a bit that is flipped already is chosen anew.
      const count = Math.min(left, chosen.length);
      random.ints(bits, count, chosen);
      for (let i = 0; i < count; i++) {
        const byte = chosen[i]! >>> 3;
        const at = byte + (byte < length ? data : parity);
        const bit = 1 << (chosen[i]! & 7);
        if ((mask[at]! & bit) !== 0) continue;
        mask[at]! ^= bit;
        zone[at]! ^= bit;
        left--;
      }
    }
  }

  /** Flips the bits of `mask` in one byte. */
  damage(at: number, mask: number): void {
    const word = this.words.wordOf[at]!;
    if (word < 0) return;
    this.#hit(word);
    this.#mask[at]! ^= mask;
    this.#zone[at]! ^= mask;
  }

  #hit(word: number): void {
    if (this.#isHit[word] !== 0) return;
    this.#isHit[word] = 1;
    this.#hitWords[this.#hitWordCount++] = word;
  }

  /** The flipped bits of each byte; good until the next trial. */
  get flips(): Uint8Array {
    return this.#mask;
  }

  /** Damages the zone so that it becomes `bytes`. */
  become(bytes: Uint8Array): void {
    const { truth } = this;
    for (let at = 0; at < truth.length; at++) {
      const mask = bytes[at]! ^ truth[at]!;
      if (mask !== 0) this.damage(at, mask);
    }
  }

  /**
   * Counts what became of the words and, where `withRecord`, of the record; then the zone is whole again. Of the full blocks only
   * the first `blockLimit` are counted.
   */
  finish(tally: Tally, blockLimit: number, withRecord = true): void {
    const { words } = this;
    const blocks = Math.min(blockLimit, words.fullBlocks);
    tally.blocks.blocks += blocks;
    tally.blocks.clean += blocks;
    this.#countPlaces(tally, blocks);
    if (words.short >= 0) {
      tally.shortBlocks.blocks++;
      tally.shortBlocks.clean++;
    }
    tally.headers.blocks++;
    tally.headers.clean++;

    const total: RecordResult = { corrected: 0, bad: 0, wrongBytes: 0, isWronglyRepaired: false };
    let image: Uint8Array | null = null;
    if (this.#isHit[words.header] === 1) {
      this.#judge(words.header);
      this.#count(tally, words.header, blocks);
      this.#add(total);
      const { fate } = this.#word;
      if (fate === 'uncorrectable' || fate === 'miscorrected') image = this.#asFound(words.header);
      this.#mend(words.header);
    }
    if (this.#isDense()) this.#finishDense(tally, blocks, total);
    else {
      for (let at = 0; at < this.#hitWordCount; at++) {
        const number = this.#hitWords[at]!;
        if (number === words.header) continue;
        this.#judge(number);
        this.#enter(tally, number, blocks, total);
      }
    }
    for (let at = 0; at < this.#hitWordCount; at++) this.#isHit[this.#hitWords[at]!] = 0;
    this.#hitWordCount = 0;
    if (!withRecord) return;
    if (image === null) this.#countRecord(tally.records, total);
    else this.#countRecordByKernel(tally.records, image);
  }

  /** Whether so many blocks were hit that it is faster to decode all of them in one go. */
  #isDense(): boolean {
    return this.#codec !== null && this.#hitWordCount * DENSE >= this.words.header;
  }

  #finishDense(tally: Tally, blocks: number, total: RecordResult): void {
    const { words } = this;
    const length = Math.min(words.header * ECC_BLOCK_SIZE, words.room);
    this.#codec!.decodeBlocks(this.#zone, words.dataAt[0]!, length, ECC_BLOCK_SIZE, words.parityAt[0]!, this.#results);
    if (this.#isWhole()) {
      this.#countMended(tally, blocks, total);
      this.#mask.fill(0);
      return;
    }
    for (let at = 0; at < this.#hitWordCount; at++) {
      const number = this.#hitWords[at]!;
      if (number === words.header) continue;
      this.#judgeDecoded(number, this.#results[number]!);
      this.#enter(tally, number, blocks, total);
    }
  }

  /** Counts the blocks of a zone in which all is true again: each was changed of which the decoder says so. */
  #countMended(tally: Tally, blocks: number, total: RecordResult): void {
    const { header, short, eccSize } = this.words;
    let corrected = 0;
    let correctedBytes = 0;
    let lucky = 0;
    for (let number = 0; number < header; number++) {
      const result = this.#results[number]!;
      if (result <= 0) continue;
      total.corrected += result;
      if (number === short) move(tally.shortBlocks, 'corrected');
      else if (number < blocks) {
        corrected++;
        correctedBytes += result;
        if (result > eccSize >> 1) lucky++;
      }
    }
    tally.blocks.clean -= corrected;
    tally.blocks.corrected += corrected;
    tally.blocks.correctedBytes += correctedBytes;
    tally.blocks.lucky += lucky;
  }

  /** Whether all blocks were accepted and the zone is what it was written as. */
  #isWhole(): boolean {
    const { truth } = this;
    for (let number = 0; number < this.words.header; number++) if (this.#results[number]! < 0) return false;
    const truth32 = this.#truth32;
    const zone32 = this.#zone32;
    // Mostly all is true: to look at all is faster than to ask each time whether to go on.
    let difference = 0;
    for (let at = 0; at < truth32.length; at++) difference |= zone32[at]! ^ truth32[at]!;
    if (difference !== 0) return false;
    for (let at = this.#truth32.length * 4; at < truth.length; at++) if (this.#zone[at] !== truth[at]) return false;
    return true;
  }

  #enter(tally: Tally, number: number, blocks: number, total: RecordResult): void {
    this.#count(tally, number, blocks);
    this.#add(total);
    this.#mend(number);
  }

  #add(total: RecordResult): void {
    const { result, wrongBytes, isWronglyRepaired } = this.#word;
    if (result > 0) total.corrected += result;
    else if (result < 0) total.bad++;
    total.wrongBytes += wrongBytes;
    total.isWronglyRepaired ||= isWronglyRepaired;
  }

  /** The whole zone as a boot finds it, with a word in it that has been decoded already. */
  #asFound(number: number): Uint8Array {
    const { words, truth } = this;
    const image = this.#zone.slice();
    const undo = (from: number, length: number) => {
      for (let byte = from; byte < from + length; byte++) image[byte] = truth[byte]! ^ this.#mask[byte]!;
    };
    undo(words.dataAt[number]!, words.dataLength[number]!);
    undo(words.parityAt[number]!, words.eccSize);
    return image;
  }

  /** Decodes a word where it lies, and says what became of it. */
  #judge(number: number): void {
    const { words } = this;
    const at = words.dataAt[number]!;
    const length = words.dataLength[number]!;
    this.#codec?.decodeBlocks(this.#zone, at, length, length, words.parityAt[number]!, this.#one);
    this.#judgeDecoded(number, this.#one[0]!);
  }

  /** The same for a word that has been decoded already. */
  #judgeDecoded(number: number, result: number): void {
    const { words, truth } = this;
    const logEnd = number === words.header ? 0 : PERSISTENT_RAM_HEADER_BYTES + words.recordBytes;
    const start = words.dataAt[number]!;
    const end = start + words.dataLength[number]!;
    const parity = words.parityAt[number]!;
    const word = this.#word;
    let isChanged = false;
    let isTrue = true;
    word.result = result;
    word.wrongBytes = 0;
    word.isWronglyRepaired = false;
    for (let byte = start; byte < end; byte++) {
      // Data begin at a multiple of four: what is neither damaged nor wrong is passed over in fours.
      const four = byte >> 2;
      if (
        (byte & 3) === 0 &&
        byte + 4 <= end &&
        this.#mask32[four] === 0 &&
        this.#zone32[four] === this.#truth32[four]
      ) {
        byte += 3;
        continue;
      }
      isChanged ||= this.#mask[byte] !== 0;
      if (this.#zone[byte] === truth[byte]) continue;
      isTrue = false;
      if (byte < logEnd) word.wrongBytes++;
      if (this.#zone[byte] !== (truth[byte]! ^ this.#mask[byte]!)) word.isWronglyRepaired = true;
    }
    for (let byte = parity; !isChanged && byte < parity + words.eccSize; byte++) isChanged = this.#mask[byte] !== 0;
    if (!isChanged) word.fate = 'clean';
    else if (result < 0 || this.#codec === null) word.fate = 'uncorrectable';
    else word.fate = isTrue ? 'corrected' : 'miscorrected';
  }

  #count(tally: Tally, number: number, blocks: number): void {
    const { words } = this;
    const { fate, result } = this.#word;
    if (number === words.header) move(tally.headers, fate);
    else if (number === words.short) move(tally.shortBlocks, fate);
    else if (number < blocks) {
      move(tally.blocks, fate);
      if (result > 0) tally.blocks.correctedBytes += result;
      if (fate === 'corrected' && result > words.eccSize >> 1) tally.blocks.lucky++;
      if (fate === 'uncorrectable' || fate === 'miscorrected') tally.losses[this.#placeOf(number)]!++;
    }
  }

  #placeOf(block: number): number {
    return Math.floor((block * PLACES) / this.words.fullBlocks);
  }

  #countPlaces(tally: Tally, blocks: number): void {
    if (blocks < this.words.fullBlocks) {
      for (let block = 0; block < blocks; block++) tally.places[this.#placeOf(block)]!++;
    } else for (let place = 0; place < PLACES; place++) tally.places[place]! += this.#places[place]!;
  }

  /** Makes the word what it was. */
  #mend(number: number): void {
    const { words } = this;
    const start = words.dataAt[number]!;
    const parity = words.parityAt[number]!;
    this.#restore(start, start + words.dataLength[number]!);
    this.#restore(parity, parity + words.eccSize);
  }

  #restore(start: number, end: number): void {
    for (let byte = start; byte < end; byte++) {
      if ((byte & 3) === 0 && byte + 4 <= end) {
        this.#zone32[byte >> 2] = this.#truth32[byte >> 2]!;
        this.#mask32[byte >> 2] = 0;
        byte += 3;
      } else {
        this.#zone[byte] = this.truth[byte]!;
        this.#mask[byte] = 0;
      }
    }
  }

  #countRecord(records: RecordTally, { corrected, bad, wrongBytes, isWronglyRepaired }: RecordResult): void {
    let fate: RecordClass;
    if (bad > 0) fate = 'flagged';
    else if (wrongBytes === 0) fate = corrected > 0 ? 'corrected' : 'clean';
    else fate = isWronglyRepaired ? 'miscorrected' : 'undetected';
    const { recordBytes } = this.words;
    countRecord(records, fate, recordBytes, recordBytes - wrongBytes);
  }

  /** The header is not what it was: the kernel decides what it believes. */
  #countRecordByKernel(records: RecordTally, image: Uint8Array): void {
    const { recordBytes } = this.words;
    const log = this.truth.subarray(PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_HEADER_BYTES + recordBytes);
    this.#kernel ??= new KernelZone(this.truth.length, this.words.eccSize);
    const found = this.#kernel.found(image);
    if (found === null) records.kernelStops++;
    if (found === null || found.log === null) {
      countRecord(records, 'lost', recordBytes, 0);
      return;
    }
    const repairs = Array.from(found.bytes, (value, address) => ({ address, value }));
    const record = {
      name: 'record',
      fileName: '',
      bytes: found.log,
      timeNs: null,
      isStillCompressed: false,
      correctedBytes: found.correctedBytes,
      badBlocks: found.badBlocks,
      repairs: repairs.filter(({ address, value }) => image[address] !== value && this.#isRepairable(address)),
    };
    const meant = { bytes: log, timeNs: null, earlier: null, stream: null };
    const fate = classOf(record, meant, { byteAt: (address) => this.truth[address] });
    countRecord(records, fate, recordBytes, trueBytes(found.log, log));
  }

  /** Data and header: what the decoder mends in place. */
  #isRepairable(at: number): boolean {
    return at < PERSISTENT_RAM_HEADER_BYTES + this.words.room;
  }
}

function wordsOfFour(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
}

function move(counts: WordTally, fate: Fate): void {
  counts.clean--;
  // Measured: a name that is computed costs more than all the rest of the counting.
  if (fate === 'corrected') counts.corrected++;
  else if (fate === 'uncorrectable') counts.uncorrectable++;
  else if (fate === 'miscorrected') counts.miscorrected++;
  else counts.clean++;
}

export function countRecord(records: RecordTally, fate: RecordClass, bytes: number, recovered: number): void {
  records.records++;
  records[fate]++;
  records.bytes += bytes;
  records.recoveredBytes += recovered;
}

/** Bytes that are the same at the same place. */
function trueBytes(found: Uint8Array, meant: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < Math.min(found.length, meant.length); at++) if (found[at] === meant[at]) count++;
  return count;
}
