/** printk: what is stored of a text, what a console sees of it and when. Rules: kernel/printk/printk.c of 6.1 and 6.12. */
import { describe, expect, test } from 'vitest';
import { BootLog } from '../../../src/kernel/printk/boot-log.ts';
import type { PrintkLog } from '../../../src/kernel/printk/log.ts';
import { CALLER_CPU, type LogRecord } from '../../../src/kernel/printk/log-record.ts';
import { type KernelConsole, Printk, type PrintkOptions } from '../../../src/kernel/printk/printk.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { ramLog } from './ram-log.ts';

const deb61 = findKernel('deb61')!;
const deb612 = findKernel('deb612')!;
const smp = findKernel('full61smp')!;

function setUp(options: Partial<PrintkOptions> = {}) {
  let nowNs = 0;
  const profile = options.profile ?? deb61;
  const printk = new Printk({
    now: () => nowNs,
    ...options,
    profile,
    log: options.log ?? ramLog({ profile, wordBytes: profile.wordBytes }).log,
  });
  return {
    printk,
    at: (ns: number) => {
      nowNs = ns;
    },
  };
}

function recorder(name = 'ttyS', printBuffer = true): KernelConsole & { text: string } {
  const console = {
    name,
    index: 0,
    printBuffer,
    text: '',
    write(text: string) {
      console.text += text;
    },
  };
  return console;
}

function texts(log: PrintkLog): string[] {
  return log.store.range(0, log.readableSeq).map(({ text }) => text);
}

describe('storage', () => {
  test('one final newline is stripped, more are kept', () => {
    const { printk } = setUp();
    printk.printk(6, 'one\n');
    printk.printk(6, 'two\n\n');
    printk.printk(6, '');
    expect(texts(printk.log)).toEqual(['one', 'two\n', '']);
  });

  test.each([
    ['6.1', deb61, 991],
    ['6.1 with the caller field', smp, 975],
    ['6.12', deb612, 1023],
  ])('%s cuts a text at its limit, which the prefix of a level is part of', (_, profile, limit) => {
    const { printk } = setUp({ profile });
    printk.printk(6, 'w'.repeat(limit - 3));
    printk.printk(6, 'x'.repeat(limit - 1));
    printk.printk(6, 'u'.repeat(limit - 1), { facility: 1 });
    printk.printk(6, 'v'.repeat(limit + 1), { facility: 1 });
    printk.printk(6, 'end');
    expect(texts(printk.log).map((text) => text.length)).toEqual([limit - 3, limit - 2, limit - 1, limit, 3]);
  });

  test('a text whose newline is cut off is an open record: hidden until the next one', () => {
    const { printk } = setUp({ profile: deb612 });
    printk.printk(6, 'x'.repeat(1020));
    expect(texts(printk.log)).toHaveLength(1);
    printk.printk(6, 'y'.repeat(1021));
    expect(texts(printk.log)).toHaveLength(1);
    printk.printk(6, '!', { continuation: true });
    expect(texts(printk.log).map((text) => text.length)).toEqual([1020, 1021, 1]);
  });

  test('a continuation fits with its prefix and newline or not at all', () => {
    for (const [length, records] of [
      [1023 - 2 - 1 - 100, 1],
      [1023 - 2 - 100, 2],
    ] as const) {
      const { printk } = setUp({ profile: deb612 });
      printk.printk(6, 'x'.repeat(100), { open: true });
      printk.printk(6, 'y'.repeat(length), { continuation: true });
      expect(texts(printk.log)).toHaveLength(records);
    }
  });

  test('a continuation goes to the end of the open record, with its time and level', () => {
    const { printk, at } = setUp();
    const console = recorder();
    printk.registerConsole(console);
    console.text = '';
    at(1_000_000);
    printk.printk(4, 'first', { open: true });
    expect(console.text).toBe('');
    at(2_000_000);
    printk.printk(6, ', second', { open: true, continuation: true });
    printk.printk(6, ', third\n', { continuation: true });
    expect(console.text).toBe('[    0.001000] first, second, third\n');
    expect(printk.log.store.next(printk.log.readableSeq - 1)).toMatchObject({ level: 4, tsNs: 1_000_000 });
  });

  test('a continuation of another caller, after another record, or too long begins a record of its own', () => {
    const { printk } = setUp();
    printk.printk(6, 'a', { open: true, callerId: 1 });
    printk.printk(6, 'b', { continuation: true, callerId: 2 });
    printk.printk(6, 'c', { continuation: true, callerId: 2 });
    printk.printk(6, 'd'.repeat(990), { open: true });
    printk.printk(6, 'ef', { continuation: true });
    expect(texts(printk.log).map((text) => text.slice(0, 2))).toEqual(['a', 'b', 'c', 'dd', 'ef']);
  });

  test('the oldest records go when the descriptors run out: one for 32 bytes of ring', () => {
    const log = ramLog({ logBufShift: 12 }).log;
    const printk = new Printk({ profile: deb612, now: () => 0, log });
    for (let i = 0; i < 2000; i++) printk.printk(6, `r${i}`);
    expect([texts(log).length, texts(log)[0]]).toEqual([128, 'r1872']);
    expect(log.store.firstSeq).toBe(1872);
    expect(log.store.next(1871)?.seq).toBe(1872);
  });

  // A block: 8 bytes, then prefix, text, newline and terminator, rounded up to 8. Four of 1016 bytes leave 32 in a ring of 4096,
  // and a block that would reach the end lies at the beginning instead.
  test.each([
    [12, 0],
    [13, 1],
    [20, 1],
  ])('four records of 1000 bytes and one of %i: the oldest is %i', (length, oldest) => {
    const log = ramLog({ logBufShift: 12 }).log;
    const printk = new Printk({ profile: deb612, now: () => 0, log });
    for (const text of [1000, 1000, 1000, 1000, length]) printk.printk(6, 'x'.repeat(text));
    expect(log.store.firstSeq).toBe(oldest);
  });

  test('on a 32-bit CPU blocks are smaller', () => {
    const log = ramLog({ logBufShift: 12, wordBytes: 4 }).log;
    const printk = new Printk({ profile: deb612, now: () => 0, log });
    // 1008 bytes each, and 64 left.
    for (const text of [1000, 1000, 1000, 1000, 52]) printk.printk(6, 'x'.repeat(text));
    expect(log.store.firstSeq).toBe(0);
    printk.printk(6, 'y');
    expect(log.store.firstSeq).toBe(1);
  });

  test('a record that grows pushes the oldest out', () => {
    const log = ramLog({ logBufShift: 12 }).log;
    const printk = new Printk({ profile: deb612, now: () => 0, log });
    for (let i = 0; i < 35; i++) printk.printk(6, 'x'.repeat(100));
    printk.printk(6, 'x'.repeat(100), { open: true });
    expect(log.store.firstSeq).toBe(0);
    printk.printk(6, 'y'.repeat(100), { continuation: true });
    expect([log.store.firstSeq, texts(log).at(-1)?.length]).toEqual([2, 200]);
  });
});

describe('console text', () => {
  test('time and caller fields, in seconds and microseconds cut off', () => {
    const { printk, at } = setUp({ profile: smp });
    const console = recorder();
    printk.registerConsole(console);
    console.text = '';
    at(105_641_914_999);
    printk.printk(0, 'panic', { callerId: 460 });
    at(12_345_000_001_999);
    printk.printk(4, 'irq', { callerId: CALLER_CPU + 0 });
    at(1_234_567_000_000_000);
    printk.printk(4, 'late', { callerId: 1234567 });
    expect(console.text).toBe(
      '[  105.641914][  T460] panic\n[12345.000001][    C0] irq\n[1234567.000000][T1234567] late\n',
    );
  });

  test('every line of a record has the prefix, an empty record has it alone', () => {
    const { printk } = setUp();
    const console = recorder();
    printk.registerConsole(console);
    console.text = '';
    printk.printk(6, 'a\n\nb');
    printk.printk(6, '');
    expect(console.text).toBe('[    0.000000] a\n[    0.000000] \n[    0.000000] b\n[    0.000000] \n');
  });

  test('printk.time=0, and console_msg_format=syslog', () => {
    const plain = setUp({ time: false });
    const syslog = setUp({ consoleSyslogFormat: true });
    const consoles = [plain, syslog].map(({ printk }) => {
      const console = recorder();
      printk.registerConsole(console);
      console.text = '';
      printk.printk(3, 'text', { facility: 1 });
      return console.text;
    });
    expect(consoles).toEqual(['text\n', '<11>[    0.000000] text\n']);
  });

  test('a level at or above console_loglevel is stored but not shown', () => {
    const { printk } = setUp({ consoleLoglevel: 5 });
    const console = recorder();
    printk.registerConsole(console);
    console.text = '';
    printk.printk(4, 'shown');
    printk.printk(5, 'hidden');
    printk.consoleVerbose();
    printk.printk(7, 'all');
    expect(console.text).toBe('[    0.000000] shown\n[    0.000000] all\n');
    expect(texts(printk.log).slice(-3)).toEqual(['shown', 'hidden', 'all']);
  });

  test('console_loglevel 0 stays 0 in an oops; ignore_loglevel shows everything', () => {
    const quiet = setUp({ consoleLoglevel: 0 }).printk;
    quiet.consoleVerbose();
    expect(quiet.consoleLoglevel).toBe(0);
    const { printk } = setUp({ consoleLoglevel: 0, ignoreLoglevel: true });
    const console = recorder();
    printk.registerConsole(console);
    printk.printk(7, 'debug');
    expect(console.text).toContain('debug\n');
  });
});

describe('registering a console', () => {
  test.each([
    ['6.1', deb61, 'printk: console [ttyS0] enabled'],
    ['6.12', deb612, 'printk: legacy console [ttyS0] enabled'],
  ])('%s: the log so far first, then that it is enabled', (_, profile, line) => {
    const { printk } = setUp({ profile });
    printk.printk(6, 'before');
    const console = recorder();
    printk.registerConsole(console);
    printk.printk(6, 'after');
    expect(console.text).toBe(`[    0.000000] before\n[    0.000000] ${line}\n[    0.000000] after\n`);
  });

  test('without CON_PRINTBUFFER it begins with the next message', () => {
    const { printk } = setUp();
    printk.printk(6, 'before');
    const console = recorder('net', false);
    printk.registerConsole(console);
    expect(console.text).toBe('[    0.000000] printk: console [net0] enabled\n');
  });

  test('messages that the ring dropped are counted', () => {
    const { printk } = setUp({ log: ramLog({ logBufShift: 12 }).log });
    for (let i = 0; i < 130; i++) printk.printk(6, `r${i}`);
    const console = recorder();
    printk.registerConsole(console);
    expect(console.text.split('\n')[0]).toBe('** 2 printk messages dropped **');
  });

  test('it sees the message about its own end, and nothing later', () => {
    const { printk } = setUp();
    const console = recorder();
    printk.registerConsole(console);
    console.text = '';
    printk.unregisterConsole(console);
    printk.printk(6, 'later');
    expect(console.text).toBe('[    0.000000] printk: console [ttyS0] disabled\n');
  });
});

describe('a boot log in one piece', () => {
  const boot = new BootLog([record('one'), record('debug', 7), record('two\nlines')]);

  test('reads on a console as if it had been printed line by line', () => {
    const pieces = setUp();
    const whole = setUp();
    const early = [recorder(), recorder()];
    pieces.printk.registerConsole(early[0]!);
    whole.printk.registerConsole(early[1]!);
    for (const { level, text } of boot.records) pieces.printk.printk(level, text);
    whole.printk.appendBoot(boot);
    for (const { printk } of [pieces, whole]) printk.printk(6, 'then');
    const late = [recorder('late'), recorder('late')];
    pieces.printk.registerConsole(late[0]!);
    whole.printk.registerConsole(late[1]!);
    expect(early[1]!.text).toBe(early[0]!.text);
    expect(late[1]!.text).toBe(late[0]!.text);
    expect(texts(whole.printk.log)).toEqual(texts(pieces.printk.log));
  });

  test('goes to writeRun where a console has it', () => {
    const runs: string[] = [];
    const { printk } = setUp();
    printk.appendBoot(boot);
    printk.registerConsole({ ...recorder(), writeRun: (text) => runs.push(text) });
    expect(runs).toEqual(['[    0.000000] one\n[    0.000000] two\n[    0.000000] lines\n']);
  });

  test('whose beginning the ring has dropped is printed record by record', () => {
    const { printk } = setUp({ log: ramLog({ logBufShift: 12 }).log });
    printk.appendBoot(boot);
    for (let i = 0; i < 128; i++) printk.printk(6, `r${i}`);
    const console = recorder();
    printk.registerConsole(console);
    expect(console.text).toMatch(/^\*\* \d printk messages dropped \*\*\n/);
  });
});

function record(text: string, level = 6): LogRecord {
  return { tsNs: 0, facility: 0, level, flags: 2, callerId: 0, text };
}
