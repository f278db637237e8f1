/**
 * The recorded regions of `linux/` and `linux-arch/`, each read by one or more real kernels: what they said, showed and left behind,
 * against what `autopsy` says of the same bytes.
 *
 * A reader with a console front end fills the console zone with its own boot log, which no parameter determines. Where that text
 * is known, from the region it left or from its serial console, it is written through our console zone and then the
 * whole region is compared; where it is not, the case "region after" is named as absent.
 */

import { createHash } from 'node:crypto';
import { type AutopsyReport, type AutopsyZone, autopsy } from '../../src/inspect/autopsy.ts';
import { autopsyOptions } from '../../src/inspect/autopsy-options.ts';
import { isKernelStop } from '../../src/kernel/kernel-stop.ts';
import { busyboxLongListing } from '../../src/kernel/pstore/listing.ts';
import { persistentRamNew } from '../../src/kernel/pstore/ram-core.ts';
import { RateLimit } from '../../src/kernel/rate-limit.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { expectEqualBytes, expectEqualText } from './compare.ts';
import type { Case } from './suite.ts';
import { hasVector, listVectors, readJsonVector, readVector } from './vectors.ts';

interface RecordedFile {
  name: string;
  size: number;
  mode: string;
  mtimeSec: number;
  mtimeText: string;
  sha256: string;
}

interface Recovery {
  kernel: string;
  params: Record<string, string>;
  ls: string;
  lsAfterErase: string | null;
  messages: string[];
  files: RecordedFile[];
  regionAfterSha256: string;
  regionAfterFile?: string;
}

export interface Recording {
  name: string;
  regionAddress: number;
  params: Record<string, string | number>;
  paramsFrom?: string;
  kernelCommandLine?: string;
  writerKernel?: string;
  file: string;
  recoveredBy: Recovery[];
}

/** What cannot be compared of a recording, and why. */
export interface Lesser {
  readonly skips: readonly ('messages' | 'files')[];
}

export function recordingsIn(folder: string): Recording[] {
  return listVectors(folder)
    .filter((file) => file.endsWith('.json') && file !== 'index.json')
    .map((file) => readJsonVector<Recording>(`${folder}/${file}`));
}

export function linuxCases(folder: string, lesser: Readonly<Record<string, Lesser>>): Case[] {
  const cases: Case[] = [];
  for (const recording of recordingsIn(folder)) {
    if (recording.recoveredBy.length === 0) {
      cases.push({ name: recording.name, run: () => {}, absent: 'no reading was recorded' });
    }
    for (const recovery of recording.recoveredBy) {
      cases.push(...recoveryCases(folder, recording, recovery, lesser[recording.name]?.skips ?? []));
    }
  }
  return cases;
}

function recoveryCases(
  folder: string,
  recording: Recording,
  recovery: Recovery,
  skips: readonly ('messages' | 'files')[],
): Case[] {
  const name = `${recording.name} read by ${recovery.kernel}`;
  const image = () => readVector(`${folder}/${recording.file}`);
  const report = () => autopsy(image(), optionsOf(recording, recovery));
  const cases: Case[] = [
    {
      name,
      run: () => {
        const ours = report();
        if (!skips.includes('messages')) expectMessages(ours, recovery);
        if (!skips.includes('files')) expectFiles(ours, recovery);
      },
    },
  ];
  const log = consoleLogOf(folder, recording, recovery);
  const after = { name: `${name}: region after` };
  if (typeof log === 'string') cases.push({ ...after, run: () => {}, absent: log });
  else cases.push({ ...after, run: () => expectRegionAfter(folder, report(), recovery, log) });
  return cases;
}

/** The options as the command line tool would be given them. */
export function optionsOf(recording: Recording, recovery: Recovery) {
  const { params } = recording;
  const words = [`pstore.compress=${recovery.params['pstore.compress'] ?? 'deflate'}`];
  for (const word of (recording.kernelCommandLine ?? '').split(' ')) {
    if (/^(?:pstore\.backend|disable_radix)/.test(word) && recovery.kernel === recording.writerKernel) words.push(word);
  }
  const text = (name: string) => (params[name] === undefined ? {} : { [camel(name)]: String(params[name]) });
  return autopsyOptions({
    kernel: recovery.kernel,
    address: recovery.params['ramoops.mem_address'] ?? String(recording.regionAddress),
    ...text('record_size'),
    ...text('console_size'),
    ...text('ftrace_size'),
    ...text('pmsg_size'),
    ...text('ecc'),
    ...text('mem_type'),
    ...text('max_reason'),
    deviceTree: (recording.paramsFrom ?? '').startsWith('device tree') && recovery.kernel === recording.writerKernel,
    cmdline: words.join(' '),
    erase: recovery.lsAfterErase !== null,
  });
}

function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Lines of other parts of the kernel (`printk:`, `reed_solomon:`, `OF:`) are not ours to say. */
function expectMessages(report: AutopsyReport, recovery: Recovery): void {
  const expected = recovery.messages.filter((line) => /^(?:ramoops|pstore)/.test(line));
  expectEqualText(report.messages.map(({ text }) => text).join('\n'), expected.join('\n'), 'messages');
}

function expectFiles(report: AutopsyReport, recovery: Recovery): void {
  const lineOf = (file: { name: string; size: number; mode: string }, mtime: number | null, sha256: string) =>
    `${file.name} ${file.size} ${file.mode} ${mtime} ${sha256}`;
  const ours = report.files.map((file) => lineOf(file, file.mtimeSec, sha256Of(file.bytes)));
  const theirs = recovery.files.map((file) => {
    const hasOwnTime = file.name.startsWith('dmesg-');
    return lineOf(file, hasOwnTime ? file.mtimeSec : null, file.sha256);
  });
  expectEqualText(ours.join('\n'), theirs.sort().join('\n'), 'files');

  const mounted = recovery.files.find((file) => !file.name.startsWith('dmesg-'))?.mtimeSec;
  const now = BigInt(mounted ?? recovery.files[0]?.mtimeSec ?? 0);
  const listed = report.files.map((file) => ({ ...file, mtime: { seconds: BigInt(file.mtimeSec ?? now) } }));
  expectEqualText(busyboxLongListing(listed, now), recovery.ls || 'total 0\n', 'ls -l');
  if (recovery.lsAfterErase !== null) {
    const left = listed.filter((file) => report.afterErase!.includes(file.name));
    expectEqualText(busyboxLongListing(left, now), recovery.lsAfterErase, 'ls -l after erasing');
  }
}

function expectRegionAfter(folder: string, report: AutopsyReport, recovery: Recovery, log: ConsoleLog): void {
  const console = report.zones.find((zone) => zone.kind === 'console');
  const region = log.text.length === 0 ? report.regionAfter : withConsoleText(report, console!, log);
  if (recovery.regionAfterFile !== undefined) {
    expectEqualBytes(region, readVector(`${folder}/${recovery.regionAfterFile}`), 'region after');
  }
  expectEqualText(sha256Of(region), recovery.regionAfterSha256, 'sha256 of the region after');
}

interface ConsoleLog {
  /** Empty for a kernel that writes none. */
  readonly text: Uint8Array;
  /** What was in the ring when the console file was unlinked, which empties it. */
  readonly beforeErase?: Uint8Array;
}

/** What the reader's console wrote; a reason where nobody knows. */
function consoleLogOf(folder: string, recording: Recording, recovery: Recovery): ConsoleLog | string {
  if (recovery.params['ramoops.max_reason'] === '4') return 'switching the reader off wrote a dump into the region';
  const registered = recovery.messages.some((line) => /console \[ramoops-1\] enabled/.test(line));
  if (!registered) return { text: new Uint8Array(0) };
  if (recovery.regionAfterFile !== undefined) {
    const report = autopsy(readVector(`${folder}/${recording.file}`), optionsOf(recording, recovery));
    const zone = report.zones.find(({ kind }) => kind === 'console')!;
    return zoneLog(readVector(`${folder}/${recovery.regionAfterFile}`), zone, recovery.lsAfterErase !== null);
  }
  const log = `${folder}/${recording.name}.console.log.gz`;
  // In `linux/` the serial log is that of the writing boots.
  if (folder !== 'linux-arch' || !hasVector(log)) return 'the console text of the reading boot was not recorded';
  return { text: lastBootText(latin1Text(readVector(log))) };
}

/**
 * The lines the kernel printed in the last boot of a serial console: its other consoles printed the same. On pseries the platform prints
 * a line without an end before one of them, and while the boot console hands over to the real one, both print.
 */
function lastBootText(log: string): Uint8Array {
  const lines = log.split('\n').flatMap((line) => /\[ *\d+\.\d{6}\] .*$/.exec(line)?.[0] ?? []);
  const isStart = (line: string | undefined) => line?.startsWith('[    0.000000]') ?? false;
  const begin = lines.findLastIndex((line, at) => isStart(line) && !isStart(lines[at - 1]));
  const boot = lines.slice(begin).filter((line, at, all) => !(line.includes('console [') && line === all[at - 1]));
  return latin1Bytes(boot.map((line) => `${line}\n`).join(''));
}

/** A zone's log, oldest byte first, behind as many bytes as went before it, so that writing it leads to the same position. */
function zoneLog(region: Uint8Array, zone: AutopsyZone, wasErased: boolean): ConsoleLog {
  const at = zone.offset;
  const view = new DataView(region.buffer, region.byteOffset + at);
  const start = view.getUint32(4, true);
  const size = view.getUint32(8, true);
  const data = region.slice(at + 12, at + 12 + zone.dataSize);
  if (wasErased) return { text: data.subarray(0, size), beforeErase: data };
  if (size < zone.dataSize) return { text: data.subarray(0, size) };
  const text = new Uint8Array(start + size);
  text.set(data.subarray(start), start);
  text.set(data.subarray(0, start), size);
  return { text };
}

/** The region once the reader's console has written `text` into the zone that loading had emptied. */
function withConsoleText(report: AutopsyReport, console: AutopsyZone, log: ConsoleLog): Uint8Array {
  const memory = new PhysicalMemory();
  const address = Number(report.options.address);
  memory.write(address, report.regionAfter, memory.writer('test'));
  const host = {
    memory,
    byteOrder: 'little',
    wordBytes: 8,
    pageSizeBytes: 4096,
    allocationMaxBytes: 2 ** 22,
    divisionByZeroStops: true,
    refusesUncachedMapping: false,
    switches: findKernel('deb61')!.pstore.ramoops,
    uncorrectableLimit: new RateLimit(
      'test',
      () => 0,
      () => {},
    ),
    printk: () => {},
  } as const;
  const zone = persistentRamNew(host, {
    kind: 'console',
    label: 'ramoops:console',
    paddr: BigInt(console.address),
    size: console.zoneSize,
    sig: 0,
    eccSize: console.eccSize,
    memType: 0,
    zapOld: false,
  });
  if (typeof zone === 'number' || isKernelStop(zone)) throw new Error('the console zone cannot be attached');
  if (log.beforeErase !== undefined) {
    zone.writeRun(log.beforeErase);
    zone.zap();
  }
  zone.writeRun(log.text);
  return memory.read(address, report.regionSize);
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
