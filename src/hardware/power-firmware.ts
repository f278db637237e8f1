/** What the firmware of a POWER machine remembers while kernels come and go: RTAS of a partition, or OPAL of a machine of its own. */
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { OpalDump } from './opal-dump.ts';
import { Rtas } from './rtas.ts';

/** Null: the board has no such firmware, or it offers nothing. */
export interface PowerFirmware {
  readonly rtas: Rtas | null;
  readonly opal: OpalDump | null;
}

/** `settle`: stuck cells are what they are before the firmware reads. */
export function powerFirmware(board: BoardProfile, memory: PhysicalMemory, settle: () => void): PowerFirmware {
  const opal = OpalDump.of(board);
  return { opal, rtas: opal === null ? Rtas.of(board, memory, settle) : null };
}
