/**
 * `fdt`: look at and change the device tree blob in RAM. Mirrors U-Boot `cmd/fdt.c` for `addr`, `print`, `list`, `set`, `mknode` and `rm`;
 * `get`, `header` and `chosen` are in fdt-look.ts, what concerns the blob as a whole in fdt-place.ts.
 *
 * A change writes the whole blob anew in the room it has. Left out: the other sub-commands; cutting `addr` down to a smaller size.
 */
import {
  addSubnode,
  type Fdt,
  type FdtNode,
  findNode,
  getProperty,
  removeProperty,
  setProperty,
} from '../../formats/fdt-tree.ts';
import { hex, latin1Bytes } from '../../sim/bytes.ts';
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { setWorkingTree, treeAt } from '../device-tree.ts';
import { hextoul } from '../numbers.ts';
import { chosen, get, header } from './fdt-look.ts';
import { move, reservations, resize, setBootCpu, setMemory } from './fdt-place.ts';
import { isText, NO_PATH, notFound, type Working, working } from './fdt-working.ts';

const HELP = `addr [-c] [-q] <addr> [<size>]  - Set the [control] fdt location to <addr>
fdt apply <addr>                    - Apply overlay to the DT
fdt boardsetup                      - Do board-specific set up
fdt move   <fdt> <newaddr> <length> - Copy the fdt to <addr> and make it active
fdt resize [<extrasize>]            - Resize fdt to size + padding to 4k addr + some optional <extrasize> if needed
fdt print  <path> [<prop>]          - Recursive print starting at <path>
fdt list   <path> [<prop>]          - Print one level starting at <path>
fdt get value <var> <path> <prop> [<index>] - Get <property> and store in <var>
                                      In case of stringlist property, use optional <index>
                                      to select string within the stringlist. Default is 0.
fdt get name <var> <path> <index>   - Get name of node <index> and store in <var>
fdt get addr <var> <path> <prop>    - Get start address of <property> and store in <var>
fdt get size <var> <path> [<prop>]  - Get size of [<property>] or num nodes and store in <var>
fdt set    <path> <prop> [<val>]    - Set <property> [to <val>]
fdt mknode <path> <node>            - Create a new node after <path>
fdt rm     <path> [<prop>]          - Delete the node or <property>
fdt header [get <var> <member>]     - Display header info
                                      get - get header member <member> and store it in <var>
fdt bootcpu <id>                    - Set boot cpuid
fdt memory <addr> <size>            - Add/Update memory node
fdt rsvmem print                    - Show current mem reserves
fdt rsvmem add <addr> <size>        - Add a mem reserve
fdt rsvmem delete <index>           - Delete a mem reserves
fdt chosen [<start> <size>]         - Add/update the /chosen branch in the tree
                                        <start>/<size> - initrd start addr/size
fdt checksign [<addr>]              - check FIT signature
                                      <addr> - address of key blob
                                               default gd->fdt_blob
NOTE: Dereference aliases by omitting the leading '/', e.g. fdt print ethernet0.`;
export const fdtCommand: Command = {
  name: 'fdt',
  maxWords: 255,
  repeatable: false,
  usage: 'flattened device tree utility commands',
  help: HELP,
  run(context, [, sub, ...words]) {
    if (sub === undefined) return USAGE;
    if (sub.startsWith('ad')) return setAddress(context, words);
    const action = ACTIONS.find(({ short }) => sub.startsWith(short));
    if (action === undefined) return USAGE;
    const tree = working(context);
    if (tree === null) return FAILURE;
    return action.run(context, tree, words);
  },
};

interface Action {
  /** The letters that tell it. */
  readonly short: string;
  run(context: CommandContext, tree: Working, words: readonly string[]): CommandResult;
}

const ACTIONS: readonly Action[] = [
  { short: 'mk', run: makeNode },
  { short: 'se', run: setValue },
  { short: 'p', run: (context, { tree }, words) => print(context, tree, words, true) },
  { short: 'l', run: (context, { tree }, words) => print(context, tree, words, false) },
  { short: 'rm', run: remove },
  { short: 'g', run: get },
  { short: 'h', run: header },
  { short: 'cho', run: chosen },
  { short: 'mo', run: move },
  { short: 'me', run: setMemory },
  { short: 'bo', run: setBootCpu },
  { short: 'rs', run: reservations },
  { short: 're', run: resize },
];

function setAddress(context: CommandContext, words: readonly string[]): CommandResult {
  const { puts, environment, bits, ram } = context;
  const [text, sizeText] = words.filter((word) => word !== '-q');
  if (text === undefined) {
    const address = environment.get('fdtaddr');
    if (address === undefined) return FAILURE;
    const label = context.profile.deviceTree.workingFdtLine ? 'Working fdt: ' : 'The address of the fdt is 0x';
    puts(`${label}${address.padStart(8, '0')}\n`);
    return SUCCESS;
  }
  const address = Number(hextoul(text, bits));
  if (treeAt(context, address) === null) {
    puts('libfdt fdt_check_header(): FDT_ERR_BADMAGIC\n');
    return FAILURE;
  }
  setWorkingTree(context, address);
  if (sizeText === undefined) return SUCCESS;
  const size = Number(BigInt.asUintN(32, hextoul(sizeText, bits)));
  const header = ram.read(address, 8);
  const view = new DataView(header.buffer);
  if (size < view.getUint32(4)) {
    const dot = context.profile.deviceTree.workingFdtLine ? '' : '.';
    puts(`New length ${size} < existing length ${view.getUint32(4)}, ignoring${dot}\n`);
    return SUCCESS;
  }
  view.setUint32(4, size);
  ram.write(address, header);
  return SUCCESS;
}

function print(
  { puts }: CommandContext,
  tree: Fdt,
  [path = '/', name]: readonly string[],
  isRecursive: boolean,
): CommandResult {
  const node = findNode(tree, path);
  if (node === null) {
    puts(NO_PATH);
    return FAILURE;
  }
  if (name === undefined) {
    printNode(puts, node, path === '/' ? '/' : node.name, 0, isRecursive);
    return SUCCESS;
  }
  const value = getProperty(node, name);
  if (value === null) {
    puts('libfdt fdt_getprop(): FDT_ERR_NOTFOUND\n');
    return FAILURE;
  }
  puts(value.length === 0 ? `${path} ${name}\n` : `${name} = ${valueText(value)}\n`);
  return SUCCESS;
}

function printNode(
  puts: (text: string) => void,
  node: FdtNode,
  name: string,
  depth: number,
  isRecursive: boolean,
): void {
  const tabs = '\t'.repeat(depth);
  puts(`${tabs}${name} {\n`);
  if (isRecursive || depth === 0) {
    for (const { name: key, value } of node.properties) {
      puts(value.length === 0 ? `${tabs}\t${key};\n` : `${tabs}\t${key} = ${valueText(value)};\n`);
    }
    for (const child of node.children) printNode(puts, child, child.name, depth + 1, isRecursive);
  }
  puts(`${tabs}};\n`);
}

/** `print_data` */
function valueText(value: Uint8Array): string {
  if (isText(value)) {
    const text = String.fromCharCode(...value.subarray(0, value.length - 1));
    return text
      .split('\0')
      .map((part) => `"${part}"`)
      .join(', ');
  }
  if (value.length % 4 === 0) {
    const view = new DataView(value.buffer, value.byteOffset, value.length);
    const cells = Array.from({ length: value.length / 4 }, (_, index) => `0x${hex(view.getUint32(index * 4), 8)}`);
    return `<${cells.join(' ')}>`;
  }
  return `[${Array.from(value, (byte) => hex(byte, 2)).join(' ')}]`;
}

function setValue({ puts }: CommandContext, { tree, store }: Working, words: readonly string[]): CommandResult {
  const [path, name, ...values] = words;
  if (path === undefined || name === undefined) return USAGE;
  const value = parseValue(values);
  const node = findNode(tree, path);
  if (node === null) {
    puts(NO_PATH);
    return FAILURE;
  }
  setProperty(node, name, value);
  if (store()) return SUCCESS;
  puts('libfdt fdt_setprop(): FDT_ERR_NOSPACE\n');
  return FAILURE;
}

/** `<cells>`, `[bytes]`, or texts, one a word. */
function parseValue(words: readonly string[]): Uint8Array {
  const text = words.join(' ');
  const inside = text
    .slice(1)
    .replace(/[>\]]\s*$/, '')
    .trim();
  const items = inside === '' ? [] : inside.split(/\s+/);
  if (text.startsWith('<')) {
    const cells = new DataView(new ArrayBuffer(items.length * 4));
    // Base 0: decimal, or hexadecimal with 0x.
    for (const [index, item] of items.entries()) cells.setUint32(index * 4, (Number(item) || 0) >>> 0);
    return new Uint8Array(cells.buffer);
  }
  if (text.startsWith('[')) return Uint8Array.from(items, (item) => Number.parseInt(item, 16) || 0);
  return latin1Bytes(words.map((word) => `${word}\0`).join(''));
}

function makeNode({ puts }: CommandContext, { tree, store }: Working, words: readonly string[]): CommandResult {
  const [path, name] = words;
  if (path === undefined || name === undefined) return USAGE;
  const parent = findNode(tree, path);
  if (parent === null) {
    puts(NO_PATH);
    return FAILURE;
  }
  const node = addSubnode(parent, name);
  if (node !== 'FDT_ERR_EXISTS' && store()) return SUCCESS;
  puts(`libfdt fdt_add_subnode(): ${node === 'FDT_ERR_EXISTS' ? node : 'FDT_ERR_NOSPACE'}\n`);
  return FAILURE;
}

function remove(context: CommandContext, { tree, store }: Working, words: readonly string[]): CommandResult {
  const [path, name] = words;
  const { puts } = context;
  if (path === undefined) return USAGE;
  const node = findNode(tree, path);
  if (node === null) {
    puts(NO_PATH);
    return FAILURE;
  }
  if (name !== undefined) {
    if (!removeProperty(node, name)) {
      return notFound(context, 'fdt_delprop');
    }
  } else {
    const parent = parentOf(tree.root, node);
    if (parent === null) tree.root.children.length = 0;
    else parent.children.splice(parent.children.indexOf(node), 1);
  }
  store();
  return SUCCESS;
}

function parentOf(above: FdtNode, wanted: FdtNode): FdtNode | null {
  if (above.children.includes(wanted)) return above;
  for (const child of above.children) {
    const found = parentOf(child, wanted);
    if (found !== null) return found;
  }
  return null;
}
