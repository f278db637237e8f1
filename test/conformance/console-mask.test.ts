/** The masks hide what they are for and nothing else: each of these differences must stay visible. */
import { expect, test } from 'vitest';
import { bootMask, crashMask, masked, undoubled } from './console-mask.ts';

const crash = (text: string) => masked(text, crashMask);
const boot = (text: string) => masked(text, bootMask);

test('what differs from run to run becomes the same', () => {
  const same: [string, string][] = [
    ['CPU: 0 PID: 88 Comm: sh Not tainted', 'CPU: 0 PID: 123 Comm: sh Not tainted'],
    ['RSP: 0018:ffffc90000603b90 EFLAGS: 00000286', 'RSP: 0018:ffffc90000603d30 EFLAGS: 00000286'],
    ['FS:  0000000014fb83c0(0000) GS:ffff888007800000(0000)', 'FS:  000000002a3493c0(0000) GS:ffff888007800000(0000)'],
    ['PGD 6346067 P4D 6346067 PUD 6347067 PMD 0 ', 'PGD 53dd067 P4D 53dd067 PUD 53dc067 PMD 0 '],
    ['df80: c1970ac0 c140aefc', 'cf80: c1970ac0 c140aefd'],
  ];
  for (const [a, b] of same) expect(crash(a)).toBe(crash(b));
  expect(boot('tsc: Refined TSC clocksource calibration: 999.999 MHz')).toBe(
    boot('tsc: Refined TSC clocksource calibration: 1000.000 MHz'),
  );
});

test('names, offsets, code bytes, flags and blanks stay visible', () => {
  const different: [string, string][] = [
    [' panic+0x118/0x2f4', ' panic+0x119/0x2f4'],
    [' ? do_fault+0x1a4/0x410', ' do_fault+0x1a4/0x410'],
    [' direct_entry.cold+0x18/0x24 [lkdtm]', ' direct_entry.cold+0x18/0x24'],
    ['Code: f4 ff <c7> 04', 'Code: f4 ff <c7> 05'],
    ['RSP: 0018:ffffc90000603b90 EFLAGS: 00000286', 'RSP: 0018:ffffc90000603b90 EFLAGS: 00000282'],
    ['RSP: 0018:ffffc90000603b90 EFLAGS: 00000286', 'RSP: 002b:ffffc90000603b90 EFLAGS: 00000286'],
    ['CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033', 'CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050032'],
    ['CPU: 0 PID: 88 Comm: sh Not tainted', 'CPU: 1 PID: 88 Comm: sh Not tainted'],
    ['PGD 6346067 P4D 6346067 PUD 6347067 PMD 0 ', 'PGD 6346067 P4D 6346067 PUD 6347067 PMD 0'],
    ['df80: c1970ac0 c140aefc', 'df80: c1970ac0'],
    ['df80: c1970ac0 c140aefc', 'dfa0: c1970ac0 c140aefc'],
    ['[00000000] *pgd=41ee9835', '[00000000] *pgd=41ee9836'],
  ];
  for (const [a, b] of different) expect(crash(a)).not.toBe(crash(b));
  expect(boot('Memory: 1K/2K available')).not.toBe(boot('Memory: 2K/2K available'));
});

test('a character that the recording has twice is the same, one that we have twice is not', () => {
  for (const [recorded, ours, isSame] of [
    ['$$ ls  /tmp', '$ ls /tmp', true],
    ['= 00', '= 0', true],
    ['= 10', '= 1', false],
    ['= 0', '= 00', false],
    ['aab', 'abb', false],
    ['', 'a', false],
  ] as const) {
    expect(undoubled([recorded], [ours])[0] === ours).toBe(isSame);
  }
  expect(undoubled(['a'], [])).toEqual(['a']);
});
