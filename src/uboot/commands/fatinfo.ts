/** `fatinfo`: the device and the kind of FAT on it. Mirrors `do_fat_fsinfo` and `file_fat_detectfs` of U-Boot. */
import { type Command, FAILURE, SUCCESS } from '../command.ts';
import { deviceText } from '../disk/device-text.ts';
import { Fat, fatBootSector } from '../disk/fat.ts';

const HELP = `<interface> [<dev[:part]>]
    - print information about filesystem from 'dev' on 'interface'`;

export const fatinfoCommand: Command = {
  name: 'fatinfo',
  maxWords: 3,
  repeatable: true,
  usage: 'print information about filesystem',
  help: HELP,
  run({ storage, puts, profile }, [, interfaceName, device]) {
    if (interfaceName === undefined) {
      puts('usage: fatinfo <interface> [<dev[:part]>]\n');
      return SUCCESS;
    }
    const partition = storage.find(interfaceName, device, true);
    if (partition === null || partition === 'stand-in' || partition === 'nothing') return FAILURE;
    const { access, number } = partition;
    const { disk } = access.driver;
    const boot = fatBootSector(access);
    if (boot === null) {
      puts(`\n** Unable to use ${interfaceName} ${disk.number}:${number} for fatinfo **\n`);
      return FAILURE;
    }
    puts(`Interface:  ${interfaceName}\n  Device ${disk.number}: ${deviceText(disk)}`);
    const bits = Fat.mount(access, puts, profile.storage)?.bits ?? null;
    puts(bits === null ? '\nNo valid FAT fs found\n' : `Filesystem: FAT${bits} "${boot.label}"\n`);
    return bits === null ? FAILURE : SUCCESS;
  },
};
