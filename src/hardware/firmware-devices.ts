/** What a firmware remembers while kernels come and go: on POWER RTAS of a partition or OPAL of a machine of its own, on a phone download mode. */
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { DownloadMode } from './download-mode.ts';
import { OpalDump } from './opal-dump.ts';
import { Rtas } from './rtas.ts';

/** Null: the board has no such firmware, or it offers nothing. */
export interface FirmwareDevices {
  readonly rtas: Rtas | null;
  readonly opal: OpalDump | null;
  readonly download: DownloadMode | null;
}

/** `settle`: stuck cells are what they are before the firmware reads. */
export function firmwareDevices(board: BoardProfile, memory: PhysicalMemory, settle: () => void): FirmwareDevices {
  const opal = OpalDump.of(board);
  const download = board.minidump === undefined ? null : new DownloadMode();
  return { opal, rtas: opal === null ? Rtas.of(board, memory, settle) : null, download };
}
