/**
 * Makes docs/reference/crashes.md: what each crash leaves in each zone, under each setting, read from runs of the machine.
 *
 *     npx tsx scripts/crash-table.ts > docs/reference/crashes.md
 *
 * A run: boot, a line into /dev/pmsg0, the crash, a wait; who has not started again by then is reset with the button. The next boot
 * mounts pstore, and the names and first lines of the files say what was left. A test makes the page anew and compares.
 */
import { pathToFileURL } from 'node:url';
import { findCrash } from '../src/inspect/crash-kinds.ts';
import { Machine } from '../src/machine/machine.ts';
import { findBoard } from '../src/profiles/boards.ts';
import { findKernel } from '../src/profiles/kernels.ts';
import { latin1Text } from '../src/sim/bytes.ts';
import { NS_PER_S } from '../src/sim/clock.ts';

const BOARD = 'pc';
/** The recorded kernel that has every zone. */
const KERNEL = '6.1.192-oracle';
const REGION =
  'memmap=64K$0x5000000 ramoops.mem_address=0x5000000 ramoops.mem_size=0x10000 ramoops.record_size=0x2000 ' +
  'ramoops.console_size=0x2000 ramoops.ftrace_size=0x1000 ramoops.pmsg_size=0x1000';
const PSTORE = '/sys/fs/pstore';
/** Time for detectors to see a hang: the hung task check comes after two minutes, twice. */
const PATIENCE_NS = 300 * NS_PER_S;
const BOOT_NS = 60 * NS_PER_S;

interface Setting {
  readonly title: string;
  /** Behind the command line; the last word for a parameter counts. */
  readonly options: string;
}

const settings: readonly Setting[] = [
  { title: '`panic=1`', options: '' },
  { title: '`panic=0`', options: 'panic=0' },
  { title: '`panic=-1`', options: 'panic=-1' },
  { title: '`oops=panic`', options: 'oops=panic' },
  { title: '`panic_on_warn`', options: 'panic_on_warn=1' },
  { title: '`max_reason=1`', options: 'ramoops.max_reason=1' },
  { title: '`max_reason=5`', options: 'ramoops.max_reason=5' },
  { title: '`ecc=16`', options: 'ramoops.ecc=16' },
];

/** Another machine than the page's: what it is called there, and its differences. */
interface Variant {
  readonly name: string;
  readonly kernel?: string;
  readonly cycleCounter?: boolean;
}
const twoCpus: Variant = { name: 'two CPUs', kernel: `${KERNEL}-smp` };
// The page's kernel has no detector of hard lockups; Debian's has, and none of the zones but the records.
const counted: Variant = { name: '6.1.0-56-amd64 with a cycle counter', kernel: '6.1.0-56-amd64', cycleCounter: true };

/** What goes wrong, in words, and the ways to crash that make it so, one after the other. */
const crashes: readonly (readonly [what: string, kinds: readonly string[], options?: string, variant?: Variant])[] = [
  ['sysrq c', ['panic']],
  ['panic() in a module', ['PANIC']],
  ['NULL pointer write', ['oops']],
  ['NULL pointer access', ['ACCESS_NULL']],
  ['two oopses', ['oops', 'oops']],
  ['an oops, then a panic', ['oops', 'panic']],
  ['BUG()', ['bug']],
  ['WARN()', ['warn']],
  ['stack overflow', ['EXHAUST_STACK']],
  ['stack smashed', ['CORRUPT_STACK']],
  ['beyond the stack’s end', ['STACK_GUARD_PAGE_TRAILING']],
  ['execution of data', ['EXEC_KMALLOC']],
  ['a write to kernel code', ['WRITE_KERN']],
  ['a double fault', ['DOUBLE_FAULT']],
  ['OOM kill (sysrq f)', ['oom']],
  ['a task that waits for ever', ['hungtask']],
  ['the same, and it panics', ['hungtask'], 'hung_task_panic=1'],
  ['a soft lockup', ['softlockup']],
  ['the same, and it panics', ['softlockup'], 'softlockup_panic=1'],
  ['a hard lockup', ['hardlockup']],
  ['a hard lockup that is detected', ['hardlockup'], '', counted],
  ['the same, and it panics', ['hardlockup'], 'nmi_watchdog=panic', counted],
  ['the NMI button', ['nmi']],
  ['the same, and it panics', ['nmi'], 'unknown_nmi_panic'],
  ['sysrq c', ['panic'], '', twoCpus],
  ['both CPUs panic at once', ['two-cpus'], '', twoCpus],
  ['sysrq b', ['reboot']],
  ['a silent hang', ['silent-hang']],
  ['the board’s watchdog', ['watchdog']],
  ['the reset button', ['reset-button']],
  ['a brown-out', ['brown-out']],
  ['the power key, held', ['power-key']],
];

/** One cell: what the next boot finds, and how the machine came to it. */
export function leftBehind(kinds: readonly string[], options: string, variant?: Variant): string {
  const kernel = findKernel(variant?.kernel ?? KERNEL)!;
  const machine = new Machine({
    board: { ...findBoard(BOARD)!, cycleCounter: variant?.cycleCounter ?? false },
    kernel,
    uboot: null,
    seed: 'crashes',
    commandLine: `console=ttyS0,115200 nokaslr panic=1 rdinit=/init ${REGION} ${options}`.trimEnd(),
  });
  const boot = () => machine.runUntil(machine.clock.now + BOOT_NS, () => machine.state === 'kernel.running');
  machine.powerOn();
  boot();
  machine.kernelWrite('/dev/pmsg0', 'a line of user space\n');
  for (const kind of kinds) findCrash(kind, kernel)?.act(machine);
  const isOver = () => machine.resetCount > 1 || machine.state === 'off';
  machine.runUntil(machine.clock.now + PATIENCE_NS, isOver);
  const end = isOver() ? '' : endWord(machine);
  if (machine.state === 'off') machine.powerOn();
  else if (!isOver()) machine.reset('pin');
  boot();
  machine.kernelMount('pstore');
  const found = foundFiles(machine);
  return `${found === '' ? 'nothing' : found}${end === '' ? '' : `; ${end}`}`;
}

function endWord({ state, kernel }: Machine): string {
  return state === 'kernel.running' && kernel?.watch.tasksRun === true ? 'lives' : 'hangs';
}

/** `Panic#1 C P`: the header lines of the records, and the first letters of the other zones that hold something. */
function foundFiles(machine: Machine): string {
  const files = machine.kernelList(PSTORE);
  if (typeof files === 'number') return `no pstore (${machine.state})`;
  const words = files.map(({ name }) => {
    const bytes = machine.kernelRead(`${PSTORE}/${name}`);
    if (!name.startsWith('dmesg')) return name.charAt(0).toUpperCase();
    return typeof bytes === 'number' ? '?' : latin1Text(bytes).split(/[ \n]/, 1)[0]!;
  });
  const isRecord = (word: string) => word.includes('#');
  return [...words.filter(isRecord), ...words.filter((word) => !isRecord(word))].join(' ');
}

/** The whole page. */
export function crashPage(): string {
  const code = (text: string) => `\`${text}\``;
  const rows = crashes.map(([what, kinds, more, variant]) => [
    variant === undefined ? what : `${what} (${variant.name})`,
    `${kinds.map(code).join(', ')}${more === undefined || more === '' ? '' : ` with ${code(more)}`}`,
    ...settings.map(({ options }) =>
      leftBehind(kinds, more === undefined || more === '' ? options : `${more} ${options}`, variant),
    ),
  ]);
  const head = ['what goes wrong', '`crash:`', ...settings.map(({ title }) => title)];
  const lines = [head, head.map(() => '--'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `# What each crash leaves

Made by \`scripts/crash-table.ts\` from runs of board \`${BOARD}\` with Linux ${KERNEL}, which has a zone of every kind; do not edit.
A row that names another machine in brackets is from that: two CPUs have the same kernel built for SMP; Debian's kernel keeps records only.
The first column of settings is the base, the others add one word to it. Before each crash a program has written to \`/dev/pmsg0\`.

A cell names the records that the next boot finds by their header lines (\`Panic#1\`: the reason, and the count of dumps since boot),
then the other zones that hold something: C console, P pmsg, F ftrace. \`hangs\`: five minutes later no program ran any more and the
kernel had not started again; \`lives\`: it still ran, as a kernel does that survives. Both were then reset with the button, which keeps RAM; after the
power key the board is switched on again. A kernel that lives leaves its console zone to the next boot all the same.

${lines.join('\n')}
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(crashPage());
}
