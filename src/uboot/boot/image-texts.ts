/** Texts about images that several commands print. Mirrors `image_print_contents` of U-Boot `boot/image.c` and its kin. */
import { hasParts, type LegacyHeader, legacyDescription, legacyParts } from '../../formats/legacy-image.ts';
import type { CommandContext } from '../command.ts';
import { printSize } from '../print-size.ts';

/** `genimg_print_size`: `4096 Bytes = 4 KiB` */
export function sizeText({ profile }: CommandContext, bytes: number): string {
  return `${bytes} Bytes = ${printSize(bytes, profile.sizeRollsOver)}\n`;
}

/** `genimg_print_time`: `2024-03-01  12:00:00 UTC` */
export function timeText(seconds: number): string {
  const [, date, hour, rest] = /^(\S+)T(..)(:..:..)/.exec(new Date(seconds * 1000).toISOString())!;
  return `${date}  ${hour!.replace(/^0/, ' ')}${rest} UTC\n`;
}

/** The header of a legacy image, and the parts of one that has several. */
export function legacyText(context: CommandContext, header: LegacyHeader, data: Uint8Array): string {
  const hex = (value: number) => value.toString(16).padStart(8, '0');
  const parts = hasParts(header) ? legacyParts(data) : [];
  return [
    `   Image Name:   ${header.name}\n`,
    context.config.boot.showsTime ? `   Created:      ${timeText(header.time)}` : '',
    `   Image Type:   ${legacyDescription(header)}\n`,
    `   Data Size:    ${sizeText(context, header.sizeBytes)}`,
    `   Load Address: ${hex(header.load)}\n`,
    `   Entry Point:  ${hex(header.entry)}\n`,
    hasParts(header) ? '   Contents:\n' : '',
    ...parts.map(({ sizeBytes }, index) => `      Image ${index}: ${sizeText(context, sizeBytes)}`),
  ].join('');
}
