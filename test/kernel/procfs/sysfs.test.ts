/** sysfs and debugfs beyond what was recorded: disks, device tree, writes, counters. */
import { describe, expect, test } from 'vitest';
import { parseFdt } from '../../../src/formats/fdt.ts';
import type { BlockDeviceView } from '../../../src/kernel/procfs/services.ts';
import { boardDeviceTree } from '../../../src/machine/board-device-tree.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { EINVAL } from '../../../src/sim/errno.ts';
import { running } from './running.ts';

const statistics = { reads: 12, readSectors: 96, readMs: 3, writes: 5, writtenSectors: 40, writeMs: 2 };
const disk: BlockDeviceView = {
  name: 'mmcblk1',
  major: 179,
  minor: 0,
  sectors: 262144,
  isReadOnly: false,
  isRemovable: false,
  statistics,
  partitions: [{ name: 'mmcblk1p1', number: 1, minor: 1, startSector: 2048, sectors: 260096, statistics }],
};

function board(): ReturnType<typeof running> {
  const bytes = boardDeviceTree(findBoard('imx6q')!)!;
  const tree = parseFdt(bytes);
  if ('error' in tree) throw new Error('the board has no valid tree');
  const one = running({ kernel: '6.1.0-50-armmp', board: 'imx6q', commandLine: 'console=ttymxc1', deviceTree: tree });
  Object.assign(one.services.host, { blockDevices: () => [disk] });
  return one;
}

function names(one: ReturnType<typeof running>, path: string): readonly string[] {
  const node = one.node(path);
  return node?.kind === 'directory' ? node.names() : [];
}

describe('disks', () => {
  const one = board();
  test('/proc/partitions and diskstats', () => {
    expect(one.read('/proc/partitions')).toBe(
      'major minor  #blocks  name\n\n 179        0     131072 mmcblk1\n 179        1     130048 mmcblk1p1\n',
    );
    expect(one.read('/proc/diskstats')).toBe(
      [' 179       0 mmcblk1', ' 179       1 mmcblk1p1']
        .map((head) => `${head} 12 0 96 3 5 0 40 2 0 5 5 0 0 0 0 0 0\n`)
        .join(''),
    );
  });

  test('links lead to the directory of the disk', () => {
    for (const [path, depth] of [
      ['/sys/block/mmcblk1', '..'],
      ['/sys/class/block/mmcblk1p1', '../..'],
      ['/sys/dev/block/179:1', '../..'],
    ] as const) {
      const node = one.node(path)!;
      if (node.kind !== 'link') throw new Error(path);
      expect(node.target().startsWith(depth)).toBe(true);
      const target = new URL(node.target(), `file://${path}`).pathname;
      expect(one.node(target)?.kind, target).toBe('directory');
    }
    const base = '/sys/devices/platform/soc/2100000.bus/2198000.mmc/mmc_host/mmc1/mmc1:4567/block/mmcblk1';
    expect(one.read(`${base}/size`)).toBe('262144\n');
    expect(one.read(`${base}/mmcblk1p1/start`)).toBe('2048\n');
  });
});

describe('device tree', () => {
  const one = board();
  test('properties with their raw bytes and lengths', () => {
    expect(one.read('/sys/firmware/devicetree/base/model')).toBe('Freescale i.MX6 Quad SABRE Lite Board\0');
    expect(one.read('/sys/firmware/devicetree/base/reserved-memory/ramoops@30000000/compatible')).toBe('ramoops\0');
    const size = one.node('/sys/firmware/devicetree/base/reserved-memory/ramoops@30000000/reg')!;
    expect(size.kind === 'file' && size.size).toBe(8);
    expect(one.node('/sys/firmware/fdt')?.mode).toBe(0o400);
  });

  test('the platform device of the node', () => {
    expect(names(one, '/sys/bus/platform/devices')).toContain('30000000.ramoops');
    expect(one.read('/sys/devices/platform/30000000.ramoops/uevent')).toContain('OF_COMPATIBLE_0=ramoops\n');
  });

  test('memblock lists', () => {
    expect(one.read('/sys/kernel/debug/memblock/memory')).toBe('   0: 0x10000000..0x4fffffff\n');
    expect(String(one.read('/sys/kernel/debug/memblock/reserved'))).toContain('0x30000000..0x300fffff\n');
  });
});

describe('writes', () => {
  const one = running();
  test.each([
    ['/sys/kernel/mm/ksm/run', '1\n', '1\n'],
    ['/sys/kernel/mm/transparent_hugepage/enabled', 'always\n', '[always] madvise never\n'],
    ['/sys/module/printk/parameters/ignore_loglevel', 'y', 'Y\n'],
    ['/sys/module/printk/parameters/always_kmsg_dump', '1', 'Y\n'],
    ['/sys/module/kernel/parameters/panic', '12', '12\n'],
    ['/sys/module/pstore/parameters/update_ms', '500\n', '500\n'],
  ])('%s takes %j', (path, text, then) => {
    expect(one.write(path, text)).toBe(text.length);
    expect(one.read(path)).toBe(then);
    expect(one.write(path, '?')).toBe(-EINVAL);
    expect(one.read(path)).toBe(then);
  });

  test('the switches of printk are those of the log', () => {
    expect(one.services.parts.printk.ignoreLoglevel).toBe(true);
    expect(one.services.parts.printk.dumpers.alwaysKmsgDump).toBe(true);
    expect(one.services.host.panicTimeout).toBe(12);
  });

  test('modes bind root', () => {
    const node = one.node('/sys/kernel/oops_count')!;
    expect([node.strict, node.mode, node.kind === 'file' && node.size]).toEqual([true, 0o444, 4096]);
  });
});

test('LKDTM lists its types as recorded', () => {
  const one = running({ kernel: '6.12.117+deb12-amd64' });
  const text = String(one.read('/sys/kernel/debug/provoke-crash/DIRECT'));
  expect(text).toMatch(/^Available crash types:\nPANIC\nPANIC_STOP_IRQOFF\nBUG\n/);
  expect(text.split('\n').length).toBe(94);
  expect(one.trees.debug.mode).toBe(0o700);
});

test('a marker stands in the trace, and is gone when the trace is emptied', () => {
  const one = running();
  expect(one.write('/sys/kernel/tracing/trace_marker', 'hello')).toBe(5);
  expect(String(one.read('/sys/kernel/tracing/trace'))).toMatch(
    /entries-in-buffer\/entries-written: 1\/1 {3}#P:1\n(#.*\n)+ {12}init-1 {7}\[000\] \.{5} {5}9\.\d{6}: tracing_mark_write: hello\n$/,
  );
  one.write('/sys/kernel/tracing/trace', '');
  expect(String(one.read('/sys/kernel/tracing/trace'))).toContain('entries-written: 0/0');
  expect(one.write('/sys/kernel/tracing/current_tracer', 'bogus')).toBe(-EINVAL);
});

test('config.gz is there where the kernel carries it', () => {
  expect(running().node('/proc/config.gz')).toBeUndefined();
  expect(String(running({ kernel: '6.1.192-oracle' }).read('/proc/config.gz')).slice(0, 3)).toBe('\x1f\x8b\x08');
});
