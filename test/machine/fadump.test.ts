/** Firmware-assisted dump in the whole machine: registration, crash, the second kernel, release. */
import { describe, expect, test } from 'vitest';
import { readElfCoreHead } from '../../src/formats/elf-core.ts';
import { readElfNotes } from '../../src/formats/elf-notes.ts';
import { readPrstatus } from '../../src/formats/prstatus.ts';
import { operatorCommand } from '../../src/inspect/operator.ts';
import { Machine } from '../../src/machine/machine.ts';
import { ownPacker } from '../../src/machine/save-container.ts';
import { TimeMachine } from '../../src/machine/time-machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { type FadumpFirmware, fadumpFirmwares } from '../../src/profiles/fadump.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { EACCES, EINVAL, ENOENT, EPERM } from '../../src/sim/errno.ts';
import { crashAndReboot, runTo } from './pc.ts';

const MIB = 0x100000;
const REGION = '/sys/kernel/debug/powerpc/fadump_region';

function machineOf(fadump: FadumpFirmware | undefined, words = 'fadump=on', ramMib = 2048): Machine {
  const board = { ...findBoard('pseries')!, ramBanks: [{ start: 0, end: ramMib * MIB }], ...(fadump && { fadump }) };
  const kernel = findKernel('6.1.192-fadump')!;
  const commandLine = `console=hvc0 panic=1 rdinit=/init ${words}`.trim();
  const machine = new Machine({ board, kernel, uboot: null, seed: 'fadump', commandLine, userland: 'busybox' });
  machine.powerOn();
  runTo(machine, 'kernel.running');
  machine.runUntil(machine.clock.now + 5e9);
  return machine;
}

function read(machine: Machine, path: string): string | number {
  const found = machine.kernelRead(path);
  return typeof found === 'number' ? found : latin1Text(found);
}

const write = (machine: Machine, path: string, text: string) => machine.kernelWrite(path, text);
const said = (machine: Machine) =>
  machine.uart.text.split('\r\n').flatMap((line) => /^(?:\[[^\]]*\] )?((?:rtas )?fadump: .*)/.exec(line)?.[1] ?? []);

describe('the code of 6.1 on the firmware of QEMU', () => {
  test('registers at boot, dies, and finds its dump', () => {
    const machine = machineOf(fadumpFirmwares.qemu);
    expect(read(machine, '/sys/kernel/fadump/enabled')).toBe('1\n');
    expect(read(machine, '/sys/kernel/fadump_registered')).toBe('1\n');
    expect(read(machine, '/sys/kernel/fadump/mem_reserved')).toBe(`${320 * MIB + 0x20000}\n`);
    expect(read(machine, REGION)).toBe(
      [
        'CPU :[0x00000014000000-0x0000001400050f] 0x510 bytes, Dumped: 0x0',
        'HPTE:[0x00000014000510-0x0000001400050f] 0x0 bytes, Dumped: 0x0',
        'DUMP: Src: 0x00000000000000, Dest: 0x00000014010000, Size: 0x14000000, Dumped: 0x0 bytes',
        '',
      ].join('\n'),
    );
    const marker = latin1Bytes('the dead kernel was here');
    machine.poke(0x13ff0100, marker);
    crashAndReboot(machine);
    machine.runUntil(machine.clock.now + 5e9);
    expect(said(machine)).toEqual([
      'fadump: Reserved 320MB of memory at 0x00000014000000 (System RAM: 2048MB)',
      'fadump: Initialized 0x14000000 bytes cma area at 320MB from 0x14020000 bytes of memory reserved for firmware-assisted dump',
      'rtas fadump: Registration is successful!',
      'rtas fadump: Firmware-assisted dump is active.',
      'fadump: Firmware-assisted dump is active.',
      'fadump: Reserving 1728MB of memory at 0x00000014000000 for preserving crash data',
    ]);
    expect(machine.uart.text).not.toContain('Rebooting in');
    expect(machine.memory.read(0x14010000 + 0x13ff0100, marker.length)).toEqual(marker);
    expect(read(machine, REGION)).toBe(
      [
        'CPU :[0x00000014000000-0x0000001400050f] 0x510 bytes, Dumped: 0x510',
        'HPTE:[0x00000014000510-0x0000001400050f] 0x0 bytes, Dumped: 0x0',
        'DUMP: Src: 0x00000000000000, Dest: 0x00000014010000, Size: 0x14000000, Dumped: 0x14000000 bytes',
        '',
        'Memory above 0x00000014000000 is reserved for saving crash dump',
        '',
      ].join('\n'),
    );
    expect(write(machine, '/sys/kernel/fadump/registered', '1')).toBe(-EPERM);
    checkElfHeader(machine);
    checkVmcore(machine, marker);
    expect(read(machine, '/sys/kernel/fadump/release_mem')).toBe(-EACCES);
    expect(write(machine, '/sys/kernel/fadump/release_mem', '2')).toBe(-EINVAL);
    const before = memTotal(machine);
    expect(write(machine, '/sys/kernel/fadump_release_mem', '1\n')).toBe(2);
    expect(memTotal(machine) - before).toBe((1728 - 320) * 1024 - 128);
    expect(machine.kernelRead('/proc/vmcore')).toBe(-ENOENT);
    expect(write(machine, '/sys/kernel/fadump/release_mem', '1')).toBe(-EPERM);
    expect(read(machine, '/sys/kernel/fadump/registered')).toBe('0\n');
    expect(write(machine, '/sys/kernel/fadump/registered', '0x1\n')).toBe(4);
    expect(read(machine, '/sys/kernel/fadump/registered')).toBe('1\n');
    crashAndReboot(machine);
    machine.runUntil(machine.clock.now + 5e9);
    expect(read(machine, REGION)).toContain('Dumped: 0x14000000 bytes\n\nMemory above');
  });
});

const memTotal = (machine: Machine) => Number(/MemTotal: +(\d+)/.exec(String(read(machine, '/proc/meminfo')))?.[1]);

/** Behind the crash info header of 416 bytes: every byte of RAM but the area in one segment, a note of the dead CPU, and VMCOREINFO. */
function checkElfHeader(machine: Machine): void {
  const head = readElfCoreHead(machine.memory.read(0x14010000 + 0x14000000 + 416, 64 + 56 * 4));
  if (typeof head === 'string') throw new Error(head);
  const [note, info, ...loads] = head.segments;
  expect(info!.sizeBytes).toBeGreaterThan(0x10000);
  expect(loads.map(({ physical, sizeBytes, offset }) => [physical, sizeBytes, offset])).toEqual([
    [0, 0x14000000, 0x14010000],
    [0x28020000, 0x80000000 - 0x28020000, 0x28020000],
  ]);
  expect(loads.every(({ virtual, physical }) => virtual === 0xc000000000000000n + BigInt(physical))).toBe(true);
  expect(note!.sizeBytes).toBe(0x10000);
  const { notes } = readElfNotes(machine.memory.read(note!.offset, note!.sizeBytes), 'little');
  expect(notes.map(({ name }) => name)).toEqual(['CORE']);
  const status = readPrstatus('ppc64', 'little', notes[0]!.descriptor)!;
  expect(status.registers['nip']).toBeGreaterThan(0xc000000000000000n);
}

/** /proc/vmcore: a page of 64 KiB for the head, one for the notes, then the dead kernel's RAM, boot memory from its copy. */
function checkVmcore(machine: Machine, marker: Uint8Array): void {
  const { sizeBytes, read: readAt } = machine.kernel!.parts.vmcore!;
  expect(sizeBytes).toBe(0x20000 + 0x80000000 - 0x14020000);
  const head = readElfCoreHead(readAt(0, 0x10000));
  if (typeof head === 'string') throw new Error(head);
  expect(head).toMatchObject({ machine: 21, flags: 2 });
  const [note, ...loads] = head.segments;
  const { notes } = readElfNotes(readAt(note!.offset, note!.sizeBytes), 'little');
  expect([note!.offset, notes.map(({ name }) => name)]).toEqual([0x10000, ['CORE', 'VMCOREINFO']]);
  expect(loads.map(({ offset, sizeBytes: bytes }) => [offset, bytes])).toEqual([
    [0x20000, 0x14000000],
    [0x14020000, 0x80000000 - 0x28020000],
  ]);
  expect(readAt(0x20000 + 0x13ff0100, marker.length)).toEqual(marker);
}

/** Figures 1 and 2 of the text, as `map` draws them. */
const FIGURE_1 = `firmware-assisted dump: registered

Low memory                                         Top of memory
                               |<--------- reserved ---------->|
+-------------+------/ /-------+-----+------+------+-----+-----+
| boot memory |                | CPU | HPTE | DUMP | HDR | ELF |
+-------------+------/ /-------+-----+------+------+-----+-----+
       |                                        ^
       +----------------------------------------+
         at a crash, by the firmware

  boot memory  0x00000000-0x0fffffff    256 MiB
  CPU          0x6ffb0000-0x6fff001f   262176 B
  HPTE         0x6fff0020-0x6fff101f      4 KiB
  DUMP         0x6fff1020-0x7fff101f    256 MiB
  HDR          0x7fff1020-`;
const FIGURE_2 = `firmware-assisted dump: dump.offered

Low memory                                         Top of memory
              |<------------------ reserved ------------------>|
+-------------+------/ /-------+-----+------+------+-----+-----+
| boot memory |                | CPU | HPTE | DUMP | HDR | ELF |
+-------------+------/ /-------+-----+------+------+-----+-----+
       |                                        |
       V                                        V
  this kernel                             /proc/vmcore
`;

function map(machine: Machine): string {
  const host = { columns: 80, tool: '', packer: ownPacker, load: () => '', save: () => null };
  return operatorCommand(new TimeMachine(machine), 'map', host).text;
}

describe('the text of 2011', () => {
  test('its two moments, digit by digit', () => {
    const machine = machineOf(fadumpFirmwares['doc-2011']);
    expect(read(machine, '/sys/kernel/fadump_enabled')).toBe('1\n');
    expect(read(machine, '/sys/kernel/fadump_registered')).toBe('0\n');
    expect(read(machine, REGION)).toBe(
      [
        'CPU : [0x0000006ffb0000-0x0000006fff001f] 0x40020 bytes, Dumped: 0x0',
        'HPTE: [0x0000006fff0020-0x0000006fff101f] 0x1000 bytes, Dumped: 0x0',
        'DUMP: [0x0000006fff1020-0x0000007fff101f] 0x10000000 bytes, Dumped: 0x0',
        '',
      ].join('\n'),
    );
    expect(write(machine, '/sys/kernel/fadump_registered', '0')).toBe(-EINVAL);
    expect(write(machine, '/sys/kernel/fadump_registered', '1')).toBe(1);
    expect(write(machine, '/sys/kernel/fadump_registered', '1')).toBe(-EINVAL);
    expect(map(machine)).toContain(FIGURE_1);
    crashAndReboot(machine);
    machine.runUntil(machine.clock.now + 5e9);
    expect(map(machine)).toContain(FIGURE_2);
    expect(read(machine, REGION)).toBe(
      [
        'CPU : [0x0000006ffb0000-0x0000006fff001f] 0x40020 bytes, Dumped: 0x40020',
        'HPTE: [0x0000006fff0020-0x0000006fff101f] 0x1000 bytes, Dumped: 0x1000',
        'DUMP: [0x0000006fff1020-0x0000007fff101f] 0x10000000 bytes, Dumped: 0x10000000',
        '    : [0x00000010000000-0x0000006ffaffff] 0x5ffb0000 bytes, Dumped: 0x5ffb0000',
        '',
      ].join('\n'),
    );
    expect(write(machine, '/sys/kernel/fadump_release_mem', '1')).toBe(1);
    expect(read(machine, REGION)).toContain(
      'DUMP: [0x0000006fff1020-0x0000007fff101f] 0x10000000 bytes, Dumped: 0x0\n',
    );
    expect(read(machine, REGION)).not.toContain('    : [');
  });
});

describe('what goes wrong', () => {
  test('a damaged header: the dump is released, and the kernel goes on', () => {
    const machine = machineOf(fadumpFirmwares.qemu);
    write(machine, '/proc/sysrq-trigger', 'c');
    runTo(machine, 'resetting');
    machine.poke(0x14010000 + 0x14000000, Uint8Array.of(0));
    runTo(machine, 'kernel.running');
    machine.runUntil(machine.clock.now + 5e9);
    expect(said(machine).slice(6)).toEqual([
      'rtas fadump: Crash info header is not valid.',
      'fadump: freeing reserved memory (0x28020000 - 0x80000000)',
    ]);
    expect(read(machine, '/sys/kernel/fadump/registered')).toBe('0\n');
    expect(memTotal(machine)).toBeGreaterThan(1600 * 1024);
  });

  test('too little memory, and a firmware that cannot', () => {
    const small = machineOf(fadumpFirmwares.qemu, 'fadump=on', 512);
    expect(said(small)).toEqual(['fadump: Failed to find memory chunk for reservation!']);
    expect(read(small, '/sys/kernel/fadump/enabled')).toBe('0\n');
    expect(write(small, '/sys/kernel/fadump/registered', '1')).toBe(-EPERM);
    expect(read(small, REGION)).toBe('');
    const half = machineOf(fadumpFirmwares.qemu, 'fadump=only crashkernel=0-1G:128M,1G-:512M');
    expect(read(half, '/sys/kernel/fadump/mem_reserved')).toBe(`${512 * MIB + 0x20000}\n`);
    const none = machineOf(undefined);
    expect(said(none)).toEqual(['fadump: Firmware-Assisted Dump is not supported on this hardware']);
    expect(none.kernelList('/sys/kernel/fadump')).toBeLessThan(0);
  });

  test('an oops dumps too; not registered, the panic goes its usual way', () => {
    const machine = machineOf(fadumpFirmwares.qemu);
    expect(write(machine, '/sys/kernel/fadump/registered', '0')).toBe(1);
    crashAndReboot(machine);
    machine.runUntil(machine.clock.now + 5e9);
    expect(machine.uart.text).toContain('Rebooting in 1 seconds..');
    expect(read(machine, '/sys/kernel/fadump/registered')).toBe('1\n');
    write(machine, '/sys/kernel/debug/provoke-crash/DIRECT', 'EXCEPTION');
    runTo(machine, 'resetting');
    runTo(machine, 'kernel.running');
    expect(said(machine).at(-1)).toContain('for preserving crash data');
  });

  test('a loss of power leaves no dump', () => {
    const machine = machineOf(fadumpFirmwares.qemu);
    write(machine, '/proc/sysrq-trigger', 'c');
    runTo(machine, 'resetting');
    machine.powerOff();
    machine.powerOn();
    runTo(machine, 'kernel.running');
    expect(said(machine).at(-1)).toBe('rtas fadump: Registration is successful!');
  });
});
