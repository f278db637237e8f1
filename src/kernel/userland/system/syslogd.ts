/**
 * `syslogd` in the manner of inetutils 2.4: messages from /dev/log and from the kernel into the files that /etc/syslog.conf names.
 *
 * Left out: remote hosts, users' terminals, pipes. The kernel's log is read by a child that passes it on (`klogd` alone does
 * the same for a syslogd that was started with `--no-klog`).
 */
import { type Blocking, O_APPEND, O_CREAT, O_RDONLY, O_RDWR, O_WRONLY, S_IFIFO } from '../../../shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../../sim/bytes.ts';
import { EEXIST, EINTR, EPIPE, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { fail, readText } from './program-frame.ts';
import { closeInput } from './run-command.ts';
import { FACILITIES, LOG_DEVICE, logTime, severityNumber } from './syslog.ts';

interface LogRule {
  /** For each facility, the severities that go there as bits. */
  readonly masks: readonly number[];
  readonly path: string;
  /** A path without `-` before it is synced after each line. */
  readonly syncs: boolean;
}

const FACILITY_COUNT = 24;
const ALL_SEVERITIES = 0xff;
const DEFAULT_CONFIGURATION = '*.*;auth,authpriv.none\t/var/log/messages\n';
const LINE_BYTES_MAX = 8192;

export const syslogd: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'f:nm:Ka:dhl:p:rs:S',
    long: {
      rcfile: { argument: 'required', key: 'f' },
      'no-detach': { key: 'n' },
      'no-klog': { key: 'K' },
      mark: { argument: 'required', key: 'm' },
    },
  });
  if (error !== null || operands.length > 0) {
    return yield* fail(
      system,
      `syslogd: ${error ?? 'Too many arguments'}\nTry 'syslogd --help' or 'syslogd --usage' for more information.`,
      64,
    );
  }
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const rcfile = options.findLast(({ key }) => key === 'f')?.value ?? '/etc/syslog.conf';
  const made = system.mknod(LOG_DEVICE, S_IFIFO | 0o666, 0);
  if (made < 0 && made !== -EEXIST)
    return yield* fail(system, `syslogd: cannot create ${LOG_DEVICE}: ${strerror(made)}`);
  system.chmod(LOG_DEVICE, 0o666);
  // For reading and writing, so that it never comes to an end while nobody writes.
  const fd = system.open(LOG_DEVICE, O_RDWR);
  if (fd < 0) return yield* fail(system, `syslogd: ${LOG_DEVICE}: ${strerror(fd)}`);
  const text = yield* readText(system, rcfile);
  const rules = parseConfiguration(typeof text === 'number' ? DEFAULT_CONFIGURATION : text);
  const serve = function* (daemon: SystemCalls): Blocking<number> {
    if (!has('K')) daemon.fork((child) => passKernelLog(child as SystemCalls));
    return yield* receive(daemon, fd, rules);
  };
  if (has('n')) return yield* serve(system);
  const pid = system.fork(function* (child) {
    (child as SystemCalls).setsid();
    closeInput(child as SystemCalls);
    return yield* serve(child as SystemCalls);
  });
  return pid < 0 ? yield* fail(system, `syslogd: fork: ${strerror(pid)}`) : 0;
};

/** `klogd`: the kernel's log to syslogd. */
export const klogd: Program = function* (system, argv) {
  const { options, error } = getopt(argv, { short: 'c:n' });
  if (error !== null) return yield* fail(system, `klogd: ${error}`);
  if (options.some(({ key }) => key === 'n')) return yield* passKernelLog(system);
  const pid = system.fork(function* (child) {
    (child as SystemCalls).setsid();
    closeInput(child as SystemCalls);
    return yield* passKernelLog(child as SystemCalls);
  });
  return pid < 0 ? 1 : 0;
};

/** Selectors `facility.severity[;…]` and a path a line; a backslash at the end continues it. */
function parseConfiguration(text: string): LogRule[] {
  const rules: LogRule[] = [];
  for (const line of text.replaceAll('\\\n', '').split('\n')) {
    const match = /^([^#\s].*?)\s+(-?)(\/\S+)\s*$/.exec(line);
    if (match === null) continue;
    const masks = new Array<number>(FACILITY_COUNT).fill(0);
    for (const selector of match[1]!.split(';')) applySelector(masks, selector.replace(/\s+/g, ''));
    rules.push({ masks, path: match[3]!, syncs: match[2] === '' });
  }
  return rules;
}

function applySelector(masks: number[], selector: string): void {
  const dot = selector.lastIndexOf('.');
  if (dot < 0) return;
  const names = selector.slice(0, dot).split(',');
  const wanted = selector.slice(dot + 1);
  const facilities = names.includes('*')
    ? masks.map((_, at) => at)
    : names.map((name) => FACILITIES[name]).filter((number) => number !== undefined);
  for (const facility of facilities) {
    if (wanted === 'none') masks[facility] = 0;
    else masks[facility] = masks[facility]! | severityMask(wanted);
  }
}

/** `info` and what is more urgent, `=info` alone, `*` all. */
function severityMask(wanted: string): number {
  if (wanted === '*') return ALL_SEVERITIES;
  const only = wanted.startsWith('=');
  const severity = severityNumber(only ? wanted.slice(1) : wanted);
  if (severity < 0) return 0;
  return only ? 1 << severity : (1 << (severity + 1)) - 1;
}

function* receive(system: SystemCalls, fd: number, rules: readonly LogRule[]): Blocking<number> {
  let rest = '';
  for (;;) {
    const bytes = yield* system.read(fd, LINE_BYTES_MAX);
    if (bytes === -EINTR) continue;
    if (typeof bytes === 'number' || bytes.length === 0) return 1;
    rest += latin1Text(bytes);
    const lines = rest.split('\n');
    rest = lines.pop()!.slice(-LINE_BYTES_MAX);
    for (const rule of rules) yield* store(system, rule, lines);
  }
}

/** Adds the lines that a rule wants to its file. */
function* store(system: SystemCalls, { masks, path, syncs }: LogRule, lines: readonly string[]): Blocking<void> {
  let text = '';
  for (const line of lines) {
    const match = /^<(\d{1,3})>/.exec(line);
    const priority = match === null ? 13 : Number(match[1]);
    if (((masks[priority >> 3] ?? 0) & (1 << (priority & 7))) === 0) continue;
    const message = match === null ? line : line.slice(match[0].length);
    const timed = /^[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} /.exec(message);
    const time = timed === null ? logTime(system) : message.slice(0, 15);
    text += `${time} ${system.uname().nodename} ${timed === null ? message : message.slice(16)}\n`;
  }
  if (text === '') return;
  const fd = system.open(path, O_WRONLY | O_CREAT | O_APPEND, 0o640);
  if (fd < 0) return;
  yield* system.write(fd, latin1Bytes(text));
  if (syncs) yield* system.fsync(fd);
  system.close(fd);
}

/** Records of /dev/kmsg as lines `kernel: [    1.234567] text`. What programs wrote there themselves keeps its own tag. */
function* passKernelLog(system: SystemCalls): Blocking<number> {
  system.setName('klogd');
  const from = system.open('/dev/kmsg', O_RDONLY);
  if (from < 0) return 1;
  for (;;) {
    const bytes = yield* system.read(from, LINE_BYTES_MAX);
    if (bytes === -EINTR || bytes === -EPIPE) continue;
    if (typeof bytes === 'number' || bytes.length === 0) return 1;
    const record = latin1Text(bytes);
    const semicolon = record.indexOf(';');
    const [priority, , microseconds] = record.slice(0, semicolon).split(',');
    const end = record.indexOf('\n', semicolon);
    const message = record.slice(semicolon + 1, end < 0 ? undefined : end);
    const clock =
      `${Math.floor(Number(microseconds) / 1e6)}.${String(Number(microseconds) % 1e6).padStart(6, '0')}`.padStart(12);
    const to = system.open(LOG_DEVICE, O_WRONLY);
    if (to < 0) return 1;
    yield* system.write(to, latin1Bytes(`<${priority}>${logTime(system)} kernel: [${clock}] ${message}\n`));
    system.close(to);
  }
}
