/**
 * `reserve_mem=SIZE:ALIGN:NAME`: memory set aside under a name, for ramoops to find by `mem_name=`.
 *
 * Mirrors `reserve_mem` of Linux v6.12 `mm/memblock.c`. What cannot be had is passed over in silence, as there. The place depends on what else
 * the boot allocates before; of that only the log buffer is known here.
 */
import { type KernelCommandLine, memparse, parameterValues } from '../cmdline.ts';
import type { Memblock } from './memblock.ts';

export interface NamedMemory {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

/** RESERVE_MEM_MAX_ENTRIES, and RESERVE_MEM_NAME_SIZE with its NUL. */
const ENTRIES_MAX = 8;
const NAME_BYTES = 16;
/** SMP_CACHE_BYTES. */
const ALIGN_MIN = 64;

/** Takes the memory from memblock, in the order of the words. */
export function reserveNamedMemory(line: KernelCommandLine, memblock: Memblock, limit: number): readonly NamedMemory[] {
  const taken: NamedMemory[] = [];
  for (const value of parameterValues(line, 'reserve_mem')) {
    const wish = taken.length < ENTRIES_MAX ? parse(value ?? '') : null;
    if (wish === null || taken.some(({ name }) => name === wish.name)) continue;
    const start = memblock.allocate(wish.size, wish.align, `reserve_mem ${wish.name}`, limit);
    if (start !== null) taken.push({ name: wish.name, start, size: wish.size });
  }
  return taken;
}

function parse(text: string): { readonly size: number; readonly align: number; readonly name: string } | null {
  const size = memparse(text);
  if (size.value === 0 || text[size.length] !== ':') return null;
  const rest = text.slice(size.length + 1);
  const align = memparse(rest);
  if (rest[align.length] !== ':') return null;
  const name = rest.slice(align.length + 1);
  if (name.trim() === '' || name.length >= NAME_BYTES) return null;
  return { size: size.value, align: Math.max(ALIGN_MIN, align.value), name };
}
