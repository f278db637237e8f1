/** Memory from banks, firmware map, command line and device tree; the recorded /proc/iomem texts are the truth where they exist. */
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { cells } from '../../../src/formats/fdt-values.ts';
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import { iomemText } from '../../../src/kernel/memblock/iomem.ts';
import { layOutMemory, type MemoryLayout, systemRamIn } from '../../../src/kernel/memblock/memory-layout.ts';
import type { DeviceTreeNode } from '../../../src/kernel/memblock/reserved-memory.ts';
import { pc, pcFirmwareMap } from '../../../src/profiles/boards/pc.ts';

const x86 = (commandLine: string): MemoryLayout =>
  layOutMemory({
    architecture: 'x86_64',
    commandLine: parseCommandLine(commandLine),
    banks: pc.ramBanks,
    firmwareMap: pcFirmwareMap,
    deviceTree: null,
    listsReservedMemory: false,
    kernelImage: pc.kernelImage,
  });

const virt = (
  architecture: 'arm' | 'arm64' | 'ppc64le',
  commandLine: string,
  deviceTree: DeviceTreeNode | null = null,
  listsReservedMemory = false,
): MemoryLayout =>
  layOutMemory({
    architecture,
    commandLine: parseCommandLine(commandLine),
    banks: [{ start: 0x40000000, end: 0x50000000 }],
    firmwareMap: null,
    deviceTree,
    listsReservedMemory,
    kernelImage: { address: 0x40208000, sizeBytes: 0x1400000 },
  });

function node(name: string, properties: Record<string, Uint8Array>, children: DeviceTreeNode[] = []): DeviceTreeNode {
  return { name, properties: new Map(Object.entries(properties)), children };
}

const none = new Uint8Array(0);
const twoCells = { '#address-cells': cells(2), '#size-cells': cells(2) };

function treeWith(...children: DeviceTreeNode[]): DeviceTreeNode {
  return node('', twoCells, [node('reserved-memory', { ...twoCells, ranges: none }, children)]);
}

const ramoops = (properties: Record<string, Uint8Array> = {}) =>
  node('ramoops@4e000000', { reg: cells(0, 0x4e000000, 0, 0x10000), ...properties });

const text = (value: string) => new TextEncoder().encode(`${value}\0`);

describe('x86: memmap= and mem=', () => {
  test('memmap=size$start, as recorded in /proc/iomem', () => {
    const ram = iomemText(x86('memmap=0x100000$0x5000000'))
      .split('\n')
      .filter((line) => /RAM|5000000/.test(line));
    expect(ram).toEqual([
      '00001000-0009fbff : System RAM',
      '00100000-04ffffff : System RAM',
      '05000000-050fffff : Reserved',
      '05100000-07fdffff : System RAM',
    ]);
  });

  test('every form', () => {
    const high = (commandLine: string) => iomemText(x86(commandLine)).split('\n').slice(4, -3);
    expect(high('')).toEqual(['00100000-07fdffff : System RAM', '07fe0000-07ffffff : Reserved']);
    expect(high('memmap=1M#0x5000000')).toEqual([
      '00100000-04ffffff : System RAM',
      '05000000-050fffff : ACPI Tables',
      '05100000-07fdffff : System RAM',
      '07fe0000-07ffffff : Reserved',
    ]);
    expect(high('memmap=1M!80M')).toContain('05000000-050fffff : Persistent Memory (legacy)');
    expect(high('memmap=16M@0x8000000')).toEqual([
      '00100000-07fdffff : System RAM',
      '07fe0000-07ffffff : Reserved',
      '08000000-08ffffff : System RAM',
    ]);
    expect(high('memmap=64M')).toEqual(['00100000-03ffffff : System RAM', '07fe0000-07ffffff : Reserved']);
    expect(high('mem=64M')).toEqual(high('memmap=64M'));
    expect(high('memmap=1M$0x5000000,1M$0x6000000')).toHaveLength(6);
    expect(high('memmap=1M%0x5000000-1+2')).toContain('05000000-050fffff : Reserved');
    expect(high('memmap=1M%0x5000000-1')).toEqual([
      '00100000-04ffffff : System RAM',
      '05100000-07fdffff : System RAM',
      '07fe0000-07ffffff : Reserved',
    ]);
  });

  test('RAM cannot be made of what the firmware keeps; the highest type wins', () => {
    expect(systemRamIn(x86('memmap=128K@0x7fe0000'), { start: 0x7fe0000, end: 0x8000000 })).toBe('none');
  });

  test('malformed or empty forms change nothing', () => {
    for (const bad of ['memmap=', 'memmap=$0x5000000', 'memmap=x', 'mem=0', 'mem=nopentium', 'memmap', 'mem=']) {
      expect(iomemText(x86(bad))).toBe(iomemText(x86('')));
    }
    expect(x86('memmap=0$0x5000000').e820?.user).not.toBeNull();
  });

  test('exactmap begins from nothing', () => {
    expect(iomemText(x86('memmap=exactmap memmap=640K@0 memmap=15M@1M'))).toBe(
      ['00000000-00000fff : Reserved', '00001000-0009ffff : System RAM', '00100000-00ffffff : System RAM', ''].join(
        '\n',
      ),
    );
  });

  test('mem= says what it takes away', () => {
    expect(x86('mem=64M').messages).toEqual([
      { level: 7, text: 'e820: remove [mem 0x04000000-0xfffffffffffffffe] usable' },
    ]);
  });

  test('where RAM is', () => {
    const memory = x86('memmap=1M$0x5000000');
    expect(systemRamIn(memory, { start: 0x5000000, end: 0x5100000 })).toBe('none');
    expect(systemRamIn(memory, { start: 0x4fff000, end: 0x5001000 })).toBe('some');
    expect(systemRamIn(memory, { start: 0x4000000, end: 0x4001000 })).toBe('all');
    expect(systemRamIn(memory, { start: 0x100000000, end: 0x100001000 })).toBe('none');
  });
});

describe('32-bit ARM', () => {
  const wholeRam = [
    '40000000-4fffffff : System RAM',
    '  40208000-411fffff : Kernel code',
    '  41400000-41607587 : Kernel data',
    '',
  ].join('\n');

  test('as recorded: mem=, memmap= ignored, node with and without no-map', () => {
    expect(iomemText(virt('arm', 'mem=224M'))).toBe(wholeRam.replace('4fffffff', '4dffffff'));
    expect(iomemText(virt('arm', 'memmap=64K$0x4e000000'))).toBe(wholeRam);
    expect(iomemText(virt('arm', '', treeWith(ramoops())))).toBe(wholeRam);
    const noMap = treeWith(node('ramoops@4e000000', { reg: cells(0, 0x4e000000, 0, 0x20000), 'no-map': none }));
    expect(iomemText(virt('arm', '', noMap))).toBe(
      [
        '40000000-4dffffff : System RAM',
        '  40208000-411fffff : Kernel code',
        '  41400000-41607587 : Kernel data',
        '4e020000-4fffffff : System RAM',
        '',
      ].join('\n'),
    );
  });

  test('mem= is believed: size@start, several of them, beyond the 32-bit space', () => {
    expect(virt('arm', 'mem=64M@0x40000000 mem=64M@0x48000000').systemRam).toEqual([
      { start: 0x40000000, end: 0x44000000 },
      { start: 0x48000000, end: 0x4c000000 },
    ]);
    expect(virt('arm', 'mem=1G').systemRam).toEqual([{ start: 0x40000000, end: 0x80000000 }]);
    expect(virt('arm', 'mem=1M@0x100000000').messages).toEqual([
      { level: 2, text: 'Ignoring memory at 0x100000000 outside 32-bit physical address space' },
    ]);
    expect(virt('arm', 'mem=0').systemRam).toEqual([]);
  });
});

describe('device tree', () => {
  test('6.12 lists the nodes, 6.1 does not', () => {
    expect(virt('arm64', '', treeWith(ramoops()), true).messages).toEqual([
      {
        level: 6,
        text: 'OF: reserved mem: 0x000000004e000000..0x000000004e00ffff (64 KiB) map non-reusable ramoops@4e000000',
      },
    ]);
    expect(virt('arm64', '', treeWith(ramoops()), false).messages).toEqual([]);
    expect(virt('arm64', '', node('', twoCells), true).messages).toEqual([
      { level: 6, text: 'OF: reserved mem: Reserved memory: No reserved-memory node in the DT' },
    ]);
  });

  test('disabled nodes and nodes without reg are no regions; a broken reg is told', () => {
    const tree = treeWith(
      ramoops({ status: text('disabled') }),
      node('dynamic', { size: cells(0, 0x100000) }),
      node('broken@1', { reg: cells(0, 1, 2) }),
      node('empty@2', { reg: cells(0, 0x4f000000, 0, 0) }),
      ramoops({ status: text('okay') }),
    );
    const memory = virt('arm', '', tree);
    expect(memory.reserved.map(({ name }) => name)).toEqual(['ramoops@4e000000']);
    expect(memory.messages).toEqual([
      { level: 3, text: "OF: fdt: Reserved memory: invalid reg property in 'broken@1', skipping node." },
    ]);
  });

  test('other cell counts than the root’s, or no ranges, make the whole node invalid', () => {
    const badCells = node('', twoCells, [
      node('reserved-memory', { ranges: none, '#address-cells': cells(1) }, [ramoops()]),
    ]);
    const noRanges = node('', twoCells, [node('reserved-memory', twoCells, [ramoops()])]);
    for (const tree of [badCells, noRanges]) {
      const memory = virt('arm', '', tree);
      expect(memory.reserved).toEqual([]);
      expect(memory.messages).toEqual([
        { level: 3, text: 'OF: fdt: Reserved memory: unsupported node format, ignoring' },
      ]);
    }
  });

  test('regions that overlap are told', () => {
    const other = node('other@4e008000', { reg: cells(0, 0x4e008000, 0, 0x10000) });
    expect(virt('arm', '', treeWith(other, ramoops())).messages).toEqual([
      {
        level: 3,
        text: 'OF: reserved mem: OVERLAP DETECTED!\nramoops@4e000000 (0x4e000000--0x4e010000) overlaps with other@4e008000 (0x4e008000--0x4e018000)',
      },
    ]);
  });

  test('arm64 shows a no-map region between two ranges of RAM', () => {
    expect(iomemText(virt('arm64', '', treeWith(ramoops({ 'no-map': none }))))).toBe(
      ['40000000-4dffffff : System RAM', '4e000000-4e00ffff : reserved', '4e010000-4fffffff : System RAM', ''].join(
        '\n',
      ),
    );
  });
});

test('arm64 and ppc64le: mem= is a limit on the whole', () => {
  const limited = virt('arm64', 'mem=224M');
  expect(limited.systemRam).toEqual([{ start: 0x40000000, end: 0x4e000000 }]);
  expect(limited.messages).toEqual([{ level: 5, text: 'Memory limited to 224MB' }]);
  expect(virt('ppc64le', 'mem=224M mem=128M').systemRam).toEqual([{ start: 0x40000000, end: 0x48000000 }]);
});

propertyTest.prop([fc.array(fc.stringMatching(/^[0-9xXa-fKMGTPE@#$!%+\-,]{0,24}$/), { maxLength: 6 })])(
  'any memmap= and mem= gives an ordered map without overlaps',
  (values) => {
    const line = values.map((value, i) => `${i % 3 === 0 ? 'mem' : 'memmap'}=${value}`).join(' ');
    for (const memory of [x86(line), virt('arm', line), virt('arm64', line)]) {
      let last = 0;
      for (const { start, end } of memory.systemRam) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      iomemText(memory);
    }
  },
);
