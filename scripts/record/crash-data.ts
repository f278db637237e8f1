/**
 * Makes crash data of a kernel from its recorded consoles:
 * `npx tsx scripts/record/crash-data.ts FOLDER KERNEL NAME FAMILY PATTERN` reads FOLDER/*.json and *.log.gz of KERNEL whose names
 * match PATTERN (a regular expression) and writes `src/profiles/kernels/NAME.FAMILY.data.ts`, which exports
 * `NAMEFamily: CrashData`; `src/profiles/kernel-texts.ts` composes the families.
 *
 * A path is what one cause prints: `starts` says which line begins which path. All recordings that show a path are merged into it:
 * its registers become templates (names in place of addresses), each different stack is kept. What a report prints around its
 * stack is read structurally; every other line is kept as it is, addresses and process ids replaced by names.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CrashPath, RecordedFault, RecordedRegisters, RecordedStack } from '../../src/profiles/crash-data.ts';
import { printCrashData } from './crash-data-print.ts';
import { type Block, isReportStart, type Line, type Report, readReport } from './crash-report-reader.ts';
import { namesOf, type Place, templateOf, textTemplate } from './register-names.ts';

/** Which line begins which path; the first that matches counts. `keeps`: the line itself is printed by the path. `family`: only there. */
const starts: readonly {
  readonly pattern: RegExp;
  readonly path: (m: RegExpExecArray) => string;
  readonly keeps?: true;
  readonly family?: string;
}[] = [
  { pattern: /^lkdtm: Performing direct entry (\w+)$/, path: (m) => `lkdtm-${m[1]}` },
  { pattern: /^sysrq: Trigger a crash$/, path: () => 'sysrq-c' },
  {
    pattern: /^Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000..00$/,
    path: () => 'exit',
    keeps: true,
  },
  {
    pattern: /^Kernel panic - not syncing: Attempted to kill init! exitcode=0x000000..$/,
    path: () => 'exit-by-signal',
    keeps: true,
  },
  { pattern: /^List of all partitions:$/, path: () => 'no-root', keeps: true },
  // The kernel stops in its own code: where, as `KernelStop.where` says it.
  { pattern: /^-+\[ cut here \]-+$/, path: () => 'stop-persistent_ram_save_old', keeps: true, family: 'ramoops' },
  { pattern: /^-+\[ cut here \]-+$/, path: () => 'ioremap-ram', keeps: true, family: 'phram' },
  { pattern: /^BUG: unable to handle page fault/, path: () => 'stop-try_module_get', keeps: true, family: 'phram' },
];

/** What warns only once: places, and the beginning of a message. */
const ONCE = /^(lib\/refcount\.c:|drivers\/misc\/lkdtm\/fortify\.c:|arch\/x86\/mm\/ioremap\.c:)/;
const ONCE_SAID = /^virt_to_cache: /;

interface Occurrence {
  readonly path: CrashPath;
  readonly stack: RecordedStack | null;
}

const [folder, kernel, name, family, pattern] = process.argv.slice(2);
if (
  folder === undefined ||
  kernel === undefined ||
  name === undefined ||
  family === undefined ||
  pattern === undefined
) {
  throw new Error('usage: crash-data.ts FOLDER KERNEL NAME FAMILY PATTERN');
}

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
  .filter((file) => file.endsWith('.json') && file !== 'index.json' && new RegExp(pattern).test(file))
  .map((file) => file.replace(/\.json$/, ''))
  .filter(
    (one) => (JSON.parse(readFileSync(join(folder, `${one}.json`), 'utf8')) as { kernel: string }).kernel === kernel,
  )
  .sort();

const paths = new Map<string, CrashPath>();
const used: string[] = [];
for (const recording of recordings) {
  const seen = new Set<string>();
  for (const { key, lines } of segments(readLines(recording))) {
    add(seen.has(key) ? `${key}/again` : key, lines);
    seen.add(key);
  }
  if (seen.size > 0) used.push(recording);
}
const file = `src/profiles/kernels/${name}.${family}.data.ts`;
const exported = `${name}${family[0]!.toUpperCase()}${family.slice(1)}`;
writeFileSync(resolve(file), printCrashData(exported, { kernel, recordings: used, paths, symbols: knownAddresses() }));

/** LKDTM's functions are called through a pointer, which is still in RAX when they have called nothing else. */
function knownAddresses(): string[] {
  return [...paths].flatMap(([key, { fault }]) => {
    const type = /^lkdtm-(\w+)$/.exec(key)?.[1];
    const size = new RegExp(`^lkdtm_${type}\\+0x[0-9a-f]+/0x([0-9a-f]+) \\[lkdtm\\]$`).exec(
      fault?.instructionPointer ?? '',
    )?.[1];
    const offset = /^modules\+([0-9a-f]+0) /.exec(fault?.registers ?? '')?.[1];
    if (type === undefined || size === undefined || offset === undefined) return [];
    const base = kernel!.startsWith('full') ? 0xffffffffa0000000n : 0xffffffffc0000000n;
    return [`lkdtm_${type} ${size} @${(base + BigInt(`0x${offset}`)).toString(16)} lkdtm`];
  });
}

function segments(lines: readonly Line[]): { key: string; lines: Line[] }[] {
  const found: { key: string; lines: Line[] }[] = [];
  for (const line of lines) {
    // A panic inside a path belongs to it.
    const start = starts.find(
      (one) =>
        one.pattern.test(line.text) &&
        (one.family ?? family) === family &&
        !(one.keeps && found.length > 0 && /panic/.test(line.text)),
    );
    if (start !== undefined) {
      found.push({ key: start.path(start.pattern.exec(line.text)!), lines: start.keeps ? [line] : [] });
    } else found.at(-1)?.lines.push(line);
  }
  return found;
}

/** Reads one segment into a path, and what follows a survived report into `/2`, `/3` … */
function add(key: string, lines: readonly Line[]): void {
  const at = lines.findIndex((_, i) => isReportStart(lines, i));
  const before = lines.slice(0, at < 0 ? lines.length : at);
  if (at < 0) {
    merge(key, { path: { ...textOf(before, null), stacks: [], fault: null, systemCall: 'write' }, stack: null });
    return;
  }
  const report = readReport(lines, at);
  const after = lines.slice(report.end);
  const place = namesOf(report);
  const survived = report.kind === 'warn';
  const nextReport = after.findIndex((_, i) => isReportStart(after, i));
  const rest = survived ? after.slice(0, nextReport < 0 ? after.length : nextReport) : [];
  const next = survived && nextReport >= 0 ? nextKey(key, after[nextReport]!) : undefined;
  const afterText = linesText(rest, place);
  merge(key, {
    path: {
      ...textOf(before, place),
      fault: faultOf(report, place),
      ...(report.blocks.length > 0 ? { blocks: report.blocks.map((block) => registersOf(block, place)) } : {}),
      ...(report.panic === null ? {} : { panic: report.panic }),
      ...(afterText === '' ? {} : { after: afterText }),
      ...(next === undefined || next.endsWith('/panic') ? {} : { next }),
      stacks: [],
      systemCall: report.user === null ? (report.comm === 'sh' ? 'write' : null) : systemCallOf(report),
      ...(report.worker === null ? {} : { runsAs: { comm: report.comm, pid: report.pid, worker: report.worker } }),
    },
    stack: {
      stackPointers: place.stackOffset === null ? [] : [place.stackOffset],
      frames: report.frames.join('\n'),
      ...(report.registers === null ? {} : { flags: report.registers.flags }),
      ...(report.user === null ? {} : { userFlags: report.user.flags }),
    },
  });
  if (next !== undefined) add(next, after.slice(nextReport));
}

/** A panic that ends a survived warning is found under its own name. */
function nextKey(key: string, { text }: Line): string {
  if (/^Kernel panic/.test(text)) return `${key}/panic`;
  const number = Number(/\/(\d+)$/.exec(key)?.[1] ?? '1') + 1;
  return `${key.replace(/\/\d+$/, '')}/${number}`;
}

function systemCallOf(report: Report): string {
  const number = report.user!.originalRax;
  const known: Readonly<Record<string, string>> = {
    '1': 'write',
    e7: 'exit_group',
    '139': 'finit_module',
    '101': 'openat',
  };
  return number === null ? `exception-${report.user!.instructionPointer}` : (known[number] ?? `call-${number}`);
}

function linesText(lines: readonly Line[], place: Place | null): string {
  return lines.map(({ level, text }) => `${level} ${textTemplate(text, place)}`).join('\n');
}

function textOf(lines: readonly Line[], place: Place | null): { before?: string } {
  return lines.length === 0 ? {} : { before: linesText(lines, place) };
}

function registersOf(block: Block, place: Place): RecordedRegisters {
  return {
    instructionPointer: block.symbol ?? `=${templateOf(block.address!, place)}`,
    code: block.code,
    flags: block.flags,
    registers: block.registers.map((value) => templateOf(value, place)).join(' '),
    ...(block.stackPointer === place.stackPointer ? {} : { stackPointer: templateOf(block.stackPointer, place) }),
    ...(block.originalRax === null ? {} : { originalRax: block.originalRax }),
  };
}

function faultOf(report: Report, place: Place): RecordedFault | null {
  if (report.registers === null) return null;
  const { kind, location, message } = report;
  const cause = kind === 'panic' || kind === 'dump' ? 'registers' : kind;
  return {
    cause,
    ...(report.errorCode === null ? {} : { errorCode: report.errorCode }),
    ...(report.address === null ? {} : { address: templateOf(report.address, place) }),
    ...(report.pageTables === null ? {} : { pageTables: pageTableWords(report.pageTables) }),
    ...(cause === 'trap' ? { die: report.die! } : {}),
    ...(location === null ? {} : { location }),
    ...((location !== null && ONCE.test(location)) || ONCE_SAID.test(message[0]?.text ?? '') ? { isOnce: true } : {}),
    ...(message.length === 0 ? {} : { message: linesText(message, place) }),
    ...registersOf(report.registers, place),
    ...(report.inInterrupt ? { inInterrupt: true } : {}),
  };
}

/** Words of the page table line: `pgd+67`, the same page twice where the levels are folded. */
function pageTableWords(entries: readonly bigint[]): string {
  const names = ['pgd', 'pgd', 'pud', 'pmd', 'pte'];
  const pageBits = 0x000ffffffffff000n;
  return entries
    .map((entry, i) =>
      (entry & pageBits) === 0n ? entry.toString(16) : `${names[i]}+${(entry & ~pageBits).toString(16)}`,
    )
    .join(' ');
}

function merge(name: string, { path, stack }: Occurrence): void {
  // A second time is a path of its own only where it says something else.
  const first = paths.get(name.replace('/again', ''));
  const key = first !== undefined && first.before === path.before ? name.replace('/again', '') : name;
  const known = paths.get(key);
  if (known === undefined) {
    paths.set(key, { ...path, stacks: stack === null ? [] : [stack] });
    return;
  }
  if (known.stacks.length === 0 && stack !== null) {
    // A report that is told only once: the recording that shows it is the fuller one.
    paths.set(key, { ...path, stacks: [stack] });
    return;
  }
  if (stack === null) return;
  const same = known.stacks.findIndex(
    ({ frames, flags, userFlags }) => frames === stack.frames && flags === stack.flags && userFlags === stack.userFlags,
  );
  const stacks = [...known.stacks];
  if (same < 0) stacks.push(stack);
  else {
    const pointers = new Set([...stacks[same]!.stackPointers, ...stack.stackPointers]);
    stacks[same] = { ...stacks[same]!, stackPointers: [...pointers].sort((a, b) => a - b) };
  }
  const panicAfter = known.next ?? path.next;
  paths.set(key, { ...known, ...(panicAfter === undefined ? {} : { next: panicAfter }), stacks });
}
