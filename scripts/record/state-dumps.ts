/**
 * Reads task lists, scheduler tables, timer lists and OOM reports out of recorded consoles:
 * `npx tsx scripts/record/state-dumps.ts VECTORS` writes `src/profiles/kernels/*.sysrq.data.ts` and `*.oom.data.ts`.
 *
 * VECTORS holds `linux-console`. Every console of a kernel is looked at; values that belong to one run become tokens.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const files: Readonly<Record<string, string>> = {
  deb61: 'debian61amd64',
  deb612: 'debian612amd64',
  full61: 'oracle61',
  full61smp: 'oracle61smp',
};

interface Console {
  readonly name: string;
  readonly lines: readonly string[];
}

const STAMP = /^\[ *\d+\.\d{6}\](?:\[ *[TC]\d+\])? /;

function consolesOf(folder: string, kernel: string): Console[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'index.json')
    .filter((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).kernel === kernel)
    .map((file) => file.slice(0, -5))
    .sort()
    .map((name) => ({
      name,
      lines: gunzipSync(readFileSync(join(folder, `${name}.log.gz`)))
        .toString('latin1')
        .split('\n')
        .map((line) => line.replace(/\r$/, ''))
        .filter((line) => STAMP.test(line))
        .map((line) => line.replace(STAMP, '')),
    }));
}

// ---- values of one run become tokens ----

const hex = (digits: string) => BigInt(`0x${digits}`);

/** The register lines of one report with tokens in place of addresses. */
function tokenized(lines: readonly string[]): string[] {
  const userStack = /002b:([0-9a-f]{16})/.exec(lines.find((line) => line.startsWith('RSP: 002b')) ?? '')?.[1];
  const isWrite = lines.some((line) => line.endsWith('ORIG_RAX: 0000000000000001'));
  const isRead = lines.some((line) => line.endsWith('ORIG_RAX: 0000000000000000'));
  const heap = heapBase(lines);
  return lines.map((line) => {
    if (!/^(R[A-Z0-9]+|FS|CR2):/.test(line) || line.startsWith('RIP')) return line;
    return line.replace(
      /\b(R[A-Z0-9]+|GS|CR2|CR3): ?((?:0018:|002b:)?)([0-9a-f]{16})\b/g,
      (_, name, selector, digits) => {
        const blank = name === 'GS' ? '' : ' ';
        return `${name}:${blank}${selector}${token(name, digits, { userStack, isWrite, isRead, heap })}`;
      },
    );
  });
}

function heapBase(lines: readonly string[]): bigint | null {
  const values = lines
    .filter((line) => /^R[A-Z0-9]+: /.test(line) && !line.startsWith('RIP'))
    // Of a read, R8 is the size of a mapping.
    .map((line) => line.replace(/R08: \S+/, ''))
    .flatMap((line) => [...line.matchAll(/: (?:[0-9a-f]{4}:)?(0{8}[0-9a-f]{8})/g)].map((match) => hex(match[1]!)))
    .filter((value) => value >= 0x4000000n && value < 0x80000000n);
  const inUser = lines.some((line) => line.startsWith('RSP: 002b'));
  return inUser && values.length > 0 ? values.reduce((a, b) => (a < b ? a : b)) & ~0xfffn : null;
}

interface Around {
  readonly userStack: string | undefined;
  readonly isWrite: boolean;
  readonly isRead: boolean;
  readonly heap: bigint | null;
}

function token(name: string, digits: string, { userStack, isWrite, isRead, heap }: Around): string {
  const value = hex(digits);
  const offset = (base: bigint) =>
    value === base ? '' : value > base ? `+${(value - base).toString(16)}` : `-${(base - value).toString(16)}`;
  if (name === 'CR3') return '%{cr3}';
  if (name === 'CR2') return '%{brk+730}';
  if (name === 'GS') return `%{linear${offset(0xffff888000000000n)}}`;
  if (/^ffffc9/.test(digits)) return `%{stack+${(value & 0x3fffn).toString(16)}}`;
  if (/^ffff888/.test(digits)) return `%{buffer+${(value & 0xfffn).toString(16)}}`;
  if (/^ffffffff[89]/.test(digits)) return `%{kernel${offset(0xffffffff81000000n)}}`;
  if (digits === '00007ffffffff000') return digits;
  if (name === 'R08' && heap !== null && isRead) return '%{size}';
  if (/^00007ff[c-f]/.test(digits) && userStack !== undefined) return `%{usp${offset(hex(userStack))}}`;
  if (/^00007f/.test(digits)) return `%{map+${(value & 0xfffn).toString(16)}}`;
  if (isWrite && /^fefe/.test(digits) && name === 'R09') return '%{word}';
  if (isWrite && (name === 'RDX' || name === 'R12')) return '%{count}';
  if (heap !== null && value >= heap && value < heap + 0x100000n) return `%{brk+${(value - heap).toString(16)}}`;
  return digits;
}

// ---- task lists ----

interface Block {
  readonly head: string;
  /** Between header and `Call Trace:`. */
  readonly work: string;
  /** Between ` <TASK>` and ` </TASK>`. */
  readonly trace: readonly string[];
}

function taskBlocks({ lines }: Console): Block[] {
  const blocks: Block[] = [];
  lines.forEach((head, at) => {
    if (!/^task:\S.* state:/.test(head)) return;
    const start = lines.indexOf('Call Trace:', at);
    const end = lines.indexOf(' </TASK>', at);
    if (start < 0 || start > at + 2 || end < 0) return;
    blocks.push({ head, work: start === at + 2 ? lines[at + 1]! : '', trace: tokenized(lines.slice(start + 2, end)) });
  });
  return blocks;
}

interface Fields {
  readonly comm: string;
  readonly state: string;
  readonly pid: number;
  readonly ppid: number;
  readonly flags: string;
}

function fieldsOf(head: string): Fields {
  const match = /^task:(.{1,15}?) +state:(.).* pid:(\d+) .*ppid:(\d+) +flags:0x([0-9a-f]+)/.exec(head)!;
  return { comm: match[1]!, state: match[2]!, pid: Number(match[3]), ppid: Number(match[4]), flags: match[5]! };
}

/** The row of the scheduler's table by pid: numbers in the order of the columns. */
function schedulerRows(lines: readonly string[]): Map<number, readonly string[]> {
  const rows = new Map<number, readonly string[]>();
  for (const line of lines) {
    const match = /^[ >][A-Z] +(\S+) +(\d+) +(\d+\.\d{6} .*)$/.exec(line);
    if (match !== null) rows.set(Number(match[2]), match[3]!.trim().split(/ +/));
  }
  return rows;
}

function threadLine(block: Block, row: readonly string[] | undefined, stack: string): string {
  const { comm, state, pid, flags } = fieldsOf(block.head);
  // 6.1: tree-key switches prio wait-time sum-exec; 6.12: vruntime E deadline slice sum-exec switches prio.
  const is612 = row?.[1] === 'E' || row?.[1] === 'N';
  const numbers =
    row === undefined
      ? '120 0 0 0 0'
      : is612
        ? [row[6], row[5], row[0], row[4], row[2]].join(' ')
        : [row[2], row[1], row[0], row[4], '0'].join(' ');
  return `${pid} ${comm} ${state} ${flags} ${stack} ${numbers}${block.work === '' ? '' : ` ${block.work}`}`;
}

/** Where a stack sleeps: its first frame that is none of the scheduler's. */
function sleepsIn(trace: readonly string[]): string {
  const frame = trace.find(
    (line) => /^ [a-z_]/.test(line) && !/^ (__schedule|schedule|schedule_timeout\w*|sched_show_task)\b/.test(line),
  );
  return /^ ([\w.]+)/.exec(frame ?? '')?.[1] ?? 'none';
}

function stateText(consoles: readonly Console[], isDistribution: boolean): string {
  const withList = consoles.find((one) => one.lines.some((line) => line.startsWith('Sched Debug Version')));
  const stacks = new Map<string, string>();
  const waiting = new Map<string, string>();
  const asking = new Map<string, string[]>();
  const threads: string[] = [];
  const nameOf = (trace: readonly string[]) => {
    const text = trace.join('\n');
    const base = sleepsIn(trace);
    for (let n = 1; ; n++) {
      const name = n === 1 ? base : `${base}-${n}`;
      const known = stacks.get(name);
      if (known === undefined) stacks.set(name, text);
      if (known === undefined || known === text) return name;
    }
  };
  if (withList !== undefined) {
    // The panic's replay shows the list once more.
    const end = withList.lines.findIndex((line) => line.startsWith('Linux version'));
    const list = { ...withList, lines: end < 0 ? withList.lines : withList.lines.slice(0, end) };
    const rows = schedulerRows(list.lines);
    for (const block of taskBlocks(list)) {
      const { pid, ppid, state } = fieldsOf(block.head);
      if (ppid === 2 || pid === 2) threads.push(threadLine(block, rows.get(pid), nameOf(block.trace)));
      else if (state !== 'R') waiting.set(sleepsIn(block.trace), block.trace.join('\n'));
      else keepAsking(asking, block.trace, 't');
    }
  }
  for (const one of consoles) backtraces(one, asking);
  const idle = idleBacktraces(consoles);
  const scheduler = withList === undefined ? null : schedulerText(withList.lines);
  const timers = consoles.map(({ lines }) => timerText(lines)).find((found) => found !== null) ?? null;
  const record = (map: ReadonlyMap<string, string>) =>
    `{${[...map].map(([key, value]) => `\n    '${key}': ${literal(value)},`).join('')}\n  }`;
  const recordOfLists = (map: ReadonlyMap<string, readonly string[]>) =>
    `{${[...map].map(([key, values]) => `\n    '${key}': [${values.map((one) => `\n      ${literal(one)},`).join('')}\n    ],`).join('')}\n  }`;
  return `  isDistribution: ${isDistribution},
  threads: ${literal(threads.join('\n'))},
  stacks: ${record(stacks)},
  waiting: ${record(waiting)},
  asking: ${recordOfLists(asking)},
  idle: [${idle.map(({ isBootCpu, report }) => `\n    { isBootCpu: ${isBootCpu}, report: ${literal(report)} },`).join('')}\n  ],
  scheduler: ${objectOf(scheduler)},
  timers: ${objectOf(timers)},`;
}

function keepAsking(asking: Map<string, string[]>, trace: readonly string[], how: 't' | 'l'): void {
  const panic = trace.findIndex((line) => / panic\+/.test(line));
  const key = panic < 0 ? how : how === 't' ? 'panic-tasks' : 'panic-cpus';
  const text = (panic < 0 ? trace : trace.slice(0, panic + 1)).join('\n');
  const known = asking.get(key) ?? [];
  if (!known.includes(text)) asking.set(key, [...known, text]);
}

/** The own backtrace of the CPU that asked for all. */
function backtraces({ lines }: Console, asking: Map<string, string[]>): void {
  lines.forEach((line, at) => {
    if (!/^NMI backtrace for cpu/.test(line) || lines[at + 3] !== 'Call Trace:') return;
    const trace = tokenized(lines.slice(at + 5, lines.indexOf(' </TASK>', at)));
    if (trace.some((frame) => /__handle_sysrq| panic\+/.test(frame))) keepAsking(asking, trace, 'l');
  });
}

function idleBacktraces(consoles: readonly Console[]): { readonly isBootCpu: boolean; readonly report: string }[] {
  const found: { readonly isBootCpu: boolean; readonly report: string }[] = [];
  for (const { lines } of consoles) {
    lines.forEach((line, at) => {
      if (!/^NMI backtrace for cpu/.test(line) || !/Comm: swapper\//.test(lines[at + 1] ?? '')) return;
      const from = at + (lines[at + 2]!.startsWith('Tainted') ? 4 : 3);
      if (!lines[from]!.startsWith('RIP: 0010:')) return;
      const report = tokenized(lines.slice(from, lines.indexOf(' </TASK>', at) + 1)).join('\n');
      if (report.includes('lkdtm')) return;
      const isBootCpu = report.includes('start_kernel');
      if (!found.some((known) => known.report === report)) found.push({ isBootCpu, report });
    });
  }
  return found;
}

// ---- tables ----

const schedulerTokens: readonly (readonly [RegExp, string])[] = [
  [/^(Sched Debug Version: \S+ ).*/, '$1{release}'],
  [/^(ktime +: ).*/, '$1{now}'],
  [/^(sched_clk +: ).*/, '$1{now}'],
  [/^(cpu_clk +: ).*/, '$1{now}'],
  [/^(jiffies +: ).*/, '$1{jiffies}'],
  [/^cpu#0, /, 'cpu#{cpu}, '],
  [/^(\w+_rq)\[0\]/, '$1[{cpu}]'],
  [/^( {2}\.(?:h_)?nr_(?:running|queued|runnable) +: ).*/, '$1{running}'],
  [/^( {2}\.curr->pid +: ).*/, '$1{pid}'],
  [/^( {2}\.clock(?:_task)? +: ).*/, '$1{now}'],
];

function schedulerText(lines: readonly string[]): { head: string; cpu: string; table: string } {
  const start = lines.findIndex((line) => line.startsWith('Sched Debug Version'));
  const cpu = lines.findIndex((line, at) => at > start && line.startsWith('cpu#0'));
  const table = lines.findIndex((line, at) => at > start && line === 'runnable tasks:');
  const part = (from: number, to: number) =>
    lines
      .slice(from, to)
      .map((line) => schedulerTokens.reduce((text, [pattern, by]) => text.replace(pattern, by), line))
      .join('\n');
  return { head: part(start, cpu), cpu: part(cpu, table), table: part(table, table + 3) };
}

const timerTokens: readonly (readonly [RegExp, string])[] = [
  [/^now at \d+ nsecs/, 'now at {nowNs} nsecs'],
  [/^cpu: 0/, 'cpu: {cpu}'],
  [/^(Per CPU device: )0/, '$1{cpu}'],
  [/^( {2}\.expires_next +: )\d+/, '$1{tickNs}'],
  [/^( next_event: +)(?!9223372036854775807)\d+/, '$1{tickNs}'],
  [/^( {2}\.nr_events +: )\d+/, '$1{events}'],
  [/^( {2}\.offset: +)\d{19}/, '$1{realNs}'],
  [/^jiffies: \d+/, 'jiffies: {jiffies}'],
];

/**
 * The timer list without the times of its pending timers, which belong to the run; `{timers}` stands for those of the first
 * clock: name, nanoseconds from now, and how much later it may be.
 */
function timerText(
  lines: readonly string[],
): Readonly<Record<'head' | 'pending' | 'cpu' | 'tail' | 'device', string>> | null {
  const start = lines.findIndex((line) => line.startsWith('Timer List Version'));
  if (start < 0) return null;
  const end = lines.findIndex((line, at) => at > start && /^(Wakeup Device|Dumping)/.test(line));
  const whole = lines.slice(start, end + 2);
  const pending = whole.flatMap((line, at) => {
    const name = /^ #\d+: <.*>, (\S+)$/.exec(line)?.[1];
    const [, from, to] = /\[in (-?\d+) to (-?\d+) nsecs\]$/.exec(whole[at + 3] ?? '') ?? [];
    return name === undefined ? [] : [`${name} ${from} ${Number(to) - Number(from)}`];
  });
  const list = whole
    .filter((line) => !/^ #|^, S:/.test(line))
    .map((line) => timerTokens.reduce((text, [pattern, by]) => text.replace(pattern, by), line));
  const cpu = list.indexOf('cpu: {cpu}');
  const tail = list.findIndex((line) => line.startsWith('jiffies:'));
  const device = list.findIndex((line, at) => line.startsWith('Tick Device') && at > tail + 3);
  // Pending timers leave empty lines behind.
  const ofCpu = list.slice(cpu, tail).filter((line) => line !== '');
  ofCpu.splice(ofCpu.indexOf('active timers:') + 1, 0, '{timers}');
  const text = (from: number, to?: number) => list.slice(from, to).join('\n');
  return {
    head: text(0, cpu),
    pending: pending.join('\n'),
    cpu: ofCpu.join('\n'),
    tail: text(tail, device),
    device: text(device),
  };
}

// ---- out of memory ----

function oomText(consoles: readonly Console[]): string | null {
  const paths = { readFault: new PathParts(), manual: new PathParts() };
  let slabs = '';
  for (const { lines } of consoles) {
    lines.forEach((line, at) => {
      if (line.includes(' invoked oom-killer:')) {
        const isManual = line.includes('order=-1');
        const trace = traceAfter(lines, at);
        const ending = lines.slice(at).find((one) => /^(Out of memory|Kernel panic|oom-kill)/.test(one)) ?? '';
        const decision = ending.startsWith('oom-kill') ? 'kill' : ending.startsWith('Out of') ? 'none' : 'panic';
        paths[isManual ? 'manual' : 'readFault'].add(decision, trace);
      } else if (/^Kernel panic - not syncing: (Out of memory|System is deadlocked on memory)/.test(line)) {
        paths.readFault.add(line.includes('deadlocked') ? 'none-panic' : 'panic-panic', traceAfter(lines, at));
      } else if (line === 'Unreclaimable slab info:' && slabs === '') {
        const rows = lines.slice(at + 2, lines.indexOf('Tasks state (memory values in pages):', at));
        slabs = rows.map((row) => row.trim().replace(/ +(\d+)KB +(\d+)KB$/, ' $1 $2')).join('\n');
      }
    });
  }
  if (paths.readFault.isEmpty && paths.manual.isEmpty) return null;
  return `  readFault: ${paths.readFault.source()},
  manual: ${paths.manual.source()},
  slabs: ${literal(slabs)},`;
}

function traceAfter(lines: readonly string[], at: number): string[] {
  const start = lines.indexOf('Call Trace:', at);
  return tokenized(lines.slice(start + 2, lines.indexOf(' </TASK>', start)));
}

class PathParts {
  readonly #tops = new Map<string, string>();
  readonly #below: string[] = [];

  get isEmpty(): boolean {
    return this.#tops.size === 0;
  }

  /** The frames of the killer end with out_of_memory itself. */
  add(decision: string, trace: readonly string[]): void {
    const last = trace.findIndex((line) => /^ out_of_memory/.test(line));
    this.#tops.set(decision, trace.slice(0, last + 1).join('\n'));
    const below = trace.slice(last + 1).join('\n');
    if (!this.#below.includes(below)) this.#below.push(below);
  }

  source(): string {
    if (this.isEmpty) return 'null';
    const tops = [...this.#tops].map(([key, value]) => `\n      '${key}': ${literal(value)},`).join('');
    return `{\n    tops: {${tops}\n    },\n    below: [${this.#below.map((one) => `\n      ${literal(one)},`).join('')}\n    ],\n  }`;
  }
}

// ---- files ----

/** A template literal; blanks at line ends stay because an editor may not take them off inside `\x20`. */
function literal(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replace(/\$\{/g, '\\${').replace(/ $/gm, '\\x20')}\``;
}

function objectOf(parts: Readonly<Record<string, string>> | null): string {
  if (parts === null) return 'null';
  return `{${Object.entries(parts)
    .map(([key, value]) => `\n    ${key}: ${literal(value)},`)
    .join('')}\n  }`;
}

const [vectors] = process.argv.slice(2);
if (vectors === undefined) throw new Error('state-dumps.ts VECTORS');
const folder = join(vectors, 'linux-console');
const target = resolve(import.meta.dirname, '../../src/profiles/kernels');
for (const [kernel, file] of Object.entries(files)) {
  const consoles = consolesOf(folder, kernel);
  const state = stateText(consoles, kernel.startsWith('deb'));
  const about = (what: string) =>
    `/**\n * ${what} of kernel ${kernel}, as its recorded consoles show it.\n *\n * Written by scripts/record/state-dumps.ts. Format: see the type.\n */\n`;
  writeFileSync(
    join(target, `${file}.sysrq.data.ts`),
    `${about('State dumps')}import type { StateText } from '../state-text.ts';\n\nexport const ${file}State: StateText = {\n${state}\n};\n`,
  );
  const oom = oomText(consoles);
  if (oom === null) continue;
  writeFileSync(
    join(target, `${file}.oom.data.ts`),
    `${about('Out of memory')}import type { OomText } from '../oom-text.ts';\n\nexport const ${file}Oom: OomText = {\n${oom}\n};\n`,
  );
}
