/**
 * What goes with a kernel: the initial RAM disk and the device tree. Mirrors `bootm_find_images`, `boot_get_ramdisk` and `select_ramdisk` of
 * U-Boot `boot/bootm.c` and `boot/image-board.c`, `boot_get_fdt` and `select_fdt` of `boot/image-fdt.c`. Left out: a tree in a legacy
 * image, Android images.
 */
import { getProperty } from '../../formats/fdt-tree.ts';
import { architectureName, architectureOf, IMAGE } from '../../formats/image-names.ts';
import { LEGACY_HEADER_BYTES, readLegacyHeader } from '../../formats/legacy-image.ts';
import { hex } from '../../sim/bytes.ts';
import { type CommandContext, type CommandResult, FAILURE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { setWorkingTree, treeAt } from '../device-tree.ts';
import { bytesAt, unmapped } from '../memory-access.ts';
import { hextoul } from '../numbers.ts';
import type { AddressSpan } from './boot-images.ts';
import { checkLegacy, legacyPart } from './find-os.ts';
import { fitAt, fitConfiguration } from './fit-image.ts';
import { type FitName, fitName, loadFitPart } from './fit-load.ts';

/** Fills `context.boot` in; null: all is there, or is not wanted. `os`: where the kernel lies, if that is already known. */
export function findOthers(
  context: CommandContext,
  ramdiskText: string | undefined,
  treeText: string | undefined,
  os: AddressSpan | null,
): CommandResult | null {
  const { boot, puts } = context;
  const ramdisk = findRamdisk(context, ramdiskText);
  if (ramdisk === 'refused') {
    puts('Ramdisk image is corrupt or invalid\n');
    return FAILURE;
  }
  if (ramdisk !== null && 'kind' in ramdisk) return ramdisk;
  boot.ramdisk = ramdisk;
  if (os !== null && ramdisk !== null && ramdisk.start < os.end && ramdisk.end > os.start)
    return overlap(context, 'RD', os);
  const address = findTreeAddress(context, treeText);
  if (address === 'refused') {
    puts('Could not find a valid device tree\n');
    return FAILURE;
  }
  const loaded = address === null ? null : treeAt(context, address);
  boot.tree = loaded === null ? null : { address: loaded.address, sizeBytes: loaded.sizeBytes };
  if (os !== null && loaded !== null && loaded.address < os.end && loaded.address + loaded.sizeBytes > os.start) {
    return overlap(context, 'FDT', os);
  }
  setWorkingTree(context, loaded?.address ?? 0);
  return null;
}

function overlap({ puts, profile }: CommandContext, what: 'RD' | 'FDT', { start, end }: AddressSpan): CommandResult {
  const prefix = profile.bootm.numbersErrors ? '' : '0x';
  puts(`ERROR: ${what} image overlaps OS image (OS=${prefix}${start.toString(16)}..${prefix}${end.toString(16)})\n`);
  return FAILURE;
}

/** The same configuration of the kernel's FIT image, if that names such a part. */
function sameFit({ boot, ...context }: CommandContext, property: 'ramdisk' | 'fdt'): FitName | null {
  if (boot.fit?.configuration === null || boot.fit === null) return null;
  const fit = fitAt({ boot, ...context }, boot.fit.address);
  const node = typeof fit === 'string' ? null : fitConfiguration(fit, boot.fit.configuration);
  if (node === null || getProperty(node, property) === null) return null;
  return { address: boot.fit.address, configuration: boot.fit.configuration, part: null };
}

function findRamdisk(
  context: CommandContext,
  text: string | undefined,
): AddressSpan | CommandResult | 'refused' | null {
  const { boot, config, puts } = context;
  if (text === '-') return null;
  if (text === undefined && boot.legacy?.header.type === IMAGE.typeMulti) {
    const { header, address } = boot.legacy;
    puts(`## Loading init Ramdisk from multi component Legacy Image at ${hex(address, 8)} ...\n`);
    const part = legacyPart(context, address, header, 1);
    return part === null ? null : { start: part.start, end: part.start + part.sizeBytes };
  }
  const fallback = boot.fit?.address ?? config.kernelAddress;
  const name = text === undefined ? sameFit(context, 'ramdisk') : fitName(context, text, fallback);
  if (name === null) return null;
  const { address } = name;
  const fault = unmapped(context, BigInt(address));
  if (fault !== null) return raiseException(context, fault);
  const header = config.boot.legacy ? readLegacyHeader(bytesAt(context, BigInt(address), LEGACY_HEADER_BYTES)) : null;
  if (header !== null) {
    puts(`## Loading init Ramdisk from Legacy Image at ${hex(address, 8)} ...\n`);
    const problem = checkLegacy(context, address, header, boot.verify, 'Bad Header Checksum\n');
    if (problem !== null) return problem;
    const architecture = architectureOf(config.boot.architecture) ?? -1;
    const fits =
      header.os === IMAGE.osLinux && header.architecture === architecture && header.type === IMAGE.typeRamdisk;
    if (!fits) {
      puts(`No Linux ${architectureName(architecture)} Ramdisk Image\n`);
      return 'refused';
    }
    const start = address + LEGACY_HEADER_BYTES;
    return { start, end: start + header.sizeBytes };
  }
  if (config.boot.fit && treeAt(context, address) !== null) {
    const part = loadFitPart(context, 'ramdisk', name, boot.verify);
    return part === null ? 'refused' : { start: part.start, end: part.start + part.bytes.length };
  }
  const [, sizeText] = config.boot.rawRamdisk ? (text ?? '').split(':', 2) : [];
  if (sizeText === undefined) {
    puts('Wrong Ramdisk Image Format\n');
    return 'refused';
  }
  const start = Number(hextoul(text!, context.bits));
  return start === 0 ? null : { start, end: start + Number(hextoul(sizeText, context.bits)) };
}

function findTreeAddress(context: CommandContext, text: string | undefined): number | 'refused' | null {
  const { boot, config, puts, bits } = context;
  if (text === undefined && boot.legacy?.header.type === IMAGE.typeMulti) {
    const { header, address } = boot.legacy;
    puts(`## Flattened Device Tree from multi component Image at ${hex(address, 8).toUpperCase()}\n`);
    const part = legacyPart(context, address, header, 2);
    if (part === null) return null;
    puts(`   Booting using the fdt at 0x${part.start.toString(16).padStart(bits / 4, '0')}\n`);
    const tree = treeAt(context, part.start);
    const problem =
      tree === null ? 'image is not a fdt' : tree.sizeBytes === part.sizeBytes ? null : 'fdt size != image size';
    if (problem === null) return part.start;
    puts(`ERROR: ${problem} - must RESET the board to recover.\n`);
    return 'refused';
  }
  const fallback = boot.fit?.address ?? config.kernelAddress;
  const name = text === undefined ? sameFit(context, 'fdt') : fitName(context, text, fallback);
  if (name === null) return null;
  let { address } = name;
  if (treeAt(context, address) === null) {
    puts('ERROR: Did not find a cmdline Flattened Device Tree\n');
    return 'refused';
  }
  if (config.boot.fit && typeof fitAt(context, address) !== 'string') {
    const part = loadFitPart(context, 'fdt', name, boot.verify);
    if (part === null) return 'refused';
    address = part.start;
  } else puts(`## Flattened Device Tree blob at ${hex(address, 8)}\n`);
  puts(`   Booting using the fdt blob at 0x${address.toString(16).padStart(6, '0')}\n`);
  return address;
}
