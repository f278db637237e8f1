/** Who may have which addresses, against what real kernels said of ramoops there (recorded consoles `ramoops-*-claimed-*` and others). */
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import { IoResources } from '../../../src/kernel/memblock/io-resources.ts';
import { layOutMemory } from '../../../src/kernel/memblock/memory-layout.ts';
import { DecodedMemory } from '../../../src/memory/decoded-memory.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';

function resources(boardName: string, commandLine = ''): IoResources {
  const board = findBoard(boardName)!;
  const kernel = findKernel(board.defaultKernel!)!;
  const layout = layOutMemory({
    architecture: kernel.architecture,
    commandLine: parseCommandLine(commandLine),
    banks: board.ramBanks,
    firmwareMap: board.firmwareMap ?? null,
    deviceTree: null,
    listsReservedMemory: false,
    kernelImage: board.kernelImage,
  });
  return new IoResources(kernel, board, layout);
}

describe('addresses of a PC', () => {
  it.each([
    ['below the interrupt controller', 0xfebff000n, 0x1000, true],
    ['a byte into it', 0xfebff000n, 0x1001, false],
    ['its last byte', 0xfec003ffn, 1, false],
    ['behind it', 0xfec00400n, 1, true],
    ['up to the end of the addresses', 0xfffffff000n, 0x1000, true],
    ['a byte beyond', 0xfffffff000n, 0x1001, false],
    ['at the end of 64 bits', 0xffffffffffff0000n, 0x4248, false],
    ['RAM', 0x5000000n, 0x1000, false],
    ['the BIOS', 0xf0000n, 0x1000, false],
    ['across the edge of a window', 0x7fff000n, 0x2000, false],
  ])('%s', (_, start, size, granted) => {
    expect(resources('pc').request(start, size, 'test')).toBe(granted);
  });

  it('has reserved memory for whoever asks, once', () => {
    const pc = resources('pc', 'memmap=1M$0x5000000');
    expect(pc.request(0x5000000n, 0x1000, 'ramoops:console')).toBe(true);
    expect(pc.request(0x5000fffn, 0x1000, 'ramoops:pmsg')).toBe(false);
    expect(pc.resources.at(-1)).toMatchObject({ start: 0x5000000, end: 0x5001000, name: 'ramoops:console' });
    pc.release(0x5000000n);
    expect(pc.request(0x5000fffn, 0x1000, 'ramoops:pmsg')).toBe(true);
  });
});

describe('pages', () => {
  it('a section with memory has pages to its end', () => {
    const pc = resources('pc', 'mem=96M');
    expect([0n, 0xa0000n, 0x7ffffffn, 0x8000000n].map((address) => pc.hasPage(address))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('32-bit ARM has pages of its RAM alone', () => {
    const arm = resources('virt-arm', 'mem=224M');
    expect([0x3fffffffn, 0x40000000n, 0x4dffffffn, 0x4e000000n].map((address) => arm.hasPage(address))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('an access outside RAM is an abort on ARM alone', () => {
    expect(resources('virt-arm64').aborts(0x50000000n)).toBe(true);
    expect(resources('virt-arm64').aborts(0x4fffffffn)).toBe(false);
    expect(resources('pc').aborts(0x20000000n)).toBe(false);
  });
});

describe('an address decoder', () => {
  const ram = new PhysicalMemory({ sizeBytes: 0x10000 });
  const port = new DecodedMemory(ram, [{ start: 0x1000, end: 0x2000 }]);
  const writer = ram.writer('test');

  it('keeps what falls on RAM and loses the rest', () => {
    port.write(0xffe, Uint8Array.of(1, 2, 3, 4), writer);
    port.write(0x1ffe, Uint8Array.of(5, 6, 7, 8), writer);
    port.fill(0x1ffd, 8, 9, writer);
    expect([...port.read(0xffe, 4)]).toEqual([0, 0, 3, 4]);
    expect([...port.read(0x1ffd, 5)]).toEqual([9, 9, 9, 0, 0]);
    expect([...ram.read(0x2000, 4)]).toEqual([0, 0, 0, 0]);
  });

  it('answers zero where nobody is', () => {
    port.store8(0x2000, 1, writer);
    port.store16le(0x2000, 1, writer);
    port.store16be(0x2000, 1, writer);
    port.store32le(0x2000, 1, writer);
    port.store32be(0x2000, 1, writer);
    expect([
      port.load8(0x2000),
      port.load16le(0x2000),
      port.load16be(0x2000),
      port.load32le(0x2000),
      port.load32be(0x2000),
    ]).toEqual([0, 0, 0, 0, 0]);
    expect(ram.load32le(0x2000)).toBe(0);
  });
});
