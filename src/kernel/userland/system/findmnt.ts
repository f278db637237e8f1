/** `findmnt` (tree, list, one target, columns) and `mountpoint` of util-linux 2.38.1. */
import { S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { canonicalPath, type MountEntry, matchesTypes, readMounts } from './mount-table.ts';
import { fail, print, usageError } from './program-frame.ts';
import { type Cell, tableText } from './text-table.ts';

const COLUMNS: Readonly<Record<string, (entry: MountEntry) => string>> = {
  TARGET: ({ target }) => target,
  SOURCE: ({ source }) => source,
  FSTYPE: ({ type }) => type,
  OPTIONS: ({ options }) => options,
  ID: ({ id }) => String(id),
  PARENT: ({ parentId }) => String(parentId),
  'MAJ:MIN': ({ device }) => device,
};

export const findmnt: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'aAbCcDdeFfhIiJkM:lmnN:O:o:Pp:R:rS:sT:t:UuVvw',
    long: {
      noheadings: { key: 'n' },
      output: { argument: 'required', key: 'o' },
      types: { argument: 'required', key: 't' },
      list: { key: 'l' },
      raw: { key: 'r' },
      source: { argument: 'required', key: 'S' },
      target: { argument: 'required', key: 'T' },
      mountpoint: { argument: 'required', key: 'M' },
      'first-only': { key: 'f' },
    },
  });
  if (error !== null) return yield* usageError(system, 'findmnt', error);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const value = (key: string): string | null => options.findLast((option) => option.key === key)?.value ?? null;
  const columns = (value('o') ?? 'TARGET,SOURCE,FSTYPE,OPTIONS').split(',').map((name) => name.toUpperCase());
  const unknown = columns.find((name) => !Object.hasOwn(COLUMNS, name));
  if (unknown !== undefined) return yield* fail(system, `findmnt: unknown column: ${unknown}`);
  const mounts = yield* readMounts(system);
  if (typeof mounts === 'number')
    return yield* fail(system, `findmnt: can't read /proc/self/mountinfo: ${strerror(mounts)}`);

  const word = operands[0] ?? value('S') ?? value('M') ?? value('T');
  const path = word === null || word === undefined ? null : canonicalPath(system, word);
  let chosen = mounts.filter((one) => matchesTypes(one.type, value('t')));
  if (path !== null) {
    chosen =
      value('T') === null ? chosen.filter((one) => one.target === path || one.source === word) : nearest(chosen, path);
  }
  if (has('f')) chosen = chosen.slice(0, 1);
  if (chosen.length === 0) return 1;
  const isTree = path === null && value('t') === null && !has('l') && !has('r');
  const ordered = isTree ? tree(mounts) : chosen.map((entry) => ({ entry, prefix: '' }));
  const rows = ordered.map(({ entry, prefix }) =>
    columns.map((name): Cell => (name === 'TARGET' ? prefix : '') + COLUMNS[name]!(entry)),
  );
  const text = has('r') ? rawText(has('n') ? rows : [columns, ...rows]) : tableText(rows, columns, has('n'));
  return (yield* print(system, 'findmnt', text)) ? 0 : 1;
};

const rawText = (rows: readonly (readonly Cell[])[]): string => rows.map((row) => `${row.join(' ')}\n`).join('');

/** The mount that a path lies in. */
function nearest(mounts: readonly MountEntry[], path: string): MountEntry[] {
  let best: MountEntry | undefined;
  for (const one of mounts) {
    const inside = one.target === '/' || path === one.target || path.startsWith(`${one.target}/`);
    if (inside && one.target.length >= (best?.target.length ?? 0)) best = one;
  }
  return best === undefined ? [] : [best];
}

/** Depth first, children in the order they were mounted, with the ASCII branches of libsmartcols. */
function tree(mounts: readonly MountEntry[]): { entry: MountEntry; prefix: string }[] {
  const lines: { entry: MountEntry; prefix: string }[] = [];
  const ids = new Set(mounts.map(({ id }) => id));
  const add = (entry: MountEntry, branch: string, below: string): void => {
    lines.push({ entry, prefix: branch });
    const children = mounts.filter((one) => one.parentId === entry.id && one !== entry);
    for (const [at, child] of children.entries()) {
      const isLast = at === children.length - 1;
      add(child, `${below}${isLast ? '`-' : '|-'}`, `${below}${isLast ? '  ' : '| '}`);
    }
  };
  for (const entry of mounts) if (!ids.has(entry.parentId) || entry.parentId === entry.id) add(entry, '', '');
  return lines;
}

export const mountpoint: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'qdxVh',
    long: { quiet: { key: 'q' }, 'fs-devno': { key: 'd' }, devno: { key: 'x' }, nofollow: { key: 'nofollow' } },
  });
  if (error !== null) return yield* usageError(system, 'mountpoint', error);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const path = operands[0];
  if (path === undefined || operands.length > 1) return yield* usageError(system, 'mountpoint', 'bad usage');
  const status = system.stat(path);
  if (typeof status === 'number') return has('q') ? 1 : yield* fail(system, `mountpoint: ${path}: ${strerror(status)}`);
  const mounts = yield* readMounts(system);
  const at = canonicalPath(system, path);
  const isDirectory = (status.mode & S_IFMT) === S_IFDIR;
  const isMounted = isDirectory && typeof mounts !== 'number' && mounts.some(({ target }) => target === at);
  if (has('d') && isMounted) yield* print(system, 'mountpoint', `${status.dev >> 8}:${status.dev & 0xff}\n`);
  else if (!has('q')) {
    yield* print(system, 'mountpoint', `${path} is ${isMounted ? 'a' : 'not a'} mountpoint\n`);
  }
  return isMounted ? 0 : 32;
};
