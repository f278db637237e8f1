/** The values drawn for a crash, as the names that templates use. */
import type { CrashSite } from './crash-environment.ts';
import type { Names } from './register-template.ts';

export function siteNames({ values }: CrashSite): Names {
  return Object.fromEntries(Object.entries(values).map(([name, digits]) => [name, BigInt(`0x${digits}`)]));
}
