/**
 * pstorefs as a tree: the files of the running pstore.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/pstore/inode.c`: root of mode 0750, files 0444, nothing but unlink. A function trace is rendered when it is
 * read; its size is that of the raw records.
 */
import { latin1Text } from '../../sim/bytes.ts';
import { kallsyms } from '../function-trace.ts';
import type { PseudoServices } from '../procfs/services.ts';
import { ftraceFormat, ftraceText } from '../pstore/ftrace.ts';
import { isFunctionTrace, PSTORE_FILE_MODE, type PstoreFile } from '../pstore/inode.ts';
import type { PseudoDirectoryNode } from '../vfs/pseudo-tree.ts';

const PSTOREFS_MODE = 0o750;

export function pstorefsTree(services: PseudoServices): PseudoDirectoryNode {
  const { fs } = services.parts.pstore.pstore;
  return {
    kind: 'directory',
    mode: PSTOREFS_MODE,
    names: () => fs.files().map(({ name }) => name),
    child: (name) => {
      const file = fs.file(name);
      if (file === undefined) return undefined;
      const { seconds, nanoseconds } = file.mtime;
      return {
        kind: 'file',
        mode: PSTORE_FILE_MODE,
        size: file.size,
        mtime: () => ({ seconds, nanoseconds: Number(nanoseconds) }),
        read: () => contents(services, file),
      };
    },
    unlink: (name) => fs.unlink(name),
  };
}

function contents({ context, parts, profile, text }: PseudoServices, file: PstoreFile): string {
  if (!isFunctionTrace(file)) return latin1Text(file.content);
  const format = ftraceFormat(profile, context.board.byteOrder);
  return latin1Text(ftraceText(file.content, format, kallsyms(text.crash, parts.casualty.addresses)));
}
