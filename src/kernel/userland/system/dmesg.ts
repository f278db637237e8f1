/**
 * `dmesg` of util-linux 2.38.1.
 *
 * Mirrors `sys-utils/dmesg.c`: reads records from /dev/kmsg (with `-S` the text of syslog(2)), filters, prints. Left out: colours, the
 * pager, `--noescape` beyond its default.
 */
import { type Blocking, O_NONBLOCK, O_RDONLY, SEEK_END } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { EAGAIN, EPIPE, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt, type OptionTable } from '../libc/getopt.ts';
import { Output } from '../libc/stdio.ts';
import { MONTHS, WEEKDAYS } from './calendar-names.ts';
import { fail, print, readText, usageError } from './program-frame.ts';

const OPTIONS: OptionTable = {
  short: 'CcDdEeF:f:HhJkL::l:n:PprSs:TtuVWwx',
  long: {
    clear: { key: 'C' },
    'read-clear': { key: 'c' },
    color: { argument: 'optional', key: 'L' },
    'console-level': { argument: 'required', key: 'n' },
    'console-off': { key: 'D' },
    'console-on': { key: 'E' },
    ctime: { key: 'T' },
    decode: { key: 'x' },
    facility: { argument: 'required', key: 'f' },
    file: { argument: 'required', key: 'F' },
    follow: { key: 'w' },
    'follow-new': { key: 'W' },
    'force-prefix': { key: 'p' },
    help: { key: 'h' },
    human: { key: 'H' },
    json: { key: 'J' },
    kernel: { key: 'k' },
    level: { argument: 'required', key: 'l' },
    nopager: { key: 'P' },
    notime: { key: 't' },
    raw: { key: 'r' },
    reltime: { key: 'e' },
    'show-delta': { key: 'd' },
    syslog: { key: 'S' },
    'time-format': { argument: 'required', key: 'format' },
    userspace: { key: 'u' },
    version: { key: 'V' },
    'buffer-size': { argument: 'required', key: 's' },
    noescape: { key: 'noescape' },
  },
};

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'] as const;
const FACILITIES = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'res0',
  'res1',
  'res2',
  'res3',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
] as const;

/** syslog(2) actions. */
const SYSLOG_READ_ALL = 3;
const SYSLOG_CLEAR = 5;
const SYSLOG_CONSOLE_OFF = 6;
const SYSLOG_CONSOLE_ON = 7;
const SYSLOG_CONSOLE_LEVEL = 8;
const SEEK_DATA = 3;

interface KernelRecord {
  readonly priority: number;
  readonly microseconds: number;
  readonly text: string;
  /** Caller in brackets behind the time, `T1`; empty without CONFIG_PRINTK_CALLER. */
  readonly caller: string;
}

type TimeFormat = 'raw' | 'none' | 'time' | 'delta' | 'ctime' | 'reltime' | 'iso' | 'ctime-delta';

interface Shape {
  readonly format: TimeFormat;
  readonly isRaw: boolean;
  readonly decodes: boolean;
  readonly prefixesLines: boolean;
  readonly levels: ReadonlySet<number> | null;
  readonly facilities: ReadonlySet<number> | null;
  /** Seconds since 1970 at which the kernel's clock was zero. */
  readonly bootTime: number;
}

export const dmesg: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, OPTIONS);
  if (error !== null) return yield* usageError(system, 'dmesg', error);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const value = (key: string): string | null => options.findLast((option) => option.key === key)?.value ?? null;
  if (has('V')) return (yield* print(system, 'dmesg', 'dmesg from util-linux 2.38.1\n')) ? 0 : 1;
  const actions = options.filter(({ key }) => ['C', 'D', 'E', 'c', 'n', 'r'].includes(key)).map(({ key }) => key);
  if (new Set(actions).size > 1) {
    const names = '--clear --console-off --console-on --read-clear --console-level --raw';
    return yield* fail(system, `dmesg: mutually exclusive arguments: ${names}`);
  }
  if (has('r') && (has('T') || has('H') || has('e') || has('d') || has('t'))) {
    const other = has('T')
      ? '--ctime'
      : has('H')
        ? '--human'
        : has('e')
          ? '--reltime'
          : has('t')
            ? '--notime'
            : '--show-delta';
    return yield* fail(system, `dmesg: mutually exclusive arguments: ${other} --raw`);
  }
  const levels = parseList(value('l'), LEVELS);
  if (typeof levels === 'string') return yield* fail(system, `dmesg: unknown level '${levels}'`);
  const facilities = parseList(value('f'), FACILITIES);
  if (typeof facilities === 'string') return yield* fail(system, `dmesg: unknown facility '${facilities}'`);
  const size = value('s');
  if (size !== null && !/^\d+$/.test(size))
    return yield* fail(system, `dmesg: invalid buffer size argument: '${size}'`);
  const format = timeFormat(value('format'), has);
  if (format === null) return yield* fail(system, `dmesg: unknown time format: ${value('format')}`);
  if (operands.length > 0) return yield* usageError(system, 'dmesg', 'bad usage');
  if (has('n')) return yield* setConsoleLevel(system, value('n')!);
  if (has('C')) return yield* control(system, SYSLOG_CLEAR, 'clear kernel buffer failed');
  if (has('D')) return yield* control(system, SYSLOG_CONSOLE_OFF, 'klogctl failed');
  if (has('E')) return yield* control(system, SYSLOG_CONSOLE_ON, 'klogctl failed');

  const kinds = new Set(facilities ?? []);
  if (has('k')) kinds.add(0);
  if (has('u')) for (let at = 1; at < FACILITIES.length; at++) kinds.add(at);
  const now = system.clockRealtime();
  const shape: Shape = {
    format,
    isRaw: has('r'),
    decodes: has('x'),
    prefixesLines: has('p'),
    levels,
    facilities: kinds.size > 0 ? kinds : null,
    bootTime: Number(now.seconds) + now.nanoseconds / 1e9 - system.clockMonotonic() / 1e9,
  };
  if (has('w') || has('W')) return yield* follow(system, shape, has('W'));

  const records = yield* readRecords(system, { file: value('F'), useSyslog: has('S') });
  if (typeof records === 'string') return yield* fail(system, `dmesg: ${records}`);
  const shown = records.filter((record) => isWanted(record, shape));
  const output = new Output(system);
  if (has('J')) yield* output.put(jsonText(shown));
  else {
    const printer = new RecordPrinter(shape);
    for (const record of shown) {
      output.add(printer.text(record));
      if (output.isFull) yield* output.flush();
      if (output.errno !== 0) break;
    }
  }
  yield* output.flush();
  if (output.errno === EPIPE) return 0;
  if (output.errno !== 0) return yield* fail(system, `dmesg: write error: ${strerror(output.errno)}`);
  return has('c') ? yield* control(system, SYSLOG_CLEAR, 'clear kernel buffer failed') : 0;
};

/** Numbers of a comma list of names (or digits), the name that is none, or null without a list. */
function parseList(list: string | null, names: readonly string[]): ReadonlySet<number> | string | null {
  if (list === null) return null;
  const numbers = new Set<number>();
  for (const word of list.split(',')) {
    const number = /^\d+$/.test(word) ? Number(word) : names.indexOf(word);
    if (number < 0 || number >= names.length) return word;
    numbers.add(number);
  }
  return numbers;
}

function timeFormat(name: string | null, has: (key: string) => boolean): TimeFormat | null {
  if (name !== null) {
    if (name === 'notime') return 'none';
    return (['delta', 'reltime', 'ctime', 'iso'] as const).find((one) => one === name) ?? null;
  }
  if (has('t')) return 'none';
  if (has('T')) return has('d') ? 'ctime-delta' : 'ctime';
  if (has('e') || has('H')) return 'reltime';
  return has('d') ? 'delta' : 'time';
}

function* setConsoleLevel(system: SystemCalls, given: string): Blocking<number> {
  // A level N lets through what is more urgent than the name: the name's number plus one; digits mean 1 … 8.
  const level = /^\d+$/.test(given) ? Number(given) : LEVELS.indexOf(given as (typeof LEVELS)[number]) + 1;
  if (level < 1 || level > 8) return yield* fail(system, `dmesg: unknown level '${given}'`);
  return yield* control(system, SYSLOG_CONSOLE_LEVEL, 'klogctl failed', level);
}

function* control(system: SystemCalls, action: number, problem: string, argument = 0): Blocking<number> {
  const result = yield* system.syslog(action, argument);
  if (typeof result === 'number' && result < 0) return yield* fail(system, `dmesg: ${problem}: ${strerror(result)}`);
  return 0;
}

/** All records there are, or what went wrong. */
function* readRecords(
  system: SystemCalls,
  { file, useSyslog }: { file: string | null; useSyslog: boolean },
): Blocking<KernelRecord[] | string> {
  if (file !== null) {
    const text = yield* readText(system, file);
    return typeof text === 'number' ? `cannot open ${file}: ${strerror(text)}` : parseSyslogText(text);
  }
  if (!useSyslog) {
    const fd = system.open('/dev/kmsg', O_RDONLY | O_NONBLOCK);
    if (fd >= 0) {
      // To where the log was cleared last.
      system.lseek(fd, 0, SEEK_DATA);
      const records: KernelRecord[] = [];
      const end = yield* readDevice(system, fd, records);
      system.close(fd);
      if (end === -EAGAIN || end === 0) return records;
    }
  }
  const text = yield* system.syslog(SYSLOG_READ_ALL, 1 << 24);
  return typeof text === 'number' ? `read kernel buffer failed: ${strerror(text)}` : parseSyslogText(text);
}

/** Reads records until none is left; the answer that ended it. A record that was overwritten meanwhile (EPIPE) is passed by. */
function* readDevice(system: SystemCalls, fd: number, records: KernelRecord[]): Blocking<number> {
  for (;;) {
    const bytes = yield* system.read(fd, 8192);
    if (typeof bytes === 'number') {
      if (bytes === -EPIPE) continue;
      return bytes;
    }
    if (bytes.length === 0) return 0;
    const record = parseDeviceRecord(latin1Text(bytes));
    if (record !== null) records.push(record);
  }
}

/** `priority,sequence,microseconds,flags[,caller=T1];text`, then lines of a dictionary that dmesg does not show. */
function parseDeviceRecord(line: string): KernelRecord | null {
  const semicolon = line.indexOf(';');
  if (semicolon < 0) return null;
  const [priority, , microseconds, , ...rest] = line.slice(0, semicolon).split(',');
  const end = line.indexOf('\n', semicolon);
  const caller = rest.find((field) => field.startsWith('caller='));
  return {
    priority: Number(priority),
    microseconds: Number(microseconds),
    text: unescapeText(line.slice(semicolon + 1, end < 0 ? undefined : end)),
    caller: caller === undefined ? '' : caller.slice('caller='.length),
  };
}

/** The device writes control characters as \\xNN; dmesg turns back newlines alone and shows the others so. */
function unescapeText(text: string): string {
  return text.includes('\\x') ? text.replaceAll('\\x0a', '\n').replaceAll('\\x09', '\t') : text;
}

/** Lines `<6>[    0.000000] text` of syslog(2). */
function parseSyslogText(text: string): KernelRecord[] {
  const records: KernelRecord[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const match = /^<(\d+)>(?:\[ *(\d+)\.(\d+)\](?:\[ *([TC]\d+)\])? ?)?(.*)$/s.exec(line);
    if (match === null) {
      records.push({ priority: 6, microseconds: 0, text: line, caller: '' });
      continue;
    }
    const microseconds =
      match[2] === undefined ? 0 : Number(match[2]) * 1e6 + Number(match[3]!.padEnd(6, '0').slice(0, 6));
    const shown = match[5]!.replace(
      /[\x00-\x08\x0b-\x1f\x7f]/g,
      (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
    records.push({ priority: Number(match[1]), microseconds, text: shown, caller: match[4] ?? '' });
  }
  return records;
}

function isWanted({ priority }: KernelRecord, { levels, facilities }: Shape): boolean {
  return (levels === null || levels.has(priority & 7)) && (facilities === null || facilities.has(priority >> 3));
}

/** `-w`: what is there, then each new record as it comes, until a signal ends it. */
function* follow(system: SystemCalls, shape: Shape, onlyNew: boolean): Blocking<number> {
  const fd = system.open('/dev/kmsg', O_RDONLY);
  if (fd < 0) return yield* fail(system, `dmesg: open failed: ${strerror(fd)}`);
  system.lseek(fd, 0, onlyNew ? SEEK_END : SEEK_DATA);
  const printer = new RecordPrinter(shape);
  const output = new Output(system);
  for (;;) {
    const bytes = yield* system.read(fd, 8192);
    if (bytes === -EPIPE) continue;
    if (typeof bytes === 'number' || bytes.length === 0) return 1;
    const record = parseDeviceRecord(latin1Text(bytes));
    if (record === null || !isWanted(record, shape)) continue;
    yield* output.put(printer.text(record));
    yield* output.flush();
    if (output.errno !== 0) return 1;
  }
}

/** Prints records one after another; deltas and relative times depend on the one before. */
class RecordPrinter {
  readonly #shape: Shape;
  #last = 0;
  #lastMinute = -1;

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  text(record: KernelRecord): string {
    const shape = this.#shape;
    let head = '';
    if (shape.isRaw) head += `<${record.priority & 7}>`;
    else if (shape.decodes) {
      const facility = FACILITIES[record.priority >> 3];
      const level = LEVELS[record.priority & 7]!;
      head += facility === undefined ? '' : `${facility.padEnd(6)}:${level.padEnd(6)}: `;
    }
    head += this.#time(record);
    if (record.caller !== '' && shape.format !== 'none') head = `${head.trimEnd()}[${record.caller.padStart(5)}] `;
    if (!record.text.includes('\n')) return `${head}${record.text}\n`;
    const indent = shape.prefixesLines ? head : ' '.repeat(head.length);
    const [first, ...rest] = record.text.split('\n');
    return `${head}${first}\n${rest.map((line) => `${indent}${line}\n`).join('')}`;
  }

  #time({ microseconds }: KernelRecord): string {
    const { format, bootTime } = this.#shape;
    const delta = this.#last === 0 ? 0 : microseconds - this.#last;
    this.#last = microseconds;
    const seconds = bootTime + microseconds / 1e6;
    switch (format) {
      case 'none':
        return '';
      case 'delta':
        return `[${clock(microseconds)} <${fixed(delta, 12)}>] `;
      case 'ctime':
        return `[${ctime(seconds)}] `;
      case 'ctime-delta':
        return `[${ctime(seconds)} <${fixed(delta, 12)}>] `;
      case 'iso':
        return `${iso(seconds, microseconds)} `;
      case 'reltime': {
        const minute = Math.floor(seconds / 60);
        const isNewMinute = minute !== this.#lastMinute;
        this.#lastMinute = minute;
        if (!isNewMinute && delta < 60e6) return `[${`+${fixed(delta, 0)}`.padStart(11)}] `;
        const date = new Date(Math.floor(seconds) * 1000);
        const day = `${MONTHS[date.getUTCMonth()]!.slice(0, 3)}${String(date.getUTCDate()).padStart(2)}`;
        return `[${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}] `;
      }
      default:
        return `[${clock(microseconds)}] `;
    }
  }
}

/** `    1.234567`. */
function clock(microseconds: number): string {
  return fixed(microseconds, 12);
}

function fixed(microseconds: number, width: number): string {
  const whole = Math.floor(microseconds / 1e6);
  const rest = String(Math.floor(microseconds) - whole * 1e6).padStart(6, '0');
  return `${whole}.${rest}`.padStart(width);
}

function ctime(seconds: number): string {
  const date = new Date(Math.floor(seconds) * 1000);
  const day = `${WEEKDAYS[date.getUTCDay()]!.slice(0, 3)} ${MONTHS[date.getUTCMonth()]!.slice(0, 3)} ${String(date.getUTCDate()).padStart(2)}`;
  return `${day} ${hms(date)} ${date.getUTCFullYear()}`;
}

function iso(seconds: number, microseconds: number): string {
  const date = new Date(Math.floor(seconds) * 1000);
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return `${day}T${hms(date)},${String(microseconds % 1e6).padStart(6, '0')}+00:00`;
}

function hms(date: Date): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function jsonText(records: readonly KernelRecord[]): string {
  const items = records.map(({ priority, microseconds, text }) => {
    const message = text.replace(/["\\]/g, (c) => `\\${c}`);
    return `{\n         "pri": ${priority & 7},\n         "time": ${clock(microseconds)},\n         "msg": "${message}"\n      }`;
  });
  return `{\n   "dmesg": [\n      ${items.join(',')}\n   ]\n}\n`;
}
