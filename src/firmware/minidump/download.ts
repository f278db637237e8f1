/**
 * Download mode: what the firmware offers to the PC, by the cookie: the regions of minidump, the whole RAM, or both.
 *
 * Names and order are inferred: the published listings of minidump show its files, and those of full dumps a file for each bank of DRAM.
 */
import { encodeSaharaTable, type SaharaRegion } from '../../formats/sahara.ts';
import { downloadCookies, type Offer } from '../../hardware/download-mode.ts';
import type { StageContext } from '../../hardware/stage.ts';
import { collectRegions } from './collect.ts';
import { findMinidumpTable } from './shared-memory.ts';

const EXTENSION = /\.BIN$/;

export function downloadOffer({ board, memory, clock, download }: StageContext): Offer {
  const cookie = download?.cookie ?? downloadCookies.none;
  const isMini = (cookie & downloadCookies.mini) !== 0 && board.minidump !== undefined;
  const isFull = (cookie & downloadCookies.full) !== 0;
  const { regions, skipped } = isMini
    ? collectRegions(memory, board.ramBanks, findMinidumpTable(memory, board.minidump))
    : { regions: [], skipped: [] };
  const table: SaharaRegion[] = [
    ...regions.map((region) => ({ ...region, region: region.filename.replace(EXTENSION, '') })),
    ...(isFull ? board.ramBanks : []).map(({ start, end }, index) => {
      const region = `DDRCS${index}`;
      return { address: start, length: end - start, region, filename: `${region}.BIN` };
    }),
  ];
  const read = (address: number, length: number) => memory.read(address, length);
  return { timeNs: clock.now, table: encodeSaharaTable(table), skipped, read };
}
