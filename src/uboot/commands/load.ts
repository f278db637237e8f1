/** `load`: a file from the boot medium into RAM. Mirrors `do_load` and `fs_read_lmb_check` of U-Boot `fs/fs.c`. */
import { NS_PER_MS } from '../../sim/clock.ts';
import { type Command, type CommandContext, type CommandRun, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { hextoul, parseHex } from '../numbers.ts';
import { transferLine } from '../print-size.ts';

const HELP = `<interface> [<dev[:part]> [<addr> [<filename> [bytes [pos]]]]]
    - Load binary file 'filename' from partition 'part' on device
       type 'interface' instance 'dev' to address 'addr' in memory.
      'bytes' gives the size to load in bytes.
      If 'bytes' is 0 or omitted, the file is read until the end.
      'pos' gives the file byte position to start reading from.
      If 'pos' is 0 or omitted, the file is read from the start.`;

export const loadCommand: Command = {
  name: 'load',
  maxWords: 7,
  repeatable: false,
  usage: 'load binary file from a filesystem',
  help: HELP,
  *run(context, words): CommandRun {
    const { storage, puts, environment, profile } = context;
    const [, interfaceName, device, addressText, name, bytesText, positionText] = words;
    if (interfaceName === undefined) return USAGE;
    const missing = device === undefined ? '** No device specified **\n' : storage.missing(interfaceName, device);
    if (missing !== undefined) {
      puts(`${missing}${profile.storage.blockDeviceLine ? "Can't set block device\n" : ''}`);
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
    const read = readFile(context, path, address, number(bytesText), number(positionText));
    if (typeof read === 'string') {
      puts(`${read}Failed to load '${path}'\n`);
      return FAILURE;
    }
    const timeMs = storage.readTimeMs(read);
    if (timeMs > 0) yield { delayNs: timeMs * NS_PER_MS };
    puts(transferLine(read, 'read', timeMs, profile.sizeRollsOver));
    environment.setHex('fileaddr', address);
    environment.setHex('filesize', read);
    return SUCCESS;
  },
};

/** Undefined when the text is no whole number. */
function loadAddress({ environment, bits, config }: CommandContext, text: string | undefined): number | undefined {
  if (text === undefined) {
    const variable = environment.get('loadaddr');
    return variable === undefined ? config.kernelAddress : Number(hextoul(variable, bits));
  }
  const { value, length } = parseHex(text, bits);
  return length === 0 || length < text.length ? undefined : Number(value);
}

/** Bytes put into RAM, or the message that precedes the failure. */
function readFile(
  { storage, ram, layout }: CommandContext,
  path: string,
  address: number,
  bytes: number,
  position: number,
): number | string {
  const file = storage.file(path);
  if (file === undefined) return '';
  const fileBytes = 'template' in file ? file.sizeBytes : file.bytes.length;
  const available = Math.max(0, fileBytes - position);
  const length = bytes === 0 ? available : Math.min(bytes, available);
  // lmb: not outside RAM, and not where U-Boot itself lies.
  const inReserved = address < layout.ramTop && address + length > layout.reservedStart;
  if (ram.room(address) < length || ram.room(address) === 0 || inReserved) {
    return '** Reading file would overwrite reserved memory **\n';
  }
  if ('template' in file && position === 0 && length === fileBytes) ram.place(address, file.template, length);
  else {
    const source = 'template' in file ? file.template.bytes : file.bytes;
    ram.write(address, source.subarray(position, position + length));
  }
  return length;
}
