// What ChromeOS calls a crash.
import { describe, expect, test } from 'vitest';
import {
  isPlausible,
  stackSignature,
  watchdogSignature,
} from '../../../src/kernel/userland/collectors/crash-signature.ts';

const trace = (seconds: string, ...names: string[]): string =>
  [`<4>[ ${seconds}] Call Trace:`, ...names.map((name) => `<4>[ ${seconds}]  ${name}+0x1/0x2`), ''].join('\n');
const hashOf = (signature: string): string => signature.slice(-8);

describe('signature of a stack', () => {
  test('function and hash of the last trace; what is uncertain does not count', () => {
    const rip = '<4>[ 10.000001] RIP: 0010:lkdtm_BUG+0x5/0x10\n';
    const certain = rip + trace('10.000002', 'lkdtm_do_action', 'vfs_write');
    expect(stackSignature(certain)).toMatch(/^kernel-lkdtm_BUG-[0-9A-F]{8}$/);
    expect(stackSignature(rip + trace('10.000002', 'lkdtm_do_action', '? stale', 'vfs_write'))).toBe(
      stackSignature(certain),
    );
    expect(stackSignature(rip + trace('10.000002', 'lkdtm_do_action'))).not.toBe(stackSignature(certain));
  });

  test('base 131', () => {
    expect(hashOf(stackSignature(trace('1.000000', 'ab')))).toBe(
      (97 * 131 + 98).toString(16).toUpperCase().padStart(8, '0'),
    );
  });

  test('a function that stood long before the trace gives way to the panic’s words, 40 letters of them', () => {
    const old = '<4>[ 1.000000] RIP: 0010:old+0x5/0x10\n<0>[ 10.000003] Kernel panic - not syncing: ';
    expect(stackSignature(`${old}${'x'.repeat(50)}\n${trace('10.000002', 'f')}`)).toMatch(/^kernel-x{40}-/);
    expect(stackSignature(`${old.replace(' 1.0', ' 8.0')}y\n${trace('10.000002', 'f')}`)).toMatch(/^kernel-old-/);
  });

  test('a watchdog’s own trace is not that of the hang', () => {
    const hung = trace('5.000000', 'spin');
    expect(stackSignature(hung + trace('6.000000', 'watchdog_timer_fn', 'x'))).toMatch(/^kernel-\(HANG\)-/);
    expect(hashOf(stackSignature(hung + trace('6.000000', 'watchdog_timer_fn', 'x')))).toBe(
      hashOf(stackSignature(hung)),
    );
  });

  test('nothing', () => {
    expect(stackSignature('Panic#1 Part1\n')).toBe('kernel-UnspecifiedStackSignature');
  });
});

test('a watchdog leaves the last line', () => {
  expect(watchdogSignature('[ 1.000000] a\n[ 2.000000] last words\n', '-(WATCHDOG)')).toMatch(
    /^kernel-\(WATCHDOG\)-last words-[0-9A-F]{8}$/,
  );
});

test('a record begins with a log', () => {
  expect(isPlausible('Panic#1 Part1\n<6>[    0.100000] text')).toBe(true);
  expect(isPlausible('x\n[    0.100000] text')).toBe(true);
  expect(isPlausible(`${'x'.repeat(1020)}\n[    0.100000] text`)).toBe(false);
  expect(isPlausible('\x7f\x10\x00')).toBe(false);
});
