/** The words of `rs.json`: what the kernel's own encoder and decoder did with them. */
import { hasVector, readJsonVector } from './vectors.ts';

export interface RsVector {
  name: string;
  nroots: number;
  data: Uint8Array;
  parity: Uint8Array;
  decodes: RsDecode[];
}

export interface RsDecode {
  name: string;
  /** `offset` counts through data, then parity; `xor` is what was added there. */
  errors: { offset: number; xor: number }[];
  /** What `decode_rs8` returned. */
  ret: number;
  /** Data and parity after the call, hex. */
  outHex: string;
}

interface RsFile {
  vectors: {
    name: string;
    nroots: number;
    dataHex: string;
    parityHex: string;
    decodes: { name: string; errors: RsDecode['errors']; ret: number; outDataHex: string; outParityHex: string }[];
  }[];
}

/** Empty when the file is absent in the vectors folder. */
export function readRsVectors(): RsVector[] {
  if (!hasVector('rs.json')) return [];
  return readJsonVector<RsFile>('rs.json').vectors.map((vector) => ({
    name: vector.name,
    nroots: vector.nroots,
    data: bytesOf(vector.dataHex),
    parity: bytesOf(vector.parityHex),
    decodes: vector.decodes.map(({ name, errors, ret, outDataHex, outParityHex }) => ({
      name,
      errors,
      ret,
      outHex:
        (outDataHex === '=data' ? vector.dataHex : outDataHex) +
        (outParityHex === '=parity' ? vector.parityHex : outParityHex),
    })),
  }));
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
