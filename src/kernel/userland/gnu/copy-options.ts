/** What `cp`, `mv` and `install` ask of the copying they share: coreutils 9.1 `src/copy.h` (`struct cp_options`). */
import type { BackupType } from '../libc/backup.ts';

export interface CopyOptions {
  backup: BackupType;
  backupSuffix: string;
  /** Which source links are followed. */
  dereference: 'never' | 'command-line' | 'always';
  interactive: 'unspecified' | 'never' | 'no' | 'ask';
  /** Special files are read, not made anew. */
  copyAsRegular: boolean;
  unlinkBeforeOpening: boolean;
  unlinkAfterFailedOpen: boolean;
  hardLink: boolean;
  symbolicLink: boolean;
  moveMode: boolean;
  installMode: boolean;
  oneFileSystem: boolean;
  preserveOwnership: boolean;
  preserveMode: boolean;
  preserveTimestamps: boolean;
  explicitNoPreserveMode: boolean;
  preserveLinks: boolean;
  /** A failure to preserve is an error. */
  requirePreserve: boolean;
  recursive: boolean;
  /** Mode to set (install), else null. */
  mode: number | null;
  update: boolean;
  verbose: boolean;
  dataCopy: boolean;
  sparse: 'never' | 'auto' | 'always';
}

export function copyDefaults(): CopyOptions {
  return {
    backup: 'none',
    backupSuffix: '~',
    dereference: 'always',
    interactive: 'unspecified',
    copyAsRegular: true,
    unlinkBeforeOpening: false,
    unlinkAfterFailedOpen: false,
    hardLink: false,
    symbolicLink: false,
    moveMode: false,
    installMode: false,
    oneFileSystem: false,
    preserveOwnership: false,
    preserveMode: false,
    preserveTimestamps: false,
    explicitNoPreserveMode: false,
    preserveLinks: false,
    requirePreserve: false,
    recursive: false,
    mode: null,
    update: false,
    verbose: false,
    dataCopy: true,
    sparse: 'auto',
  };
}
