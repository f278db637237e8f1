/** `minidump:` of an expectation: what the PC at the phone's USB port has fetched. */
import * as z from 'zod';
import type { DownloadMode } from '../hardware/download-mode.ts';
import type { Failure } from './contents.ts';

const LIST_MAX = 400;
const names = (meaning: string) => z.array(z.string().min(1).max(100)).max(LIST_MAX).optional().describe(meaning);

export const minidumpExpectation = z
  .strictObject({
    sessions: z.int().min(0).optional().describe('how often a PC found the machine in download mode so far; 0: never'),
    regions: z.int().min(0).optional().describe('how many regions it fetched the last time'),
    has: names('files of regions that it fetched the last time: md_KELF1.BIN'),
    absent: names('files that it did not'),
    skipped: names('texts that occur in what the firmware left out, and why'),
  })
  .describe('what a PC has fetched from the boot firmware in download mode');

/** `download`: null on a board without such firmware. */
export function checkMinidump(
  wanted: z.infer<typeof minidumpExpectation>,
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
