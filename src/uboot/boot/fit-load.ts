/**
 * Choosing a part of a FIT image. Mirrors `fit_image_load`, `fit_parse_conf` and `fit_parse_subimage` of U-Boot `boot/image-fit.c`.
 * Left out: overlays that a configuration names beside its tree, loadables, FPGA images.
 */
import type { FdtNode } from '../../formats/fdt-tree.ts';
import { architectureName, architectureOf, IMAGE, systemName, typeName } from '../../formats/image-names.ts';
import { hex } from '../../sim/bytes.ts';
import type { CommandContext } from '../command.ts';
import { hextoul } from '../numbers.ts';
import {
  type FitImage,
  fitArchitecture,
  fitAt,
  fitBestMatch,
  fitConfiguration,
  fitData,
  fitNumber,
  fitSubimage,
  fitSystem,
  fitText,
  fitType,
} from './fit-image.ts';
import { fitImageText, fitVerify } from './fit-text.ts';

/** `ADDRESS`, `ADDRESS#CONFIGURATION` or `ADDRESS:PART`; without an address, `fallback`. */
export interface FitName {
  readonly address: number;
  readonly configuration: string | null;
  readonly part: string | null;
}

export function fitName({ bits, config }: CommandContext, text: string, fallback: number): FitName {
  const [, addressText = '', sign, name = ''] = /^([^#:]*)([#:]?)(.*)$/s.exec(text)!;
  const isFit = config.boot.fit && sign !== '';
  const address = isFit && addressText === '' ? fallback : Number(hextoul(addressText, bits));
  return {
    address,
    configuration: isFit && sign === '#' ? name : null,
    part: isFit && sign === ':' ? name : null,
  };
}

/** What is looked for: the configuration's property, which is also its name on the screen, and the image's type. */
export const FIT_KINDS = {
  kernel: { property: 'kernel', type: IMAGE.typeKernel, needsSystem: true },
  ramdisk: { property: 'ramdisk', type: IMAGE.typeRamdisk, needsSystem: true },
  fdt: { property: 'fdt', type: IMAGE.typeFlatTree, needsSystem: false },
} as const;

export interface FitPart {
  readonly fit: FitImage;
  readonly node: FdtNode;
  readonly configuration: string | null;
  /** Where its bytes lie now. */
  readonly start: number;
  readonly bytes: Uint8Array;
}

const ERRNO = { ENOEXEC: -8, EADDRNOTAVAIL: -99, ENOMSG: -80, EBADMSG: -74, ENOENT: -2 } as const;

/** Null: it said why not. The errno of the refusal matters nowhere but for a kernel: it is always ENOENT there. */
export function loadFitPart(
  context: CommandContext,
  kind: keyof typeof FIT_KINDS,
  name: FitName,
  verify: boolean,
): FitPart | null {
  const { puts, profile, config } = context;
  const { property, type, needsSystem } = FIT_KINDS[kind];
  const phase = profile.bootm.showsPhase ? ' (any)' : '';
  puts(`## Loading ${property}${phase} from FIT Image at ${hex(name.address, 8)} ...\n`);
  const fit = fitAt(context, name.address);
  if (typeof fit === 'string') {
    puts(`Bad FIT ${property} image format!${profile.bootm.numbersFitError ? ` (err=${ERRNO[fit]})` : ''}\n`);
    if (fit === 'EADDRNOTAVAIL' && profile.bootm.numbersFitError)
      puts('Signature checking prevents use of unit addresses (@) in nodes\n');
    return null;
  }
  let configuration = name.configuration;
  let partName = name.part;
  if (partName === null) {
    const chosen = chooseConfiguration(context, fit, configuration);
    if (chosen === null) {
      const named = profile.bootm.namesConfiguration ? ` '${configuration ?? '(null)'}'` : '';
      puts(`Could not find configuration node${named}\n`);
      return null;
    }
    configuration ??= chosen.name;
    puts(`   Using '${chosen.name}' configuration\n`);
    if (config.boot.signatures && verify) puts('   Verifying Hash Integrity ... OK\n');
    partName = fitText(chosen, property);
  }
  const node = partName === null ? null : fitSubimage(fit, partName);
  if (node === null || partName === null) {
    puts(`Could not find subimage node type '${property}'\n`);
    return null;
  }
  puts(`   Trying '${partName}' ${property} subimage\n${fitImageText(context, fit, node)}`);
  if (verify) {
    puts('   Verifying Hash Integrity ... ');
    const isRight = fitVerify(context, fit, node);
    puts(isRight ? 'OK\n' : 'Bad Data Hash\n');
    if (!isRight) return null;
  }
  const nodeType = fitType(node);
  const isType =
    nodeType === type ||
    nodeType === IMAGE.typeFirmware ||
    (type === IMAGE.typeKernel && nodeType === IMAGE.typeKernelNoload);
  const system = fitSystem(node);
  const isSystem = !needsSystem || system === IMAGE.osLinux || system === IMAGE.osUBoot;
  if (!isType || !isSystem) {
    const architecture = architectureName(architectureOf(config.boot.architecture) ?? -1);
    puts(`No ${systemName(system ?? -1)} ${architecture} ${typeName(type)} Image\n`);
    return null;
  }
  const data = fitData(fit, node);
  if (data === null) {
    puts(`Could not find ${property} subimage data!\n`);
    return null;
  }
  return moved(context, kind, { fit, node, configuration, ...data });
}

/** The one that was named, the one that fits the board's own tree, or the default. */
function chooseConfiguration({ board, config }: CommandContext, fit: FitImage, name: string | null): FdtNode | null {
  const names = config.boot.bestMatch && name === null ? (board.deviceTree?.compatible ?? []) : [];
  return fitBestMatch(fit, names) ?? fitConfiguration(fit, name);
}

/** RAM disks and trees with a load address go there; a kernel is loaded later. */
function moved(context: CommandContext, kind: keyof typeof FIT_KINDS, part: FitPart): FitPart | null {
  const { puts, ram } = context;
  const load = kind === 'kernel' ? null : fitNumber(part.node, 'load');
  if (load === null || (kind === 'ramdisk' && load === 0)) return part;
  const { address, sizeBytes } = part.fit;
  const end = load + part.bytes.length;
  if (load < address + sizeBytes && end > address) {
    puts(`Error: ${kind} overwritten\n`);
    return null;
  }
  puts(`   Loading ${kind} from 0x${hex(part.start, 8)} to 0x${hex(load, 8)}\n`);
  if (ram.room(load) < part.bytes.length) return part;
  ram.write(load, part.bytes);
  return { ...part, start: load };
}

/** The architecture that a part says it is for. */
export function partArchitecture({ node }: FitPart): number {
  return fitArchitecture(node) ?? 0;
}
