/** What an architecture adds to a process's core: the face behind which `x86.ts`, `arm64.ts` and the others lie. */
import type { ElfNote } from '../../../formats/elf-notes.ts';
import type { PrstatusArchitecture } from '../../../formats/prstatus.ts';
import type { FaultCause, RegisterValues, UserRegisters } from '../cpu-fault.ts';

/** What `si_code` and `si_addr` say of a fault. */
interface FaultOrigin {
  readonly code: number;
  readonly address: bigint;
}

/** Where the program was, and whether an address is one of its mappings'. */
interface FaultPlace {
  readonly ip: bigint;
  isMapped(address: bigint): boolean;
}

export interface CoreArchitecture {
  readonly prstatus: PrstatusArchitecture;
  /** By the names of `prstatusRegisters`; `entry`: the program's first instruction. */
  registers(registers: UserRegisters, entry: bigint): RegisterValues;
  origin(cause: FaultCause, signal: number, where: FaultPlace): FaultOrigin;
  /** The notes behind NT_FILE, of the name CORE or LINUX, in order: NT_PRFPREG and the register sets of the machine. */
  notes(registers: UserRegisters): readonly ElfNote[];
}

/** SEGV_MAPERR and SEGV_ACCERR. */
export const SEGV_MAPERR = 1;
export const SEGV_ACCERR = 2;

export const linuxNote = (type: number, descriptor: Uint8Array): ElfNote => ({ name: 'LINUX', type, descriptor });
