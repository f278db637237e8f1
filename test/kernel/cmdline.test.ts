import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  kstrtobool,
  kstrtoint,
  memparse,
  parameterValue,
  parameterValues,
  parseCommandLine,
  unknownParameters,
  unknownParametersText,
} from '../../src/kernel/cmdline.ts';
import { findKernel } from '../../src/profiles/kernels.ts';

const parse = (text: string) => parseCommandLine(text).parameters.map(({ name, value }) => [name, value]);

describe('words of a command line', () => {
  test('blanks, values, quotes', () => {
    expect(parse('  quiet\tpanic=10  root=/dev/sda1 ')).toEqual([
      ['quiet', null],
      ['panic', '10'],
      ['root', '/dev/sda1'],
    ]);
    expect(parse('a="b c" "d=e f" "g h"')).toEqual([
      ['a', 'b c'],
      ['d', 'e f'],
      ['g h', null],
    ]);
    expect(parse('')).toEqual([]);
    expect(parse('a="never closed b')).toEqual([['a', 'never closed b']]);
    expect(parse('a= =b ==c')).toEqual([
      ['a', ''],
      ['=b', null],
      ['=', 'c'],
    ]);
  });

  test('what follows -- belongs to the first process', () => {
    const line = parseCommandLine('panic=1 -- single x=y');
    expect(line.parameters).toEqual([{ name: 'panic', value: '1' }]);
    expect(line.initArguments).toEqual(['single', 'x=y']);
    expect(parseCommandLine('--=1').parameters).toEqual([{ name: '--', value: '1' }]);
  });

  test('the last value wins, - and _ are the same', () => {
    const line = parseCommandLine('log-buf-len=1M log_buf_len=2M ramoops.mem_size=1 ramoops.mem-size=2');
    expect(parameterValue(line, 'log_buf_len')).toBe('2M');
    expect(parameterValues(line, 'log-buf-len')).toEqual(['1M', '2M']);
    expect(parameterValue(line, 'ramoops.mem_size')).toBe('2');
    expect(parameterValue(line, 'nothing')).toBeUndefined();
    expect(parameterValue(parseCommandLine('nokaslr'), 'nokaslr')).toBeNull();
  });
});

describe('numbers', () => {
  test.each([
    ['0', 0, 1],
    ['64K', 65536, 3],
    ['64k$0x4e000000', 65536, 3],
    ['0x100000$0x5000000', 0x100000, 8],
    ['1G', 2 ** 30, 2],
    ['1T', 2 ** 40, 2],
    ['2P', 2 ** 51, 2],
    ['16E', 0, 3],
    ['010', 8, 3],
    ['08', 0, 1],
    ['0x', 0, 1],
    ['0xg', 0, 1],
    ['18446744073709551616', 0, 20],
    ['', 0, 0],
    ['-1', 0, 0],
    ['K', 0, 0],
  ])('memparse %s', (text, value, length) => {
    expect(memparse(text)).toEqual({ value, length });
  });

  test.each([
    ['10', 10],
    ['-1', -1],
    ['+7', 7],
    ['0x10', 16],
    ['010', 8],
    ['10\n', 10],
    ['2147483647', 2147483647],
    ['2147483648', null],
    ['-2147483648', -2147483648],
    ['', null],
    ['10s', null],
    [' 10', null],
    ['08', null],
  ])('kstrtoint %j', (text, value) => {
    expect(kstrtoint(text)).toBe(value);
  });

  test('kstrtobool', () => {
    expect(['1', 'y', 'Yes', 'true', 'on', 'ON'].map(kstrtobool)).toEqual([true, true, true, true, true, true]);
    expect(['0', 'n', 'No', 'false', 'off', 'oFf'].map(kstrtobool)).toEqual([false, false, false, false, false, false]);
    expect(['', 'o', '2', 'maybe'].map(kstrtobool)).toEqual([null, null, null, null]);
  });
});

describe('unknown parameters', () => {
  const told = (kernel: string, text: string) =>
    unknownParametersText(unknownParameters(parseCommandLine(text), findKernel(kernel)!));

  test('as recorded', () => {
    const arm = 'console=ttyAMA0 panic=1 rdinit=/init cryptomgr.notests';
    expect(told('armmp', `${arm} memmap=64K$0x4e000000`)).toBe(
      'Unknown kernel command line parameters "memmap=64K$0x4e000000", will be passed to user space.',
    );
    expect(told('armmp', `${arm} mem=224M`)).toBeNull();
    expect(told('arm64-61', `${arm} nokaslr memmap=64K$0x4e000000`)).toBe(
      'Unknown kernel command line parameters "nokaslr memmap=64K$0x4e000000", will be passed to user space.',
    );
    expect(told('arm64-612', `${arm} nokaslr`)).toBeNull();
    expect(told('ppc64le', 'console=hvc0 memmap=64K$0x3c000000 fadump=on crashkernel=128M disable_radix')).toBe(
      'Unknown kernel command line parameters "memmap=64K$0x3c000000 fadump=on", will be passed to user space.',
    );
    expect(told('deb61', 'console=ttyS0 nokaslr memmap=1M$0x5000000 no_timer_check tsc=reliable')).toBeNull();
    expect(told('deb612', 'reserve_mem=128K:4096:oops')).toBeNull();
  });

  test('words come before values; a repeated name keeps its place; a name with a dot is a module’s', () => {
    const line = parseCommandLine('FOO=1 splash BAR=2 FOO=3 nosuch.param=4 HOME=/x');
    const unknown = unknownParameters(line, findKernel('deb61')!);
    expect(unknown).toEqual({ words: ['splash'], environment: ['FOO=3', 'BAR=2', 'HOME=/x'] });
    expect(unknownParametersText(unknown)).toBe(
      'Unknown kernel command line parameters "splash FOO=3 BAR=2", will be passed to user space.',
    );
  });
});

propertyTest.prop([fc.string({ unit: 'binary', maxLength: 300 })])('any text is a command line', (text) => {
  const line = parseCommandLine(text);
  for (const { name, value } of line.parameters) {
    memparse(value ?? name);
    kstrtoint(name);
  }
  unknownParametersText(unknownParameters(line, findKernel('deb61')!));
  expect(line.text).toBe(text);
});
