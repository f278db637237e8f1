/**
 * `pstore-dump.json`: log records in, dump payloads out, as the kernel's pstore_dump, kmsg_dump_get_buffer and record_print_text
 * made them.
 *
 * The recorder called the kernel's deflate directly, so its 6.1 has no crypto API that complains when a text does not fit: that line
 * (`crypto_comp_compress failed`) is left out on our side.
 */

import type { KmsgDumpReason } from '../../src/kernel/printk/kmsg-dump.ts';
import { chooseCompression } from '../../src/kernel/pstore/compress.ts';
import { Pstore } from '../../src/kernel/pstore/platform.ts';
import { PSTORE_FLAGS_DMESG, type PstoreBackend } from '../../src/kernel/pstore/pstore-record.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { ENOSPC } from '../../src/sim/errno.ts';
import { ramLog } from '../kernel/printk/ram-log.ts';
import { recordingKernel } from '../kernel/pstore/recording-kernel.ts';
import { expectEqualText, hexOf } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, readJsonVector } from './vectors.ts';

interface DumpCase {
  name: string;
  kernel: '6.1' | '6.12';
  callerOption: boolean;
  config: {
    bufsize: number;
    compress: 0 | 1;
    kmsgBytes: number;
    printkTime: 0 | 1;
    reason: KmsgDumpReason;
    previousDumps: number;
    clearSeq: number;
    ramoopsRules: 0 | 1;
  };
  records: { tsNsec: number; prio: number; callerId: number; text: string }[];
  textBufferSize: number;
  writes: { part: number; compressed: boolean; size: number; payloadHex: string; ret: number }[];
  log: string[];
}

export const suite: Suite = {
  name: 'pstore-dump',
  cases(): Case[] {
    if (!hasVector('pstore-dump.json')) return [];
    const { cases } = readJsonVector<{ cases: DumpCase[] }>('pstore-dump.json');
    return cases.map((one) => ({ name: one.name, run: () => runDump(one) }));
  },
};

function runDump(one: DumpCase): void {
  const { config } = one;
  const found = findKernel(one.kernel === '6.1' ? '6.1.192-oracle' : '6.12.117+deb12-amd64')!;
  const profile = { ...found, printk: { ...found.printk, caller: one.callerOption } };
  const log = ramLog({ profile }).log;
  const kernel = recordingKernel(profile, { log, time: config.printkTime === 1 });
  const writes: DumpCase['writes'] = [];
  let isRecording = false;
  const backend: PstoreBackend = {
    name: 'ramoops',
    flags: PSTORE_FLAGS_DMESG,
    bufsize: config.bufsize,
    maxReason: 4,
    firstPartOnly: false,
    open: () => 0,
    read: () => null,
    writeUser: () => 0,
    write: ({ part, compressed, bytes }) => {
      const ret = config.ramoopsRules === 1 && part !== 1 ? -ENOSPC : 0;
      if (!isRecording) return 0;
      writes.push({ part: part!, compressed: compressed!, size: bytes.length, payloadHex: hexOf(bytes), ret });
      return ret;
    },
  };
  const compress = config.compress === 1 ? 'deflate' : 'none';
  const method = chooseCompression(profile.pstore, compress, kernel.printk);
  const textBufferSize = method?.textBytes(config.bufsize) ?? config.bufsize;
  expectEqualText(String(textBufferSize), String(one.textBufferSize), 'text buffer');
  const pstore = new Pstore(kernel, { compress, kmsgBytes: config.kmsgBytes });
  pstore.start();
  pstore.register(backend);

  // What registering said is in our log, but the recorder's began with the records.
  log.clear();
  const begin = log.readableSeq;
  for (let i = 0; i < config.previousDumps; i++) kernel.printkOf.dumpers.dump(config.reason);
  log.addAll(
    one.records.map(({ tsNsec, prio, callerId, text }) => {
      return { tsNs: tsNsec, facility: prio >> 3, level: prio & 7, flags: 0, callerId, text };
    }),
  );
  log.store.clearSeq = begin + config.clearSeq;
  kernel.lines.length = 0;
  isRecording = true;
  kernel.printkOf.dumpers.dump(config.reason);

  expectEqualText(writes.map(lineOf).join('\n'), one.writes.map(lineOf).join('\n'), 'writes');
  const said = kernel.lines.filter((line) => line !== '<3>pstore: crypto_comp_compress failed, ret = -22!');
  expectEqualText(said.join('\n'), one.log.join('\n'), 'log');
}

function lineOf(write: DumpCase['writes'][number]): string {
  return `part ${write.part} compressed ${write.compressed} size ${write.size} ret ${write.ret} ${write.payloadHex}`;
}
