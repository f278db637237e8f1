/** The serial line keeps what was sent, by position; beyond its bound the oldest half goes. */
import { expect, test } from 'vitest';
import { Uart } from '../../src/hardware/uart.ts';
import type { WorldEvents } from '../../src/hardware/world-events.ts';
import { Clock } from '../../src/sim/clock.ts';
import { EventBus } from '../../src/sim/events.ts';

function uart() {
  const bus = new EventBus<WorldEvents>();
  return { bus, line: new Uart(new Clock(), bus) };
}

test('text by position, and told to whoever listens', () => {
  const { bus, line } = uart();
  const seen: string[] = [];
  line.write('uboot', 'before');
  bus.on('console.written', ({ stage, text }) => seen.push(`${stage}:${text}`));
  line.write('kernel', 'ab');
  line.write('kernel', '');
  line.write('kernel', 'cd');
  expect(seen).toEqual(['kernel:ab', 'kernel:cd']);
  expect([line.text, line.length, line.textFrom(8), line.textFrom(10), line.textFrom(11)]).toEqual([
    'beforeabcd',
    10,
    'cd',
    '',
    '',
  ]);
});

test('positions stay what they are when old text is dropped', () => {
  const { line } = uart();
  const megabyte = 'x'.repeat(1024 * 1024);
  for (let i = 0; i < 9; i++) line.write('kernel', megabyte);
  const position = line.length;
  line.write('kernel', 'end');
  expect(line.length).toBe(9 * 1024 * 1024 + 3);
  expect(line.text.length).toBeLessThanOrEqual(8 * 1024 * 1024);
  expect(line.textFrom(position)).toBe('end');
  expect(line.textFrom(0)).toBe(line.text);
});
