/** What the firmware of a POWER machine offers for firmware-assisted dump. */

export interface FadumpFirmware {
  /** `kernel`: Linux goes by its own code. `doc-2011`: by the rules of the text of 2011 that announced it, where the two differ. */
  readonly rules: 'kernel' | 'doc-2011';
  /** Bytes it wants for the registers of all CPUs: so many, and so many for each. */
  readonly cpuStateBytes: { readonly base: number; readonly perCpu: number };
  /** Bytes it wants for the hash page table. */
  readonly hpteBytes: number;
  /** RAM that it uses itself, `reserved-ranges` of the device tree: no kernel puts its dump there. */
  readonly reservedRanges?: readonly { readonly start: number; readonly end: number }[];
  readonly faults?: FadumpFaults;
}

/** What goes wrong with it, because somebody asks for that. */
export interface FadumpFaults {
  /** What `ibm,configure-kernel-dump` answers, by its command, one status a call. At 0, and when none is left, it does its work. */
  readonly register?: readonly number[];
  readonly unregister?: readonly number[];
  readonly invalidate?: readonly number[];
  /** `dump_status_flag` of what it saves. */
  readonly status?: number;
  /** Sections that are not saved, or not whole. */
  readonly cpuState?: SectionFault;
  readonly hpte?: SectionFault;
  readonly realMode?: SectionFault;
}

interface SectionFault {
  /** `error_flags`; with them nothing is saved, unless `dumpedBytes` says how much. */
  readonly errorFlags?: number;
  /** So much of it is saved, at most. */
  readonly dumpedBytes?: number;
}

/** QEMU's from 10.2 on (`spapr_fadump.c`), and the machine of the example in the 2011 text. */
export const fadumpFirmwares: Readonly<Record<'qemu' | 'doc-2011' | 'opal', FadumpFirmware>> = {
  qemu: { rules: 'kernel', cpuStateBytes: { base: 32, perCpu: 1264 }, hpteBytes: 0 },
  'doc-2011': { rules: 'doc-2011', cpuStateBytes: { base: 0x40020, perCpu: 0 }, hpteBytes: 0x1000 },
  // Memory-preserving IPL: registers have a place of their own, and there is no hash page table to be saved.
  opal: { rules: 'kernel', cpuStateBytes: { base: 0, perCpu: 0 }, hpteBytes: 0 },
};
