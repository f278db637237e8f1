/** `free` of procps 4.0.2: /proc/meminfo as a table. */
import type { Program } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { fail, print, readText } from './program-frame.ts';

const HELP = `
Usage:
 free [options]

Options:
 -b, --bytes         show output in bytes
     --kilo          show output in kilobytes
     --mega          show output in megabytes
     --giga          show output in gigabytes
     --tera          show output in terabytes
     --peta          show output in petabytes
 -k, --kibi          show output in kibibytes
 -m, --mebi          show output in mebibytes
 -g, --gibi          show output in gibibytes
     --tebi          show output in tebibytes
     --pebi          show output in pebibytes
 -h, --human         show human-readable output
     --si            use powers of 1000 not 1024
 -l, --lohi          show detailed low and high memory statistics
 -t, --total         show total for RAM + swap
 -v, --committed     show committed memory and commit limit
 -s N, --seconds N   repeat printing every N seconds
 -c N, --count N     repeat printing N times, then exit
 -w, --wide          wide output

     --help     display this help and exit
 -V, --version  output version information and exit

For more details see free(1).
`;

/** Unit of an option: power, and whether of 1000. */
const UNITS: Readonly<Record<string, readonly [power: number, base: number]>> = {
  b: [0, 1024],
  k: [1, 1024],
  m: [2, 1024],
  g: [3, 1024],
  tebi: [4, 1024],
  pebi: [5, 1024],
  kilo: [1, 1000],
  mega: [2, 1000],
  giga: [3, 1000],
  tera: [4, 1000],
  peta: [5, 1000],
};

export const free: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'bkmghltvc:ws:V',
    long: {
      bytes: { key: 'b' },
      kibi: { key: 'k' },
      mebi: { key: 'm' },
      gibi: { key: 'g' },
      tebi: {},
      pebi: {},
      kilo: {},
      mega: {},
      giga: {},
      tera: {},
      peta: {},
      human: { key: 'h' },
      si: {},
      lohi: { key: 'l' },
      total: { key: 't' },
      committed: { key: 'v' },
      seconds: { argument: 'required', key: 's' },
      count: { argument: 'required', key: 'c' },
      wide: { key: 'w' },
      help: {},
      version: { key: 'V' },
    },
  });
  if (error !== null) return yield* fail(system, `free: ${error}\n${HELP.trimEnd()}`);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const value = (key: string): string | null => options.findLast((option) => option.key === key)?.value ?? null;
  if (has('help')) return (yield* print(system, 'free', HELP)) ? 0 : 1;
  if (has('V')) return (yield* print(system, 'free', 'free from procps-ng 4.0.2\n')) ? 0 : 1;
  if (operands.length > 0) return yield* fail(system, HELP.trimEnd());
  const count = value('c') === null ? null : Number(value('c'));
  if (count !== null && !(count >= 1)) {
    const reason = count < 1 ? ': Numerical result out of range' : '';
    return yield* fail(system, `free: failed to parse count argument: '${value('c')}'${reason}`);
  }
  const seconds = value('s') === null ? (count === null ? 0 : 1) : Number(value('s'));
  if (Number.isNaN(seconds))
    return yield* fail(system, `free: seconds argument failed: '${value('s')}': Invalid argument`);
  if (!(seconds >= 0) || (value('s') !== null && seconds === 0)) {
    return yield* fail(system, `free: seconds argument \`${value('s')}' is not positive number`);
  }
  for (let round = 1; ; round++) {
    const text = yield* readText(system, '/proc/meminfo');
    if (typeof text === 'number') return yield* fail(system, 'free: Unable to create meminfo structure');
    if (!(yield* print(system, 'free', table(text, has)))) return 1;
    if (seconds === 0 || round === count) return 0;
    yield* print(system, 'free', '\n');
    if ((yield* system.sleep(Math.round(seconds * 1e9))) < 0) return 1;
  }
};

function table(meminfo: string, has: (key: string) => boolean): string {
  const kib = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(meminfo)?.[1] ?? 0);
  const cached = kib('Cached') + kib('SReclaimable');
  const total = kib('MemTotal');
  const available = Math.min(kib('MemAvailable'), total);
  const used = total - available;
  const memFree = kib('MemFree');
  const swap = [kib('SwapTotal'), kib('SwapTotal') - kib('SwapFree'), kib('SwapFree')] as const;
  const scale = scaler(has);
  const cell = (value: number): string => scale(value).padStart(12);
  const title = has('w')
    ? '               total        used        free      shared     buffers       cache   available\n'
    : '               total        used        free      shared  buff/cache   available\n';
  const caches = has('w') ? cell(kib('Buffers')) + cell(cached) : cell(kib('Buffers') + cached);
  const rest = `${cell(used)}${cell(memFree)}${cell(kib('Shmem'))}${caches}${cell(available)}`;
  let text = `${title}Mem:    ${cell(total)}${rest}\n`;
  if (has('l')) {
    const low = kib('LowTotal') || total;
    const lowFree = kib('LowTotal') > 0 ? kib('LowFree') : memFree;
    const high = kib('HighTotal');
    text += `Low:    ${cell(low)}${cell(low - lowFree)}${cell(lowFree)}\n`;
    text += `High:   ${cell(high)}${cell(high - kib('HighFree'))}${cell(kib('HighFree'))}\n`;
  }
  text += `Swap:   ${swap.map(cell).join('')}\n`;
  if (has('t')) text += `Total:  ${cell(total + swap[0])}${cell(used + swap[1])}${cell(memFree + swap[2])}\n`;
  if (has('v')) {
    const limit = kib('CommitLimit');
    const committed = kib('Committed_AS');
    text += `Comm:   ${cell(limit)}${cell(committed)}${cell(limit - committed)}\n`;
  }
  return text;
}

/** KiB as the options want them shown. */
function scaler(has: (key: string) => boolean): (kib: number) => string {
  if (has('h')) return (kib) => human(kib, has('si') ? 1000 : 1024);
  const unit = Object.keys(UNITS).find(has);
  const [power, own] = unit === undefined ? [1, 1024] : UNITS[unit]!;
  const base = has('si') ? 1000 : own;
  if (power === 1 && base === 1024) return String;
  return (kib) => String(Math.floor((kib * 1024) / base ** power));
}

/** The first unit in which a number has at most four characters: with a decimal below ten of it. */
function human(kib: number, base: number): string {
  const bytes = kib * 1024;
  const letters = base === 1000 ? ['B', 'K', 'M', 'G', 'T', 'P'] : ['B', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];
  for (const [power, letter] of letters.entries()) {
    const value = bytes / base ** power;
    if (power > 0 && value < 9.95) return `${value.toFixed(1)}${letter}`;
    if (Math.floor(value) < 1000) return `${Math.floor(value)}${letter}`;
  }
  return `${Math.floor(bytes / base ** 5)}${letters[5]}`;
}
