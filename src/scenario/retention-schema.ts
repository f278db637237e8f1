/** The part of the scenario schema that says what RAM forgets: rules for resets, modules, a time without power, the firmware's own writes. */
import * as z from 'zod';
import { dramProfiles } from '../profiles/dram.ts';
import { ABSOLUTE_ZERO_C, HOTTEST_C, retentionPresets } from '../profiles/retention-presets.ts';
import { address, byteCount, duration, exactlyOne, text, withHint } from './schema-parts.ts';

/** A name that `retention.ts` looks up, so that a wrong one gets the nearest as a hint; editors are told all. */
const oneOf = (names: readonly string[], meaning: string) =>
  text(`${meaning}: ${names.join(', ')}`).meta({ examples: [...names] });

const temperature = z
  .number()
  .refine(
    (value) => value >= ABSOLUTE_ZERO_C,
    withHint('colder than absolute zero', `write °C, from ${ABSOLUTE_ZERO_C} to ${HOTTEST_C}`),
  )
  .refine(
    (value) => value <= HOTTEST_C,
    withHint('hotter than any memory chip stands', `write °C, from ${ABSOLUTE_ZERO_C} to ${HOTTEST_C}`),
  )
  .describe('of the memory while it is not refreshed, in °C; default: 25');

const chance = (meaning: string) => z.number().min(0).max(0.5).describe(meaning);

const cluster = exactlyOne('a cluster', ['bits', 'row', 'column', 'chip', 'range'], {
  bits: z.int().min(1).max(1_000_000).optional().describe('so many bits at places of the module’s own'),
  row: address('a physical address in the row: all its chips').optional(),
  column: address('physical address of a byte: one bit of it in every row').optional(),
  bit: z.int().min(0).max(7).optional().describe('of a column; default: 0'),
  chip: z.int().min(0).max(63).optional().describe('number of the chip: a lane of every word'),
  range: address('first physical address').optional(),
  length: byteCount('of a range; default: a row').optional(),
  severity: z.number().min(0).max(1).optional().describe('chance of each cell to lose its charge; default: 1'),
}).describe('a part of the module that fails as a whole');

const gapKeys = ['off', 'temperature', 'law', 'noise', 'clusters', 'scrambler', 'eccInit'] as const;

const presets = oneOf(
  retentionPresets.map(({ name }) => name),
  'a preset',
);

/** What a reset does to a range of RAM, or to all of it. */
const retentionRule = exactlyOne('a retention rule', ['outcome', 'bitErrorRate', 'preset', 'module'], {
  address: address('first physical address; default: all RAM').optional(),
  length: byteCount('bytes; default: to the end of RAM').optional(),
  outcome: z.enum(['kept', 'lost']).optional(),
  bitErrorRate: chance('chance of each bit to flip; 0.5 is as good as lost').optional(),
  preset: presets.optional(),
  module: oneOf(
    dramProfiles.map(({ name }) => name),
    'a memory module, whose cells decay',
  ).optional(),
  off: duration('time without refresh, where no step says it; default: 10s').optional(),
  temperature: temperature.optional(),
  law: z.enum(['arrhenius', 'exp']).optional().describe('how temperature stretches time; default: arrhenius'),
  noise: chance('chance of each bit to flip on top, charged or not').optional(),
  clusters: z.array(cluster).max(100).optional(),
  scrambler: z.enum(['none', 'newKey']).optional().describe('newKey: contents read as noise, with another key'),
  eccInit: z.enum(['none', 'zero']).optional().describe('zero: start-up clears all memory, as with ECC memory'),
}).refine(
  ({ module, preset, ...rest }) =>
    module !== undefined || preset !== undefined || gapKeys.every((key) => rest[key] === undefined),
  withHint('a time without refresh needs a memory module', 'write module: ddr4-slow, or a preset, beside it'),
);

/** What each reset has: a preset, or rules of which the first that covers a byte decides. */
export const retentionRules = z.union([presets, retentionRule, z.array(retentionRule).max(100)]);

const resetCauses = ['warm', 'cold', 'watchdog', 'pin', 'brown-out', 'power-loss', 'firmware-update'] as const;
export const resetCause = z.enum(resetCauses);

export const boardReset = z.union([
  resetCause,
  z
    .strictObject({
      cause: resetCause,
      off: duration('how long the memory is not refreshed; the board stands still meanwhile'),
      temperature: temperature.optional(),
    })
    .describe('with a time without refresh: the cells of the memory module decay meanwhile'),
]);

export const powerSwitch = z.union([
  z.enum(['on', 'off']),
  z
    .strictObject({
      off: duration('how long: the power goes off, and comes back after this time'),
      temperature: temperature.optional(),
    })
    .describe('off and on again: the cells of the memory module decay meanwhile'),
]);

export const overwrittenRange = z.strictObject({
  address: address('first physical address'),
  length: z
    .int()
    .min(1)
    .max(2 ** 26)
    .describe('bytes, up to 64 MiB'),
  pattern: z.enum(['zero', 'random']).describe('what stands there afterwards'),
});

export type PowerStep = z.infer<typeof powerSwitch>;
export type ResetStep = z.infer<typeof boardReset>;
