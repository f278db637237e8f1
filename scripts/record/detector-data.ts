/**
 * Makes detector data of a kernel from its recorded hangs, watchdogs and NMIs:
 * `npx tsx scripts/record/detector-data.ts FOLDER KERNEL NAME` reads FOLDER/{hang,watchdog,nmi}-*.json and *.log.gz of KERNEL and
 * writes `src/profiles/kernels/NAME.detectors.data.ts`. Format: `DetectorData` in `src/profiles/kernels/detector-paths.ts`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RecordedRegisters, RecordedStack } from '../../src/profiles/crash-data.ts';
import type { DetectorData } from '../../src/profiles/kernels/detector-paths.ts';
import { type Block, isReportStart, type Line, type Report, readReport } from './crash-report-reader.ts';
import { namesOf, type Place, templateOf } from './register-names.ts';

type DetectorContext = DetectorData['contexts'][string];
type DetectorThread = DetectorData['threads'][string];

const [folder, kernel, name] = process.argv.slice(2);
if (folder === undefined || kernel === undefined || name === undefined) {
  throw new Error('usage: detector-data.ts FOLDER KERNEL NAME');
}

/** Panics out of an interrupt, by their message. */
const interrupts: Readonly<Record<string, string>> = {
  'Software Watchdog Timer expired': 'softdog',
  'NMI: Not continuing': 'nmi',
  'softlockup: hung tasks': 'softlockup',
  'RCU Stall': 'rcu-stall',
};

const heads = new Map<string, string>();
const contexts = new Map<string, DetectorContext>();
const threads = new Map<string, DetectorThread>();
const used: string[] = [];

function readLines(recording: string): Line[] {
  const { levels } = JSON.parse(readFileSync(join(folder!, `${recording}.json`), 'utf8')) as {
    levels: { map: string };
  };
  const text = gunzipSync(readFileSync(join(folder!, `${recording}.log.gz`))).toString('latin1');
  return text.split('\n').flatMap((line, i) => {
    const match = /^\[ *\d+\.\d{6}\](?:\[ *[TC]\d+\])? (.*?)\r?$/.exec(line);
    const level = levels.map[i];
    return match === null || level === undefined || level === '.' ? [] : [{ level: Number(level), text: match[1]! }];
  });
}

const recordings = readdirSync(folder)
  .filter((file) => /^(hang|watchdog|nmi)-.*\.json$/.test(file))
  .map((file) => file.replace(/\.json$/, ''))
  .filter(
    (one) => (JSON.parse(readFileSync(join(folder, `${one}.json`), 'utf8')) as { kernel: string }).kernel === kernel,
  )
  .sort();

for (const recording of recordings) {
  const before = heads.size + contexts.size + threads.size;
  read(readLines(recording));
  if (heads.size + contexts.size + threads.size > before) used.push(recording);
}

function read(lines: readonly Line[]): void {
  for (let i = 0; i < lines.length; i++) {
    if (/^task:/.test(lines[i]!.text)) {
      readThread(lines, i);
      continue;
    }
    if (!isReportStart(lines, i)) continue;
    const report = readReport(lines, i);
    i = report.end - 1;
    if (report.panic === 'hung_task: blocked tasks') addThread('hung-task-panic', report.frames, null);
    else if (report.kind === 'panic') readPanic(report);
    else if (report.registers !== null) readDump(report);
  }
}

/** The block of a task: its frames. */
function readThread(lines: readonly Line[], at: number): void {
  const comm = /^task:(\S+)/.exec(lines[at]!.text)![1]!;
  const frames: string[] = [];
  let userFlags: string | null = null;
  for (let i = at + 2; / *</.test(lines[i]?.text ?? '') || /^( |R[A-Z0-9]{2}: )/.test(lines[i]?.text ?? ''); i++) {
    const { text } = lines[i]!;
    if (text.startsWith(' ')) frames.push(text.slice(1));
    else if (text.startsWith('RIP: 0033')) frames.push('@user');
    userFlags ??= /^RSP: 002b:.* EFLAGS: ([0-9a-f]{8})/.exec(text)?.[1] ?? null;
  }
  addThread(comm === 'sh' ? 'lkdtm-HUNG_TASK' : 'rcu-gp-kthread', frames, userFlags);
}

function addThread(key: string, frames: readonly string[], userFlags: string | null): void {
  const stack: RecordedStack = { stackPointers: [], frames: frames.join('\n'), ...(userFlags && { userFlags }) };
  const known = threads.get(key);
  if (known?.stacks.some((one) => one.frames === stack.frames) === true) return;
  threads.set(key, { stacks: [...(known?.stacks ?? []), stack] });
}

function contextName(symbol: string): string {
  const type = /^lkdtm_([A-Z_]+)\+/.exec(symbol)?.[1];
  if (type !== undefined) return `lkdtm-${type}`;
  if (symbol.startsWith('__lkdtm_SMP_CALL_LOCKUP')) return 'smp-call-target';
  return symbol.startsWith('smp_call_function_single') ? 'lkdtm-SMP_CALL_LOCKUP' : 'idle';
}

function registersOf(block: Block, place: Place): RecordedRegisters {
  return {
    instructionPointer: block.symbol!,
    code: block.code,
    flags: block.flags,
    registers: block.registers.map((value) => templateOf(value, place)).join(' '),
    ...(block.stackPointer === place.stackPointer ? {} : { stackPointer: templateOf(block.stackPointer, place) }),
    ...(block.originalRax === null ? {} : { originalRax: block.originalRax }),
  };
}

function onStack(value: bigint): boolean {
  return value >= 0xffffc90000000000n && value < 0xffffc90100000000n;
}

/** Where a CPU is, in a report that is no panic. */
function readDump(report: Report): void {
  const block = report.registers!;
  const place = namesOf(report);
  const isOnStack = onStack(block.stackPointer);
  const key = contextName(block.symbol!);
  const stack: RecordedStack = {
    stackPointers: isOnStack && place.stackOffset !== null ? [place.stackOffset] : [],
    frames: report.frames.join('\n'),
    flags: block.flags,
    ...(report.user === null ? {} : { userFlags: report.user.flags }),
  };
  const inner = report.blocks.map((one) => registersOf(one, place));
  addContext(key, registersOf(block, place), inner, report.user !== null, stack, {});
}

/** A panic in an interrupt: what lies on top, and where the CPU was. */
function readPanic(report: Report): void {
  const head = interrupts[report.panic ?? ''];
  const at = report.frames.indexOf('@0');
  if (head === undefined || at < 0) return;
  heads.set(head, heads.get(head) ?? report.frames.slice(0, at).join('\n'));
  const block = report.blocks[0]!;
  const rest = report.frames.slice(at + 1);
  const end = head === 'nmi' ? rest.indexOf('</NMI>') + 2 : rest.findIndex((line) => !line.startsWith('? '));
  const stale = rest.slice(0, head === 'nmi' ? end - 2 : end).join('\n');
  const isOnStack = onStack(block.stackPointer);
  const own = namesOf(report);
  const place: Place = isOnStack
    ? { ...own, stackPointer: block.stackPointer, stackOffset: Number(block.stackPointer % 0x4000n) }
    : own;
  const stack: RecordedStack = {
    stackPointers: isOnStack ? [place.stackOffset!] : [],
    // A trace that begins here is that of the task alone.
    frames: ['<TASK>', ...rest.slice(end)].join('\n'),
    flags: block.flags,
    ...(report.user === null ? {} : { userFlags: report.user.flags }),
  };
  const key = contextName(block.symbol!);
  const inner = report.blocks.slice(1).map((one) => registersOf(one, place));
  addContext(
    key,
    registersOf(block, place),
    inner,
    report.user !== null,
    stack,
    {
      [head === 'nmi' ? 'staleInNmi' : 'staleInInterrupt']: stale,
    },
    head,
  );
}

function addContext(
  key: string,
  registers: RecordedRegisters,
  inner: readonly RecordedRegisters[],
  hasUser: boolean,
  stack: RecordedStack,
  stale: Pick<DetectorContext, 'staleInNmi' | 'staleInInterrupt'>,
  head: string | null = null,
): void {
  const known = contexts.get(key);
  const differs = head !== null && known !== undefined && known.registers.flags !== registers.flags;
  const flags = { ...known?.flags, ...(differs && { [head]: registers.flags }) };
  const same = known?.stacks.findIndex(({ frames }) => frames === stack.frames) ?? -1;
  const stacks = [...(known?.stacks ?? [])];
  if (same < 0) stacks.push(stack);
  else {
    const pointers = new Set([...stacks[same]!.stackPointers, ...stack.stackPointers]);
    stacks[same] = { ...stacks[same]!, stackPointers: [...pointers].sort((a, b) => a - b) };
  }
  contexts.set(key, {
    systemCall: hasUser ? 'write' : null,
    ...known,
    registers: known?.registers ?? registers,
    ...(Object.keys(flags).length > 0 ? { flags } : {}),
    ...(inner.length > 0 ? { blocks: known?.blocks ?? inner } : {}),
    ...stale,
    stacks,
  });
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function value(data: unknown): string {
  if (typeof data === 'string') return data.includes('\n') ? `\`\n${data}\n\`` : quote(data);
  if (Array.isArray(data)) return `[${data.map(value).join(', ')}]`;
  if (data !== null && typeof data === 'object') {
    return `{ ${Object.entries(data)
      .map(([key, one]) => `${quote(key)}: ${value(one)}`)
      .join(', ')} }`;
  }
  return String(data);
}

const exported = `${name}Detectors`;
const text = `/**
 * Where a hanging, an idle and an interrupted CPU of \`${kernel}\` is: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console ${used.map((one) => `\`${one}\``).join(', ')}; made by \`scripts/record/detector-data.ts\`.
 * Format: see \`DetectorData\` in \`detector-paths.ts\`.
 */
import type { DetectorData } from './detector-paths.ts';

export const ${exported}: DetectorData = ${value({
  heads: Object.fromEntries(heads),
  contexts: Object.fromEntries(contexts),
  threads: Object.fromEntries(threads),
})};
`;
writeFileSync(resolve(`src/profiles/kernels/${name}.detectors.data.ts`), text);
