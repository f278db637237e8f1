/**
 * Mappings of a program whose file has one segment: those that a static program of such a file has. Their shares are assumed; the form is recorded.
 *
 * What they show is the same at each reading.
 */
import type { MemoryArea } from './process-view.ts';

const TEXT_SHARE = 0.6;
const RODATA_SHARE = 0.25;
const DATA_SHARE = 0.1;
const HEAP_BYTES = 136 * 1024;

interface AssumedProgram {
  readonly pid: number;
  /** Where its file is mapped, and how long it is. */
  readonly base: bigint;
  readonly fileBytes: number;
  readonly page: bigint;
}

/** Program text and data, and the heap: places, permissions and offsets. */
export function assumedProgramAreas({ pid, base, fileBytes, page }: AssumedProgram): MemoryArea[] {
  const pages = (bytes: number) => ((BigInt(Math.max(0, Math.floor(bytes))) + page - 1n) / page) * page;
  const spread = BigInt((pid * 2654435761) % 0x4000) * page;
  const textEnd = base + page + pages(fileBytes * TEXT_SHARE);
  const rodataEnd = textEnd + pages(fileBytes * RODATA_SHARE);
  const dataEnd = rodataEnd + pages(fileBytes * DATA_SHARE);
  const heap = dataEnd + page * 16n + spread;
  const mapped = { dev: 0, ino: 0, offset: 0n, name: '' };
  return [
    { ...mapped, start: base, end: base + page, permissions: 'r--p' },
    { ...mapped, start: base + page, end: textEnd, permissions: 'r-xp', offset: page },
    { ...mapped, start: textEnd, end: rodataEnd, permissions: 'r--p', offset: textEnd - base },
    { ...mapped, start: rodataEnd, end: dataEnd, permissions: 'rw-p', offset: rodataEnd - base },
    {
      ...mapped,
      start: heap,
      end: heap + pages(HEAP_BYTES),
      permissions: 'rw-p',
      name: '[heap]',
    },
  ];
}
