import { describe, expect, test } from 'vitest';
import { handleSysrq, sysrqTriggerKeys } from '../../src/kernel/sysrq.ts';
import { kernelText } from '../../src/profiles/kernel-texts.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { recordedLines } from '../conformance/console-recording.ts';

function who(name: string) {
  const kernel = findKernel(name)!;
  return { kernel, text: kernelText(kernel.release)! };
}

/** What a key prints, with the console log level at that moment. */
function press(key: string, kernel = 'deb61', mask: number | null = null, loglevel = 4) {
  const lines: string[] = [];
  const host = {
    consoleLoglevel: loglevel,
    printk(level: number, text: string) {
      lines.push(`${this.consoleLoglevel}<${level}>${text}`);
    },
  };
  const outcome = handleSysrq(key, mask, who(kernel), host);
  return { outcome, lines, loglevel: host.consoleLoglevel };
}

test('a key is answered at the default console log level, which is put back', () => {
  expect(press('c', 'deb61', null, 1)).toEqual({
    outcome: { kind: 'action', action: 'crash', key: 'c' },
    lines: ['7<6>sysrq: Trigger a crash'],
    loglevel: 1,
  });
});

test('log level keys set it', () => {
  expect(press('9')).toEqual({
    outcome: { kind: 'action', action: 'loglevel', key: '9' },
    lines: ['7<6>sysrq: Changing Loglevel', '7<6>sysrq: Loglevel set to 9'],
    loglevel: 9,
  });
  expect(press('0').loglevel).toBe(0);
});

test('the help line, as recorded', () => {
  const recorded = (name: string) => recordedLines(name).find(({ text }) => text.startsWith('sysrq: HELP'))!.text;
  expect(press('h').lines).toEqual([`7<6>${recorded('sysrq-deb61-help')}`]);
  expect(press('?', 'full61').lines).toEqual([`7<6>${recorded('sysrq-full61-help')}`]);
  const on612 = recorded('sysrq-deb61-help').replace(/$/, 'replay-kernel-logs(R) ');
  expect(press('X', 'deb612').lines).toEqual([`7<6>${on612}`]);
});

test('keys that a kernel has not are unknown', () => {
  expect(press('l', 'full61').outcome).toEqual({ kind: 'help' });
  expect(press('l', 'full61smp').outcome).toEqual({
    kind: 'action',
    action: 'show-backtrace-all-active-cpus',
    key: 'l',
  });
  expect(press('R', 'deb61').outcome).toEqual({ kind: 'help' });
  expect(press('R', 'deb612').outcome).toEqual({ kind: 'action', action: 'replay-kernel-logs', key: 'R' });
  for (const key of ['', 'd', 'v', 'cc', '\n', '\xff', '-']) expect(press(key).outcome).toEqual({ kind: 'help' });
});

describe('the mask', () => {
  test('applies to keys, not to the trigger file', () => {
    expect(press('c', 'deb61', 0x2)).toEqual({
      outcome: { kind: 'disabled' },
      lines: ['7<6>sysrq: This sysrq operation is disabled.'],
      loglevel: 4,
    });
    expect(press('4', 'deb61', 0x2).outcome.kind).toBe('action');
    expect(press('c', 'deb61', 1).outcome.kind).toBe('action');
    expect(press('c', 'deb61', 8).outcome.kind).toBe('action');
    expect(press('c', 'deb61', 0x1f6).outcome.kind).toBe('disabled');
    expect(press('h', 'deb61', 0x2).outcome.kind).toBe('help');
  });

  test('has a bit for every operation', () => {
    const allowed = (mask: number) =>
      [...'0bcefijklmnopqrstuwz'].filter((key) => press(key, 'deb61', mask).outcome.kind === 'action');
    expect(allowed(0x2)).toEqual(['0']);
    expect(allowed(0x4)).toEqual(['k', 'r']);
    expect(allowed(0x8).join('')).toBe('clmpqtwz');
    expect(allowed(0x10)).toEqual(['s']);
    expect(allowed(0x20)).toEqual(['u']);
    expect(allowed(0x40)).toEqual(['e', 'f', 'i', 'j']);
    expect(allowed(0x80)).toEqual(['b', 'o']);
    expect(allowed(0x100)).toEqual(['n']);
  });
});

test('what a write to /proc/sysrq-trigger means', () => {
  expect(sysrqTriggerKeys('c\n', who('deb61'))).toEqual(['c']);
  expect(sysrqTriggerKeys('hm\n', who('deb612'))).toEqual(['h']);
  expect(sysrqTriggerKeys('_hp\n', who('deb61'))).toEqual(['_']);
  expect(sysrqTriggerKeys('_hp\n', who('deb612'))).toEqual(['h', 'p', '\n']);
  expect(sysrqTriggerKeys('', who('deb612'))).toEqual([]);
  expect(sysrqTriggerKeys('_', who('deb612'))).toEqual([]);
});
