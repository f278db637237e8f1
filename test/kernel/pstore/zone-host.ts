/** What zones need of a kernel, for tests: memory, a message recorder, the limits of a 64-bit PC. */

import { isKernelStop, type KernelStop } from '../../../src/kernel/kernel-stop.ts';
import { PersistentRamZone, persistentRamNew } from '../../../src/kernel/pstore/ram-core.ts';
import type { PersistentRamHost, ZoneOptions } from '../../../src/kernel/pstore/zone-description.ts';
import { RateLimit } from '../../../src/kernel/rate-limit.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';

export const ZONE_ADDRESS = 0x5000000;

export interface ZoneHost extends PersistentRamHost {
  readonly lines: string[];
}

export function zoneHost(overrides: Partial<PersistentRamHost> = {}): ZoneHost {
  const lines: string[] = [];
  return {
    memory: new PhysicalMemory({ sizeBytes: 2 ** 32 }),
    byteOrder: 'little',
    wordBytes: 8,
    pageSizeBytes: 4096,
    allocationMaxBytes: 4 * 2 ** 20,
    divisionByZeroStops: true,
    refusesUncachedMapping: false,
    switches: findKernel('deb61')!.pstore.ramoops,
    uncorrectableLimit: new RateLimit(
      'persistent_ram_init_ecc',
      () => 0,
      () => {},
    ),
    printk: (level, text) => lines.push(`<${level}>${text}`),
    ...overrides,
    lines,
  };
}

export function attach(
  host: PersistentRamHost,
  options: Partial<ZoneOptions> = {},
): PersistentRamZone | number | KernelStop {
  return persistentRamNew(host, {
    kind: 'console',
    label: 'ramoops:console',
    paddr: BigInt(ZONE_ADDRESS),
    size: 4096,
    sig: 0,
    eccSize: 0,
    memType: 0,
    zapOld: false,
    ...options,
  });
}

/** A zone that must come to be. */
export function zone(host: PersistentRamHost, options: Partial<ZoneOptions> = {}): PersistentRamZone {
  const made = attach(host, options);
  if (made instanceof PersistentRamZone) return made;
  throw new Error(isKernelStop(made) ? made.text : `error ${made}`);
}

/** Writes bytes into RAM as a fault does. */
export function poke(host: PersistentRamHost, offset: number, ...bytes: number[]): void {
  host.memory.write(ZONE_ADDRESS + offset, Uint8Array.from(bytes), host.memory.writer('fault'));
}
