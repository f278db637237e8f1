/**
 * Recorded pieces of reports with the values of this run: traces with registers among their frames.
 *
 * Mirrors what Linux v6.1 `arch/x86/kernel/dumpstack.c` (show_trace_log_lvl) prints for stacks that the state dumps show. The words
 * of the templates are those of `crash/x86/values.ts` and four more: `stack` (start of the task's kernel stack), `brk` (start of
 * its heap), `size` (of a mapping), and `cpu`.
 */
import type { RandomStream } from '../../sim/random.ts';
import type { CrashEnvironment, PrintkFunction, Task } from '../crash/crash-environment.ts';
import { fillValues, type Names } from '../crash/register-template.ts';
import { SymbolTable } from '../crash/symbols.ts';
import { codeText } from '../crash/x86/registers.ts';
import { drawX86Values } from '../crash/x86/values.ts';

/** Who is asked to show something, and how. */
export interface ShowContext {
  readonly environment: CrashEnvironment;
  readonly printk: PrintkFunction;
  readonly random: RandomStream;
  /** Who runs now, and on which CPU. */
  readonly task: Task;
  readonly cpu: number;
  /** What its system call writes, where it is in one. */
  readonly written: string;
  /** Which of so many recordings is shown, given the one that was drawn. */
  readonly choose: (reports: readonly string[], drawn: number) => number;
}

/** Who asks: the process that writes, or a panic with the frames of its own. */
export interface Asking {
  readonly written: string;
  readonly cpu: number;
  /** Frames and registers of the panic below panic() itself; null where they are not known. */
  readonly panicTrace?: string | null;
}

const STACK_MASK = ~0x3fffn;
const PAGE_MASK = ~0xfffn;

/** Values for one report; null where the architecture has no recorded ones. */
function reportNames({ environment, random, written }: ShowContext, task: Task, cpu: number): Names | null {
  if (environment.text.crash.architecture !== 'x86_64') return null;
  const request = { path: '', cpu, task, written, exitStatus: 0 };
  const path = { stacks: [], fault: null, systemCall: null };
  const names = drawX86Values(environment, request, { path, stack: 0 }, random);
  const { sp = 0n, heap = 0n } = names;
  return {
    ...names,
    stack: sp & STACK_MASK,
    brk: heap & PAGE_MASK,
    size: 0x1000n * BigInt(0x2000 + random.int(0x4000)),
  };
}

/** The lines of a recorded report at `level`. */
export function printReport(
  context: ShowContext,
  { report, level, task = context.task, cpu = context.cpu }: ReportPiece,
): void {
  const names = reportNames(context, task, cpu);
  if (names === null) return;
  const { environment, printk } = context;
  const symbols = SymbolTable.of(environment.text.crash);
  let instruction: bigint | null = null;
  for (const line of fillValues(report, names).split('\n')) {
    const isCode = line.startsWith('Code: ') && instruction !== null;
    printk(level, isCode ? `Code: ${codeText(environment, instruction!)}` : line);
    const place = /^RIP: 0010:(.*)$/.exec(line)?.[1];
    instruction = place === undefined ? null : symbols.placeAddress(place, environment.addresses);
  }
}

export interface ReportPiece {
  readonly report: string;
  readonly level: number;
  readonly task?: Task;
  readonly cpu?: number;
}

/** What stands above and below the frames of a task. */
const AROUND_TRACE = {
  x86_64: { above: ['Call Trace:', ' <TASK>'], below: [' </TASK>'] },
  arm64: { above: ['Call trace:'], below: [] },
  ppc64le: { above: ['Call Trace:'], below: [] },
  arm: { above: [], below: [] },
} as const;

/** `Call Trace:` round recorded frames; nothing under it where none were recorded. */
export function printTrace(context: ShowContext, piece: ReportPiece): void {
  const { printk, environment } = context;
  const { above, below } = AROUND_TRACE[environment.kernel.architecture];
  for (const line of above) printk(piece.level, line);
  if (piece.report !== '') printReport(context, piece);
  for (const line of below) printk(piece.level, line);
}

/** One of the recordings of a trace; they differ in stale words. */
export function drawn(context: ShowContext, reports: readonly string[] | undefined): string | null {
  if (reports === undefined || reports.length === 0) return null;
  return reports[context.choose(reports, context.random.int(reports.length))]!;
}
