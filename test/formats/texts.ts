/** Inputs for the compressors: kernel-log-like text, near-random bytes, long repeats. */
import fc from 'fast-check';

const WORDS = [
  'usb 1-1: new high-speed USB device number ',
  'Call Trace:\n',
  '? do_syscall_64+0x',
  'RIP: 0010:',
  ' EXT4-fs (sda1): ',
  '<4>[    0.',
];

const logText: fc.Arbitrary<Uint8Array> = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.nat(0xffffff)), { maxLength: 400 })
  .map((parts) => new TextEncoder().encode(parts.map(([word, number]) => word + number.toString(16)).join('\n')));

/** Pieces of fresh bytes and of copies from anywhere before, so that every distance and length occurs. */
const repeatingBytes: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.record({ back: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(600) }),
    ),
    { maxLength: 200 },
  )
  .map((pieces) => {
    const bytes: number[] = [];
    for (const piece of pieces) {
      if (piece instanceof Uint8Array) {
        bytes.push(...piece);
        continue;
      }
      const distance = 1 + Math.floor(piece.back * (bytes.length - 1));
      for (let i = 0; i < piece.length && bytes.length > 0; i++) bytes.push(bytes[bytes.length - distance]!);
    }
    return Uint8Array.from(bytes);
  });

const anyBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 3000 });

export const compressible: fc.Arbitrary<Uint8Array> = fc.oneof(logText, repeatingBytes, anyBytes);

/** A copy of `bytes` with some bytes changed and perhaps the end cut off. */
export function damaged(bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
  const keep = fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true }));
  return fc.tuple(bytes, changes, keep).map(([original, list, part]) => {
    const copy = original.slice(0, Math.ceil(original.length * part));
    for (const [at, byte] of list) if (copy.length > 0) copy[at % copy.length] = byte;
    return copy;
  });
}
