/** `minidump:` of a scenario: how a phone's boot firmware has set up shared memory, and whether a PC hangs at its USB port. */
import * as z from 'zod';
import { MINIDUMP_TABLES, type MinidumpFirmware, SMEM_KINDS } from '../profiles/minidump.ts';

export const minidumpSchema = z
  .strictObject({
    smem: z
      .enum(SMEM_KINDS)
      .optional()
      .describe(
        'how shared memory keeps its items: in a partition, or in the old heap, which has no room for minidump’s',
      ),
    table: z
      .enum(MINIDUMP_TABLES)
      .optional()
      .describe('what the firmware has made of minidump’s item: ready, missing, too small, or not set up (status 0)'),
    host: z.boolean().optional().describe('a PC fetches what is offered; false: the machine waits for it for ever'),
  })
  .describe('firmware that collects minidump; default: as the board has it');

/** What the firmware of a checked or unchecked document is like, on a board that has one. */
export function minidumpOf(value: unknown, own: MinidumpFirmware): MinidumpFirmware {
  const given = minidumpSchema.safeParse(value).data ?? {};
  return {
    ...own,
    smem: { ...own.smem, kind: given.smem ?? own.smem.kind },
    table: given.table ?? own.table,
    hasHost: given.host ?? own.hasHost,
  };
}
