/** The schema of a campaign file; the flags of `lastwords campaign` have the same names and go through it too. */
import * as z from 'zod';
import { text } from '../scenario/schema-parts.ts';
import { modelNames } from './configuration.ts';

const numbers = (meaning: string) =>
  z
    .union([
      z.number(),
      text(meaning),
      z
        .array(z.union([z.number(), text(meaning)]))
        .min(1)
        .max(1000),
    ])
    .describe(meaning);

const names = (meaning: string) => z.union([text(meaning), z.array(text(meaning)).min(1).max(100)]).describe(meaning);

const shape = z.strictObject({
  record: z.int().min(1).optional().describe('bytes of log in the zone; default: as much as there is room for'),
  zone: z.int().min(1).optional().describe('bytes of the zone, header and parity included; default: 4096'),
});

export const planSchema = z.strictObject({
  name: text('what the campaign is about').optional(),
  seed: z
    .union([text('seed of all chance'), z.int()])
    .optional()
    .describe('seed of all chance; default: 1'),
  mode: z
    .enum(['zone', 'machine'])
    .optional()
    .describe('zone: the kernel’s zone code alone; machine: crash, reset and recovery of a whole machine'),
  trials: z
    .int()
    .min(1)
    .max(2 ** 40)
    .optional()
    .describe('full blocks of each configuration; default: 10000'),
  ecc: numbers('parity bytes of a block, literally (1 is 1, not the kernel’s 16); 0: no ECC').optional(),
  model: names(`shape of the damage: ${modelNames.join(', ')}`).optional(),
  ber: numbers('chance of each bit to flip (of row: of each row to fail), as 1e-5..1e-2').optional(),
  flips: numbers('exactly so many bits of every code word, for the model flips').optional(),
  burst: numbers('length of a burst in bits; default: 16').optional(),
  retention: names('presets of what RAM forgets, for the model decay').optional(),
  off: numbers('times without power, as 500ms or 2s, for the model decay').optional(),
  temperature: numbers('of the memory while the power is off, °C').optional(),
  layout: z
    .union([shape, z.array(shape).min(1).max(100)])
    .optional()
    .describe('sizes of the zone and of the log in it'),
  kernel: text('kernel of the machine; default: 6.1.0-56-amd64').optional(),
  compress: z.enum(['none', 'deflate']).optional().describe('how the machine’s kernel packs records; default: none'),
});

export type GivenPlan = z.infer<typeof planSchema>;
