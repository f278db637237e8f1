/**
 * Qualcomm's minidump tables: what Linux and its co-processors leave in RAM for the boot firmware, which collects the regions after a crash.
 *
 * Facts: `struct minidump_global_toc`, `minidump_subsystem` and `minidump_region` of Linux v6.12 `drivers/remoteproc/qcom_common.c` and of the kmemdump and
 * meminspect series (`drivers/debug/qcom_md.c`, `drivers/soc/qcom/minidump.c`). Little-endian. Which item of SMEM the first one is, `smem.ts` says.
 */
import { layout, text, u32, u64 } from '../memory/layout.ts';

const SOURCE = 'Linux v6.12 drivers/remoteproc/qcom_common.c';

/** SBL_MINIDUMP_SMEM_ID. */
export const MINIDUMP_SMEM_ITEM = 602;
/** MAX_NUM_OF_SS: subsystems that the table has room for; Linux is the first. */
export const MINIDUMP_SUBSYSTEMS = 10;
export const MINIDUMP_SUBSYSTEM_APSS = 0;
/** MAX_NUM_ENTRIES of Linux. Boot firmware of older devices has room for 300 of all subsystems together. */
export const MINIDUMP_LINUX_REGIONS_MAX = 201;
export const MINIDUMP_ALL_REGIONS_MAX = 300;

/** A word of four letters as the drivers write it: the first is the most significant byte. */
const word = (letters: string) => [...letters].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0);

export const minidumpWords = {
  /** `valid` of a region. */
  valid: word('VALI'),
  encryptionDone: word('DONE'),
  enabled: word('ENBL'),
  encryptionNotRequired: word('NR'),
} as const;

const names = {
  [minidumpWords.valid]: 'VALI',
  [minidumpWords.encryptionDone]: 'DONE',
  [minidumpWords.enabled]: 'ENBL',
  [minidumpWords.encryptionNotRequired]: 'NR',
};

/** The head of the global table; the subsystems follow. */
export const minidumpToc = layout('minidump_global_toc', {
  source: SOURCE,
  sizeBytes: 16,
  fields: {
    status: u32(0, 'not 0: the firmware has set the table up'),
    revision: u32(4, 'of minidump'),
    enabled: u32(8, 'not 0: minidump is on'),
  },
});

export const minidumpSubsystem = layout('minidump_subsystem', {
  source: SOURCE,
  sizeBytes: 32,
  fields: {
    status: u32(0, '1: the subsystem has set its part up'),
    enabled: u32(4, 'ENBL: its regions are to be dumped', { names }),
    encryptionStatus: u32(8, 'DONE: what had to be encrypted is', { names }),
    encryptionRequired: u32(12, 'NR: nothing is to be encrypted', { names }),
    regionCount: u32(16, 'regions in use'),
    regionsBase: u64(24, 'physical address of the array of regions'),
  },
});

export const minidumpRegion = layout('minidump_region', {
  source: SOURCE,
  sizeBytes: 40,
  fields: {
    name: text(0, 16, 'name, NUL-terminated'),
    seqNum: u32(16, 'tells regions of one name apart'),
    valid: u32(20, 'VALI: the region counts', { names }),
    address: u64(24, 'physical address'),
    size: u64(32, 'bytes'),
  },
});

/** Bytes of the whole table: 336. */
export const MINIDUMP_TOC_BYTES = minidumpToc.sizeBytes + MINIDUMP_SUBSYSTEMS * minidumpSubsystem.sizeBytes;

/** Where a subsystem's part begins in the table. */
export function subsystemOffset(index: number): number {
  return minidumpToc.sizeBytes + index * minidumpSubsystem.sizeBytes;
}
