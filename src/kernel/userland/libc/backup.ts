/** Backups of files that are about to be overwritten: gnulib `lib/backupfile.c`, `--backup` of cp, mv, ln and install. */
import type { Blocking } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { baseName, directoryName } from './fts.ts';
import type { Tool } from './usage.ts';

export type BackupType = 'none' | 'simple' | 'existing' | 'numbered';

const choices = [
  ['none', 'none'],
  ['off', 'none'],
  ['simple', 'simple'],
  ['never', 'simple'],
  ['existing', 'existing'],
  ['nil', 'existing'],
  ['numbered', 'numbered'],
  ['t', 'numbered'],
] as const;

/** The kind of backup that an option or VERSION_CONTROL asks for. */
export function* backupType(tool: Tool, word: string | null): Blocking<BackupType> {
  if (word !== null && word !== '') return yield* tool.argmatch('backup type', word, choices);
  const fromEnvironment = tool.getenv('VERSION_CONTROL');
  if (fromEnvironment) return yield* tool.argmatch('$VERSION_CONTROL', fromEnvironment, choices);
  return 'existing';
}

/** The name under which `file` is kept. */
export function backupName(system: SystemCalls, file: string, type: BackupType, suffix: string): string {
  if (type === 'simple') return file + suffix;
  const start = `${baseName(file)}.~`;
  const names = system.readDirectory(directoryName(file));
  let highest = 0;
  for (const name of typeof names === 'number' ? [] : names) {
    const digits = name.startsWith(start) ? /^([1-9]\d*)~$/.exec(name.slice(start.length)) : null;
    if (digits !== null) highest = Math.max(highest, Number(digits[1]));
  }
  return highest === 0 && type === 'existing' ? file + suffix : `${file}.~${highest + 1}~`;
}
