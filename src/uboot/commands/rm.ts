/** `rm`, `mkdir`, `fatrm`, `fatmkdir`. Mirrors `do_rm` and `do_mkdir` of U-Boot `fs/fs.c`; ext4 can do neither. */
import { type Command, type CommandContext, type CommandRun, FAILURE, SUCCESS, USAGE } from '../command.ts';

const RM_HELP = `<interface> [<dev[:part]>] <filename>
    - delete a file with the name 'filename' on
      device type 'interface' instance 'dev'.`;
const MKDIR_HELP = `<interface> [<dev[:part]>] <directory>
    - Create a directory 'directory' of partition 'part' on
      device type 'interface' instance 'dev'.`;
const FATRM_HELP = `<interface> [<dev[:part]>] <filename>
    - delete a file from 'dev' on 'interface'`;
const FATMKDIR_HELP = `<interface> [<dev[:part]>] <directory>
    - create a directory in 'dev' on 'interface'`;

type Kind = 'any' | 'fat';
type Action = 'unlink' | 'mkdir';

export const rmCommand = command('rm', 'delete a file', RM_HELP, 'any', 'unlink');
export const mkdirCommand = command('mkdir', 'create a directory', MKDIR_HELP, 'any', 'mkdir');
export const fatrmCommand = command('fatrm', 'delete a file', FATRM_HELP, 'fat', 'unlink');
export const fatmkdirCommand = command('fatmkdir', 'create a directory', FATMKDIR_HELP, 'fat', 'mkdir');

function command(name: string, usage: string, help: string, kind: Kind, action: Action): Command {
  const run = (context: CommandContext, words: readonly string[]) => change(context, words, kind, action);
  return { name, maxWords: 4, repeatable: true, usage, help, run };
}

function* change(context: CommandContext, words: readonly string[], kind: Kind, action: Action): CommandRun {
  const { storage, puts } = context;
  const [, interfaceName, device, path] = words;
  if (interfaceName === undefined || device === undefined || path === undefined) return USAGE;
  const fileSystem = storage.fileSystem(interfaceName, device, kind);
  if (fileSystem === null) return FAILURE;
  const done = fileSystem[action](path);
  const { delayNs } = storage.time.take();
  if (delayNs > 0) yield { delayNs };
  if (!done && action === 'mkdir') puts(`** Unable to create a directory "${path}" **\n`);
  return done ? SUCCESS : FAILURE;
}
