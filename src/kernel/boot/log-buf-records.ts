/**
 * What a boot says about a longer log buffer, and where in the log it is said.
 *
 * Mirrors the places of `setup_log_buf` in Linux v6.1: x86 `setup_arch`, just before the initrd is looked at; everybody's
 * `start_kernel`, before the directory cache gets its hash table. The time stamps are those of the line behind.
 */

import { PRB_AVGBITS, printkInfo, printkRingLayouts } from '../../formats/printk-ring.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import type { Memblock } from '../mm/memblock.ts';
import { KERN_ERR } from '../printk/levels.ts';
import { earlyLogBufFree, type LogBufPlan, logBufLines } from '../printk/log-buf.ts';
import { LOG_NEWLINE, type LogRecord } from '../printk/log-record.ts';
import type { DynamicLogBuf } from '../printk/ram-log-store.ts';
import type { BootRecord } from './template.ts';

export interface LogBufBoot {
  readonly records: readonly BootRecord[];
  readonly dynamic: DynamicLogBuf | undefined;
}

interface Line {
  readonly level: number;
  readonly text: string;
}

/** The boot's records with the lines of a longer buffer in them, and that buffer. `limit`: where mapped memory ends. */
export function bootWithLogBuf(
  profile: KernelProfile,
  records: readonly BootRecord[],
  plan: LogBufPlan,
  memblock: Memblock,
  limit: number,
): LogBufBoot {
  let all = records;
  if (plan.parameterLines.length > 0) all = inserted(all, placeOf(all, /^NX \(|^Memory policy/), plan.parameterLines);
  if (plan.length === 0) return { records: all, dynamic: undefined };
  const isEarly = profile.architecture === 'x86_64' && plan.cpuLines.length === 0;
  const place = placeOf(all, isEarly ? /^RAMDISK:|^ACPI: Early table/ : /^Dentry cache hash table/);
  const early = [
    ...all.slice(0, place).map((record) => asLogRecord(record, profile)),
    ...plan.cpuLines.map((line) => asLogRecord(line, profile)),
  ];
  const buffer = allocate(profile, plan.length, memblock, limit);
  if (typeof buffer === 'string') {
    const text = `printk: log_buf_len: ${plan.length} text bytes not available`;
    const failure = { level: KERN_ERR, text: buffer === 'text' ? text : failureText(profile, plan.length, buffer) };
    return { records: inserted(all, place, [...plan.cpuLines, failure]), dynamic: undefined };
  }
  const lines = [...plan.cpuLines, ...logBufLines(profile, plan.length, earlyLogBufFree(profile, early))];
  return { records: inserted(all, place, lines), dynamic: { ...buffer, length: plan.length, fromSeq: early.length } };
}

type Failure = 'text' | 'desc' | 'info';

function allocate(
  profile: KernelProfile,
  length: number,
  memblock: Memblock,
  limit: number,
): { data: number; descs: number; infos: number } | Failure {
  const { descBytes, infoBytes } = arraySizes(profile, length);
  const align = profile.wordBytes;
  const data = memblock.allocate(length, align, 'log buffer', limit);
  if (data === null) return 'text';
  const descs = memblock.allocate(descBytes, align, 'log buffer', limit);
  if (descs === null) return 'desc';
  const infos = memblock.allocate(infoBytes, align, 'log buffer', limit);
  return infos === null ? 'info' : { data, descs, infos };
}

function failureText(profile: KernelProfile, length: number, what: 'desc' | 'info'): string {
  const { descBytes, infoBytes } = arraySizes(profile, length);
  return `printk: log_buf_len: ${what === 'desc' ? descBytes : infoBytes} ${what} bytes not available`;
}

function arraySizes(profile: KernelProfile, length: number): { descBytes: number; infoBytes: number } {
  const count = length / 2 ** PRB_AVGBITS;
  const { desc } = printkRingLayouts(profile.wordBytes);
  return { descBytes: count * desc.sizeBytes, infoBytes: count * printkInfo.sizeBytes };
}

function placeOf(records: readonly BootRecord[], line: RegExp): number {
  const index = records.findIndex(({ text }) => line.test(text));
  return index < 0 ? Math.min(1, records.length) : index;
}

function inserted(records: readonly BootRecord[], place: number, lines: readonly Line[]): BootRecord[] {
  const neighbour = records[place] ?? records.at(-1);
  const { timeUs = 0, caller = null } = neighbour ?? {};
  const fresh = lines.map(({ level, text }): BootRecord => ({ timeUs, level, text, caller, effect: null }));
  return [...records.slice(0, place), ...fresh, ...records.slice(place)];
}

function asLogRecord({ level, text }: Line, { printk }: KernelProfile): LogRecord {
  return { tsNs: 0, facility: 0, level, flags: LOG_NEWLINE, callerId: 0, text: text.slice(0, printk.lineMaxBytes) };
}
