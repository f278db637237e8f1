/** The NVRAM backend and its partitions, on devices in every condition. */
import { describe, expect, test } from 'vitest';
import { initializeNvram } from '../../../src/firmware/nvram-partitions.ts';
import { NVRAM_SIG_FREE, NVRAM_SIG_OS, nvramHeaderBytes } from '../../../src/formats/chrp-nvram.ts';
import { kernelDeflate } from '../../../src/formats/deflate.ts';
import { Nvram } from '../../../src/hardware/nvram.ts';
import { nvramBackend } from '../../../src/kernel/pstore/nvram-backend.ts';
import {
  NvramPartitions,
  OOPS_LOG_PARTITION,
  RTAS_LOG_PARTITION,
} from '../../../src/kernel/pstore/nvram-partitions.ts';
import { Pstore } from '../../../src/kernel/pstore/platform.ts';
import type { PstoreWriteRecord } from '../../../src/kernel/pstore/pstore-record.ts';
import { pseries } from '../../../src/profiles/boards/pseries.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { EPERM } from '../../../src/sim/errno.ts';
import { readJsonVector } from '../../conformance/vectors.ts';
import { recordingKernel } from './recording-kernel.ts';

const NAMES = ['dmesg-nvram-2', 'powerpc-common-nvram-6', 'rtas-nvram-0'];

function slofNvram(): Nvram {
  const nvram = new Nvram(pseries.nvram!.sizeBytes);
  expect(initializeNvram(nvram, pseries.nvram!)).toBe(true);
  return nvram;
}

/** Free space of these lengths in blocks, one behind the other, each closed by a partition of the firmware. */
function freeSpaces(...lengths: number[]): Nvram {
  const nvram = new Nvram(lengths.reduce((sum, length) => sum + 16 * (length + 1), 0));
  let at = 0;
  for (const length of lengths) {
    nvram.write(at, nvramHeaderBytes({ signature: NVRAM_SIG_FREE, length, name: 'wwwwwwwwwwww' }));
    nvram.write(at + 16 * length, nvramHeaderBytes({ signature: 0x51, length: 1, name: 'fw' }));
    at += 16 * (length + 1);
  }
  return nvram;
}

function opened(nvram: Nvram) {
  const lines: string[] = [];
  const backend = nvramBackend(nvram, (level, text) => lines.push(`<${level}>${text}`));
  return { backend, lines };
}

function dumpOf(bytes: Uint8Array, more: Partial<PstoreWriteRecord> = {}): PstoreWriteRecord {
  return { type: 0, part: 1, count: 2, reason: 1, time: { seconds: 1709294407, nanoseconds: 5 }, bytes, ...more };
}

interface Recorded {
  readonly '0': Readonly<Record<string, { readonly text?: string; readonly base64?: string }>>;
}

function recordedFile(name: string): Uint8Array {
  const { text, base64 } = readJsonVector<Recorded>('linux-arch/ppcf61-fadump-on-nvram.files.json.gz')['0'][name]!;
  return text === undefined ? new Uint8Array(Buffer.from(base64!, 'base64')) : new TextEncoder().encode(text);
}

describe('the recording ppcf61-fadump-on-nvram', () => {
  test('its dump fits compressed, and all its files come back at the next boot', () => {
    const nvram = slofNvram();
    const text = recordedFile(NAMES[0]!);
    const writer = opened(nvram).backend!;
    expect(writer.bufsize).toBe(3980);
    const zipped = kernelDeflate(text, { windowBits: 11, outLimit: writer.bufsize });
    expect(writer.write(dumpOf(zipped!, { compressed: true }))).toBe(0);

    const kernel = recordingKernel(findKernel('6.1.192-fadump')!);
    const pstore = new Pstore(kernel);
    const reader = opened(nvram);
    pstore.register(reader.backend!);
    pstore.start();
    pstore.mount();
    expect(reader.lines).toEqual(['<3>nvram: Failed to find partition of-config, err 0']);
    expect(pstore.fs.files().map(({ name }) => name)).toEqual(NAMES);
    for (const name of NAMES) expect(pstore.fs.file(name)!.content, name).toEqual(recordedFile(name));
    expect(pstore.fs.file(NAMES[0]!)!.mtime).toEqual({ seconds: 1709294407n, nanoseconds: 0n });
    expect(pstore.fs.unlink(NAMES[0]!)).toBe(-EPERM);
    expect(pstore.fs.file(NAMES[0]!)).toBeDefined();
  });
});

describe('dumps', () => {
  test('before the first there is nothing to read, not even what the firmware keeps', () => {
    const { backend, lines } = opened(slofNvram());
    backend!.open();
    expect(backend!.read()).toBeNull();
    expect(lines).toEqual([]);
  });

  test('version, length, seconds and type lie before them, big-endian', () => {
    const nvram = slofNvram();
    const area = () => new NvramPartitions(nvram, () => {}).find('lnx,oops-log', NVRAM_SIG_OS)!;
    const backend = opened(nvram).backend!;
    backend.write(dumpOf(latin1Bytes('abc'), { count: 0x01020304 }));
    expect(area().size).toBe(4000);
    expect([...nvram.read(area().offset, 23)]).toEqual([
      ...[0, 0, 0, 4, 1, 2, 3, 4],
      ...[0x13, 0x88, 0, 3, 0, 0, 0, 0, 0x65, 0xe1, 0xc3, 0x47],
      ...latin1Bytes('abc'),
    ]);
    backend.write(dumpOf(latin1Bytes('z'), { compressed: true }));
    expect([...nvram.read(area().offset, 4)]).toEqual([0, 0, 0, 8]);
  });

  test('the newest stays, and parts after the first and other types are refused', () => {
    const { backend } = opened(slofNvram());
    backend!.write(dumpOf(latin1Bytes('the first')));
    backend!.write(dumpOf(latin1Bytes('second'), { count: 3 }));
    expect(backend!.write(dumpOf(latin1Bytes('x'), { part: 2 }))).toBe(-EPERM);
    expect(backend!.write(dumpOf(latin1Bytes('x'), { type: 2 }))).toBe(-EPERM);
    backend!.open();
    const record = backend!.read()!;
    expect([record.id, latin1Text(record.bytes), record.compressed]).toEqual([3, 'second', false]);
  });

  test('one of the largest size fits, and what is longer is cut', () => {
    const { backend } = opened(slofNvram());
    for (const length of [3979, 3980]) {
      backend!.write(dumpOf(new Uint8Array(length).fill(65)));
      backend!.open();
      expect(backend!.read()!.bytes.length).toBe(length);
    }
    backend!.write(dumpOf(new Uint8Array(3981).fill(65)));
    backend!.open();
    expect(backend!.read()!.bytes.length).toBe(3980);
  });

  test('a header without version holds the length alone', () => {
    const nvram = slofNvram();
    const { backend } = opened(nvram);
    const { offset } = new NvramPartitions(nvram, () => {}).find('lnx,oops-log', NVRAM_SIG_OS)!;
    nvram.write(offset, Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 7, 0, 3, ...latin1Bytes('oldest')));
    backend!.open();
    expect(backend!.read()).toMatchObject({ id: 7, seconds: 0n, bytes: latin1Bytes('old') });
  });
});

describe('partitions', () => {
  test('made once, found later', () => {
    const nvram = slofNvram();
    const sizes = () => {
      const partitions = new NvramPartitions(nvram, () => {});
      return [RTAS_LOG_PARTITION, OOPS_LOG_PARTITION].map((wanted) => partitions.findOrCreate(wanted)!);
    };
    const first = sizes();
    expect(first.map(({ size }) => size)).toEqual([2080, 4000]);
    const whole = nvram.read(0, nvram.sizeBytes);
    expect(sizes()).toEqual(first);
    expect(nvram.read(0, nvram.sizeBytes)).toEqual(whole);
    expect(initializeNvram(nvram, pseries.nvram!)).toBe(false);
  });

  test('the first space with all that is wanted, else the largest with enough', () => {
    const create = (...lengths: number[]) =>
      new NvramPartitions(freeSpaces(...lengths), () => {}).findOrCreate(OOPS_LOG_PARTITION);
    expect(create(126, 251, 300)).toEqual({ offset: 16 * 128, size: 4000 });
    expect(create(126, 250, 130)).toEqual({ offset: 16 * 128, size: 249 * 16 });
    expect(create(126)).toEqual({ offset: 16, size: 2000 });
    expect(create(125)).toBeNull();
  });

  test('one that is too small is removed, and its space used again', () => {
    const nvram = freeSpaces(300);
    nvram.write(0, nvramHeaderBytes({ signature: NVRAM_SIG_OS, length: 100, name: 'lnx,oops-log' }));
    nvram.write(1600, nvramHeaderBytes({ signature: NVRAM_SIG_FREE, length: 200, name: 'wwwwwwwwwwww' }));
    const lines: string[] = [];
    const partitions = new NvramPartitions(nvram, (_, text) => lines.push(text));
    expect(partitions.findOrCreate(OOPS_LOG_PARTITION)).toEqual({ offset: 16, size: 4000 });
    expect(lines).toEqual(['nvram: Found too small lnx,oops-log partition, removing it...']);
  });

  test('of other systems they go where there is no room; dumps go to the log of RTAS where there is room for one', () => {
    const nvram = freeSpaces(131);
    nvram.write(0, nvramHeaderBytes({ signature: NVRAM_SIG_OS, length: 131, name: 'ppc64,linux' }));
    const { backend, lines } = opened(nvram);
    expect(backend!.bufsize).toBe(2080 - 20);
    expect(lines).toEqual([
      '<6>nvram: No room to create ibm,rtas-log partition, deleting any obsolete OS partitions...',
      '<6>nvram: No room to create lnx,oops-log partition, deleting any obsolete OS partitions...',
      '<3>nvram: Failed to find or create lnx,oops-log partition, err -28',
      '<5>nvram: Using ibm,rtas-log partition to log both RTAS errors and oops/panic reports',
    ]);
  });

  test('damage ends the list: a wrong checksum, no length, a rest that is no header, a length beyond the end', () => {
    const linesOf = (nvram: Nvram) => {
      const { backend, lines } = opened(nvram);
      backend?.open();
      for (let left = 5; left > 0; left--) backend?.read();
      return lines[0];
    };
    const damaged = slofNvram();
    damaged.write(2, Uint8Array.of(9));
    expect(linesOf(damaged)).toMatch(/^<4>WARNING: nvram partition checksum was [0-9a-f]{2}, should be [0-9a-f]{2}!$/);
    expect(linesOf(new Nvram(64))).toBe('<4>WARNING: nvram corruption detected: 0-length partition');
    expect(linesOf(new Nvram(8))).toBe('<3>nvram_scan_partitions: Error parsing nvram partitions');
    const long = new Nvram(64);
    long.write(0, nvramHeaderBytes({ signature: NVRAM_SIG_FREE, length: 0xffff, name: 'w' }));
    expect(linesOf(long)).toBe('<3>nvram: Failed to find partition common, err 0');
  });
});
