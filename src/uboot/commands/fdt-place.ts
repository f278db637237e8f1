/**
 * `fdt move`, `resize`, `rsvmem`, `memory` and `bootcpu`: the blob as a whole. Mirrors U-Boot `cmd/fdt.c`, and `fdt_shrink_to_minimum` and
 * `fdt_fixup_memory` of `boot/fdt_support.c`. Left out: a reservation of the blob itself, which `resize` moves along.
 */
import { type CommandContext, type CommandResult, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { setWorkingTree, treeAt } from '../device-tree.ts';
import { fixupMemory } from '../fdt-fixup.ts';
import { hextoul } from '../numbers.ts';
import { notFound, type Working } from './fdt-working.ts';

const PAGE = 0x1000;
/** Room for five reservations more. */
const SPARE_BYTES = 5 * 16;

/** `fdt move <fdt> <newaddr> [<length>]` */
export function move(context: CommandContext, _working: Working, words: readonly string[]): CommandResult {
  const { bits, puts, ram } = context;
  const [from, to, length] = words.map((text) => Number(hextoul(text, bits)));
  if (from === undefined || to === undefined) return USAGE;
  const loaded = treeAt(context, from);
  if (loaded === null) {
    puts('libfdt fdt_check_header(): FDT_ERR_BADMAGIC\n');
    return FAILURE;
  }
  const { sizeBytes } = loaded;
  const room = length ?? sizeBytes;
  if (room < sizeBytes) {
    const hex = (value: number) => `0x${value.toString(16).toUpperCase()}`;
    puts(`New length ${hex(room)} < existing length ${hex(sizeBytes)}, aborting.\n`);
    return FAILURE;
  }
  if (ram.room(to) < room || room > 0xffffffff) {
    puts('libfdt fdt_open_into(): FDT_ERR_NOSPACE\n');
    return FAILURE;
  }
  const blob = ram.read(from, sizeBytes).slice();
  new DataView(blob.buffer, blob.byteOffset).setUint32(4, room);
  ram.write(to, blob);
  setWorkingTree(context, to);
  return SUCCESS;
}

/** `fdt resize [<extrasize>]`: as small as it can be, up to the end of a page, and so much more. */
export function resize({ bits, ram }: CommandContext, { address }: Working, words: readonly string[]): CommandResult {
  const extra = words[0] === undefined ? 0 : Number(BigInt.asUintN(32, hextoul(words[0], bits)));
  const header = ram.read(address, 40);
  const view = new DataView(header.buffer, header.byteOffset);
  const used = view.getUint32(12) + view.getUint32(32) + SPARE_BYTES;
  const before = address % PAGE;
  view.setUint32(4, Math.ceil((used + before) / PAGE) * PAGE - before + extra);
  ram.write(address, header);
  return SUCCESS;
}

/** `fdt memory <addr> <size>` */
export function setMemory({ bits }: CommandContext, { tree, store }: Working, words: readonly string[]): CommandResult {
  const [start, size] = words.map((text) => Number(hextoul(text, bits)));
  if (start === undefined || size === undefined) return USAGE;
  fixupMemory(tree, [{ start, end: start + size }]);
  return store() ? SUCCESS : FAILURE;
}

/** `fdt bootcpu <id>` */
export function setBootCpu({ bits }: CommandContext, { tree, store }: Working, [id]: readonly string[]): CommandResult {
  if (id === undefined) return USAGE;
  tree.bootCpuid = Number(BigInt.asUintN(32, hextoul(id, bits)));
  return store() ? SUCCESS : FAILURE;
}

/** `fdt rsvmem print|add|delete` */
export function reservations(
  context: CommandContext,
  { tree, store }: Working,
  words: readonly string[],
): CommandResult {
  const { bits, puts } = context;
  const [verb = '', ...texts] = words;
  const [first, second] = texts.map((text) => hextoul(text, bits));
  if (verb.startsWith('p')) {
    puts(`index\t\t   start\t\t    size\n${'-'.repeat(48)}\n`);
    const digits = (value: bigint) => value.toString(16).padStart(16, '0');
    for (const [index, { address, size }] of tree.reservations.entries()) {
      puts(`    ${index.toString(16)}\t${digits(address)}\t${digits(size)}\n`);
    }
    return SUCCESS;
  }
  if (verb.startsWith('a') && first !== undefined && second !== undefined) {
    tree.reservations.push({ address: first, size: second });
    if (store()) return SUCCESS;
    puts('libfdt fdt_add_mem_rsv(): FDT_ERR_NOSPACE\n');
    return FAILURE;
  }
  if (!verb.startsWith('d') || first === undefined) return USAGE;
  const index = Number(first);
  if (index >= tree.reservations.length) return notFound(context, 'fdt_del_mem_rsv');
  tree.reservations.splice(index, 1);
  return store() ? SUCCESS : FAILURE;
}
