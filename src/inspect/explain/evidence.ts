/** Evidence in words: bytes with the names of their fields, messages with their times. */
import { PERSISTENT_RAM_HEADER_BYTES, persistentRamBuffer } from '../../formats/persistent-ram.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { annotatedText, hexdump } from '../../memory/hexdump.ts';
import { hex } from '../../sim/bytes.ts';
import type { ReadZone } from '../region-reading.ts';
import type { Evidence } from './explanation.ts';
import type { ConsoleNote, Said, Trespass, ZoneDamage } from './facts.ts';

/** Lines of one kind that are shown. */
const SHOWN_MAX = 6;
/** Bytes of data that are shown before and after. */
const CHANGED_BYTES = 8;

export function rangeText({ start, end }: { readonly start: number; readonly end: number }): string {
  return `0x${hex(start)}-0x${hex(end - 1)}`;
}

/** The last messages. */
export function saidEvidence(said: readonly Said[]): Evidence[] {
  return said.slice(-SHOWN_MAX).map(({ timeNs, text, isLogged }) => {
    return { kind: 'message', timeNs, text: isLogged ? text : `${text} (debug: not logged)` };
  });
}

export function noteEvidence(notes: readonly ConsoleNote[]): Evidence[] {
  return notes.slice(-SHOWN_MAX).map(({ timeNs, text }) => ({ kind: 'console', timeNs, text }));
}

export function eventEvidence(timeNs: number, text: string): Evidence {
  return { kind: 'event', timeNs, text };
}

export function bytesEvidence(timeNs: number | null, text: string): Evidence {
  return { kind: 'bytes', timeNs, text };
}

/** A header as it was found, a line a field. */
export function headerEvidence({ name, address }: ReadZone, bytes: Uint8Array, byteOrder: ByteOrder): Evidence[] {
  return fieldEvidence(name, address, bytes, byteOrder);
}

/** The same of a zone that goes by `name`. */
export function fieldEvidence(name: string, address: number, bytes: Uint8Array, byteOrder: ByteOrder): Evidence[] {
  const fields = persistentRamBuffer.annotate(bytes, byteOrder, address).map((line) => ({ ...line, meaning: '' }));
  return annotatedText(fields).map((line) => bytesEvidence(null, `${name}  ${line.trimEnd()}`));
}

/** Header words that are damaged; else the first damaged byte of the data. */
export function damageEvidence({ zone, header, first, timeNs }: ZoneDamage): Evidence[] {
  if (header.length === 0) {
    const offset = first.address - zone.address - PERSISTENT_RAM_HEADER_BYTES;
    const change = `${hex(first.pristine, 2)} → ${hex(first.actual, 2)}`;
    return [
      bytesEvidence(timeNs, `${zone.name}  ${hex(first.address, 8)}  ${change}  byte ${offset} behind the header`),
    ];
  }
  const wordOf = (address: number) => (address - zone.address) >>> 2;
  return [...new Set(header.map(({ address }) => wordOf(address)))].map((word) => {
    const own = header.filter(({ address }) => wordOf(address) === word);
    const flips = own.reduce((sum, { pristine, actual }) => sum + bitCount(pristine ^ actual), 0);
    const places = own.map(
      ({ address, pristine, actual }) => `${hex(address, 8)} ${hex(pristine, 2)} → ${hex(actual, 2)}`,
    );
    const name = ['sig', 'start', 'size'][word]!;
    return bytesEvidence(timeNs, `${zone.name}.header.${name}  ${places.join(', ')}  (${countText(flips, 'bit')})`);
  });
}

export function trespassEvidence(trespasses: readonly Trespass[]): Evidence[] {
  return trespasses.slice(0, SHOWN_MAX).flatMap((one) => {
    const line = (bytes: Uint8Array) => hexdump(bytes.subarray(0, CHANGED_BYTES), one.at)[0]!.replace(/ {3,}/, '  ');
    return [
      bytesEvidence(
        one.timeNs,
        `${one.writer} stored to ${rangeText(one)}, ${countText(one.changedBytes, 'byte')} changed`,
      ),
      bytesEvidence(null, `was ${line(one.before)}`),
      bytesEvidence(null, `is  ${line(one.after)}`),
    ];
  });
}

export function countText(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

export function bitCount(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}
