// Records of liblog: exact bytes, the reader's way through damaged and cut logs.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ANDROID_HEADER_BYTES,
  ANDROID_PAYLOAD_MAX,
  type AndroidRecord,
  androidRecordBytes,
  androidTextPayload,
  readAndroidRecords,
  readAndroidText,
} from '../../src/formats/android-log.ts';

const record: AndroidRecord = {
  log: 0,
  uid: 0x12345,
  pid: 412,
  tid: 413,
  seconds: 1_795_233_020,
  nanoseconds: 999_999_999,
  payload: androidTextPayload(6, 'httpd', 'gone'),
};

test('the bytes of a record', () => {
  const hex = Buffer.from(androidRecordBytes(record)).toString('hex');
  // l, length 30 = 18 + 12, uid cut to 16 bits, pid, main, tid, seconds, nanoseconds, priority, tag, message.
  expect(hex).toBe('6c1e0045239c01009d01fc14016bffc99a3b06687474706400676f6e6500');
});

test('a payload has at most 4068 bytes', () => {
  const payload = androidTextPayload(4, 't', 'x'.repeat(5000));
  const bytes = androidRecordBytes({ ...record, payload });
  expect(bytes.length).toBe(ANDROID_HEADER_BYTES + ANDROID_PAYLOAD_MAX);
  expect(readAndroidRecords(bytes)[0]!.payload.length).toBe(ANDROID_PAYLOAD_MAX);
});

const join = (...pieces: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));

test.each([
  ['magic', 0, 0x6d],
  ['length below a header', 1, 18],
  ['log number', 7, 8],
  ['nanoseconds', 17, 0x3c],
  ['priority silent', 18, 8],
  ['priority default', 18, 1],
])('a header with a wrong %s is passed by, byte by byte', (_, at, value) => {
  const bytes = androidRecordBytes(record);
  const damaged = bytes.slice();
  damaged[at] = value;
  expect(readAndroidRecords(join(damaged, bytes))).toEqual([{ ...record, uid: 0x2345 }]);
});

test('a log that begins and ends in the middle of records', () => {
  const bytes = androidRecordBytes(record);
  const found = readAndroidRecords(join(bytes.subarray(5), bytes, bytes.subarray(0, 25)));
  expect(found.map(({ payload }) => readAndroidText(payload))).toEqual([
    { priority: 6, tag: 'httpd', message: 'gone' },
    { priority: 6, tag: 'httpd', message: '' },
  ]);
});

test('damage within a payload is not seen', () => {
  const bytes = androidRecordBytes(record);
  bytes[26] = 0x47;
  expect(readAndroidText(readAndroidRecords(bytes)[0]!.payload).message).toBe('gGne');
});

test('any bytes are read, and records come back', () => {
  const byte = fc.uint8Array({ maxLength: 60 });
  fc.assert(
    fc.property(byte, fc.integer({ min: 0, max: 65_535 }), byte, (noise, pid, text) => {
      readAndroidRecords(noise);
      const payload = join(new Uint8Array([4]), text);
      const one = { ...record, uid: 1, pid, payload: payload.length < 2 ? androidTextPayload(4, '', '') : payload };
      expect(readAndroidRecords(androidRecordBytes(one))).toEqual([one]);
    }),
    { numRuns: 100 },
  );
});
