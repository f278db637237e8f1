/**
 * What differs from run to run in dumps of a kernel's state, on top of `crashMask`.
 *
 * Not masked: which tasks there are, in which state, with which stacks; sizes of zones, watermarks, reserves; names and order of all
 * lines.
 */
import type { MaskRule } from './console-mask.ts';

/** Recordings of state dumps, which have a suite of their own: `console-sysrq.suite.ts`. */
export const STATE_RECORDINGS = /^(?:(?:sysrq|oom)-.*|panic-.*-print-.*)$/;

export const stateMask: readonly MaskRule[] = [
  {
    reason: 'pids count the helpers that ran before; the blanks behind them go with their width',
    pattern: /\b(p|tg|pp)id:\d+ */g,
    replacement: '$1id:* ',
  },
  {
    reason: 'pages in use: who has taken memory by then, and on which list, is the run’s',
    pattern:
      /\b((?:in)?active_(?:anon|file)|dirty|writepending|slab_(?:un)?reclaimable|mapped|shmem|pagetables|free|free_pcp|local_pcp|kernel_stack):\d+/g,
    replacement: '$1:*',
  },
  {
    reason: 'free blocks: how memory was split before',
    pattern: /\b\d+\*(\d+kB)(?: \([UMECHI]+\))?/g,
    replacement: '*$1',
  },
  { reason: 'sum of the free blocks', pattern: /(?<=^(?:Node \d )?\w+: .* = )\d+(?=kB$)/, replacement: '*' },
  { reason: 'pages in the page cache', pattern: /^\d+(?= total pagecache pages$)/, replacement: '*' },
  {
    reason: 'times and counts of the scheduler and of timers; the blanks before them go with their width',
    pattern:
      /^(ktime|sched_clk|cpu_clk|jiffies| {2}\.(?:nr_switches|nr_uninterruptible|next_balance|curr->pid|clock|clock_task|\w*vruntime|load|\w+_avg|util_est\w*|nr_events|expires_next|offset))( *): *-?[\d.]+/,
    replacement: '$1$2: *',
  },
  {
    reason: 'a row of the scheduler’s table: times, switches, the pid',
    pattern: /^([ >][A-Z] +\S+) +\d+ +\d+\.\d{6}.*$/,
    replacement: '$1 *',
  },
  { reason: 'time of the timer list', pattern: /^now at \d+ nsecs|^jiffies: \d+/, replacement: '*' },
  {
    reason: 'when timers are due',
    pattern: /^ # expires at \d+-\d+ nsecs \[in -?\d+ to -?\d+ nsecs\]|(?<=^ next_event: +)\d{1,15}(?= nsecs)/,
    replacement: '*',
  },
  { reason: 'the wall clock', pattern: /(?<=^ {2}\.offset: +)\d{19}/, replacement: '*' },
  { reason: 'missed ticks', pattern: /(?<=^ retries: +)\d+/, replacement: '*' },
  {
    reason: 'sizes of processes, and their pids',
    pattern:
      /^\[ *\d+\] +\d+ +\d+ +\d+ +\d+(?: +\d+ +\d+ +\d+)? +\d+ +\d+(?= {9})|\b(total-vm|anon-rss|file-rss|shmem-rss|pgtables):\d+(?=kB)|\bpid=\d+|(?<=Killed process )\d+/g,
    replacement: '$1*',
  },
];
