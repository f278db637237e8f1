/** The scenario's key `efi`: the board's firmware is UEFI, with a store of variables in flash. */
import * as z from 'zod';
import type { BoardProfile } from '../profiles/board.ts';

/** What OVMF has: 56 KiB less the header of the volume. */
const DEFAULT_BYTES = 0xdfb8;
const MIN_BYTES = 0x3000;
const MAX_BYTES = 0x100000;

export const efiSchema = z
  .union([
    z.literal(true),
    z.strictObject({ store: z.int().min(MIN_BYTES).max(MAX_BYTES).describe('bytes of the store') }),
  ])
  .describe('PC: a UEFI firmware with variables, which efi-pstore writes to; default: a BIOS');

/** Its flash, or nothing where there is none or the schema complains. */
export function efiNvramOf(data: Record<string, unknown>): Pick<BoardProfile, 'nvram'> {
  const given = efiSchema.safeParse(data['efi']).data;
  if (given === undefined) return {};
  const sizeBytes = given === true ? DEFAULT_BYTES : given.store;
  return { nvram: { kind: 'efi-variables', sizeBytes, partitions: [] } };
}
