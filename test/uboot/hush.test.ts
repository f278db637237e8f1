/** The shell: transcripts of the spec (captured from 2026.07), its quirks, and bounds on what never ends. */
import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { HushParser } from '../../src/shell/hush/hush-parser.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { region, session, shown } from './region.ts';

const nothing = region(1, []);
const run = (...lines: string[]) => shown(nothing, lines);

test.each([
  ['echo a; echo b && echo c || echo d', 'a\nb\nc\n'],
  [`setenv x 'a b'; echo $x "\${x}" '$x' \\$x`, 'a b a b $x $x\n'],
  ['echo start; foo || echo fallback; echo end', "start\nUnknown command 'foo' - try 'help'\nfallback\nend\n"],
  [`setenv c1 'echo one; echo two'; run c1`, 'one\ntwo\n'],
])('captured: %s', (line, output) => {
  expect(run(line)).toBe(output);
});

test.each([
  ['echo', '\n'],
  ['echo   a   b', 'a b\n'],
  [`echo "a   b" 'c   d'`, 'a   b c   d\n'],
  [`echo 'it''s' ""x`, 'its x\n'],
  ['echo a\\;b \\"q\\" c\\ d', 'a;b "q" c d\n'],
  ['echo "a\\b"', 'a\\b\n'],
  ["echo 'a\\b'", 'ab\n'],
  ['echo a#b #c', 'a#b\n'],
  ['echo $ $1 a$', '$ $1 a$\n'],
  ['echo $nope.', '.\n'],
  [`echo \${nope}x`, 'x\n'],
  [`echo \${nope:-y} \${baudrate:-y} [\${baudrate:+y}] \${nope:+y}`, 'y 115200 [] y\n'],
  [`echo \${new:=v}; echo $new`, 'v\nv\n'],
  [`y=5; echo $y\${y}`, '55\n'],
  ['y=5 echo z; echo $y', 'z\n5\n'],
  ['setenv fdtfile 9; fdtfile=7; echo $fdtfile', '9\n'],
  ['foo; echo $?; echo $?', "Unknown command 'foo' - try 'help'\n1\n0\n"],
  ["'help;x'; echo $?", "Unknown command 'help;x' - try 'help' or use 'run' command\n4294967295\n"],
  // A failed && skips the || behind it too.
  ['foo && echo b || echo c; echo d', "Unknown command 'foo' - try 'help'\nd\n"],
  // What is skipped ends at the nothing between two separators.
  ['echo a || ; echo b', 'a\nb\n'],
  ['foo && ; && echo b', "Unknown command 'foo' - try 'help'\nb\n"],
  ['echo a || && echo b', 'a\n'],
  ['foo || && echo b', "Unknown command 'foo' - try 'help'\nb\n"],
  ['foo', "Unknown command 'foo' - try 'help'\n"],
  ['e', "Unknown command 'e' - try 'help'\n"],
  ['ec a', 'a\n'],
  ['b', "Unknown command 'b' - try 'help'\n"],
  ['.', "Unknown command '.' - try 'help'\n"],
  ['ech.x a', 'a\n'],
  [';; ;', ''],
  ['', ''],
  ['echo "open', 'open\n\n'],
  ["echo 'open", 'syntax error\n'],
  ['echo a & echo b', 'syntax error\n'],
  ['echo a | echo b', 'syntax error\n'],
  ['echo ${x', 'syntax error\n'],
  ['echo a\necho b', 'a\nb\n'],
  ['echo -n a; echo b', 'ab\n'],
])('%j', (line, output) => {
  expect(run(line)).toBe(output);
});

test('values are parsed once more: quotes in them count, separators do not', () => {
  expect(run(`setenv v 'a; echo b && c | d'; echo $v`)).toBe('a; echo b && c | d\n');
  expect(run(`setenv v '"x   y"'; echo $v`)).toBe('x   y\n');
  expect(run(`setenv v echo; $v hello`)).toBe('hello\n');
  expect(run(`setenv v "it's"; echo $v`)).toBe('syntax error\n');
});

test('$? is a flag up to 2023.01, and the number the command gave later', () => {
  for (const version of ['2021.01', '2023.01']) {
    expect(shown(nothing, ["'a;b' c; echo $?"], { version })).toMatch(/\n1\n$/);
    expect(shown(nothing, ['printenv no nope; echo $?'], { version })).toMatch(/\n1\n$/);
  }
  expect(shown(nothing, ['printenv no nope; echo $?'], { version: '2025.01' })).toMatch(/\n2\n$/);
});

test('an assignment before a command: up to 2021.04 taken for its name, unless a variable makes hush parse again', () => {
  const old = (line: string) => shown(nothing, [line], { version: '2021.01' });
  expect(old('a=1 echo b; echo $a')).toBe("Unknown command 'a=1' - try 'help'\n1\n");
  expect(old('a=1 echo $baudrate')).toBe('115200\n');
  expect(old('a=$x echo b')).toBe("Unknown command 'a=\x03x\x03' - try 'help'\n");
  // Parsed again, `b\\\\c` loses another backslash; one variable in the assignment does not count.
  expect(run("a=$baudrate echo 'b\\\\c'")).toBe('b\\c\n');
  expect(run("a=$x$x echo 'b\\\\c'")).toBe('bc\n');
});

test('an empty word at the start of a line: hush reads a null pointer, which ends the sandbox', () => {
  expect(session(nothing, ["''"])[0]).toMatchObject({ ended: 'off' });
  expect(session(nothing, ['; "" a'])[0]).toMatchObject({ ended: 'off' });
  expect(run("echo a; '' b")).toBe("a\nUnknown command '' - try 'help'\n");
  expect(run('"$nope"')).toBe("Unknown command '' - try 'help'\n");
  expect(run('""echo a')).toBe('a\n');
  expect(shown(nothing, ["''"], { board: imx6q, address: 0x30000000, version: '2021.01' })).toBe(
    "Unknown command '' - try 'help'\n",
  );
});

test('echo up to 2021.01 takes \\c instead of -n', () => {
  expect(shown(nothing, ["echo -n a; echo 'b\\\\c'; echo c"], { version: '2021.01' })).toBe('-n a\nbc\n');
});

test('too many words: usage; the limit is the board’s', () => {
  expect(run(`echo ${'a '.repeat(63)}`)).toBe(`${'a '.repeat(63).trim()}\n`);
  expect(run(`echo ${'a '.repeat(64)}`)).toMatch(/^echo - echo args to console\n\nUsage:\n/);
});

test('recursion and loops without end are bounded', () => {
  const report = session(nothing, ["setenv a 'run a'; run a"])[0]!;
  expect(report).toMatchObject({ status: null, hung: expect.stringContaining('stack') });
  const variables = Array.from({ length: 30 }, (_, i) => `setenv v${i} 'run v${i + 1}; run v${i + 1}'`).join(';');
  expect(session(nothing, [`${variables}; setenv v30 'echo'; run v0`])[0]).toMatchObject({
    hung: expect.stringContaining('commands'),
  });
});

test('a value that doubles at each command meets the end of the heap', () => {
  const doubled = 'setenv x $x$x;'.repeat(30);
  const report = session(nothing, [`setenv x 0123456789abcdef; ${doubled}`])[0]!;
  expect(latin1Text(report.wire)).toBe('ERROR : xrealloc failed\r\n');
  expect(report.hung).toBeDefined();
});

test('what the parser leaves open', () => {
  const state = (text: string) => new HushParser().feed(text).state;
  expect(state('echo "a\n')).toBe('open');
  expect(state("echo 'a\n")).toBe('open');
  expect(state('echo a\\\n')).toBe('open');
  expect(state('echo a\\\\\n')).toBe('done');
  expect(state('echo "a" \'b\'\n')).toBe('done');
  expect(state('if true\n')).toBe('open');
  expect(state('if true; then echo; fi\n')).toBe('done');
});

propertyTest.prop([
  fc.array(fc.constantFrom('a', ' ', '"', "'", '\\', '$', '{', '}', ';', '&', '|', '#', '=', '?', '\n', 'x:-')),
])('any text is parsed or refused', (characters) => {
  const reports = session(nothing, [characters.join('')]);
  expect(reports).toHaveLength(1);
});

propertyTest.prop([fc.string({ unit: 'binary', maxLength: 200 })])('any characters at all', (text) => {
  expect(session(nothing, [text])).toHaveLength(1);
});

test('a compound command that closes behind a word that was wrong ends the line without another message', () => {
  expect(run('done; while false; do echo; done && if true; then echo a; fi')).toBe('syntax error\n');
});
