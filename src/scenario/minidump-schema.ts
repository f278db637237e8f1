/** `minidump:` of a scenario: how a phone's boot firmware has set up shared memory, and whether a PC hangs at its USB port; and what a step expects that to have. */
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

const LIST_MAX = 400;
const names = (meaning: string) => z.array(z.string().min(1).max(100)).max(LIST_MAX).optional().describe(meaning);

export const minidumpExpectation = z
  .strictObject({
    sessions: z.int().min(0).optional().describe('how often a PC found the machine in download mode so far; 0: never'),
    regions: z.int().min(0).optional().describe('how many regions it fetched the last time'),
    has: names('files of regions that it fetched the last time: md_KELF1.BIN'),
    absent: names('files that it did not'),
    skipped: names('texts that occur in what the firmware left out, and why'),
  })
  .describe('what a PC has fetched from the boot firmware in download mode');

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
