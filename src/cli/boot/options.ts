/** The options of `lastwords boot`, judged: which machine, which files, which lines. */

import { parseFdt } from '../../formats/fdt.ts';
import { readDiskImage } from '../../machine/board-disk.ts';
import type { MachineOptions } from '../../machine/machine-options.ts';
import type { BoardProfile } from '../../profiles/board.ts';
import { boards, findBoard, withUBoot } from '../../profiles/boards.ts';
import { collectorServices } from '../../profiles/collector.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { kernelText } from '../../profiles/kernel-texts.ts';
import { findKernel, kernels } from '../../profiles/kernels.ts';
import { boardWithRam } from '../../profiles/ram-size.ts';
import { findRetentionPreset, retentionPresets } from '../../profiles/retention-presets.ts';
import { SPARE_PARTITION_MAX_MIB, sparePartitionBytes, withSparePartition } from '../../profiles/spare-partition.ts';
import { findUBoot, uboots } from '../../profiles/uboot.ts';
import { collectorTrouble } from '../../scenario/collector-schema.ts';
import { nameHint } from '../../scenario/nearest-name.ts';
import type { Given } from '../command.ts';
import { judgeNew, readImage } from '../files.ts';
import { judged } from '../judged.ts';

export interface BootOptions {
  readonly machine: MachineOptions;
  readonly exec: readonly string[];
  readonly files: readonly { readonly guest: string; readonly bytes: Uint8Array }[];
  readonly gets: readonly { readonly guest: string; readonly host: string }[];
  /** Where the disk goes at the end. */
  readonly diskOut: string | undefined;
  /** Files of the host that were read: `--get` and `--disk-out` never write over them. */
  readonly inputs: readonly string[];
  /** Undefined: the user did not say. */
  readonly isRealTime: boolean | undefined;
  /** Clock events a line may take. */
  readonly computeLimit: number;
}

/** A process that computes gets the CPU for about 4 ms at a time. */
const EVENTS_PER_SECOND = 250;
const LINE_BYTES = 1024 * 1024;
const FILE_BYTES = 256 * 1024 * 1024;

/** Throws what is wrong with the options, all of it together. */
export function readBootOptions(given: Given): BootOptions {
  const names = boards.filter(({ defaultKernel }) => defaultKernel !== null).map(({ name }) => name);
  const named = findBoard(given.choice('board', names) ?? names[0]!)!;
  const version = given.choice(
    'uboot',
    uboots.map((one) => one.version),
  );
  const sized = sizedBoard(given, version === undefined ? named : boardWithUBoot(given, named, version));
  const fitted = withRetention(given, sized);
  const chosen = given.choice('userland', ['gnu', 'busybox']) ?? fitted.userland;
  const userland = chosen === 'busybox' ? 'busybox' : 'gnu';
  const board = withSpare(given, withCollector(given, fitted, userland));
  const time = given.choice('time', ['real', 'fast']);
  const seconds = given.number('limit', { min: 1, max: 86_400 }) ?? 10;
  const kernel = kernelFor(given, board.defaultKernel!, board.architecture);
  const commandLine = given.text('cmdline');
  if (commandLine !== undefined && /[\0\n]/.test(commandLine)) given.complain('--cmdline', 'is not one line of text');
  const exec = given.list('exec');
  for (const line of exec) {
    if (line.length > LINE_BYTES) given.complain('--exec', 'is too long', { expected: `at most ${LINE_BYTES} bytes` });
    if (line.includes('\0')) given.complain('--exec', 'holds a NUL byte, which no shell can be given');
  }
  if (given.flag('json') && exec.length === 0) given.complain('--json', 'needs --exec');
  for (const word of given.operands) given.complain(word, 'not expected here');
  const files = pairs(given, 'file', 'HOST=GUEST').map(({ left, right }) => ({ host: left, guest: right }));
  const gets = pairs(given, 'get', 'GUEST=HOST').map(({ left, right }) => ({ guest: left, host: right }));
  for (const { guest } of [...files, ...gets]) {
    if (!guest.startsWith('/')) given.complain(guest, 'is not an absolute path in the machine');
  }
  given.settle();

  const dtb = given.text('dtb');
  const deviceTree = dtb === undefined ? undefined : readImage(dtb);
  const tree = deviceTree === undefined ? null : parseFdt(deviceTree);
  if (tree !== null && 'error' in tree) {
    given.complain('--dtb', `is no device tree blob: ${tree.reason}`, { found: `"${dtb}"` });
  }
  if (deviceTree !== undefined && board.deviceTree === null) {
    given.complain('--dtb', `board ${board.name} has no device tree`);
  }
  const diskFile = given.text('disk');
  const disk = diskFile === undefined ? undefined : readDiskImage(readImage(diskFile));
  const diskOut = given.text('disk-out');
  for (const [option, value] of [['--disk', diskFile] as const, ['--disk-out', diskOut] as const]) {
    if (board.disk === null && value !== undefined) given.complain(option, `board ${board.name} has no disk`);
  }
  const inputs = [...files.map(({ host }) => host), ...[dtb, diskFile].filter((name) => name !== undefined)];
  // Now, not when the session's result would be lost.
  if (diskOut !== undefined) judged(given, () => judgeNew(diskOut, { force: given.flag('force'), inputs }));
  const read = files.map(({ host, guest }) => ({ guest, bytes: readImage(host) }));
  for (const { guest, bytes } of read) {
    if (bytes.length <= FILE_BYTES) continue;
    given.complain('--file', 'is too long', {
      found: `${bytes.length} bytes for ${guest}`,
      expected: `at most ${FILE_BYTES} bytes, which fill any of the disks`,
    });
  }
  given.settle();
  return {
    machine: {
      board,
      kernel: kernel!,
      uboot: board.uboot === null ? null : findUBoot(version ?? board.uboot.version)!,
      userland,
      seed: given.text('seed') ?? 'lastwords',
      ...(commandLine === undefined ? {} : { commandLine }),
      ...(deviceTree === undefined ? {} : { deviceTree }),
      ...(disk === undefined ? {} : { disk }),
    },
    exec,
    files: read,
    gets,
    diskOut,
    inputs,
    isRealTime: time === undefined ? undefined : time === 'real',
    computeLimit: seconds * EVENTS_PER_SECOND,
  };
}

function boardWithUBoot(given: Given, board: BoardProfile, version: string): BoardProfile {
  const fitted = withUBoot(board);
  if (fitted !== null) return fitted;
  const expected = boards.filter((one) => one.defaultKernel !== null && withUBoot(one) !== null);
  given.complain('--uboot', `board ${board.name} has no U-Boot: its firmware starts the kernel`, {
    found: `"${version}"`,
    expected: `--board ${expected.map(({ name }) => name).join(', ')}`,
  });
  return board;
}

function sizedBoard(given: Given, board: BoardProfile): BoardProfile {
  const size = given.text('ram');
  const sized = size === undefined ? board : boardWithRam(board, size);
  if (!('message' in sized)) return sized;
  const { message, ...more } = sized;
  given.complain('--ram', message, { found: `"${size}"`, ...more });
  return board;
}

/** The board with a second partition on its disk, where one is asked for. */
function withSpare(given: Given, board: BoardProfile): BoardProfile {
  const text = given.text('spare-partition');
  if (text === undefined) return board;
  const bytes = sparePartitionBytes(text);
  if (bytes === null) {
    const expected = `1MiB to ${SPARE_PARTITION_MAX_MIB}MiB`;
    given.complain('--spare-partition', 'is not a size in MiB', { found: `"${text}"`, expected });
  } else if (board.disk === null) given.complain('--spare-partition', `board ${board.name} has no disk`);
  else if (given.text('disk') !== undefined) given.complain('--spare-partition', 'is nothing for a disk image');
  return withSparePartition(board, bytes ?? 0);
}

/** The board with the boot service that was asked for. */
function withCollector(given: Given, board: BoardProfile, userland: 'gnu' | 'busybox'): BoardProfile {
  const name = given.choice('collector', collectorServices);
  const service = collectorServices.find((one) => one === name);
  if (service === undefined) return board;
  const trouble = collectorTrouble({ service }, board, userland);
  if (trouble !== null) given.complain('--collector', trouble.message, { found: `"${service}"` });
  return { ...board, collector: { service } };
}

function withRetention(given: Given, board: BoardProfile): BoardProfile {
  const name = given.text('retention');
  const preset = name === undefined ? undefined : findRetentionPreset(name);
  if (name !== undefined && preset === undefined) {
    const known = retentionPresets.map((one) => one.name);
    given.complain('--retention', 'unknown preset', { found: `"${name}"`, hint: nameHint(name, known) });
  }
  if (preset === undefined) return board;
  return { ...board, retention: { ...board.retention, 'power-loss': [{ region: 'all', outcome: preset.outcome }] } };
}

function kernelFor(given: Given, fallback: string, architecture: string): KernelProfile | undefined {
  const name = given.text('kernel') ?? fallback;
  const kernel = findKernel(name);
  const bootable = kernels.filter((one) => one.architecture === architecture && kernelText(one.release) !== undefined);
  const known = bootable.flatMap(({ release, aliases }) => [release, ...aliases]);
  if (kernel === undefined || !bootable.includes(kernel)) {
    const message = kernel === undefined ? 'unknown kernel' : 'cannot boot on this board';
    given.complain('--kernel', message, { found: `"${name}"`, hint: nameHint(name, known) });
  }
  return kernel;
}

function pairs(given: Given, name: 'file' | 'get', form: string): { left: string; right: string }[] {
  return given.list(name).flatMap((text) => {
    const at = text.lastIndexOf('=');
    if (at > 0 && at < text.length - 1) return [{ left: text.slice(0, at), right: text.slice(at + 1) }];
    given.complain(`--${name}`, `is not of the form ${form}`, { found: `"${text}"` });
    return [];
  });
}
