/**
 * RTAS of a POWER machine as far as dumps go: what the firmware remembers of a registration while kernels come and go.
 *
 * Mirrors QEMU 10.2 `hw/ppc/spapr_rtas.c` and `spapr_fadump.c`, and PAPR 7.4.9: `ibm,configure-kernel-dump`, and `ibm,os-term` where a dump is
 * registered. What it does with RAM is the firmware's business (`src/firmware/dump-preservation.ts`). QEMU's is never busy and never fails; the
 * board's faults make it so. Assumed: a reset that no dump asked for forgets the registration.
 */
import {
  DUMP_FORMAT_VERSION,
  type DumpRegistration,
  encodeRegistration,
  REGISTRATION_SECTIONS_MAX,
  readRegistration,
  registrationBytes,
} from '../formats/fadump-registration.ts';
import type { SavedCpu } from '../formats/register-save-area.ts';
import type { AddressRange } from '../memory/memory-map.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile } from '../profiles/board.ts';
import type { FadumpFaults } from '../profiles/fadump.ts';

/** RTAS_TOKEN_BASE + 0x2d. */
export const CONFIGURE_KERNEL_DUMP_TOKEN = 0x202d;
/** Commands of `ibm,configure-kernel-dump`. */
export const dumpCommands = { register: 1, unregister: 2, invalidate: 3 } as const;
const commandNames: Readonly<Record<number, keyof typeof dumpCommands>> = {
  1: 'register',
  2: 'unregister',
  3: 'invalidate',
};
/** What it answers. */
export const rtasStatus = { ok: 0, hardware: -1, parameter: -3, registered: -9, active: -10 } as const;

/** `ibm,configure-kernel-dump-sizes`, in bytes. */
export interface DumpSizes {
  readonly cpuState: number;
  readonly hpte: number;
}

/** A dump that was asked for: what is to be saved, and the CPUs as they stopped. */
interface PendingDump {
  readonly registration: DumpRegistration;
  readonly cpus: readonly SavedCpu[];
}

export class Rtas {
  readonly sizes: DumpSizes;
  /** RAM of its own. */
  readonly reservedRanges: readonly AddressRange[];
  readonly #memory: PhysicalMemory;
  readonly #settle: () => void;
  readonly #ramEnd: number;
  readonly #faults: FadumpFaults;
  /** Calls so far, by command. */
  readonly #calls = { register: 0, unregister: 0, invalidate: 0 };
  /** A copy of its own: what the kernel does to the structure afterwards does not count. */
  #registered: DumpRegistration | null = null;
  #pending: PendingDump | null = null;
  #active: DumpRegistration | null = null;

  /** Null: the board's firmware has no such thing. `settle`: stuck cells are what they are before the firmware reads. */
  static of(board: BoardProfile, memory: PhysicalMemory, settle: () => void = () => {}): Rtas | null {
    return board.fadump === undefined ? null : new Rtas(board, memory, settle);
  }

  private constructor({ fadump, cpus, ramBanks }: BoardProfile, memory: PhysicalMemory, settle: () => void) {
    this.#settle = settle;
    const { base, perCpu } = fadump!.cpuStateBytes;
    this.sizes = { cpuState: base + perCpu * cpus, hpte: fadump!.hpteBytes };
    this.reservedRanges = fadump!.reservedRanges ?? [];
    this.#faults = fadump!.faults ?? {};
    this.#memory = memory;
    this.#ramEnd = ramBanks.reduce((end, bank) => Math.max(end, bank.end), 0);
  }

  /** A call with its arguments; the status it returns. */
  call(token: number, words: readonly number[], returnCount: number): number {
    if (token !== CONFIGURE_KERNEL_DUMP_TOKEN || words.length !== 3 || returnCount !== 1) return rtasStatus.parameter;
    const [command, address, length] = words as [number, number, number];
    const name = commandNames[command];
    if (name !== undefined) {
      const planted = this.#faults[name]?.[this.#calls[name]++] ?? rtasStatus.ok;
      if (planted !== rtasStatus.ok) return planted;
    }
    switch (command) {
      case dumpCommands.register:
        return this.#register(address, length);
      case dumpCommands.unregister:
        if (this.#active !== null) return rtasStatus.active;
        this.#registered = null;
        return rtasStatus.ok;
      case dumpCommands.invalidate:
        this.#active = null;
        return rtasStatus.ok;
      default:
        return rtasStatus.parameter;
    }
  }

  #register(address: number, length: number): number {
    if (this.#registered !== null) return rtasStatus.registered;
    if (this.#active !== null) return rtasStatus.active;
    const headerBytes = registrationBytes(0);
    if (length < headerBytes || address === 0 || address + length > this.#ramEnd) return rtasStatus.parameter;
    this.#settle();
    const bytes = this.#memory.read(
      address,
      Math.min(registrationBytes(REGISTRATION_SECTIONS_MAX), this.#ramEnd - address),
    );
    const registration = readRegistration(bytes);
    if (registration?.version !== DUMP_FORMAT_VERSION) return rtasStatus.parameter;
    this.#registered = registration;
    return rtasStatus.ok;
  }

  /** `ibm,os-term`: true where a dump is registered. The machine is to be reset then, and nothing runs any more. */
  terminate(cpus: readonly SavedCpu[]): boolean {
    if (this.#registered === null) return false;
    this.#pending = { registration: this.#registered, cpus };
    this.#registered = null;
    return true;
  }

  /** What the firmware has to save at its next start; it asks once. */
  takePending(): PendingDump | null {
    const pending = this.#pending;
    this.#pending = null;
    return pending;
  }

  /** It has been saved, with what became of it. */
  saved(registration: DumpRegistration): void {
    this.#active = registration;
  }

  /** `ibm,kernel-dump`; null: no dump is there. */
  get kernelDump(): Uint8Array | null {
    return this.#active === null ? null : encodeRegistration(this.#active);
  }

  /** `hadPower`: RAM and firmware were without power in between, and no dump is left. */
  reset(hadPower: boolean): void {
    this.#registered = null;
    if (hadPower) return;
    this.#pending = null;
    this.#active = null;
  }
}
