/**
 * Backtraces of all CPUs: sysrq l, the CPUs of panic_print.
 *
 * Mirrors Linux v6.1 and v6.12 `lib/nmi_backtrace.c` and `drivers/tty/sysrq.c` (sysrq_handle_showallcpus). Other CPUs are found where
 * they were recorded: in their idle loop.
 */
import { stateText } from '../../profiles/state-texts.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { KERN_DEFAULT, stackDumpHeader } from '../crash/stack-dump.ts';
import { KERN_INFO } from '../printk/levels.ts';
import { printReport, printTrace, type ShowContext } from './report.ts';

/** CALLER_CPU: a record of interrupt context names its CPU. */
const CALLER_CPU = 0x8000_0000;

/** First the own CPU with its trace, then the others. `printkAs`: printk of a record that another caller makes. */
export function showAllCpus(
  context: ShowContext,
  ownTrace: string | null,
  printkAs: (callerId: number) => PrintkFunction,
): void {
  const { environment, printk, cpu, task } = context;
  printk(KERN_DEFAULT, `NMI backtrace for cpu ${cpu}`);
  stackDumpHeader(environment, { cpu, task }, KERN_DEFAULT, printk);
  printTrace(context, { report: ownTrace ?? '', level: KERN_DEFAULT });
  const others = Array.from({ length: environment.onlineCpus }, (_, one) => one).filter((one) => one !== cpu);
  if (others.length === 0) return;
  printk(KERN_INFO, `Sending NMI from CPU ${cpu} to CPUs ${cpuList(others)}:`);
  for (const other of others) showIdleCpu({ ...context, printk: printkAs(CALLER_CPU + other) }, other);
}

function showIdleCpu(context: ShowContext, cpu: number): void {
  context.printk(KERN_DEFAULT, `NMI backtrace for cpu ${cpu}`);
  showIdleRegisters(context, cpu);
}

/** `show_regs` of an interrupt that came to an idle CPU. */
export function showIdleRegisters(context: ShowContext, cpu: number): void {
  const { environment, printk } = context;
  const task = { comm: `swapper/${cpu}`, pid: 0, uid: 0 };
  stackDumpHeader(environment, { cpu, task }, KERN_DEFAULT, printk);
  const { idle } = stateText(environment.kernel.release);
  const fitting = idle.filter(({ isBootCpu }) => isBootCpu === (cpu === 0));
  const found = fitting[0] ?? idle[0];
  if (found !== undefined) printReport(context, { report: found.report, level: KERN_DEFAULT, task, cpu });
}

/** `%*pbl`: 0-2,5. */
function cpuList(cpus: readonly number[]): string {
  const runs: string[] = [];
  for (let at = 0; at < cpus.length; ) {
    let end = at;
    while (cpus[end + 1] === cpus[end]! + 1) end++;
    runs.push(end === at ? `${cpus[at]}` : `${cpus[at]}-${cpus[end]}`);
    at = end + 1;
  }
  return runs.join(',');
}
