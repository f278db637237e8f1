/**
 * Android's `log` and `logcat -L`: messages into /dev/pmsg0 as liblog writes them, and those of the last boot read back.
 *
 * Mirrors AOSP `system/core/toolbox` log, and logcat for what pstore needs: `-L` reads `/sys/fs/pstore/pmsg-ramoops-0`, with `-c` it is removed; formats
 * `threadtime`, `brief` and `raw`. Left out: logd and everything of a running system; there is no other log here than pmsg.
 */
import {
  ANDROID_LOGS,
  ANDROID_PRIORITIES,
  type AndroidRecord,
  androidRecordBytes,
  androidTextPayload,
  isAndroidText,
  readAndroidRecords,
  readAndroidText,
} from '../../../formats/android-log.ts';
import { O_WRONLY } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { fail, print, readBytes } from '../system/program-frame.ts';

const DEVICE = '/dev/pmsg0';
const LAST = '/sys/fs/pstore/pmsg-ramoops-0';
const LOG_USAGE = 'USAGE: log [-p priorityChar] [-t tag] message\n\tpriorityChar should be one of:\n\t\tv,d,i,w,e';
const EPERM = -1;

/** `log [-p PRIORITY] [-t TAG] MESSAGE…` */
export const androidLog: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, { short: '+p:t:' });
  const value = (key: string, other: string): string => options.findLast((one) => one.key === key)?.value ?? other;
  const letter = value('p', 'i').toUpperCase();
  const priority = letter.length === 1 ? 'VDIWEF'.indexOf(letter) : -1;
  if (error !== null || operands.length === 0 || priority < 0) return yield* fail(system, LOG_USAGE);
  const { seconds, nanoseconds } = system.clockRealtime();
  const bytes = androidRecordBytes({
    log: ANDROID_LOGS.indexOf('main'),
    uid: system.getuid(),
    pid: system.pid,
    tid: system.pid,
    seconds: Number(seconds),
    nanoseconds,
    payload: androidTextPayload(priority + 2, value('t', 'log'), operands.join(' ')),
  });
  const fd = system.open(DEVICE, O_WRONLY);
  if (fd < 0) return yield* fail(system, `log: ${DEVICE}: ${strerror(fd)}`);
  const written = yield* system.write(fd, bytes);
  system.close(fd);
  return written < 0 ? yield* fail(system, `log: ${DEVICE}: ${strerror(written)}`) : 0;
};

/** `logcat -L [-c] [-v FORMAT]` */
export const logcat: Program = function* (system, argv) {
  const { options, error } = getopt(argv, {
    short: 'Lcdv:b:',
    long: { last: { key: 'L' }, clear: { key: 'c' }, format: { argument: 'required', key: 'v' } },
  });
  if (error !== null) return yield* fail(system, `logcat: ${error}`);
  const has = (key: string): boolean => options.some((one) => one.key === key);
  const format = options.findLast(({ key }) => key === 'v')?.value ?? 'threadtime';
  const isKnown = Object.hasOwn(formats, format);
  if (!isKnown) return yield* fail(system, `logcat: Invalid parameter "${format}" to -v`);
  if (!has('L')) return yield* fail(system, 'logcat: there is no logd here: only the last boot can be read (-L)');
  if (has('c')) {
    const removed = yield* system.unlink(LAST);
    return removed < 0 && removed !== EPERM
      ? yield* fail(system, `logcat: failed to clear the 'pmsg' log: ${strerror(removed)}`)
      : 0;
  }
  const bytes = yield* readBytes(system, LAST);
  if (typeof bytes === 'number')
    return yield* fail(system, `logcat: Unable to open log device '${LAST}': ${strerror(bytes)}`);
  const lines = readAndroidRecords(bytes).map((record) => formats[format]!(record));
  return (yield* print(system, 'logcat', lines.join(''))) ? 0 : 1;
};

const formats: Readonly<Record<string, (record: AndroidRecord) => string>> = {
  threadtime: (record) => {
    const { pid, tid, seconds, nanoseconds } = record;
    const stamp = new Date(seconds * 1000).toISOString().slice(5, 19).replace('T', ' ');
    const milliseconds = String(Math.floor(nanoseconds / 1_000_000)).padStart(3, '0');
    const ids = `${String(pid).padStart(5)} ${String(tid).padStart(5)}`;
    return messageLines(record, (letter, tag) => `${stamp}.${milliseconds} ${ids} ${letter} ${tag.padEnd(8)}: `);
  },
  brief: (record) =>
    messageLines(record, (letter, tag) => `${letter}/${tag.padEnd(8)}(${String(record.pid).padStart(5)}): `),
  raw: (record) => messageLines(record, () => ''),
};

/** Each line of the message with its head in front. Of a binary log the number of the tag is shown. */
function messageLines({ log, payload }: AndroidRecord, head: (letter: string, tag: string) => string): string {
  if (!isAndroidText(log)) {
    const tag = payload.length < 4 ? 0 : new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
    return `${head('I', `[${tag}]`)}${payload.length - 4} bytes\n`;
  }
  const { priority, tag, message } = readAndroidText(payload);
  const letter = ANDROID_PRIORITIES[priority] ?? '?';
  return message
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${head(letter, tag)}${line}\n`)
    .join('');
}
