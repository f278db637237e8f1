/** `fstype`: which file system lies on a partition. Mirrors `do_fs_type` of U-Boot `fs/fs.c`. */
import { type Command, FAILURE, SUCCESS, USAGE } from '../command.ts';

const HELP = `<interface> <dev>:<part>
- print filesystem type
fstype <interface> <dev>:<part> <varname>
- set environment variable to filesystem type
`;

export const fstypeCommand: Command = {
  name: 'fstype',
  maxWords: 4,
  repeatable: true,
  usage: 'Look up a filesystem type',
  help: HELP,
  *run({ storage, environment, puts }, [, interfaceName, device, variable]) {
    if (interfaceName === undefined || device === undefined) return USAGE;
    const fileSystem = storage.fileSystem(interfaceName, device, 'any');
    const { delayNs } = storage.time.take();
    if (delayNs > 0) yield { delayNs };
    if (fileSystem === null) return FAILURE;
    if (variable === undefined) puts(`${fileSystem.name}\n`);
    else environment.set(variable, fileSystem.name);
    return SUCCESS;
  },
};
