/**
 * Our sed, diff and the small filters beside the real ones on texts and patterns drawn at random: the same bytes must come out.
 *
 * Groups of nested repetitions are left out: there glibc's choice follows its own inner order.
 */
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { Guest } from '../kernel/userland/guest.ts';
import { describeWithTool } from './tool.ts';

const runs = { numRuns: 150 };
const guest = new Guest('gnu');

const line = fc.array(fc.constantFrom('a', 'b', 'c', 'x', ' ', 'ab', '\t', '12', ':', 'A', '-3'), { maxLength: 9 });
const text = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.boolean())
  .map(([lines, ends]) => lines.map((words) => words.join('')).join('\n') + (ends ? '\n' : ''));

const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '[[:alpha:]]', '(a)', '(ab|b)', '(a|x*)', '\\b', 'c');
const repeated = fc
  .tuple(piece, fc.constantFrom('', '', '', '*', '+', '?', '{1,2}'))
  .map(([one, times]) => (one === '\\b' ? one : one + times));
const pattern = fc.array(repeated, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

function ours(argv: readonly string[], input: string): string {
  return guest.exec(argv, input).stdout;
}

describeWithTool('sed', (sed) => {
  test.prop([pattern, text, fc.constantFrom('', 'g', '2')], runs)('s', (regex, input, flags) => {
    const script = `s/${regex}/[&]/${flags}`;
    expect(ours(['sed', '-E', script], input)).toBe(latin1Text(sed(['-E', script], latin1Bytes(input))));
  });

  const scripts = fc.constantFrom(
    'N;P;D',
    '$!N;s/\\n/-/',
    '1!G;h;$!d',
    '/a/,/b/d',
    '2,4!d',
    '/a/{n;d}',
    'x;G',
    '$!{h;d};x;G',
  );
  test.prop([scripts, text], runs)('commands', (script, input) => {
    expect(ours(['sed', script], input)).toBe(latin1Text(sed([script], latin1Bytes(input))));
  });
});

describeWithTool('sh', (sh) => {
  const filters = fc.constantFrom(
    'unexpand -a',
    'unexpand -t 3',
    'expand -t 5',
    'fold -s -w 6',
    'sort -n',
    'sort -k2,2n -k1,1r',
    'sort -f',
    'uniq -c',
    'uniq --group=both',
    'head -n -2',
    'tail -n 3',
    'wc -L',
    'cat -A',
    'tac',
    'nl',
    'cut -d: -f2',
    'paste - -',
    'tr -s a-c',
    'join -a1 -t: - /dev/null',
  );
  test.prop([filters, text], runs)('filters', (command, input) => {
    const real = latin1Text(sh(['-c', `LC_ALL=C ${command} 2>/dev/null || :`], latin1Bytes(input)));
    expect(ours(['sh', '-c', `${command} 2>/dev/null || :`], input)).toBe(real);
  });

  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '{', '}'), { maxLength: 40 }).map((all) => all.join('\\n'));
  const styles = fc.constantFrom(
    '--normal',
    '-U3 -Lx -Ly',
    '-C2 -Lx -Ly',
    '-b',
    '-B -U2 -Lx -Ly',
    '-e',
    '-y -W40',
    '-n',
  );
  test.prop([lines, lines, styles], runs)('diff', (first, second, style) => {
    const script = (folder: string) =>
      `cd ${folder}; printf '${first}\\n' > A; printf '${second}' > B; diff ${style} A B || :`;
    const real = latin1Text(sh(['-c', `d=$(mktemp -d); ${script('$d')}; rm -r "$d"`], new Uint8Array()));
    expect(ours(['sh', '-c', script('/tmp')], '')).toBe(real);
  });
});
