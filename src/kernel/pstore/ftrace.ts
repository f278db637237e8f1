/**
 * Function trace records: their encoding, the merging of CPUs, the text a reader gets.
 *
 * Mirrors `fs/pstore/ftrace.c`, `fs/pstore/internal.h` and the seq_file part of `fs/pstore/inode.c` of Linux v6.1 and v6.12.
 * The counter stands in the upper bits of the time stamp, the CPU in its low 8 bits; on 32-bit ARM with few CPUs the CPU stands
 * in the low bits of `ip` instead.
 */
import type { ByteOrder } from '../../memory/mapping.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { latin1Bytes } from '../../sim/bytes.ts';

export interface FtraceRecord {
  readonly cpu: number;
  /** The running count since boot. */
  readonly ts: bigint;
  readonly ip: bigint;
  readonly parentIp: bigint;
}

/** Where an address lies: the symbol that covers it. */
interface SymbolPlace {
  readonly name: string;
  readonly offset: bigint;
  readonly size: bigint;
}

/** Finds the symbol of a code address; null where none covers it. */
export type Kallsyms = (address: bigint) => SymbolPlace | null;

export interface FtraceFormat {
  readonly wordBytes: 4 | 8;
  readonly isLittle: boolean;
  /** Mask of the bits of `ip` that hold the CPU; 0: it stands in the time stamp. */
  readonly cpuInIp: number;
}

/** The form in which this kernel writes and reads records. */
export function ftraceFormat(profile: KernelProfile, byteOrder: ByteOrder): FtraceFormat {
  return {
    wordBytes: profile.wordBytes,
    isLittle: byteOrder === 'little',
    cpuInIp: profile.pstore.ftraceCpuInIp,
  };
}

const TS_CPU_SHIFT = 8n;
const TS_CPU_MASK = 0xffn;

/** `sizeof(struct pstore_ftrace_record)`. */
export function ftraceRecordBytes(wordBytes: 4 | 8): number {
  return 2 * wordBytes + 8;
}

export function encodeFtraceRecord(record: FtraceRecord, format: FtraceFormat): Uint8Array {
  const { wordBytes, isLittle, cpuInIp } = format;
  const bytes = new Uint8Array(ftraceRecordBytes(wordBytes));
  const view = new DataView(bytes.buffer);
  const mask = BigInt(cpuInIp);
  const ip = cpuInIp === 0 ? record.ip : (record.ip & ~mask) | (BigInt(record.cpu) & mask);
  const ts = cpuInIp === 0 ? (record.ts << TS_CPU_SHIFT) | (BigInt(record.cpu) & TS_CPU_MASK) : record.ts;
  storeWord(view, 0, ip, wordBytes, isLittle);
  storeWord(view, wordBytes, record.parentIp, wordBytes, isLittle);
  view.setBigUint64(2 * wordBytes, BigInt.asUintN(64, ts), isLittle);
  return bytes;
}

export function decodeFtraceRecord(bytes: Uint8Array, at: number, format: FtraceFormat): FtraceRecord {
  const { wordBytes, isLittle, cpuInIp } = format;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, ftraceRecordBytes(wordBytes));
  const ip = loadWord(view, 0, wordBytes, isLittle);
  const parentIp = loadWord(view, wordBytes, wordBytes, isLittle);
  const ts = view.getBigUint64(2 * wordBytes, isLittle);
  if (cpuInIp === 0) return { cpu: Number(ts & TS_CPU_MASK), ts: ts >> TS_CPU_SHIFT, ip, parentIp };
  return { cpu: Number(ip) & cpuInIp, ts, ip, parentIp };
}

/**
 * `pstore_ftrace_combine_log`: both logs lose the fragment at their beginning, then the older record goes first; of equal stamps
 * the one of `source`.
 */
export function combineFtraceLogs(target: Uint8Array, source: Uint8Array, format: FtraceFormat): Uint8Array {
  const size = ftraceRecordBytes(format.wordBytes);
  const merged = new Uint8Array(target.length - (target.length % size) + source.length - (source.length % size));
  const stamps = [target, source].map((log) => new DataView(log.buffer, log.byteOffset, log.length));
  let a = target.length % size;
  let b = source.length % size;
  for (let at = 0; at < merged.length; at += size) {
    const takesTarget = b >= source.length || (a < target.length && stampAt(stamps[0]!, a) < stampAt(stamps[1]!, b));
    if (takesTarget) {
      merged.set(target.subarray(a, a + size), at);
      a += size;
    } else {
      merged.set(source.subarray(b, b + size), at);
      b += size;
    }
  }
  return merged;

  function stampAt(view: DataView, at: number): bigint {
    const ts = view.getBigUint64(at + 2 * format.wordBytes, format.isLittle);
    return format.cpuInIp === 0 ? ts >> TS_CPU_SHIFT : ts;
  }
}

/**
 * The text of `ftrace-BACKEND-N`: one line a record. `content` is the record's bytes with the ECC notice behind them, and the
 * fragment to skip is computed from the length of both, so a notice moves every record by its length: the kernel does so.
 */
export function ftraceText(content: Uint8Array, format: FtraceFormat, kallsyms: Kallsyms): Uint8Array {
  const size = ftraceRecordBytes(format.wordBytes);
  const lines: string[] = [];
  for (let at = content.length % size; at + size <= content.length; at += size) {
    const { cpu, ts, ip, parentIp } = decodeFtraceRecord(content, at, format);
    lines.push(
      `CPU:${cpu} ts:${ts} ${address(ip)}  ${address(parentIp)}  ${functionName(ip, kallsyms)} <- ${place(parentIp, kallsyms)}\n`,
    );
  }
  return latin1Bytes(lines.join(''));
}

/** `%08lx`. */
function address(value: bigint): string {
  return value.toString(16).padStart(8, '0');
}

/** `%ps`: the symbol alone. */
function functionName(value: bigint, kallsyms: Kallsyms): string {
  return kallsyms(value)?.name ?? `0x${value.toString(16)}`;
}

/** `%pS`: symbol, offset in it and its size. */
function place(value: bigint, kallsyms: Kallsyms): string {
  const symbol = kallsyms(value);
  if (symbol === null) return `0x${value.toString(16)}`;
  return `${symbol.name}+0x${symbol.offset.toString(16)}/0x${symbol.size.toString(16)}`;
}

function loadWord(view: DataView, at: number, wordBytes: 4 | 8, isLittle: boolean): bigint {
  return wordBytes === 8 ? view.getBigUint64(at, isLittle) : BigInt(view.getUint32(at, isLittle));
}

function storeWord(view: DataView, at: number, value: bigint, wordBytes: 4 | 8, isLittle: boolean): void {
  if (wordBytes === 8) view.setBigUint64(at, BigInt.asUintN(64, value), isLittle);
  else view.setUint32(at, Number(BigInt.asUintN(32, value)), isLittle);
}
