/** The part of the scenario schema that damages RAM: fault plans, and the fault step. */
import * as z from 'zod';
import { bitEffects, FLIPS_MAX } from '../memory/fault-plan.ts';
import { dramProfiles } from '../profiles/dram.ts';
import { worldEventNames } from './event-names.ts';
import { address, byteCount, exactlyOne, hexBytes, text, withHint } from './schema-parts.ts';

/** 1 MiB: more than any region has in one place. */
const POSITION_MAX = 2 ** 20 * 8;
const STORES_MAX = 2 ** 40;
/** As long as the address space. */
const DISTANCE_MAX = 2 ** 44;

const position = (meaning: string) => z.int().min(0).max(POSITION_MAX).describe(meaning);
const storeCount = (meaning: string) => z.int().min(1).max(STORES_MAX).describe(meaning);
const tornBytes = (meaning: string) => z.int().min(0).max(POSITION_MAX).describe(meaning);

/** Exactly one of them is in a plan. */
export const shapeKeys = [
  'bit',
  'count',
  'rate',
  'burst',
  'row',
  'column',
  'chip',
  'value',
  'misdirected',
  'torn',
] as const;

/** Which bits of the place are hit, or which store goes wrong. */
const shape = {
  bit: z
    .union([position('a bit'), z.array(position('a bit')).min(1).max(10_000)])
    .optional()
    .describe('a bit of the place, or bits; 0 is the lowest of a number, or of the first byte'),
  count: z.int().min(0).max(FLIPS_MAX).optional().describe('exactly so many different bits, drawn'),
  rate: z.number().min(0).max(1).optional().describe('each bit with this chance'),
  burst: exactlyOne('a burst', ['bits', 'bytes'], {
    bits: z.int().min(1).max(FLIPS_MAX).optional(),
    bytes: z.int().min(1).max(FLIPS_MAX).optional(),
    from: position('where it begins in the place, counted in bits or bytes; default: drawn').optional(),
  })
    .optional()
    .describe('so many neighbouring bits or bytes'),
  row: z.int().min(0).max(POSITION_MAX).optional().describe('a row of the memory module; 0 holds the first byte'),
  column: z
    .strictObject({ byte: position('offset in the place'), bit: z.int().min(0).max(7) })
    .optional()
    .describe('one bit of a byte, and of every row behind it'),
  chip: z.int().min(0).max(63).optional().describe('all bits of one chip: a lane of every word'),
  value: z
    .union([
      z
        .int()
        .min(0)
        .max(2 ** 32 - 1),
      hexBytes,
    ])
    .optional()
    .describe('what stands there afterwards: a number for a number, else bytes as pairs of hex digits'),
  misdirected: z
    .int()
    .min(-DISTANCE_MAX)
    .max(DISTANCE_MAX)
    .optional()
    .describe('a store lands so many bytes further on, and not where it was meant to'),
  torn: exactlyOne('a torn store', ['first', 'last'], {
    first: tornBytes('only so many bytes at the beginning land').optional(),
    last: tornBytes('only so many bytes at the end land').optional(),
  })
    .optional()
    .describe('a part of a store, or of a whole copy, does not land'),
};

const moreOfAPlan = {
  effect: z
    .enum(bitEffects)
    .optional()
    .describe(
      'what becomes of the bits; default: flip. charged: only charged cells change, to their ground state; stuck: whatever is stored from then on',
    ),
  module: text(`memory module whose rows and chips count: ${dramProfiles.map(({ name }) => name).join(', ')}`)
    .optional()
    .meta({ examples: dramProfiles.map(({ name }) => name) }),
  when: z
    .union([
      z.enum(['now', 'reset']),
      exactlyOne('a time', ['write', 'stores', 'event'], {
        write: storeCount('at this store of the CPU into the place, counted from 1').optional(),
        stores: storeCount('after so many stores of the CPU, wherever they go').optional(),
        event: z.enum(worldEventNames).optional().describe('when this happens'),
      }),
    ])
    .optional()
    .describe('default: now; reset: after the next one; a store that goes wrong is the next one into the place'),
};

const place = {
  address: address('first physical address').optional(),
  length: byteCount('bytes; default: 1').optional(),
};

const fieldName = text('a place by its name: dmesg[0].header.size, dmesg[0].data byte 17 bit 2, console.parity, pmsg');

type Keys = Readonly<Record<string, unknown>>;
const given = (value: Keys) => shapeKeys.filter((key) => value[key] !== undefined);
const aimed = (value: Keys) => typeof value['field'] === 'string' || value['address'] !== undefined;
/** `dmesg[0].header.size bit 3` says what is hit. */
const namesBit = ({ field }: Keys) => typeof field === 'string' && / bit +\d+\s*$/.test(field);

const needsOneShape = (value: Keys) => !aimed(value) || given(value).length + (namesBit(value) ? 1 : 0) === 1;
const ONE_SHAPE = withHint('a fault needs exactly one shape', `one of: ${shapeKeys.join(', ')}`);

const faultPlan = exactlyOne('a fault plan', ['field', 'address'], {
  description: text('what it stands for').optional(),
  field: fieldName.optional(),
  ...place,
  ...shape,
  ...moreOfAPlan,
}).refine(needsOneShape, ONE_SHAPE);

const planName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$/, withHint('not a name for a plan', 'letters, digits, - and _'));

export const faultPlans = z
  .record(planName, faultPlan)
  .describe('fault plans by name; one that no step names is armed at the start');

/** A file of plans, as `lastwords run --fault` takes it. */
export const faultFileSchema = z.strictObject({
  description: text('what they stand for').optional(),
  faults: faultPlans,
});

export const faultStep = exactlyOne('a fault', ['bits', 'uniform', 'plan', 'field', 'address'], {
  bits: z
    .array(
      z.strictObject({ address: address('physical address'), bit: z.int().min(0).max(7).describe('0 is the lowest') }),
    )
    .min(1)
    .max(10_000)
    .optional()
    .describe('flip these bits'),
  uniform: z
    .strictObject({
      address: address('first physical address'),
      length: byteCount('bytes'),
      rate: z.number().min(0).max(1).describe('chance of each bit to flip'),
    })
    .optional(),
  plan: text('the name of a plan, which is armed now').optional(),
  field: z
    .union([
      fieldName,
      z
        .strictObject({
          zone: address('physical address of a persistent_ram zone'),
          name: z.enum(['sig', 'start', 'size']),
          value: z
            .int()
            .min(0)
            .max(2 ** 32 - 1),
        })
        .describe('overwrite a header word of a zone; its parity stays as it was'),
    ])
    .optional(),
  ...place,
  ...shape,
  ...moreOfAPlan,
})
  .refine(needsOneShape, ONE_SHAPE)
  .refine(
    (value) =>
      aimed(value) ||
      [...given(value), 'length', 'effect', 'when', 'module'].every((key) => (value as Keys)[key] === undefined),
    withHint('a shape needs a place', 'write field: or address: beside it'),
  );

export type FaultStep = z.infer<typeof faultStep>;
export type GivenPlan = z.infer<typeof faultPlan>;
