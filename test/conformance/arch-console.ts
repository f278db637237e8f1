/**
 * Recorded consoles of `linux-arch` through the whole machine: the recording's board, kernel, command line and device tree node,
 * and as `/init` the script that the recording ran, with the words of its shell.
 *
 * Which CPU a task runs on is the scheduler's choice on a real machine; here each crash happens where the recording shows it.
 */
import { serializeFdt } from '../../src/formats/fdt.ts';
import { emptyFdt, fdtNode } from '../../src/formats/fdt-tree.ts';
import { cells, strings } from '../../src/formats/fdt-values.ts';
import type { SiteRequest } from '../../src/kernel/casualty.ts';
import { moduleCatalogue } from '../../src/kernel/modules/catalogue.ts';
import { Machine } from '../../src/machine/machine.ts';
import type { BoardProfile, InitramfsFile } from '../../src/profiles/board.ts';
import { powernv } from '../../src/profiles/boards/powernv.ts';
import { pseries } from '../../src/profiles/boards/pseries.ts';
import { virtArm } from '../../src/profiles/boards/virt-arm.ts';
import { virtArm64 } from '../../src/profiles/boards/virt-arm64.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import type { KernelProfile } from '../../src/profiles/kernel.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { assert } from '../../src/sim/assert.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { hasVector, readJsonVector, readVector } from './vectors.ts';

/** The fields of `linux-arch/NAME.json` that a replay needs. */
export interface ArchRecording {
  readonly name: string;
  readonly architecture: 'armhf' | 'arm64' | 'ppc64le';
  readonly writerKernel: string;
  readonly kernelCommandLine: string;
  readonly cpus: number;
  readonly ramMiB: number;
  readonly guestScripts: readonly string[];
  readonly deviceTreeNode: string | null;
  readonly qemuPanicAction: string;
  readonly monitorCommand: string | null;
  /** QEMU's name; absent or another: the one of its architecture. */
  readonly machine?: string;
  /** Our board for it, with its own device tree; absent: the one of its machine or architecture. */
  readonly board?: string;
}

export interface ArchLine {
  /** Null where the recording does not say. */
  readonly level: number | null;
  readonly text: string;
}

const boards = { armhf: virtArm, arm64: virtArm64, ppc64le: pseries } as const;
const S_IFREG = 0o100000;
const S_IFDIR = 0o040000;
const S_IFLNK = 0o120000;
const LIMIT_S = 120;
const END = '@@END';
const MONITOR = '@@MON';
/** The recordings' scripts loaded ramoops with its debug messages, which take room in the log. */
const DEBUG = 'dyndbg=+p';

/** `folder`: the vectors it is among. */
export function readArchRecording(name: string, folder = 'linux-arch'): ArchRecording {
  return readJsonVector(`${folder}/${name}.json`);
}

/** The words of the recordings' scripts that do something here. */
const words = (modules: readonly string[]) => `#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null
say() { echo "$1" >/dev/console; }
mods() { for m in "$@"; do insmod /lib/m/$m.ko; done; }
info() { :; }
dump_params() { :; }
dump_pstore() { :; }
dump_dmesg() { :; }
log() { say @@LOG; dmesg -r >/dev/console; say @@LOGEND; }
off() { poweroff -f; }
mount_pstore() { mount -t pstore pstore /sys/fs/pstore; }
load_ramoops() { :; ${modules.map((module) => `insmod /lib/m/${module}.ko${module === 'ramoops' ? ` ${DEBUG} "$@"` : ''};`).join(' ')} }
crashme() { [ -e /proc/crashme ] || insmod /lib/m/crashme.ko; (echo $1 > /proc/crashme); }
crash_panic() { echo c > /proc/sysrq-trigger; }
`;

function files(kernel: KernelProfile, script: string): InitramfsFile[] {
  const catalogue = moduleCatalogue(kernel).modules;
  const links = [...catalogue.values()].map(({ name, path }) => ({
    path: `/lib/m/${name}.ko`,
    mode: S_IFLNK | 0o777,
    link: `/lib/modules/${kernel.release}/${path}`,
  }));
  const modules = kernel.pstore.modules.map(({ name }) => name);
  const content = `${words(modules)}${script}\nsay ${END}\nwhile :; do sleep 1000; done\n`;
  return [{ path: '/lib/m', mode: S_IFDIR | 0o755 }, ...links, { path: '/init', mode: S_IFREG | 0o755, content }];
}

/** The node of a recording as a tree: the words of its properties are numbers. Null: no ramoops. */
export function deviceTree(board: BoardProfile, node: string | null): Uint8Array {
  const root = fdtNode('', { '#address-cells': cells(2), '#size-cells': cells(2), model: strings('linux,dummy-virt') });
  root.children.push(fdtNode('chosen'));
  if (node !== null) {
    const properties = Object.fromEntries(
      [...node.matchAll(/\b([a-z-]+) = <([^>]*)>;/g)].map((match) => [
        match[1]!,
        cells(...match[2]!.trim().split(/\s+/).map(Number)),
      ]),
    );
    delete properties['address-cells'];
    delete properties['size-cells'];
    const empty = /\bno-map;/.test(node) ? { 'no-map': new Uint8Array(0) } : {};
    const name = /(ramoops@[0-9a-f]+)/.exec(node)![1]!;
    const region = fdtNode(name, { compatible: strings('ramoops'), ...properties, ...empty });
    const parent = fdtNode(
      'reserved-memory',
      { '#address-cells': cells(2), '#size-cells': cells(2), ranges: new Uint8Array(0) },
      [region],
    );
    root.children.push(parent);
  }
  assert(board.deviceTree !== null, `${board.name} takes no tree`);
  return serializeFdt({ ...emptyFdt(), root });
}

/** Our machine for a recording, switched off. */
export function archMachine(recording: ArchRecording): Machine {
  const kernel = findKernel(recording.writerKernel);
  assert(kernel !== undefined, `no kernel ${recording.writerKernel}`);
  const named = recording.board === undefined ? undefined : findBoard(recording.board);
  const own = named ?? (recording.machine === 'powernv9' ? powernv : boards[recording.architecture]);
  const hasOwnTree = recording.architecture === 'ppc64le' || named !== undefined;
  const [bank] = own.ramBanks;
  const board: BoardProfile = {
    ...own,
    byteOrder: kernel.byteOrder ?? 'little',
    cpus: recording.cpus,
    disk: null,
    ramBanks: [{ start: bank!.start, end: bank!.start + recording.ramMiB * 2 ** 20 }],
    osTerm: recording.qemuPanicAction === 'none' ? 'returns' : 'stops',
    initramfsFiles: files(kernel, recording.guestScripts[0] ?? ''),
  };
  return new Machine({
    board,
    kernel,
    uboot: null,
    seed: recording.name,
    // As the scripts did; but a device of the tree has its module loaded before them.
    commandLine: `${recording.kernelCommandLine}${recording.deviceTreeNode === null || hasOwnTree ? '' : ` ramoops.${DEBUG}`}`,
    userland: 'busybox',
    ...(hasOwnTree ? {} : { deviceTree: deviceTree(board, recording.deviceTreeNode) }),
  });
}

/** Our console from the start of the first process to the end of this boot. */
export function replayArchConsole(recording: ArchRecording, recorded: readonly ArchLine[]): ArchLine[] {
  const machine = archMachine(recording);
  const ours: ArchLine[] = [];
  machine.bus.on('kernel.booted', () => listen(machine, ours, recorded));
  runArchScript(machine, recording);
  return ours;
}

/** Switches it on and runs it until it starts anew or nothing more will come. */
export function runArchScript(machine: Machine, recording: ArchRecording): void {
  let resets = 0;
  machine.powerOn();
  machine.bus.on('machine.reset', () => resets++);
  const limit = machine.clock.now + LIMIT_S * NS_PER_S;
  const isOver = () =>
    resets > 0 ||
    machine.state === 'hung' ||
    machine.state === 'off' ||
    machine.uart.text.includes(`\n${END}`) ||
    machine.state === 'kernel.panicking.dead';
  machine.runUntil(limit, () => isOver() || machine.uart.text.includes(`\n${MONITOR}`));
  if (!isOver() && recording.monitorCommand === 'nmi') machine.nmi();
  machine.runUntil(limit, isOver);
}

function listen(machine: Machine, ours: ArchLine[], recorded: readonly ArchLine[]): void {
  const { printk, casualty } = machine.kernel!.parts;
  const print = printk.printk.bind(printk);
  printk.printk = (level, text, call) => {
    const lines = text.replace(/\n$/, '').split('\n');
    if (level < printk.consoleLoglevel) for (const line of lines) ours.push({ level, text: line });
    print(level, text, call);
  };
  const site = casualty.site.bind(casualty);
  casualty.site = (path: string, request: Partial<SiteRequest> & Pick<SiteRequest, 'task'>) => {
    const header = recorded.slice(ours.length).find(({ text }) => /^CPU: \d+ .*PID: [1-9]/.test(text));
    const cpu = request.cpu ?? Number(/^CPU: (\d+) /.exec(header?.text ?? '')?.[1] ?? 0);
    return site(path, { ...request, cpu });
  };
}

/** A record begins with its time stamp; other text of the console is the shell's or the firmware's. */
const STAMP = /^\[ *\d+\.\d{6}\] ?(.*)$/;

/** The records of the first boot from the start of the first process on; levels from its dumps, where they are at hand. */
export function recordedArchConsole(name: string, folder = 'linux-arch'): ArchLine[] {
  const levels = dumpedLevels(name);
  const all = latin1Text(readVector(`${folder}/${name}.console.log.gz`)).split('\n');
  const lines: string[] = [];
  let isUserSpace = false;
  for (const line of all) {
    const text = STAMP.exec(line.replace(/\r$/, ''))?.[1];
    if (isUserSpace && /^(SLOF|### second machine)/.test(line)) break;
    if (text === undefined) continue;
    if (isUserSpace && /^(Booting Linux on|random: crng init done|fadump: )/.test(text)) break;
    if (isUserSpace) lines.push(text);
    if (text.startsWith('Run /init')) isUserSpace = true;
  }
  return lines.map((text) => ({ text, level: levels.get(text) ?? null }));
}

/** Levels of the texts in the dumps; an empty line has none of its own. */
function dumpedLevels(name: string): Map<string, number | null> {
  const levels = new Map<string, number | null>();
  const path = `linux-arch/${name}.files.json.gz`;
  if (!hasVector(path)) return levels;
  const recovered = readJsonVector<Record<string, Record<string, { text?: string }>>>(path)['0'] ?? {};
  for (const { text } of Object.values(recovered)) {
    for (const line of /^(Panic|Oops)#/.test(text ?? '') ? text!.split('\n') : []) {
      const match = /^<(\d+)>\[ *\d+\.\d{6}\] (.+)$/.exec(line);
      if (match === null) continue;
      const level = Number(match[1]) % 8;
      // What is said twice, in an oops and in a warning, has two levels.
      levels.set(match[2]!, levels.has(match[2]!) && levels.get(match[2]!) !== level ? null : level);
    }
  }
  return levels;
}
