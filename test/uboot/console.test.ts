/** Typing at the prompt: what is echoed, what becomes a line, and what happens to keys that come at the wrong time. */
import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { NO_COMPLETION } from '../../src/uboot/completion.ts';
import { LineEditor, toWire } from '../../src/uboot/console.ts';
import { promptBench } from './prompt.ts';

function editor(lineBytes = 64) {
  let echo = '';
  const lines: string[] = [];
  let interrupts = 0;
  const one = new LineEditor({
    put(text) {
      echo += text;
    },
    lineBytes,
    keys: 'own-file',
    complete: () => NO_COMPLETION,
  });
  return {
    lines,
    interrupts: () => interrupts,
    type(keys: string): string {
      echo = '';
      for (const key of keys) {
        const result = one.key(key);
        if (result.kind === 'line') lines.push(result.line);
        if (result.kind === 'interrupt') interrupts++;
      }
      return echo;
    },
  };
}

test('line feeds become CR LF; a CR that is there stays', () => {
  expect(toWire('a\nb\r\n\n')).toBe('a\r\nb\r\r\n\r\n');
});

test('echo, CR and LF', () => {
  const { type, lines } = editor();
  expect(type('ab\r')).toBe('ab\n');
  expect(type('cd\n')).toBe('cd\n');
  expect(type('\r\n')).toBe('\n\n');
  expect(lines).toEqual(['ab', 'cd', '', '']);
});

test('backspace and delete; at the beginning they do nothing', () => {
  const { type, lines } = editor();
  expect(type('abc\b\x7f\xff\b')).toBe('abc\b \b\b \b\b \b');
  expect(type('x\r')).toBe('x\n');
  expect(lines).toEqual(['x']);
});

test('moving about and changing the middle', () => {
  const { type, lines } = editor();
  expect(type('abd\x02c')).toBe('abd\bcd\b');
  expect(type('\x01')).toBe('\b\b\b');
  expect(type('\x04')).toBe('bcd \b\b\b\b');
  expect(type('\x05')).toBe('bcd');
  expect(type('\x02\x0b')).toBe('\b \b');
  expect(type('\r')).toBe('\n');
  expect(lines).toEqual(['bc']);
});

test('cursor keys are the same moves', () => {
  const { type, lines } = editor();
  type('ac\x1b[Db\x1b[H_\x1b[F!\x1b[D\x1b[3~\x1bOD\x1b[4~\r');
  expect(lines).toEqual(['_abc']);
});

test('an escape sequence that is none goes into the line', () => {
  const { type, lines } = editor();
  expect(type('\x1b[Zx')).toBe('\x1b[Zx');
  expect(type('\x1bq\r')).toBe('q\n');
  expect(type('\x1b\ra\r')).toBe('\na\n');
  expect(lines).toEqual(['\x1b[Zxq', '', 'a']);
});

test('Ctrl-U and Ctrl-X erase the line, Ctrl-W the word', () => {
  const { type, lines } = editor();
  expect(type('ab\x15')).toBe('ab\b\b  \b\b');
  expect(type('one two \x17')).toBe('one two \b\b\b\b    \b\b\b\b');
  expect(type('\r')).toBe('\n');
  expect(lines).toEqual(['one ']);
});

test('history: of a ring of twenty lines, nineteen can be reached', () => {
  const { type, lines } = editor();
  for (let i = 0; i < 21; i++) type(`line ${i}\r`);
  expect(type('\x10')).toBe('line 20');
  type('\x10'.repeat(17));
  expect(type('\x10')).toMatch(/line 2$/);
  expect(type('\x10')).toBe('\x07');
  expect(type('\x1b[B')).toMatch(/line 3$/);
  type('\r');
  expect(lines.at(-1)).toBe('line 3');
  type('\x10\x0e');
  expect(type('\x0e')).toBe('\x07');
});

test('a full line rings the bell for each further key', () => {
  const { type, lines } = editor(4);
  expect(type('abcdef\r')).toBe('abcd\x07\x07\n');
  expect(lines).toEqual(['abcd']);
});

test('a NUL is nothing', () => {
  const { type, lines } = editor();
  expect(type('\0a\0\r')).toBe('a\n');
  expect(lines).toEqual(['a']);
});

test('Tab: of more than eighteen candidates the first, and dots; a line that is full takes none', () => {
  const board = promptBench({ version: '2026.07' });
  board.type('\t\x15');
  expect(board.take()).toMatch(/^\r\n {2}base bdinfo [^.]+ \.\.\.\r\n=> $/);
  for (let i = 10; i < 30; i++) board.type(`setenv zv${i} 1\r`);
  board.type('x\x15');
  board.take();
  board.type('run zv\t\x15');
  expect(board.take()).toMatch(/\r\n {2}zv10 zv11 [^.]+ zv27 \.\.\.\r\n=> run zv/);
  board.type(`${' '.repeat(imx6q.uboot!.lineBytes - 10)}pri\t`);
  expect(board.take().at(-1)).toBe('\x07');
});

propertyTest.prop([fc.string({ unit: 'binary', maxLength: 300 })])(
  'any keys leave a line no longer than the buffer',
  (keys) => {
    const { type, lines } = editor(16);
    type(`${keys.replace(/[^\0-\xff]/g, '')}\r\r\r`);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(16);
  },
);

test('Ctrl-C at the prompt', () => {
  const board = promptBench();
  board.type('abc\x03');
  expect(board.take()).toBe('abc<INTERRUPT>\r\n=> ');
  board.type('echo x\r\x03\r');
  // Nothing is left to repeat.
  expect(board.take()).toBe('echo x\r\nx\r\n=> <INTERRUPT>\r\n=> \r\n=> ');
});

test('an empty line repeats a repeatable command, and only such a one', () => {
  const board = promptBench();
  board.type('\recho hi\r\r\rsetenv a b\r\r');
  expect(board.take()).toBe('\r\n=> echo hi\r\nhi\r\n=> \r\nhi\r\n=> \r\nhi\r\n=> setenv a b\r\n=> \r\n=> ');
  board.type('pstore set 30000000 100000\r\r');
  expect(board.take()).toBe('pstore set 30000000 100000\r\n=> \r\n=> ');
});

test('open quotes and a backslash ask for more', () => {
  const board = promptBench();
  board.type('echo "one\rtwo"\r');
  expect(board.take()).toBe('echo "one\r\n> two"\r\none\r\ntwo\r\n=> ');
  board.type("echo 'a\rb\x03");
  expect(board.take()).toBe("echo 'a\r\n> b<INTERRUPT>\r\n=> ");
  board.type('echo ok\r');
  expect(board.take()).toBe('echo ok\r\nok\r\n=> ');
});

test('$? at the prompt is the last command’s', () => {
  const board = promptBench();
  board.type('foo\recho $?\recho $?\r');
  expect(board.take()).toBe("foo\r\nUnknown command 'foo' - try 'help'\r\n=> echo $?\r\n1\r\n=> echo $?\r\n0\r\n=> ");
});

test('100 KB of garbage, and lines typed while a command runs', () => {
  const board = promptBench();
  board.type('x'.repeat(100_000));
  expect(board.take().length).toBe(64 * 1024);
  const busy = promptBench();
  busy.type('load mmc 1:1 12000000 /boot/vmlinuz-6.1.0-50-armmp\r');
  busy.take();
  busy.type('echo later\r');
  expect(busy.take()).toBe('');
  busy.runMs(1000);
  expect(busy.take()).toBe('4919648 bytes read in 246 ms (19.1 MiB/s)\r\n=> echo later\r\nlater\r\n=> ');
});
