/**
 * A persistent_ram zone in a memory of its own, written and read by the kernel's own zone code (kernel/pstore/ram-core.ts).
 *
 * This is what campaigns go by: the bytes that a full zone has come from here, and so does what a boot makes of a zone whose
 * header is not what it was. Left out: what pstore puts into a dump before its text, so that the record is plain log.
 */
import { isKernelStop } from '../kernel/kernel-stop.ts';
import { type PersistentRamZone, persistentRamNew } from '../kernel/pstore/ram-core.ts';
import type { PersistentRamHost } from '../kernel/pstore/zone-description.ts';
import { RateLimit } from '../kernel/rate-limit.ts';
import { PhysicalMemory } from '../memory/physical-memory.ts';
import { findKernel } from '../profiles/kernels.ts';
import { assert } from '../sim/assert.ts';
import { latin1Bytes } from '../sim/bytes.ts';

/** Sizes in bytes. */
export interface ZoneShape {
  /** Of the log in the zone; null: as much as there is room for. */
  readonly record: number | null;
  readonly zone: number;
}

/** What a boot finds in a zone. */
export interface FoundZone {
  /** Null: nothing that it would show. */
  readonly log: Uint8Array | null;
  readonly correctedBytes: number;
  readonly badBlocks: number;
  /** The bytes as the boot has left them. */
  readonly bytes: Uint8Array;
}

/** Zones do not differ between the kernels whose codec was measured. */
const KERNEL = '6.1.0-56-amd64';
const ADDRESS = 0x1000000;

export class KernelZone {
  readonly size: number;
  readonly eccSize: number;
  readonly #memory = new PhysicalMemory({ trackWriters: false });
  readonly #host: PersistentRamHost;

  constructor(size: number, eccSize: number) {
    this.size = size;
    this.eccSize = eccSize;
    const profile = findKernel(KERNEL)!;
    this.#host = {
      memory: this.#memory,
      byteOrder: 'little',
      wordBytes: profile.wordBytes,
      pageSizeBytes: profile.pageSizeBytes,
      allocationMaxBytes: profile.pstore.allocationMaxBytes,
      divisionByZeroStops: true,
      refusesUncachedMapping: false,
      switches: profile.pstore.ramoops,
      uncorrectableLimit: new RateLimit(
        'campaign',
        () => 0,
        () => {},
      ),
      printk: () => {},
    };
  }

  /** A fresh zone with a log of `recordBytes` in it. */
  written(recordBytes: number): Uint8Array {
    this.#memory.write(ADDRESS, new Uint8Array(this.size), this.#memory.writer('campaign'));
    const zone = this.#attach();
    assert(zone !== null, 'a campaign with a zone that no kernel makes');
    const taken = zone.write(logText(recordBytes));
    assert(taken === recordBytes, 'the kernel stopped while it wrote the log');
    return this.#memory.read(ADDRESS, this.size);
  }

  /** Boots on these bytes; null: the kernel stops inside its own code. */
  found(bytes: Uint8Array): FoundZone | null {
    this.#memory.write(ADDRESS, bytes, this.#memory.writer('campaign'));
    const zone = this.#attach();
    if (zone === null) return null;
    const { oldLog, correctedBytes, badBlocks } = zone;
    return { log: oldLog, correctedBytes, badBlocks, bytes: this.#memory.read(ADDRESS, this.size) };
  }

  #attach(): PersistentRamZone | null {
    const zone = persistentRamNew(this.#host, {
      kind: 'console',
      label: 'campaign',
      paddr: BigInt(ADDRESS),
      size: this.size,
      sig: 0,
      eccSize: this.eccSize,
      memType: 0,
      zapOld: false,
    });
    return typeof zone === 'number' || isKernelStop(zone) ? null : zone;
  }
}

/** Lines as a kernel logs them: decay depends on what the bytes are. */
function logText(length: number): Uint8Array {
  const lines: string[] = [];
  for (let at = 0, line = 0; at < length; line++) {
    const text = `<6>[${(line * 0.017 + 1).toFixed(6).padStart(12)}] usb 1-${line % 7}: new high-speed USB device number ${line}\n`;
    lines.push(text);
    at += text.length;
  }
  return latin1Bytes(lines.join('').slice(0, length));
}
