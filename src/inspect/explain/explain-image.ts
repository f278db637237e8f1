/**
 * `explain` for an image: what the bytes of a region allow to say of the chain.
 *
 * An autopsy says what the named kernel makes of it; signatures near the true one, signatures at other places than the layout's, records
 * behind emptied headers say why that is not more. Whose the memory was, and who bound it, bytes do not tell. A heuristic where it
 * says "looks like": noise has no structure, and RAM that was cleared is of one byte.
 */
import { PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_SIG, persistentRamBuffer } from '../../formats/persistent-ram.ts';
import { hex, latin1Text } from '../../sim/bytes.ts';
import { type AutopsyReport, type AutopsyZone, autopsy } from '../autopsy.ts';
import type { AutopsyOptions } from '../autopsy-options.ts';
import { bitCount, bytesEvidence, countText, fieldEvidence } from './evidence.ts';
import { type Evidence, type Explanation, explanation, type Link, link } from './explanation.ts';
import type { RecordKind } from './run-case.ts';

/** Bits that a damaged signature may differ in; of random words one in 3,700 comes so near. */
const NEAR_BITS = 6;
const SHOWN_MAX = 6;
/** Bytes of a region that are counted to tell noise from structure. */
const SAMPLE_BYTES = 65_536;
/** Bits a byte; compressed records come near to it, so that this is asked only where no signature is left. */
const NOISE_BITS = 7.5;
const SAMPLE_MIN = 1_024;

type ZoneFate = 'holds' | 'near' | 'headless' | 'impossible' | 'corrupt' | 'erased' | 'empty' | 'other';

interface SeenZone {
  readonly zone: AutopsyZone;
  readonly name: string;
  readonly fate: ZoneFate;
}

/** `record`: zones of this kind alone; default: all. */
export function explainImage(image: Uint8Array, options: AutopsyOptions, record?: RecordKind): Explanation {
  const report = autopsy(image, options);
  const zones = report.zones
    .filter(({ kind }) => record === undefined || kind === record)
    .map((zone) => ({ zone, name: `${zone.kind}(${zone.index})`, fate: fateOf(zone, image, report) }));
  const astray = zones.every(({ fate }) => fate === 'holds') ? [] : signaturesAstray(image, report.zones);
  const subject = `${image.length} bytes at 0x${options.address.toString(16)}, as Linux ${options.kernel.release} would look at them`;
  return explanation(subject, [
    link('reserved', 'bytes do not tell whose the memory was', { state: 'unknown' }),
    boundLink(report),
    writtenLink(image, zones, astray),
    survivedLink(image, zones, astray),
    untouchedLink(zones, astray, image),
    recognisedLink(zones, astray, report),
    uncollectedLink(zones, image),
  ]);
}

function fateOf(zone: AutopsyZone, image: Uint8Array, report: AutopsyReport): ZoneFate {
  const data = zone.offset + PERSISTENT_RAM_HEADER_BYTES;
  switch (zone.state) {
    case 'valid': {
      const name = `${zone.kind}-ramoops-${zone.kind === 'dmesg' ? zone.index : 0}`;
      const isPacked = report.files.some((file) => file.name === `${name}.enc.z`);
      return isPacked || zone.badBlocks > 0 ? 'corrupt' : 'holds';
    }
    case 'invalid':
      return 'impossible';
    case 'no-record':
      return 'corrupt';
    case 'empty':
      return hasRecord(image, data) ? 'erased' : 'empty';
    default: {
      if (zone.header.length < PERSISTENT_RAM_HEADER_BYTES) return 'other';
      const { sig } = persistentRamBuffer.read(zone.header, 'little');
      if (bitCount(sig ^ PERSISTENT_RAM_SIG) <= NEAR_BITS) return 'near';
      return hasRecord(image, data) ? 'headless' : 'other';
    }
  }
}

/** A dump begins `====SECONDS.MICROSECONDS`. */
function hasRecord(image: Uint8Array, data: number): boolean {
  return /^====\d/.test(latin1Text(image.subarray(data, data + 5)));
}

/** Offsets of exact signatures with possible counters where no zone begins and none holds data. */
function signaturesAstray(image: Uint8Array, zones: readonly AutopsyZone[]): number[] {
  const heads = new Set(zones.map(({ offset }) => offset));
  const held = zones.filter(({ state }) => state === 'valid');
  const found: number[] = [];
  for (let at = 0; at + PERSISTENT_RAM_HEADER_BYTES <= image.length && found.length < 1_000; at += 4) {
    if (image[at] !== 0x44 || image[at + 1] !== 0x42 || image[at + 2] !== 0x47 || image[at + 3] !== 0x43) continue;
    const { start, size } = persistentRamBuffer.read(image, 'little', at);
    const isInside = held.some(({ offset, zoneSize }) => at > offset && at < offset + zoneSize);
    if (!heads.has(at) && !isInside && start <= size && size <= image.length - at) found.push(at);
  }
  return found;
}

function boundLink({ zones, messages, stop, options }: AutopsyReport): Link {
  if (zones.length > 0)
    return link('bound', `with these parameters ${options.kernel.release} lays out ${countText(zones.length, 'zone')}`);
  const evidence = messages.slice(-SHOWN_MAX).map(({ text }): Evidence => ({ kind: 'message', timeNs: null, text }));
  const finding =
    stop === null ? 'this kernel refuses the region with these parameters' : `this kernel dies of it: ${stop.text}`;
  return link('bound', finding, { state: 'broken', evidence, hint: 'mend what the message names' });
}

function writtenLink(image: Uint8Array, zones: readonly SeenZone[], astray: readonly number[]): Link {
  const traces = zones.filter(({ fate }) => fate !== 'other' && fate !== 'empty').length + astray.length;
  if (traces > 0) return link('written', `${countText(traces, 'trace')} of records`);
  const [first = 0] = image;
  if (image.every((byte) => byte === first)) {
    return link('written', `every byte is 0x${hex(first, 2)}: nothing was ever written, or the memory was cleared`, {
      state: 'broken',
      hint: 'is the address right? else look at the run: lastwords explain SCENARIO',
    });
  }
  if (zones.length === 0) return link('written', 'these parameters give no such zone', { state: 'broken' });
  if (zones.every(({ fate }) => fate === 'empty')) {
    return link(
      'written',
      'ramoops was here and no record came: its zones are empty, and nothing is behind their headers',
      {
        state: 'broken',
        evidence: headers(zones.filter(({ fate }) => fate === 'empty')),
        hint: 'did the kernel panic? did its dump reach the backend (max_reason)?',
      },
    );
  }
  return link('written', 'no zone has a signature', { state: 'unknown' });
}

function survivedLink(image: Uint8Array, zones: readonly SeenZone[], astray: readonly number[]): Link {
  const damaged = zones.filter(
    ({ fate }) => fate === 'near' || fate === 'headless' || fate === 'impossible' || fate === 'corrupt',
  );
  const near = damaged.filter(({ fate }) => fate === 'near');
  if (near.length > 0) {
    const bits = near.reduce((sum, { zone }) => sum + bitCount(sigOf(zone) ^ PERSISTENT_RAM_SIG), 0);
    const names = near.map(({ name }) => name).join(', ');
    return link('survived', `${countText(bits, 'bit')} flipped in the signature of ${names}`, {
      state: 'broken',
      evidence: headers(near),
      hint: 'the data may be readable all the same: lastwords autopsy shows what can be saved; ramoops.ecc=1 mends headers too',
    });
  }
  if (damaged.length > 0) {
    const words: Record<string, string> = {
      headless: 'no header, but a record behind it',
      impossible: 'counters that cannot be',
      corrupt: 'a record that does not read',
    };
    const what = damaged.map(({ name, fate }) => `${name}: ${words[fate]}`).join('; ');
    return link('survived', what, {
      state: 'broken',
      evidence: headers(damaged),
      hint: 'with ECC: are ecc and the sizes those of the writer? without: flipped bits cannot be told from true ones',
    });
  }
  const isBare = astray.length === 0 && zones.every(({ fate }) => fate === 'other');
  if (isBare && zones.length > 0 && bitsPerByte(image) >= NOISE_BITS) {
    return link(
      'survived',
      `no signature anywhere, and the bytes look like noise (${bitsPerByte(image).toFixed(2)} bits a byte): RAM that lost its contents`,
      {
        state: 'broken',
        evidence: headers(zones),
        hint: 'or the address is wrong: lastwords autopsy --guess',
      },
    );
  }
  return link('survived', 'no damage can be seen', isBare ? { state: 'unknown' } : {});
}

function untouchedLink(zones: readonly SeenZone[], astray: readonly number[], image: Uint8Array): Link {
  const other = zones.filter(({ fate }) => fate === 'other');
  if (other.length === 0) return link('untouched', 'every zone begins with a header');
  if (astray.length > 0 || bitsPerByte(image) >= NOISE_BITS)
    return link('untouched', 'not to be told', { state: 'unknown' });
  const evidence = other.slice(0, SHOWN_MAX).map(({ zone, name }) => {
    const bytes = Array.from(zone.header, (byte) => hex(byte, 2)).join(' ');
    return bytesEvidence(null, `${name}  ${hex(zone.address, 8)}  ${bytes}`);
  });
  return link(
    'untouched',
    `${other
      .map(({ name }) => name)
      .slice(0, SHOWN_MAX)
      .join(', ')}: something else lies where the header should`,
    {
      state: 'broken',
      evidence,
      hint: 'firmware, a loader or another kernel stored there, or the parameters are not those of the writer: lastwords autopsy --guess',
    },
  );
}

function recognisedLink(
  zones: readonly SeenZone[],
  astray: readonly number[],
  { files, options }: AutopsyReport,
): Link {
  if (astray.length > 0) {
    const at = astray.slice(0, SHOWN_MAX).map((offset) => `+0x${hex(offset)}`);
    const expected = zones.slice(0, SHOWN_MAX).map(({ zone, name }) => `${name} +0x${hex(zone.offset)}`);
    return link(
      'recognised',
      `${countText(astray.length, 'signature')} where no zone begins: the writer had other sizes`,
      {
        state: 'broken',
        evidence: [
          bytesEvidence(null, `signatures at ${at.join(', ')}`),
          bytesEvidence(null, `zones of these parameters at ${expected.join(', ')}`),
        ],
        hint: 'give the sizes of the kernel that wrote: lastwords autopsy --guess finds them',
      },
    );
  }
  const names = files.map(({ name }) => name);
  if (names.length === 0) return link('recognised', `${options.kernel.release} shows no file`, { state: 'unknown' });
  return link('recognised', `${options.kernel.release} shows ${names.join(', ')}`);
}

function uncollectedLink(zones: readonly SeenZone[], image: Uint8Array): Link {
  const erased = zones.filter(({ fate }) => fate === 'erased');
  if (erased.length === 0) return link('uncollected', 'no emptied header has a record behind it');
  const evidence = erased.slice(0, SHOWN_MAX).flatMap(({ zone, name }) => {
    const data = zone.offset + PERSISTENT_RAM_HEADER_BYTES;
    const [head = ''] = latin1Text(image.subarray(data, data + 32)).split('\n');
    return [
      ...headers([{ zone, name, fate: 'erased' }]),
      bytesEvidence(null, `${name}  ${hex(zone.address + PERSISTENT_RAM_HEADER_BYTES, 8)}  ${head}`),
    ];
  });
  const isAlone = !zones.some(({ fate, zone }) => fate === 'holds' && zone.kind === 'dmesg');
  return link(
    'uncollected',
    `${erased.map(({ name }) => name).join(', ')}: the record was erased (its file unlinked), the text is still there`,
    {
      state: isAlone ? 'broken' : 'risky',
      evidence,
      hint: 'lastwords autopsy shows what can be undeleted; look where the collector puts its copies (/var/lib/systemd/pstore)',
    },
  );
}

function headers(zones: readonly SeenZone[]): Evidence[] {
  return zones
    .slice(0, SHOWN_MAX)
    .flatMap(({ zone, name }) => fieldEvidence(name, zone.address, zone.header, 'little'));
}

function sigOf({ header }: AutopsyZone): number {
  return persistentRamBuffer.read(header, 'little').sig;
}

/** Shannon's entropy of the first bytes; 0 for fewer than would tell. */
function bitsPerByte(image: Uint8Array): number {
  const sample = image.subarray(0, SAMPLE_BYTES);
  if (sample.length < SAMPLE_MIN) return 0;
  const counts = new Uint32Array(256);
  for (const byte of sample) counts[byte]!++;
  return counts.reduce(
    (sum, count) => (count === 0 ? sum : sum - (count / sample.length) * Math.log2(count / sample.length)),
    0,
  );
}
