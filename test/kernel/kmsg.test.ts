/** /dev/kmsg as a reader sees it, and klogctl. */
import { describe, expect, test } from 'vitest';
import { DevKmsgReader, devkmsgWrite, kmsgRecordText, SEEK_DATA } from '../../src/kernel/dev-kmsg.ts';
import { Syslog } from '../../src/kernel/syslog.ts';
import { EAGAIN, EINVAL, EPERM, EPIPE, ESPIPE } from '../../src/sim/errno.ts';
import { type Running, running } from './procfs/running.ts';

const PLAIN = {
  seq: 339,
  facility: 0,
  level: 6,
  tsNs: 5140900_000,
  flags: 0,
  callerId: 1,
  text: 'NET: Registered',
  printed: null,
};

describe('a record', () => {
  test.each([
    [PLAIN, false, '6,339,5140900,-;NET: Registered\n'],
    [{ ...PLAIN, facility: 1, level: 4 }, false, '12,339,5140900,-;NET: Registered\n'],
    [{ ...PLAIN, flags: 8 }, false, '6,339,5140900,c;NET: Registered\n'],
    [PLAIN, true, '6,339,5140900,-,caller=T1;NET: Registered\n'],
    [{ ...PLAIN, callerId: 0x80000002 }, true, '6,339,5140900,-,caller=C2;NET: Registered\n'],
    [{ ...PLAIN, text: 'a\nb\\c\td\xe9\x7f ~' }, false, '6,339,5140900,-;a\\x0ab\\x5cc\\x09d\\xe9\\x7f ~\n'],
    [
      { ...PLAIN, dev: { subsystem: 'acpi', device: '+acpi:PNP0A03:00' } },
      false,
      '6,339,5140900,-;NET: Registered\n SUBSYSTEM=acpi\n DEVICE=+acpi:PNP0A03:00\n',
    ],
    [{ ...PLAIN, dev: { subsystem: 'x', device: '' } }, false, '6,339,5140900,-;NET: Registered\n SUBSYSTEM=x\n'],
  ])('%o', (record, caller, text) => {
    expect(kmsgRecordText(record, caller)).toBe(text);
  });
});

function writeLines(one: Running, ...lines: string[]): void {
  for (const line of lines) devkmsgWrite(one.services.parts.printk, one.services.profile.printk.lineMaxBytes, line);
}

describe('reading', () => {
  test('one record a read, then nothing, then what is new', () => {
    const one = running();
    const { log } = one.services.parts.printk;
    const reader = new DevKmsgReader(log.store, false);
    reader.seek(0, 2);
    expect(reader.read(8192)).toBe(-EAGAIN);
    expect(reader.isReadable).toBe(false);
    writeLines(one, '<6>one\n', 'two\n');
    expect(String(reader.read(8192))).toMatch(/^14,\d+,\d+,-;one\n$/);
    expect(String(reader.read(8192))).toMatch(/^12,\d+,\d+,-;two\n$/);
    expect(reader.read(8192)).toBe(-EAGAIN);
  });

  test('a buffer too small loses the record', () => {
    const one = running();
    const reader = new DevKmsgReader(one.services.parts.printk.log.store, false);
    reader.seek(0, 2);
    writeLines(one, 'a long line\n', 'next\n');
    expect(reader.read(5)).toBe(-EINVAL);
    expect(String(reader.read(100))).toContain(';next\n');
  });

  test('records that were overwritten: EPIPE once, then the oldest there is', () => {
    const one = running();
    const { store } = one.services.parts.printk.log;
    const reader = new DevKmsgReader(store, false);
    for (let i = 0; i < 4000; i++) writeLines(one, `line ${i} ${'x'.repeat(80)}\n`);
    expect(store.firstSeq).toBeGreaterThan(0);
    expect(reader.read(8192)).toBe(-EPIPE);
    expect(String(reader.read(8192)).split(',')[1]).toBe(String(store.firstSeq));
  });

  test('seeking', () => {
    const one = running();
    const { printk } = one.services.parts;
    const reader = new DevKmsgReader(printk.log.store, false);
    writeLines(one, 'before\n');
    printk.log.clear();
    writeLines(one, 'behind\n');
    expect(reader.seek(0, SEEK_DATA)).toBe(0);
    expect(String(reader.read(8192))).toContain(';behind\n');
    expect(reader.seek(0, 0)).toBe(0);
    expect(String(reader.read(8192)).split(',')[1]).toBe(String(printk.log.store.firstSeq));
    expect(reader.seek(1, 0)).toBe(-ESPIPE);
    expect(reader.seek(0, 1)).toBe(-EINVAL);
  });
});

describe('klogctl', () => {
  const syslog = (one: Running, isRestricted = false) =>
    new Syslog({ printk: one.services.parts.printk, logBufLen: 1 << 17, isRestricted: () => isRestricted });

  test('read all, clear, read again', () => {
    const one = running();
    const calls = syslog(one);
    writeLines(one, '<5>first\n', 'second\n');
    expect(String(calls.call(3, 1 << 17, true))).toMatch(/<13>\[ +\d+\.\d{6}\] first\n<12>\[ +\d+\.\d{6}\] second\n$/);
    expect(calls.call(5, 0, true)).toBe(0);
    expect(calls.call(3, 1 << 17, true)).toBe('');
    writeLines(one, 'third\n');
    expect(String(calls.call(4, 1 << 17, true))).toMatch(/^<12>\[ +\d+\.\d{6}\] third\n$/);
    expect(calls.call(3, 1 << 17, true)).toBe('');
  });

  test('a small buffer gets the newest whole records', () => {
    const one = running();
    writeLines(one, 'aaaa\n', 'bbbb\n');
    const last = '<12>[    9.000000] bbbb\n';
    const calls = syslog(one);
    const text = String(calls.call(3, last.length + 4, true));
    expect(text.endsWith('bbbb\n')).toBe(true);
    expect(text.split('\n').length).toBe(2);
    expect(calls.call(3, 3, true)).toBe('');
  });

  test('action 2 takes what is new, in pieces where it must', () => {
    const one = running();
    const calls = syslog(one);
    while (typeof calls.call(2, 1 << 16, true) === 'string');
    expect(calls.call(2, 100, true)).toBe(-EAGAIN);
    writeLines(one, 'piecewise\n');
    const unread = calls.call(9, 0, true) as number;
    const first = String(calls.call(2, 10, true));
    expect(first.length).toBe(10);
    expect(calls.call(9, 0, true)).toBe(unread - 10);
    expect(first + String(calls.call(2, 100, true))).toMatch(/^<12>\[ +\d+\.\d{6}\] piecewise\n$/);
  });

  test('console level, off and on', () => {
    const one = running();
    const { printk } = one.services.parts;
    const calls = syslog(one);
    expect(calls.call(8, 9, true)).toBe(-EINVAL);
    expect(calls.call(8, 0, true)).toBe(-EINVAL);
    expect(calls.call(8, 8, true)).toBe(0);
    expect(printk.consoleLoglevel).toBe(8);
    calls.call(6, 0, true);
    expect(printk.consoleLoglevel).toBe(1);
    calls.call(7, 0, true);
    expect(printk.consoleLoglevel).toBe(8);
    expect(calls.call(10, 0, true)).toBe(131072);
    expect(calls.call(11, 0, true)).toBe(-EINVAL);
  });

  test('who may', () => {
    const one = running();
    expect(typeof syslog(one).call(3, 100, false)).toBe('string');
    expect(syslog(one).call(5, 0, false)).toBe(-EPERM);
    expect(syslog(one, true).call(3, 100, false)).toBe(-EPERM);
    expect(syslog(one, true).call(10, 0, false)).toBe(-EPERM);
  });
});
