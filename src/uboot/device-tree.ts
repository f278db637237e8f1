/**
 * The device tree on its way to Linux: found in RAM, moved, fixed up, written back.
 *
 * Mirrors `boot_relocate_fdt` and `image_setup_libfdt` of U-Boot `image-fdt.c` (`common/` in 2021.01, `boot/` later).
 */
import { parseFdt, serializeFdt } from '../formats/fdt.ts';
import type { Fdt } from '../formats/fdt-tree.ts';
import { highestPlace } from './boot/places.ts';
import type { CommandContext } from './command.ts';
import { fixupChosen, fixupInitrd, fixupMemory, fixupPstore } from './fdt-fixup.ts';
import { hextoul } from './numbers.ts';

/** CONFIG_SYS_FDT_PAD: room that the fix-ups get behind the blob. */
const FDT_PAD = 0x3000;
const ALIGNMENT = 0x1000;
const HEADER_BYTES = 40;
/** `fdt_shrink_to_minimum` leaves room for five reservation entries. */
const SPARE_RESERVATION_BYTES = 5 * 16;
const FDT_MAGIC = 0xd00dfeed;
/** Ours: a blob that says it is larger is no blob. Real ones stay below 1 MiB. */
const BLOB_LIMIT = 16 * 1024 * 1024;

const FDT_HIGH_WARNING = `WARNING:
The 'fdt_high' environment variable is set to ~0. This is known to cause
boot failures due to placement of DT at non-8-byte-aligned addresses.
This system will likely fail to boot. Unset the 'fdt_high' environment
variable and submit a fix upstream.
`;

export interface LoadedTree {
  readonly address: number;
  readonly sizeBytes: number;
  readonly tree: Fdt;
  /** Where the blob begins in the array that the tree's values are parts of. */
  readonly offset: number;
}

/** The blob at an address; null when there is none that libfdt would take. */
export function treeAt(context: CommandContext, address: number): LoadedTree | null {
  const { ram } = context;
  if (ram.room(address) < HEADER_BYTES) return null;
  const header = ram.read(address, HEADER_BYTES);
  const view = new DataView(header.buffer);
  const sizeBytes = view.getUint32(4);
  if (view.getUint32(0) !== FDT_MAGIC || sizeBytes > ram.room(address) || sizeBytes > BLOB_LIMIT) return null;
  const blob = ram.read(address, sizeBytes);
  const tree = parseFdt(blob);
  return 'error' in tree ? null : { address, sizeBytes, tree, offset: blob.byteOffset };
}

/** `set_working_fdt_addr` */
export function setWorkingTree(context: CommandContext, address: number): void {
  if (context.profile.deviceTree.workingFdtLine) context.puts(`Working FDT set to ${address.toString(16)}\n`);
  context.environment.setHex('fdtaddr', address);
}

/** Where the blob goes, with room behind it; null when there is no place. Prints where. */
export function relocateTree(context: CommandContext, loaded: LoadedTree): { address: number; room: number } | null {
  const { environment, bits, puts, ram } = context;
  const room = loaded.sizeBytes + FDT_PAD;
  const variable = environment.get('fdt_high');
  const high = variable === undefined ? undefined : hextoul(variable, bits);
  const inPlace = high === BigInt.asUintN(bits, -1n);
  const pointer = (address: number) => address.toString(16).padStart(bits / 4, '0');
  let address = loaded.address;
  if (inPlace) {
    if (context.profile.deviceTree.fdtHighWarning) puts(FDT_HIGH_WARNING);
    if (ram.room(address) < room) return null;
    puts(`   Using Device Tree in place at ${pointer(address)}, end ${pointer(address + room - 1)}\n`);
  } else {
    address = highestPlace(context, room, high);
    if (ram.room(address) < room) {
      puts('device tree - allocation error\n');
      return null;
    }
    puts(`   Loading Device Tree to ${pointer(address)}, end ${pointer(address + room - 1)} ... OK\n`);
  }
  // fdt_open_into: the same blob with room behind it.
  const blob = ram.read(loaded.address, loaded.sizeBytes);
  new DataView(blob.buffer, blob.byteOffset).setUint32(4, room);
  ram.write(address, blob);
  setWorkingTree(context, address);
  return { address, room };
}

/** All fix-ups in U-Boot's order, then the blob is written with its size rounded up to a page. False: it has no room. */
export function fixupTree(context: CommandContext, tree: Fdt, place: { address: number; room: number }): boolean {
  const { board, boot, config, environment, profile, pstore, puts, ram } = context;
  if (profile.bootm.missesRandomDevice && config.boot.lacksRandomDevice) puts('No RNG device\n');
  fixupChosen(tree, profile, environment.get('bootargs'));
  if (config.platform === 'board') fixupMemory(tree, board.ramBanks);
  puts(fixupPstore(tree, pstore, profile));
  if (boot.initrd !== null) fixupInitrd(tree, boot.initrd);
  const blob = serializeFdt(tree);
  if (blob.length > place.room) return false;
  const pageOffset = place.address % ALIGNMENT;
  const padded = Math.ceil((blob.length + SPARE_RESERVATION_BYTES + pageOffset) / ALIGNMENT) * ALIGNMENT - pageOffset;
  new DataView(blob.buffer, blob.byteOffset).setUint32(4, padded);
  ram.write(place.address, blob);
  return true;
}
