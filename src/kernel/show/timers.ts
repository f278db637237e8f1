/**
 * The timer list: sysrq q, the timers of panic_print.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/time/timer_list.c` (sysrq_timer_list_show). The kernel's own timers are there; those of sleeping
 * processes are left out.
 */
import { stateText } from '../../profiles/state-texts.ts';
import { KERN_WARNING } from '../printk/levels.ts';
import { filled } from './fill.ts';
import type { ShowContext } from './report.ts';
import { jiffiesAt } from './scheduler.ts';

const NS_PER_JIFFY = 4_000_000;

/** All of it at level 4; nothing where none was recorded. `realNs`: the wall clock when the kernel's time was 0. */
export function showTimers(context: ShowContext, nowNs: number, realNs: bigint): void {
  const { environment, printk } = context;
  const { timers } = stateText(environment.kernel.release);
  if (timers === null) return;
  const tickNs = (Math.floor(nowNs / NS_PER_JIFFY) + 1) * NS_PER_JIFFY;
  const pending = timers.pending.split('\n').flatMap((line, index) => pendingTimer(line, { index, nowNs, tickNs }));
  const values = {
    nowNs: String(nowNs),
    tickNs: String(tickNs),
    realNs: String(realNs),
    events: String(Math.floor(nowNs / NS_PER_JIFFY)),
    jiffies: String(jiffiesAt(nowNs)),
    timers: pending.join('\n'),
  };
  const cpus = Array.from({ length: environment.onlineCpus }, (_, cpu) => ({ ...values, cpu: String(cpu) }));
  const text = [
    filled(timers.head, values),
    ...cpus.map((ofCpu) => filled(timers.cpu, ofCpu)),
    filled(timers.tail, values),
    ...cpus.map((ofCpu) => filled(timers.device, ofCpu)),
  ].join('\n');
  for (const line of text.split('\n')) printk(KERN_WARNING, line);
}

interface When {
  readonly index: number;
  readonly nowNs: number;
  readonly tickNs: number;
}

/** `print_timer`; the first timer is the tick, which comes when it comes. */
function pendingTimer(line: string, { index, nowNs, tickNs }: When): string[] {
  const [name, delay, window] = line.split(' ');
  const from = index === 0 ? tickNs : nowNs + Number(delay);
  const to = from + Number(window);
  return [
    ` #${index}: <(____ptrval____)>, ${name}`,
    ', S:01',
    '',
    ` # expires at ${from}-${to} nsecs [in ${from - nowNs} to ${to - nowNs} nsecs]`,
  ];
}
