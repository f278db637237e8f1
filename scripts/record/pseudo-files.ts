/**
 * Turns what a real Linux showed in /proc and /sys into our data files and fixtures:
 * `npx tsx scripts/record/pseudo-files.ts NAME DUMP[.gz] …` with NAME one of those in `kernels` below.
 *
 * A dump is what `pseudo-files/init.sh` wrote, run as /init of an initramfs that holds static BusyBox 1.35.0, the modules named
 * in /mods and, in /outdev, the name of the device to write to. Recorded with QEMU 7.2.22:
 *
 *   qemu-system-x86_64 -M pc -m 128 -kernel vmlinuz -initrd NAME.cpio.gz -append 'console=ttyS0,115200 nokaslr panic=1
 *     rdinit=/init mitigations=off tsc=reliable no_timer_check cryptomgr.notests random.trust_cpu=on memmap=1M$0x5000000'
 *     -rtc base=2024-03-01T12:00:00 -serial file:console -serial file:DUMP.gz -display none -no-reboot -net none
 *   qemu-system-arm -M sabrelite -smp 4 -m 1G -kernel vmlinuz -dtb imx6q-sabrelite.dtb -initrd NAME.cpio.gz -append
 *     'console=ttymxc1,115200 root=/dev/mmcblk1p1 rootwait rw panic=10 rdinit=/init' (the dump as base64 on the console)
 *
 * with the kernels of Debian's packages linux-image-6.1.0-56-amd64-unsigned 6.1.192-2, linux-image-6.12.117+deb12-amd64-unsigned
 * 6.12.117-1~deb12u1 and linux-image-6.1.0-50-armmp 6.1.176-1.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';

const ROOT = resolve(import.meta.dirname, '../..');

/** What of /sys is left out: what depends on devices and modules of the recorded machine alone, and long lists of the same. */
const LEFT_OUT = new RegExp(
  [
    '^/sys/kernel/(tracing|debug|slab|irq|btf)/',
    '(?<!^/sys)/power(/|$)|/(ramoops|phram)(/|$)|^/sys/class/mtd/.|/power/(pm_wakeup_irq|image_size)$',
    '^/sys/power/(state|wakeup_count)$',
    '^/sys/module/(ramoops|jbd2|ext4|mtd|loop|phram|mbcache|reed_solomon|crc32c_generic|crc16|softdog)(/|$)',
    '^/sys/fs/ext4/',
    '^/sys/devices/(uprobe|kprobe|msr|software|breakpoint|tracepoint|cpu|armv7.*)(/|$)',
    '/tty(S|mxc|ST)?[1-9][0-9]$|/tty(S|mxc|ST)?[1-9][0-9]/|/tty[2-9](/|$)|/4:([2-9]|[1-5][0-9])$',
    '/wakeup|LNXSYSTM|/firmware_node$|/of_node$|/physical_node|/supplier:|/consumer:|/software_node|/waiting_for_supplier$',
    '/virtual/(vc|vtconsole|bdi|msr|cpuid|thermal|devlink|block|mtd)(/|$)',
    '/(vcs|vcsa|vcsu)[0-9]*(/|$)|/sys/dev/char/(7|90|1[0-9][0-9]|2[0-4][0-9]):|/sys/dev/block/|/sys/block/',
    '^/sys/bus/(?!(platform|pci|cpu|clocksource|clockevents|serial)(/|$))',
    '/drivers/.*/(bind|unbind|uevent|new_id|remove_id|module)$|/driver_override$|/modalias$|/drivers_(auto)?probe$',
    '/system/(node|memory|cpu/vulnerabilities|cpu/cpu[0-9]+/(cache|topology|microcode|cpuidle|acpi|crash|hotplug|regs))(/|$)',
    '^/sys/firmware/',
    '^/sys/class/(?!(block|dmi|input|mem|misc|mtd|rtc|tty|watchdog|graphics|hwmon|net)(/|$))',
    '/(iomem_base|io_type|iomem_reg_shift|custom_divisor|close_delay|closing_wait|rx_trig_bytes|xmit_fifo_size)$',
    '/(broken_parity_status|d3cold_allowed|consistent_dma_mask_bits|dma_mask_bits|local_cpu.*|numa_node|ari_enabled|msi_bus)$',
    '/0000:00:..\\..*/(link|resource.*|rom|reset.*|config|remove|rescan|power_state|enable|boot_vga)$|/pci_bus(/|$)',
    '/watchdog0(/|$)|/QEMU0002|/PNP0|/pnp0/|/serio[01]|/input[0-9]|/event[0-9]|/pcspkr|/reg-dummy',
    '/(sections|notes)(/|$)|/uevent$|/module/[^/]*/drivers(/|$)|/subsystem$|/srcu[^/]*/',
    '/imx-pgc|:regulator|21[0-9a-f]{5}\\.|20[0-9a-f]{5}\\.(?!serial|gpio)|soc/(?!$)|usbphy|backlight|panel|sound|hdmi|ldb',
  ].join('|'),
);

const kernels: Readonly<Record<string, { readonly file: string; readonly title: string }>> = {
  deb61: { file: 'debian61amd64', title: '6.1.0-56-amd64 on the emulated PC' },
  deb612: { file: 'debian612amd64', title: '6.12.117+deb12-amd64 on the emulated PC' },
  armmp: { file: 'debian61armmp', title: '6.1.0-50-armmp on the emulated SABRE Lite (four CPUs, 1 GiB)' },
};

type Entry =
  | { readonly kind: 'file'; readonly mode: number; readonly text: string }
  | { readonly kind: 'directory'; readonly mode: number }
  | { readonly kind: 'link'; readonly target: string };

function readDump(path: string): string {
  const bytes = readFileSync(path);
  if (bytes[0] !== 0x1f) return bytes.toString('latin1');
  return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
}

function parseDump(text: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const parts = text.split(/^@@(FILE|DIR|LINK|DEV|SKIP|CMD|END) ?/m);
  for (let i = 1; i + 1 < parts.length; i += 2) {
    const body = parts[i + 1]!;
    const line = body.split('\n', 1)[0]!;
    const match = /^([0-9a-f]+) \d+ \d+ \d+ \d+ (.*)$/.exec(line);
    if (match === null) continue;
    const mode = Number.parseInt(match[1]!, 16) & 0o7777;
    const path = match[2]!;
    if (parts[i] === 'DIR') entries.set(path, { kind: 'directory', mode });
    else if (parts[i] === 'LINK') {
      const [name, target] = path.split(' -> ');
      entries.set(name!, { kind: 'link', target: target! });
    } else if (parts[i] === 'FILE') {
      entries.set(path, { kind: 'file', mode, text: body.slice(line.length + 1).replace(/\n$/, '') });
    }
  }
  return entries;
}

const MARKS = new Map([
  [0o444, '='],
  [0o644, '~'],
  [0o200, '!'],
  [0o400, '?'],
  [0o600, '%'],
]);

function escaped(text: string): string {
  const body = text.endsWith('\n') ? text.slice(0, -1) : `${text}\\c`;
  return body
    .replace(/\\(?!c$)/g, '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
}

/** The notation of `recorded-tree.ts`: one line a node, indented by its depth. */
function treeText(entries: Map<string, Entry>, top: string): string {
  const kept = new Map([...entries].filter(([path, entry]) => path.startsWith(`${top}/`) && isKept(path, entry)));
  for (const [path, entry] of kept) {
    if (entry.kind !== 'link') continue;
    const target = resolve(path, '..', entry.target);
    if (!kept.has(target) && target !== top) kept.delete(path);
  }
  const lines: string[] = [];
  const walk = (directory: string, depth: number) => {
    for (const [path, entry] of kept) {
      if (path.slice(0, path.lastIndexOf('/')) !== directory) continue;
      const name = path.slice(directory.length + 1);
      const indent = ' '.repeat(depth);
      if (entry.kind === 'link') lines.push(`${indent}${name}>${entry.target}`);
      else if (entry.kind === 'directory') {
        lines.push(`${indent}${name}/${entry.mode === 0o755 ? '' : entry.mode.toString(8)}`);
        walk(path, depth + 1);
      } else {
        const mark = MARKS.get(entry.mode) ?? `^${entry.mode.toString(8)}=`;
        lines.push(`${indent}${name}${mark}${entry.mode & 0o444 ? escaped(entry.text) : ''}`);
      }
    }
  };
  walk(top, 0);
  return lines.join('\n');
}

function isKept(path: string, entry: Entry): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (LEFT_OUT.test(path) || /[=~!?%^>`$\\]/.test(name)) return false;
  return (
    entry.kind !== 'file' ||
    (entry.text.length <= 160 && !/[^\n\t -~]|`|\$\{|^head: /.test(entry.mode & 0o444 ? entry.text : ''))
  );
}

/** Files of /proc whose form we take from the recording. */
const PROC_FILES = [
  'apm cgroups cmdline consoles cpuinfo devices dma execdomains filesystems interrupts iomem ioports key-users loadavg',
  'meminfo misc modules mtrr partitions schedstat softirqs stat swaps uptime version vmstat zoneinfo buddyinfo diskstats',
  'cpu/alignment cpu/swp_emulation tty/drivers sysvipc/msg sysvipc/sem sysvipc/shm pagetypeinfo slabinfo fb mtd crypto',
]
  .join(' ')
  .split(' ');
const PROCESS_FILES = (
  'status stat statm limits maps mounts mountinfo io oom_score oom_score_adj oom_adj cgroup wchan stack cmdline environ comm ' +
  'coredump_filter loginuid sessionid personality uid_map setgroups timerslack_ns schedstat'
).split(' ');

function dataModule(name: string, title: string, what: string, text: string): string {
  return `/** ${what} of ${title}, recorded; made by \`scripts/record/pseudo-files.ts\`. Notation: see \`recorded-tree.ts\`. */
export const ${name} = String.raw\`
${text}
\`;
`;
}

const [name, ...dumps] = process.argv.slice(2);
const kernel = kernels[name ?? ''];
if (kernel === undefined || dumps.length === 0) throw new Error('usage: pseudo-files.ts NAME DUMP …');
const entries = new Map<string, Entry>();
for (const dump of dumps) for (const [path, entry] of parseDump(readDump(dump))) entries.set(path, entry);

writeFileSync(
  `${ROOT}/src/kernel/sysfs/recorded/${kernel.file}.data.ts`,
  dataModule(`${kernel.file}Sysfs`, kernel.title, '/sys', treeText(entries, '/sys')),
);
// Drawn anew at each boot, or at each reading.
const isDrawn = (path: string) => /\/(boot_id|uuid)$/.test(path);
const sysctls = new Map(
  [...entries]
    .filter(([path]) => !path.includes('/net/'))
    .map(
      ([path, entry]) =>
        [path, entry.kind === 'file' && isDrawn(path) ? { ...entry, text: 'drawn\n' } : entry] as const,
    ),
);
writeFileSync(
  `${ROOT}/src/kernel/procfs/recorded/${kernel.file}.data.ts`,
  dataModule(`${kernel.file}Sysctls`, kernel.title, '/proc/sys', treeText(sysctls, '/proc/sys')),
);

const text = (path: string): string | undefined => {
  const entry = entries.get(path);
  return entry?.kind === 'file' ? entry.text : undefined;
};
const pick = (directory: string, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((file) => (text(`${directory}/${file}`) === undefined ? [] : [[file, text(`${directory}/${file}`)]])),
  );
const list = (directory: string) =>
  [...entries.keys()]
    .filter((path) => path.slice(0, path.lastIndexOf('/')) === directory)
    .map((path) => path.slice(directory.length + 1));
const fixture = {
  provenance: `${kernel.title}; QEMU 7.2, BusyBox 1.35.0; command lines in scripts/record/pseudo-files.ts`,
  proc: pick('/proc', PROC_FILES),
  process1: pick('/proc/1', PROCESS_FILES),
  modes: Object.fromEntries(
    [...entries].flatMap(([path, entry]) =>
      entry.kind !== 'link' && /^\/proc\/[^0-9]/.test(path) && !/\/(net|irq|bus|acpi|scsi|device-tree)\//.test(path)
        ? [[path, `${entry.kind === 'directory' ? 'd' : '-'}${entry.mode.toString(8)}`]]
        : [],
    ),
  ),
  names: Object.fromEntries(
    [
      '/proc',
      '/proc/1',
      '/sys',
      '/sys/kernel',
      '/sys/module',
      '/sys/class',
      '/sys/module/ramoops/parameters',
      '/sys/module/ramoops',
    ].map((path) => [path, list(path)]),
  ),
  tracing: pick(
    '/sys/kernel/tracing',
    [
      'trace',
      'current_tracer',
      'available_tracers',
      'tracing_on',
      'set_ftrace_filter',
      'trace_options',
      'trace_clock',
      'tracing_cpumask',
      'available_filter_functions',
    ].filter((file) => file !== 'available_filter_functions'),
  ),
  tracingModes: Object.fromEntries(
    [...entries].flatMap(([path, entry]) =>
      path.startsWith('/sys/kernel/tracing/') && !path.slice(20).includes('/') && entry.kind !== 'link'
        ? [[path.slice(20), entry.mode.toString(8)]]
        : [],
    ),
  ),
};
writeFileSync(
  `${ROOT}/test/fixtures/pseudo-files/${kernel.file}.json`,
  `${JSON.stringify(fixture, null, 1)}\n`,
  'latin1',
);
