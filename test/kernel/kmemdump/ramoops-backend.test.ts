/** kmemdump with ramoops' zones behind it: what the next Linux finds in /sys/fs/pstore is what was in RAM, in as many zones as there are. */
import { describe, expect, test } from 'vitest';
import { Machine } from '../../../src/machine/machine.ts';
import { virtArm64 } from '../../../src/profiles/boards/virt-arm64.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { defaultKmemdump } from '../../../src/profiles/kmemdump.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';

function booted(recordSize: number, length = 0x200000): Machine {
  const node = { address: 0x4e000000, length, recordSize, consoleSize: 0, ftraceSize: 0, pmsgSize: 0 };
  const machine = new Machine({
    board: {
      ...virtArm64,
      kmemdump: { ...defaultKmemdump, backend: 'ramoops' },
      deviceTree: { ...virtArm64.deviceTree!, ramoops: node },
    },
    kernel: findKernel('6.12.117+deb12-arm64')!,
    uboot: null,
    seed: 'zones',
    commandLine: 'console=ttyAMA0 panic=1 nokaslr',
  });
  machine.powerOn();
  run(machine, 1);
  return machine;
}

const run = (machine: Machine, resets: number) =>
  machine.runUntil(machine.clock.now + 120e9, () => machine.resetCount >= resets && machine.state === 'kernel.running');

/** What was written of each region, by number, and the record of the log. */
function found(machine: Machine) {
  machine.kernelMount('pstore');
  const texts = machine.kernel!.parts.pstore.pstore.fs.files().map(({ content }) => latin1Text(content));
  const pieces = texts.flatMap((text) => {
    const match = /^kmemdump (\d+) (\S+) (\d+) (\d+)\n/.exec(text);
    return match === null ? [] : [{ id: Number(match[1]), at: Number(match[3]), text: text.slice(match[0].length) }];
  });
  const regions = new Map<number, string>();
  for (const { id, at, text } of pieces.toSorted((a, b) => a.at - b.at)) {
    expect(regions.get(id)?.length ?? 0).toBe(at);
    regions.set(id, (regions.get(id) ?? '') + text);
  }
  return { regions, logs: texts.filter((text) => text.startsWith('Panic#1 Part1')) };
}

describe('a panic, and RAM that is kept', () => {
  const machine = booted(0x4000);
  machine.kernelKmemdump({ call: 'register', name: 'modem', sizeBytes: 20_000, text: 'modem ' });
  const { kmemdump } = machine.kernel!.parts;
  const inRam = new Map<number, string>();
  // RAM as it was at the first record.
  machine.bus.on('pstore.recordWritten', () => {
    if (inRam.size > 0) return;
    for (const { id, physical, sizeBytes } of kmemdump!.regions()) {
      inRam.set(id, latin1Text(machine.memory.read(physical, sizeBytes)));
    }
  });
  machine.kernelWrite('/proc/sysrq-trigger', 'c\n');
  run(machine, 2);
  const { regions, logs } = found(machine);

  test('every region is there once, as it was in RAM; the log beside it', () => {
    expect([...regions.keys()].toSorted((a, b) => a - b)).toEqual([...inRam.keys()]);
    expect(logs).toHaveLength(1);
    expect([...regions].filter(([id, text]) => text !== inRam.get(id)).map(([id]) => id)).toEqual([]);
    expect(regions.get(53)).toMatch(/^(modem ){3333}mo$/);
  });
});

test('zones run out: whole regions are left out, the log keeps its zone, and the kernel says so', () => {
  const machine = booted(0x4000, 0x40000);
  machine.kernelWrite('/proc/sysrq-trigger', 'c\n');
  run(machine, 2);
  expect(machine.uart.text).toMatch(/kmemdump: no zones for \d+ of 50 regions/);
  const { regions, logs } = found(machine);
  expect(logs).toHaveLength(1);
  expect([1, 2, 3].filter((id) => regions.has(id))).toEqual([1, 2, 3]);
  expect(regions.has(27)).toBe(false);
});

test('a hang reaches no dumper: nothing is written', () => {
  const machine = booted(0x4000);
  machine.freeze();
  machine.reset('warm');
  run(machine, 2);
  expect(found(machine)).toEqual({ regions: new Map(), logs: [] });
});
