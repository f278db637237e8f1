/**
 * An autopsy for people: what the kernel said, the zones with their header bytes explained, the files, and what else can be saved.
 */
import { persistentRamBuffer } from '../formats/persistent-ram.ts';
import { hex } from '../sim/bytes.ts';
import type { AutopsyFile, AutopsyReport, AutopsyZone } from './autopsy.ts';
import { printableText } from './printable.ts';

/** More zones than this are counted, not listed. */
const ZONES_SHOWN = 64;
/** More messages than this are cut in the middle. */
const MESSAGES_SHOWN = 200;
/** A text longer than this is shown by its beginning and end. */
const TEXT_SHOWN = 256 * 1024;

export function autopsyText(report: AutopsyReport): string {
  const sections = [
    heading(report),
    messageSection(report),
    zoneSection(report.zones),
    fileSection(report),
    salvageSection(report),
    changeSection(report),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function heading({ options, regionSize, assumedMemType }: AutopsyReport): string {
  const source = options.deviceTree ? 'a device tree node' : 'module parameters';
  const given = Array.from(options.values, ([name, value]) => `${name}=${value}`).join(' ');
  const lines = [
    `Autopsy of ${regionSize} bytes at 0x${options.address.toString(16)}`,
    `as Linux ${options.kernel.release} (${options.kernel.architecture}) would find them, with ${source}: ${given || 'defaults'}`,
  ];
  if (assumedMemType !== null) {
    lines.push(
      `mem_type=${assumedMemType} is assumed: with disable_radix no other type could have written this region`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function messageSection({ messages, stop }: AutopsyReport): string {
  const lines = messages.map(({ level, text }) => `  <${level}> ${text}`);
  const shown =
    lines.length <= MESSAGES_SHOWN
      ? lines
      : [
          ...lines.slice(0, MESSAGES_SHOWN / 2),
          `      … ${lines.length - MESSAGES_SHOWN} more …`,
          ...lines.slice(-MESSAGES_SHOWN / 2),
        ];
  if (lines.length === 0) shown.push('  (nothing)');
  if (stop !== null) shown.push('', `  and then it dies: ${stop.text} in ${stop.where}`);
  return section('What the kernel says', shown);
}

function zoneSection(zones: readonly AutopsyZone[]): string {
  if (zones.length === 0) return '';
  const rows = zones.slice(0, ZONES_SHOWN).flatMap(zoneLines);
  if (zones.length > ZONES_SHOWN) rows.push(`  … ${zones.length - ZONES_SHOWN} more zones`);
  return section('Zones', rows);
}

const STATES: Readonly<Record<AutopsyZone['state'], string>> = {
  valid: 'holds a log',
  empty: 'empty',
  invalid: 'signature right, counters impossible: emptied',
  'no-signature': 'no valid signature: emptied',
  'no-record': 'held a log without a ==== header: emptied',
};

function zoneLines(zone: AutopsyZone): string[] {
  const ecc =
    zone.eccSize === 0 ? 'no ECC' : `ECC ${zone.eccSize}: ${zone.correctedBytes} corrected, ${zone.badBlocks} bad`;
  const counters = zone.state === 'valid' ? `, ${zone.size} bytes, next at ${zone.start}` : '';
  const lines = [
    `  ${zone.kind}(${zone.index})  0x${hex(zone.address)}  ${zone.zoneSize} bytes, ${zone.dataSize} of data  ${STATES[zone.state]}${counters}  ${ecc}`,
  ];
  for (const line of persistentRamBuffer.annotate(zone.header, 'little', zone.address)) {
    const bytes = Array.from(line.bytes, (byte) => hex(byte, 2)).join(' ');
    lines.push(
      `      ${hex(line.address, 8)}  ${bytes}  ${line.field.padEnd(5)} ${line.value.padEnd(28)} ${line.meaning}`,
    );
  }
  return lines;
}

function fileSection({ files, stop }: AutopsyReport): string {
  if (files.length === 0)
    return section('Files in /sys/fs/pstore', [stop === null ? '  (none)' : '  (none: it died first)']);
  return files
    .map((file) => `${section(`/sys/fs/pstore/${file.name}`, [`  ${fileFacts(file)}`])}${framed(file.bytes)}`)
    .join('\n');
}

function fileFacts(file: AutopsyFile): string {
  const time = file.mtimeSec === null ? 'time of mounting' : isoTime(file.mtimeSec);
  return `${file.size} bytes, mode ${file.mode}, ${time}`;
}

/** UTC; a damaged header can hold seconds that no calendar reaches. */
function isoTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `second ${seconds}` : date.toISOString().replace('.000Z', 'Z');
}

function salvageSection({ salvaged }: AutopsyReport): string {
  if (salvaged.length === 0) return '';
  const intro = section('Beyond what the kernel shows', [
    `  ${salvaged.length} finding${salvaged.length === 1 ? '' : 's'}`,
  ]);
  const findings = salvaged.map(
    ({ offset, what, bytes }) => `  at 0x${hex(offset)}: ${what} (${bytes.length} bytes)\n${framed(bytes)}`,
  );
  return `${intro}${findings.join('\n')}`;
}

function changeSection({ afterErase, options }: AutopsyReport): string {
  if (afterErase === null) return '';
  const left = afterErase.length === 0 ? 'none is left' : `${afterErase.join(', ')} left`;
  return section('After unlinking every file', [
    `  ${left}; only counters and their parity changed, the text stays in RAM`,
    `  (Linux ${options.kernel.release})`,
  ]);
}

function section(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** Text behind a bar, so that it cannot be taken for ours. */
function framed(bytes: Uint8Array): string {
  const half = TEXT_SHOWN / 2;
  const text =
    bytes.length <= TEXT_SHOWN
      ? printableText(bytes)
      : `${printableText(bytes.subarray(0, half))}\n… ${bytes.length - TEXT_SHOWN} bytes …\n${printableText(bytes.subarray(bytes.length - half))}`;
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return lines.map((line) => `  | ${line}\n`).join('');
}
