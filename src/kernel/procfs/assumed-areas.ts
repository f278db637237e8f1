/**
 * Mappings of a process nobody keeps mappings for: those a static program of its size has. Assumed; the form is recorded.
 *
 * A process here has no address space; what it shows is the same at each reading.
 */
import type { MemoryArea, ProcessView } from './process-view.ts';

const PAGE = 4096n;

function pages(bytes: number): bigint {
  return ((BigInt(Math.max(0, Math.floor(bytes))) + PAGE - 1n) / PAGE) * PAGE;
}

/** Program text and data, heap, stack, and what the kernel maps. */
export function assumedAreas(
  view: Pick<ProcessView, 'pid' | 'isKernelThread' | 'exe' | 'memory'>,
  wordBytes: 4 | 8,
): MemoryArea[] {
  if (view.isKernelThread || view.exe === null) return [];
  const isWide = wordBytes === 8;
  const base = isWide ? 0x400000n : 0x10000n;
  const spread = BigInt((view.pid * 2654435761) % 0x4000) * PAGE;
  const textEnd = base + PAGE + pages(view.memory.text);
  const rodataEnd = textEnd + pages(view.memory.text / 4);
  const dataEnd = rodataEnd + pages(view.memory.data / 4);
  const heap = dataEnd + PAGE * 16n + spread;
  const stackEnd = (isWide ? 0x7fff00000000n : 0xbf000000n) - spread;
  const stack = stackEnd - pages(Math.max(view.memory.stack, 132 * 1024));
  const mapped = { dev: 0, ino: 0, offset: 0n };
  const file = { dev: 2, ino: 22, name: view.exe };
  const special: MemoryArea[] = isWide
    ? [
        { ...mapped, start: stackEnd + 0x10000n, end: stackEnd + 0x14000n, permissions: 'r--p', name: '[vvar]' },
        { ...mapped, start: stackEnd + 0x14000n, end: stackEnd + 0x16000n, permissions: 'r-xp', name: '[vdso]' },
      ]
    : [
        { ...mapped, start: stackEnd + 0x10000n, end: stackEnd + 0x11000n, permissions: 'r-xp', name: '[sigpage]' },
        { ...mapped, start: stackEnd + 0x11000n, end: stackEnd + 0x12000n, permissions: 'r--p', name: '[vvar]' },
        { ...mapped, start: stackEnd + 0x12000n, end: stackEnd + 0x13000n, permissions: 'r-xp', name: '[vdso]' },
        { ...mapped, start: 0xffff0000n, end: 0xffff1000n, permissions: 'r-xp', name: '[vectors]' },
      ];
  return [
    { ...file, start: base, end: base + PAGE, permissions: 'r--p', offset: 0n },
    { ...file, start: base + PAGE, end: textEnd, permissions: 'r-xp', offset: PAGE },
    { ...file, start: textEnd, end: rodataEnd, permissions: 'r--p', offset: textEnd - base },
    { ...file, start: rodataEnd, end: dataEnd, permissions: 'rw-p', offset: rodataEnd - base },
    {
      ...mapped,
      start: heap,
      end: heap + pages(Math.max(view.memory.data / 2, 136 * 1024)),
      permissions: 'rw-p',
      name: '[heap]',
    },
    { ...mapped, start: stack, end: stackEnd, permissions: 'rw-p', name: '[stack]' },
    ...special,
  ];
}
