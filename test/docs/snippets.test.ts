/**
 * The snippets of the documents, run.
 *
 * A `console` block holds commands after `$ ` and what they print; a line `…` stands for any lines. A `ts` block is a module that
 * must run without an exception; `lastwords` is the public door.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../cli/terminal.ts';

interface Snippet {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

function documents(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return documents(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

function snippets(file: string): Snippet[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    file,
    line: source.slice(0, match.index).split('\n').length,
    language: match[1]!,
    text: match[2]!,
  }));
}

const all = ['README.md', ...documents('docs')].flatMap(snippets);

/** Words of a command line as a shell cuts them; single quotes only. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2]!);
}

async function output(command: string): Promise<string> {
  const [npx, name, ...argv] = words(command);
  expect([npx, name]).toEqual(['npx', 'lastwords']);
  const { code, out } = await run(argv);
  expect(code).toBe(0);
  return out;
}

/** What was printed, with the lines taken out that a `…` stands for; the rest must then be equal. */
function elide(printed: string, expected: readonly string[]): string[] {
  const lines = printed.replace(/\n$/, '').split('\n');
  const shown: string[] = [];
  let at = 0;
  for (const [i, wanted] of expected.entries()) {
    if (wanted !== '…') {
      shown.push(lines[at++] ?? '(nothing more was printed)');
      continue;
    }
    const next = expected[i + 1];
    const found = next === undefined ? lines.length : lines.indexOf(next, at);
    shown.push('…');
    at = found < 0 ? lines.length : found;
  }
  return shown.concat(lines.slice(at));
}

describe('console', () => {
  for (const snippet of all.filter(({ language }) => language === 'console')) {
    test(`${snippet.file}:${snippet.line}`, async () => {
      for (const part of snippet.text.split(/^\$ /m).slice(1)) {
        const [command, ...expected] = part.replace(/\n$/, '').split('\n');
        expect(elide(await output(command!), expected)).toEqual(expected);
      }
    });
  }
});

describe('ts', () => {
  const folder = join('test', 'docs', '.snippets');
  mkdirSync(folder, { recursive: true });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [i, snippet] of all.filter(({ language }) => language === 'ts').entries()) {
    test(`${snippet.file}:${snippet.line}`, async () => {
      const path = join(folder, `snippet-${i}.ts`);
      writeFileSync(path, snippet.text.replaceAll("from 'lastwords'", "from '../../../src/index.ts'"));
      await import(/* @vite-ignore */ join(process.cwd(), path));
    });
  }
});

test('there are snippets', () => {
  expect(all.filter(({ language }) => language === 'console').length).toBeGreaterThan(5);
  expect(all.some(({ language }) => language === 'ts')).toBe(true);
});

test('the eliding does not hide what is different', () => {
  expect(elide('a\nb\nc\n', ['a', '…', 'c'])).toEqual(['a', '…', 'c']);
  expect(elide('a\nb\nd\n', ['a', '…', 'c'])).not.toEqual(['a', '…', 'c']);
  expect(elide('a\nb\n', ['a'])).not.toEqual(['a']);
});
