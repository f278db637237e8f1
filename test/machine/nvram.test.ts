/** The NVRAM of pseries in the whole machine. */
import { expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { EPERM } from '../../src/sim/errno.ts';
import { readJsonVector } from '../conformance/vectors.ts';
import { crashAndReboot, pstoreText, runTo } from './pc.ts';

const RECORDED = 'linux-arch/ppcf61-fadump-on-nvram';

function machineOf(words = ''): Machine {
  const board = findBoard('pseries')!;
  const kernel = findKernel('6.1.192-fadump')!;
  const commandLine = `${board.defaultCommandLine} ${words}`.trim();
  const machine = new Machine({ board, kernel, uboot: null, seed: 'nvram', commandLine, initialRam: 'noise' });
  machine.powerOn();
  runTo(machine, 'kernel.running');
  return machine;
}

function files(machine: Machine): string[] {
  machine.kernelMount('pstore');
  const listed = machine.kernelList('/sys/fs/pstore');
  return typeof listed === 'number' ? [] : listed.map(({ name }) => name);
}

const started = (machine: Machine) => machine.uart.text.split('No NVRAM common partition').length - 1;

test('a panic is found again after the reset and after a loss of power', () => {
  const machine = machineOf();
  expect(files(machine)).toEqual([]);
  crashAndReboot(machine);
  const recorded = readJsonVector<{ '0': Record<string, { text?: string; base64?: string }> }>(
    `${RECORDED}.files.json.gz`,
  );
  const names = Object.keys(recorded['0']).sort();
  expect(files(machine)).toEqual(names);
  for (const name of names.slice(1)) {
    expect(Buffer.from(pstoreText(machine, name), 'latin1').toString('base64')).toBe(recorded['0'][name]!.base64);
  }
  const dump = pstoreText(machine, names[0]!);
  expect(dump).toMatch(/^Panic#2 Part1\n(?:<\d+>\[ +\d+\.\d{6}\] .*\n)+$/);
  expect(dump).toContain('Kernel panic - not syncing: sysrq triggered crash\n');
  expect(machine.kernelUnlink(`/sys/fs/pstore/${names[0]}`)).toBe(-EPERM);

  machine.powerOff();
  machine.runUntil(machine.clock.now + NS_PER_S, () => false);
  machine.powerOn();
  runTo(machine, 'kernel.running');
  expect(files(machine)).toEqual(names);
  expect(pstoreText(machine, names[0]!)).toBe(dump);
  expect(started(machine)).toBe(1);
});

test('pstore.backend=ramoops leaves the NVRAM out', () => {
  const machine = machineOf('pstore.backend=ramoops');
  expect(machine.uart.text).toContain("pstore: ignoring unexpected backend 'nvram'");
  crashAndReboot(machine);
  expect(files(machine).every((name) => name.includes('-ramoops-'))).toBe(true);
  expect(files(machine)).toContain('dmesg-ramoops-0');
});
