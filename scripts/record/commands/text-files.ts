/** The files that all recorded command lines of the text tools work on. */

const mtime = 1709294400;

function text(content: string): { mode: string; mtime: number; text: string } {
  return { mode: '0644', mtime, text: content };
}

function bytes(values: readonly number[]): { mode: string; mtime: number; base64: string } {
  return { mode: '0644', mtime, base64: Buffer.from(values).toString('base64') };
}

const directory = { mode: '0755', mtime, directory: true };

/** Bytes that repeat, run and end in an odd place: for the dump tools. */
const dump = [
  ...Array.from({ length: 20 }, (_, i) => i * 13),
  ...Array.from({ length: 80 }, () => 0),
  ...Buffer.from('Hello, world!\n\tdeadbeef\x7f'),
  ...Array.from({ length: 35 }, () => 0xff),
].map((value) => value & 255);

const log = `[    0.000000] Linux version 6.1.0 (builder@host) #1 SMP
[    0.012345] Command line: console=ttyS0 ramoops.mem_size=0x100000
[    0.500000] ramoops: using 0x100000@0x8000000, ecc: 0
[    1.250000] sd 0:0:0:0: [sda] Attached SCSI disk
[    1.250001] EXT4-fs (sda1): mounted filesystem
[    3.999999] random: crng init done
[   12.000000] ramoops: error: bad zone size 12
[   12.000001] Kernel panic - not syncing: Fatal exception
[   12.000002] ---[ end Kernel panic - not syncing: Fatal exception ]---
`;

/** Many numbered lines, for context, windows and hunks. */
const lines = Array.from({ length: 40 }, (_, i) => `line ${i + 1}\n`).join('');

const changed = lines
  .replace('line 3\n', 'line three\n')
  .replace('line 12\n', '')
  .replace('line 20\n', 'line 20\nline 20 and a half\n')
  .replace('line 23\n', 'LINE 23\n')
  .replace('line 40\n', 'line  40 \n');

function numbered(last: number, line: (n: number) => string): string {
  return Array.from({ length: last }, (_, i) => line(i + 1)).join('');
}

/** Blocks that look alike, so that a difference can slide. */
function blocks(names: readonly string[]): string {
  return names.map((name) => `{\n${name}\n}\n\n`).join('');
}

export const files = {
  'a.txt': text('alpha\nbeta\ngamma delta\n\nepsilon\n'),
  'nonl.txt': text('first\nsecond\nlast without newline'),
  empty: text(''),
  'one.txt': text('only one line\n'),
  'blank.txt': text('\n\n\none\n\n\ntwo\n\n'),
  'ctl.txt': bytes([...Buffer.from('tab\there\r\nbell\x07 esc\x1b del\x7f\n'), 0x80, 0xe9, 0xff, 10, 0, 1, 10]),
  'dump.bin': bytes(dump),
  'nul.bin': bytes([...Buffer.from('text before\n'), 0, 1, 2, ...Buffer.from('match me\nand after\n')]),
  'log.txt': text(log),
  'lines.txt': text(lines),
  'changed.txt': text(changed),
  'nums.txt': text('10\n9\n2.5\n-3\n1e3\n007\n+4\n\n 8\nabc\n10\n'),
  'human.txt': text('1K\n2M\n512\n3G\n1.5K\n900K\n'),
  'versions.txt': text(
    'linux-6.1.10\nlinux-6.1.9\nlinux-5.10\nlinux-6.1\nlinux-6.12.1\nfile.txt.gz\nfile10.txt\nfile9.txt\n',
  ),
  'months.txt': text('mar 3\nJan 1\nfeb 2\nDEC 12\nfoo\nsep 9\n'),
  'table.txt': text('id\tname\tsize\n1\troot\t100\n2\tboot\t20\n3\thome\t3000\n'),
  'users.txt': text(
    'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nuser:x:1000:1000:A User,,,:/home/user:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
  ),
  'words.txt': text('pear\napple\nBanana\napple\ncherry\nApple\nbanana\npear\npear\nDate\n'),
  'left.txt': text('1 one\n2 two\n3 three\n5 five\n'),
  'right.txt': text('1 eins\n2 zwei\n4 vier\n5 fuenf\n'),
  'tabs.txt': text('a\tb\tc\n12345678\tx\n\t\tindent\n        eight spaces\n    four  two\n'),
  'long.txt': text(`${'The quick brown fox jumps over the lazy dog. '.repeat(4)}\nshort\n${'x'.repeat(100)}\n`),
  'patterns.txt': text('ramoops\npanic\n'),
  'script.sed': text('#n\n# comment\n/a/ {\n  s/a/A/g # all\n  p\n}\n'),
  'script.awk': text('# totals\nBEGIN { FS = ":" }\n{ n += $3 }\nEND { print NR, n }\n'),
  dir: directory,
  'dir/one.txt': text('alpha one\nshared\n'),
  'dir/sub': directory,
  'dir/sub/two.c': text('int alpha;\nshared\n'),
  'dir/sub/three.h': text('#define BETA 1\n'),
  dir2: directory,
  'dir2/one.txt': text('alpha 1\nshared\n'),
  'dir2/sub': directory,
  'dir2/sub/two.c': text('int alpha;\nshared\n'),
  'dir2/only.txt': text('only here\n'),
  m1: text('a\nb\nc\na\nb\nb\na\n'),
  m2: text('c\nb\na\nb\na\nc\n'),
  p1: text(blocks(['1', '2', '3', '4', '5', '6'])),
  p2: text(blocks(['1', '2', '2b', '3', '5', '6'])),
  s1: text(numbered(300, (n) => `${n}\n`)),
  s2: text(numbered(300, (n) => (n === 17 || (n >= 200 && n <= 210) ? '' : `${n}\n`.replace(/5$/m, 'five')))),
  r1: text(numbered(3000, (n) => `${(n * 7919) % 31}\n`)),
  r2: text(numbered(3000, (n) => `${(n * 7877) % 29}\n`)),
  w1: text('a  b\n c\n'),
  w2: text('a b\nc \n'),
  'c.txt': text('one\ntwo\n'),
  'link.txt': { link: 'a.txt' },
} as const;

/**
 * Command lines given as one string with `; ` between them, one case each: outside of quotes, substitutions and groups only.
 * A part that reads `$?` stays with the one before it.
 */
export function separate(scripts: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  let depth = 0;
  for (let at = 0; at < scripts.length; at++) {
    const c = scripts[at]!;
    if (c === '\\' && quote !== "'") {
      part += c + (scripts[++at] ?? '');
      continue;
    }
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === "'" || c === '"') quote = c;
    else if (c === '(' || c === '{') depth++;
    else if (c === ')' || c === '}') depth--;
    if (c === ';' && quote === '' && depth === 0 && !scripts.startsWith('; echo $?', at)) {
      parts.push(part.trim());
      part = '';
    } else part += c;
  }
  parts.push(part.trim());
  return parts.filter((one) => one !== '');
}

/** Cases of their own for each command of lines that leave nothing behind; each line is recorded once. */
export function cases(
  independent: readonly string[],
  together: readonly (string | { script: string; stdin?: string; capture?: readonly string[] })[] = [],
): (string | { script: string; stdin?: string; capture?: readonly string[] })[] {
  return [...new Set(independent.flatMap(separate)), ...together];
}
