/** `fadump:` of a scenario: the firmware that saves a dead kernel's memory, and what goes wrong with it. */
import * as z from 'zod';
import { type FadumpFirmware, fadumpFirmwares } from '../profiles/fadump.ts';
import { address } from './schema-parts.ts';

const FIRMWARES = ['qemu', 'doc-2011'] as const;
const CALLS_MAX = 100;

const statuses = (call: string) =>
  z
    .array(z.int().min(-9999).max(9999))
    .max(CALLS_MAX)
    .optional()
    .describe(
      `what ibm,configure-kernel-dump answers when it is to ${call}, call after call: 0 does it, -1 hardware, -3 parameter, -9 registered, -10 active, -2 and 9900 … 9905 busy; after the last: 0`,
    );

const section = (what: string) =>
  z
    .strictObject({
      errorFlags: z
        .int()
        .min(0)
        .max(0xffff)
        .optional()
        .describe('as the next kernel reads them; then nothing is saved'),
      dumpedBytes: z
        .int()
        .min(0)
        .max(2 ** 44)
        .optional()
        .describe('so much is saved, at most'),
    })
    .optional()
    .describe(`what becomes of the ${what}`);

export const fadumpSchema = z
  .union([
    z.enum([...FIRMWARES, 'opal']),
    z.strictObject({
      firmware: z.enum(FIRMWARES).describe('whose'),
      reservedRanges: z
        .array(
          z.strictObject({
            address: address('physical address'),
            length: z
              .int()
              .min(1)
              .max(2 ** 44)
              .describe('bytes'),
          }),
        )
        .max(100)
        .optional()
        .describe('RAM that it uses itself: `reserved-ranges` of the device tree'),
      register: statuses('register'),
      unregister: statuses('unregister'),
      invalidate: statuses('invalidate'),
      status: z.int().min(0).max(0xffff).optional().describe('dump_status_flag of what it saves; default 0xc000'),
      cpuState: section('registers of the CPUs'),
      hpte: section('hash page table'),
      realMode: section('boot memory'),
    }),
  ])
  .describe(
    'POWER: the firmware saves the memory of a dead kernel, as QEMU’s does, as the machine of the text of 2011, or (`powernv`) as OPAL does; default: it does not',
  );

/** The firmware of a checked or unchecked document; null: none, or not one that there is. */
export function fadumpOf(value: unknown): FadumpFirmware | null {
  const found = fadumpSchema.safeParse(value);
  if (!found.success) return null;
  if (typeof found.data === 'string') return fadumpFirmwares[found.data];
  const { firmware, reservedRanges = [], ...faults } = found.data;
  return {
    ...fadumpFirmwares[firmware],
    reservedRanges: reservedRanges.map((range) => ({ start: range.address, end: range.address + range.length })),
    faults: definedFaults(faults),
  };
}

/** Without the keys that the document leaves out. */
function definedFaults(faults: object): NonNullable<FadumpFirmware['faults']> {
  return Object.fromEntries(Object.entries(faults).filter(([, value]) => value !== undefined));
}
