/** Core files and mappings beyond what the recordings have: limits at each piece, long arguments, /proc/PID/maps. */
import { fc, test as propertyTest } from '@fast-check/vitest';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CoreImage, limitedPieces } from '../../../src/kernel/process/core-image.ts';
import { Machine } from '../../../src/machine/machine.ts';
import { pc } from '../../../src/profiles/boards/pc.ts';
import { virtArm } from '../../../src/profiles/boards/virt-arm.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';
import { NS_PER_S } from '../../../src/sim/clock.ts';

function booted(board: typeof pc, kernel: string, terminal: string): Machine {
  const machine = new Machine({
    board: { ...board, disk: null },
    kernel: findKernel(kernel)!,
    uboot: null,
    seed: 'cores',
    commandLine: `console=${terminal} rdinit=/init`,
    userland: 'busybox',
  });
  machine.powerOn();
  machine.runUntil(9 * NS_PER_S);
  run(machine, 'ulimit -c unlimited; cd /tmp');
  return machine;
}

function run(machine: Machine, line: string): string {
  const command = machine.execute(line);
  if (command === null) throw new Error(`no shell for ${line}`);
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => command.isDone);
  return latin1Text(command.stdout());
}

/** Addresses, sizes in the file and in memory of a core's mappings. */
function mappings(bytes: Uint8Array | number): (readonly [bigint, number, number])[] {
  if (typeof bytes === 'number') throw new Error(`no core: ${bytes}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const is64 = bytes[4] === 2;
  const word = (at: number) => (is64 ? view.getBigUint64(at, true) : BigInt(view.getUint32(at, true)));
  const count = view.getUint16(is64 ? 56 : 44, true);
  return Array.from({ length: count - 1 }, (_, index) => {
    const at = is64 ? 64 + 56 * (index + 1) : 52 + 32 * (index + 1);
    const [start, size, memory] = is64 ? [at + 16, at + 32, at + 40] : [at + 8, at + 16, at + 20];
    return [word(start), Number(word(size)), Number(word(memory))] as const;
  });
}

let x86: Machine;
let arm: Machine;
beforeAll(() => {
  x86 = booted(pc, 'deb612', 'ttyS0');
  arm = booted(virtArm, '6.1.0-50-armmp', 'ttyAMA0');
});

describe('the mappings of a process', () => {
  test.each([
    ['x86-64', () => x86],
    ['32-bit ARM', () => arm],
  ])('%s: /proc/PID/maps and the core agree', (_, machine) => {
    const maps = run(machine(), "rm -f core; sh -c 'cat /proc/$$/maps; kill -ABRT $$'").trim().split('\n');
    const told = maps.map((line) =>
      /^([0-9a-f]+)-([0-9a-f]+) /
        .exec(line)!
        .slice(1, 3)
        .map((word) => BigInt(`0x${word}`)),
    );
    const core = mappings(machine().kernelRead('/tmp/core'));
    expect(core.map(([start, , memory]) => [start, start + BigInt(memory)])).toEqual(told);
    expect(maps.filter((line) => line.endsWith('/bin/busybox'))).toHaveLength(4);
    // Each begins where the one before has ended, or later.
    told.reduce((end, [start, next]) => {
      expect(start! >= end).toBe(true);
      return next!;
    }, 0n);
  });

  test('a fork has those of its parent, a program that is started its own', () => {
    const self = 'read pid rest </proc/self/stat; grep stack /proc/$pid/maps; true';
    const [parent, child, started] = run(x86, `sh -c '${self}; (${self}); grep stack /proc/self/maps'`).split('\n');
    expect(parent).toContain('[stack]');
    expect(child).toBe(parent);
    expect(started).not.toBe(parent);
  });

  test('randomize_va_space=0: the same in each run', () => {
    const [first, second] = run(
      x86,
      'echo 0 >/proc/sys/kernel/randomize_va_space; for i in 1 2; do grep -c . /proc/self/maps; grep stack /proc/self/maps; done | grep stack',
    ).split('\n');
    expect(first).toBe(second);
    expect(first).toMatch(/^7ffffffde000-7ffffffff000 /);
    run(x86, 'echo 2 >/proc/sys/kernel/randomize_va_space');
  });

  test('arguments whose pointers need more than a new stack has: it grows', () => {
    run(x86, 'rm -f core; crashme n $(seq 1 30000)');
    const bytes = x86.kernelRead('/tmp/core');
    const [stack] = mappings(bytes).filter(([start]) => start > 0x7ff000000000n);
    // 30 002 pointers, and 168 894 bytes of digits.
    expect(stack![1]).toBeGreaterThan(240_000 + 168_894);
    expect(stack![1]).toBeLessThan(240_000 + 168_894 + 0x6000);
  });

  test('limits of nothing and of everything', () => {
    run(x86, 'rm -f core; (ulimit -s 4; crashme n); mv core small; (ulimit -s unlimited; crashme n)');
    const stackOf = (path: string) => mappings(x86.kernelRead(path)).at(-1)!;
    expect(stackOf('/tmp/small')[1]).toBeLessThanOrEqual(0x4000);
    expect(stackOf('/tmp/core')[1]).toBe(0x21000);
  });
});

test('a program whose header claims more than its file has: what is there is mapped', () => {
  const file = x86.kernelRead('/bin/crashme');
  if (typeof file === 'number') throw new Error(`no crashme: ${file}`);
  const bytes = file.slice();
  // p_filesz of the third segment.
  new DataView(bytes.buffer).setBigUint64(64 + 2 * 56 + 32, 1n << 52n, true);
  expect(x86.putFile('/tmp/huge', bytes)).toBe(0);
  run(x86, 'chmod 755 huge; rm -f core; (echo 0xff >/proc/self/coredump_filter; ./huge n)');
  const core = mappings(x86.kernelRead('/tmp/core'));
  expect(core.slice(0, 3)).toEqual([
    [0x400000n, 4096, 4096],
    [0x401000n, 4096, 4096],
    // Up to the end of the file, which has section headers behind its data.
    [0x402000n, 8192, 8192],
  ]);
});

const sizes = fc.array(fc.record({ gap: fc.nat(5), length: fc.integer({ min: 1, max: 9 }) }), { maxLength: 8 });

propertyTest.prop([sizes, fc.nat(60)], { numRuns: 60 })(
  'a limit ends the dump before the first piece that does not fit',
  (parts, limit) => {
    let offset = 0;
    const pieces = parts.map(({ gap, length }) => {
      const piece = { offset: offset + gap, bytes: new Uint8Array(length) };
      offset = piece.offset + length;
      return piece;
    });
    const image: CoreImage = { sizeBytes: offset, pieces: () => pieces };
    const left = [...limitedPieces(image, limit)];
    const written = left.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(left).toEqual(pieces.slice(0, left.length));
    expect(written).toBeLessThanOrEqual(limit);
    const next = pieces[left.length];
    if (next !== undefined) expect(written + next.bytes.length).toBeGreaterThan(limit);
  },
);
