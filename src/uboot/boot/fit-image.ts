/**
 * A FIT image in RAM: a device tree whose nodes hold kernels, RAM disks and trees. Mirrors `fit_check_format`, `fit_conf_get_node`,
 * `fit_conf_find_compat` and the getters of U-Boot `boot/image-fit.c`. Left out: signatures, ciphers, and data stored outside the tree by
 * its position (`data-position`, `data-offset`).
 */
import { parseFdt } from '../../formats/fdt.ts';
import { type FdtNode, findSubnode, getProperty, walkNodes } from '../../formats/fdt-tree.ts';
import { readString, readStrings } from '../../formats/fdt-values.ts';
import { architectureOf, compressionOf, systemOf, typeOf } from '../../formats/image-names.ts';
import type { CommandContext } from '../command.ts';
import { type LoadedTree, treeAt } from '../device-tree.ts';

export interface FitImage extends LoadedTree {
  readonly images: FdtNode;
}

/** Why a tree is no FIT image: the errno that later releases print. */
export type FitRefusal = 'ENOEXEC' | 'EADDRNOTAVAIL' | 'ENOMSG' | 'EBADMSG' | 'ENOENT';

/** `fit_check_format` */
export function fitAt(context: CommandContext, address: number): FitImage | FitRefusal {
  const loaded = treeAt(context, address);
  if (loaded === null) return 'ENOEXEC';
  const { tree } = loaded;
  // With signatures built in, libfdt's way of looking nodes up without their unit address is kept out of the game.
  if (context.config.boot.signatures && [...walkNodes(tree)].some(({ node }) => node.name.includes('@')))
    return 'EADDRNOTAVAIL';
  if (getProperty(tree.root, 'description') === null) return 'ENOMSG';
  if (context.config.boot.showsTime && getProperty(tree.root, 'timestamp') === null) return 'EBADMSG';
  const images = findSubnode(tree.root, 'images');
  return images === null ? 'ENOENT' : { ...loaded, images };
}

/** A property's first text; null where there is none. */
export function fitText(node: FdtNode, name: string): string | null {
  const value = getProperty(node, name);
  return value === null ? null : readString(value);
}

/** A number of one cell, or of two. */
export function fitNumber(node: FdtNode, name: string): number | null {
  const value = getProperty(node, name);
  if (value === null || (value.length !== 4 && value.length !== 8)) return null;
  return value.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** Numbers of the words that say what an image is; undefined for none, and for words that mean nothing. */
export const fitType = (node: FdtNode) => typeOf(fitText(node, 'type'));
export const fitArchitecture = (node: FdtNode) => architectureOf(fitText(node, 'arch'));
export const fitSystem = (node: FdtNode) => systemOf(fitText(node, 'os'));
export const fitCompression = (node: FdtNode) => compressionOf(fitText(node, 'compression'));

/** Where an image's bytes lie in the RAM; null where it has none. */
export function fitData(fit: LoadedTree, node: FdtNode): { readonly start: number; readonly bytes: Uint8Array } | null {
  const bytes = getProperty(node, 'data');
  return bytes === null ? null : { start: fit.address + bytes.byteOffset - fit.offset, bytes };
}

export function fitSubimage(fit: FitImage, name: string): FdtNode | null {
  return findSubnode(fit.images, name);
}

/** A configuration by name, without what follows a `#` in it; without a name, the default. */
export function fitConfiguration(fit: FitImage, name: string | null): FdtNode | null {
  const all = findSubnode(fit.tree.root, 'configurations');
  if (all === null) return null;
  const wanted = name ?? fitText(all, 'default');
  return wanted === null ? null : findSubnode(all, wanted.split('#', 1)[0]!);
}

/** The configuration that fits the board best: its `compatible`, or that of its tree, has the earliest of the board's names. */
export function fitBestMatch(fit: FitImage, names: readonly string[]): FdtNode | null {
  const configurations = findSubnode(fit.tree.root, 'configurations')?.children ?? [];
  const own = configurations.map((node) => readStrings(compatibleOf(fit, node) ?? new Uint8Array(0)) ?? []);
  for (const name of names) {
    const index = own.findIndex((list) => list.includes(name));
    if (index >= 0) return configurations[index]!;
  }
  return null;
}

function compatibleOf(fit: FitImage, configuration: FdtNode): Uint8Array | null {
  const direct = getProperty(configuration, 'compatible');
  if (direct !== null) return direct;
  const name = fitText(configuration, 'fdt');
  const image = name === null ? null : fitSubimage(fit, name);
  const data = image === null || fitCompression(image) !== 0 ? null : getProperty(image, 'data');
  const tree = data === null ? null : parseFdt(data);
  return tree === null || 'error' in tree ? null : getProperty(tree.root, 'compatible');
}
