/**
 * pstore/blk on a real partition (`pstore-blk/*.json`, several boots each): what the kernel said, the files it showed, byte for byte, and the whole
 * partition after every boot. The driver runs on a partition in memory; texts of oopses are those that the real kernel stored.
 */
import { gunzipSync } from 'node:zlib';
import {
  PSTORE_ZONE_KMSG_MAGIC,
  PSTORE_ZONE_SIGNATURE,
  pstoreZoneHeader,
  pstoreZoneKmsgHeader,
} from '../../src/formats/pstore-zone.ts';
import { parseCommandLine } from '../../src/kernel/cmdline.ts';
import { KMSG_DUMP_OOPS, KMSG_DUMP_PANIC, KMSG_DUMP_SHUTDOWN } from '../../src/kernel/printk/kmsg-dump.ts';
import { chooseCompression } from '../../src/kernel/pstore/compress.ts';
import { Pstore } from '../../src/kernel/pstore/platform.ts';
import { type BlockFile, PstoreBlk } from '../../src/kernel/pstore/pstore-blk.ts';
import type { PstoreBackend, PstoreWriteRecord } from '../../src/kernel/pstore/pstore-record.ts';
import type { KernelProfile } from '../../src/profiles/kernel.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { EBUSY, ENODEV, ENOENT } from '../../src/sim/errno.ts';
import { type RecordingKernel, recordingKernel } from '../kernel/pstore/recording-kernel.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector } from './vectors.ts';

interface RecordedBoot {
  /** On the kernel's command line. */
  readonly words: string;
  readonly text: string;
  /** After the boot: gzip, base64. */
  readonly partition: string;
}

interface Recording {
  readonly kernel: string;
  readonly boots: readonly RecordedBoot[];
}

/** A line that was typed, what it showed, and what the kernel said. */
interface Step {
  readonly line: string;
  readonly files: Readonly<Record<string, { readonly seconds: string; readonly content: Uint8Array }>>;
  readonly messages: readonly string[];
  /** What sysfs shows of the driver, `NAME:VALUE`. */
  readonly parameters: readonly string[];
}

const FOLDER = 'pstore-blk';
/** Sizes of the recorder's partitions. */
const PARTITIONS: Readonly<Record<string, number>> = {
  '/dev/vda1': 65536,
  '/dev/vda2': 2 ** 20,
  '/dev/vda3': 2048,
  '/dev/vda4': 6144,
};
/** Lines that do nothing to pstore; a real machine's answers to some of them are tested at a machine of ours. */
const BESIDE =
  /^(insmod (pstore_zone|lkdtm)\.ko|lsmod|cat \/sys|grep -H|ls |dmesg -n|touch|mke2fs|mount -t ext2|rmmod pstore_zone|echo b >)/;
/** `kmsg_size=16`, and both headers of a dump. */
const ZONE_BYTES = 16384;
const TEXT_AT = 52;
/** A line to /dev/pmsg0, and a loop of numbered ones. */
const PMSG_LINE = /^printf '(.*)\\n' > \/dev\/pmsg0$/;
const PMSG_LOOP = /^i=0; while \[ \$i -lt (\d+) \]; do echo "(.*)" > \/dev\/pmsg0; i=/;
/** Rings have no time of their own: the file has that of the mount. */
const OF_THE_MOUNT = 'of the mount';
/** Text of a dump that never got to the partition. */
const LOST = latin1Bytes('never read');

export const suite: Suite = {
  name: 'pstore-blk',
  cases: () => listVectors(FOLDER).flatMap((file) => casesOf(file.replace(/\.json$/, ''))),
};

function casesOf(name: string): Case[] {
  const recording = readJsonVector<Recording>(`${FOLDER}/${name}.json`);
  return recording.boots.flatMap((_boot, index) => [
    {
      name: `${name} boot ${index + 1}: messages, files and partition`,
      run: () => new Replay(recording, index).run(),
    },
    {
      name: `${name} boot ${index + 1}: texts are compressed as they were`,
      run: () => expectCompression(recording, index),
    },
  ]);
}

class Replay {
  readonly #kernel: RecordingKernel;
  readonly #pstore: Pstore;
  readonly #blk: PstoreBlk;
  readonly #recorded: RecordedBoot;
  readonly #steps: readonly Step[];
  readonly #partition: Uint8Array;
  readonly #after: Uint8Array;
  /** Dumps that the partition got in this boot, oldest first. */
  readonly #stored: PstoreWriteRecord[];
  #work: { readonly atNs: number; readonly run: () => void }[] = [];
  #backend: PstoreBackend | null = null;
  #stopped = false;

  constructor({ kernel, boots }: Recording, index: number) {
    const profile = profileOf(kernel);
    const boot = boots[index]!;
    this.#after = imageOf(boot);
    this.#partition = index === 0 ? new Uint8Array(this.#after.length) : imageOf(boots[index - 1]!);
    this.#recorded = boot;
    this.#steps = stepsOf(boot.text);
    this.#stored = newDumps(this.#partition, this.#after);
    this.#kernel = recordingKernel(profile);
    const compress = /pstore\.compress=(\S+)/.exec(boot.words)?.[1];
    this.#pstore = new Pstore(this.#kernel, compress === undefined ? {} : { compress });
    this.#pstore.start();
    this.#blk = new PstoreBlk({
      kernel: this.#kernel,
      byteOrder: profile.byteOrder ?? 'little',
      possibleCpus: 1,
      open: (path) => this.#open(path),
      register: (backend) => {
        const error = this.#pstore.register(backend);
        if (error === 0) this.#backend = backend;
        return error;
      },
      unregister: () => {
        this.#pstore.unregister(this.#backend!);
        this.#backend = null;
      },
      schedule: (delayNs, run) => this.#work.push({ atNs: this.#kernel.nowNs + delayNs, run }),
    });
  }

  run(): void {
    this.#boot();
    for (const { line, files, messages, parameters } of this.#steps) {
      this.#kernel.lines.length = 0;
      this.#type(line);
      const said = this.#kernel.lines.map(withoutLevel);
      if (!this.#stopped) expectSame(`${line}: messages`, said, messages);
      if (parameters.length > 0) expectSame(line, this.#parameters(), parameters);
      if (line === 'files') expectSame('files', this.#files(), files);
    }
    expectSame('partition', this.#masked(this.#partition), this.#masked(this.#after));
  }

  /** A driver that is built in starts with the words of the command line. */
  #boot(): void {
    const { words, text } = this.#recorded;
    const own = parseCommandLine(words).parameters.filter(({ name }) => name.startsWith('pstore_blk.'));
    if (own.length === 0) return;
    this.#blk.module.start(own.map(({ name, value }) => ({ name: name.replace('pstore_blk.', ''), value })));
    expectSame('boot: messages', this.#kernel.lines.map(withoutLevel), messagesOf(text.split('$ ')[0]!));
  }

  /** The console's zone has the times of its own run. */
  #masked(partition: Uint8Array): number[] {
    const { pmsg_size = '0', console_size = '0' } = this.#blk.parameters;
    const from = Number(pmsg_size) * 1024;
    const to = from + Number(console_size) * 1024;
    return [...partition].map((byte, at) => (at >= from && at < to ? 0 : byte));
  }

  #type(line: string): void {
    const pmsg = PMSG_LINE.exec(line);
    const loop = PMSG_LOOP.exec(line);
    const log = /^echo '(.*)' > \/dev\/kmsg/.exec(line);
    if (pmsg !== null) this.#pstore.writePmsg(latin1Bytes(`${pmsg[1]}\n`));
    if (log !== null) this.#kernel.printkOf.printk(4, log[1]!);
    for (let i = 0; i < Number(loop?.[1] ?? 0); i++) {
      this.#pstore.writePmsg(latin1Bytes(`${loop![2]!.replace('$i', String(i))}\n`));
    }
    if (line.endsWith('; echo c > /proc/sysrq-trigger')) this.#dump(KMSG_DUMP_PANIC);
    if (pmsg !== null || loop !== null || log !== null) return;
    const load = /^(?:.*; )?insmod pstore_blk\.ko ?([^;]*)(;|$)/.exec(line);
    if (load !== null) this.#load(load[1]!);
    else if (line.startsWith('insmod ramoops.ko')) this.#loadRamoops();
    else if (line === 'rmmod ramoops') this.#unloadRamoops();
    else if (line === 'rmmod pstore_blk') this.#unload();
    else if (line.startsWith('umount /sys/fs/pstore')) this.#remount(line.includes('; mount'));
    else if (line.startsWith('mount -t pstore')) this.#pstore.mount();
    else if (line.startsWith('sleep ')) this.#sleep(Number(line.slice(6)));
    else if (line === 'oops') this.#dump(KMSG_DUMP_OOPS);
    else if (line.startsWith('echo c >')) this.#dump(KMSG_DUMP_PANIC);
    else if (line === 'reboot -f') this.#dump(KMSG_DUMP_SHUTDOWN);
    else if (line.startsWith('rm ')) this.#remove(line.replace(/^rm .*\//, ''));
    else if (line.startsWith('printf ')) this.#patch(line);
    else if (line !== 'files' && !BESIDE.test(line)) throw new Error(`nobody knows what '${line}' does`);
  }

  /** BusyBox tries a load that fails again, by the older system call. */
  #load(words: string): void {
    const given = parseCommandLine(words).parameters;
    const result = this.#blk.module.start(given);
    this.#stopped = result === 'stopped';
    if (typeof result === 'number' && result < 0) this.#blk.module.start(given);
  }

  #open(path: string): BlockFile | number {
    if (path === '/tmp/f') return -ENODEV;
    const sizeBytes = PARTITIONS[path];
    if (sizeBytes === undefined) return -ENOENT;
    // The recorded list mounts the second partition.
    if (path === '/dev/vda2') return -EBUSY;
    const bytes = path === '/dev/vda1' ? this.#partition : new Uint8Array(sizeBytes);
    return {
      sizeBytes,
      read: (offset, length) => bytes.slice(offset, offset + length),
      write: (offset, data) => {
        bytes.set(data, offset);
        return 0;
      },
      close: () => {},
    };
  }

  #unload(): void {
    if (!this.#stopped) this.#blk.module.stop();
  }

  #loadRamoops(): void {
    if (this.#pstore.register(RAMOOPS) === 0) this.#backend = RAMOOPS;
  }

  #unloadRamoops(): void {
    if (this.#backend === RAMOOPS) this.#pstore.unregister(RAMOOPS);
  }

  #remount(again: boolean): void {
    this.#pstore.fs.unmount();
    if (again) this.#pstore.mount();
  }

  #sleep(seconds: number): void {
    this.#kernel.nowNs += seconds * NS_PER_S;
    const due = this.#work.filter(({ atNs }) => atNs <= this.#kernel.nowNs);
    this.#work = this.#work.filter((one) => !due.includes(one));
    for (const { run } of due) run();
  }

  #dump(reason: number): void {
    const stored = reason === KMSG_DUMP_OOPS ? this.#stored.shift() : undefined;
    const { bytes, compressed, time } = stored ?? {
      bytes: LOST,
      compressed: false,
      time: { seconds: 1, nanoseconds: 0 },
    };
    this.#backend!.write({ type: 0, part: 1, reason, bytes, compressed: compressed!, time });
  }

  #remove(name: string): void {
    const pattern = new RegExp(`^${name.replaceAll('*', '.*')}$`);
    for (const file of this.#pstore.fs.files()) if (pattern.test(file.name)) this.#pstore.fs.unlink(file.name);
  }

  /** `printf TEXT | dd of=/dev/vda1 … seek=N`, byte by byte. */
  #patch(line: string): void {
    const [, text, at] = /^printf '?([^' ]+)'? \| dd of=\/dev\/vda1 bs=1 .*seek=(\d+)/.exec(line)!;
    const bytes = text!.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    this.#partition.set(latin1Bytes(bytes), Number(at));
  }

  #parameters(): string[] {
    return Object.entries(this.#blk.parameters)
      .map(([name, value]) => `${name}:${value}`)
      .sort();
  }

  #files(): Step['files'] {
    const entries = this.#pstore.fs
      .files()
      .map(({ name, mtime, hasOwnTime, content }) => [
        name,
        { seconds: hasOwnTime ? String(mtime.seconds) : OF_THE_MOUNT, content },
      ]);
    return Object.fromEntries(entries);
  }
}

const RAMOOPS: PstoreBackend = {
  name: 'ramoops',
  flags: 1,
  bufsize: 4096,
  maxReason: 2,
  firstPartOnly: true,
  open: () => 0,
  read: () => null,
  write: () => 0,
  writeUser: () => 0,
};

/** A build of our own, with all front ends, has no profile: that of another such build stands for it. */
function profileOf(release: string): KernelProfile {
  return findKernel(release) ?? findKernel('6.1.192-oracle')!;
}

const withoutLevel = (line: string) => line.replace(/^<\d>/, '');

function messagesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter((line) => /^ {2}\| pstore\w*: /.test(line)).map((line) => line.slice(4));
}

function imageOf({ partition }: RecordedBoot): Uint8Array {
  return new Uint8Array(gunzipSync(Buffer.from(partition, 'base64')));
}

function stepsOf(text: string): Step[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const lines = part.split('\n');
      const shown = lines.flatMap((line) => /^\/sys\/module\/pstore_blk\/parameters\/(.*)/.exec(line)?.[1] ?? []);
      return { line: lines[0]!, files: filesOf(part), messages: messagesOf(part), parameters: shown };
    });
}

/** `@file NAME SIZE MTIME`, gzip in base64, `@end`. */
function filesOf(text: string): Step['files'] {
  const found = text.matchAll(/^@file (\S+) \d+ (\d+)\n([^@]*)@end$/gm);
  return Object.fromEntries(
    Array.from(found, ([, name, seconds, data]) => [
      name!,
      {
        seconds: name!.startsWith('dmesg-') ? seconds! : OF_THE_MOUNT,
        content: new Uint8Array(gunzipSync(Buffer.from(data!, 'base64'))),
      },
    ]),
  );
}

/** The zones with a dump: those of 16 KiB, which all boots that store anything have. */
function dumpsOf(partition: Uint8Array): { readonly at: number; readonly record: PstoreWriteRecord }[] {
  const zones = Array.from({ length: partition.length / ZONE_BYTES }, (_, index) => index * ZONE_BYTES);
  return zones.flatMap((at) => {
    const { sig, datalen } = pstoreZoneHeader.read(partition, 'little', at);
    if (sig !== PSTORE_ZONE_SIGNATURE || at + 12 + datalen > partition.length || 12 + datalen <= TEXT_AT) return [];
    const { magic, seconds, nanoseconds, compressed, counter, reason } = pstoreZoneKmsgHeader.read(
      partition,
      'little',
      at + 12,
    );
    if (magic !== PSTORE_ZONE_KMSG_MAGIC) return [];
    const bytes = partition.slice(at + TEXT_AT, at + 12 + datalen);
    const time = { seconds: Number(seconds), nanoseconds: Number(nanoseconds) };
    const record = { type: 0, part: 1, reason, count: counter, compressed: compressed !== 0, time, bytes };
    return [{ at, record }];
  });
}

/** What a boot brought, in the order of its numbers. */
function newDumps(before: Uint8Array, after: Uint8Array): PstoreWriteRecord[] {
  const isNew = ({ at }: { readonly at: number }) => {
    const from = at + 12;
    return Buffer.compare(before.subarray(from, from + 40), after.subarray(from, from + 40)) !== 0;
  };
  const records = dumpsOf(after)
    .filter(isNew)
    .map(({ record }) => record);
  return records.sort((a, b) => a.count! - b.count!);
}

/** Files at the start of a boot, compressed anew, are what the partition had of them. */
function expectCompression({ kernel, boots }: Recording, index: number): void {
  const before = boots[index - 1];
  const first = stepsOf(boots[index]!.text).find(({ line }) => line === 'files');
  if (before === undefined || first === undefined) return;
  const compression = chooseCompression(profileOf(kernel).pstore, 'deflate', () => {})!;
  for (const { at, record } of dumpsOf(imageOf(before)).filter((dump) => dump.record.compressed === true)) {
    const file = first.files[`dmesg-pstore_blk-${at / ZONE_BYTES}`];
    if (file !== undefined) {
      expectSame(`dump ${record.count}`, compression.compress(file.content, ZONE_BYTES - TEXT_AT), record.bytes);
    }
  }
}

function expectSame(what: string, ours: unknown, recorded: unknown): void {
  const mine = printed(ours);
  const theirs = printed(recorded);
  if (mine === theirs) return;
  const at = [...mine].findIndex((letter, index) => letter !== theirs[index]);
  const from = Math.max(0, at - 60);
  throw new Error(
    `${what}, at ${at}\nours     ${mine.slice(from, from + 400)}\nrecorded ${theirs.slice(from, from + 400)}`,
  );
}

function printed(value: unknown): string {
  return JSON.stringify(value, (_key, one) => (one instanceof Uint8Array ? latin1Text(one) : one));
}
