/** What the firmware of a POWER machine offers for firmware-assisted dump. */

export interface FadumpFirmware {
  /** `kernel`: Linux goes by its own code. `doc-2011`: by the rules of the text of 2011 that announced it, where the two differ. */
  readonly rules: 'kernel' | 'doc-2011';
  /** Bytes it wants for the registers of all CPUs: so many, and so many for each. */
  readonly cpuStateBytes: { readonly base: number; readonly perCpu: number };
  /** Bytes it wants for the hash page table. */
  readonly hpteBytes: number;
}

/** QEMU's from 10.2 on (`spapr_fadump.c`), and the machine of the example in the 2011 text. */
export const fadumpFirmwares: Readonly<Record<'qemu' | 'doc-2011', FadumpFirmware>> = {
  qemu: { rules: 'kernel', cpuStateBytes: { base: 32, perCpu: 1264 }, hpteBytes: 0 },
  'doc-2011': { rules: 'doc-2011', cpuStateBytes: { base: 0x40020, perCpu: 0 }, hpteBytes: 0x1000 },
};
