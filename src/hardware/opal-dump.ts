/**
 * OPAL of a POWER machine without a hypervisor as far as dumps go: memory-preserving IPL (MPIPL), and what OPAL remembers of it while kernels come
 * and go.
 *
 * Mirrors skiboot 7.0 `core/opal-dump.c` (opal_mpipl_update, _register_tag, _query_tag, post_mpipl_*), `core/platform.c` (opal_cec_reboot2) and
 * `hw/sbe-p9.c` (p9_sbe_terminate) with what they say. What hostboot does with RAM is `src/firmware/opal-preservation.ts`. Left out: OPAL's
 * own dump, which nobody reads here.
 */
import type { OpalRegion, OpalThread } from '../formats/opal-dump.ts';
import type { AddressRange } from '../memory/memory-map.ts';
import type { BoardProfile, OpalLine } from '../profiles/board.ts';
import { hex } from '../sim/bytes.ts';

export const opalStatus = { success: 0, parameter: -1, resource: -10 } as const;
const PR_NOTICE = 5;
/** Regions that the table for hostboot has room for, OPAL's own apart. */
const REGIONS_MAX = 0x400 / 16 - 1;
/** OPAL's code, heap and data; what it saves of itself has the size of these and of the CPUs' stacks. */
const SKIBOOT = { base: 0x30000000, bytes: 0x1c10000, stackBytes: 0x8000 } as const;
const THREADS_PER_CORE = 4;
const ARCH_REGISTER_BYTES = 0x80000;
/** Behind that, what OPAL allocates for itself [recorded without dumps]. */
const ALLOCATED_BYTES = 0xfd2000;

/** Tags that a kernel leaves for the next one; 0: none. */
export interface MpiplTags {
  readonly kernel: number;
  readonly bootMemory: number;
  /** Of the place of the CPUs' registers. */
  readonly cpu: number;
}

const NO_TAGS: MpiplTags = { kernel: 0, bootMemory: 0, cpu: 0 };

interface PendingMpipl {
  readonly regions: readonly OpalRegion[];
  readonly threads: readonly OpalThread[];
}

export class OpalDump {
  /** Where hostboot puts the registers of all threads, and behind them their place. */
  readonly cpuDataAddress: number;
  readonly reservedRange: AddressRange;
  readonly #ramEnd: number;
  #regions: OpalRegion[] = [];
  #own: { kernel: number; bootMemory: number } = { kernel: 0, bootMemory: 0 };
  #pending: PendingMpipl | null = null;
  #tags: MpiplTags = NO_TAGS;
  /** The machine came up after a dump. */
  isMpiplBoot = false;
  /** What it said and nobody has put on the serial line yet. */
  #said: OpalLine[] = [];

  /** Null: the board's firmware has no such thing. */
  static of({ opal, fadump, cpus, ramBanks }: BoardProfile): OpalDump | null {
    return opal === undefined || fadump === undefined ? null : new OpalDump(cpus, ramBanks.at(-1)!.end);
  }

  private constructor(cpus: number, ramEnd: number) {
    const dumpBytes = SKIBOOT.bytes + cpus * THREADS_PER_CORE * SKIBOOT.stackBytes;
    this.cpuDataAddress = SKIBOOT.base + 2 * dumpBytes;
    const end = this.cpuDataAddress + ARCH_REGISTER_BYTES + ALLOCATED_BYTES;
    this.reservedRange = { start: SKIBOOT.base, end };
    this.#ramEnd = ramEnd;
  }

  #say(text: string): void {
    this.#said.push({ level: PR_NOTICE, text });
  }

  /** What it has to say on the serial line by now. */
  takeSaid(): readonly OpalLine[] {
    const said = this.#said;
    this.#said = [];
    return said;
  }

  /** OPAL_MPIPL_ADD_RANGE. */
  addRange(region: OpalRegion): number {
    const { source, destination, bytes } = region;
    const isValid = (address: number) => address >= 0 && address < this.#ramEnd;
    if (!isValid(source) || !isValid(destination) || bytes <= 0) return opalStatus.parameter;
    if (this.#regions.length >= REGIONS_MAX) return opalStatus.resource;
    if (this.#regions.some((one) => one.source === source || one.destination === destination)) {
      return opalStatus.parameter;
    }
    this.#regions.push(region);
    this.#say('DUMP: Payload registered for MPIPL');
    return opalStatus.success;
  }

  /** OPAL_MPIPL_REMOVE_ALL. */
  removeAll(): number {
    this.#regions = [];
    this.#say('DUMP: Payload unregistered for MPIPL');
    return opalStatus.success;
  }

  /** OPAL_MPIPL_FREE_PRESERVED_MEMORY. */
  freePreserved(): number {
    this.#tags = NO_TAGS;
    this.#say('DUMP: Payload Invalidated MPIPL');
    return opalStatus.success;
  }

  /** `opal_mpipl_register_tag`. */
  registerTag(tag: 'kernel' | 'bootMemory', value: number): number {
    if (tag === 'bootMemory' && (value <= 0 || value > this.#ramEnd)) return opalStatus.parameter;
    this.#own = { ...this.#own, [tag]: value };
    const text = tag === 'kernel' ? 'Payload sent metadata tag' : 'Boot mem size';
    this.#say(`DUMP: ${text} : 0x${hex(value)}`);
    return opalStatus.success;
  }

  /** `opal_mpipl_query_tag`. */
  queryTag(tag: keyof MpiplTags): number {
    return this.#tags[tag];
  }

  /** `opal_cec_reboot2` with OPAL_REBOOT_MPIPL: nothing runs any more. */
  reboot(crashingPir: number, threads: readonly OpalThread[]): void {
    this.#pending = { regions: this.#regions, threads };
    this.#say('Reboot: OS reported error. Performing MPIPL');
    this.#say(`DUMP: Crashing PIR = 0x${hex(crashingPir)}`);
    this.#say('SBE: Initiated MPIPL, waiting for SBE to respond...');
  }

  /** A start of the firmware. `hadPower`: RAM was without power in between. What hostboot has to save; it asks once. */
  start(hadPower: boolean): PendingMpipl | null {
    const pending = hadPower ? this.#pending : null;
    this.#pending = null;
    this.#said = [];
    this.#regions = [];
    this.isMpiplBoot = pending !== null;
    this.#tags = pending === null ? NO_TAGS : { ...this.#own, cpu: 0 };
    this.#own = { kernel: 0, bootMemory: 0 };
    // OPAL saves itself too, as one more region.
    if (pending !== null) this.#say(`DUMP: Dump found, MDRT count = 0x${hex(pending.regions.length + 1)}`);
    this.#say(
      `DUMP: Architected register dest addr : 0x${hex(this.cpuDataAddress)}, size : 0x${hex(ARCH_REGISTER_BYTES)}`,
    );
    return pending;
  }

  /** The registers are there, and at this address it says where. */
  savedCpus(address: number): void {
    this.#tags = { ...this.#tags, cpu: address };
  }
}
