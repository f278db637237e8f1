/** `reboot=` word by word, /sys/kernel/reboot, and the kinds of reset they mean. */
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/kernel/cmdline.ts';
import { machineRestartText, RebootControl, shutdownText } from '../../src/kernel/reboot.ts';
import { findKernel } from '../../src/profiles/kernels.ts';

const deb61 = findKernel('deb61')!;
const armmp = findKernel('armmp')!;
const control = (text: string, kernel = deb61, cpus = 2) => new RebootControl(parseCommandLine(text), kernel, cpus);

describe('reboot=', () => {
  it.each([
    ['', 'cold', 'acpi'],
    ['reboot=w', 'warm', 'acpi'],
    ['reboot=bogus', 'cold', 'bios'],
    ['reboot=p', 'cold', 'pci'],
    ['reboot=t', 'cold', 'triple'],
    ['reboot=w,p', 'warm', 'pci'],
    ['reboot=w reboot=hard', 'hard', 'acpi'],
    ['reboot=soft', 'soft', 'acpi'],
    ['reboot=panic_warm', 'cold', 'acpi'],
    ['reboot=xyz,,', 'cold', 'acpi'],
    ['reboot', 'cold', 'acpi'],
  ])('%s', (text, mode, type) => {
    const { mode: ours, typeName } = control(text);
    expect([ours, typeName]).toEqual([mode, type]);
  });

  it('keeps the mode of panics apart', () => {
    const reboot = control('reboot=panic_warm,p');
    expect(reboot.resetCause).toBe('cold');
    reboot.usePanicMode();
    expect(reboot.mode).toBe('warm');
    expect(reboot.resetCause).toBe('warm');
  });

  it('takes a CPU that there is', () => {
    expect(control('reboot=smp1').cpu).toBe(1);
    expect(control('reboot=s1').cpu).toBe(1);
    expect(control('reboot=smp2').cpu).toBe(0);
    expect(control('reboot=smp2').mode).toBe('cold');
  });

  it('32-bit ARM restarts hard, and has one way to', () => {
    expect(control('', armmp).mode).toBe('hard');
    expect(control('reboot=p', armmp).resetCause).toBe('warm');
  });
});

describe('/sys/kernel/reboot', () => {
  it('takes what begins with a known word', () => {
    const reboot = control('');
    expect([reboot.setMode('warm\n'), reboot.setType('pci\n'), reboot.setForce('Y\n'), reboot.setCpu('1\n')]).toEqual([
      0, 0, 0, 0,
    ]);
    expect([reboot.mode, reboot.typeName, reboot.force, reboot.cpu]).toEqual(['warm', 'pci', true, 1]);
    expect([reboot.setMode('war'), reboot.setType('q'), reboot.setForce('maybe'), reboot.setCpu('2')]).toEqual([
      -22, -22, -22, -34,
    ]);
  });
});

describe('last words', () => {
  const said = (command: 'restart' | 'halt' | 'power-off', argument: string | null, kernel = deb61) => {
    const lines: string[] = [];
    const print = (level: number, text: string) => lines.push(`<${level}>${text}`);
    shutdownText({ command, argument, kernel }, print);
    if (command === 'restart') machineRestartText(kernel, print);
    return lines;
  };
  it('name the command', () => {
    expect(said('restart', 'recovery')).toEqual([
      '<6>ACPI: PM: Preparing to enter system sleep state S5',
      "<0>reboot: Restarting system with command 'recovery'",
      '<5>reboot: machine restart',
    ]);
    expect(said('halt', null)).toEqual(['<0>reboot: System halted']);
    expect(said('restart', null, armmp)).toEqual(['<0>reboot: Restarting system']);
  });
});
