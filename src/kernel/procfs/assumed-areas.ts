/**
 * Mappings of a program whose file has one segment: those a static program of its size has. Assumed; the form is recorded.
 *
 * What they show is the same at each reading.
 */
import type { MemoryArea, ProcessView } from './process-view.ts';

/** Program text and data, and the heap: places, permissions and offsets. */
export function assumedProgramAreas(
  { pid, memory }: Pick<ProcessView, 'pid' | 'memory'>,
  base: bigint,
  page: bigint,
): MemoryArea[] {
  const pages = (bytes: number) => ((BigInt(Math.max(0, Math.floor(bytes))) + page - 1n) / page) * page;
  const spread = BigInt((pid * 2654435761) % 0x4000) * page;
  const textEnd = base + page + pages(memory.text);
  const rodataEnd = textEnd + pages(memory.text / 4);
  const dataEnd = rodataEnd + pages(memory.data / 4);
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
      end: heap + pages(Math.max(memory.data / 2, 136 * 1024)),
      permissions: 'rw-p',
      name: '[heap]',
    },
  ];
}
