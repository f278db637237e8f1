/** Crash kernels on the PC: what is reserved, loaded and captured, and the cases in which there is nothing to capture. */
import { describe, expect, test } from 'vitest';
import { readElfCoreHead } from '../../src/formats/elf-core.ts';
import { readElfNotes } from '../../src/formats/elf-notes.ts';
import { readPrstatus } from '../../src/formats/prstatus.ts';
import { readVmcoreInfo } from '../../src/formats/vmcoreinfo.ts';
import { type KernelCore, takeCore } from '../../src/kernel/vmcore/kernel-core.ts';
import type { Machine } from '../../src/machine/machine.ts';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/runner.ts';
import { latin1Text } from '../../src/sim/bytes.ts';

const LINE = 'console=ttyS0,115200 nokaslr panic=1 root=/dev/vda1 rw';

/** Runs steps on a PC of 512 MiB with user space; gives the machine as it is then. */
function run(
  words: string,
  steps: string,
  { cpus = 1, seed = 'kdump' } = {},
): { readonly machine: Machine; readonly console: string } {
  const source = `name: kdump
board: pc
ramSize: 512MiB
kernel: 6.1.0-56-amd64
userland: gnu
commandLine: ${LINE} ${words}
steps:
  - power: on
${steps}`;
  const parsed = parseScenario(source, 'kdump.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  let machine: Machine | undefined;
  const given = { ...parsed.setup, board: { ...parsed.setup.board, cpus } };
  const create = (setup: typeof given, itsSeed: string) => {
    machine = createScenarioMachine(setup, itsSeed);
    return machine;
  };
  const result = runScenario(parsed.scenario, given, create, { seed });
  const failures = result.steps.flatMap((step) => step.failures);
  expect(failures).toEqual([]);
  expect(machine!.bus.faults).toEqual([]);
  return { machine: machine!, console: result.console };
}

/** `resetCount` of a machine that was turned on and never reset. */
const POWERED_ON = 1;
const LOAD = '  - shell: kdump-config load\n';
const PANIC = '  - crash: panic\n';
const CAPTURING = '  - wait: { console: "Starting kdump-tools" }\n';

describe('a crash kernel', () => {
  test('starts without a reset and finds the dead kernel in /proc/vmcore', () => {
    const { machine, console } = run('crashkernel=128M', `${LOAD}${PANIC}${CAPTURING}`);
    expect(machine.resetCount).toBe(POWERED_ON);
    expect(console).not.toContain('Kernel Offset');
    const file = machine.kernel!.parts.vmcore!;
    const head = readElfCoreHead(file.read(0, 4096));
    if (typeof head === 'string') throw new Error(head);
    const [note, image, low, ...rest] = head.segments;
    // The segments of the recorded machine: image, first 640 KiB, RAM below and above the crash kernel.
    expect([image!.virtual, low!.physical, rest.length]).toEqual([0xffffffff81000000n, 0x1000, 2]);
    expect(rest[0]!.physical + rest[0]!.sizeBytes).toBe(0x17000000);
    expect(file.sizeBytes).toBe(rest[1]!.offset + rest[1]!.sizeBytes);
    const { notes } = readElfNotes(file.read(note!.offset, note!.sizeBytes), 'little');
    expect(notes.map(({ name }) => name)).toEqual(['CORE', 'VMCOREINFO']);
    const status = readPrstatus('x86_64', 'little', notes[0]!.descriptor)!;
    expect(status.registers['rip']! >> 32n).toBe(0xffffffffn);
    const info = readVmcoreInfo(notes[1]!.descriptor);
    expect(info.get('OSRELEASE')).toBe('6.1.0-56-amd64');
    // 2024-03-01 12:00 and some seconds.
    expect(Number(info.get('CRASHTIME'))).toBeGreaterThanOrEqual(1709294400);
  });

  test('has its initial RAM disk right below it, or none, and finds the ACPI tables where they are', () => {
    const load = (options: string) =>
      `  - shell: seq 2000 > /initrd; kexec -p --reuse-cmdline ${options} /boot/vmlinuz-$(uname -r)\n`;
    const second = (console: string) => console.slice(console.lastIndexOf('Linux version')).replaceAll('\r', '');
    const waiting = '  - wait: { state: kernel.running }\n';
    const { console } = run('crashkernel=128M', `${load('--initrd=/initrd')}${PANIC}${waiting}`);
    const [, start, end] = /RAMDISK: \[mem 0x([0-9a-f]{8})-0x([0-9a-f]{8})\]\n/.exec(second(console))!;
    const at = Number.parseInt(start!, 16);
    expect((Number.parseInt(end!, 16) + 1) % 0x200000).toBe(0);
    expect(Number.parseInt(end!, 16) + 1 - at).toBe(0x3000);
    expect(second(console)).toContain('Freeing initrd memory: 12K\n');
    expect(second(console)).toMatch(/ACPI: DSDT 0x000000001FFE0040 /);
    expect(second(console)).toMatch(/ACPI: RSDP 0x00000000000F59D0 /);
    expect(second(console)).toMatch(/ACPI: Reserving FACS table memory at \[mem 0x1ffe0000-0x1ffe003f\]/);
    // The crash kernel gave its memory back by now.
    const { machine } = run('crashkernel=128M', load('--initrd=/initrd'));
    expect(latin1Text(machine.memory.read(at, 8))).toBe('1\n2\n3\n4\n');
    const without = second(run('crashkernel=128M', `${load('')}${PANIC}${waiting}`).console);
    expect(without).toContain('ACPI: DSDT');
    expect(without).not.toMatch(/RAMDISK|rootfs image|initrd/);
  });

  test('sees low memory as the dead kernel left it', () => {
    const { machine } = run('crashkernel=128M', `${LOAD}  - wait: 1s\n${PANIC}${CAPTURING}`);
    const file = machine.kernel!.parts.vmcore!;
    const head = readElfCoreHead(file.read(0, 4096));
    if (typeof head === 'string') throw new Error(head);
    const low = head.segments[2]!;
    // RAM there belongs to the crash kernel now; what the dump shows is the copy.
    const { commandLine } = machine.kernel!.parts;
    const address = Number(/elfcorehdr=(\d+)K/.exec(commandLine.text)![1]) * 1024;
    const kept = machine.memory.read(address + 0x4000, 0x1000);
    expect(file.read(low.offset, 0x1000)).toEqual(kept);
  });

  test('comes behind notifiers and the dump with crash_kexec_post_notifiers', () => {
    const { machine, console } = run('crashkernel=128M crash_kexec_post_notifiers', `${LOAD}${PANIC}${CAPTURING}`);
    expect(console).toContain('Kernel Offset: disabled');
    expect(machine.resetCount).toBe(POWERED_ON);
  });

  test('comes from the report of an oops that would be fatal, with its registers', () => {
    const { machine, console } = run('crashkernel=128M', `${LOAD}  - crash: oops\n${CAPTURING}`);
    expect(console).toContain('BUG: kernel NULL pointer dereference');
    expect(console).not.toContain('---[ end trace');
    expect(console).not.toContain('Kernel panic');
    const file = machine.kernel!.parts.vmcore!;
    const head = readElfCoreHead(file.read(0, 4096));
    if (typeof head === 'string') throw new Error(head);
    const note = head.segments[0]!;
    const { notes } = readElfNotes(file.read(note.offset, note.sizeBytes), 'little');
    const { registers } = readPrstatus('x86_64', 'little', notes[0]!.descriptor)!;
    const shown = /RIP: 0010:.*\n(?:.*\n)?.*RSP: 0018:([0-9a-f]{16})/.exec(console.replaceAll('\r', ''))![1];
    expect(registers['rsp']!.toString(16)).toBe(shown);
  });

  test('has no /proc/vmcore where its core header is damaged, and starts all the same', () => {
    const { machine, console } = run(
      'crashkernel=128M',
      `${LOAD}  - poke: { address: 0x1ef5d000, hex: "00" }\n${PANIC}  - wait: { state: kernel.running }\n`,
    );
    expect(machine.kernel!.parts.vmcore).toBeNull();
    expect(console).toContain('Warning: Core image elf header not found');
    expect(console).toContain('Kdump: vmcore not initialized');
  });
});

test('a core has the notes of its CPUs in their order, whichever died', () => {
  const { machine } = run('panic=0', '  - shell: "true"\n', { cpus: 4, seed: 'a' });
  const kernel = machine.kernel!;
  const cores: KernelCore[] = [];
  machine.bus.on('kernel.died', () => cores.push(takeCore(kernel.dead, { oldLog: false })!));
  let said = '';
  machine.bus.on('console.written', ({ text }) => {
    said += text;
  });
  kernel.crashTwoCpus();
  const [, cpu, pid] = /CPU: (\d+) PID: (\d+)/.exec(said)!;
  expect(cpu).not.toBe('0');
  const states = cores[0]!.notes.slice(0, -1).map(({ descriptor }) => readPrstatus('x86_64', 'little', descriptor)!);
  const isDead = (index: number) => index === Number(cpu);
  expect(states.map((state) => state.pid)).toEqual(states.map((_, index) => (isDead(index) ? Number(pid) : 0)));
  expect(states.map(({ registers }) => registers['rip'] !== 0n)).toEqual(states.map((_, index) => isDead(index)));
});

describe('without one', () => {
  test('a panic restarts the machine as ever', () => {
    const { machine, console } = run(
      'crashkernel=128M',
      `  - shell: "true"\n${PANIC}  - wait: { event: machine.reset }\n`,
    );
    expect(machine.resetCount).toBe(POWERED_ON + 1);
    expect(console).not.toContain('Kdump: loaded');
    expect(console).toContain('Rebooting in 1 seconds..');
  });

  test('unloaded again, too', () => {
    const unload = '  - shell: { run: kdump-config unload, stdout: { equals: "unloaded kdump kernel.\\n" } }\n';
    const { machine } = run('crashkernel=128M', `${LOAD}${unload}${PANIC}  - wait: { event: machine.reset }\n`);
    expect(machine.resetCount).toBe(POWERED_ON + 1);
  });

  test('nothing is reserved, and nothing can be loaded', () => {
    const steps = `  - shell: { run: "kexec -p /boot/vmlinuz-$(uname -r)", status: 1, stderr: { contains: "Memory for crashkernel is not reserved" } }
  - shell: { run: kdump-config load, status: 1, stdout: { contains: "no crashkernel= parameter in the kernel cmdline" } }
  - shell: { run: cat /sys/kernel/kexec_crash_size, stdout: { equals: "0\\n" } }
`;
    run('', steps);
  });

  test('kexec_crash_size shrinks to whole pages, never grows, and not while a kernel is loaded', () => {
    const steps = `  - shell: { run: "echo 67108865 > /sys/kernel/kexec_crash_size; cat /sys/kernel/kexec_crash_size", stdout: { equals: "67112960\\n" } }
  - shell: { run: "echo 134217728 > /sys/kernel/kexec_crash_size", status: 1 }
${LOAD}  - shell: { run: "echo 0 > /sys/kernel/kexec_crash_size", status: 1 }
  - shell: { run: "kexec -p -u && echo 0 > /sys/kernel/kexec_crash_size && cat /sys/kernel/kexec_crash_size", stdout: { equals: "0\\n" } }
  - shell: { run: "grep -c Crash /proc/iomem", status: 1, stdout: { equals: "0\\n" } }
`;
    run('crashkernel=128M', steps);
  });
});
