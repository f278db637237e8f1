/**
 * `load`, `ext4load`, `ext2load`, `fatload`: a file from a disk into RAM. Mirrors `do_load` and `fs_read_lmb_check` of U-Boot `fs/fs.c`.
 */
import { type Command, type CommandContext, type CommandRun, FAILURE, SUCCESS, USAGE } from '../command.ts';
import type { UBootFileSystem } from '../disk/file-system.ts';
import { hextoul, parseHex } from '../numbers.ts';
import { transferLine } from '../print-size.ts';

const LOAD_HELP = `<interface> [<dev[:part]> [<addr> [<filename> [bytes [pos]]]]]
    - Load binary file 'filename' from partition 'part' on device
       type 'interface' instance 'dev' to address 'addr' in memory.
      'bytes' gives the size to load in bytes.
      If 'bytes' is 0 or omitted, the file is read until the end.
      'pos' gives the file byte position to start reading from.
      If 'pos' is 0 or omitted, the file is read from the start.`;
const EXT_HELP = (name: string) => `<interface> [<dev[:part]> [addr [filename [bytes [pos]]]]]
    - load binary file 'filename' from 'dev' on 'interface'
      to address 'addr' from ${name} filesystem`;
const FAT_HELP = `<interface> [<dev[:part]> [<addr> [<filename> [bytes [pos]]]]]
    - Load binary file 'filename' from 'dev' on 'interface'
      to address 'addr' from dos filesystem.
      'pos' gives the file position to start loading from.
      If 'pos' is omitted, 0 is used. 'pos' requires 'bytes'.
      'bytes' gives the size to load. If 'bytes' is 0 or omitted,
      the load stops on end of file.
      If either 'pos' or 'bytes' are not aligned to
      ARCH_DMA_MINALIGN then a misaligned buffer warning will
      be printed and performance will suffer for the load.`;

type Kind = 'any' | 'ext4' | 'fat';

export const loadCommand = command('load', 'load binary file from a filesystem', LOAD_HELP, 'any', 7);
export const ext4loadCommand = command(
  'ext4load',
  'load binary file from a Ext4 filesystem',
  EXT_HELP('ext4'),
  'ext4',
  7,
);
export const ext2loadCommand = command(
  'ext2load',
  'load binary file from a Ext2 filesystem',
  `${EXT_HELP('ext2')}.`,
  'ext4',
  6,
);
export const fatloadCommand = command('fatload', 'load binary file from a dos filesystem', FAT_HELP, 'fat', 7);

function command(name: string, usage: string, help: string, kind: Kind, maxWords: number): Command {
  return { name, maxWords, repeatable: false, usage, help, run: (context, words) => load(context, words, kind) };
}

function* load(context: CommandContext, words: readonly string[], kind: Kind): CommandRun {
  const { storage, puts, environment, profile } = context;
  const [, interfaceName, device, addressText, name, bytesText, positionText] = words;
  if (interfaceName === undefined) return USAGE;
  const fileSystem = storage.fileSystem(interfaceName, device, kind);
  if (fileSystem === null) {
    if (profile.storage.blockDeviceLine) puts("Can't set block device\n");
    return FAILURE;
  }
  const address = loadAddress(context, addressText);
  if (address === undefined) return USAGE;
  const path = name ?? environment.get('bootfile');
  if (path === undefined) {
    puts('** No boot file defined **\n');
    return FAILURE;
  }
  const number = (text: string | undefined) => (text === undefined ? 0 : Number(hextoul(text, context.bits)));
  const read = readFile(context, fileSystem, path, address, number(bytesText), number(positionText));
  const { delayNs, milliseconds } = storage.time.take();
  if (delayNs > 0) yield { delayNs };
  if (read === null) {
    puts(`Failed to load '${path}'\n`);
    return FAILURE;
  }
  puts(transferLine(read, 'read', milliseconds, profile.sizeRollsOver));
  environment.setHex('fileaddr', address);
  environment.setHex('filesize', read);
  return SUCCESS;
}

/** Undefined when the text is no whole number. */
function loadAddress({ environment, bits, config }: CommandContext, text: string | undefined): number | undefined {
  if (text === undefined) {
    const variable = environment.get('loadaddr');
    return variable === undefined ? config.kernelAddress : Number(hextoul(variable, bits));
  }
  const { value, length } = parseHex(text, bits);
  return length === 0 || length < text.length ? undefined : Number(value);
}

/** Bytes put into RAM, or null. */
function readFile(
  { storage, ram, layout, puts }: CommandContext,
  fileSystem: UBootFileSystem,
  path: string,
  address: number,
  bytes: number,
  position: number,
): number | null {
  const size = fileSystem.size(path);
  if (size === null) return null;
  const available = Math.max(0, size - position);
  const length = bytes === 0 ? available : Math.min(bytes, available);
  // lmb: not outside RAM, and not where U-Boot itself lies. Behind the end of the file nothing is read, so nothing is checked.
  const inReserved = address < layout.ramTop && address + length > layout.reservedStart;
  if (length > 0 && (ram.room(address) < length || inReserved)) {
    puts('** Reading file would overwrite reserved memory **\n');
    return null;
  }
  const contents = fileSystem.read(path, position, bytes);
  if (contents === null) return null;
  const shared = position === 0 ? storage.sharedPages(contents) : null;
  if (shared !== null) ram.place(address, shared, contents.length);
  else if (contents.length > 0) ram.write(address, contents);
  return contents.length;
}
