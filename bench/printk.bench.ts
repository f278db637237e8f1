/**
 * The kernel log in simulated RAM: one call of printk, a boot log in one piece, one dump of 16 KiB.
 *
 * No peer runs here: the real thing needs a kernel. Goals are those of the plan: 3 µs a call, and for a boot and its dump together
 * about a tenth of a crash cycle.
 */
import { kernelLog } from '../src/kernel/printk/kernel-log.ts';
import { kmsgDumpGetBuffer, kmsgDumpRewind } from '../src/kernel/printk/kmsg-dump-buffer.ts';
import type { PrintkLog } from '../src/kernel/printk/log.ts';
import { LOG_NEWLINE, type LogRecord } from '../src/kernel/printk/log-record.ts';
import { PhysicalMemory } from '../src/memory/physical-memory.ts';
import { findKernel } from '../src/profiles/kernels.ts';
import type { BenchReport } from './report.ts';

const RAM_BYTES = 0x4000000;
const IMAGE = { start: 0x1000000, end: 0x3d00000 };
const OFFSET = 0xffffffff80000000n;
const BOOT_RECORDS = 350;
const ROUNDS = 90;

function newLog(memory: PhysicalMemory): PrintkLog {
  return kernelLog({
    memory,
    profile: findKernel('deb61')!,
    byteOrder: 'little',
    image: IMAGE,
    ramEnd: RAM_BYTES,
    virtual: (physical) => OFFSET + BigInt(physical),
    physical: (virtual) => Number(virtual - OFFSET),
  });
}

function record(index: number): LogRecord {
  const text = `subsystem ${index}: a line of a boot as long as most of them are, 0x${(index * 977).toString(16)}`;
  return { tsNs: index * 1_234_567, facility: 0, level: 6, flags: LOG_NEWLINE, callerId: 0, text };
}

/** Microseconds a call in the best of many short rounds: others use the machine too. */
function measure(calls: number, call: (index: number) => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call(i);
    best = Math.min(best, ((performance.now() - start) * 1000) / calls);
  }
  return best;
}

export async function run(report: BenchReport): Promise<void> {
  const memory = new PhysicalMemory({ sizeBytes: RAM_BYTES });
  const boot = Array.from({ length: BOOT_RECORDS }, (_, i) => record(i));
  const format = { syslog: true, time: true, caller: false };
  let log = newLog(memory);

  const row = (name: string, us: number, goalUs: number) =>
    report.row(name, `${us.toFixed(2)} us`, '-', null, `<= ${goalUs} us`, us <= goalUs);
  row(
    `log of a boot, ${BOOT_RECORDS} records`,
    measure(100, () => {
      log = newLog(memory);
      log.addAll(boot);
    }),
    100,
  );
  row(
    'dump of 16 KiB',
    measure(100, () => {
      kmsgDumpGetBuffer(log, kmsgDumpRewind(log), 16384, format);
    }),
    100,
  );
  // Made before: putting them together would cost as much as storing them.
  const entries = boot.map(({ text }) => {
    return { tsNs: 1e9, facility: 0, level: 6, callerId: 1, text, continuation: false, open: false };
  });
  row(
    'printk, ring wrapping',
    measure(2_000, (i) => log.add(entries[i % BOOT_RECORDS]!)),
    3,
  );
  const end = log.readableSeq;
  row(
    'read of one record',
    measure(2_000, (i) => {
      log.store.next(end - 1 - (i & 511));
    }),
    1.5,
  );
}
