/**
 * Records what Linux answers to system calls on files: `npx tsx scripts/record/vfs-calls.ts` writes `test/fixtures/vfs/calls.json`.
 *
 * Every call is made on a fresh tree in a directory of tmpfs, as root and as user 1000; noted are the error number (0: none) and,
 * where a call succeeded, the names, types, modes and link counts of the tree afterwards. Needs Linux, root, and a tmpfs at /dev/shm.
 */
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { release } from 'node:os';
import { join, resolve } from 'node:path';

const LONG = 'n'.repeat(255);
/** What the calls are tried on. */
const paths = [
  'file',
  'dir',
  'full',
  'missing',
  'tofile',
  'todir',
  'dangling',
  'loop',
  'file/',
  'dir/',
  'full/',
  'missing/',
  'tofile/',
  'todir/',
  'dangling/',
  'loop/',
  'dir/.',
  'dir/..',
  'full/in',
  'full/sub',
  'full/sub/deep',
  'missing/x',
  'file/x',
  'tofile/x',
  'todir/x',
  'loop/x',
  'dangling/x',
  '',
  '/',
  '.',
  '..',
  LONG,
  `${LONG}n`,
  `dir/${LONG}n`,
  './/dir///',
  'full/sub/../in',
  'file/..',
  'tofull/in',
  'sticky/roots',
  'closed/in',
  'closed/missing',
  'private',
  'readable',
  'chain',
];
/** The other path of a call with two. */
const seconds = [
  'file',
  'dir',
  'full',
  'missing',
  'tofile',
  'todir',
  'dangling',
  'loop',
  'missing/',
  'dir/',
  'file/',
  'dir/new',
  'full/sub',
  'full/sub/new',
  'full/in',
  'missing/x',
  '',
  '.',
  '..',
  '/',
  'sticky/new',
  'closed/new',
  'other',
];
const flags = {
  read: 0,
  write: 1,
  both: 2,
  create: 0o101,
  exclusive: 0o301,
  cut: 0o1001,
  directory: 0o200000,
  noFollow: 0o400000,
  createNoFollow: 0o400101,
  cutRead: 0o1000,
} as const;

type Call = readonly [name: string, ...words: (string | number)[]];

const unary: ((path: string) => Call)[] = [
  (path) => ['mkdir', path, 0o755],
  (path) => ['rmdir', path],
  (path) => ['unlink', path],
  (path) => ['symlink', 'file', path],
  (path) => ['readlink', path],
  (path) => ['stat', path],
  (path) => ['lstat', path],
  (path) => ['chmod', path, 0o6755],
  (path) => ['chown', path, 1000, 1000],
  (path) => ['readDirectory', path],
  ...[0, 1, 2, 4, 7].map(
    (mode) =>
      (path: string): Call => ['access', path, mode],
  ),
  ...Object.values(flags).map(
    (flag) =>
      (path: string): Call => ['open', path, flag, 0o644],
  ),
];

const calls: Call[] = [
  ...paths.flatMap((path) => unary.map((make) => make(path))),
  ...paths.flatMap((from) => seconds.map((to): Call => ['rename', from, to])),
  ...paths.flatMap((from) => seconds.map((to): Call => ['link', from, to])),
];

function plant(folder: string): void {
  const at = (name: string) => join(folder, name);
  writeFileSync(at('file'), 'text\n');
  writeFileSync(at('other'), '');
  mkdirSync(at('dir'));
  mkdirSync(at('full/sub'), { recursive: true });
  writeFileSync(at('full/in'), 'in');
  symlinkSync('file', at('tofile'));
  symlinkSync('dir', at('todir'));
  symlinkSync('full', at('tofull'));
  symlinkSync('nowhere', at('dangling'));
  symlinkSync('loop', at('loop'));
  symlinkSync('tofile', at('chain'));
  mkdirSync(at('sticky'));
  writeFileSync(at('sticky/roots'), '');
  mkdirSync(at('closed'));
  writeFileSync(at('closed/in'), '');
  writeFileSync(at('private'), 'p');
  writeFileSync(at('readable'), 'r');
  for (const name of ['dir', 'full', 'full/sub', 'full/in', 'file', 'other']) chownSync(at(name), 1000, 1000);
  for (const [name, mode] of modes) chmodSync(at(name), mode);
  chownSync(folder, 1000, 1000);
  chmodSync(folder, 0o755);
}

const modes: readonly (readonly [string, number])[] = [
  ['file', 0o644],
  ['other', 0o644],
  ['dir', 0o755],
  ['full', 0o755],
  ['full/sub', 0o755],
  ['full/in', 0o644],
  ['sticky', 0o1777],
  ['sticky/roots', 0o666],
  ['closed', 0o700],
  ['closed/in', 0o644],
  ['private', 0o600],
  ['readable', 0o604],
];

function perform([name, ...words]: Call): void {
  const [path, second] = words as [string, string & number];
  switch (name) {
    case 'mkdir':
      mkdirSync(path, second);
      break;
    case 'rmdir':
      rmdirSync(path);
      break;
    case 'unlink':
      unlinkSync(path);
      break;
    case 'symlink':
      symlinkSync(path, second);
      break;
    case 'readlink':
      readlinkSync(path);
      break;
    case 'stat':
      statSync(path);
      break;
    case 'lstat':
      lstatSync(path);
      break;
    case 'chmod':
      chmodSync(path, second);
      break;
    case 'chown':
      chownSync(path, second, words[2] as number);
      break;
    case 'readDirectory':
      readdirSync(path);
      break;
    case 'access':
      accessSync(path, second);
      break;
    case 'open':
      closeSync(openSync(path, second, words[2] as number));
      break;
    case 'rename':
      renameSync(path, second);
      break;
    case 'link':
      linkSync(path, second);
      break;
  }
}

/** Each name below a directory: type and permission bits in octal, and links. */
function tree(folder: string, prefix = ''): string[] {
  return readdirSync(folder, 'latin1')
    .sort()
    .flatMap((name) => {
      const status = lstatSync(join(folder, name));
      const line = `${prefix}${name} ${status.mode.toString(8)} ${status.nlink} ${status.uid}`;
      return status.isDirectory() ? [line, ...tree(join(folder, name), `${prefix}${name}/`)] : [line];
    });
}

process.umask(0o022);
const records: unknown[] = [];
for (const uid of [0, 1000]) {
  for (const call of calls) {
    // access goes by the real user, which stays root here.
    if (uid !== 0 && call[0] === 'access') continue;
    const top = mkdtempSync('/dev/shm/calls-');
    chmodSync(top, 0o755);
    const folder = join(top, 't');
    mkdirSync(folder);
    plant(folder);
    const before = tree(folder).join('\n');
    process.chdir(folder);
    let error = 0;
    try {
      process.setegid!(uid);
      process.seteuid!(uid);
      perform(call);
    } catch (thrown) {
      error = -((thrown as { errno?: number }).errno ?? 0);
      if (error === 0) throw thrown;
    } finally {
      process.seteuid!(0);
      process.setegid!(0);
    }
    const after = tree(folder);
    process.chdir('/');
    const changes = after.join('\n') === before ? undefined : difference(before.split('\n'), after);
    records.push(changes === undefined ? [uid, call, error] : [uid, call, error, changes]);
    rmSync(top, { recursive: true, force: true });
  }
}

/** Lines that went, with a minus, and lines that came. */
function difference(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ];
}

const provenance = `Linux ${release()}, tmpfs, node ${process.version}; npx tsx scripts/record/vfs-calls.ts`;
const target = resolve(import.meta.dirname, '../../test/fixtures/vfs/calls.json');
const lines = records.map((record) => JSON.stringify(record)).join(',\n');
writeFileSync(target, `{"provenance": ${JSON.stringify(provenance)},\n"records": [\n${lines}\n]}\n`);
process.stdout.write(`${records.length} calls\n`);
