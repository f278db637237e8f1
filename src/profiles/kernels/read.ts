/**
 * Kernels that were not recorded: their switches are read from the sources of their version.
 *
 * 4.19.0-6-armmp is the kernel of the Apertis document's transcript. It is Debian's build with what that document adds: pstore with
 * its console and pmsg front ends and ramoops built in. The records there are plain text, so no compressor is (the document's file
 * sizes say the same). Behaviour: Linux v4.19.67 `fs/pstore`, `kernel/printk/printk.c`, `arch/arm`.
 */
import type { KernelProfile } from '../kernel.ts';
import { openwrt61 } from './openwrt.ts';
import { debian61armmp } from './recorded.ts';

const apertis419: KernelProfile = {
  ...debian61armmp,
  release: '4.19.0-6-armmp',
  aliases: ['armmp-419'],
  version: { major: 4, patchlevel: 19, sublevel: 67 },
  stackDumpVersion: '#1 Debian 4.19.67-2co5',
  evidence: 'read',
  possibleCpus: 4,
  printk: { ...debian61armmp.printk, consoleEnabledText: 'console', ring: 'record' },
  pstore: {
    ...debian61armmp.pstore,
    linkage: 'builtin',
    modules: [],
    compressors: [],
    consoleName: 'pstore',
    compressionText: 'Using compression',
    ramoops: {
      reasons: 'dump-oops',
      zoneAlignBytes: 1,
      dumpZones: 'dump',
      hasLabels: false,
      zapsEmptyZones: true,
      zapsBeforeDump: false,
      dropsStaleCopy: false,
      limitsHeaderErrors: false,
      eccNoticePrefix: '',
      lastLine: 'attached',
      memTypes: 'two',
      refusesSecond: 'parsed',
    },
  },
};

export const readKernels: readonly KernelProfile[] = [apertis419, openwrt61];
