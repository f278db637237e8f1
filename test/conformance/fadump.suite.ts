/**
 * Firmware-assisted dump on recorded machines: every command of the recording, at ours. Its output line by line, with the words of BusyBox's shell
 * left out of complaints (they are its own); of /proc/iomem the lines about RAM; of /proc/meminfo the two lines about CMA, for the amount of memory is that of the build. Of bytes in RAM
 * and in /proc/vmcore all but the values of registers and the size of VMCOREINFO.
 */
import { PT_NOTE, readElfCoreHead } from '../../src/formats/elf-core.ts';
import { readCrashInfo } from '../../src/formats/fadump-crash-info.ts';
import { parseFdt } from '../../src/formats/fdt.ts';
import { findNode, getProperty } from '../../src/formats/fdt-tree.ts';
import { readRegisterSaveArea } from '../../src/formats/register-save-area.ts';
import { crashInfoShape, fadumpGeneration, isNewFadump } from '../../src/kernel/fadump/reservation.ts';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { fadumpFirmwares } from '../../src/profiles/fadump.ts';
import type { KernelProfile } from '../../src/profiles/kernel.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { ramBytesOf } from '../../src/profiles/ram-size.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { EACCES, ENOENT, strerror } from '../../src/sim/errno.ts';
import { expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector } from './vectors.ts';

interface Step {
  readonly command: string;
  readonly output: readonly string[];
}

interface Recording {
  readonly name: string;
  /** Absent: 6.1.192-fadump. */
  readonly kernel?: string;
  readonly ramMib: number;
  readonly cpus: number;
  readonly parameters: string;
  readonly kernels: readonly (readonly Step[])[];
}

const FOLDER = 'fadump';
const MIB = 0x100000;
const RUNNING_NS = 5 * NS_PER_S;

export const suite: Suite = {
  name: 'fadump',
  cases: () =>
    listVectors(FOLDER)
      .filter((file) => file.endsWith('.json'))
      .map(caseOf),
};

function caseOf(file: string): Case {
  return { name: file, run: () => replay(readJsonVector<Recording>(`${FOLDER}/${file}`)) };
}

function replay({ kernel: release = '6.1.192-fadump', ramMib, cpus, parameters, kernels }: Recording): void {
  const kernel = findKernel(release)!;
  // The recorded kernels take the hash MMU by themselves; our 6.1 is a larger build, which has to be asked.
  const mmu = kernel.hashMmuByDefault === true ? '' : ' disable_radix';
  const machine = new Machine({
    board: {
      ...findBoard('pseries')!,
      cpus,
      ramBanks: [{ start: 0, end: ramMib * MIB }],
      fadump: fadumpFirmwares.qemu,
    },
    kernel,
    uboot: null,
    seed: 'fadump',
    commandLine: `console=hvc0 panic=1 rdinit=/init ${parameters}${mmu}`,
    userland: 'busybox',
  });
  machine.powerOn();
  kernels.forEach((steps, index) => {
    const booted = machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state === 'kernel.running');
    if (!booted) throw new Error(`kernel ${index + 1} does not come up`);
    machine.runUntil(machine.clock.now + RUNNING_NS);
    for (const step of steps) {
      if (compareBytes(machine, step, kernel)) continue;
      const ours = answer(machine, step);
      if (ours === null) continue;
      const theirs = step.output.filter((line) => line !== '' || !step.command.startsWith('dmesg'));
      expectEqualText(masked(ours, step), masked(theirs, step), `kernel ${index + 1}, ${step.command}`);
    }
    if (index + 1 === kernels.length) return;
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state === 'resetting');
  });
}

/** Memory and /proc/vmcore: what is said of other bytes than ours is theirs. False: another command. */
function compareBytes(machine: Machine, { command, output }: Step, kernel: KernelProfile): boolean {
  const [, skip, length] = /^dd if=\/dev\/mem bs=65536 skip=(\d+) count=1 .* head -c (\d+) /.exec(command) ?? [];
  const headBytes = Number(/^hexdump -C -n (\d+) \/proc\/vmcore$/.exec(command)?.[1] ?? 0);
  const isVmcore = headBytes > 0 && output[0]!.startsWith('00000000');
  if (skip === undefined && !isVmcore) return false;
  const theirs = dumpedBytes(output);
  const ours = isVmcore
    ? machine.kernel!.parts.vmcore!.read(0, headBytes)
    : machine.memory.read(Number(skip) * 0x10000, Number(length));
  const show = isVmcore
    ? headText
    : latin1Text(theirs.subarray(0, 7)) === 'REGSAVE'
      ? saveAreaText
      : (bytes: Uint8Array) => crashInfoText(bytes, kernel);
  expectEqualText(show(ours), show(theirs), command);
  return true;
}

/** The bytes of a `hexdump -C`, in which `*` stands for lines like the one before. */
function dumpedBytes(lines: readonly string[]): Uint8Array {
  const rows = lines.filter((line) => line !== '*').map((line) => line.replace(/\|.*/, '').trim().split(/ +/));
  const bytes = new Uint8Array(Number.parseInt(rows.at(-1)![0]!, 16));
  rows.forEach(([at, ...hex], index) => {
    const end = Number.parseInt(rows[index + 1]?.[0] ?? at!, 16);
    for (let place = Number.parseInt(at!, 16); place < end; place++)
      bytes[place] = Number.parseInt(hex[place % 16]!, 16);
  });
  return bytes;
}

/** The head of a core, without the size of the notes: VMCOREINFO is that of the build. */
function headText(bytes: Uint8Array): string {
  const head = readElfCoreHead(bytes);
  if (typeof head === 'string') return head;
  const segments = head.segments.map((one) => (one.type === PT_NOTE ? { ...one, sizeBytes: 0 } : one));
  return JSON.stringify({ ...head, segments }, (_, value) => (typeof value === 'bigint' ? String(value) : value), 1);
}

/** CPUs and names of registers in their order, where the count stands; the values are those of another run. */
function saveAreaText(bytes: Uint8Array): string {
  const cpus = readRegisterSaveArea(bytes);
  const names =
    typeof cpus === 'string' ? cpus : cpus.map((one) => `${one.cpu} ${Object.keys(one.registers).join(' ')}`);
  return JSON.stringify([[...bytes.subarray(0, 20)], names], null, 1);
}

/** Which CPU a shell ran on is chance, and where a kernel has VMCOREINFO. */
function crashInfoText(bytes: Uint8Array, { version }: KernelProfile): string {
  const generation = fadumpGeneration(version, 'kernel');
  const info = readCrashInfo({ ...crashInfoShape(generation, 4), byteOrder: 'little' }, bytes);
  if (typeof info === 'string') return info;
  const { crashingCpu, cpuMask, address, infoBytes } = info;
  return JSON.stringify(
    [cpuMask.includes(crashingCpu), cpuMask, isNewFadump(generation) ? infoBytes : address],
    null,
    1,
  );
}

/** Complaints without who complains; of a listing, mode, size and path. */
function masked(lines: readonly string[], { command }: Step): string {
  // The recorded machine had a PCI bus, and how much memory there is is that of the build.
  const wanted = command.startsWith('grep') ? /^Cma/ : command === 'cat /proc/iomem' ? /: System RAM$/ : /^/;
  const kept = lines.filter((line) => wanted.test(line));
  return (
    kept
      .map((line) => line.replace(/^(?:sh|cat|ls|hexdump|\/init): (?:.*: )?/, ''))
      // How long the hypervisor took is chance.
      .map((line) => line.replace(/\(\d+ ms \/ \d+ ms\)$/, '(… ms)'))
      .map((line) => line.replace(/^([-rwx]{10}) .* (\d+) \w{3} .* (\S+)$/, '$1 $2 $3'))
      .join('\n')
  );
}

/** What ours prints; null: a command that says nothing about fadump. */
function answer(machine: Machine, { command, output }: Step): string[] | null {
  const from = machine.uart.length;
  const echo = /^echo (-n )?(?:'([^']*)'|([^>]*?)) > (\S+)(?: 2>&1)?$/.exec(command);
  if (echo !== null) {
    const [, isBare, quoted, bare, path] = echo;
    const word = quoted ?? bare!;
    const result = machine.kernelWrite(path!, isBare === undefined ? `${word}\n` : word);
    // A shell creates what is not there, and sysfs does not let it.
    const error = result === -ENOENT ? -EACCES : result;
    return [...said(machine.uart.textFrom(from)), ...(error < 0 ? [strerror(error)] : [])];
  }
  const module = /^device_add pc-dimm (\S+)$/.exec(command)?.[1];
  if (module !== undefined) {
    const refusal = machine.plugMemory(ramBytesOf(module)!);
    if (refusal !== null) return [refusal];
    machine.runUntil(machine.clock.now + RUNNING_NS);
    return logLines(machine.uart.textFrom(from), '(?:pseries-hotplug-mem|lpar): ');
  }
  if (command.startsWith('dmesg |')) {
    const log = machine.uart.text.slice(machine.uart.text.lastIndexOf('Welcome to Open Firmware'));
    const lines = said(log);
    return command.includes('tail') ? lines.slice(lines.length - output.length) : lines;
  }
  const [, paths] = /^(?:cat|grep -i .*cma) (\/\S+(?: \/\S+)*)$/.exec(command) ?? [];
  if (paths !== undefined) {
    return paths.split(' ').flatMap((path) => {
      const found = machine.kernelRead(path);
      if (typeof found === 'number') return [strerror(found)];
      const text = latin1Text(found);
      return text === '' ? [] : text.replace(/\n$/, '').split('\n');
    });
  }
  const property = /^hexdump -C \/proc\/device-tree\/rtas\/(\S+)$/.exec(command)?.[1];
  if (property !== undefined) return propertyDump(machine, property);
  if (command === 'ls -l /sys/kernel/debug/powerpc/fadump_region /proc/vmcore') return listed(machine);
  if (command === 'ls -l /proc/vmcore') return listed(machine).slice(0, 1);
  if (command === 'ls -l /sys/kernel/fadump') return listedFolder(machine, '/sys/kernel/fadump');
  return null;
}

const said = (text: string) => logLines(text, '(?:rtas )?fadump: ');

/** What the kernel says on the console with such a word before it. */
function logLines(text: string, prefix: string): string[] {
  const pattern = new RegExp(`^(?:.*\\] )?(${prefix}.*)$`);
  return text.split('\r\n').flatMap((line) => pattern.exec(line)?.[1] ?? []);
}

function listed(machine: Machine): string[] {
  const lines: string[] = [];
  for (const [folder, name] of [
    ['/proc', 'vmcore'],
    ['/sys/kernel/debug/powerpc', 'fadump_region'],
  ] as const) {
    const entries = machine.kernelList(folder);
    const entry = typeof entries === 'number' ? undefined : entries.find((one) => one.name === name);
    if (entry === undefined) lines.push('No such file or directory');
    else lines.push(`${modeText(entry.mode)} ${entry.size} ${folder}/${name}`);
  }
  return lines;
}

function listedFolder(machine: Machine, folder: string): string[] {
  const entries = machine.kernelList(folder);
  if (typeof entries === 'number') return [strerror(entries)];
  const lines = entries.map(({ name, mode, size }) => `${modeText(mode)} ${size} ${name}`);
  return ['total 0', ...lines.toSorted((a, b) => (a.split(' ')[2]! < b.split(' ')[2]! ? -1 : 1))];
}

const modeText = (mode: number) =>
  `-${Array.from({ length: 9 }, (_, bit) => (((mode >> (8 - bit)) & 1) === 1 ? 'rwx'[bit % 3]! : '-')).join('')}`;

/** As `hexdump -C` does it, but for runs of the same line, which these values do not have. */
function propertyDump(machine: Machine, name: string): string[] {
  const tree = parseFdt(machine.memory.read(findBoard('pseries')!.deviceTree!.loadedAt!, 0x10000));
  const value = 'error' in tree ? null : getProperty(findNode(tree, '/rtas')!, name);
  if (value === null) return ['No such file or directory'];
  const lines: string[] = [];
  for (let at = 0; at < value.length; at += 16) {
    const bytes = [...value.subarray(at, at + 16)];
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
    const columns = `${hex.slice(0, 8).join(' ').padEnd(23)}  ${hex.slice(8).join(' ').padEnd(23)}`;
    const text = bytes.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${columns}  |${text}|`);
  }
  return [...lines, value.length.toString(16).padStart(8, '0')];
}
