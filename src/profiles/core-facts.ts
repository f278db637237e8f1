/**
 * What a kernel's dump looks like inside: its VMCOREINFO and the numbers that tools do not learn from there.
 *
 * VMCOREINFO is recorded (`vmcoreinfo.data.ts`). Flag numbers that it does not name are those of `enum pageflags` in Linux v6.1 and v6.12
 * `include/linux/page-flags.h`; where zone and last CPU stand in a flag word follows from `page-flags-layout.h` and the kernels' configurations.
 */

import { recordedVmcoreInfo } from './vmcoreinfo.data.ts';
import { composedVmcoreInfo } from './vmcoreinfo-composed.ts';

export interface CoreFacts {
  /** Keys and values in the kernel's order; SYMBOLs of the image as the linker placed them. */
  readonly vmcoreInfo: readonly (readonly [key: string, value: string])[];
  /** Bit numbers in `page.flags`. */
  readonly pageFlags: { readonly uptodate: number; readonly reserved: number };
  /** `_mapcount` (up to 6.10) or `page_type` of the first page of a free block, and of a page of slab objects where that is no flag. */
  readonly buddyValue: number;
  readonly slabValue: number | null;
  /** The lowest bit of the zone in a flag word, and the bits that say that no CPU was the last. */
  readonly zoneShift: number;
  readonly noLastCpu: bigint;
}

/** NODES_SHIFT, bits of a zone number (MAX_NR_ZONES) and of a CPU number (NR_CPUS), by what OSRELEASE ends with. */
const flagWords: readonly (readonly [release: RegExp, nodes: number, zones: number, cpus: number])[] = [
  [/-amd64$/, 10, 3, 13],
  [/^6\.1\..*-arm64$/, 4, 2, 8],
  [/-arm64$/, 4, 3, 9],
  // The small build of 6.12 has no NUMA, and so no last CPU.
  [/^6\.12\..*-fadump$/, 0, 1, 0],
  [/-powerpc64le$|-fadump$|-ppc64$/, 8, 1, 11],
];
/** LAST__PID_SHIFT. */
const LAST_PID_BITS = 8;

const known = new Map<string, CoreFacts | null>();

/** Null for a kernel whose VMCOREINFO was not recorded. */
export function coreFacts(release: string): CoreFacts | null {
  let facts = known.get(release);
  if (facts === undefined) {
    const text = recordedVmcoreInfo[release] ?? composedVmcoreInfo(release);
    facts = text === null ? null : factsOf(release, text);
    known.set(release, facts);
  }
  return facts;
}

function factsOf(release: string, text: string): CoreFacts {
  const vmcoreInfo = text
    .trim()
    .split('\n')
    .map((line) => {
      const equals = line.indexOf('=');
      return [line.slice(0, equals), line.slice(equals + 1)] as const;
    });
  const values = new Map(vmcoreInfo);
  const number = (name: string) => {
    const value = values.get(`NUMBER(${name})`);
    return value === undefined ? null : Number(value);
  };
  const [, nodes, zones, cpus] = flagWords.find(([pattern]) => pattern.test(release))!;
  const zoneShift = 64 - nodes - zones;
  const lastBits = cpus === 0 ? 0 : LAST_PID_BITS + cpus;
  // 6.12 has PG_writeback as number 1, and so all that follow.
  const isNewOrder = number('PG_lru') === 5;
  return {
    vmcoreInfo,
    pageFlags: isNewOrder ? { uptodate: 3, reserved: 13 } : { uptodate: 2, reserved: 12 },
    buddyValue: number('PAGE_BUDDY_MAPCOUNT_VALUE')!,
    slabValue: number('PAGE_SLAB_MAPCOUNT_VALUE'),
    zoneShift,
    noLastCpu: ((1n << BigInt(lastBits)) - 1n) << BigInt(zoneShift - lastBits),
  };
}
