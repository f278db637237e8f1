/**
 * The reference dumps written once more by our own code, from the log and the state that they hold: RAM comes out byte for byte, ring and old log
 * included. So what tools print of one they print of the other (test/interop/vmcore-vectors.test.ts lets them).
 */
import { readElfCoreHead } from '../../src/formats/elf-core.ts';
import { writtenCore } from '../kernel/vmcore/written-core.ts';
import { expectEqualBytes } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readVector } from './vectors.ts';

const PT_LOAD = 1;

export const suite: Suite = {
  name: 'vmcore: written again',
  cases(): Case[] {
    return listVectors('vmcore')
      .filter((file) => /^vmcore\..*\.gz$/.test(file))
      .map((file) => ({ name: file, run: () => compare(readVector(`vmcore/${file}`)) }));
  },
};

function compare(file: Uint8Array): void {
  const { memory } = writtenCore(file);
  const head = readElfCoreHead(file);
  if (typeof head === 'string') throw new Error(head);
  for (const { type, offset, physical, sizeBytes } of head.segments) {
    if (type !== PT_LOAD) continue;
    expectEqualBytes(
      memory.read(physical, sizeBytes),
      file.subarray(offset, offset + sizeBytes),
      `RAM from ${physical}`,
    );
  }
}
