/**
 * Optimal code lengths as the kernel's deflate chooses them (`lib/zlib_deflate/deftree.c`, zlib 1.1.x).
 *
 * Among codes of equal cost the choice decides the output bits, so three habits of zlib are kept exactly: a binary heap that
 * breaks ties by subtree depth, two codes at least (the smallest unused symbols are added), and its way of shortening codes
 * that came out too long. Written from the description of the algorithm.
 */
import { assert } from '../sim/assert.ts';

const MAX_BITS = 15;
/** Nodes of the largest tree: 286 leaves and their 285 parents, and heap slot 0, which stays empty. */
const HEAP_SLOTS = 2 * 286 + 1;

const heap = new Uint16Array(HEAP_SLOTS);
const depth = new Uint8Array(HEAP_SLOTS);
const parent = new Uint16Array(HEAP_SLOTS);
const weight = new Uint16Array(HEAP_SLOTS);
const nodeBits = new Uint8Array(HEAP_SLOTS);
const bitsCount = new Uint16Array(MAX_BITS + 1);
const nextCode = new Uint16Array(MAX_BITS + 1);

/** A Huffman code: for each symbol its length (0: unused) and its bits in sending order (lowest bit first). */
export interface HuffmanCode {
  readonly lengths: Uint8Array;
  readonly codes: Uint16Array;
  /** Largest symbol with a code. */
  maxCode: number;
}

export function emptyCode(symbols: number): HuffmanCode {
  return { lengths: new Uint8Array(symbols), codes: new Uint16Array(symbols), maxCode: -1 };
}

/** A code with given lengths, as the fixed code of RFC 1951 is. */
export function codeOfLengths(lengths: Uint8Array): HuffmanCode {
  const code = { lengths, codes: new Uint16Array(lengths.length), maxCode: lengths.length - 1 };
  assignCodes(code);
  return code;
}

/**
 * Fills `code` with the code for these frequencies (at most 65535 in sum), no code longer than `maxBits`.
 *
 * Frequencies stay as they are; a symbol of frequency 0 may get a code (see above) and costs nothing.
 */
export function buildCode(frequencies: Uint16Array, code: HuffmanCode, maxBits: number): void {
  const symbols = frequencies.length;
  let heapLength = 0;
  code.maxCode = -1;
  code.lengths.fill(0);
  for (let symbol = 0; symbol < symbols; symbol++) {
    weight[symbol] = frequencies[symbol]!;
    if (weight[symbol] === 0) continue;
    heap[++heapLength] = symbol;
    depth[symbol] = 0;
    code.maxCode = symbol;
  }
  while (heapLength < 2) {
    const symbol = code.maxCode < 2 ? ++code.maxCode : 0;
    assert(symbol < symbols, 'an alphabet has room for a second code');
    heap[++heapLength] = symbol;
    weight[symbol] = 1;
    depth[symbol] = 0;
  }
  const sorted = joinLightest(heapLength, symbols);
  limitLengths(sorted, code, maxBits);
  assignCodes(code);
}

/**
 * Builds the tree bottom up. Returns the heap slot where the nodes, root first, then by falling weight, begin; they reach to the
 * heap's end.
 */
function joinLightest(leaves: number, firstParent: number): number {
  let heapLength = leaves;
  for (let slot = heapLength >> 1; slot >= 1; slot--) siftDown(slot, heapLength);
  let sorted = HEAP_SLOTS;
  let node = firstParent;
  do {
    const lightest = heap[1]!;
    heap[1] = heap[heapLength--]!;
    siftDown(1, heapLength);
    const second = heap[1]!;
    heap[--sorted] = lightest;
    heap[--sorted] = second;
    weight[node] = weight[lightest]! + weight[second]!;
    depth[node] = Math.max(depth[lightest]!, depth[second]!) + 1;
    parent[lightest] = node;
    parent[second] = node;
    heap[1] = node++;
    siftDown(1, heapLength);
  } while (heapLength >= 2);
  heap[--sorted] = heap[1]!;
  return sorted;
}

function lighter(a: number, b: number): boolean {
  return weight[a]! < weight[b]! || (weight[a] === weight[b] && depth[a]! <= depth[b]!);
}

function siftDown(start: number, heapLength: number): void {
  const node = heap[start]!;
  let slot = start;
  for (let son = slot << 1; son <= heapLength; son = slot << 1) {
    if (son < heapLength && lighter(heap[son + 1]!, heap[son]!)) son++;
    if (lighter(node, heap[son]!)) break;
    heap[slot] = heap[son]!;
    slot = son;
  }
  heap[slot] = node;
}

/** Turns depth in the tree into code length. Nodes too deep (parents count as well) push shorter leaves down, longest first. */
function limitLengths(sorted: number, code: HuffmanCode, maxBits: number): void {
  bitsCount.fill(0);
  nodeBits[heap[sorted]!] = 0;
  let tooDeep = 0;
  for (let slot = sorted + 1; slot < HEAP_SLOTS; slot++) {
    const node = heap[slot]!;
    let bits = nodeBits[parent[node]!]! + 1;
    if (bits > maxBits) {
      bits = maxBits;
      tooDeep++;
    }
    nodeBits[node] = bits;
    if (node > code.maxCode) continue;
    code.lengths[node] = bits;
    bitsCount[bits]!++;
  }
  if (tooDeep === 0) return;

  for (; tooDeep > 0; tooDeep -= 2) {
    let bits = maxBits - 1;
    while (bitsCount[bits] === 0) bits--;
    bitsCount[bits]!--;
    bitsCount[bits + 1]! += 2;
    bitsCount[maxBits]!--;
  }
  let slot = HEAP_SLOTS;
  for (let bits = maxBits; bits > 0; bits--) {
    for (let left = bitsCount[bits]!; left > 0; ) {
      const node = heap[--slot]!;
      if (node > code.maxCode) continue;
      code.lengths[node] = bits;
      left--;
    }
  }
}

/** Canonical codes (RFC 1951 §3.2.2), each turned round because deflate sends Huffman codes highest bit first. */
function assignCodes(code: HuffmanCode): void {
  bitsCount.fill(0);
  for (let symbol = 0; symbol <= code.maxCode; symbol++) bitsCount[code.lengths[symbol]!]!++;
  bitsCount[0] = 0;
  let next = 0;
  for (let bits = 1; bits <= MAX_BITS; bits++) {
    next = (next + bitsCount[bits - 1]!) << 1;
    nextCode[bits] = next;
  }
  for (let symbol = 0; symbol <= code.maxCode; symbol++) {
    const bits = code.lengths[symbol]!;
    if (bits === 0) continue;
    const straight = nextCode[bits]!++;
    assert(straight < 1 << bits, 'more Huffman codes than bits allow');
    code.codes[symbol] = reversed(straight, bits);
  }
}

function reversed(value: number, bits: number): number {
  let result = 0;
  for (let i = 0, rest = value; i < bits; i++, rest >>= 1) result = (result << 1) | (rest & 1);
  return result;
}
