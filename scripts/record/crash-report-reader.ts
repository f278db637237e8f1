/** Reads one report of an x86-64 console: a fault, a WARN, a panic's stack or any other dump of registers and stack. */

export interface Line {
  readonly level: number;
  readonly text: string;
}

/** A block of registers as printed. */
export interface Block {
  readonly symbol: string | null;
  /** Where `symbol` is null: the bare address. */
  readonly address: bigint | null;
  readonly instructionPointer: string;
  readonly code: string | null;
  readonly stackPointer: bigint;
  readonly flags: string;
  readonly originalRax: string | null;
  readonly registers: readonly bigint[];
}

export interface Report {
  readonly kind: 'page-fault' | 'bug' | 'warn' | 'stack-guard' | 'trap' | 'panic' | 'dump';
  readonly message: readonly Line[];
  readonly errorCode: number | null;
  readonly address: bigint | null;
  readonly pageTables: readonly bigint[] | null;
  readonly die: string | null;
  readonly location: string | null;
  readonly panic: string | null;
  readonly comm: string;
  readonly pid: number;
  readonly worker: string | null;
  readonly registers: Block | null;
  readonly fs: bigint | null;
  readonly percpu: bigint | null;
  /** Lines under `Call Trace:`; blocks inside as `@user`, `@0` …. */
  readonly frames: readonly string[];
  readonly blocks: readonly Block[];
  readonly user: Block | null;
  readonly inInterrupt: boolean;
  /** Index of the line behind the report. */
  readonly end: number;
}

const CUT = '------------[ cut here ]------------';
const DIE = /^(?:Oops: )?(.*) \[#\d+\]/;
const FAULT_HEAD = /^(BUG: |kernel tried to execute|------------\[ cut here)/;

/** Whether a report begins here. A panic without a stack is none. */
export function isReportStart(lines: readonly Line[], at: number): boolean {
  const { text } = lines[at]!;
  if (FAULT_HEAD.test(text) || DIE.test(text)) return true;
  if (/^Kernel panic/.test(text)) return /^CPU: /.test(lines[at + 1]?.text ?? '');
  return /^CPU: \d+ .*Comm: /.test(text);
}

/** Reads the report that begins at `at`. */
export function readReport(lines: readonly Line[], at: number): Report {
  let i = at;
  const text = () => lines[i]?.text ?? '';
  const message: Line[] = [];
  let kind: Report['kind'] = 'dump';
  let errorCode: number | null = null;
  let address: bigint | null = null;
  let pageTables: bigint[] | null = null;
  let location: string | null = null;
  let panic: string | null = null;
  let die: string | null = null;
  for (; i < lines.length && !/^CPU: \d/.test(text()); i++) {
    const line = text();
    const fault = /^BUG: .*address: ([0-9a-f]{16})$/.exec(line);
    const code = /^#PF: error_code\(0x([0-9a-f]+)\)/.exec(line);
    const bug = /^kernel BUG at (.*)!$/.exec(line);
    const warn = /^WARNING: CPU: \d+ PID: \d+ at (\S+) /.exec(line);
    const panicked = /^Kernel panic - not syncing: (.*)$/.exec(line);
    const died = DIE.exec(line);
    if (fault !== null) [kind, address] = ['page-fault', BigInt(`0x${fault[1]}`)];
    else if (code !== null) errorCode = Number.parseInt(code[1]!, 16);
    else if (/^PGD /.test(line)) pageTables = [...line.matchAll(/[DET] ([0-9a-f]+)/g)].map((m) => BigInt(`0x${m[1]}`));
    else if (bug !== null) [kind, location] = ['bug', bug[1]!];
    else if (warn !== null) [kind, location] = ['warn', warn[1]!];
    else if (panicked !== null) [kind, panic] = ['panic', panicked[1]!];
    else if (died !== null) {
      die = died[1]!;
      if (/^stack guard page/.test(die)) kind = 'stack-guard';
      else if (kind === 'dump') kind = 'trap';
    } else if (line !== CUT && !/^#PF: |^Modules linked in:/.test(line)) message.push(lines[i]!);
  }
  const who = /PID: (\d+) Comm: (.*?) (?:Kdump: loaded )?(?:Not tainted|Tainted:)/.exec(text());
  i++;
  if (/^Tainted: /.test(text())) i++;
  i++;
  const worker = /^(Workqueue|Stopper): /.test(text()) ? text() : null;
  if (worker !== null) i++;
  const own = /^RIP: 0010:/.test(text()) ? readBlock(lines, i) : null;
  if (own !== null) i = own.end;
  let fs: bigint | null = null;
  let percpu: bigint | null = null;
  for (; /^(FS|CS|CR2):/.test(text()); i++) {
    const segments = /^FS: +([0-9a-f]{16})\(.*GS:([0-9a-f]{16})/.exec(text());
    if (segments !== null) [fs, percpu] = [BigInt(`0x${segments[1]}`), BigInt(`0x${segments[2]}`)];
  }
  const frames: string[] = [];
  const blocks: Block[] = [];
  let user: Block | null = null;
  if (text() === 'Call Trace:') {
    i++;
    for (; i < lines.length; ) {
      if (/^RIP: /.test(text())) {
        const inner = readBlock(lines, i);
        i = inner.end;
        if (/^RIP: 0033/.test(inner.head)) {
          user = inner.block;
          frames.push('@user');
        } else frames.push(`@${blocks.push(inner.block) - 1}`);
      } else if (/^ /.test(text())) {
        frames.push(text().slice(1));
        i++;
      } else break;
    }
  }
  const isFault = !['warn', 'panic', 'dump'].includes(kind);
  if (isFault || kind === 'warn') {
    for (; /^(Modules linked in:|CR2: [0-9a-f]{16}$|---\[ end trace)/.test(text()); i++);
  }
  const rest = lines.slice(i).map((line) => line.text);
  return {
    kind,
    message,
    errorCode,
    address,
    pageTables,
    die,
    location,
    panic,
    comm: who?.[2] ?? '',
    pid: Number(who?.[1] ?? 0),
    worker,
    registers: own?.block ?? null,
    fs,
    percpu,
    frames,
    blocks,
    user,
    inInterrupt: isFault && rest.some((line) => line.endsWith('syncing: Fatal exception in interrupt')),
    end: i,
  };
}

function readBlock(lines: readonly Line[], at: number): { block: Block; head: string; end: number } {
  let i = at;
  const head = lines[i++]!.text;
  const place = head.replace(/^RIP: [0-9a-f]{4}:/, '');
  const isBare = /^0x[0-9a-f]+$/.test(place);
  const codeText = lines[i++]!.text.replace(/^Code: /, '');
  const stack = /^RSP: [0-9a-f]{4}:([0-9a-f]{16}) EFLAGS: ([0-9a-f]{8})(?: ORIG_RAX: ([0-9a-f]{16}))?/.exec(
    lines[i++]!.text,
  )!;
  const registers: bigint[] = [];
  for (; i < lines.length && registers.length < 15; i++) {
    registers.push(...[...lines[i]!.text.matchAll(/R[A-Z0-9]{2}: ([0-9a-f]{16})/g)].map((m) => BigInt(`0x${m[1]}`)));
  }
  const block = {
    symbol: isBare ? null : place,
    address: isBare ? BigInt(place) : null,
    instructionPointer: place.replace(/^0x/, ''),
    code: codeText.startsWith('Unable') ? null : codeText,
    stackPointer: BigInt(`0x${stack[1]}`),
    flags: stack[2]!,
    originalRax: stack[3] === undefined ? null : BigInt(`0x${stack[3]}`).toString(16),
    registers,
  };
  return { block, head, end: i };
}
