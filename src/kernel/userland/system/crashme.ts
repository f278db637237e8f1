/**
 * `crashme LETTER`: a program that a processor stops, each letter in another way. It was made for the recorded faults of user space.
 *
 * `n` writes to address 0, `r` reads 0x10, `j` jumps to 0, `x` executes data, `w` writes to its own text, `u` executes an invalid
 * instruction, `d` divides by 0 (x86-64 only), `g` reads a non-canonical address (not on 32-bit ARM), `i` is a breakpoint, `h` reads an
 * address of the kernel, `p` forbids interrupts. The machine code is the recorded one, and so are the places at which it stops; it is not
 * interpreted. Any other letter ends well.
 */
import type { Architecture } from '../../../profiles/kernel.ts';
import type { Program } from '../../process/system-calls.ts';
import { armCrashme } from './crashme/arm.ts';
import { arm64Crashme } from './crashme/arm64.ts';
import type { CrashmeCode } from './crashme/machine-code.ts';
import { powerpcCrashme } from './crashme/powerpc.ts';
import { x86Crashme } from './crashme/x86.ts';

/** Its machine code. */
export const crashmeCodes: Readonly<Record<Architecture, CrashmeCode>> = {
  x86_64: x86Crashme,
  arm: armCrashme,
  arm64: arm64Crashme,
  ppc64le: powerpcCrashme,
};

/** The program that the machine code is. */
export function crashmeOf({ stops, noArgument, letterRegister, argumentRegister }: CrashmeCode): Program {
  return function* (system, argv) {
    const word = argv[1];
    if (word === undefined) return yield* system.fault(noArgument);
    const stop = Object.hasOwn(stops, word[0] ?? '') ? stops[word[0]!] : undefined;
    if (stop === undefined) return 0;
    const registers = { [letterRegister]: BigInt(word.charCodeAt(0)), ...stop.registers };
    return yield* system.fault({ ...stop, registers, argumentRegister });
  };
}
