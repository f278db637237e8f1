/** `df` of coreutils 9.1 (`src/df.c`): space on file systems, by the table of mounts and `statfs`. */
import type { Blocking } from '../../../shell/posix.ts';
import type { FileSystemStatus } from '../../process/system-calls.ts';
import { canonicalize } from '../libc/canonicalize.ts';
import { humanSize, type SizeStyle } from '../libc/human-size.ts';
import { quoteFile } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { type MountEntry, readMounts } from '../system/mount-table.ts';
import { type DfField, type DfOptions, fields, readDfOptions } from './df-options.ts';

/** Types that hold no files of their own: gnulib `lib/mountlist.c` (`ME_DUMMY`). */
const dummyTypes = new Set([
  'autofs',
  'proc',
  'subfs',
  'debugfs',
  'devpts',
  'fusectl',
  'fuse.portal',
  'mqueue',
  'rpc_pipefs',
  'sysfs',
  'devfs',
  'kernfs',
  'ignore',
]);
const remoteTypes = new Set(['nfs', 'nfs4', 'cifs', 'smbfs', 'smb3', 'afs', 'acfs', 'coda', 'fuse.sshfs']);

/** Sums that are shown; null where a file system does not tell. */
interface Space {
  readonly blockSize: bigint;
  readonly total: bigint;
  readonly used: bigint;
  readonly available: bigint;
}

export const df = defineTool(
  {
    name: 'df',
    synopsis: ['[OPTION]... [FILE]...'],
    summary: 'Tell how much space file systems have: those that hold each FILE, or all.',
    help: [
      '-a, --all; -l, --local; -t, --type=TYPE; -x, --exclude-type=TYPE   which file systems',
      '-h, --human-readable; -H, --si; -k; -m; -B, --block-size=SIZE      units',
      '-i, --inodes; -T, --print-type; -P, --portability; --total; --output[=LIST]; --sync',
    ],
  },
  function* (tool) {
    const options = yield* readDfOptions(tool);
    const reporter = new Reporter(tool, options);
    const resolved = yield* resolveOperands(tool);
    const mounts = yield* readMounts(tool.system);
    if (typeof mounts === 'number') {
      const isFatal = tool.operands.length === 0 || options.all || options.local || options.types.length > 0;
      const text = `${isFatal ? '' : 'Warning: '}cannot read table of mounted file systems`;
      if (isFatal) throw yield* tool.die(text, mounts);
      yield* tool.warn(text, mounts);
    }
    const table = typeof mounts === 'number' ? [] : mounts;
    if (options.sync) yield* tool.system.sync();
    if (tool.operands.length === 0) {
      for (const mount of options.all ? table : distinctMounts(tool, table)) {
        yield* reporter.add({ mount, file: null, isAsked: false });
      }
    } else {
      for (const { file, path } of resolved) {
        const mount = mountOf(tool, table, file, path);
        if (mount !== null) yield* reporter.add({ mount, file, isAsked: true });
      }
    }
    if (reporter.rows.length === 0) {
      if (tool.status === 0) throw yield* tool.die('no file systems processed');
      return tool.status;
    }
    yield* reporter.print();
    return tool.status;
  },
);

/** The operands that are there, with their full names. */
function* resolveOperands(tool: Tool): Blocking<{ readonly file: string; readonly path: string }[]> {
  const found: { file: string; path: string }[] = [];
  for (const file of tool.operands) {
    const status = tool.system.stat(file);
    const path = canonicalize(tool.system, file, 'existing');
    if (typeof status === 'number' || typeof path === 'number') {
      yield* tool.error(file === '' ? "''" : quoteFile(file), typeof status === 'number' ? status : (path as number));
    } else found.push({ file, path });
  }
  return found;
}

/** The mount that holds a path: the deepest one, the latest of those at one place; or the one of this device. */
function mountOf(tool: Tool, mounts: readonly MountEntry[], file: string, path: string): MountEntry | null {
  const byDevice = mounts.findLast(
    ({ source }) => source === path || canonicalize(tool.system, source, 'existing') === path,
  );
  if (byDevice !== undefined && path.startsWith('/dev/')) return byDevice;
  let best: MountEntry | null = null;
  for (const mount of mounts) {
    const isAbove = mount.target === '/' || path === mount.target || path.startsWith(`${mount.target}/`);
    if (isAbove && (best === null || mount.target.length >= best.target.length)) best = mount;
  }
  if (best !== null) return best;
  const type = file === '' ? '' : '-';
  return { id: 0, parentId: 0, device: '', target: '-', source: '-', type, options: '' };
}

/** One mount for each file system: a real device before others, the shorter place before the longer. */
function distinctMounts(tool: Tool, mounts: readonly MountEntry[]): MountEntry[] {
  const kept = new Map<string, MountEntry>();
  for (const mount of mounts) {
    const status = tool.system.stat(mount.target);
    const key = typeof status === 'number' ? `?${mount.id}` : String(status.dev);
    const known = kept.get(key);
    if (known === undefined) kept.set(key, mount);
    else {
      const isBetterSource = mount.source.includes('/') && !known.source.includes('/');
      const isNearer = known.target.length > mount.target.length;
      const isOver = known.target === mount.target && known.source !== mount.source;
      if (isBetterSource || isNearer || isOver) kept.set(key, mount);
    }
  }
  return mounts.filter((mount) => [...kept.values()].includes(mount));
}

interface Request {
  readonly mount: MountEntry;
  readonly file: string | null;
  readonly isAsked: boolean;
}

class Reporter {
  readonly rows: string[][] = [];
  readonly #tool: Tool;
  readonly #options: DfOptions;
  #totalSpace: Space = { blockSize: 1n, total: 0n, used: 0n, available: 0n };
  #totalInodes: Space = { blockSize: 1n, total: 0n, used: 0n, available: 0n };

  constructor(tool: Tool, options: DfOptions) {
    this.#tool = tool;
    this.#options = options;
  }

  *add({ mount, file, isAsked }: Request): Blocking<void> {
    const { all, local, types, excludedTypes } = this.#options;
    if (local && remoteTypes.has(mount.type)) return;
    if (!isAsked && !all && dummyTypes.has(mount.type) && !types.includes(mount.type)) return;
    if (types.length > 0 && !types.includes(mount.type)) return;
    if (excludedTypes.includes(mount.type)) return;
    const status = this.#tool.system.statfs(isAsked && mount.target === '-' ? file! : mount.target);
    if (typeof status === 'number') {
      if (isAsked) yield* this.#tool.error(quoteFile(mount.target), status);
      return;
    }
    if (!isAsked && !all && types.length === 0 && status.blocks === 0) return;
    const space = spaceOf(status);
    const inodes = inodesOf(status);
    this.#totalSpace = sum(this.#totalSpace, space);
    this.#totalInodes = sum(this.#totalInodes, inodes);
    this.rows.push(this.#row(mount.source, mount.type, file ?? '-', mount.target, space, inodes));
  }

  #row(source: string, type: string, file: string, target: string, space: Space, inodes: Space): string[] {
    const { sizeStyle, columns } = this.#options;
    const size = (blocks: bigint, { blockSize }: Space) => signedSize(blocks, blockSize, sizeStyle);
    // Counts of inodes are not scaled by a block size, only by -h.
    const countStyle: SizeStyle = sizeStyle.autoscale ? sizeStyle : { ...sizeStyle, blockSize: 1n, showUnit: false };
    const count = (value: bigint) => signedSize(value, 1n, countStyle);
    const cells: Record<DfField, () => string> = {
      source: () => source,
      fstype: () => type,
      itotal: () => count(inodes.total),
      iused: () => count(inodes.used),
      iavail: () => count(inodes.available),
      ipcent: () => percent(inodes),
      size: () => size(space.total, space),
      used: () => size(space.used, space),
      avail: () => size(space.available, space),
      pcent: () => percent(space),
      file: () => file,
      target: () => target,
    };
    return columns.map((column) => cells[column]().replace(/[\x00-\x1f\x7f]/g, '?'));
  }

  *print(): Blocking<void> {
    const { columns, total } = this.#options;
    const rows = [columns.map((column) => this.#caption(column)), ...this.rows];
    if (total) {
      const hasSource = columns.includes('source');
      rows.push(this.#row('total', '-', '-', hasSource ? '-' : 'total', this.#totalSpace, this.#totalInodes));
    }
    const widths = columns.map((column, at) => Math.max(fields[column].width, ...rows.map((row) => row[at]!.length)));
    for (const row of rows) {
      const cells = row.map((cell, at) => {
        const isLast = at === row.length - 1;
        if (!fields[columns[at]!].left) return cell.padStart(widths[at]!);
        return isLast ? cell : cell.padEnd(widths[at]!);
      });
      yield* this.#tool.out.put(`${cells.join(' ')}\n`);
    }
  }

  #caption(column: DfField): string {
    const { mode, sizeStyle } = this.#options;
    if (column === 'size' && mode === 'posix') return `${sizeStyle.blockSize}-blocks`;
    if (column === 'size' && (mode === 'default' || (mode === 'output' && !sizeStyle.autoscale))) {
      return `${blockCaption(sizeStyle)}-blocks`;
    }
    if (column === 'avail' && (mode === 'default' || mode === 'posix')) return 'Available';
    if (column === 'pcent' && mode === 'posix') return 'Capacity';
    return fields[column].caption;
  }
}

/** `1K`, `1kB`, `512B`: in the base in which the block size is rounder. */
function blockCaption({ blockSize, base, showB }: SizeStyle): string {
  let thousand = blockSize;
  let kibi = blockSize;
  let isThousand: boolean;
  let isKibi: boolean;
  do {
    isThousand = thousand % 1000n === 0n;
    thousand /= 1000n;
    isKibi = kibi % 1024n === 0n;
    kibi /= 1024n;
  } while (isThousand && isKibi);
  const shown = isKibi !== isThousand ? (isKibi ? 1024 : 1000) : blockSize === 1n ? 1000 : base;
  const style: SizeStyle = {
    blockSize: 1n,
    autoscale: true,
    base: shown,
    showUnit: true,
    showB: showB || shown === 1000,
  };
  return humanSize(blockSize, style).replace(/\.0(?=\D|$)/, '');
}

function spaceOf({ bsize, blocks, bfree, bavail }: FileSystemStatus): Space {
  return {
    blockSize: BigInt(bsize),
    total: BigInt(blocks),
    used: BigInt(blocks - bfree),
    available: BigInt(bavail),
  };
}

function inodesOf({ files, ffree }: FileSystemStatus): Space {
  return { blockSize: 1n, total: BigInt(files), used: BigInt(files - ffree), available: BigInt(ffree) };
}

function sum(a: Space, b: Space): Space {
  return {
    blockSize: 1n,
    total: a.total * a.blockSize + b.total * b.blockSize,
    used: a.used * a.blockSize + b.used * b.blockSize,
    available: a.available * a.blockSize + b.available * b.blockSize,
  };
}

function signedSize(value: bigint, blockSize: bigint, style: SizeStyle): string {
  return value < 0n ? `-${humanSize(-value, style, blockSize)}` : humanSize(value, style, blockSize);
}

/** Used of what users can use, rounded up; `-` where there is nothing. */
function percent({ used, available }: Space): string {
  const usable = used + available;
  if (usable <= 0n || used < 0n) return '-';
  return `${(used * 100n + usable - 1n) / usable}%`;
}
