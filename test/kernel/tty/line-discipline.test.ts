/** The line discipline against what Linux's did with the same bytes (`scripts/record/terminal.py`): every echo and every read. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { KernelTime } from '../../../src/kernel/kernel-time.ts';
import { Timers } from '../../../src/kernel/process/timers.ts';
import { OutputLine } from '../../../src/kernel/tty/output-line.ts';
import { Tty } from '../../../src/kernel/tty/tty.ts';
import { latin1Bytes } from '../../../src/sim/bytes.ts';
import { Clock } from '../../../src/sim/clock.ts';

interface Recorded {
  readonly raw: boolean;
  readonly typed: string;
  readonly echo: string;
  readonly reads: readonly string[];
}

const { cases } = JSON.parse(readFileSync('test/fixtures/tty/line-discipline.json', 'utf8')) as {
  cases: readonly Recorded[];
};

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function replay({ raw, typed }: Recorded): { echo: string; reads: string[] } {
  const clock = new Clock();
  const time = new KernelTime(clock);
  let sent = '';
  const send = (text: string) => {
    sent += text;
  };
  const line = new OutputLine(time, new Timers(clock, time, 'kernel'), 115_200, send);
  const tty = new Tty({ rdev: 0x440, line, signalGroup: () => {} });
  if (raw) tty.setMode('raw');
  tty.receive(new Uint8Array(Buffer.from(typed, 'hex')));
  const reads: string[] = [];
  for (let bytes = tty.read(8192); bytes instanceof Uint8Array; bytes = tty.read(8192)) reads.push(hexOf(bytes));
  return { echo: hexOf(latin1Bytes(sent)), reads };
}

describe('recorded terminals', () => {
  test.each(cases.map((recorded, index) => [index, recorded.typed, recorded] as const))(
    '%i: %s',
    (_index, _typed, recorded) => {
      const { echo, reads } = recorded;
      expect(replay(recorded)).toEqual({ echo, reads });
    },
  );
});
