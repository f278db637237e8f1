/**
 * The values of a recorded crash, read back and given to the generator, must give the recorded report byte for byte, nothing
 * masked but the time stamps. It shows that the relations between registers are the real ones.
 */
import { describe, expect, test } from 'vitest';
import type { CrashSite } from '../../../src/kernel/crash/crash-environment.ts';
import { drawCrashSite } from '../../../src/kernel/crash/crash-site.ts';
import { lkdtmLoadText, lkdtmModule } from '../../../src/kernel/crash/lkdtm.ts';
import { afterOopsText, dieText } from '../../../src/kernel/crash/oops.ts';
import { panicNotifiersText, panicText } from '../../../src/kernel/crash/panic.ts';
import type { RandomStream } from '../../../src/sim/random.ts';
import { recordedLines } from '../../conformance/console-recording.ts';
import { collector, environmentOf } from './environment.ts';

/** A stream that gives what the test wants, in the order the generator asks. */
function scripted(values: readonly number[]): RandomStream {
  const rest = [...values];
  const refuse = (): never => {
    throw new Error('not scripted');
  };
  return {
    uint32: refuse,
    float: refuse,
    int: (bound) => {
      const value = rest.shift();
      if (value === undefined || value < 0 || value >= bound || !Number.isInteger(value)) {
        throw new Error(`the generator cannot draw ${value} below ${bound}`);
      }
      return value;
    },
  };
}

const hexAfter = (lines: readonly { text: string }[], pattern: RegExp) => {
  const found = lines.map(({ text }) => pattern.exec(text)?.[1]).find((value) => value !== undefined);
  if (found === undefined) throw new Error(`no ${pattern}`);
  return BigInt(`0x${found}`);
};

const RAM_FROM = 0x1000000n;
const pageIndex = (address: bigint) => Number((address - RAM_FROM) / 4096n);

/** What the generator draws for the user's side; R13 is heap - 0x20. */
function userDraws(lines: readonly { text: string }[], offset: bigint): number[] {
  const sp = hexAfter(lines, /^RSP: 002b:([0-9a-f]{16})/);
  const heap =
    hexAfter(lines.slice(lines.findIndex(({ text }) => text.startsWith('RSP: 002b'))), /^R13: ([0-9a-f]{16})/) + offset;
  return [Number((heap - 0x3c0n - 0x2000000n) / 4096n), Number((sp - 8n - 0x7ffc00000000n) / 16n)];
}

describe.each([
  ['sysrq-deb61-c', 'deb61'],
  ['sysrq-deb612-c', 'deb612'],
  ['sysrq-full61-c', 'full61'],
])('%s', (name, kernel) => {
  test('is given back byte for byte', () => {
    const all = recordedLines(name);
    const recorded = all.slice(all.findIndex(({ text }) => text.startsWith('Kernel panic'))).slice(0, -1);
    const pid = Number(/PID: (\d+)/.exec(recorded[1]!.text)![1]);
    const environment = environmentOf(kernel);
    const [heap, sp] = userDraws(recorded, 0x20n);
    const replays = environment.text.crash.paths['sysrq-c']!.stacks.map((_, stack) => {
      const site = drawCrashSite(
        environment,
        { path: 'sysrq-c', cpu: 0, task: { comm: 'sh', pid, uid: 0 }, written: 'c\n', exitStatus: 0 },
        scripted([stack, heap!, sp!, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      );
      const { lines, printk } = collector();
      panicText(environment, { message: 'sysrq triggered crash', site }, printk);
      panicNotifiersText(environment, printk);
      return lines;
    });
    expect(replays).toContainEqual(recorded.map(({ level, text }) => ({ level, text })));
  });
});

describe.each([
  ['lkdtm-deb61-exception', 'deb61'],
  ['panic-deb61-on-oops', 'deb61'],
  ['lkdtm-deb612-exception', 'deb612'],
  ['panic-deb612-on-oops', 'deb612'],
  ['lkdtm-full61-exception', 'full61'],
])('%s', (name, kernel) => {
  test('is given back byte for byte', () => {
    const all = recordedLines(name);
    const from = all.findIndex(({ text }) => text.startsWith('BUG: kernel NULL'));
    const to = all.findIndex(({ text }) => text.startsWith('Kernel panic'));
    const recorded = all.slice(from, to < 0 ? undefined : to);
    const environment = environmentOf(kernel);
    const module = lkdtmModule(environment.text)!;
    const tainted = { ...environment, taint: lkdtmLoadText(module, 0, () => {}), modules: [module] };
    const offset = Number(hexAfter(recorded, /^RSP: 0018:([0-9a-f]{16})/) % 0x4000n);
    const { stacks } = environment.text.crash.paths['lkdtm-EXCEPTION']!;
    const replays = stacks.flatMap(({ stackPointers }, stack) => {
      if (!stackPointers.includes(offset)) return [];
      const site = recordedException(recorded, kernel, stack, stackPointers.indexOf(offset));
      const { lines, printk } = collector();
      dieText(tainted, { site, dieCount: 1 }, printk);
      afterOopsText(tainted, { first: site, current: site }, printk);
      return [lines];
    });
    expect(replays).toContainEqual(recorded.map(({ level, text }) => ({ level, text })));
  });
});

function recordedException(
  recorded: readonly { text: string }[],
  kernel: string,
  stack: number,
  stackPointer: number,
): CrashSite {
  const find = (pattern: RegExp) => hexAfter(recorded, pattern);
  const pid = Number(/PID: (\d+)/.exec(recorded.find(({ text }) => text.startsWith('CPU: '))!.text)![1]);
  const slot = (find(/^RSP: 0018:([0-9a-f]{16})/) - 0xffffc90000000000n - 0x80000n) / 0x4000n;
  const buffer = find(/\b(ffff8880[0-9a-f]{5}000)\b/) - 0xffff888000000000n;
  const [heap, sp] = userDraws(recorded, 0x20n);
  const draws = [
    stack,
    heap!,
    sp!,
    0,
    Number(slot),
    stackPointer,
    pageIndex(buffer),
    pageIndex(find(/^PGD ([0-9a-f]+)067 /) * 4096n),
    pageIndex(find(/ PUD ([0-9a-f]+)067 /) * 4096n),
    pageIndex(find(/CR3: ([0-9a-f]{16})/)),
    ...[0, 0, 0, 0, 0, 0],
  ];
  const task = { comm: 'sh', pid, uid: 0 };
  const request = { path: 'lkdtm-EXCEPTION', cpu: 0, task, written: 'EXCEPTION\n', exitStatus: 0 } as const;
  return drawCrashSite(environmentOf(kernel), request, scripted(draws));
}
