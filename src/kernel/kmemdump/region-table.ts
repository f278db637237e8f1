/** What the tables of all versions have in common. */
import type { PrintkFunction } from '../crash/crash-environment.ts';
import type { DumpRegion, KmemdumpBackend } from './backend.ts';

/** Memory that somebody registers. */
export interface DumpMemory {
  readonly virtual: bigint;
  readonly physical: number;
  readonly sizeBytes: number;
}

/** The core image's ELF header, which tells of every region but itself and VMCOREINFO. */
export interface RegionList {
  append(region: DumpRegion): void;
  remove(region: DumpRegion): void;
}

export interface RegionTable {
  /** In the order of the table, by ascending id. */
  regions(): readonly DumpRegion[];
  /** Takes a region off the table; an id without one changes nothing. */
  unregister(id: number): void;
  /** 0 or a negated error number. */
  registerBackend(backend: Partial<KmemdumpBackend>): number;
  unregisterBackend(backend: KmemdumpBackend): void;
}

export interface TableInput {
  readonly print: PrintkFunction;
  /** pr_debug. */
  readonly debug: (text: string) => void;
}

export function isBackend(candidate: Partial<KmemdumpBackend>): candidate is KmemdumpBackend {
  return candidate.registerRegion !== undefined && candidate.unregisterRegion !== undefined;
}

export function byId(regions: Iterable<DumpRegion>): readonly DumpRegion[] {
  return [...regions].sort((a, b) => a.id - b.id);
}
