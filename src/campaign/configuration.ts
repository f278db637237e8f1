/**
 * One configuration of a campaign: what is written, with how much parity, and what happens to it. Plain data, so that a queue or a file
 * can carry it.
 */
import type { ZoneShape } from './kernel-zone.ts';

/** The shapes of damage; what each does is in damage.ts and memory-damage.ts. */
export const modelNames = ['uniform', 'flips', 'burst', 'chip', 'charged', 'row', 'decay'] as const;

export type ModelName = (typeof modelNames)[number];

/** Damage with its strength. `ber`: chance of each bit (of a row: of each row), 0 … 1. */
export type FaultModel =
  | { readonly model: 'uniform'; readonly ber: number }
  | { readonly model: 'chip'; readonly ber: number }
  | { readonly model: 'charged'; readonly ber: number }
  | { readonly model: 'row'; readonly ber: number }
  /** Exactly so many different bits of every code word. */
  | { readonly model: 'flips'; readonly flips: number }
  /** `burst` neighbouring bits at once. */
  | { readonly model: 'burst'; readonly ber: number; readonly burst: number }
  /** A reset by a retention preset. Null where the preset itself says, or has no time. */
  | {
      readonly model: 'decay';
      readonly retention: string;
      readonly offSeconds: number | null;
      readonly temperature: number | null;
    };

/** `zone`: one zone, written and read by the kernel's zone code; `machine`: a whole machine crashes, resets and recovers. */
export type CampaignMode = 'zone' | 'machine';

export interface Configuration {
  readonly mode: CampaignMode;
  /** Parity bytes of a block, literally; 0: no ECC. */
  readonly ecc: number;
  readonly fault: FaultModel;
  readonly layout: ZoneShape;
  /** Full blocks that are looked at. */
  readonly trials: number;
  /** Of a machine: its kernel, and how records are packed. */
  readonly kernel: string;
  readonly compress: 'none' | 'deflate';
}

/** The name of a configuration: equal ones have equal names, in whatever campaign; its chance is drawn by it. */
export function configurationKey({ mode, ecc, fault, layout, kernel, compress }: Configuration): string {
  const shape = `record=${layout.record ?? 'full'},zone=${layout.zone}`;
  const machine = mode === 'machine' ? `,kernel=${kernel},compress=${compress}` : '';
  return `${mode},ecc=${ecc},${faultKey(fault)},${shape}${machine}`;
}

/** As `configurationKey`, without what is compared for the best ECC. */
export function faultKey(fault: FaultModel): string {
  return Object.entries(fault)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}
