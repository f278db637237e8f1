/** Which keys the schema allows at a place of the document: read from the schema itself, so that hints never lag behind. */
import * as z from 'zod';
import type { DocumentPath } from './document-path.ts';

export function knownKeys(schema: z.ZodType, path: DocumentPath): readonly string[] {
  let here: z.ZodType[] = [schema];
  for (const part of path) here = here.flatMap(branches).flatMap((one) => step(one, part));
  return [
    ...new Set(here.flatMap(branches).flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []))),
  ];
}

/** Takes off what wraps a schema; a union counts as all of its branches. */
function branches(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodOptional) return branches(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => branches(option as z.ZodType));
  return [schema];
}

function step(schema: z.ZodType, part: PropertyKey): z.ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  if (!(schema instanceof z.ZodObject)) return [];
  const inner = (schema.shape as Record<PropertyKey, z.ZodType>)[part];
  return inner === undefined ? [] : [inner];
}
