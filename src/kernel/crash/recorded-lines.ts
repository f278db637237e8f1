/** Lines of a crash path that are printed as they are: `LEVEL TEXT`, values filled in. */
import type { CrashSite, PrintkFunction } from './crash-environment.ts';
import { fillValues } from './register-template.ts';
import { siteNames } from './site-names.ts';

/** Prints `LEVEL TEXT` lines of a crash path; nothing for undefined. */
export function recordedLines(lines: string | undefined, site: CrashSite, printk: PrintkFunction): void {
  if (lines === undefined || lines === '') return;
  const names = siteNames(site);
  // Only the newlines round the whole are not part of it; a line may be blank.
  for (const line of lines.replace(/^\n|\n$/g, '').split('\n')) {
    printk(Number(line[0]), fillValues(line.slice(2), names));
  }
}
