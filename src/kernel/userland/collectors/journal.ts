/**
 * Entries of systemd's journal, in its export format.
 *
 * Stands for `sd_journal_send` and journald together: there is no socket and no binary file here, entries are added to one text file as `journalctl -o
 * export` would print them. A journal that cannot be written loses them without a word, as a journald that is not there does.
 */
import { type Blocking, O_APPEND, O_CREAT, O_WRONLY } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { writeText } from '../system/program-frame.ts';

/** There when the journal is to outlive the boot. */
export const JOURNAL_FOLDER = '/var/log/journal';
const JOURNAL_FILE = `${JOURNAL_FOLDER}/system.export`;

/** A name and its value, as latin1 text. */
export type JournalField = readonly [name: string, value: string];

export function* addJournalEntry(system: SystemCalls, fields: readonly JournalField[]): Blocking<void> {
  const { seconds, nanoseconds } = system.clockRealtime();
  const microseconds = BigInt(seconds) * 1_000_000n + BigInt(Math.floor(nanoseconds / 1000));
  const all: JournalField[] = [
    ['__REALTIME_TIMESTAMP', String(microseconds)],
    ['_HOSTNAME', system.uname().nodename],
    ['_PID', String(system.pid)],
    ...fields,
  ];
  yield* writeText(system, JOURNAL_FILE, `${all.map(fieldText).join('')}\n`, O_WRONLY | O_CREAT | O_APPEND);
}

/** `NAME=VALUE`, or name, length and bytes where the value is no plain text. */
function fieldText([name, value]: JournalField): string {
  if (/^[\t\x20-\x7e]*$/.test(value)) return `${name}=${value}\n`;
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(value.length), true);
  return `${name}\n${latin1Text(length)}${value}\n`;
}
