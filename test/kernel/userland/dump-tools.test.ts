/**
 * Digests, dumps, gzip, awk and pagers where recordings cannot go: a terminal with keys, endless input, damage, limits. What they print
 * on ordinary files is in `test/fixtures/commands/text-*.json`.
 */
import { gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gzipDeflate } from '../../../src/formats/deflate.ts';
import type { Program } from '../../../src/kernel/process/system-calls.ts';
import { gunzipBytes, gzipBytes } from '../../../src/kernel/userland/gnu/gzip-stream.ts';
import { less } from '../../../src/kernel/userland/gnu/less.ts';
import { more } from '../../../src/kernel/userland/gnu/more.ts';
import {
  addMultiple,
  compareReals,
  parseReal,
  realOf,
  realText,
} from '../../../src/kernel/userland/text/real-format.ts';
import { latin1Bytes } from '../../../src/sim/bytes.ts';
import { TestSystem } from '../process/user-space-harness.ts';
import { Guest } from './guest.ts';

function run(script: string, stdin = ''): { stdout: string; stderr: string; status: number } {
  return new Guest('gnu').exec(['sh', '-c', `mount -t devtmpfs dev /dev\n${script}`], stdin, '/tmp');
}

test.each([
  ['yes | awk "NR == 3 { exit } 1"', 'y\ny\n'],
  ['awk \'BEGIN { while (1) print "x" }\' | head -n 1', 'x\n'],
  ['xxd /dev/zero | head -n 1', `00000000: ${'0000 '.repeat(8)} ................\n`],
  ['od -v -An -tx1 /dev/zero | head -n 1', `${' 00'.repeat(16)}\n`],
  ['hexdump -v -n 16 -e \'16/1 "%02x" "\\n"\' /dev/zero', `${'00'.repeat(16)}\n`],
  ['yes | base64 | head -c 4', 'eQp5'],
  ['seq inf | head -n 2', '1\n2\n'],
  ['seq 1 .5 inf | head -n 2', '1.0\n1.5\n'],
  ['yes abcdef | strings | head -n 1', 'abcdef\n'],
  ['head -c 1000000 /dev/zero | md5sum', '879f4bba57ed37c9ec5e5aedf9864698  -\n'],
  ['head -c 300000 /dev/zero | gzip | zcat | wc -c', '300000\n'],
])('%s ends', (script, stdout) => {
  const result = run(script);
  expect(result.stdout).toBe(stdout);
  expect(result.stderr).toBe('');
});

describe('awk has limits', () => {
  test.each([
    ['BEGIN { x = "a"; while (1) x = x x }', 'awk: out of memory\n'],
    ['function f(n) { return f(n + 1) } BEGIN { f(1) }', 'awk: program limit exceeded: eval stack size=1024\n'],
    ['BEGIN { NF = 2e9 }', 'awk: program limit exceeded: maximum number of fields size=4194304\n'],
    ['BEGIN { x = sprintf("%9000s", "") }', 'awk: program limit exceeded: sprintf buffer size=8192\n'],
    [`BEGIN { x = ${'('.repeat(5000)}1${')'.repeat(5000)} }`, 'awk: line 1: yacc stack overflow\n'],
  ])('%.60s', (program, stderr) => {
    expect(new Guest('gnu').exec(['awk', program])).toEqual({ stdout: '', stderr, status: 2 });
  });

  test('a function may call itself to a depth of 250', () => {
    const program = 'function f(n) { return n == 0 ? 0 : 1 + f(n - 1) } BEGIN { print f(249) }';
    expect(new Guest('gnu').exec(['awk', program]).stdout).toBe('249\n');
  });
});

test('expr gives up on endless parentheses', () => {
  const words = [...new Array<string>(2000).fill('('), '1', ...new Array<string>(2000).fill(')')];
  expect(new Guest('gnu').exec(['expr', ...words])).toEqual({
    stdout: '',
    stderr: 'expr: memory exhausted\n',
    status: 3,
  });
});

describe('gzip', () => {
  const sample = latin1Bytes(Array.from({ length: 30_000 }, (_, i) => `${(i * 7919) % 1013} line\n`).join(''));

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('level %i unpacks to what was packed', (level) => {
    for (const length of [0, 1, 2, 3, 300, 32_768, 65_536, 70_001, sample.length]) {
      const input = sample.subarray(0, length);
      expect(new Uint8Array(inflateRawSync(gzipDeflate(input, level)))).toEqual(new Uint8Array(input));
    }
  });

  test('the header keeps name and time', () => {
    const file = gzipBytes(sample, { level: 9, name: 'x', time: 0x12345678 });
    expect([...file.subarray(0, 12)]).toEqual([0x1f, 0x8b, 8, 8, 0x78, 0x56, 0x34, 0x12, 2, 3, 0x78, 0]);
    expect(new Uint8Array(gunzipSync(file))).toEqual(sample);
    expect(gunzipBytes(file)).toMatchObject({ problem: null, name: 'x', time: 0x12345678 });
  });

  test('each cut and each damage is told, and nothing else', () => {
    const plain = latin1Bytes('some text, some more text, and some text again\n');
    const file = new Uint8Array(gzipSync(plain));
    for (let length = 0; length < file.length; length++) {
      expect(gunzipBytes(file.subarray(0, length)).problem).toBe('unexpected end of file');
    }
    expect(gunzipBytes(file).problem).toBeNull();
    for (let bit = 0; bit < 8 * file.length; bit++) {
      const damaged = file.slice();
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      const { problem, bytes } = gunzipBytes(damaged);
      if (problem === null) expect(bytes).toEqual(plain);
    }
    const wrongSum = file.slice();
    wrongSum[file.length - 8]! ^= 1;
    expect(gunzipBytes(wrongSum).problem).toBe('crc');
    const wrongLength = file.slice();
    wrongLength[file.length - 1]! ^= 1;
    expect(gunzipBytes(wrongLength).problem).toBe('length');
  });

  test('several members, zeros behind them, something else behind them', () => {
    const file = new Uint8Array(gzipSync(latin1Bytes('ab')));
    expect(gunzipBytes(Uint8Array.of(...file, ...file))).toMatchObject({ problem: null, bytes: latin1Bytes('abab') });
    expect(gunzipBytes(Uint8Array.of(...file, 0, 0)).problem).toBeNull();
    expect(gunzipBytes(Uint8Array.of(...file, 1))).toMatchObject({ problem: 'garbage', bytes: latin1Bytes('ab') });
  });
});

describe('numbers as C prints them', () => {
  const plain = { flags: '', width: 0, precision: -1 };

  test.each([
    [0.5, 'f', 0, '0'],
    [1.5, 'f', 0, '2'],
    [2.5, 'f', 0, '2'],
    [0.125, 'f', 2, '0.12'],
    [1e300, 'g', 6, '1e+300'],
    [5e-324, 'e', 3, '4.941e-324'],
    [0.1, 'f', 25, '0.1000000000000000055511151'],
    [123456.5, 'g', 6, '123456'],
    [999999.5, 'g', 6, '1e+06'],
    [-0, 'f', 1, '-0.0'],
  ])('%d as %s.%i', (value, letter, precision, text) => {
    expect(realText(realOf(value), letter, { ...plain, precision })).toBe(text);
  });

  test('a long double has 64 bits: one more number behind 2^64 - 1 is not told from it', () => {
    const exact = (text: string): string => realText(parseReal(text).value, 'f', { ...plain, precision: 0 });
    expect(exact('18446744073709551615')).toBe('18446744073709551615');
    expect(exact('18446744073709551617')).toBe('18446744073709551616');
  });

  test('beyond the ends are infinity and nothing', () => {
    expect(parseReal('1e4932').value.kind).toBe('finite');
    expect(parseReal('1e4933').value.kind).toBe('inf');
    expect(realText(parseReal('1e-4960').value, 'g', plain)).toBe('0');
    expect(realText(parseReal('3.6e-4951').value, 'g', { ...plain, precision: 3 })).toBe('3.65e-4951');
  });

  test('sums and order', () => {
    const sum = addMultiple(realOf(1), realOf(-0.25), 3n);
    expect(realText(sum, 'g', plain)).toBe('0.25');
    expect(compareReals(sum, realOf(0.5))).toBeLessThan(0);
    expect(compareReals(sum, realOf(0.25))).toBe(0);
    expect(compareReals(realOf(-Infinity), sum)).toBeLessThan(0);
  });
});

/** A pager as the leader of a session at the console; `keys` are typed one after the other. */
function atConsole(program: Program, words: readonly string[], text: string, keys: readonly string[]): string[] {
  let status: number | null = null;
  const system = new TestSystem({
    *init(calls) {
      const fd = calls.open('/tmp/file', 0o1101, 0o644);
      yield* calls.write(fd, latin1Bytes(text));
      calls.close(fd);
      calls.fork(function* (child) {
        child.setsid();
        for (const fd of [0, 1, 2]) child.dup2(child.open('/dev/ttyS0', 2), fd);
        status = yield* program(child, [...words, '/tmp/file']);
        return status;
      });
      for (;;) yield* calls.sleep(3_600e9);
    },
  });
  system.userSpace.start();
  system.run(1);
  const screens = [system.console];
  for (const key of keys) {
    system.console = '';
    system.type(key);
    screens.push(system.console);
  }
  screens.push(`status ${status}`);
  return screens;
}

const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i}\r\n`).join('');
const hundred = Array.from({ length: 100 }, (_, i) => `${i + 1}\n`).join('');

describe('less on a terminal', () => {
  const clear = '\x1b[H\x1b[J';
  const line = '\r\x1b[K';

  test('moves forwards and back, and leaves', () => {
    const [first, space, back, down, end, quit, status] = atConsole(less, ['less'], hundred, [' ', 'b', 'j', 'G', 'q']);
    expect(first).toBe(`${clear}${numbered(1, 23)}${line}\x1b[7m/tmp/file\x1b[27m`);
    expect(space).toBe(`${clear}${numbered(24, 46)}${line}:`);
    expect(back).toBe(`${clear}${numbered(1, 23)}${line}:`);
    expect(down).toBe(`${line}24\r\n${line}:`);
    expect(end).toBe(`${clear}${numbered(78, 100)}${line}\x1b[7m(END)\x1b[27m`);
    expect(quit).toBe(line);
    expect(status).toBe('status 0');
  });

  test('searches both ways', () => {
    const typed = ['/', '5', '0', '\r', 'n', 'N', '/x\r', 'q'];
    const screens = atConsole(less, ['less'], hundred, typed);
    expect(screens[4]).toContain(`${clear}\x1b[7m50\x1b[27m\r\n51\r\n`);
    expect(screens[5]).toContain('Pattern not found  (press RETURN)');
    expect(screens[6]).toContain('Pattern not found  (press RETURN)');
    expect(screens[7]).toContain('Pattern not found  (press RETURN)');
  });

  test('a short file is shown with what is not there; the arrow keys move; Ctrl-C does not end it', () => {
    const [first, up, interrupt, , status] = atConsole(less, ['less'], 'one\n', ['\x1b[A', '\x03', 'q']);
    expect(first).toBe(`${clear}one\r\n${'~\r\n'.repeat(22)}${line}\x1b[7m/tmp/file (END)\x1b[27m`);
    expect(up).toBe(`${line}\x1b[7m(END)\x1b[27m`);
    expect(interrupt).toContain('(END)');
    expect(status).toBe('status 0');
  });

  test('-F shows one screen and goes; long lines are wrapped, with -S cut', () => {
    expect(atConsole(less, ['less', '-F'], 'one\ntwo\n', [])).toEqual(['one\r\ntwo\r\n', 'status 0']);
    const wide = 'x'.repeat(100);
    expect(atConsole(less, ['less'], `${wide}\n`, [])[0]).toContain(`${'x'.repeat(80)}\r\n${'x'.repeat(20)}\r\n~`);
    expect(atConsole(less, ['less', '-S'], `${wide}\n`, [])[0]).toContain(`${'x'.repeat(80)}\r\n~`);
  });
});

describe('more on a terminal', () => {
  test('shows how much there was, by screens and by lines', () => {
    const [first, enter, space, quit, status] = atConsole(more, ['more'], hundred, ['\r', ' ', 'q']);
    expect(first).toBe(`${numbered(1, 23)}\x1b[7m--More--(20%)\x1b[27m`);
    expect(enter).toBe('\r\x1b[K24\r\n\x1b[7m--More--(21%)\x1b[27m');
    expect(space).toBe(`\r\x1b[K${numbered(25, 47)}\x1b[7m--More--(45%)\x1b[27m`);
    expect(quit).toBe('\r\x1b[K');
    expect(status).toBe('status 0');
  });

  test('ends by itself', () => {
    expect(atConsole(more, ['more'], 'one\n', [])).toEqual(['one\r\n', 'status 0']);
  });
});
