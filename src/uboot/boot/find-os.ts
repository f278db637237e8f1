/**
 * The kernel that `bootm` was pointed at: in a legacy image or a FIT image. Mirrors `bootm_find_os` and `boot_get_kernel` of U-Boot
 * `boot/bootm.c`.
 */
import { crc32 } from '../../formats/crc32.ts';
import { architectureOf, IMAGE } from '../../formats/image-names.ts';
import {
  hasParts,
  LEGACY_HEADER_BYTES,
  type LegacyHeader,
  legacyParts,
  readLegacyHeader,
} from '../../formats/legacy-image.ts';
import { hex } from '../../sim/bytes.ts';
import { EINVAL, ENOENT } from '../../sim/errno.ts';
import { type CommandContext, type CommandResult, FAILURE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { treeAt } from '../device-tree.ts';
import { bytesAt, endOfRam, roomAt, unmapped } from '../memory-access.ts';
import { arm64ImagePlace } from './arm64-image.ts';
import { fitCompression, fitNumber, fitSystem, fitType } from './fit-image.ts';
import { fitName, loadFitPart, partArchitecture } from './fit-load.ts';
import { legacyText } from './image-texts.ts';

/** U-Boot's own errno: EPROTOTYPE. */
const EPROTOTYPE = 91;

/** Fills `context.boot` in; null: found. */
export function findOs(context: CommandContext, argument: string | undefined): CommandResult | null {
  const end = findImage(context, argument);
  return end === null && !bindArm64(context) ? FAILURE : end;
}

function findImage(context: CommandContext, argument: string | undefined): CommandResult | null {
  const { boot, config, ram } = context;
  const name = fitName(context, argument ?? config.kernelAddress.toString(16), config.kernelAddress);
  const address = BigInt(name.address);
  const outside = unmapped(context, address);
  if (outside !== null) return raiseException(context, outside);
  const header = config.boot.legacy ? readLegacyHeader(bytesAt(context, address, LEGACY_HEADER_BYTES)) : null;
  if (header !== null) return legacyKernel(context, Number(address), header);
  if (!config.boot.fit || treeAt(context, name.address) === null) return wrong(context, 'Format');
  const part = loadFitPart(context, 'kernel', name, boot.verify);
  if (part === null) return noKernel(context, ENOENT);
  const load = fitNumber(part.node, 'load');
  const entry = fitNumber(part.node, 'entry');
  const type = fitType(part.node) ?? 0;
  const inPlace = type === IMAGE.typeKernelNoload;
  if (load === null && !inPlace) {
    context.puts("Can't get image load address!\n");
    return FAILURE;
  }
  if (entry === null) {
    context.puts("Can't get entry point property!\n");
    return FAILURE;
  }
  boot.fit = { address: name.address, configuration: part.configuration };
  boot.os = {
    type,
    compression: fitCompression(part.node) ?? 0,
    os: fitSystem(part.node) ?? 0,
    architecture: partArchitecture(part),
    start: name.address,
    end: name.address + Math.min(part.fit.sizeBytes, ram.room(name.address)),
    load: inPlace ? part.start : load!,
    dataStart: part.start,
    dataBytes: part.bytes.length,
  };
  boot.entry = inPlace ? part.start + entry : entry;
  return null;
}

function legacyKernel(context: CommandContext, address: number, header: LegacyHeader): CommandResult | null {
  const { puts, boot, config, bits } = context;
  puts(`## Booting kernel from Legacy Image at ${hex(address, 8)} ...\n`);
  const problem = checkLegacy(context, address, header, boot.verify, 'Bad Header Checksum\n');
  if (problem === 'refused') return noKernel(context, EINVAL);
  if (problem !== null) return problem;
  if (!config.boot.architectures.some((word) => architectureOf(word) === header.architecture)) {
    puts(`Unsupported Architecture 0x${header.architecture.toString(16)}\n`);
    return noKernel(context, EINVAL);
  }
  const start = address + LEGACY_HEADER_BYTES;
  const cut = cutOff(context, address, header);
  if (cut !== null) return cut;
  const { type } = header;
  const inPlace = type === IMAGE.typeKernelNoload;
  if (!inPlace && type !== IMAGE.typeKernel && type !== IMAGE.typeMulti && type !== IMAGE.typeStandalone) {
    return wrong(context, 'Type');
  }
  const first = type === IMAGE.typeMulti ? legacyPart(context, address, header, 0) : null;
  const dataStart = first?.start ?? start;
  boot.legacy = { header, address };
  boot.os = {
    type,
    compression: header.compression,
    os: header.os,
    architecture: header.architecture,
    start: address,
    end: start + header.sizeBytes,
    load: inPlace ? dataStart : header.load,
    dataStart,
    dataBytes: first?.sizeBytes ?? header.sizeBytes,
  };
  boot.entry = inPlace ? Number(BigInt.asUintN(bits, BigInt(start) + BigInt(header.entry))) : header.entry;
  return null;
}

/** Older releases load an arm64 kernel that is not to be loaded, to the start of RAM. False: it is no such kernel. */
function bindArm64(context: CommandContext): boolean {
  const { boot, config, profile } = context;
  const { os } = boot;
  const isBound = os?.type === IMAGE.typeKernelNoload && os.architecture === IMAGE.architectureArm64;
  if (os === null || !isBound || profile.bootm.preparesArm64 || !config.boot.commands.includes('booti')) return true;
  const place = arm64ImagePlace(context, os.dataStart, true);
  if (place === null) return false;
  boot.os = { ...os, type: IMAGE.typeKernel, load: place.start };
  boot.entry = place.start;
  return true;
}

/** A part of a multi-file image, where it lies in the RAM; null: there is none. */
export function legacyPart(
  context: CommandContext,
  address: number,
  header: LegacyHeader,
  index: number,
): { readonly start: number; readonly sizeBytes: number } | null {
  const start = address + LEGACY_HEADER_BYTES;
  const part = legacyParts(bytesAt(context, BigInt(start), header.sizeBytes))[index];
  return part === undefined ? null : { start: start + part.start, sizeBytes: part.sizeBytes };
}

/** Header, contents, and the checksum of the data where that is to be looked at. `refused`: it said why. */
export function checkLegacy(
  context: CommandContext,
  address: number,
  header: LegacyHeader,
  verify: boolean,
  badHeader: string,
  badData = 'Bad Data CRC\n',
): 'refused' | CommandResult | null {
  const { puts } = context;
  if (!header.isIntact) {
    puts(badHeader);
    return 'refused';
  }
  const start = BigInt(address + LEGACY_HEADER_BYTES);
  const data = () => bytesAt(context, start, Math.min(header.sizeBytes, roomAt(context, start)));
  puts(legacyText(context, header, hasParts(header) ? data() : new Uint8Array(0)));
  if (!verify) return null;
  puts('   Verifying Checksum ... ');
  const cut = cutOff(context, address, header);
  if (cut !== null) return cut;
  if (crc32(data()) !== header.dataSum) {
    puts(badData);
    return 'refused';
  }
  puts('OK\n');
  return null;
}

/** The exception of reading an image whose data goes on where RAM has ended. */
function cutOff(context: CommandContext, address: number, header: LegacyHeader): CommandResult | null {
  const start = BigInt(address + LEGACY_HEADER_BYTES);
  const room = roomAt(context, start);
  return room === 0 || header.sizeBytes > room ? raiseException(context, endOfRam(context, start)) : null;
}

function wrong(context: CommandContext, what: 'Type' | 'Format'): CommandResult {
  context.puts(`Wrong Image ${context.profile.bootm.numbersErrors ? 'Type' : what} for bootm command\n`);
  return noKernel(context, EPROTOTYPE);
}

function noKernel({ puts, profile }: CommandContext, errno: number): CommandResult {
  puts(`ERROR${profile.bootm.numbersErrors ? ` -${errno}` : ''}: can't get kernel image!\n`);
  return FAILURE;
}
