/** What else differs from run to run where a kernel hangs, besides what `console-mask.ts` names. */
import { crashMask, type MaskRule } from './console-mask.ts';

export const hangMask: readonly MaskRule[] = [
  ...crashMask,
  {
    reason: 'process ids count the helpers that ran before',
    pattern: /(?<=^INFO: task \S+:)\d+|(?<=\[sh:)\d+(?=\])|(?<=\b[tp]?p?g?id:)\d+ */g,
    replacement: '*',
  },
  {
    reason: 'interrupts, softirqs and states that RCU counts while it waits, and the numbers of its periods',
    pattern:
      /(?<=: \()\d+(?= ticks)|(?<=idle=)[0-9a-f]+|(?<=softirq=)\d+\/\d+|(?<=fqs=)[1-9]\d*|\bg=?-?\d+|(?<=q=)\d+/g,
    replacement: '*',
  },
  {
    reason: 'jiffies since the machine was switched on, and a softirq counter',
    pattern: /\(\d{10}-\d{10}\)|(?<=timer-softirq=)\d+/g,
    replacement: '*',
  },
  {
    reason: 'the watchdog looks every 2/5 of its threshold from when that was written, and counts units of 2^30 ns',
    pattern: /(?<=soft lockup - CPU#\d stuck for \d)\d(?=s!)/,
    replacement: '*',
  },
  {
    reason: 'bit 4 of port 0x61 changes at each reading',
    pattern: /(?<=NMI received for unknown reason )[23]1/,
    replacement: '*',
  },
];

/** Lines that say how slow the host of the recording was. */
export const hostLines = /^INFO: NMI handler \(\w+\) took too long|^hrtimer: interrupt took/;
