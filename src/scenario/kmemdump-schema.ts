/** `kmemdump:` of a scenario: the kernel is built with one of the series, and who takes the regions. */
import * as z from 'zod';
import {
  defaultKmemdump,
  KMEMDUMP_BACKENDS,
  KMEMDUMP_REGIONS,
  KMEMDUMP_SERIES,
  type KmemdumpBuild,
} from '../profiles/kmemdump.ts';

export const kmemdumpSchema = z
  .strictObject({
    series: z.enum(KMEMDUMP_SERIES).optional().describe('version of the patches; default: v2'),
    regions: z
      .enum(KMEMDUMP_REGIONS)
      .optional()
      .describe('what the kernel registers: what the series says, or what crash needs on x86-64; default: upstream'),
    backend: z.enum(KMEMDUMP_BACKENDS).optional().describe('who takes the regions; default: minidump'),
    'backend-at': z
      .enum(['boot', 'module'])
      .optional()
      .describe('whether the backend is built in or a module that somebody loads; default: boot'),
    coreimage: z.boolean().optional().describe('region number one is an ELF header; default: true'),
    debug: z.boolean().optional().describe('debug messages are printed; default: false'),
    'keeps-lock': z
      .boolean()
      .optional()
      .describe('v1 as it was: behind some errors its lock is never given back; default: false'),
  })
  .describe('the kernel is built with kmemdump (or meminspect); default: it is not');

/** How the kernel of a checked or unchecked document is built; null: without. */
export function kmemdumpOf(value: unknown): KmemdumpBuild | null {
  const found = kmemdumpSchema.safeParse(value).data;
  if (found === undefined) return null;
  return {
    series: found.series ?? defaultKmemdump.series,
    regions: found.regions ?? defaultKmemdump.regions,
    backend: found.backend ?? defaultKmemdump.backend,
    backendAt: found['backend-at'] ?? defaultKmemdump.backendAt,
    coreImage: found.coreimage ?? defaultKmemdump.coreImage,
    debug: found.debug ?? defaultKmemdump.debug,
    keepsLock: found['keeps-lock'] ?? defaultKmemdump.keepsLock,
  };
}
