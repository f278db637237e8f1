/** What a machine needs to know of `crashme`: its pages, and where each letter stops it. */
import type { ProgramContents } from '../../../../formats/program-file.ts';
import type { CpuFault, FaultCause, RegisterValues } from '../../../process/cpu-fault.ts';

export interface CrashmeCode {
  /** Text and data. */
  readonly segments: () => readonly ProgramContents[];
  /** Holds the letter, unless the code put something else there. */
  readonly letterRegister: string;
  readonly argumentRegister: string;
  readonly stops: Readonly<Record<string, CpuFault>>;
  /** Without an argument argv[1] is a null pointer. */
  readonly noArgument: CpuFault;
}

/** Segments of whole pages: `text` at an address, and `data` on the next page, both in hexadecimal words of so many bytes, little-endian. */
export function crashmePages(
  {
    address,
    pageBytes,
    wordBytes,
  }: { readonly address: number; readonly pageBytes: number; readonly wordBytes: number },
  text: string,
  data: string,
): readonly ProgramContents[] {
  const page = (words: string): Uint8Array => {
    const bytes = new Uint8Array(pageBytes);
    for (const [index, word] of words.trim().split(/\s+/).entries()) {
      const value = Number.parseInt(word, 16);
      for (let at = 0; at < wordBytes; at++) bytes[index * wordBytes + at] = value >>> (8 * at);
    }
    return bytes;
  };
  return [
    { address, offset: pageBytes, flags: 5, bytes: page(text) },
    { address: address + pageBytes, offset: 2 * pageBytes, flags: 6, bytes: page(data) },
  ];
}

/** Makes the stops of one architecture, which share their flags. */
export function stopsWith(flags: bigint) {
  return (ip: number, signal: number, cause: FaultCause, registers: RegisterValues = {}): CpuFault => ({
    signal,
    ip: BigInt(ip),
    cause,
    registers,
    flags,
  });
}
