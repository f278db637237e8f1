/**
 * How long the log is: `log_buf_len=`, the share of each CPU, and what is said about it.
 *
 * Mirrors `log_buf_len_setup`, `log_buf_add_cpu` and `setup_log_buf` of Linux v6.1 and v6.12 `kernel/printk/printk.c`: x86 takes the
 * longer buffer early, while it knows only its command line; the others, and the share of the CPUs, come when the boot CPU is set
 * up. Failing allocations are left out but for a buffer that RAM cannot hold.
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { type KernelCommandLine, memparse } from '../cmdline.ts';
import { KERN_ERR, KERN_INFO } from './levels.ts';
import type { LogRecord } from './log-record.ts';

/** LOG_BUF_LEN_MAX. */
const LOG_BUF_LEN_MAX = 2 ** 31;

interface LogBufLine {
  readonly level: number;
  readonly text: string;
}

export interface LogBufPlan {
  /** Bytes of the buffer to be allocated; 0: the static one stays. */
  readonly length: number;
  /** While the command line is read. */
  readonly parameterLines: readonly LogBufLine[];
  /** Before the allocation. */
  readonly cpuLines: readonly LogBufLine[];
}

export function planLogBuf(profile: KernelProfile, line: KernelCommandLine, possibleCpus: number): LogBufPlan {
  const { logBufShift, logCpuMaxBufShift } = profile.printk;
  const staticBytes = 2 ** logBufShift;
  const parameterLines: LogBufLine[] = [];
  let length = 0;
  const update = (wanted: number) => {
    let size = wanted;
    if (size > LOG_BUF_LEN_MAX) {
      size = LOG_BUF_LEN_MAX;
      parameterLines.push({ level: KERN_ERR, text: 'printk: log_buf over 2G is not supported.' });
    }
    if (size > 0) size = 2 ** Math.ceil(Math.log2(size));
    if (size > staticBytes) length = size;
  };
  for (const { name, value } of line.parameters) {
    if (name === 'log_buf_len' && value !== null) update(memparse(value).value);
  }
  const cpuLines: LogBufLine[] = [];
  const share = 2 ** logCpuMaxBufShift;
  const extra = (possibleCpus - 1) * share;
  if (length === 0 && extra > staticBytes / 2) {
    for (const text of [
      `printk: log_buf_len individual max cpu contribution: ${share} bytes`,
      `printk: log_buf_len total cpu_extra contributions: ${extra} bytes`,
      `printk: log_buf_len min size: ${staticBytes} bytes`,
    ]) {
      cpuLines.push({ level: KERN_INFO, text });
    }
    update(extra + staticBytes);
  }
  return { length, parameterLines, cpuLines };
}

/** Text bytes left in the static buffer, as `setup_log_buf` counts them while it copies the records. */
export function earlyLogBufFree(profile: KernelProfile, early: readonly LogRecord[]): number {
  const { wordBytes } = profile;
  let free = 2 ** profile.printk.logBufShift;
  for (const { text } of early) {
    const space = text.length === 0 ? 0 : Math.ceil(text.length / wordBytes + 1) * wordBytes;
    free = Math.max(0, free - space);
  }
  return free;
}

/** The last two lines of `setup_log_buf`. */
export function logBufLines(profile: KernelProfile, length: number, free: number): readonly LogBufLine[] {
  const percent = Math.floor((free * 100) / 2 ** profile.printk.logBufShift);
  return [
    { level: KERN_INFO, text: `printk: log_buf_len: ${length} bytes` },
    { level: KERN_INFO, text: `printk: early log buf free: ${free}(${percent}%)` },
  ];
}
