/** `version`: mirrors U-Boot `cmd/version.c` (the banner without its leading line feeds, then the tools). */
import { versionString } from '../banner.ts';
import { type Command, SUCCESS } from '../command.ts';

export const versionCommand: Command = {
  name: 'version',
  maxWords: 1,
  repeatable: true,
  usage: 'print monitor, compiler and linker version',
  help: '',
  run({ profile, config, puts }) {
    const tools = profile.showsTools ? `${config.compiler ?? profile.compiler}\n${profile.linker}\n` : '';
    puts(`${versionString(profile)}\n\n${tools}`);
    return SUCCESS;
  },
};
