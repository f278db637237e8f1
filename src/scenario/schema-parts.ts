/** Pieces of the scenario schema that its parts share: texts, addresses, durations, and mappings with exactly one of several keys. */
import * as z from 'zod';
import { DURATION_PATTERN, parseDuration } from '../sim/duration.ts';

/** One past the highest address of the simulated memory: 16 TiB. */
const ADDRESS_END = 2 ** 44;
const TEXT_LIMIT = 65_536;

/** An error text of two lines: what is wrong, then what to write instead; `issues.ts` makes message and hint of them. */
export const withHint = (problem: string, hint: string) => `${problem}\n${hint}`;

export const ONE_LINE = /^[^\0-\x08\x0a-\x1f]*$/;
export const NOT_ONE_LINE = 'not one line of text';

export const text = (meaning: string) => z.string().max(TEXT_LIMIT).describe(meaning);
export const address = (meaning: string) =>
  z
    .int()
    .min(0)
    .max(ADDRESS_END - 1)
    .describe(meaning);
export const byteCount = (meaning: string) =>
  z
    .int()
    .min(1)
    .max(2 ** 30)
    .describe(meaning);

/** 0 too: what U-Boot does then is its own. */
export const sizeOrNone = (meaning: string) =>
  z
    .int()
    .min(0)
    .max(2 ** 30)
    .describe(meaning);

export const duration = (meaning: string) =>
  z
    .string()
    .regex(DURATION_PATTERN, withHint('not a duration', 'write a number and a unit: 500ms, 3s, 2min'))
    .refine((value) => !DURATION_PATTERN.test(value) || parseDuration(value) !== undefined, 'longer than 30 days')
    .describe(meaning);

export const hexBytes = z
  .string()
  .max(TEXT_LIMIT)
  .regex(/^\s*(?:[0-9a-fA-F]{2}\s*)+$/, withHint('not pairs of hex digits', 'write bytes as pairs: "44 42 47 43"'))
  .describe('bytes as pairs of hex digits, in address order');

/** Marks an object that must have exactly one of the given keys; the JSON Schema says so with `oneOf`. */
export function exactlyOne<Shape extends z.ZodRawShape>(
  what: string,
  keys: readonly (keyof Shape & string)[],
  shape: Shape,
) {
  return z
    .strictObject(shape)
    .refine((value) => keys.filter((key) => (value as Record<string, unknown>)[key] !== undefined).length === 1, {
      error: (issue) => {
        const given = keys.filter((key) => (issue.input as Record<string, unknown>)?.[key] !== undefined);
        const found = given.length === 0 ? 'no action' : `${given.length} actions (${given.join(', ')})`;
        return withHint(`${what} has ${found}, exactly one is needed`, `one of: ${keys.join(', ')}`);
      },
    })
    .meta({ oneOf: keys.map((key) => ({ required: [key] })) });
}
