/** The comparison as a whole: which cells there are, one after the other. */
import type { CellResult } from './cell-result.ts';
import { type Disaster, disasters } from './disasters.ts';
import { type Mechanism, mechanisms } from './mechanisms.ts';
import { runCell } from './run-cell.ts';

export interface CompareRequest {
  /** By name; default: all. */
  readonly mechanisms?: readonly string[];
  readonly disasters?: readonly string[];
  /** Of all chance; default: 1. */
  readonly seed?: string;
}

export interface Cell {
  readonly mechanism: Mechanism;
  readonly disaster: Disaster;
}

/** Row by row; names that are not known give no cells. */
export function cellsOf(request: CompareRequest = {}): Cell[] {
  const columns = mechanisms.filter(({ name }) => request.mechanisms?.includes(name) ?? true);
  const rows = disasters.filter(({ name }) => request.disasters?.includes(name) ?? true);
  return rows.flatMap((disaster) => columns.map((mechanism) => ({ mechanism, disaster })));
}

/** Runs the machines; each cell takes a few tenths of a second. */
export function* compare(request: CompareRequest = {}): Generator<CellResult, void> {
  for (const { mechanism, disaster } of cellsOf(request)) yield runCell(mechanism, disaster, request.seed ?? '1');
}
