/** QEMU's ARM machines with U-Boot: from the tree the platform hands over to the Linux that finds ramoops in it. */
import { expect, test } from 'vitest';
import { parseFdt } from '../../src/formats/fdt.ts';
import { findNode } from '../../src/formats/fdt-tree.ts';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard, withUBoot } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot, uboots } from '../../src/profiles/uboot.ts';

const TREE = 0x40000000;
/** Enough of it to begin with. */
const HEAD_BYTES = 0x100;

function machineAtPrompt(name: string, version = '2023.01') {
  const board = withUBoot(findBoard(name)!)!;
  const kernel = findKernel(board.defaultKernel!)!;
  const machine = new Machine({ board, kernel, uboot: findUBoot(version)!, seed: 'virt' });
  machine.powerOn();
  machine.runUntil(10e9, () => machine.uart.text.includes('Hit any key'));
  machine.type(' ');
  machine.runUntil(10e9, () => machine.promptWaiting === 'uboot');
  const say = (line: string, until = () => machine.promptWaiting === 'uboot') => {
    const before = machine.uart.text.length;
    machine.type(`${line}\r`);
    machine.runUntil(machine.clock.now + 60e9, until);
    return machine.uart.text.slice(before).replaceAll('\r\n', '\n');
  };
  return { machine, say };
}

test.each(
  uboots.flatMap(({ version }) => [
    ['virt-arm64', version],
    ['virt-arm', version],
  ]),
)('%s boots through U-Boot %s', (name, version) => {
  const { machine, say } = machineAtPrompt(name!, version);
  const tree = parseFdt(machine.memory.read(TREE, 0x1000));
  expect('error' in tree ? tree : findNode(tree, '/memory')?.name).toBe('memory@40000000');
  // The region is U-Boot's own: the tree of the platform has none.
  expect('error' in tree ? tree : findNode(tree, '/reserved-memory')).toBeNull();
  const text = say('boot', () => machine.state === 'kernel.running');
  expect(machine.state).toBe('kernel.running');
  expect(text).toContain('Starting kernel ...');
  expect(text).toContain(`Kernel command line: ${machine.options.board.defaultCommandLine}`);
  expect(text).toContain('ramoops: using 0x10000@0x4e000000, ecc: 0');
});

test('the tree is there again after a reset, whatever became of it', () => {
  const { machine, say } = machineAtPrompt('virt-arm64');
  const first = machine.memory.read(TREE, HEAD_BYTES).slice();
  say('mw.b 40000000 ff 100');
  say('reset', () => machine.state === 'bootloader.autoboot.counting');
  expect(machine.memory.read(TREE, HEAD_BYTES)).toEqual(first);
});

test('an arm64 kernel runs where it was put; not where it cannot', () => {
  const { machine, say } = machineAtPrompt('virt-arm64');
  say('load virtio 0:1 44000000 $bootfile');
  say('booti 44000000 - $fdt_addr', () => machine.state === 'kernel.running');
  const owner = machine.memoryOwners().find(({ name }) => name === 'kernel image');
  expect(owner?.start).toBe(0x44000000);

  const last = machineAtPrompt('virt-arm64');
  // The file fits there, the kernel with its bss does not.
  last.say('load virtio 0:1 40400000 $bootfile 10000');
  last.say('cp.b 40400000 4e000000 10000');
  const text = last.say('booti 4e000000 - $fdt_addr', () => last.machine.state === 'hung');
  expect(text).toContain('Starting kernel ...');
  expect(last.machine.state).toBe('hung');
});

test('an image whose first page was overwritten is refused', () => {
  const { say } = machineAtPrompt('virt-arm64');
  say('load virtio 0:1 $kernel_addr_r $bootfile');
  say('mw.b $kernel_addr_r 0 1000');
  expect(say('booti $kernel_addr_r - $fdt_addr')).toContain('Bad Linux ARM64 Image magic!');
});
