/**
 * ChromeOS' `crash_reporter --boot_collect`: the kernel collector, once at boot.
 *
 * Mirrors chromiumos platform2 `crash-reporter/kernel_collector.cc` and `kernel_util.cc` of 2023: dumps of efi-pstore and of ramoops, else the console's
 * log behind a watchdog's reset; messages as there, on standard error. Left out: BIOS and hypervisor logs, event logs, the removal of personal data,
 * limits of the folder. The `.meta` file is composed; of its base name the five digits are microseconds here.
 */
import { type Blocking, O_CREAT, O_EXCL, O_WRONLY } from '../../../shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { printError } from '../libc/stdio.ts';
import { fail, readBytes, readText, sortedNames } from '../system/program-frame.ts';
import { isPlausible, stackSignature, watchdogSignature } from './crash-signature.ts';

const PSTORE = '/sys/fs/pstore';
const SPOOL = '/var/spool/crash';
const WATCHDOGS = '/sys/class/watchdog';
const RECORDS_MAX = 100;
const RECORD_BYTES_MAX = 1024 * 1024;
/** Before Linux 3.12 the driver left its own header in front. */
const OLD_HEADER = /^====\d+\.\d+\n/;

export const crashReporter: Program = function* (system, argv) {
  if (!argv.includes('--boot_collect')) return yield* fail(system, 'crash_reporter: only --boot_collect is here');
  if (!isMounted(system)) {
    yield* warn(system, `Dump dir ${PSTORE} not mounted`);
    yield* warn(system, 'Kernel does not support crash dumping');
    return 0;
  }
  yield* collectEfi(system);
  yield* collectRamoops(system);
  return 0;
};

function isMounted(system: SystemCalls): boolean {
  const [parent, own] = [system.stat('/sys/fs'), system.stat(PSTORE)];
  return typeof parent !== 'number' && typeof own !== 'number' && parent.dev !== own.dev;
}

function warn(system: SystemCalls, text: string): Blocking<void> {
  return printError(system, `crash_reporter: ${text}\n`);
}

/** Dumps from the first file on without a gap; what is no log is kept. Null: none. */
function* loadDumps(system: SystemCalls): Blocking<string | null> {
  let count = 0;
  while (count < RECORDS_MAX && typeof system.stat(`${PSTORE}/dmesg-ramoops-${count}`) !== 'number') count++;
  if (count === 0) return null;
  let whole: string | null = null;
  for (let number = 0; number < count; number++) {
    const path = `${PSTORE}/dmesg-ramoops-${number}`;
    const bytes = yield* readBytes(system, path);
    if (typeof bytes === 'number' || bytes.length > RECORD_BYTES_MAX) {
      const why =
        typeof bytes === 'number'
          ? `Unable to read ${path}: ${strerror(bytes)}`
          : `Record is larger than ${RECORD_BYTES_MAX}`;
      yield* warn(system, why);
      break;
    }
    const text = latin1Text(bytes);
    const hasHeader = OLD_HEADER.test(text);
    if (!hasHeader && !isPlausible(text)) {
      yield* warn(system, `Found invalid record at ${path}`);
      continue;
    }
    whole = (whole ?? '') + (hasHeader ? text.replace(OLD_HEADER, '') : text);
    yield* system.unlink(path);
  }
  if (whole === null) yield* warn(system, `No valid records found in ${PSTORE}`);
  return whole;
}

function* collectRamoops(system: SystemCalls): Blocking<void> {
  const consoleLog = yield* loadConsole(system);
  const dump = yield* loadDumps(system);
  if (dump !== null) {
    yield* keepCrash(system, dump, stackSignature(dump));
    return;
  }
  const reason = yield* watchdogReason(system);
  if (reason === null || consoleLog === null) return;
  yield* keepCrash(system, consoleLog, watchdogSignature(consoleLog, reason));
}

/** The console's log is read and never removed. */
function* loadConsole(system: SystemCalls): Blocking<string | null> {
  for (const name of ['console-ramoops-0', 'console-ramoops']) {
    const text = yield* readText(system, `${PSTORE}/${name}`);
    if (typeof text === 'number') continue;
    if (isPlausible(text)) return text;
    yield* warn(system, 'Found invalid console-ramoops file');
    return null;
  }
  yield* warn(system, 'No console-ramoops file found after watchdog reset');
  return null;
}

/** WDIOF_*: what a watchdog says of the last reset. */
const REASONS: readonly (readonly [bit: number, name: string])[] = [
  [0x01, 'OVERHEAT'],
  [0x02, 'FANFAULT'],
  [0x04, 'EXTERN1'],
  [0x08, 'EXTERN2'],
  [0x10, 'POWERUNDER'],
  [0x20, 'WATCHDOG'],
  [0x40, 'POWEROVER'],
];

function* watchdogReason(system: SystemCalls): Blocking<string | null> {
  for (const name of sortedNames(system, WATCHDOGS)) {
    const text = yield* readText(system, `${WATCHDOGS}/${name}/bootstatus`);
    const status = typeof text === 'string' ? Number.parseInt(text.trim(), 10) : 0;
    if (!(status > 0)) continue;
    const unknown = (status & ~0x7f) === 0 ? '' : '-(UNKNOWN)';
    return (
      unknown +
      REASONS.filter(([bit]) => (status & bit) !== 0)
        .map(([, word]) => `-(${word})`)
        .join('')
    );
  }
  return null;
}

/** Dumps of efi-pstore, all their parts; those that are no panics are removed as well. */
function* collectEfi(system: SystemCalls): Blocking<void> {
  const parts = new Map<string, number>();
  for (const name of sortedNames(system, PSTORE)) {
    const [, stamp, part, count] = /^dmesg-efi-(\d+)(\d\d)(\d\d\d)$/.exec(name) ?? [];
    if (stamp === undefined) continue;
    const crash = `${stamp} ${count}`;
    parts.set(crash, Math.max(parts.get(crash) ?? 0, Number(part)));
  }
  yield* warn(system, `Found ${parts.size} kernel crashes in efi-pstore.`);
  for (const [crash, last] of parts) {
    const [stamp, count] = crash.split(' ');
    const path = (part: number): string => `${PSTORE}/dmesg-efi-${stamp}${String(part).padStart(2, '0')}${count}`;
    const first = yield* readText(system, path(1));
    const type = typeof first === 'string' && first.includes('#') ? first.slice(0, first.indexOf('#')) : '';
    let whole = '';
    for (let part = last; part > 0; part--) {
      const text = yield* readText(system, path(part));
      if (typeof text === 'string') whole += text.slice(text.indexOf('\n') + 1);
    }
    if (type !== 'Panic') yield* warn(system, `Ignoring kernel efi crash id:${stamp}01${count} type:${type}`);
    else yield* keepCrash(system, whole, stackSignature(whole));
    for (let part = 1; part <= last; part++) yield* system.unlink(path(part));
  }
}

/** The dump and what is said of it, as the sender of reports expects them. */
function* keepCrash(system: SystemCalls, dump: string, signature: string): Blocking<void> {
  yield* warn(system, `Received prior crash notification from kernel (signature ${signature}) (handling)`);
  const name = `kernel.${stampOf(system)}.0`;
  const written = yield* writeNew(system, `${SPOOL}/${name}.kcrash`, dump);
  if (written < dump.length) {
    yield* warn(system, `Failed to write kernel dump to ${SPOOL}/${name}.kcrash`);
    return;
  }
  const meta = `sig=${signature}\nexec_name=kernel\nver=${system.uname().release}\npayload=${name}.kcrash\ndone=1\n`;
  yield* writeNew(system, `${SPOOL}/${name}.meta`, meta);
  yield* warn(system, `Stored kcrash to ${SPOOL}/${name}.kcrash`);
}

function stampOf(system: SystemCalls): string {
  const { seconds, nanoseconds } = system.clockRealtime();
  const [date, time] = new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '').split('T');
  return `${date}.${time}.${String(Math.floor(nanoseconds / 1000) % 100_000).padStart(5, '0')}`;
}

function* writeNew(system: SystemCalls, path: string, text: string): Blocking<number> {
  const fd = system.open(path, O_WRONLY | O_CREAT | O_EXCL, 0o640);
  if (fd < 0) return fd;
  const written = yield* system.write(fd, latin1Bytes(text));
  system.close(fd);
  return written;
}
