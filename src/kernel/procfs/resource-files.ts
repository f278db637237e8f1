/**
 * /proc/iomem and /proc/ioports: who has which addresses.
 *
 * Mirrors Linux v6.1 `kernel/resource.c` (r_show): a range inside another is indented below it; readers without CAP_SYS_ADMIN see
 * zeros.
 */
import type { Resource } from '../memblock/board-resources.ts';
import type { PseudoServices } from './services.ts';
import { systemLists } from './system-lists.ts';

/** MAX_IORES_LEVEL. */
const LEVELS = 5;

/** Text of /proc/iomem. `isPrivileged`: the reader may see addresses. */
export function iomemFile(services: PseudoServices, isPrivileged: boolean): string {
  return resourceText(services.parts.ioResources.resources, { digits: 8, isPrivileged });
}

/** Text of /proc/ioports; empty where the CPU has none. */
export function ioportsFile({ profile }: PseudoServices, isPrivileged: boolean): string {
  const { ioports } = systemLists(profile);
  if (ioports === '') return '';
  const text = `${ioports}\n`;
  return isPrivileged ? text : text.replace(/^( *)[0-9a-f]{4}-[0-9a-f]{4}/gm, '$10000-0000');
}

function resourceText(
  resources: readonly Resource[],
  { digits, isPrivileged }: { digits: number; isPrivileged: boolean },
): string {
  const sorted = resources
    .map((resource, index) => ({ resource, index }))
    .sort((a, b) => a.resource.start - b.resource.start || b.resource.end - a.resource.end || a.index - b.index)
    .map(({ resource }) => resource);
  const open: Resource[] = [];
  let text = '';
  for (const resource of sorted) {
    while (open.length > 0 && open.at(-1)!.end < resource.end) open.pop();
    while (open.length > 0 && open.at(-1)!.end <= resource.start) open.pop();
    const indent = '  '.repeat(Math.min(open.length, LEVELS - 1));
    const hex = (value: number) => (isPrivileged ? value : 0).toString(16).padStart(digits, '0');
    text += `${indent}${hex(resource.start)}-${hex(resource.end - 1)} : ${resource.name}\n`;
    open.push(resource);
  }
  return text;
}
