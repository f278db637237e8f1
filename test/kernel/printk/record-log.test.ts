/** The record log of 4.19 in RAM: against a model with the rules of `log_store`, and its bytes as the tools expect them. */
import { fc, test as fuzz } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { ramLog } from './ram-log.ts';

const LENGTH = 4096;
const HEADER = 16;

/** Which records a buffer of `LENGTH` bytes still has, and where the newest lies. */
class Model {
  first = 0;
  readonly #places: { index: number; size: number }[] = [];
  #next = 0;

  add(textBytes: number): void {
    const size = Math.ceil((HEADER + textBytes) / 4) * 4;
    const places = this.#places;
    while (this.first < places.length && !this.#fits(size, false)) this.first++;
    if (!this.#fits(size, this.first === places.length)) return;
    if (this.#next + size + HEADER > LENGTH) this.#next = 0;
    places.push({ index: this.#next, size });
    this.#next += size;
  }

  get count(): number {
    return this.#places.length;
  }

  #fits(size: number, isEmpty: boolean): boolean {
    const oldest = this.#places[this.first]?.index ?? this.#next;
    const free = this.#next > oldest || isEmpty ? Math.max(LENGTH - this.#next, oldest) : oldest - this.#next;
    return free >= size + HEADER;
  }
}

const lengths = fc.array(fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 980 })), { minLength: 1, maxLength: 300 });

fuzz.prop([lengths, fc.constantFrom('little', 'big'), fc.constantFrom(4, 8)], { numRuns: 60 })(
  'keeps what the model keeps',
  (all, byteOrder, wordBytes) => {
    const { log } = ramLog({ ring: 'record', logBufShift: 12, byteOrder, wordBytes, lineMaxBytes: 991 });
    const model = new Model();
    const texts: string[] = [];
    for (const [i, length] of all.entries()) {
      const text = String.fromCharCode(97 + (i % 26)).repeat(length);
      log.add({ tsNs: i, facility: 0, level: 3, callerId: 0, text, open: false, continuation: false });
      model.add(length);
      texts.push(text);
      expect([log.store.firstSeq, log.readableSeq]).toEqual([model.first, model.count]);
    }
    const seen = log.store.range(0, log.readableSeq);
    expect(seen.map(({ text }) => text)).toEqual(texts.slice(model.first));
    expect(log.store.next(log.readableSeq)).toBeUndefined();
  },
);

test('a record in RAM: time, length with padding, text length, facility, level and flags, text', () => {
  const { log, memory, symbols } = ramLog({ ring: 'record', logBufShift: 12 });
  log.add({ tsNs: 0x1122334455, facility: 1, level: 4, callerId: 0, text: 'hello', open: false, continuation: false });
  expect(Array.from(memory.read(symbols.__log_buf, 24))).toEqual([
    ...[0x55, 0x44, 0x33, 0x22, 0x11, 0, 0, 0],
    ...[24, 0, 5, 0, 0, 0, 1, 0x82],
    ...[0x68, 0x65, 0x6c, 0x6c, 0x6f, 0, 0, 0],
  ]);
  const symbolBytes = [symbols.log_first_seq, symbols.log_next_seq, symbols.log_first_idx, symbols.log_next_idx];
  expect(symbolBytes.map((at) => memory.load32le(at))).toEqual([0, 1, 0, 24]);
  expect(memory.load32le(symbols.log_buf_len)).toBe(4096);
});

test('a line waits for its continuation, and goes off alone when something else comes', () => {
  const { log } = ramLog({ ring: 'record', logBufShift: 12 });
  const add = (text: string, open: boolean, continuation: boolean, callerId = 1) =>
    log.add({ tsNs: 1, facility: 0, level: 6, callerId, text, open, continuation });
  add('a', true, false);
  expect(log.readableSeq).toBe(0);
  add('b', true, true);
  add('c', false, true);
  add('d', true, false);
  add('e', false, true, 2);
  add('', true, true);
  expect(log.store.range(0, 9).map(({ text }) => text)).toEqual(['abc', 'd', 'e']);
});

test('cleared records go when they are overwritten', () => {
  const { log } = ramLog({ ring: 'record', logBufShift: 12 });
  const add = () =>
    log.add({ tsNs: 1, facility: 0, level: 6, callerId: 1, text: 'x'.repeat(500), open: false, continuation: false });
  add();
  log.clear();
  expect(log.clearSeq).toBe(1);
  for (let i = 0; i < 20; i++) add();
  expect(log.clearSeq).toBe(log.store.firstSeq);
});

fuzz.prop([fc.array(fc.nat(), { minLength: 1, maxLength: 60 })])('damage stops nothing', (flips) => {
  const { log, memory, symbols } = ramLog({ ring: 'record', logBufShift: 12 });
  const entry = { tsNs: 1, facility: 0, level: 6, callerId: 1, text: 'x'.repeat(90), open: false, continuation: false };
  for (let i = 0; i < 60; i++) log.add(entry);
  const { start, end } = symbols.block;
  for (const bit of flips) {
    const at = bit % 3 === 0 ? start + 0x140 + (bit % 32) : start + (bit % (end - start));
    memory.store8(at, memory.load8(at) ^ (1 << (bit % 8)), memory.writer('fault'));
    log.add(entry);
    expect(log.store.range(0, 1000).length).toBeLessThanOrEqual(1000);
    log.clear();
  }
});
