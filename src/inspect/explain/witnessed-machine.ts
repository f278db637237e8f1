/** The machine as those see it who gather facts about it: nothing in here changes it. */
import type { RamOwner } from '../../hardware/stage.ts';
import type { WorldEvents } from '../../hardware/world-events.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { DamagedByte } from '../../memory/ledger.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { WriterId } from '../../memory/physical-memory.ts';
import type { BoardProfile } from '../../profiles/board.ts';
import type { Clock } from '../../sim/clock.ts';
import type { EventBus } from '../../sim/events.ts';

/** What a witness needs of a machine; `Machine` has it. */
export interface WitnessedMachine {
  readonly bus: EventBus<WorldEvents>;
  readonly clock: Clock;
  readonly state: string;
  readonly kernel: Pick<Kernel, 'parts' | 'profile'> | null;
  readonly options: { readonly board: BoardProfile };
  /** Bytes as the CPU loads them: those that have not reached RAM too. */
  view(address: number, length: number): Uint8Array;
  readonly memory: {
    read(address: number, length: number): Uint8Array;
    onWrite(range: AddressRange, observe: (address: number, length: number, writer: WriterId) => void): () => void;
    writerName(id: WriterId): string;
  };
  readonly ledger: {
    pristine(address: number, length: number): Uint8Array;
    damagedBytes(range: AddressRange): Iterable<DamagedByte>;
  };
  memoryOwners(): readonly RamOwner[];
}
