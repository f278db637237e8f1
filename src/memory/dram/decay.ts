/**
 * Decay: the cells of a module that lose their charge while nobody refreshes them.
 *
 * A cell is charged when it holds the opposite of its ground state: 1 in a block of true cells, 0 in one of anti cells. Only charged
 * cells change, and only to the ground state. The same module forgets the same cells first, whatever ran before; a longer time or a
 * warmer one loses a superset. Costs what is lost. Pages that nobody touched hold nothing that could be lost.
 */
import type { DramProfile } from '../../profiles/dram.ts';
import type { AddressRange } from '../memory-map.ts';
import { PAGE_SIZE } from '../page.ts';
import type { PhysicalMemory } from '../physical-memory.ts';
import { type DamageNames, PageDamager } from './page-damager.ts';
import { WeakCells } from './weak-cells.ts';

export interface DecayGap {
  /** Which gap of the module's life this is: cells of changing retention draw anew for each. */
  readonly number: number;
  /** Lost fraction of the charged cells of each lane. */
  readonly lost: readonly number[];
  /** The same for a time shorter by `vrtFactor`; used where the profile has cells of changing retention. */
  readonly lostOfLonger: readonly number[];
}

export interface DecayOptions extends DamageNames {
  /** The identity of the module. */
  readonly seed: number;
  readonly profile: DramProfile;
  readonly gap: DecayGap;
}

/** Lets the touched pages of a range decay; gives the number of bits that changed in each lane. */
export function decay(memory: PhysicalMemory, range: AddressRange, options: DecayOptions): readonly number[] {
  const { count } = options.profile.lanes;
  const weak = new WeakCells(options.seed, (PAGE_SIZE * 8) / count);
  const damage = new PageDamager(memory, range, options);
  for (const pfn of [...memory.touchedPages(range)]) {
    damage.open(pfn, groundByte(options.profile, pfn * PAGE_SIZE));
    for (let lane = 0; lane < count; lane++) {
      weak.at(pfn, lane);
      const lost = weak.lost(options.gap.lost[lane]!);
      if (lost > 0) discharge(damage, weak, lane, lost, options);
    }
    damage.close();
  }
  return damage.laneFlips;
}

/** What every cell of a page falls back to. Blocks are no smaller than pages. */
export function groundByte({ blockBytes, antiShare }: DramProfile, address: number): 0 | 0xff {
  const block = Math.floor(address / blockBytes);
  return Math.floor((block + 1) * antiShare) > Math.floor(block * antiShare) ? 0xff : 0;
}

/** Brings the `lost` weakest cells of a lane to the ground state: those alone, or all but the survivors. */
function discharge(
  page: PageDamager,
  weak: WeakCells,
  lane: number,
  lost: number,
  { profile, gap }: DecayOptions,
): void {
  weak.order();
  // Up to here even the cells that now hold longer are lost.
  const sure = profile.vrtShare > 0 ? Math.min(lost, weak.lost(gap.lostOfLonger[lane]!)) : lost;
  if (sure <= weak.cells / 2) page.dropCells(lane, weak, 0, sure);
  else {
    const survivors = new Uint8Array(weak.cells / 8);
    for (let rank = sure; rank < weak.cells; rank++) {
      const cell = weak.cell(rank);
      survivors[cell >>> 3]! |= 1 << (cell & 7);
    }
    page.dropAllBut(lane, survivors);
  }
  for (let rank = sure; rank < lost; rank++) {
    const cell = weak.cell(rank);
    if (!weak.holdsLonger(cell, profile.vrtShare, gap.number)) page.dropCell(lane, cell);
  }
}
