/** `lastwords campaign merge FILE…`: parts of one campaign, from shards or interrupted runs, as one result. */
import { type CampaignPart, incompleteness, joinParts } from '../../campaign/part.ts';
import { readPart } from '../../campaign/part-file.ts';
import { UserError } from '../../sim/issue.ts';
import { EXIT, type Given } from '../command.ts';
import { readText } from '../files.ts';
import type { Io } from '../io.ts';
import { judged } from '../judged.ts';
import { deliver, outputsOf, RESULT_LIMIT } from './output-options.ts';

export async function mergeParts(given: Given, files: readonly string[], io: Io): Promise<number> {
  if (files.length === 0)
    given.complain('FILE', 'no parts are named', { hint: 'lastwords campaign merge part-*.jsonl --json' });
  const outputs = outputsOf(given, files);
  const parts = files.map((file) => judged(given, () => partOf(file))).filter((part) => part !== undefined);
  given.settle();

  const joined = joinParts(parts, files);
  if ('issues' in joined) throw new UserError(joined.issues);
  const missing = incompleteness(joined.part);
  // With --part some of the parts may be joined now, and the others later.
  if (missing.length > 0 && outputs.part === undefined) throw new UserError(missing);
  return parts.length === 0 ? EXIT.usage : deliver(joined.part, outputs, io);
}

function partOf(file: string): CampaignPart {
  const read = readPart(readText(file, RESULT_LIMIT), file);
  if ('issues' in read) throw new UserError(read.issues);
  return read.part;
}
