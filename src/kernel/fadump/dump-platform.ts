/**
 * What differs between the platforms that save memory: `struct fadump_ops` of Linux v6.1 `arch/powerpc/include/asm/fadump-internal.h`.
 *
 * A dump is a `DumpRegistration` here on both: PowerNV's has boot memory alone.
 */
import type { CrashInfo } from '../../formats/fadump-crash-info.ts';
import type { DumpRegistration } from '../../formats/fadump-registration.ts';
import type { DumpSizes } from '../../hardware/rtas.ts';
import type { FadumpReservation, PlatformLimits } from './reservation.ts';

export interface RegisterOutcome {
  readonly isRegistered: boolean;
  /** 0, or a negated error number. */
  readonly error: number;
  readonly message: { readonly level: number; readonly text: string } | null;
}

/** The CPUs in a dump: how many there is to be room for, and their notes. A text: what is wrong with them. */
interface DumpedCpus {
  readonly count: number;
  notes(): Uint8Array | string;
}

export interface DumpJudgement {
  readonly isGood: boolean;
  /** Without the platform's prefix. */
  readonly lines: readonly { readonly level: number; readonly text: string }[];
}

export interface DumpPlatform {
  /** What its messages begin with; empty before 5.4. */
  readonly prefix: string;
  readonly sizes: DumpSizes;
  readonly limits: PlatformLimits | null;
  /** It can hand memory to the next kernel as it is. */
  readonly keepsParameters: boolean;
  /** The dump that the firmware kept; null: none. */
  readonly found: DumpRegistration | null;
  /** Of the area of a dump, where it begins. */
  areaStart(dump: DumpRegistration): number;
  /** The area is reserved, or free for a registration again. */
  reserved(reservation: FadumpReservation): void;
  /** What is registered for an area. `parameters`: physical, of the area for parameters of the next kernel; null: none. */
  structure(reservation: FadumpReservation, parameters: number | null): DumpRegistration;
  register(structure: DumpRegistration): RegisterOutcome;
  /** What the kernel says where the firmware refuses; null: done. */
  unregister(): string | null;
  invalidate(): string | null;
  /** Before a restart, and before the memory of a dump is given back. */
  cleanUp(): void;
  /** What is said of a dump, and whether it is good. */
  judge(dump: DumpRegistration): DumpJudgement;
  cpus(dump: DumpRegistration, info: CrashInfo): DumpedCpus | string;
  /** The number by which the firmware knows a CPU. */
  cpuNumber(cpu: number): number;
  /** True where the firmware takes over for a dump. Registers by their names in `struct pt_regs`. */
  terminate(crashed: number, cpus: readonly Readonly<Record<string, bigint>>[]): boolean;
}
