/** Memory as memblock has it before anything is allocated: RAM without what the device tree and the image take. */
import { lowmem, type MemoryLayout } from '../memblock/memory-layout.ts';
import { Memblock } from './memblock.ts';

/** Real mode data, BIOS areas and the trampoline: x86 allocates nothing there. */
const X86_LOW_END = 0x100000;

export function bootMemblock(layout: MemoryLayout): Memblock {
  const memblock = new Memblock(layout.systemRam);
  memblock.reserve(layout.kernelImage, 'kernel image');
  for (const region of layout.reserved) memblock.reserve(region, region.name);
  if (layout.architecture === 'x86_64') memblock.reserve({ start: 0, end: X86_LOW_END }, 'real mode');
  return memblock;
}

/** Where the memory ends that is mapped while the kernel boots. */
export function lowMemoryEnd(layout: MemoryLayout): number {
  return layout.architecture === 'arm' ? lowmem(layout).end : (layout.memory.at(-1)?.end ?? 0);
}
