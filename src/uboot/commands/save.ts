/** `save`, `ext4write`, `fatwrite`: bytes from RAM into a file. Mirrors `do_save` of U-Boot `fs/fs.c` and its three front ends. */
import { type Command, USAGE } from '../command.ts';
import { hextoul } from '../numbers.ts';
import { type FileToSave, saveFile } from './file-save.ts';

const SAVE_HELP = `<interface> <dev[:part]> <addr> <filename> bytes [pos]
    - Save binary file 'filename' to partition 'part' on device
      type 'interface' instance 'dev' from addr 'addr' in memory.
      'bytes' gives the size to save in bytes and is mandatory.
      'pos' gives the file byte position to start writing to.
      If 'pos' is 0 or omitted, the file is written from the start.`;
const EXT4_HELP = `<interface> <dev[:part]> <addr> <absolute filename path>
    [sizebytes] [file offset]
    - create a file in / directory`;
const FAT_HELP = `<interface> <dev[:part]> <addr> <filename> [<bytes> [<offset>]]
    - write file 'filename' from the address 'addr' in RAM
      to 'dev' on 'interface'`;

export const saveCommand = command('save', 'save file to a filesystem', SAVE_HELP, 'any', false);
export const ext4writeCommand = command('ext4write', 'create a file in the root directory', EXT4_HELP, 'ext4', true);
export const fatwriteCommand = command('fatwrite', 'write file into a dos filesystem', FAT_HELP, 'fat', false);

function command(name: string, usage: string, help: string, kind: FileToSave['kind'], repeatable: boolean): Command {
  return {
    name,
    maxWords: 7,
    repeatable,
    usage,
    help,
    *run(context, words) {
      const [, interfaceName, device, addressText, path, bytesText, positionText] = words;
      if (interfaceName === undefined || device === undefined || addressText === undefined) return USAGE;
      if (path === undefined || bytesText === undefined) return USAGE;
      const number = (text: string) => Number(hextoul(text, context.bits));
      return yield* saveFile(context, {
        interfaceName,
        device,
        kind,
        path,
        address: number(addressText),
        length: number(bytesText),
        position: positionText === undefined ? 0 : number(positionText),
      });
    },
  };
}
