/** `minidump:` of an expectation: what the PC at the phone's USB port has fetched. */
import type { DownloadMode } from '../hardware/download-mode.ts';
import type { Failure } from './contents.ts';
import type { Expectation } from './schema.ts';

/** `download`: null on a board without such firmware. */
export function checkMinidump(
  wanted: NonNullable<Expectation['minidump']>,
  download: DownloadMode | null,
): readonly Failure[] {
  if (download === null) return [{ message: 'this board has no firmware that collects minidump' }];
  const failures: Failure[] = [];
  const { sessions } = download;
  const last = sessions.at(-1);
  const differs = (what: string, expected: number | undefined, found: number) => {
    if (expected === undefined || expected === found) return;
    failures.push({ message: `another number of ${what}`, expected: String(expected), found: String(found) });
  };
  differs('stays in download mode', wanted.sessions, sessions.length);
  const files = last?.regions.map(({ name }) => name) ?? [];
  differs('regions', wanted.regions, files.length);
  const found = files.join(' ');
  for (const name of wanted.has ?? []) {
    if (!files.includes(name)) failures.push({ message: 'the PC has no such file', expected: name, found });
  }
  for (const name of wanted.absent ?? []) {
    if (files.includes(name)) failures.push({ message: `the PC has fetched ${name}`, found });
  }
  const skipped = last?.skipped.map(({ what, why }) => `${what}: ${why}`) ?? [];
  for (const text of wanted.skipped ?? []) {
    if (skipped.some((line) => line.includes(text))) continue;
    failures.push({ message: 'the firmware left out something else', expected: text, found: skipped.join('\n') });
  }
  return failures;
}
