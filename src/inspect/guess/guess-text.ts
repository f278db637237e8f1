/**
 * A guess for people: each region with how sure each part of it is and why, its zones, its dumps, and the words that `autopsy`
 * wants to look at it as a kernel does.
 */
import { hex } from '../../sim/bytes.ts';
import { printableText } from '../printable.ts';
import type { Judgement } from './confidence.ts';
import type { GuessedRecord, GuessedZone, ImageGuess, OtherLayout, RegionGuess, RegionParameters } from './guess.ts';

const ZONES_SHOWN = 32;
const RECORDS_SHOWN = 16;
const LINES_SHOWN = 6;
const LINE_SHOWN = 160;

/** `address` of the image's first byte; `image` as the user names it. */
export function guessText(guess: ImageGuess, address: number, image: string): string {
  const { regions, strays, isCut } = guess;
  const parts = regions.map((region) => regionText(region, address, image));
  if (regions.length === 0) parts.push('No ramoops region was found.\n');
  if (strays.length > 0) parts.push(`Dumps outside every region\n${recordLines(strays, address)}`);
  if (isCut) parts.push('There are more signatures than can be weighed: the rest of the image was not looked at.\n');
  return parts.join('\n');
}

function regionText(region: RegionGuess, address: number, image: string): string {
  const { judgements, kernel, parameters, byteOrder, zones, records } = region;
  const start = address + region.offset;
  const what = [
    judgementLines(`begins at 0x${hex(start)}`, judgements.offset),
    judgementLines(`zones: ${layoutText(parameters)}`, judgements.zones),
    judgementLines(parameters.ecc === 0 ? 'no ECC' : `ECC: ${parameters.ecc} parity bytes a block`, judgements.ecc),
    judgementLines(`${byteOrder}-endian`, judgements.byteOrder),
    judgementLines(`written by ${kernelText(region)}`, kernel),
  ];
  const dumps = records.length === 0 ? '' : `Dumps\n${recordLines(records, address)}`;
  const sections = [
    `Region of ${parameters.size} bytes at 0x${hex(start)}: ${region.confidence}\n${what.join('')}`,
    `Zones\n${zoneLines(zones, address)}`,
    dumps,
    othersText(region.others, address),
    commandText(region, address, image),
  ];
  return sections.filter((part) => part !== '').join('\n');
}

function judgementLines(what: string, { confidence, why }: Judgement): string {
  const reasons = why.map((reason) => `              ${reason}\n`).join('');
  return `  ${confidence.padEnd(10)}${what}\n${reasons}`;
}

function layoutText({ recordSize, consoleSize, ftraceSize, ftraceZones, pmsgSize }: RegionParameters): string {
  const traces = ftraceZones > 1 ? ` in ${ftraceZones} zones` : '';
  return `record 0x${hex(recordSize)}, console 0x${hex(consoleSize)}, ftrace 0x${hex(ftraceSize)}${traces}, pmsg 0x${hex(pmsgSize)}`;
}

function kernelText({ kernel }: RegionGuess): string {
  const { release, version, zoneOrder, compression } = kernel;
  const generation = zoneOrder === 'pmsg-ftrace' ? 'Linux 6.2 or later' : 'Linux before 6.2';
  const name = release ?? version;
  const who =
    name === null ? (zoneOrder === null ? 'an unknown kernel' : generation) : `Linux ${printableText(latin1(name))}`;
  return compression === null
    ? who
    : `${who}, dumps ${compression === 'none' ? 'not compressed' : `by ${compression}`}`;
}

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function zoneLines(zones: readonly GuessedZone[], address: number): string {
  const lines = zones.slice(0, ZONES_SHOWN).map((zone) => {
    const name = `${zone.kind}[${zone.index}]`.padEnd(11);
    const size = `${zone.size} bytes, ${zone.dataBytes} of data`;
    return `  0x${hex(address + zone.offset, 8)}  ${name} ${size}  ${headerText(zone)}${blocksText(zone)}\n`;
  });
  if (zones.length > ZONES_SHOWN) lines.push(`  … ${zones.length - ZONES_SHOWN} more zones\n`);
  return lines.join('');
}

function headerText({ header, flippedBits, start, used }: GuessedZone): string {
  if (start === null || used === null) return 'header lost';
  const counters = used === 0 && start === 0 ? 'empty' : `${used} bytes, next at ${start}`;
  const flips = flippedBits === null || flippedBits === 0 ? '' : `, ${flippedBits} flipped bits in its signature`;
  return header === 'found' ? counters : `${counters}; header ${header}${flips}`;
}

function blocksText({ blocks: { clean, repaired, bad } }: GuessedZone): string {
  return clean + repaired + bad === 0 ? '' : `; blocks: ${clean} clean, ${repaired} repaired, ${bad} bad`;
}

function recordLines(records: readonly GuessedRecord[], address: number): string {
  const lines = records.slice(0, RECORDS_SHOWN).map(({ zone, offset, what, isUndeleted, bytes }) => {
    const name = zone === null ? '' : `${zone} `;
    const deleted = isUndeleted && zone !== null ? 'undeleted: ' : '';
    return `  ${name}at 0x${hex(address + offset)}: ${deleted}${what} (${bytes.length} bytes)\n${beginning(bytes)}`;
  });
  if (records.length > RECORDS_SHOWN) lines.push(`  … ${records.length - RECORDS_SHOWN} more: --json has them\n`);
  return lines.join('');
}

function beginning(bytes: Uint8Array): string {
  const text = printableText(bytes.subarray(0, LINES_SHOWN * LINE_SHOWN));
  const lines = text.split('\n').slice(0, LINES_SHOWN);
  return lines.map((line) => `  | ${line.slice(0, LINE_SHOWN)}\n`).join('');
}

function othersText(others: readonly OtherLayout[], address: number): string {
  if (others.length === 0) return '';
  const lines = others.map(
    ({ offset, parameters, bits }) =>
      `  2^${bits.toFixed(0)} times less likely: ${parameters.size} bytes at 0x${hex(address + offset)}, ${layoutText(parameters)}, ecc ${parameters.ecc}\n`,
  );
  return `What else would explain it\n${lines.join('')}`;
}

function commandText({ offset, byteOrder, parameters, kernel }: RegionGuess, address: number, image: string): string {
  if (byteOrder === 'big') return 'What a kernel would make of it: no big-endian kernel is simulated.\n';
  if (kernel.profile === null) return '';
  const { size, recordSize, consoleSize, ftraceSize, ftraceZones, pmsgSize, ecc } = parameters;
  const numbers = [
    ['--at', address],
    ['--address', address + offset],
    ['--size', size],
    ['--record-size', recordSize],
    ['--console-size', consoleSize],
    ['--ftrace-size', ftraceSize],
    ['--pmsg-size', pmsgSize],
  ] as const;
  const words = numbers.map(([name, value]) => `${name} 0x${hex(value)}`);
  const cpus = ftraceZones > 0 ? ` --cpus ${ftraceZones}` : '';
  const ecc1 = ecc === 1 ? '1 --device-tree' : String(ecc);
  return `What a kernel would make of it\n  lastwords autopsy ${image} --kernel ${kernel.profile} ${words.join(' ')}${cpus} --ecc ${ecc1}\n`;
}
