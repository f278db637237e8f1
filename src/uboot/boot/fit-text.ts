/** What `iminfo` and the boot commands print of a FIT image. Mirrors `fit_print_contents`, `fit_image_print` and `fit_conf_print` of U-Boot `boot/image-fit.c`. */
import { type FdtNode, findSubnode, getProperty } from '../../formats/fdt-tree.ts';
import { readStrings } from '../../formats/fdt-values.ts';
import { architectureName, compressionName, IMAGE, systemName, typeName } from '../../formats/image-names.ts';
import { hex } from '../../sim/bytes.ts';
import type { CommandContext } from '../command.ts';
import { digestOf } from './digests.ts';
import {
  type FitImage,
  fitArchitecture,
  fitCompression,
  fitData,
  fitNumber,
  fitSystem,
  fitText,
  fitType,
} from './fit-image.ts';
import { sizeText, timeText } from './image-texts.ts';

const INDENT = '   ';

/** The whole image: what it is, its parts, its configurations. */
export function fitContents(context: CommandContext, fit: FitImage): string {
  const { root } = fit.tree;
  const configurations = findSubnode(root, 'configurations');
  const chosen = configurations === null ? null : fitText(configurations, 'default');
  return [
    `${INDENT}FIT description: ${fitText(root, 'description') ?? 'unavailable'}\n`,
    context.config.boot.showsTime ? `${INDENT}Created:         ${created(fit)}` : '',
    ...fit.images.children.map(
      (node, index) => `${INDENT} Image ${index} (${node.name})\n${fitImageText(context, fit, node)}`,
    ),
    chosen === null ? '' : `${INDENT} Default Configuration: '${chosen}'\n`,
    ...(configurations?.children ?? []).map(
      (node, index) => `${INDENT} Configuration ${index} (${node.name})\n${configurationText(context, node)}`,
    ),
  ].join('');
}

function created({ tree }: FitImage): string {
  const seconds = fitNumber(tree.root, 'timestamp');
  return seconds === null ? 'unavailable\n' : timeText(seconds);
}

function line(name: string, value: string): string {
  return `${INDENT}  ${`${name}:`.padEnd(14)}${value}\n`;
}

/** One part. */
export function fitImageText(context: CommandContext, fit: FitImage, node: FdtNode): string {
  const data = fitData(fit, node);
  const type = fitType(node) ?? 0;
  const isOne = (...types: readonly number[]) => types.includes(type);
  const { typeKernel, typeStandalone, typeRamdisk, typeFirmware, typeFlatTree } = IMAGE;
  const address = (name: string) => {
    const value = fitNumber(node, name);
    return value === null ? null : `0x${hex(value, 8)}`;
  };
  const load = address('load');
  return [
    line('Description', fitText(node, 'description') ?? 'unavailable'),
    context.config.boot.showsTime ? `${INDENT}  Created:      ${created(fit)}` : '',
    line('Type', typeName(type)),
    line('Compression', compressionName(fitCompression(node) ?? 0)),
    line('Data Start', data === null ? 'unavailable' : `0x${hex(data.start, 8)}`),
    data === null
      ? line('Data Size', 'unavailable')
      : `${INDENT}  Data Size:    ${sizeText(context, data.bytes.length)}`,
    isOne(typeKernel, typeStandalone, typeRamdisk, typeFirmware, typeFlatTree)
      ? line('Architecture', architectureName(fitArchitecture(node) ?? -1))
      : '',
    isOne(typeKernel, typeRamdisk, typeFirmware) ? line('OS', systemName(fitSystem(node) ?? -1)) : '',
    isOne(typeKernel, typeStandalone, typeFirmware, typeRamdisk) ? line('Load Address', load ?? 'unavailable') : '',
    type === typeFlatTree && load !== null ? line('Load Address', load) : '',
    isOne(typeKernel, typeStandalone, typeRamdisk) ? line('Entry Point', address('entry') ?? 'unavailable') : '',
    ...node.children.map(hashText),
  ].join('');
}

/** A node named `hash…` or `signature…`. */
function hashText(node: FdtNode): string {
  const kind = node.name.startsWith('hash') ? 'Hash' : node.name.startsWith('signature') ? 'Sign' : null;
  if (kind === null) return '';
  const algorithm = fitText(node, 'algo');
  if (algorithm === null) return line(`${kind} algo`, 'invalid/unsupported');
  const key = fitText(node, 'key-name-hint');
  const required = getProperty(node, 'required') === null ? '' : ' (required)';
  const padding = fitText(node, 'padding');
  const value = getProperty(node, 'value');
  const time = fitNumber(node, 'timestamp');
  return [
    line(`${kind} algo`, `${algorithm}${key === null ? '' : `:${key}`}${required}`),
    padding === null ? '' : `${INDENT}  ${kind} padding: ${padding}\n`,
    line(`${kind} value`, value === null ? 'unavailable' : Array.from(value, (byte) => hex(byte, 2)).join('')),
    key === null ? '' : `${INDENT}  Timestamp:    ${time === null ? 'unavailable\n' : timeText(time)}`,
  ].join('');
}

function configurationText({ profile }: CommandContext, node: FdtNode): string {
  const optional = (name: string, property: string) => {
    const value = fitText(node, property);
    return value === null ? '' : line(name, value);
  };
  const list = (name: string, property: string) => {
    const values = readStrings(getProperty(node, property) ?? new Uint8Array(0)) ?? [];
    return values
      .map((value, index) => (index === 0 ? line(name, value) : `${INDENT}                ${value}\n`))
      .join('');
  };
  return [
    line('Description', fitText(node, 'description') ?? 'unavailable'),
    line('Kernel', fitText(node, 'kernel') ?? 'unavailable'),
    optional('Init Ramdisk', 'ramdisk'),
    optional('Firmware', 'firmware'),
    list('FDT', 'fdt'),
    profile.bootm.showsCompatible ? list('Compatible', 'compatible') : '',
    optional('FPGA', 'fpga'),
    list('Loadables', 'loadables'),
    ...node.children.map(hashText),
  ].join('');
}

/**
 * `fit_image_verify`: prints each digest it looks at, and what is wrong. True where all are right; an image without a digest is right
 * too.
 */
export function fitVerify({ puts }: CommandContext, fit: FitImage, node: FdtNode): boolean {
  const data = fitData(fit, node);
  if (data === null) {
    puts(`error!\nCan't get image data/size in '${node.name}' image node\n`);
    return false;
  }
  for (const hash of node.children.filter(({ name }) => name.startsWith('hash'))) {
    const algorithm = fitText(hash, 'algo');
    if (algorithm !== null) puts(algorithm);
    const problem = hashProblem(hash, algorithm, data.bytes);
    if (problem !== null) {
      puts(` error!\n${problem} for '${hash.name}' hash node in '${node.name}' image node\n`);
      return false;
    }
    puts('+ ');
  }
  return true;
}

function hashProblem(hash: FdtNode, algorithm: string | null, bytes: Uint8Array): string | null {
  if (algorithm === null) return "Can't get hash algo property";
  const value = getProperty(hash, 'value');
  if (value === null) return "Can't get hash value property";
  const digest = digestOf(algorithm, bytes);
  if (digest === null) return 'Unsupported hash algorithm';
  if (digest.length !== value.length) return 'Bad hash value len';
  return digest.every((byte, index) => byte === value[index]) ? null : 'Bad hash value';
}

/** `fit_all_image_verify` */
export function fitVerifyAll(context: CommandContext, fit: FitImage): boolean {
  const { puts } = context;
  puts(`## Checking hash(es) for FIT Image at ${hex(fit.address, 8)} ...\n`);
  for (const [index, node] of fit.images.children.entries()) {
    puts(`   Hash(es) for Image ${index} (${node.name}): `);
    if (!fitVerify(context, fit, node)) return false;
    puts('\n');
  }
  return true;
}
