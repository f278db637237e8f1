/**
 * YAML text with places: parsing a scenario file so that every later complaint can name its line and column.
 *
 * Arbitrary text must neither break nor occupy the tool: length, nesting and alias expansion are bounded, a cycle of aliases
 * is refused.
 */
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { Issue, Place } from '../sim/issue.ts';
import { type DocumentPath, pathText } from './document-path.ts';

/** A scenario of a thousand steps has some 100 KB; a megabyte parses in under a second. */
export const SOURCE_LIMIT = 1_000_000;
/** How often aliases may multiply what they stand for; the value that yaml itself proposes. */
const ALIAS_LIMIT = 100;

export interface Source {
  readonly file: string;
  /** The document as plain data; undefined when it could not be had. */
  readonly data: unknown;
  readonly issues: readonly Issue[];
  /** Where the value at `path` stands, or where the key `key` in the mapping at `path` stands. */
  place(path: DocumentPath, key?: string): Place;
}

export function parseSource(text: string, file: string): Source {
  if (text.length > SOURCE_LIMIT) {
    const found = `${text.length} characters`;
    const expected = `at most ${SOURCE_LIMIT} characters`;
    const issue = {
      code: 'scenario.too-long',
      message: 'the file is too long for a scenario',
      place: { file },
      found,
      expected,
    };
    return { file, data: undefined, issues: [issue], place: () => ({ file }) };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, resolveKnownTags: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const place = (path: DocumentPath, key?: string): Place => {
    const node = key === undefined ? nodeAt(document, path) : keyAt(document, path, key);
    return { ...at(node?.range?.[0] ?? 0), path: pathText(key === undefined ? path : [...path, key]) };
  };
  const problem = (code: string, message: string, offset: number, hint?: string): Issue => ({
    code: `yaml.${code}`,
    message,
    place: at(offset),
    ...(hint === undefined ? {} : { hint }),
  });

  const issues = [...document.errors, ...document.warnings].map(({ code, message, pos }) => {
    const { text: words, hint } = yamlWords(code, message);
    return problem(code.toLowerCase().replaceAll('_', '-'), words, pos[0], hint);
  });
  if (document.errors.length > 0) return { file, data: undefined, issues, place };
  try {
    issues.push(...structureIssues(document, problem));
    if (issues.length > 0) return { file, data: undefined, issues, place };
    return { file, data: document.toJS({ maxAliasCount: ALIAS_LIMIT }), issues, place };
  } catch (error) {
    // What yaml throws here: ReferenceError for too many aliases, RangeError when the nesting exhausts the stack.
    if (error instanceof ReferenceError) issues.push(problem('too-many-aliases', 'aliases expand to far too much', 0));
    else if (error instanceof RangeError) issues.push(problem('too-deep', 'nested too deeply', 0));
    else throw error;
    return { file, data: undefined, issues, place };
  }
}

function yamlWords(code: string, message: string): { text: string; hint?: string } {
  const first = message.split('\n')[0]!;
  switch (code) {
    case 'MULTIPLE_DOCS':
      return { text: 'more than one document in the file', hint: 'put each scenario into its own file' };
    case 'DUPLICATE_KEY':
      return { text: 'this key occurs twice in the mapping' };
    case 'TAB_AS_INDENT':
      return { text: 'a tab in the indentation', hint: 'YAML is indented with spaces' };
    case 'RESOURCE_EXHAUSTION':
      return { text: 'nested too deeply' };
    default:
      return { text: first };
  }
}

type Problem = (code: string, message: string, offset: number, hint?: string) => Issue;

/** Aliases that name nothing, aliases inside of what they name, and keys that are no plain words, or that JavaScript takes for its own. */
function structureIssues(document: Document, problem: Problem): Issue[] {
  const issues: Issue[] = [];
  visit(document, {
    Pair(_key, pair) {
      const key = pair.key as Node | null;
      if (isScalar(key) && key.value !== '__proto__') return;
      const message = isScalar(key) ? 'no key can have this name' : 'a key must be one word';
      issues.push(problem('odd-key', message, key?.range?.[0] ?? 0));
    },
    Alias(_key, alias, ancestors) {
      const offset = alias.range?.[0] ?? 0;
      const target = alias.resolve(document);
      if (target === undefined)
        issues.push(problem('unknown-alias', `no anchor &${alias.source} stands before this`, offset));
      else if (ancestors.includes(target)) {
        issues.push(problem('alias-cycle', `*${alias.source} stands inside of what it names`, offset));
      }
    },
  });
  return issues;
}

function resolved(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function keyAt(document: Document, path: DocumentPath, key: string): Node | undefined {
  const map = resolved(document, nodeAt(document, path));
  if (!isMap(map)) return isCollection(map) ? map : undefined;
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return (pair?.key as Node | undefined) ?? map;
}

/** The node at a path; where the path leaves the document, the last node on the way. An empty value gives its key. */
function nodeAt(document: Document, path: DocumentPath): Node | undefined {
  let node: unknown = document.contents;
  for (const part of path) {
    const inside = resolved(document, node);
    let next: unknown;
    if (isMap(inside)) {
      const pair = inside.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      const value = pair?.value;
      next = isScalar(value) && value.value === null && value.source === '' ? pair?.key : (value ?? pair?.key);
    } else if (isSeq(inside)) next = inside.items[Number(part)];
    if (next === undefined || next === null) break;
    node = next;
  }
  return (node ?? undefined) as Node | undefined;
}
