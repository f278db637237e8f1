/** `kmemdump:` of a scenario: the kernel is built with one of the series, and who takes the regions. */
import * as z from 'zod';
import type { BoardProfile } from '../profiles/board.ts';
import { dumpFacts } from '../profiles/dump-tables.ts';
import type { Architecture } from '../profiles/kernel.ts';
import { kernelPlaces } from '../profiles/kernel-places.ts';
import { kernels } from '../profiles/kernels.ts';
import {
  defaultKmemdump,
  KMEMDUMP_BACKENDS,
  KMEMDUMP_REGIONS,
  KMEMDUMP_SERIES,
  type KmemdumpBuild,
} from '../profiles/kmemdump.ts';
import type { Issue } from '../sim/issue.ts';
import { byteCount, exactlyOne, text, withHint } from './schema-parts.ts';

export const kmemdumpSchema = z
  .strictObject({
    series: z.enum(KMEMDUMP_SERIES).optional().describe('version of the patches; default: v2'),
    regions: z
      .enum(KMEMDUMP_REGIONS)
      .optional()
      .describe(
        'what the kernel registers: what the series says, or what crash needs on x86-64; default: upstream on arm64, x86_64-minimal on a PC',
      ),
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

const regionName = text('a name for the driver and its memory').min(1).max(64);

/** `kmemdump:` as a step. */
export const kmemdumpStepSchema = exactlyOne(
  'a kmemdump step',
  ['register', 'unregister', 'free', 'kfree', 'backend'],
  {
    register: regionName.describe('a driver allocates memory and registers it; v1: the name is the handle').optional(),
    size: byteCount('bytes of that memory; default 4096').optional(),
    id: z.int().min(-1).max(1000).optional().describe('the number it asks for; default: any'),
    replace: z.boolean().optional().describe('whoever has that number is dropped first'),
    text: text('what it keeps there, again and again; default: the name').optional(),
    unregister: regionName.describe('the driver takes its region off the table and keeps the memory').optional(),
    free: regionName.describe('the driver unregisters and frees the memory').optional(),
    kfree: regionName.describe('the driver frees the memory and forgets to unregister it').optional(),
    backend: z
      .enum(['load', 'remove', 'kinfo'])
      .optional()
      .describe('the backend’s driver comes or goes, as modprobe and rmmod do'),
    error: text('the error number this must end with, as EALREADY')
      .regex(/^E[A-Z0-9]+$/, withHint('not an error name', 'for example EALREADY'))
      .optional(),
  },
);

export type KmemdumpStep = z.infer<typeof kmemdumpStepSchema>;

/** How the kernel of a checked or unchecked document is built; null: without. */
export function kmemdumpOf(value: unknown, architecture: Architecture): KmemdumpBuild | null {
  const found = kmemdumpSchema.safeParse(value).data;
  if (found === undefined) return null;
  return {
    series: found.series ?? defaultKmemdump.series,
    regions: found.regions ?? (architecture === 'x86_64' ? 'x86_64-minimal' : defaultKmemdump.regions),
    backend: found.backend ?? defaultKmemdump.backend,
    backendAt: found['backend-at'] ?? defaultKmemdump.backendAt,
    coreImage: found.coreimage ?? defaultKmemdump.coreImage,
    debug: found.debug ?? defaultKmemdump.debug,
    keepsLock: found['keeps-lock'] ?? defaultKmemdump.keepsLock,
  };
}

/** Why a board's kernel cannot be built so: message and what to write instead; null: it can. */
export function kmemdumpTroubleOf(
  { regions }: KmemdumpBuild,
  board: BoardProfile,
  release: string | undefined,
): readonly [message: string, more: Partial<Issue>] | null {
  const kernel = release ?? board.defaultKernel ?? '';
  const isPc = board.architecture === 'x86_64';
  if (isPc ? dumpFacts(kernel) === null : kernelPlaces(kernel) === null) {
    const fitting = kernels.filter((one) => one.architecture === board.architecture);
    const expected = fitting.filter((one) => dumpFacts(one.release) !== null || kernelPlaces(one.release) !== null);
    return [
      'where the variables of this kernel lie is not known',
      { found: kernel, expected: expected.map((one) => one.release).join(', '), hint: 'name one of these as kernel' },
    ];
  }
  if (isPc === (regions === 'upstream')) {
    const expected = isPc ? 'x86_64-minimal or x86_64-full' : 'upstream';
    return [`this set of regions is not for board ${board.name}`, { found: `regions: ${regions}`, expected }];
  }
  return null;
}
