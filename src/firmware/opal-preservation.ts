/**
 * Memory-preserving IPL, hostboot's part: what a dead kernel registered is copied, the registers of its CPUs are put where OPAL asked for
 * them, and OPAL tells the next kernel in the device tree.
 *
 * Mirrors skiboot 7.0 `hdata/spira.c` (add_opal_dump_node, opal_dump_add_mpipl_boot) and `core/opal-dump.c`; hostboot's copying is read from
 * there, not from hostboot. Memory is copied by sharing its pages. A region that does not lie in RAM is left out.
 */
import { type Fdt, findOrAddSubnode, setProperty } from '../formats/fdt-tree.ts';
import { strings, u64 } from '../formats/fdt-values.ts';
import { encodeOpalCpuData, encodeOpalThreads, OPAL_THREAD_BYTES } from '../formats/opal-dump.ts';
import type { OpalDump } from '../hardware/opal-dump.ts';
import type { AddressRange } from '../memory/memory-map.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

const CPU_DATA_VERSION = 1;
/** Where OPAL loads a kernel and its initramfs. */
const LOAD_AREAS = [
  { base: 0x20000000, bytes: 0x8000000 },
  { base: 0x28000000, bytes: 0x8000000 },
] as const;

/** At a start of the firmware. `hadPower`: RAM was without power in between. */
export function preserveForOpal(
  opal: OpalDump,
  hadPower: boolean,
  { memory, ram }: { readonly memory: PhysicalMemory; readonly ram: readonly AddressRange[] },
): void {
  const pending = opal.start(hadPower);
  if (pending === null) return;
  const writer = memory.writer('firmware');
  const isInRam = (start: number, bytes: number) =>
    ram.some((bank) => start >= bank.start && start + bytes <= bank.end);
  for (const { source, destination, bytes } of pending.regions) {
    if (isInRam(source, bytes) && isInRam(destination, bytes)) memory.aliasRange(source, destination, bytes, writer);
  }
  const threads = encodeOpalThreads(pending.threads);
  memory.write(opal.cpuDataAddress, threads, writer);
  const place = opal.cpuDataAddress + threads.length;
  const facts = { version: CPU_DATA_VERSION, threadBytes: OPAL_THREAD_BYTES, address: opal.cpuDataAddress };
  memory.write(place, encodeOpalCpuData({ ...facts, bytes: threads.length }), writer);
  opal.savedCpus(place);
}

/** `/ibm,opal/dump`, and the RAM that is OPAL's. */
export function describeOpalDump(tree: Fdt, opal: OpalDump): void {
  const node = findOrAddSubnode(findOrAddSubnode(tree.root, 'ibm,opal'), 'dump');
  setProperty(node, 'compatible', strings('ibm,opal-dump'));
  const pairs = LOAD_AREAS.flatMap(({ base, bytes }) => [...u64(BigInt(base)), ...u64(BigInt(bytes))]);
  setProperty(node, 'fw-load-area', Uint8Array.from(pairs));
  if (opal.isMpiplBoot) setProperty(node, 'mpipl-boot', new Uint8Array(0));
  const { start, end } = opal.reservedRange;
  setProperty(tree.root, 'reserved-ranges', Uint8Array.from([...u64(BigInt(start)), ...u64(BigInt(end - start))]));
}
