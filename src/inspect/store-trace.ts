/**
 * Photographs a ramoops region store by store while a machine crashes.
 *
 * A store is what the store gate counts: one CPU word; of a copy each aligned word that it touches is one, in order of address. So the
 * region as it is after store k of the run that went on is the region that a power cut after store k leaves. Of a CPU with caches,
 * what counts is RAM alone: a line that is pushed out belongs to the store that needs its place. What does not come
 * from a CPU (faults, a debugger) takes no number: it belongs to the store before it.
 */
import type { RamoopsRegion } from '../hardware/world-events.ts';
import type { Machine } from '../machine/machine.ts';
import { assert } from '../sim/assert.ts';

interface TracedStore {
  /** From 1 on; 0 for what came from outside before the first. */
  readonly number: number;
  /** In bytes from the start of the region. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface StoreTrace {
  readonly region: RamoopsRegion;
  /** Virtual time of the beginning. */
  readonly startNs: number;
  readonly before: Uint8Array;
  /** True bytes of the region at the end and at the beginning: what was meant. */
  readonly meant: Uint8Array;
  readonly meantBefore: Uint8Array;
  /** Those of them that hit the region, in order. */
  readonly stores: readonly TracedStore[];
  /** All stores of the CPU, wherever they went. */
  readonly storeCount: number;
  /** Bytes of a CPU word. */
  readonly wordBytes: number;
}

/** Writers that are no CPU. */
const OUTSIDERS = ['operator', 'fault', 'retention', 'loader'];

/** Begins now; the function that is returned ends it and gives the trace. The machine must count its stores. */
export function traceStores(machine: Machine, region: RamoopsRegion): () => StoreTrace {
  const { memory, stores: gate, caches, ledger, clock } = machine;
  assert(gate !== null, 'a trace of stores needs a machine that counts them');
  const { address, length } = region;
  const end = address + length;
  const outsiders = new Set(OUTSIDERS.map((name) => memory.writer(name)));
  const start = gate.count;
  const startNs = clock.now;
  const before = memory.read(address, length);
  const meantBefore = ledger.pristine(address, length);
  const stores: TracedStore[] = [];
  const add = (number: number, from: number, to: number) => {
    const [first, last] = [Math.max(from, address), Math.min(to, end)];
    if (first < last) stores.push({ number, offset: first - address, bytes: memory.read(first, last - first) });
  };
  const stop = memory.onWrite({ start: address, end }, (at, count, writer) => {
    const done = gate.count - start;
    if (outsiders.has(writer)) {
      add(done, at, at + count);
      return;
    }
    const { wordBytes } = gate;
    const wordOf = (place: number) => Math.floor(place / wordBytes);
    for (let from = at; from < at + count; ) {
      const to = Math.min((wordOf(from) + 1) * wordBytes, at + count);
      // Without caches the copy that is being done is the one seen here; with them it may be one to another place, or none.
      const behind = caches === null ? { from: at, at: from } : caches.progress.behind(from);
      add(done + 1 + (behind === null ? 0 : wordOf(behind.at) - wordOf(behind.from)), from, to);
      from = to;
    }
  });
  return () => {
    stop();
    const meant = ledger.pristine(address, length);
    const { wordBytes } = gate;
    return { region, startNs, before, meant, meantBefore, stores, storeCount: gate.count - start, wordBytes };
  };
}

/** The region after store `number`, 0 being the beginning. */
export function regionAfter(trace: StoreTrace, number: number): Uint8Array {
  const bytes = trace.before.slice();
  for (const store of trace.stores) {
    if (store.number > number) break;
    bytes.set(store.bytes, store.offset);
  }
  return bytes;
}
