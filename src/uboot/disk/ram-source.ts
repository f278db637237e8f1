/** Bytes in RAM as the contents of a file, with what the drive's transfer says about a buffer that does not lie on a cache line. */
import { hex } from '../../sim/bytes.ts';
import type { CommandContext } from '../command.ts';
import type { FileSource } from './file-system.ts';

/** `check_cache_range` of U-Boot `arch/arm/lib/cache.c`. */
export function ramSource({ ram, config, puts }: CommandContext, address: number, length: number): FileSource {
  const line = config.cacheLineBytes;
  return {
    length,
    available: ram.room(address),
    read(offset, wanted) {
      const bytes = new Uint8Array(wanted);
      const known = Math.min(wanted, ram.room(address + offset));
      if (known > 0) bytes.set(ram.read(address + offset, known));
      return bytes;
    },
    beforeWrite(offset, bytes) {
      const start = address + offset;
      if (line === undefined || (start % line === 0 && (start + bytes) % line === 0)) return;
      puts(`CACHE: Misaligned operation at range [${hex(start, 8)}, ${hex(start + bytes, 8)}]\n`);
    },
  };
}
