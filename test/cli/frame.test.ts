// The frame of the command line tool: help, unknown words, exit codes; and that nobody ever sees a stack trace.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { Given } from '../../src/cli/command.ts';
import { schemaText } from '../../src/cli/commands/schema.ts';
import { colorsFor } from '../../src/cli/io.ts';
import { issuesText } from '../../src/cli/issue-text.ts';
import { parseNumber } from '../../src/cli/numbers.ts';
import { UserError } from '../../src/sim/issue.ts';
import { run } from './terminal.ts';

const plain = colorsFor({ outIsTerminal: false, env: {} } as never);
const root = join(import.meta.dirname, '..', '..');

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])('%s', async (word) => {
    const { code, out, err } = await run([word]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchSnapshot();
  });

  test.each([['run'], ['sweep'], ['compare'], ['autopsy'], ['uboot'], ['image'], ['chart'], ['schema']])(
    'of %s, with an example',
    async (command) => {
      const { code, out, err } = await run([command, '--help']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/Examples?:/);
      expect(out).toMatchSnapshot();
      expect((await run(['help', command])).out).toBe(out);
    },
  );
});

describe('usage errors end with 2 and say all at once', () => {
  test.each([
    [[], 'Usage: lastwords'],
    [['rum'], 'unknown command "rum"'],
    [['--json'], 'unknown option "--json"'],
    [['toString'], 'unknown command "toString"'],
    [['schema', '--one', '--two'], '--one: unknown option'],
    [['schema', '--one', '--two'], '--two: unknown option'],
    [['schema', 'extra'], 'extra: not expected here'],
    [['run'], "missing required argument 'file'"],
    [['chart', 'kernal'], 'did you mean "kernel"?'],
    [['autopsy', 'x', '--json=5'], '--json: takes no value'],
    [['autopsy', '--', 'x', '--json'], '--json: comes behind --, where no options are'],
    [['run', ''], '"": cannot be opened'],
  ])('%j', async (argv, words) => {
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });

  property.prop([fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 })], { numRuns: 50 })(
    'whatever words come, the answer is help or a complaint',
    async (argv) => {
      const { code, err } = await run(['schema', ...argv]);
      expect([0, 2]).toContain(code);
      expect(err).not.toMatch(/^\s+at /m);
    },
  );
});

describe('numbers', () => {
  test.each([
    ['0', 0],
    ['0x10', 16],
    ['0X1f', 31],
    ['-1', -1],
    ['010', 10],
    ['1e3', undefined],
    ['0x', undefined],
    ['', undefined],
    [' 1', undefined],
    ['1.5', undefined],
    ['12k', undefined],
  ])('%j is %j', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test('complaints name the place, the words and what to write', () => {
    const given = new Given([], { address: 'zz', size: '1M', ecc: '999', kind: 'dmsg', hex: 'beef' });
    given.number('address', { min: 0, max: 10 });
    given.number('size', { min: 0, max: 10 });
    given.number('ecc', { min: 0, max: 255 });
    given.number('hex', { min: 0, max: 255 });
    given.choice('kind', ['dmesg', 'console']);
    expect(() => given.settle()).toThrow(UserError);
    expect(issuesText(given.issues, plain)).toBe(`--address: not a number
  found     "zz"
  expected  a whole number, decimal or 0x
--size: not a number
  found     "1M"
  expected  a whole number, decimal or 0x
  hint      suffixes are not read; write 0x100000
--ecc: out of range
  found     "999"
  expected  0 to 255
--hex: not a number
  found     "beef"
  expected  a whole number, decimal or 0x
  hint      hexadecimal needs a prefix: 0xbeef
--kind: unknown name
  found     "dmsg"
  hint      did you mean "dmesg"?
`);
  });
});

describe('issues in files', () => {
  const text = (line: number, column: number, source: string) =>
    issuesText(
      [{ code: 'x', message: 'wrong', place: { file: 'f.yaml', line, column } }],
      plain,
      new Map([['f.yaml', source]]),
    );

  test('the line with a caret, tabs and wide characters counted', () => {
    expect(text(2, 4, 'a\nb: c\n')).toBe('f.yaml:2:4: wrong\n  2 | b: c\n    |    ^\n');
    expect(text(1, 3, '\t\tx')).toBe('f.yaml:1:3: wrong\n  1 |   x\n    |   ^\n');
    expect(text(1, 3, '字字x')).toBe('f.yaml:1:3: wrong\n  1 | 字字x\n    |     ^\n');
  });

  test('a very long line is shown around the place', () => {
    const shown = text(1, 500, 'x'.repeat(1000)).split('\n');
    expect(shown[1]!.length).toBeLessThan(100);
    expect(shown[2]!.indexOf('^')).toBeLessThan(100);
  });

  test('control characters of a file do not reach the terminal', () => {
    expect(text(1, 2, 'a\x1b[31mb')).toBe('f.yaml:1:2: wrong\n  1 | a␛[31mb\n    |  ^\n');
  });

  test('many issues are cut', () => {
    const issues = Array.from({ length: 35 }, () => ({ code: 'x', message: 'wrong' }));
    expect(issuesText(issues, plain)).toMatch(/… and 5 more\n$/);
  });
});

describe('colours', () => {
  const io = (more: object) => ({ outIsTerminal: true, env: {}, ...more }) as never;
  test('only on a terminal and not against NO_COLOR', () => {
    expect(colorsFor(io({})).isColorSupported).toBe(true);
    expect(colorsFor(io({ outIsTerminal: false })).isColorSupported).toBe(false);
    expect(colorsFor(io({ env: { NO_COLOR: '1' } })).isColorSupported).toBe(false);
    expect(colorsFor(io({ env: { NO_COLOR: '' } })).isColorSupported).toBe(true);
    expect(colorsFor(io({ env: { TERM: 'dumb' } })).isColorSupported).toBe(false);
  });
});

describe('the schema', () => {
  test('docs/reference/scenario.schema.json is current (renew it with: npm run --silent dev -- schema)', () => {
    const path = join(root, 'docs/reference/scenario.schema.json');
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(schemaText());
  });

  test('is printed by the command', async () => {
    expect(await run(['schema'])).toEqual({ code: 0, out: schemaText(), err: '' });
  });
});

describe('as a process', () => {
  const lastwords = (argv: readonly string[], shell = '') => {
    const command = ['--import', 'tsx', 'src/cli/main.ts', ...argv];
    if (shell === '') return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
    return spawnSync('sh', ['-c', `"${process.execPath}" ${command.join(' ')} ${shell}`], {
      cwd: root,
      encoding: 'utf8',
    });
  };

  test('exit status and both outputs', () => {
    const { status, stdout, stderr } = lastwords(['nothing']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('unknown command "nothing"');
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk is no defect of ours', () => {
    const { stderr } = lastwords(['schema'], '> /dev/full');
    expect(stderr).toBe('lastwords: standard output cannot be written: no space left on the device\n');
  });

  test('a reader that goes away ends it quietly', () => {
    const { stdout, stderr } = lastwords(['schema'], '| head -n 1');
    expect({ stdout, stderr }).toEqual({ stdout: '{\n', stderr: '' });
  });
});
