/**
 * Replays what the real shells did (`test/fixtures/commands/shell-*.json`, recorded by `scripts/record/commands.ts`) on the fake
 * system: output, errors, status, byte for byte.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RecordedCase, RecordedGroup } from '../../scripts/record/commands-spec.ts';
import { utf8ToLatin1 } from '../../src/sim/bytes.ts';
import { runScript } from './harness.ts';

const FOLDER = 'test/fixtures/commands';
const groups = readdirSync(FOLDER).filter((name) => name.startsWith('shell-'));

function recorded(entry: RecordedCase, name: 'stdout' | 'stderr'): string {
  const base64 = entry[`${name}Base64`];
  return base64 === undefined ? utf8ToLatin1(entry[name] ?? '') : Buffer.from(base64, 'base64').toString('latin1');
}

test('there are recordings', () => {
  expect(groups.length).toBeGreaterThan(3);
});

describe.each(groups)('%s', (name) => {
  const group = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as RecordedGroup;
  test.each(group.cases.map((entry) => [entry.name, entry] as const))('%s', (_name, entry) => {
    const { stdout, stderr, status } = runScript(utf8ToLatin1(entry.script), {
      shell: group.shell,
      files: group.files,
      ...(entry.stdin === undefined ? {} : { stdin: utf8ToLatin1(entry.stdin) }),
    });
    expect({ stdout, stderr, status }).toEqual({
      stdout: recorded(entry, 'stdout'),
      stderr: recorded(entry, 'stderr'),
      status: entry.status,
    });
  });
});
