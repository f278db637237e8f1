/** zod's complaints about a scenario document as issues of ours: placed, in plain words, with a hint. */
import type * as z from 'zod';
import type { Issue } from '../sim/issue.ts';
import { type DocumentPath, pathText } from './document-path.ts';
import { nameHint, nearestName } from './nearest-name.ts';
import type { Source } from './source.ts';

type ZodIssue = z.core.$ZodIssue;

/** What a place may hold, for hints about unknown keys. */
export type KnownKeys = (path: DocumentPath) => readonly string[];

export function schemaIssues(error: z.ZodError, source: Source, knownKeys: KnownKeys): Issue[] {
  const issues = translateAll(error.issues, [], source, knownKeys);
  // Two bounds of one number complain alike; the later one is the narrower, ours.
  return issues.filter((issue, index) => !issues.slice(index + 1).some((later) => isSameComplaint(issue, later)));
}

function isSameComplaint(a: Issue, b: Issue): boolean {
  return (
    a.code === 'scenario.out-of-range' &&
    a.message === b.message &&
    a.code === b.code &&
    a.place?.line === b.place?.line &&
    a.place?.column === b.place?.column
  );
}

/** Where a key is unknown, that it is also missing needs no second complaint. */
function translateAll(issues: readonly ZodIssue[], base: DocumentPath, source: Source, knownKeys: KnownKeys): Issue[] {
  const pathOf = (issue: ZodIssue) => [...base, ...issue.path];
  const mistyped = new Set(
    issues.filter((issue) => issue.code === 'unrecognized_keys').map((issue) => pathText(pathOf(issue))),
  );
  const told = issues.filter((issue) => issue.code !== 'custom' || !mistyped.has(pathText(pathOf(issue))));
  return told.flatMap((issue) => translate(issue, pathOf(issue), source, knownKeys));
}

function translate(issue: ZodIssue, path: DocumentPath, source: Source, knownKeys: KnownKeys): Issue[] {
  const value = valueAt(source.data, path);
  const found = describeValue(value);
  const place = source.place(path);
  const name = String(path.at(-1) ?? 'the document');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'scenario.unknown-key',
        message: `unknown key "${clip(key)}"`,
        place: source.place(path, key),
        hint: nameHint(key, knownKeys(path)),
      }));
    case 'invalid_type': {
      const expected = typeWords[issue.expected] ?? issue.expected;
      if (value !== undefined) return [typeIssue(name, place, found, expected, value)];
      return [{ code: 'scenario.missing-key', message: `"${name}" is missing`, place, expected }];
    }
    case 'invalid_union':
      return translateUnion(issue, path, source, knownKeys);
    case 'invalid_key': {
      const [problem = '', hint] = (issue.issues[0]?.message ?? '').split('\n');
      const at = source.place(path.slice(0, -1), name);
      return [
        {
          code: 'scenario.bad-key',
          message: `this key is ${problem}`,
          place: at,
          found: `"${clip(name)}"`,
          ...hinted(hint),
        },
      ];
    }
    case 'invalid_value': {
      const known = issue.values.map(String);
      const nearest = typeof value === 'string' ? nearestName(value, known) : undefined;
      return [
        {
          code: 'scenario.bad-value',
          message: `"${name}" cannot be this`,
          place,
          found,
          expected: known.join(', '),
          ...(nearest === undefined ? {} : { hint: `did you mean "${nearest}"?` }),
        },
      ];
    }
    case 'too_small':
    case 'too_big': {
      const bound =
        issue.code === 'too_small' ? `at least ${number(issue.minimum)}` : `at most ${number(issue.maximum)}`;
      const unit = sizeUnits[issue.origin] ?? '';
      const size = sizeOf(value);
      const had = size === undefined ? found : `${size}${unit}`;
      return [
        {
          code: 'scenario.out-of-range',
          message: `"${name}" is out of range`,
          place,
          found: had,
          expected: bound + unit,
        },
      ];
    }
    default: {
      // Formats and refinements carry our own words: the problem, then the hint (schema.ts).
      const [message = '', hint] = issue.message.split('\n');
      const words = issue.code === 'invalid_format' ? `"${name}" is ${message}` : message;
      const shown = issue.code === 'invalid_format' ? { found } : {};
      return [{ code: 'scenario.bad-value', message: words, place, ...shown, ...hinted(hint) }];
    }
  }
}

function typeIssue(
  name: string,
  place: Issue['place'] & object,
  found: string,
  expected: string,
  value: unknown,
): Issue {
  const hint = typeHint(name, expected, value);
  const message = `"${name}" has the wrong type`;
  return { code: 'scenario.wrong-type', message, place, found, expected, ...hinted(hint) };
}

function hinted(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

const DURATION_KEYS: readonly string[] = ['wait', 'timeout', 'limit'];

function typeHint(name: string, expected: string, value: unknown): string | undefined {
  if (value === null) return 'nothing stands behind this key; give it a value or leave it out';
  if (typeof value === 'number' && DURATION_KEYS.includes(name)) return `write the unit: ${value}s`;
  if (typeof value === 'number' && expected.startsWith('text')) return `put it in quotes: "${value}"`;
  if (typeof value === 'string' && expected.includes('number')) return 'write the number without quotes, decimal or 0x';
  return undefined;
}

/** Of the branches of a union the one whose type fits speaks; when none fits, the types of all are named. */
function translateUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: DocumentPath,
  source: Source,
  knownKeys: KnownKeys,
): Issue[] {
  const given = valueAt(source.data, path);
  // A mapping where a word may stand is of the wrong type for the word, not a wrong word.
  const isTypeIssue = (one: ZodIssue) =>
    one.path.length === 0 &&
    (one.code === 'invalid_type' || (one.code === 'invalid_value' && typeof given === 'object'));
  const fitting = issue.errors.find((branch) => !branch.some(isTypeIssue));
  if (fitting !== undefined) {
    return translateAll(fitting, path, source, knownKeys);
  }
  const types = issue.errors
    .flat()
    .flatMap((one) => (one.code === 'invalid_type' ? [typeWords[one.expected] ?? one.expected] : []));
  const name = String(path.at(-1) ?? 'the document');
  return [typeIssue(name, source.place(path), describeValue(given), [...new Set(types)].join(' or '), given)];
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
};

const sizeUnits: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

function sizeOf(value: unknown): number | undefined {
  return typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
}

/** Addresses and sizes are read in hexadecimal. */
function number(value: number | bigint): string {
  return value >= 4096 ? `0x${value.toString(16)}` : String(value);
}

function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return `"${clip(value)}"`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return String(value);
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function valueAt(data: unknown, path: DocumentPath): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
