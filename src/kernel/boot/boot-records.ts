/**
 * The boot log of a kernel on a board, as records.
 *
 * The recorded table of the kernel with the values of this machine, its memory and its command line filled in. The result is
 * kept per kernel, board and facts; what a further boot costs is the two lines that tell the time.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { BoardProfile } from '../../profiles/board.ts';
import type { Architecture, KernelProfile } from '../../profiles/kernel.ts';
import type { BootLogTable, KernelText } from '../../profiles/kernel-text.ts';
import { kernelText } from '../../profiles/kernel-texts.ts';
import { assert } from '../../sim/assert.ts';
import { unknownParameters, unknownParametersText } from '../cmdline.ts';
import { consoleNames } from '../consoles.ts';
import type { BootParams } from '../kdump/boot-params.ts';
import { captureRecords } from '../kdump/powerpc-capture.ts';
import type { CrashReservation } from '../kdump/reserve-crash-kernel.ts';
import { x86CaptureRecords } from '../kdump/x86-capture.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import { usesHashMmu } from '../memblock/powerpc-memory.ts';
import type { ParameterMessage } from '../module-parameters.ts';
import { KERN_WARNING } from '../printk/levels.ts';
import { armMemoryText } from './arm-memory-text.ts';
import { arm64MemoryText } from './arm64-memory-text.ts';
import { type BootParameters, bootParameters } from './boot-parameters.ts';
import { powerpcMemoryText } from './powerpc-memory-text.ts';
import type { BootRecord } from './template.ts';
import { fillRecord, repeatForCpus, type TextLine, type TextValue, templateRecords } from './template.ts';
import { auditStamp, rtcTime } from './wall-clock.ts';
import { x86MemoryText } from './x86-memory-text.ts';

export type { BootRecord } from './template.ts';

export interface BootFacts extends BootParameters {
  /** CPUs that come up. */
  readonly cpus: number;
  readonly memory: MemoryLayout;
  /** What `crashkernel=` came to; absent: the kernel does not know it. */
  readonly crashKernel?: CrashReservation | null;
  /** This is a crash kernel: its memory lies where another one left it. */
  readonly isCrashKernel?: boolean;
  /** What it was given on x86; absent or null: another loader's kernel. */
  readonly bootParams?: BootParams | null;
  /** Why a crash kernel has no /proc/vmcore; absent or null: it has one, or is none. */
  readonly vmcoreWarning?: string | null;
  /** What the kernel says about parameters it cannot take; the same for the same command line. */
  readonly parameterMessages?: readonly ParameterMessage[];
  /** What fadump says, and how much memory it keeps; absent: the kernel has none. */
  readonly fadump?: FadumpBoot;
  /** Wall clock when the kernel's clock begins, seconds since 1970 with fraction. */
  readonly wallClockSeconds: number;
}

/** What firmware-assisted dump adds to a boot log. */
export interface FadumpBoot {
  /** While memory is set up, and later, at `setup_fadump`. */
  readonly early: readonly TextLine[];
  readonly late: readonly LateLine[];
  /** When memory is found for the next kernel's parameters. */
  readonly parameters: readonly TextLine[];
  /** Of the reserved memory, what CMA has and lends. */
  readonly cma: { readonly range: AddressRange; readonly text: string } | null;
  /** Without that. */
  readonly reservedBytes: number;
  /** Of it, what is kept of a dead kernel's memory. */
  readonly keptBytes: number;
}

/** `waitedUs`: microseconds that pass before it. */
export interface LateLine {
  readonly level: number;
  readonly text: string;
  readonly waitedUs: number;
}

/** The record behind which `setup_fadump` speaks: the last one of its level of initcalls. */
const BEFORE_SETUP_FADUMP = ['vgaarb: loaded', 'EEH: No capable adapters found: recovery disabled.'] as const;
/** The same of 6.12, where it comes a level earlier. */
const BEFORE_SETUP_FADUMP_612 = ['EEH: pSeries platform initialized'] as const;

/** Records with a `%{…}` of the time left in them. */
interface Kept {
  readonly records: readonly BootRecord[];
  /** Indexes of the records that tell the time. */
  readonly timed: readonly number[];
}

const kept = new Map<string, Kept>();
/** Command lines differ without end in a fuzz run; beyond this many the memory is given back. */
const KEPT_MAX = 64;

/** All records of a boot, from the first line to the last before user space says something. The kernel must have texts. */
export function bootRecords(kernel: KernelProfile, board: BoardProfile, facts: BootFacts): readonly BootRecord[] {
  const { memory, cpus, commandLine, init } = facts;
  const ranges = memory.memory.map(({ start, end }) => `${start}-${end}`).join();
  const holes = memory.reserved.map(({ start, end, name, noMap }) => `${name}${noMap}${start}-${end}`).join();
  const key = [
    kernel.release,
    board.name,
    board.cycleCounter === true,
    cpus,
    ranges,
    holes,
    init ?? '',
    facts.vmcoreWarning ?? '',
    facts.isCrashKernel === true,
    JSON.stringify(facts.bootParams ?? null),
    commandLine.text,
    JSON.stringify(facts.fadump ?? null),
  ].join('\0');
  let found = kept.get(key);
  if (found === undefined) {
    found = compose(kernel, board, facts);
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(key, found);
  }
  if (found.timed.length === 0) return found.records;
  const records = found.records.slice();
  for (const index of found.timed) records[index] = withTime(records[index]!, facts.wallClockSeconds);
  return records;
}

function withTime(record: BootRecord, wallClockSeconds: number): BootRecord {
  const seconds = wallClockSeconds + record.timeUs / 1e6;
  const text = record.text
    .replace('%{auditStamp}', auditStamp(seconds))
    .replace('%{auditUptime}', auditStamp(record.timeUs / 1e6))
    .replace('%{rtcTime}', rtcTime(seconds));
  return { ...record, text };
}

function compose(kernel: KernelProfile, board: BoardProfile, facts: BootFacts): Kept {
  const text = kernelText(kernel.release);
  assert(text !== undefined, `no boot log for ${kernel.release}`);
  const table = tableFor(text.bootLogs, facts.cpus, board.name);
  const values: Record<string, TextValue> = {
    ...commonValues(kernel, board, facts),
    ...memoryValues({ kernel, board, text, table }, facts),
    // Filled in at each boot.
    auditStamp: '%{auditStamp}',
    auditUptime: '%{auditUptime}',
    rtcTime: '%{rtcTime}',
  };
  const mmu = usesHashMmu(facts.commandLine, kernel) ? 'hash' : 'radix';
  const templates = repeatForCpus(templateRecords(table, [board.bootLinesOf ?? board.name, mmu]), facts.cpus);
  const filled = templates.flatMap((record) => fillRecord(record, values));
  const lines = facts.crashKernel?.lines ?? [];
  const { architecture } = kernel;
  const moved =
    facts.isCrashKernel === true && architecture === 'ppc64le'
      ? captureRecords(filled, facts.memory.kernelImage.start)
      : filled;
  const told = facts.bootParams == null ? moved : x86CaptureRecords(moved, facts.bootParams);
  const reserved = withReservation(architecture, told, lines);
  const { vmcoreWarning = null } = facts;
  const afterVmcore = VMCORE_INIT[architecture].find((next) => reserved.some(({ text }) => text === next));
  const said =
    vmcoreWarning === null || afterVmcore === undefined
      ? reserved
      : reserved.flatMap((record) => beforeInet(record, afterVmcore, vmcoreWarning));
  const dump = facts.fadump?.late ?? [];
  const dumping = dump.length === 0 ? said : afterSubsystems(said, dump, kernel);
  const records = board.cycleCounter === true ? dumping.flatMap(withCounter) : dumping;
  const timed = records.flatMap(({ text: line }, i) => (/%\{(auditStamp|auditUptime|rtcTime)\}/.test(line) ? [i] : []));
  return { records, timed };
}

/**
 * The record before which the crash kernel's memory is taken: when the nodes are known; on arm64 when CMA has its area; on POWER while the device tree
 * is read, before the MMU is set up.
 */
const AFTER_RESERVATION: Readonly<Record<Architecture, RegExp>> = {
  x86_64: /^Zone ranges:$/,
  arm: /^Zone ranges:$/,
  arm64: /^psci: probing/,
  ppc64le: /^(?:radix|hash)-mmu: Page sizes/,
};

function withReservation(
  architecture: Architecture,
  records: readonly BootRecord[],
  lines: CrashReservation['lines'],
): readonly BootRecord[] {
  const at = lines.length === 0 ? -1 : records.findIndex(({ text }) => AFTER_RESERVATION[architecture].test(text));
  if (at < 0) return records;
  return [...records.slice(0, at), ...lines.map((line) => ({ ...records[at]!, ...line })), ...records.slice(at)];
}

/** What follows `vmcore_init`, which comes with the file systems: on x86 the devices that ACPI knows, elsewhere the network, or without one what
 * comes at the end of them. */
const VMCORE_INIT: Readonly<Record<Architecture, readonly string[]>> = {
  x86_64: ['pnp: PnP ACPI init'],
  arm: ['NET: Registered PF_INET protocol family'],
  arm64: ['NET: Registered PF_INET protocol family'],
  ppc64le: ['NET: Registered PF_INET protocol family', 'PCI: CLS 0 bytes, default 128', 'Unpacking initramfs...'],
};

function beforeInet(record: BootRecord, next: string, warning: string): BootRecord[] {
  if (record.text !== next) return [record];
  return [warning, 'Kdump: vmcore not initialized']
    .map((text): BootRecord => ({ ...record, level: KERN_WARNING, text }))
    .concat(record);
}

/** `setup_fadump`; what it waits for the firmware, all that follows waits too. */
function afterSubsystems(
  records: readonly BootRecord[],
  lines: readonly LateLine[],
  { version }: KernelProfile,
): BootRecord[] {
  let waitedUs = 0;
  const isNew = version.major > 6 || version.patchlevel >= 10;
  const before = (isNew ? BEFORE_SETUP_FADUMP_612 : BEFORE_SETUP_FADUMP).find((last) =>
    records.some(({ text }) => text === last),
  );
  return records.flatMap((record) => {
    const moved = { ...record, timeUs: record.timeUs + waitedUs };
    if (record.text !== before) return [moved];
    const said = lines.map(({ level, text, waitedUs: more }) => {
      waitedUs += more;
      return { ...record, level, text, timeUs: record.timeUs + waitedUs };
    });
    return [moved, ...said];
  });
}

/** What `arch/x86/events/core.c` and `amd/core.c` say of a K8's counters, and `kernel/watchdog_hld.c` of one it takes [read]. */
function withCounter(record: BootRecord): BootRecord[] {
  const { text } = record;
  if (text.startsWith('NMI watchdog: ')) return [{ ...record, text: COUNTER_TAKEN }];
  if (!text.startsWith('Performance Events: PMU not available')) return [record];
  return COUNTER_LINES.map((line) => ({ ...record, text: line }));
}

const COUNTER_TAKEN = 'NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.';
const COUNTER_LINES: readonly string[] = [
  'Performance Events: AMD PMU driver.',
  '... version:                0',
  '... bit width:              48',
  '... generic registers:      4',
  '... value mask:             0000ffffffffffff',
  '... max period:             00007fffffffffff',
  '... fixed-purpose events:   0',
  '... event mask:             000000000000000f',
];

/** POWER: what a crash kernel has of the memory below itself. */
const PPC_FIRST_BYTES = 0x10000;

interface MemoryFacts {
  readonly kernel: KernelProfile;
  readonly board: BoardProfile;
  readonly text: KernelText;
  readonly table: BootLogTable;
}

function memoryValues(
  { kernel, board, text, table }: MemoryFacts,
  { memory, cpus, commandLine, crashKernel, isCrashKernel, fadump }: BootFacts,
): Record<string, TextValue> {
  switch (kernel.architecture) {
    case 'x86_64':
      return x86MemoryText(memory, table, { ...text, crashKernel: crashKernel?.range ?? null });
    case 'arm':
      return armMemoryText(memory, table, cpus);
    case 'arm64':
      return arm64MemoryText(memory, table, {
        cpus,
        commandLine,
        totalPagesWithMap: text.totalPagesWithMap,
        crashKernel: crashKernel?.range ?? null,
      });
    case 'ppc64le':
      return powerpcMemoryText(memory, table, {
        cpus,
        commandLine,
        kernel,
        isBareMetal: board.opal !== undefined,
        isSmallBuild: kernel.pstore.earlierBackend !== null,
        totalPagesWithMap: text.totalPagesWithMap,
        fadump: fadump ?? null,
        crashKernel: crashKernel?.range ?? null,
        deadBytes: isCrashKernel === true ? memory.kernelImage.start - PPC_FIRST_BYTES : 0,
      });
  }
}

/** The recorded boot of this board, or of none in particular, with so many CPUs, or with the most that are not more. */
export function tableFor(all: readonly BootLogTable[], cpus: number, board: string): BootLogTable {
  const own = all.filter((table) => table.board === board);
  const tables = own.length > 0 ? own : all.filter((table) => table.board === undefined);
  const fitting = tables.filter((table) => table.cpus <= cpus).toSorted((a, b) => b.cpus - a.cpus)[0] ?? tables[0];
  assert(fitting !== undefined, 'a kernel text without a boot log');
  return fitting;
}

/** What does not depend on the architecture. */
function commonValues(kernel: KernelProfile, board: BoardProfile, facts: BootFacts): Record<string, TextValue> {
  const { cpus, commandLine } = facts;
  const unknown = unknownParameters(commandLine, kernel);
  const unknownText = unknownParametersText(unknown);
  const { init, initArguments, initEnvironment } = bootParameters(facts, unknown);
  const secondaries = Array.from({ length: cpus - 1 }, (_, i) => `#${i + 1}`);
  const consoleName = consoleNames(commandLine).at(-1)!;
  const shift = Math.ceil(Math.log2(cpus));
  const futexEntries = 256 * 2 ** shift;
  return {
    commandLine: commandLine.text,
    unknownParameters: [...(facts.parameterMessages ?? []), ...(unknownText === null ? [] : [unknownText])],
    init,
    initArguments,
    initEnvironment,
    console: consoleName,
    uart: uartLines(consoleName),
    machineModel: board.deviceTree?.model ?? board.hardwareName,
    cpus: String(cpus),
    cpus3: String(cpus).padStart(3),
    cpuCount: cpus === 1 ? '1 CPU' : `${cpus} CPUs`,
    cpuList: Array.from({ length: cpus }, (_, cpu) => cpu).join(' '),
    perCpuUnits: Array.from({ length: cpus }, (_, cpu) => `[0] ${cpu}`).join(' '),
    secondaryList: secondaries.join(' '),
    cpuShift: String(shift),
    futexHash: futexHash(kernel, futexEntries),
    bogomips: ((board.name === 'imx6q' ? 6 : 125) * cpus).toFixed(2),
  };
}

/** `struct futex_hash_bucket` fills a cache line. */
function futexHash({ architecture, pageSizeBytes }: KernelProfile, entries: number): string {
  const bytes = entries * (architecture === 'ppc64le' ? 128 : 64);
  return `${entries} (order: ${Math.max(0, Math.ceil(Math.log2(bytes / pageSizeBytes)))}, ${bytes} bytes, linear)`;
}

/** Composed: how an i.MX6 announces the serial port that carries the console. */
function uartLines(name: string): string[] {
  const ports: Readonly<Record<string, string>> = {
    ttymxc0: '2020000.serial: ttymxc0 at MMIO 0x2020000 (irq = 28, base_baud = 5000000) is a IMX',
    ttymxc1: '21e8000.serial: ttymxc1 at MMIO 0x21e8000 (irq = 71, base_baud = 5000000) is a IMX',
  };
  return ports[name] === undefined ? [] : [ports[name]];
}
