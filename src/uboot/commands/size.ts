/** `size`, `ext4size`, `fatsize`: a file's size into the variable `filesize`. Mirrors `do_size` of U-Boot `fs/fs.c`. */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, FAILURE, SUCCESS, USAGE } from '../command.ts';

const HELP = `<interface> <dev[:part]> <filename>
    - Find file 'filename' from 'dev' on 'interface'
      `;

/** The last words of the help changed on the way to 2026.07. */
export function sizeCommand({ hasFileRemoval }: UBootProfile): Command {
  const rest = hasFileRemoval ? "determine its size, and store in the 'filesize' variable." : 'and determine its size.';
  return command('size', `${HELP}${rest}`, 'any');
}

export const ext4sizeCommand = command('ext4size', `${HELP}and determine its size.`, 'ext4');
export const fatsizeCommand = command('fatsize', `${HELP}and determine its size.`, 'fat');

function command(name: string, help: string, kind: 'any' | 'ext4' | 'fat'): Command {
  return {
    name,
    maxWords: 4,
    repeatable: false,
    usage: "determine a file's size",
    help,
    *run({ storage, environment }, [, interfaceName, device, path]) {
      if (interfaceName === undefined || device === undefined || path === undefined) return USAGE;
      const size = storage.fileSystem(interfaceName, device, kind)?.size(path) ?? null;
      const { delayNs } = storage.time.take();
      if (delayNs > 0) yield { delayNs };
      if (size === null) return FAILURE;
      environment.setHex('filesize', size);
      return SUCCESS;
    },
  };
}
