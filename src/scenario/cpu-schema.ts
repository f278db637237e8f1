/** The part of the scenario schema that says what stands between CPU and RAM. */
import * as z from 'zod';
import { withHint } from './schema-parts.ts';

const POWER_OF_TWO = withHint('not a power of two', 'write 16, 32, 64, 128 or 256');

export const cpuSchema = z
  .strictObject({
    cache: z
      .enum(['none', 'writeBack'])
      .optional()
      .describe(
        'writeBack: stores stay in the CPU’s cache until they are pushed out or flushed; default: as the board has it',
      ),
    lineBytes: z
      .int()
      .min(16)
      .max(256)
      .refine((value) => Number.isInteger(Math.log2(value)), POWER_OF_TWO)
      .optional()
      .describe('bytes of a cache line; default: the CPU’s own'),
    lines: z.int().min(1).max(65_536).optional().describe('lines that the cache holds; default: the CPU’s own'),
    buffers: z.int().min(1).max(64).optional().describe('write-combining buffers, of a line each'),
    survives: z
      .array(z.enum(['warm', 'cold', 'watchdog', 'pin', 'firmware-update']))
      .max(5)
      .optional()
      .describe('resets that leave the cache its contents; all others drop what RAM does not have yet'),
    uncachedAtomics: z
      .enum(['work', 'hang'])
      .optional()
      .describe('hang: atomic operations never succeed on memory mapped uncached (mem_type 1), as on some ARM parts'),
    ramoopsCounters: z
      .enum(['locked', 'cmpxchg'])
      .optional()
      .describe('cmpxchg: the kernel’s ramoops needs atomic operations, as up to Linux 4.8; default: locked'),
  })
  .refine(
    ({ cache, lineBytes, lines, buffers, survives }) =>
      cache === 'writeBack' || [lineBytes, lines, buffers, survives].every((value) => value === undefined),
    withHint('there is no cache that this could be said of', 'write cache: writeBack beside it'),
  );
