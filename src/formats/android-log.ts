/**
 * Records of Android's liblog in the pmsg log: a packed header of 19 bytes or 18, then the payload; little-endian, without a checksum.
 *
 * Source: AOSP liblog `private/android_logger.h` (android_pmsg_log_header_t, android_log_header_t), `pmsg_writer.c`, `pmsg_reader.c`. Left out: the
 * typed values of events, and files that are sent through the log.
 */
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';

/** `LOGGER_MAGIC`. */
const MAGIC = 0x6c;
/** android_pmsg_log_header_t (7 bytes) and android_log_header_t (11 bytes). */
export const ANDROID_HEADER_BYTES = 18;
/** LOGGER_ENTRY_MAX_PAYLOAD. */
export const ANDROID_PAYLOAD_MAX = 4068;

/** By number; 5 is `security` and 6 `kernel` on releases without `stats`. */
export const ANDROID_LOGS = ['main', 'radio', 'events', 'system', 'crash', 'stats', 'security', 'kernel'] as const;
/** By number: unknown, default, then verbose to fatal, silent. */
export const ANDROID_PRIORITIES = '??VDIWEFS';

export interface AndroidRecord {
  /** 0 … 7, `ANDROID_LOGS`. */
  readonly log: number;
  /** Both lose what is above 16 bits. */
  readonly uid: number;
  readonly pid: number;
  readonly tid: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly payload: Uint8Array;
}

/** One record as it is written in one call; a payload that is too long is cut. */
export function androidRecordBytes(record: AndroidRecord): Uint8Array {
  const payload = record.payload.subarray(0, ANDROID_PAYLOAD_MAX);
  const bytes = new Uint8Array(ANDROID_HEADER_BYTES + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, MAGIC);
  view.setUint16(1, bytes.length, true);
  view.setUint16(3, record.uid & 0xffff, true);
  view.setUint16(5, record.pid & 0xffff, true);
  view.setUint8(7, record.log);
  view.setUint16(8, record.tid & 0xffff, true);
  view.setUint32(10, record.seconds >>> 0, true);
  view.setUint32(14, record.nanoseconds, true);
  bytes.set(payload, ANDROID_HEADER_BYTES);
  return bytes;
}

/** Payload of a text log: priority, tag, message, each text ended by NUL. */
export function androidTextPayload(priority: number, tag: string, message: string): Uint8Array {
  return latin1Bytes(`${String.fromCharCode(priority)}${tag}\0${message}\0`);
}

export interface AndroidText {
  readonly priority: number;
  readonly tag: string;
  readonly message: string;
}

/** Priority, tag and message; a tag or message that was cut ends where the payload does. */
export function readAndroidText(payload: Uint8Array): AndroidText {
  const text = latin1Text(payload.subarray(1));
  const [tag = '', ...rest] = text.split('\0');
  return { priority: payload[0] ?? 0, tag, message: rest.length === 0 ? '' : rest[0]! };
}

const EVENTS = ANDROID_LOGS.indexOf('events');
const SECURITY = ANDROID_LOGS.indexOf('security');
const SILENT = ANDROID_PRIORITIES.indexOf('S');

/** Whether the payload is text; else it begins with a tag number. */
export function isAndroidText(log: number): boolean {
  return log !== EVENTS && log !== SECURITY && log !== ANDROID_LOGS.indexOf('stats');
}

/**
 * All records of a log that may begin in the middle of one: where the header is none, the reader goes on with the next byte. A record
 * that the end cuts is given as far as it goes; damage within a payload is not seen.
 */
export function readAndroidRecords(bytes: Uint8Array): AndroidRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const records: AndroidRecord[] = [];
  for (let at = 0; at + ANDROID_HEADER_BYTES + 1 <= bytes.length; ) {
    const length = view.getUint16(at + 1, true);
    if (!isHeader(view, at, length)) {
      const next = bytes.indexOf(MAGIC, at + 1);
      if (next < 0) break;
      at = next;
      continue;
    }
    records.push({
      uid: view.getUint16(at + 3, true),
      pid: view.getUint16(at + 5, true),
      log: view.getUint8(at + 7),
      tid: view.getUint16(at + 8, true),
      seconds: view.getUint32(at + 10, true),
      nanoseconds: view.getUint32(at + 14, true),
      payload: bytes.slice(at + ANDROID_HEADER_BYTES, at + length),
    });
    at += length;
  }
  return records;
}

function isHeader(view: DataView, at: number, length: number): boolean {
  const log = view.getUint8(at + 7);
  const priority = view.getUint8(at + ANDROID_HEADER_BYTES);
  return (
    view.getUint8(at) === MAGIC &&
    length > ANDROID_HEADER_BYTES + 1 &&
    length <= ANDROID_HEADER_BYTES + 1 + ANDROID_PAYLOAD_MAX &&
    log < ANDROID_LOGS.length &&
    view.getUint32(at + 14, true) < 1_000_000_000 &&
    (!isAndroidText(log) || (priority > 1 && priority < SILENT))
  );
}
