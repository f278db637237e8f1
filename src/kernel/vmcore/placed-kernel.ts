/**
 * What a debugger is told of a kernel whose image alone was read: where its variables lie and of what types they are, and the functions of its crash reports.
 *
 * Addresses are those of the linker. Enough for `crash --minimal` and for gdb; left out: what tells of tasks, memory and stacks.
 */
import { CTypes } from '../../formats/c-types.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import { type KernelPlace, kernelPlaces, placedTypes } from '../../profiles/kernel-places.ts';
import type { KernelSymbol } from '../crash/symbols.ts';
import type { LogSymbols } from '../printk/log-symbols.ts';
import type { KernelFunction, KernelVariable } from './state/kernel-symbols.ts';

/** Where a kernel's image lies, and what the simulated one has there of its own. */
interface ImageAt {
  readonly image: AddressRange;
  /** `_text` as linked. */
  readonly linkedText: bigint;
  readonly log: LogSymbols;
}

/** What the vmlinux of such a kernel is made of. */
export interface PlacedKernel {
  readonly types: CTypes;
  readonly variables: readonly KernelVariable[];
  /** Places that are no variables. */
  readonly marks: ReadonlyMap<string, bigint>;
  readonly functions: readonly KernelFunction[];
  readonly banner: string;
}

export interface PlacedKernelInput extends ImageAt {
  readonly release: string;
  readonly banner: string;
  /** Symbols of the crash reports. */
  readonly functions: Iterable<KernelSymbol>;
}

/** As linked. A variable that would lie where the simulated kernel has its log lies just below. */
export function placedAddress(
  { address }: Pick<KernelPlace, 'address'>,
  sizeBytes: number,
  { image, linkedText, log: { block } }: ImageAt,
): bigint {
  const physical = image.start + Number(address - linkedText);
  const isInLog = physical < block.end && physical + sizeBytes > block.start;
  return isInLog ? address - BigInt(block.end - block.start) : address;
}

/** Null for a kernel whose image was not read. */
export function placedKernel(input: PlacedKernelInput): PlacedKernel | null {
  const { release, image, linkedText, log, banner } = input;
  const [facts, places] = [placedTypes(release), kernelPlaces(release)];
  if (facts === null || places === null) return null;
  const own = log as unknown as Readonly<Record<string, unknown>>;
  const variables = facts.variables
    .trim()
    .split('\n')
    .map((line): KernelVariable => {
      const [word = '', type = ''] = line.split(' ');
      const isPerCpu = word.startsWith('%');
      const name = isPerCpu ? word.slice(1) : word;
      const place = places.get(name)!;
      const ours = own[name];
      const address =
        typeof ours === 'number'
          ? linkedText + BigInt(ours - image.start)
          : isPerCpu
            ? place.address
            : placedAddress(place, place.sizeBytes, input);
      return { name, address, type, isPerCpu };
    });
  const known = new Set(variables.map(({ name }) => name));
  const marks = new Map([...places].filter(([name]) => !known.has(name)).map(([name, { address }]) => [name, address]));
  const functions: KernelFunction[] = [];
  for (const { name, module, sizeBytes, offset } of input.functions) {
    if (module === null && sizeBytes > 0) functions.push({ name, address: linkedText + offset, sizeBytes });
  }
  return { types: new CTypes(facts.types), variables, marks, functions, banner };
}
