/**
 * A backend for machines whose firmware collects nothing: the dying kernel writes the regions into ramoops' dump zones, and the next Linux shows them in /sys/fs/pstore.
 *
 * Ours: users and the authors of kmemdump have asked for one (Linux Plumbers, December 2025), no code was seen. Each record is a line that says which region
 * and from which of its bytes on, then bytes. It needs what minidump does not: a panic that reaches its dumpers, and RAM that the reset keeps.
 */
import { PSTORE_TYPE_DMESG } from '../../formats/pstore.ts';
import type { StageContext } from '../../hardware/stage.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { EINVAL } from '../../sim/errno.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { KMSG_DUMP_PANIC, type KmsgDumper, type KmsgDumpers } from '../printk/kmsg-dump.ts';
import { KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import type { PstoreBackend, WallTime } from '../pstore/pstore-record.ts';
import type { DumpRegion, KmemdumpBackend } from './backend.ts';

/** Room for the line of ours and that of ramoops, bytes. */
const LINES_BYTES = 128;

/** What it asks of its kernel. */
export interface RamoopsHost {
  readonly context: StageContext;
  readonly print: PrintkFunction;
  readonly dumpers: Pick<KmsgDumpers, 'register' | 'unregister'>;
  /** Who is registered with pstore by now; null: nobody. */
  pstore(): PstoreBackend | null;
  realTime(): WallTime;
  /** Brings variables that change all the time up to date in RAM. */
  refresh(): void;
}

export class RamoopsRegions implements KmemdumpBackend {
  readonly name = 'ramoops';
  readonly #host: RamoopsHost;
  /** In the order in which they were told. */
  readonly #regions: DumpRegion[] = [];
  readonly #dumper: KmsgDumper = { maxReason: KMSG_DUMP_PANIC, dump: () => this.#dump() };

  constructor(host: RamoopsHost) {
    this.#host = host;
  }

  registerRegion(region: DumpRegion): number {
    if (region.sizeBytes === 0) return -EINVAL;
    if (this.#regions.length === 0) this.#host.dumpers.register(this.#dumper);
    this.#regions.push(region);
    return 0;
  }

  unregisterRegion(id: number): number {
    const index = this.#regions.findLastIndex((region) => region.id === id);
    if (index >= 0) this.#regions.splice(index, 1);
    if (this.#regions.length === 0) this.#host.dumpers.unregister(this.#dumper);
    return 0;
  }

  /** Whole regions by number, as long as zones are left; one is left to the log. */
  #dump(): void {
    const host = this.#host;
    const pstore = host.pstore();
    const zones = pstore?.dumpRecords ?? 0;
    const pieceBytes = (pstore?.bufsize ?? 0) - LINES_BYTES;
    if (pstore === null || zones === 0 || pieceBytes <= 0) {
      host.print(KERN_WARNING, 'kmemdump: pstore has no zones for regions');
      return;
    }
    host.refresh();
    let left = zones - 1;
    let missing = 0;
    for (const region of this.#regions.toSorted((a, b) => a.id - b.id)) {
      const pieces = Math.ceil(region.sizeBytes / pieceBytes);
      if (pieces > left) {
        missing++;
        continue;
      }
      left -= pieces;
      for (let at = 0; at < region.sizeBytes; at += pieceBytes) this.#writePiece(pstore, region, at, pieceBytes);
    }
    const count = this.#regions.length;
    if (missing === 0) host.print(KERN_INFO, `kmemdump: ${count} regions are in ramoops`);
    else host.print(KERN_WARNING, `kmemdump: no zones for ${missing} of ${count} regions`);
  }

  #writePiece(
    pstore: PstoreBackend,
    { id, name, physical, sizeBytes }: DumpRegion,
    at: number,
    pieceBytes: number,
  ): void {
    const { context, realTime } = this.#host;
    const line = latin1Bytes(`kmemdump ${id} ${name.slice(0, 64) || 'unknown'} ${at} ${sizeBytes}\n`);
    const piece = context.memory.read(physical + at, Math.min(pieceBytes, sizeBytes - at));
    const bytes = new Uint8Array(line.length + piece.length);
    bytes.set(line);
    bytes.set(piece, line.length);
    pstore.write({ type: PSTORE_TYPE_DMESG, bytes, time: realTime(), part: 1 });
  }
}
