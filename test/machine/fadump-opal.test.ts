/** Firmware-assisted dump over OPAL in the whole machine: registration, crash, hostboot's copy, the second kernel, release, damage. */
import { describe, expect, test } from 'vitest';
import { readElfNotes } from '../../src/formats/elf-notes.ts';
import { readOpalMetadata } from '../../src/formats/opal-dump.ts';
import { readPrstatus } from '../../src/formats/prstatus.ts';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { fadumpFirmwares } from '../../src/profiles/fadump.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { EPERM } from '../../src/sim/errno.ts';
import { crashAndReboot, runTo } from './pc.ts';

const REGION = '/sys/kernel/debug/powerpc/fadump_region';
/** 768 MiB of boot memory; behind what OPAL keeps for itself, two CPUs' stacks in it, the copy, and behind that the metadata. */
const BOOT_BYTES = 0x30000000;
const COPY = 0x34900000;
const METADATA = 0x64910000;
const CPU_DATA = 0x338a0000;

function machineOf(words = 'fadump=on'): Machine {
  const board = { ...findBoard('powernv')!, cpus: 2, fadump: fadumpFirmwares.opal };
  const commandLine = `console=hvc0 panic=1 rdinit=/init ${words}`;
  const kernel = findKernel('ppc64le-fadump')!;
  const machine = new Machine({ board, kernel, uboot: null, seed: 'opal', commandLine, userland: 'busybox' });
  machine.powerOn();
  runTo(machine, 'kernel.running');
  settle(machine);
  return machine;
}

/** Its first process has mounted what there is. */
const settle = (machine: Machine) => machine.runUntil(machine.clock.now + 5e9);
const read = (machine: Machine, path: string) => {
  const found = machine.kernelRead(path);
  return typeof found === 'number' ? found : latin1Text(found);
};
const write = (machine: Machine, path: string, text: string) => machine.kernelWrite(path, text);
/** Of the boot that runs. */
const said = (machine: Machine) =>
  machine.uart.text
    .split('\r\n')
    .flatMap((line) => /^\[[^\]]*\] ((?:opal fadump|fadump|DUMP|SBE|Reboot): .*)/.exec(line)?.[1] ?? []);

describe('memory-preserving IPL', () => {
  test('registers, dies, finds its dump, releases it', () => {
    const machine = machineOf();
    expect(said(machine)).toEqual([
      `DUMP: Architected register dest addr : 0x${CPU_DATA.toString(16)}, size : 0x80000`,
      `DUMP: Payload sent metadata tag : 0x${METADATA.toString(16)}`,
      'DUMP: Boot mem size : 0x30000000',
      'DUMP: Payload registered for MPIPL',
      `opal fadump: Kernel metadata addr: ${METADATA.toString(16)}`,
      'fadump: Reserved 768MB of memory at 0x00000034900000 (System RAM: 2048MB)',
      'fadump: Initialized 0x30000000 bytes cma area at 841MB from 0x30020000 bytes of memory reserved for firmware-assisted dump',
      'opal fadump: Registration is successful!',
    ]);
    expect(readOpalMetadata(machine.memory.read(METADATA, 4096))).toEqual({
      version: 1,
      registered: 1,
      crashInfoAddress: COPY + BOOT_BYTES,
      regions: [{ source: 0, destination: COPY, bytes: BOOT_BYTES }],
    });
    const marker = latin1Bytes('the dead kernel was here');
    machine.poke(0x2fff0100, marker);
    crashAndReboot(machine);
    settle(machine);
    expect(said(machine).slice(8, 11)).toEqual([
      'Reboot: OS reported error. Performing MPIPL',
      'DUMP: Crashing PIR = 0x0',
      'SBE: Initiated MPIPL, waiting for SBE to respond...',
    ]);
    expect(said(machine).slice(11)).toEqual([
      'DUMP: Dump found, MDRT count = 0x2',
      `DUMP: Architected register dest addr : 0x${CPU_DATA.toString(16)}, size : 0x80000`,
      'opal fadump: Firmware-assisted dump is active.',
      'fadump: Firmware-assisted dump is active.',
      'fadump: Reserving 1280MB of memory at 0x00000030000000 for preserving crash data',
    ]);
    expect(machine.uart.text).not.toContain('Rebooting in');
    expect(machine.memory.read(COPY + 0x2fff0100, marker.length)).toEqual(marker);
    expect(read(machine, REGION)).toBe(
      'DUMP: Src: 0x00000000000000, Dest: 0x00000034900000, Size: 0x30000000, Dumped: 0x30000000 bytes\n\nMemory above 0x00000030000000 is reserved for saving crash dump\n',
    );
    const notes = notesOf(machine);
    expect(notes).toHaveLength(2);
    expect(notes[0]!['nip']).toBeGreaterThan(0xc000000000000000n);
    expect(machine.kernel!.parts.vmcore!.read(0x20000 + 0x2fff0100, marker.length)).toEqual(marker);
    expect(write(machine, '/sys/kernel/fadump/release_mem', '1')).toBe(1);
    expect(machine.uart.text).toContain('DUMP: Payload Invalidated MPIPL');
    expect(write(machine, '/sys/kernel/fadump/release_mem', '1')).toBe(-EPERM);
    expect(write(machine, '/sys/kernel/fadump/registered', '1')).toBe(1);
    expect(read(machine, '/sys/kernel/fadump/registered')).toBe('1\n');
    crashAndReboot(machine);
    settle(machine);
    expect(read(machine, REGION)).toContain('Dumped: 0x30000000 bytes\n\nMemory above');
  });

  test('less boot memory than OPAL needs for a kernel is refused, and nothing is registered', () => {
    const machine = machineOf('fadump=on crashkernel=512M');
    expect(said(machine)).toContain(
      "fadump: Can't enable fadump with boot memory size (0x20000000) less than 0x30000000",
    );
    expect(read(machine, '/sys/kernel/fadump/enabled')).toBe('0\n');
    crashAndReboot(machine);
    settle(machine);
    expect(machine.uart.text).toContain('OPAL: Reboot request...');
    expect(said(machine)).not.toContain('Reboot: OS reported error. Performing MPIPL');
  });
});

function notesOf(machine: Machine): Readonly<Record<string, bigint>>[] {
  const { read: readAt } = machine.kernel!.parts.vmcore!;
  const { notes } = readElfNotes(readAt(0x10000, 0x10000), 'little');
  return notes
    .filter(({ name }) => name === 'CORE')
    .map(({ descriptor }) => readPrstatus('ppc64', 'little', descriptor)!.registers);
}
