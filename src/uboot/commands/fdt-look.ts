/**
 * `fdt get`, `fdt header` and `fdt chosen`: what a script asks of a tree. Mirrors U-Boot `cmd/fdt.c` and `fdt_initrd` of
 * `boot/fdt_support.c` [read]. Left out: `get addr`, the place of a value inside the blob.
 */
import { type FdtNode, findNode, findOrAddSubnode, getProperty, setProperty } from '../../formats/fdt-tree.ts';
import { numberCells } from '../../formats/fdt-values.ts';
import { latin1Text } from '../../sim/bytes.ts';
import { type CommandContext, type CommandResult, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { fixupChosen } from '../fdt-fixup.ts';
import { hextoul } from '../numbers.ts';
import { isText, NO_PATH, type Working } from './fdt-working.ts';

/** The header's words in order, with the tabs behind their names; `totalsize` is told in decimal too, versions in decimal alone. */
const MEMBERS = [
  ['magic', '\t\t\t'],
  ['totalsize', '\t\t'],
  ['off_dt_struct', '\t\t'],
  ['off_dt_strings', '\t\t'],
  ['off_mem_rsvmap', '\t\t'],
  ['version', '\t\t'],
  ['last_comp_version', '\t'],
  ['boot_cpuid_phys', '\t'],
  ['size_dt_strings', '\t'],
  ['size_dt_struct', '\t\t'],
] as const;
/** A value longer than this is not put into a variable, unless it is text. */
const HASH_BYTES = 20;

/** `fdt header [get <var> <member>]` */
export function header(context: CommandContext, { address, tree }: Working, words: readonly string[]): CommandResult {
  const { ram, environment, puts } = context;
  const view = new DataView(ram.read(address, MEMBERS.length * 4).buffer);
  const [verb, variable, member] = words;
  if (member !== undefined && words.length === 3) {
    const index = MEMBERS.findIndex(([name]) => name === member);
    if (verb?.[0] !== 'g' || index < 0) return FAILURE;
    environment.setHex(variable!, view.getUint32(index * 4));
    return SUCCESS;
  }
  for (const [index, [name, tabs]] of MEMBERS.entries()) {
    const value = view.getUint32(index * 4);
    const isVersion = name.endsWith('version');
    const text = isVersion ? `${value}` : `0x${value.toString(16)}`;
    puts(`${name}:${tabs}${name === 'totalsize' ? `${text} (${value | 0})` : text}\n`);
  }
  puts(`number mem_rsv:\t\t0x${tree.reservations.length.toString(16)}\n\n`);
  return SUCCESS;
}

/** `fdt get value|name|size <var> <path> …` */
export function get(context: CommandContext, { tree }: Working, words: readonly string[]): CommandResult {
  const [kind, variable, path, what, indexText] = words;
  if (kind === undefined || variable === undefined || path === undefined) return USAGE;
  if (what === undefined && kind[0] !== 's') return USAGE;
  const { environment, puts, bits } = context;
  const node = findNode(tree, path);
  if (node === null) {
    puts(NO_PATH);
    return FAILURE;
  }
  if (what === undefined) {
    environment.set(variable, String(node.children.length));
    return SUCCESS;
  }
  if (kind[0] === 'n') {
    const child = node.children[Number(hextoul(what, bits))];
    if (child === undefined) {
      puts('libfdt node not found\n');
      return FAILURE;
    }
    environment.set(variable, child.name);
    return SUCCESS;
  }
  const index = indexText === undefined ? 0 : Number(hextoul(indexText, bits));
  return getValue(context, node, { kind: kind[0]!, variable, property: what, index });
}

interface Wanted {
  readonly kind: string;
  readonly variable: string;
  readonly property: string;
  readonly index: number;
}

function getValue(context: CommandContext, node: FdtNode, wanted: Wanted): CommandResult {
  const { environment, puts, profile } = context;
  const { kind, variable, property, index } = wanted;
  const value = getProperty(node, property);
  if (value === null) {
    puts('libfdt fdt_getprop(): FDT_ERR_NOTFOUND\n');
    return FAILURE;
  }
  if (value.length === 0) {
    environment.delete(variable);
    return SUCCESS;
  }
  if (kind === 's') {
    const { length } = value;
    if (profile.deviceTree.getSize === 'plain') environment.setHex(variable, length);
    else environment.set(variable, `0x${length.toString(16).toUpperCase().padStart(8, '0')}`);
    return SUCCESS;
  }
  if (kind !== 'v') return USAGE;
  const text = variableText(value, index);
  if (text === null) {
    puts('error: unprintable value\n');
    return FAILURE;
  }
  environment.set(variable, text);
  return SUCCESS;
}

/** `fdt_value_env_set`: a text of a list, a cell, or the words of a hash one after the other. */
function variableText(value: Uint8Array, index: number): string | null {
  if (isText(value)) return latin1Text(value).split('\0').slice(0, -1)[index] ?? null;
  if (value.length % 4 !== 0 || value.length > HASH_BYTES) return null;
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  const word = (at: number, isLittle: boolean) => view.getUint32(at, isLittle).toString(16).padStart(8, '0');
  if (value.length === 4) return `0x${word(0, false).toUpperCase()}`;
  // The words of a hash are not turned round: this CPU is little-endian.
  return Array.from({ length: value.length / 4 }, (_, at) => word(at * 4, true)).join('');
}

/** `fdt chosen [<start> <end>]`, in newer releases `[<start> <size>]`. */
export function chosen(context: CommandContext, { tree, store }: Working, words: readonly string[]): CommandResult {
  if (words.length !== 0 && words.length !== 2) return USAGE;
  const { bits, config, environment, profile, puts } = context;
  if (profile.bootm.missesRandomDevice && config.boot.lacksRandomDevice) puts('No RNG device\n');
  fixupChosen(tree, profile, environment.get('bootargs'));
  const [start = 0n, second = 0n] = words.map((text) => hextoul(text, bits));
  const end = words.length === 2 && profile.deviceTree.chosenTakesSize ? start + second - 1n : second;
  if (start !== end) {
    const node = findOrAddSubnode(tree.root, 'chosen');
    const cells = getProperty(tree.root, '#address-cells');
    const width = cells !== null && cells.at(-1) === 1 ? 1 : 2;
    tree.reservations.push({ address: start, size: BigInt.asUintN(64, end - start) });
    setProperty(node, 'linux,initrd-start', numberCells(BigInt.asUintN(width * 32, start), width));
    setProperty(node, 'linux,initrd-end', numberCells(BigInt.asUintN(width * 32, end), width));
  }
  return store() ? SUCCESS : FAILURE;
}
