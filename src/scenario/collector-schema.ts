/** The scenario's key `collector`: the boot service that takes records out of pstore. */
import * as z from 'zod';
import type { BoardProfile } from '../profiles/board.ts';
import { type CollectorChoice, collectorServices } from '../profiles/collector.ts';

const service = z.enum(collectorServices);

export const collectorSchema = z
  .union([
    service,
    z.strictObject({
      service,
      start: z
        .enum(['early', 'late'])
        .optional()
        .describe('early: before the modules of /etc/modules are loaded; default: late'),
      storage: z.enum(['none', 'external', 'journal']).optional().describe('systemd-pstore: Storage='),
      unlink: z.boolean().optional().describe('systemd-pstore: Unlink='),
    }),
  ])
  .describe('the service on the board’s disk that takes records out of pstore at boot; default: nobody does');

/** The choice, or undefined where there is none or the schema complains. */
export function collectorOf(data: Record<string, unknown>): CollectorChoice | undefined {
  const given = collectorSchema.safeParse(data['collector']).data;
  if (given === undefined) return undefined;
  if (typeof given === 'string') return { service: given };
  const { service: name, start, storage, unlink } = given;
  return {
    service: name,
    ...(start === undefined ? {} : { start }),
    ...(storage === undefined ? {} : { storage }),
    ...(unlink === undefined ? {} : { unlink }),
  };
}

/** Why this board with these programs cannot have it, and what would help; null when it can. */
export function collectorTrouble(
  { service: name, storage, unlink }: CollectorChoice,
  board: BoardProfile,
  userland: 'gnu' | 'busybox' | null,
): { readonly message: string; readonly hint: string } | null {
  if (userland === null) return { message: 'a collector is a service of a user land', hint: 'write userland: gnu' };
  if (board.disk === null) return { message: `board ${board.name} has no disk for it`, hint: 'leave this line out' };
  if (userland === 'busybox' && name !== 'rc-script') {
    return { message: `${name} does not run on BusyBox`, hint: 'collector: rc-script, or userland: gnu' };
  }
  if ((storage !== undefined || unlink !== undefined) && !name.startsWith('systemd-pstore')) {
    return { message: `${name} has no such setting`, hint: 'storage and unlink are those of systemd-pstore' };
  }
  return null;
}
