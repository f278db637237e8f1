/** The working tree of `fdt`: found where `fdt addr` said, changed as a whole. Mirrors parts of U-Boot `cmd/fdt.c`. */
import { parseFdt, serializeFdt } from '../../formats/fdt.ts';
import type { Fdt } from '../../formats/fdt-tree.ts';
import { type CommandContext, type CommandResult, FAILURE, USAGE } from '../command.ts';
import { treeAt } from '../device-tree.ts';
import { hextoul } from '../numbers.ts';

const NOT_SET = `No FDT memory address configured. Please configure
the FDT address via "fdt addr <address>" command.
Aborting!
`;
/** A path that leads nowhere. */
export const NO_PATH = 'libfdt fdt_path_offset() returned FDT_ERR_NOTFOUND\n';

/** The failure of a libfdt call whose error was once taken for the command's own status: -1 shows the usage. */
export function notFound({ puts, profile }: CommandContext, call: string): CommandResult {
  const { failureShowsUsage } = profile.deviceTree;
  puts(`libfdt ${call}(): ${failureShowsUsage ? ' ' : ''}FDT_ERR_NOTFOUND\n`);
  return failureShowsUsage ? USAGE : FAILURE;
}

/** A tree in RAM. */
export interface Working {
  readonly address: number;
  readonly tree: Fdt;
  /** Bytes it may take. */
  readonly room: number;
  /** Stores the tree; false where its room is too small. */
  store(): boolean;
}

/** The tree that `fdt addr` chose, if it is still there. */
export function working(context: CommandContext): Working | null {
  const { environment, puts, ram, bits } = context;
  const text = environment.get('fdtaddr');
  if (text === undefined) {
    puts(NOT_SET);
    return null;
  }
  const address = Number(hextoul(text, bits));
  const loaded = treeAt(context, address);
  if (loaded === null) {
    puts('libfdt fdt_check_header(): FDT_ERR_BADMAGIC\n');
    return null;
  }
  const { tree, sizeBytes } = loaded;
  const store = (): boolean => {
    const blob = serializeFdt(tree);
    if (blob.length > sizeBytes || 'error' in parseFdt(blob)) return false;
    new DataView(blob.buffer, blob.byteOffset).setUint32(4, sizeBytes);
    ram.write(address, blob);
    return true;
  };
  return { address, tree, room: sizeBytes, store };
}

/** `is_printable_string`: texts that each end in one NUL, none of them empty. */
export function isText(value: Uint8Array): boolean {
  if (value.length === 0 || value.length > 65_536 || value[value.length - 1] !== 0) return false;
  return value.every((byte, index) => (byte === 0 ? index > 0 && value[index - 1] !== 0 : byte >= 0x20 && byte < 0x7f));
}
