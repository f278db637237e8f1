/** `ls`, `ext4ls`, `ext2ls`, `fatls`: what a directory holds. Mirrors `do_ls`, `fs_ls_generic` and the older `ext4fs_ls` of U-Boot. */
import { type Command, type CommandContext, type CommandRun, FAILURE, SUCCESS, USAGE } from '../command.ts';
import type { DirectoryEntry } from '../disk/file-system.ts';

const LS_HELP = `<interface> [<dev[:part]> [directory]]
    - List files in directory 'directory' of partition 'part' on
      device type 'interface' instance 'dev'.`;
const EXT_HELP = `<interface> <dev[:part]> [directory]
    - list files from 'dev' on 'interface' in a 'directory'`;
const FAT_HELP = `<interface> [<dev[:part]>] [directory]
    - list files from 'dev' on 'interface' in a 'directory'`;

type Kind = 'any' | 'ext4' | 'fat';

export const lsCommand = command('ls', LS_HELP, 'any');
export const ext4lsCommand = command('ext4ls', EXT_HELP, 'ext4');
export const ext2lsCommand = command('ext2ls', EXT_HELP, 'ext4');
export const fatlsCommand = command('fatls', FAT_HELP, 'fat');

function command(name: string, help: string, kind: Kind): Command {
  const usage = 'list files in a directory (default /)';
  return { name, maxWords: 4, repeatable: true, usage, help, run: (context, words) => list(context, words, kind) };
}

function* list(context: CommandContext, words: readonly string[], kind: Kind): CommandRun {
  const { storage, puts, profile } = context;
  const [, interfaceName, device, directory = '/'] = words;
  if (interfaceName === undefined) return USAGE;
  const fileSystem = storage.fileSystem(interfaceName, device, kind);
  if (fileSystem === null) return FAILURE;
  const entries = fileSystem.list(directory);
  const { delayNs } = storage.time.take();
  if (delayNs > 0) yield { delayNs };
  const isOwn = fileSystem.name === 'ext4' && profile.storage.ext4List === 'own';
  if (entries === null) {
    if (isOwn) puts('** Can not find directory. **\n');
    return FAILURE;
  }
  puts(isOwn ? entries.map(ownLine).join('') : genericText(entries));
  return SUCCESS;
}

const OWN_MARKS = { directory: '<DIR> ', link: '<SYM> ', file: '      ', other: '< ? > ' } as const;

/** ext2 and ext4 before 2025.01. */
function ownLine({ name, kind, size }: DirectoryEntry): string {
  return `${OWN_MARKS[kind]}${String(size).padStart(10)} ${name}\n`;
}

function genericText(entries: readonly DirectoryEntry[]): string {
  const lines = entries.map(({ name, kind, size }) => {
    if (kind === 'directory') return `            ${name}/\n`;
    return kind === 'link' ? `    <SYM>   ${name}\n` : ` ${String(size).padStart(8)}   ${name}\n`;
  });
  const directories = entries.filter(({ kind }) => kind === 'directory').length;
  return `${lines.join('')}\n${entries.length - directories} file(s), ${directories} dir(s)\n\n`;
}
