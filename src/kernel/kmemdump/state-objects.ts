/**
 * What crash needs of an x86-64 kernel, which no series registers: the two sets of regions that are ours.
 *
 * `x86_64-minimal` is the smallest set for `crash --minimal` and `log`, found by leaving out one region after another; `x86_64-full` opens in normal mode. Variables lie
 * where the debug file has them; what is allocated is registered by whole ranges, since where a task will be is not known beforehand.
 */
import { parseCType } from '../../formats/c-types.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { KmemdumpRegions } from '../../profiles/kmemdump.ts';
import type { LogSymbols } from '../printk/log-symbols.ts';
import type { DynamicLogBuf } from '../printk/ram-log-store.ts';
import type { KernelLayout } from '../vmcore/state/kernel-state.ts';
import { ringMemory } from './own-regions.ts';
import type { DumpMemory } from './region-table.ts';

const BASES = ['page_offset_base', 'vmalloc_base', 'vmemmap_base'];
/** Objects lie at the end of what the boot took for them, from the end down. */
const OBJECT_BYTES = 4 << 20;
const RING_STRUCT_BYTES = 88;
const POINTER_BYTES = 8;

export interface StateObjectsInput {
  readonly layout: KernelLayout;
  readonly log: LogSymbols;
  readonly ring: DynamicLogBuf | null;
  readonly image: AddressRange;
  readonly text: bigint;
  readonly linear: (physical: number) => bigint;
  /** By owner, as the map of RAM names them. */
  readonly ranges: (owner: string) => readonly AddressRange[];
}

/** Named variables and ranges of memory, in the order in which they are registered. */
export function stateRegions(
  regions: Exclude<KmemdumpRegions, 'upstream'>,
  input: StateObjectsInput,
): readonly { readonly name: string; readonly memory: DumpMemory }[] {
  const { image, text, linear, ranges } = input;
  if (regions === 'x86_64-minimal')
    return [...ringRegions(input), ...BASES.map((name) => ({ name, memory: variable(name, input) }))];
  const linearOf = ({ start, end }: AddressRange) => ({
    name: '',
    memory: { virtual: linear(start), physical: start, sizeBytes: end - start },
  });
  const objects = ranges('slab-unreclaimable').slice(-1);
  return [
    ...(input.ring === null ? [] : ringRegions(input)),
    // Text, read-only data and data: all variables are in there.
    { name: '', memory: { virtual: text, physical: image.start, sizeBytes: image.end - image.start } },
    ...['per-CPU areas', 'early page tables', 'mem_section', 'kernel-stack'].flatMap((owner) =>
      ranges(owner).map(linearOf),
    ),
    ...objects.map(({ start, end }) => linearOf({ start: Math.max(start, end - OBJECT_BYTES), end })),
  ];
}

/** The pointer, the ring that it leads to, and that one's parts. */
function ringRegions({ log, ring, image, text, linear }: StateObjectsInput) {
  const inImage = (name: string, start: number, end: number) => ({
    name,
    memory: imageMemory({ image, text }, start, end - start),
  });
  const pointer = inImage('prb', log.prb, log.prb + POINTER_BYTES);
  const struct = (name: 'printk_rb_static' | 'printk_rb_dynamic') =>
    inImage(name, log[name], log[name] + RING_STRUCT_BYTES);
  if (ring === null) {
    const { _printk_rb_static_descs: descs, _printk_rb_static_infos: infos, __log_buf: data, block } = log;
    return [
      pointer,
      struct('printk_rb_static'),
      inImage('prb_descs', descs, infos),
      inImage('prb_infos', infos, data),
      inImage('prb_data', data, block.end),
    ];
  }
  const parts = Object.entries(ringMemory(ring)).map(([part, memory]) => ({
    name: `prb_${part}`,
    memory: { virtual: linear(memory.physical), ...memory },
  }));
  return [pointer, struct('printk_rb_dynamic'), ...parts];
}

function variable(name: string, { layout, image, text }: StateObjectsInput): DumpMemory {
  const { type } = layout.symbols.variable(name);
  return imageMemory({ image, text }, layout.symbols.physical(name), layout.types.bytes(parseCType(type)));
}

function imageMemory(
  { image, text }: Pick<StateObjectsInput, 'image' | 'text'>,
  physical: number,
  sizeBytes: number,
): DumpMemory {
  return { virtual: text + BigInt(physical - image.start), physical, sizeBytes };
}
