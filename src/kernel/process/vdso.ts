/**
 * The vDSO: the shared object that the kernel maps into every program.
 *
 * Composed: the kernel's own has functions and unwind tables; this one is an ELF header with one loadable segment, which debuggers take for an
 * object without symbols.
 */
import { encodeWords } from '../../formats/process-notes.ts';
import { latin1Bytes } from '../../sim/bytes.ts';

const ET_DYN = 3;
const PF_RX = 5;

/** Its pages. */
export function vdsoImage(machine: number, is64: boolean, sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  const view = new DataView(bytes.buffer);
  const headerBytes = is64 ? 64 : 52;
  bytes.set(latin1Bytes(`\x7fELF${is64 ? '\x02' : '\x01'}\x01\x01`));
  view.setUint16(16, ET_DYN, true);
  view.setUint16(18, machine, true);
  view.setUint32(20, 1, true);
  bytes.set(encodeWords([0n, BigInt(headerBytes)], is64), 24);
  view.setUint16(is64 ? 52 : 40, headerBytes, true);
  view.setUint16(is64 ? 54 : 42, is64 ? 56 : 32, true);
  view.setUint16(is64 ? 56 : 44, 1, true);
  const size = BigInt(sizeBytes);
  const page = 4096n;
  view.setUint32(headerBytes, 1, true);
  if (is64) view.setUint32(headerBytes + 4, PF_RX, true);
  else view.setUint32(headerBytes + 24, PF_RX, true);
  const words = is64 ? [0n, 0n, 0n, size, size, page] : [0n, 0n, 0n, size, size];
  bytes.set(encodeWords(words, is64), headerBytes + (is64 ? 8 : 4));
  if (!is64) view.setUint32(headerBytes + 28, Number(page), true);
  return bytes;
}
