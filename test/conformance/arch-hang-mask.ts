/** What else differs from run to run in the reports of hangs on arm, arm64 and ppc64le, besides what `arch-console-mask.ts` names. */

import type { MaskRule } from './console-mask.ts';
import { hangMask } from './hang-mask.ts';

/** Pages that a report of the OOM killer counts, beside those of `stateMask`. */
export const archMemoryMask: readonly MaskRule[] = [
  {
    reason: 'pages that initramfs and device tree took',
    pattern: /(?<=managed:)\d+|^\d+(?= pages reserved$)/g,
    replacement: '*',
  },
  {
    reason: 'files of a ramfs, which no reclaim gives up, are files in memory like others here',
    pattern: /(?<=unevictable:)\d+/g,
    replacement: '*',
  },
  {
    reason: 'watermarks are boosted for a while after pages of different kinds were mixed',
    pattern: /boost:\d+kB min:\d+kB low:\d+kB high:\d+kB/,
    replacement: 'marks',
  },
  { reason: 'how often reclaim has tried', pattern: /(?<=all_unreclaimable\? )\w+/, replacement: '*' },
  { reason: 'movable pages may lie in the area of contiguous memory', pattern: /(?<=free_cma:)\d+/g, replacement: '*' },
];

export const archHangMask: readonly MaskRule[] = [
  { reason: '32-bit ARM: the heap of the user', pattern: /\b00[1-3][0-9a-f]{5}\b/g, replacement: '*' },
  {
    reason: 'ppc64le: the time base since the machine was switched on',
    pattern: /(?<=TB:)\d+|\(\d+ms ago\)/g,
    replacement: '*',
  },
  ...hangMask,
  ...archMemoryMask,
  {
    reason: 'process ids count the helpers that ran before',
    pattern: /(?<=\[[a-z]+:)[1-9]\d*(?=\])/,
    replacement: '*',
  },
  {
    reason: 'a loop has several instructions',
    pattern: /\blkdtm_(?:LOOP|SOFTLOCKUP|SPINLOCKUP|HARDLOCKUP)\+0x\w+(?=\/)/,
    replacement: 'loop+*',
  },
  { reason: 'arm64: the heap of the user', pattern: /\b000000000[1-9a-f][0-9a-f]{6}\b/g, replacement: '*' },
  {
    reason: 'how far a grace period had come',
    pattern: /\bt=\d+ jiffies|(?<=kthread activity )\d+|\(-?\d+--?\d+\)|(?<=starved for )\d+/g,
    replacement: '*',
  },
];
