/** Where the variables of a kernel lie that has no debug package at hand: its own symbol table says it. */
import { debian612arm64Places } from './kernels/debian612arm64.places.data.ts';
import type { PlaceFacts } from './place-facts.ts';

export interface KernelPlace {
  readonly address: bigint;
  readonly sizeBytes: number;
  /** Its first eight bytes as they are in the image, hexadecimal; empty where they are not kept. */
  readonly word: string;
}

const recorded: Readonly<Record<string, PlaceFacts>> = { '6.12.117+deb12-arm64': debian612arm64Places };

const parsed = new Map<string, ReadonlyMap<string, KernelPlace>>();

/** What the kernel's type information says of its variables; null for a kernel whose symbols were not read. */
export function placedTypes(release: string): Pick<PlaceFacts, 'types' | 'variables'> | null {
  return recorded[release] ?? null;
}

/** Null for a kernel whose symbols were not read. */
export function kernelPlaces(release: string): ReadonlyMap<string, KernelPlace> | null {
  const source = recorded[release];
  if (source === undefined) return null;
  let places = parsed.get(release);
  if (places === undefined) {
    places = new Map(source.places.trim().split('\n').map(placeOf));
    parsed.set(release, places);
  }
  return places;
}

function placeOf(line: string): readonly [string, KernelPlace] {
  const [name = '', address = '0', bytes = '0', word = ''] = line.split(' ');
  return [name, { address: BigInt(`0x${address}`), sizeBytes: Number(bytes), word }];
}
