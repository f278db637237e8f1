/**
 * A peer of bench/codec.bench.ts: the same work done by zxing, whose QR code field is that of ramoops. Reads lines of work and answers
 * as libfec-peer.c does. Its words are arrays of 32-bit numbers, one a symbol; they are made outside the timed loop.
 */
import { createInterface } from 'node:readline';
import zxing from '@zxing/library';

const DATA = 128;
const NROOTS = 16;
const WORD = DATA + NROOTS;
const field = zxing.GenericGF.QR_CODE_FIELD_256;

let state = 2463534242;
function next() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state >>> 0;
}

function damage(word, weight) {
  const hit = new Set();
  while (hit.size < weight) {
    const position = next() % WORD;
    const value = 1 + (next() % 255);
    if (hit.has(position)) continue;
    hit.add(position);
    word[position] ^= value;
  }
}

function cpuNs() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function answer(work, blocks, weight) {
  state = 2463534242;
  const words = Array.from({ length: blocks }, () => {
    const word = new Int32Array(WORD);
    for (let i = 0; i < DATA; i++) word[i] = next() & 255;
    return word;
  });
  const encoder = new zxing.ReedSolomonEncoder(field);
  let start = cpuNs();
  for (const word of words) encoder.encode(word, NROOTS);
  let end = cpuNs();
  if (work === 'decode') {
    for (const word of words) damage(word, weight);
    const decoder = new zxing.ReedSolomonDecoder(field);
    start = cpuNs();
    for (const word of words) decoder.decode(word, NROOTS);
    end = cpuNs();
  }
  let sum = 2166136261;
  for (const word of words) for (const symbol of word) sum = Math.imul(sum ^ symbol, 16777619);
  return `${end - start} ${(sum >>> 0).toString(16).padStart(8, '0')}\n`;
}

for await (const line of createInterface(process.stdin)) {
  const [work, blocks, weight] = line.split(' ');
  process.stdout.write(answer(work, Number(blocks), Number(weight)));
}
