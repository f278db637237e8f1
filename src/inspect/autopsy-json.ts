/** An autopsy for machines. */

import { latin1Text } from '../sim/bytes.ts';
import type { AutopsyReport } from './autopsy.ts';
import { utf8Text } from './printable.ts';

/** Lower-case hex SHA-256; the host lends it. */
export type Sha256 = (bytes: Uint8Array) => string;

export interface AutopsyJson {
  readonly kernel: string;
  readonly address: string;
  readonly regionSize: number;
  /** Lines of ramoops and pstore, without level and time. */
  readonly messages: readonly string[];
  /** What the kernel dies of, or null. */
  readonly stop: { readonly kind: string; readonly text: string; readonly where: string } | null;
  readonly files: readonly JsonFile[];
  readonly afterErase: readonly string[] | null;
  /** `mem_type` where the tool assumed it, else null. */
  readonly assumedMemType: number | null;
  readonly regionAfterSha256: string;
  readonly zones: readonly JsonZone[];
  readonly salvaged: readonly JsonFinding[];
}

interface JsonFile extends JsonContent {
  readonly name: string;
  readonly size: number;
  readonly mode: string;
  readonly mtimeSec: number | null;
  readonly sha256: string;
}

/** `text` where the bytes are clean UTF-8, else `base64`. */
export interface JsonContent {
  readonly text?: string;
  readonly base64?: string;
}

interface JsonZone {
  readonly address: number;
  readonly kind: string;
  readonly index: number;
  readonly state: string;
  readonly start: number;
  readonly size: number;
  readonly zoneSize: number;
  readonly dataSize: number;
  readonly eccSize: number;
  readonly correctedBytes: number;
  readonly badBlocks: number;
}

interface JsonFinding extends JsonContent {
  readonly offset: number;
  readonly kind: string;
  readonly what: string;
}

export function autopsyJson(report: AutopsyReport, sha256: Sha256): AutopsyJson {
  const { options, stop } = report;
  return {
    kernel: options.kernel.release,
    address: `0x${options.address.toString(16)}`,
    regionSize: report.regionSize,
    messages: report.messages.map(({ text }) => text),
    stop: stop === null ? null : { kind: stop.kind, text: stop.text, where: stop.where },
    files: report.files.map(({ bytes, ...file }) => ({ ...file, sha256: sha256(bytes), ...content(bytes) })),
    afterErase: report.afterErase,
    assumedMemType: report.assumedMemType,
    regionAfterSha256: sha256(report.regionAfter),
    zones: report.zones.map(({ header: _header, offset: _offset, ...zone }) => zone),
    salvaged: report.salvaged.map(({ bytes, ...finding }) => ({ ...finding, ...content(bytes) })),
  };
}

export function content(bytes: Uint8Array): JsonContent {
  const text = utf8Text(bytes);
  return text === null ? { base64: base64(bytes) } : { text };
}

function base64(bytes: Uint8Array): string {
  const step = 3 * 8192;
  let encoded = '';
  for (let at = 0; at < bytes.length; at += step) {
    encoded += btoa(latin1Text(bytes.subarray(at, at + step)));
  }
  return encoded;
}
