/**
 * How a zone comes to be mapped: as pages of memory, or as addresses that a driver must ask for.
 *
 * Mirrors `persistent_ram_buffer_map`, `persistent_ram_vmap` and `persistent_ram_iomap` of Linux v4.19, v6.1 and v6.12 `fs/pstore/ram_core.c`.
 */
import { type CacheType, type Mapping, map } from '../../memory/mapping.ts';
import { KERN_ERR } from '../printk/levels.ts';
import { hexSizeT } from './size-t.ts';
import type { PersistentRamHost, ZoneOptions } from './zone-description.ts';

const CACHE_TYPES: readonly CacheType[] = ['write-combine', 'uncached', 'cached'];

/**
 * `persistent_ram_buffer_map`: whole pages of memory, or addresses that a driver must ask for; null where they are not to be had.
 */
export function bufferMap(host: PersistentRamHost, options: ZoneOptions): Mapping | null {
  const mapping = isMemory(host, options) ? vmap(host, options) : ioMap(host, options);
  if (mapping === null) {
    const size = `0x${options.size.toString(16)}`;
    host.printk(KERN_ERR, `persistent_ram_buffer_map: Failed to map ${size} pages at ${hexSizeT(options.paddr)}`);
  }
  return mapping;
}

function isMemory({ ioResources }: PersistentRamHost, { paddr }: ZoneOptions): boolean {
  return ioResources?.hasPage(paddr) ?? true;
}

/** `persistent_ram_vmap`. */
function vmap(host: PersistentRamHost, options: ZoneOptions): Mapping | null {
  const { memType } = options;
  if (host.switches.memTypes === 'three' && CACHE_TYPES[memType] === undefined) {
    host.printk(KERN_ERR, `invalid mem_type=${memType}`);
    return null;
  }
  // vmap refuses a page that is none, with a warning that is left out here; 4.19 maps it.
  const last = options.paddr + BigInt(options.size) - 1n;
  if (host.switches.memTypes === 'three' && host.ioResources?.hasPage(last) === false) return null;
  return mapPages(host, options);
}

/** `persistent_ram_iomap`: any mem_type will do. */
function ioMap(host: PersistentRamHost, options: ZoneOptions): Mapping | null {
  const { label, paddr, size } = options;
  const { hasLabels } = host.switches;
  if (host.ioResources?.request(paddr, size, hasLabels ? label : 'persistent_ram') === false) {
    const shown = `${hasLabels ? `${label} ` : ''}0x${size.toString(16)}@${hexSizeT(paddr)}`;
    host.printk(KERN_ERR, `request mem region (${shown}) failed`);
    return null;
  }
  const mapping = mapPages(host, { ...options, memType: options.memType === 0 ? 0 : 1 });
  if (mapping === null) host.ioResources?.release(paddr);
  return mapping;
}

/** Null where the address lies beyond what the machine can address. */
function mapPages(host: PersistentRamHost, { paddr, size, memType }: ZoneOptions): Mapping | null {
  const { memory, pageSizeBytes } = host;
  const end = paddr + BigInt(size);
  if (end > BigInt(memory.sizeBytes)) return null;
  const start = Number(paddr) - (Number(paddr) % pageSizeBytes);
  const pages = Math.ceil((Number(end) - start) / pageSizeBytes);
  const length = Math.min(pages * pageSizeBytes, memory.sizeBytes - start);
  const isThree = host.switches.memTypes === 'three';
  return map(
    memory,
    { address: start, length },
    {
      cacheType: CACHE_TYPES[isThree ? memType : Math.min(memType, 1)]!,
      byteOrder: host.byteOrder,
      writer: 'kernel/ramoops',
      decoder: host.ioResources?.decoder({ start: Number(paddr), end: Number(end) }) ?? null,
    },
  );
}
