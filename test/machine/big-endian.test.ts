/** A big-endian kernel: what lies in RAM has its byte order, and a region that a real one left is read. */
import { expect, test } from 'vitest';
import { readElfCoreHead } from '../../src/formats/elf-core.ts';
import { readElfNotes } from '../../src/formats/elf-notes.ts';
import { readPrstatus } from '../../src/formats/prstatus.ts';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { fadumpFirmwares } from '../../src/profiles/fadump.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { readVector } from '../conformance/vectors.ts';
import { crashAndReboot, runTo } from './pc.ts';

const DUMP = 0x14010000;
const REGION = 0x3c000000;
/** Up to its text: the head, registers of 48 words, a mask of 64 CPUs. */
const CRASH_INFO_BYTES = 24 + 48 * 8 + 8;

function machineOf(words: string, prepare: (machine: Machine) => void = () => {}): Machine {
  const board = { ...findBoard('pseries')!, byteOrder: 'big' as const, fadump: fadumpFirmwares.qemu };
  const kernel = findKernel('6.1.192-ppc64')!;
  const commandLine = `console=hvc0 panic=1 rdinit=/init ${words}`;
  const machine = new Machine({ board, kernel, uboot: null, seed: 'big', commandLine, userland: 'busybox' });
  prepare(machine);
  machine.powerOn();
  runTo(machine, 'kernel.running');
  machine.runUntil(machine.clock.now + 5e9);
  return machine;
}

test('crash info header, core and notes of a dump are big-endian', () => {
  const machine = machineOf('fadump=on');
  crashAndReboot(machine);
  const header = DUMP + 0x14000000;
  expect(latin1Text(machine.memory.read(header, 8))).toBe('FADMPINF');
  const head = readElfCoreHead(machine.memory.read(header + CRASH_INFO_BYTES, 64 + 56 * 4));
  expect(head).toMatchObject({ byteOrder: 'big', machine: 21, flags: 1 });
  const { read } = machine.kernel!.parts.vmcore!;
  const vmcore = readElfCoreHead(read(0, 0x10000));
  if (typeof vmcore === 'string') throw new Error(vmcore);
  const [note] = vmcore.segments;
  const { notes } = readElfNotes(read(note!.offset, note!.sizeBytes), 'big');
  expect(notes.map(({ name }) => name)).toEqual(['CORE', 'VMCOREINFO']);
  const { registers } = readPrstatus('ppc64', 'big', notes[0]!.descriptor)!;
  expect(registers['nip']).toBeGreaterThan(0xc000000000000000n);
});

test('a region that a real big-endian kernel left is read without an error', () => {
  const image = readVector('linux-ppc64/ramoops-panic.bin.gz');
  const words = [
    'mem_address=0x3c000000',
    'mem_size=0x10000',
    'record_size=0x4000',
    'console_size=0x2000',
    'pmsg_size=0x1000',
  ];
  const machine = machineOf(
    `pstore.backend=ramoops ${[...words, 'ecc=1', 'mem_type=2'].map((word) => `ramoops.${word}`).join(' ')}`,
    ({ memory }) => memory.write(REGION, image, memory.writer('test')),
  );
  const read = (name: string) => {
    const found = machine.kernelRead(`/sys/fs/pstore/${name}`);
    return typeof found === 'number' ? String(found) : latin1Text(found);
  };
  machine.kernelMount('pstore');
  expect(read('dmesg-ramoops-0')).toMatch(/^Panic#1 Part1\n<6>\[ {4}0\.000000\] hash-mmu: Page sizes/);
  expect(read('dmesg-ramoops-1')).toMatch(/^Panic#2 Part1\n.*Kernel panic - not syncing: sysrq triggered crash\n/s);
  expect(read('console-ramoops-0')).toContain('No errors detected');
});
