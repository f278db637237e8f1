/**
 * What can still be had from a region beyond what the kernel shows of it.
 *
 * Dump records anywhere in the region, whatever the zones say, inflated as far as they go and by any method; function traces of
 * another kernel version; text in zones the kernel does not believe, behind the end of what it believes, and between zones.
 * The tool may guess here where a kernel may not, so every finding says what it is. Work and output are bounded.
 */
import { PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_SIG, persistentRamBuffer } from '../formats/persistent-ram.ts';
import { ftraceFormat, ftraceRecordBytes, ftraceText } from '../kernel/pstore/ftrace.ts';
import { isFunctionTrace, type PstoreFile } from '../kernel/pstore/inode.ts';
import type { PersistentRamZone } from '../kernel/pstore/ram-core.ts';
import type { AutopsyOptions } from './autopsy-options.ts';
import { dumpRecords, searchBudget } from './dump-records.ts';
import { repairedZoneData } from './repaired-zone.ts';
import { textRuns } from './text-runs.ts';

export interface Salvaged {
  /** Where in the region the bytes were found. */
  readonly offset: number;
  readonly kind: 'record' | 'function-trace' | 'text';
  /** One sentence: what it is and how it was had. */
  readonly what: string;
  readonly bytes: Uint8Array;
}

const FINDINGS_MAX = 100;
const TEXT_BYTES_MIN = 32;
const TEXT_BYTES_MAX = 2 ** 20;
/** Zones above this are taken as they are: repairing noise costs microseconds a block. */
const REPAIR_BYTES_MAX = 16 * 2 ** 20;

/** A stretch of the region to look through. */
interface Segment {
  readonly zone: PersistentRamZone | null;
  /** The zone's header in the image, before the kernel repaired it. */
  readonly header: { readonly sig: number; readonly size: number } | null;
  /** Offset in the region of the first of `bytes`. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Bytes before this one are shown by the kernel. */
  readonly shown: number;
}

export function salvage(
  image: Uint8Array,
  zones: readonly PersistentRamZone[],
  files: readonly PstoreFile[],
  options: AutopsyOptions,
): Salvaged[] {
  const found: Salvaged[] = [...misreadTraces(files, options)];
  const budget = searchBudget();
  for (const segment of segments(image, zones, files, options)) {
    if (found.length >= FINDINGS_MAX) break;
    const trace = foreignTrace(segment, options);
    if (trace !== null) found.push(trace);
    if (trace !== null || segment.zone?.kind === 'ftrace') continue;
    let from = segment.shown;
    for (const record of dumpRecords(segment.bytes, from, segment.zone?.finding ?? null, budget)) {
      found.push(...textFindings(segment, from, record.start));
      found.push({ offset: segment.offset + record.start, kind: 'record', what: record.what, bytes: record.bytes });
      from = record.end;
    }
    found.push(...textFindings(segment, from, segment.bytes.length));
  }
  return found.slice(0, FINDINGS_MAX);
}

/** Zones, repaired, and what lies between them, in the order of the region. */
function* segments(
  image: Uint8Array,
  zones: readonly PersistentRamZone[],
  files: readonly PstoreFile[],
  options: AutopsyOptions,
): Iterable<Segment> {
  const names = new Set(files.filter((file) => !file.compressed).map((file) => file.name));
  let end = 0;
  let dumpIndex = 0;
  for (const zone of zones) {
    const offset = zone.paddr - Number(options.address);
    const id = zone.kind === 'dmesg' ? dumpIndex++ : 0;
    const isOdd = zone.size < PERSISTENT_RAM_HEADER_BYTES || zone.bufferSize > zone.size;
    if (isOdd || offset < end || offset + zone.size > image.length) continue;
    yield gap(image, end, offset);
    const bytes = image.subarray(offset, offset + zone.size);
    const data =
      zone.size <= REPAIR_BYTES_MAX
        ? repairedZoneData(bytes, zone.bufferSize, zone.eccSize)
        : bytes.subarray(PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_HEADER_BYTES + zone.bufferSize);
    const isShown = zone.finding.state === 'valid' && names.has(`${zone.kind}-ramoops-${id}`);
    const shown = isShown ? zone.finding.size : 0;
    const header = persistentRamBuffer.read(bytes, 'little');
    yield { zone, header, offset: offset + PERSISTENT_RAM_HEADER_BYTES, bytes: data, shown };
    end = offset + zone.size;
  }
  yield gap(image, end, image.length);
}

function gap(image: Uint8Array, from: number, to: number): Segment {
  return { zone: null, header: null, offset: from, bytes: image.subarray(from, to), shown: 0 };
}

function textFindings(segment: Segment, from: number, to: number): Salvaged[] {
  return textRuns(segment.bytes, from, to, TEXT_BYTES_MIN, FINDINGS_MAX).map(({ start, end }) => ({
    offset: segment.offset + start,
    kind: 'text',
    what: whereText(segment),
    bytes: segment.bytes.slice(start, Math.min(end, start + TEXT_BYTES_MAX)),
  }));
}

function whereText({ zone, shown }: Segment): string {
  if (zone === null) return 'text outside every zone';
  if (shown > 0) return `older text behind the end of the ${zone.kind} log`;
  switch (zone.finding.state) {
    case 'empty':
      return `text left in the data of an emptied ${zone.kind} zone`;
    case 'valid':
      return `text of a ${zone.kind} zone that the kernel does not show`;
    default:
      return `text of a ${zone.kind} zone whose header the kernel does not believe`;
  }
}

/** A zone signed as the function trace of some kernel version; where its kind or version is another, the records are not shown. */
function foreignTrace(segment: Segment, options: AutopsyOptions): Salvaged | null {
  const { zone, header, bytes } = segment;
  if (zone === null || header === null || zone.finding.state !== 'no-signature') return null;
  const code = (header.sig ^ PERSISTENT_RAM_SIG) >>> 0;
  const length = Math.min(header.size, bytes.length);
  if (!isVersionCode(code) || length < ftraceRecordBytes(options.kernel.wordBytes)) return null;
  const text = ftraceText(bytes.subarray(0, length), ftraceFormat(options.kernel, 'little'), () => null);
  const version = `${code >>> 16}.${(code >>> 8) & 0xff}.${code & 0xff}`;
  const place = zone.kind === 'ftrace' ? '' : `, in the place of the ${zone.kind} zone`;
  const what = `function trace written by Linux ${version}${place}`;
  return { offset: segment.offset, kind: 'function-trace', what, bytes: text };
}

/** Linux 3.0 to 9.255.255. */
function isVersionCode(code: number): boolean {
  return code >>> 16 >= 3 && code >>> 16 <= 9;
}

/** The kernel takes the ECC notice for part of a trace and cuts every record at the wrong byte; here they are cut rightly. */
function misreadTraces(files: readonly PstoreFile[], options: AutopsyOptions): Salvaged[] {
  const size = ftraceRecordBytes(options.kernel.wordBytes);
  return files
    .filter((file) => isFunctionTrace(file) && file.eccNoticeLength > 0)
    .map((file) => {
      const records = file.content.subarray(0, file.content.length - file.eccNoticeLength);
      return {
        offset: 0,
        kind: 'function-trace' as const,
        what: `${file.name} without the kernel's mistake: ${Math.floor(records.length / size)} records, the ECC notice left out`,
        bytes: ftraceText(records, ftraceFormat(options.kernel, 'little'), () => null),
      };
    });
}
