/** Recovered records and their classes in one line. */
import type { RecordReport } from '../../inspect/record-ledger.ts';
import { formatSeconds } from '../../sim/duration.ts';

const READERS = { linux: 'Linux', uboot: 'U-Boot' } as const;

export function recordsWords({ timeNs, reader, records }: RecordReport): string {
  const words = records.map((record) => `${record.name} ${record.class}`);
  return `${READERS[reader]} at ${formatSeconds(timeNs)}: ${words.length === 0 ? 'nothing to find' : words.join(', ')}`;
}
