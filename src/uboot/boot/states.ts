/**
 * The steps of a boot, one after the other or each as a sub-command of `bootm`. Mirrors `bootm_run_states`, `bootm_load_os` and
 * `handle_decomp_error` of U-Boot `boot/bootm.c` (`do_bootm_states` in older releases), `boot/bootm_os.c` and `arch/arm/lib/bootm.c`.
 * Left out: NetBSD, vxWorks and the like; a standalone program that is to run.
 */
import { compressionName, IMAGE, systemName } from '../../formats/image-names.ts';
import { type CommandContext, type CommandResult, type CommandRun, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { bytesAt, unmapped, writeAt } from '../memory-access.ts';
import { panic, prepareTree, startLinux } from '../start-linux.ts';
import { setUpArm64Image } from './arm64-image.ts';
import { type BootOs, freshBootImages, STATE } from './boot-images.ts';
import { unpack } from './decompress.ts';
import { findOs } from './find-os.ts';
import { findOthers } from './find-others.ts';
import { placeRamdisk } from './places.ts';

/** `reset` waits so long for the line to be sent. */
const RESET_NS = 50_000_000;
const NO_OS: BootOs = {
  type: 0,
  compression: 0,
  os: 0,
  architecture: 0,
  start: 0,
  end: 0,
  load: 0,
  dataStart: 0,
  dataBytes: 0,
};

/** Arguments of `bootm`: image, RAM disk, device tree. */
export type BootWords = readonly [string | undefined, string | undefined, string | undefined];

/** BOOTM_STATE_START: everything anew. */
export function startBoot({ boot, environment }: CommandContext): void {
  const verify = environment.get('verify');
  Object.assign(boot, freshBootImages(), { taken: boot.taken, state: STATE.start });
  boot.taken.length = 0;
  // What is neither yes nor absent is no.
  boot.verify = verify === undefined || /^[1yYtT]/.test(verify);
}

/** Runs the steps whose bits are set. */
export function* runStates(context: CommandContext, states: number, words: BootWords): CommandRun {
  const { boot } = context;
  const has = (state: number) => (states & state) !== 0;
  boot.state |= states;
  if (has(STATE.start)) startBoot(context);
  if (has(STATE.findOs)) {
    const end = findOs(context, words[0]);
    if (end !== null) return end;
  }
  if (has(STATE.findOther) && wantsOthers(boot.os ?? NO_OS)) {
    const end = findOthers(context, words[1], words[2], null);
    if (end !== null) return end;
  }
  if (has(STATE.loadOs)) {
    const end = yield* loadOs(context);
    if (end !== null) return end;
  }
  if (has(STATE.ramdisk)) {
    if (!placeRamdisk(context)) return FAILURE;
    context.environment.setHex('initrd_start', boot.initrd?.start ?? 0);
    context.environment.setHex('initrd_end', boot.initrd?.end ?? 0);
  }
  if (has(STATE.fdt) && boot.tree !== null && !prepareTree(context, 'move')) return FAILURE;
  return yield* runOs(context, states);
}

/** The steps that the operating system's own code does. */
function* runOs(context: CommandContext, states: number): CommandRun {
  const { boot, puts, profile, environment } = context;
  const has = (state: number) => (states & state) !== 0;
  const { os } = boot.os ?? NO_OS;
  const isStandalone = os === IMAGE.osUBoot && boot.os?.type === IMAGE.typeStandalone;
  if (!has(STATE.cmdline | STATE.bdt | STATE.prep | STATE.fake | STATE.go)) return SUCCESS;
  if (isStandalone) {
    if (has(STATE.go) && environment.get('autostart') !== 'yes') environment.setHex('filesize', boot.os!.dataBytes);
    else if (has(STATE.go)) return { kind: 'hang', reason: 'a standalone program runs' };
    return SUCCESS;
  }
  if (os !== IMAGE.osLinux) {
    puts(`ERROR: booting os '${systemName(os)}' (${os}) is not supported\n`);
    return FAILURE;
  }
  if (has(STATE.cmdline | STATE.bdt)) {
    const isPlain = profile.bootm.subcommandFailure === 'plain';
    puts(isPlain ? 'subcommand not supported\n' : 'subcommand failed (err=-1)\n');
    // The -1 itself is CMD_RET_USAGE.
    return isPlain ? USAGE : FAILURE;
  }
  if (has(STATE.prep)) {
    if (boot.tree === null) return yield* panic(context, 'FDT and ATAGS support not compiled in', ' - hanging\n', '\n');
    if (!prepareTree(context, 'fix')) return yield* panic(context, 'FDT creation failed!', ' hanging...', '');
  }
  return has(STATE.go) ? yield* startLinux(context) : SUCCESS;
}

function wantsOthers({ type, os }: BootOs): boolean {
  const isKernel = type === IMAGE.typeKernel || type === IMAGE.typeKernelNoload || type === IMAGE.typeMulti;
  return isKernel && os === IMAGE.osLinux;
}

/** `bootm_load_os`: to where the image wants to be, unpacked. Null: it is there. */
function* loadOs(context: CommandContext): CommandRun<CommandResult | null> {
  const { boot, puts, config, profile } = context;
  const os = boot.os ?? NO_OS;
  const inPlace = os.compression === IMAGE.uncompressed && os.load === os.dataStart;
  const data = bytesAt(context, BigInt(os.dataStart), os.dataBytes);
  const unpacked = unpack(context, { ...os, inPlace }, data, os.load, config.boot.longestKernel);
  if ('failure' in unpacked) {
    if (unpacked.failure === 'unknown') {
      // BOOTM_ERR_UNIMPLEMENTED is -2, which the shell takes for `exit`.
      if (profile.bootm.unknownCompressionExits) puts('exit not allowed from main input shell.\n');
      return FAILURE;
    }
    const isCut = unpacked.failure === 'cut';
    const damage = isCut ? '' : `${compressionName(os.compression)}: uncompress error ${unpacked.error}\n`;
    puts(isCut ? 'Image too large: increase CONFIG_SYS_BOOTM_LEN\n' : damage);
    puts('Must RESET board to recover\n');
    return yield* resetBoard(context);
  }
  const { bytes } = unpacked;
  const end = os.load + bytes.length;
  if (!inPlace) {
    const outside = unmapped(context, BigInt(os.load));
    const fault = outside ?? writeAt(context, BigInt(os.load), bytes);
    if (fault !== null) return raiseException(context, { ...fault, write: true });
  }
  boot.os = { ...os, dataBytes: bytes.length };
  if (!inPlace && os.load < os.end && end > os.start) {
    if (boot.legacy === null) {
      puts('ERROR: new format image overwritten - must RESET the board to recover\n');
      return yield* resetBoard(context);
    }
    if (os.type === IMAGE.typeMulti) puts('WARNING: legacy format multi component image overwritten\n');
    return null;
  }
  if (profile.bootm.preparesArm64 && config.boot.architecture === 'arm64' && isArm64Linux(os)) {
    const image = setUpArm64Image(context, os.load);
    if (image === null) {
      puts('Failed to prep arm64 kernel (err=1)\n');
      return yield* resetBoard(context);
    }
    boot.entry = image.start;
  }
  return null;
}

function isArm64Linux({ architecture, os }: BootOs): boolean {
  return architecture === IMAGE.architectureArm64 && os === IMAGE.osLinux;
}

function* resetBoard({ puts, profile }: CommandContext): CommandRun {
  puts(profile.bootm.resetText);
  yield { delayNs: RESET_NS };
  return { kind: 'reset', cause: 'warm' };
}
