/** `cp`, `mv`, `rm`, `mkdir`, `rmdir`, `ln`, `touch`, `chmod`, `chown` and the like of BusyBox 1.35. */
import {
  type Blocking,
  type FileStatus,
  O_CREAT,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
} from '../../../shell/posix.ts';
import { EEXIST, ENOENT, EXDEV } from '../../../sim/errno.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { adjustMode, compileMode } from '../libc/mode.ts';
import { parseDatetime } from '../libc/parse-datetime.ts';
import { TimeZone } from '../libc/time-zone.ts';
import { readAccounts } from '../system/accounts.ts';
import { applet, type Run } from './applet.ts';

const COPY_BYTES = 65536;
const DEPTH_MAX = 256;

function typeOf(status: FileStatus): number {
  return status.mode & S_IFMT;
}

function isDirectory(system: SystemCalls, path: string): boolean {
  const status = system.stat(path);
  return typeof status !== 'number' && typeOf(status) === S_IFDIR;
}

/** Last part of a path without slashes at its end. */
export function lastPart(path: string): string {
  const plain = path.replace(/\/+$/, '');
  return plain === '' ? '/' : plain.slice(plain.lastIndexOf('/') + 1);
}

function inside(folder: string, path: string): string {
  return `${folder.replace(/\/+$/, '')}/${lastPart(path)}`;
}

/** Sources, each with where it goes. */
function pairs(run: Run): [string, string][] {
  const into = run.value('t');
  const sources = into === null ? run.operands.slice(0, -1) : [...run.operands];
  const target = into ?? run.operands.at(-1)!;
  const isFolder = into !== null || sources.length > 1 || (isDirectory(run.system, target) && !run.has('T'));
  return sources.map((source) => [source, isFolder ? inside(target, source) : target]);
}

export const cp = applet(
  {
    usage: '[-arPLHpfinlsTu] SOURCE DEST\nor: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }',
    options: { short: 'pdRfinlsLHarPuTt:' },
    least: 1,
  },
  function* (run): Blocking<void> {
    if (run.operands.length < 2 && run.value('t') === null) throw yield* run.usage();
    for (const [source, target] of pairs(run)) yield* copy(run, source, target, 0);
  },
);

function* copy(run: Run, source: string, target: string, depth: number): Blocking<void> {
  const { system } = run;
  // A move to another file system copies as `cp -a` does.
  const keepsAll = run.has('a') || run.name === 'mv';
  const recursive = run.has('r') || run.has('R') || keepsAll;
  const keepsLinks =
    keepsAll || run.has('d') || run.has('P') || (recursive && !run.has('L') && !(run.has('H') && depth === 0));
  const status = keepsLinks ? system.lstat(source) : system.stat(source);
  if (typeof status === 'number') return yield* run.error(`can't stat '${source}'`, status);
  const there = system.stat(target);
  if (typeof there !== 'number' && there.dev === status.dev && there.ino === status.ino) {
    return yield* run.error(`'${source}' and '${target}' are the same file`);
  }
  if (typeOf(status) === S_IFDIR) {
    if (!recursive) return yield* run.error(`omitting directory '${source}'`);
    if (depth >= DEPTH_MAX) return yield* run.error(`${source}`, 36);
    if (typeof there !== 'number' && typeOf(there) !== S_IFDIR)
      return yield* run.error(`target '${target}' is not a directory`);
    const names = system.readDirectory(source);
    const made = typeof there === 'number' ? system.mkdir(target, 0o777) : 0;
    if (made < 0) return yield* run.error(`can't create directory '${target}'`, made);
    if (typeof names === 'number') return yield* run.error(`can't open '${source}'`, names);
    for (const name of names) {
      if (name !== '.' && name !== '..')
        yield* copy(run, `${source.replace(/\/+$/, '')}/${name}`, `${target}/${name}`, depth + 1);
    }
    if (typeof there === 'number') system.chmod(target, status.mode & 0o7777);
  } else if (run.has('n') && typeof there !== 'number') return;
  else if (run.has('u') && typeof there !== 'number' && there.mtime.seconds >= status.mtime.seconds) return;
  else if (run.has('l') || run.has('s')) {
    const made = run.has('s') ? system.symlink(source, target) : system.link(source, target);
    if (made < 0) return yield* run.error(`can't create ${run.has('s') ? 'symlink' : 'link'} '${target}'`, made);
    return;
  } else if (typeOf(status) === S_IFLNK) {
    const link = system.readlink(source);
    if (typeof link === 'number') return yield* run.error(`can't read '${source}'`, link);
    if (typeof system.lstat(target) !== 'number') yield* system.unlink(target);
    const made = system.symlink(link, target);
    if (made < 0) return yield* run.error(`can't create symlink '${target}' to '${link}'`, made);
    return;
  } else if (recursive && [S_IFCHR, S_IFBLK, S_IFIFO].includes(typeOf(status))) {
    const made = system.mknod(target, status.mode, status.rdev);
    if (made < 0) return yield* run.error(`can't create '${target}'`, made);
  } else if (!(yield* copyFile(run, source, target, status))) return;
  if (!run.has('p') && !keepsAll) return;
  system.utimens(target, { atime: status.atime, mtime: status.mtime });
  system.chown(target, status.uid, status.gid);
  system.chmod(target, status.mode & 0o7777);
}

/** Copies the bytes; false when a message was printed. */
function* copyFile(run: Run, source: string, target: string, status: FileStatus): Blocking<boolean> {
  const { system } = run;
  const from = system.open(source, O_RDONLY);
  if (from < 0) {
    yield* run.error(`can't open '${source}'`, from);
    return false;
  }
  if (run.has('f') && typeof system.lstat(target) !== 'number') {
    const probe = system.open(target, O_WRONLY);
    if (probe < 0) yield* system.unlink(target);
    else system.close(probe);
  }
  const to = system.open(target, O_WRONLY | O_CREAT | O_TRUNC, status.mode & 0o777);
  if (to < 0) {
    system.close(from);
    yield* run.error(`can't create '${target}'`, to);
    return false;
  }
  let isWhole = true;
  for (;;) {
    const bytes = yield* system.read(from, COPY_BYTES);
    if (typeof bytes === 'number' || bytes.length === 0) {
      if (typeof bytes === 'number') {
        yield* run.error('read error', bytes);
        isWhole = false;
      }
      break;
    }
    const written = yield* system.write(to, bytes);
    if (written < 0) {
      yield* run.error('write error', written);
      isWhole = false;
      break;
    }
  }
  system.close(from);
  system.close(to);
  return isWhole;
}

export const mv = applet(
  {
    usage: '[-finT] SOURCE DEST\nor: mv [-fin] SOURCE... { -t DIRECTORY | DIRECTORY }',
    options: { short: 'finTt:v' },
    least: 1,
  },
  function* (run): Blocking<void> {
    if (run.operands.length < 2 && run.value('t') === null) throw yield* run.usage();
    for (const [source, target] of pairs(run)) {
      if (run.has('n') && typeof run.system.lstat(target) !== 'number') continue;
      const moved = run.system.rename(source, target);
      if (moved === -EXDEV) {
        const before = run.status;
        yield* copy(run, source, target, 0);
        if (run.status === before) yield* removeTree(run, source, 0);
      } else if (moved < 0) yield* run.error(`can't rename '${source}'`, moved);
    }
  },
);

export const rm = applet({ usage: '[-irf] FILE...', options: { short: 'firRv' } }, function* (run): Blocking<void> {
  if (run.operands.length === 0 && !run.has('f')) throw yield* run.usage();
  for (const path of run.operands) {
    if (lastPart(path) === '.' || lastPart(path) === '..') {
      yield* run.error("can't remove '.' or '..'");
      continue;
    }
    yield* removeTree(run, path, 0);
  }
});

function* removeTree(run: Run, path: string, depth: number): Blocking<void> {
  const { system } = run;
  const status = system.lstat(path);
  if (typeof status === 'number') {
    if (status === -ENOENT && (run.has('f') || run.name === 'mv')) return;
    return yield* run.error(`can't ${status === -ENOENT ? 'remove' : 'stat'} '${path}'`, status);
  }
  if (typeOf(status) !== S_IFDIR) {
    const removed = yield* system.unlink(path);
    if (removed < 0) yield* run.error(`can't remove '${path}'`, removed);
    return;
  }
  if (!run.has('r') && !run.has('R') && run.name !== 'mv') return yield* run.error(`'${path}' is a directory`);
  if (depth >= DEPTH_MAX) return yield* run.error(`can't remove '${path}'`, 36);
  const names = system.readDirectory(path);
  if (typeof names === 'number') return yield* run.error(`can't open '${path}'`, names);
  for (const name of names) {
    if (name !== '.' && name !== '..') yield* removeTree(run, `${path.replace(/\/+$/, '')}/${name}`, depth + 1);
  }
  const removed = yield* system.rmdir(path);
  if (removed < 0) yield* run.error(`can't remove '${path}'`, removed);
}

export const mkdir = applet(
  {
    usage: '[-m MODE] [-p] DIRECTORY...',
    options: { short: 'm:pv', long: { parents: { key: 'p' }, mode: { argument: 'required', key: 'm' } } },
    least: 1,
  },
  function* (run): Blocking<void> {
    const mode = run.value('m');
    const changes = mode === null ? null : compileMode(mode);
    if (mode !== null && changes === null) throw yield* run.die(`invalid mode '${mode}'`);
    for (const path of run.operands) {
      if (run.has('p')) yield* makeParents(run, path);
      const made = run.system.mkdir(path, 0o777);
      if (made < 0 && !(made === -EEXIST && run.has('p') && isDirectory(run.system, path))) {
        yield* run.error(`can't create directory '${path}'`, made);
      } else if (made === 0 && changes !== null) run.system.chmod(path, adjustMode(0o777, true, 0, changes).mode);
    }
  },
);

function* makeParents(run: Run, path: string): Blocking<void> {
  const parts = path.split('/');
  for (let at = 1; at < parts.length; at++) {
    const parent = parts.slice(0, at).join('/');
    if (parent !== '' && !isDirectory(run.system, parent)) {
      const made = run.system.mkdir(parent, 0o777);
      if (made < 0) return yield* run.error(`can't create directory '${parent}'`, made);
    }
  }
}

export const rmdir = applet(
  { usage: '[-p] DIRECTORY...', options: { short: 'p' }, least: 1 },
  function* (run): Blocking<void> {
    for (const operand of run.operands) {
      let path = operand;
      for (;;) {
        const removed = yield* run.system.rmdir(path);
        if (removed < 0) {
          yield* run.error(`'${path}'`, removed);
          break;
        }
        const slash = path.replace(/\/+$/, '').lastIndexOf('/');
        if (!run.has('p') || slash <= 0) break;
        path = path.slice(0, slash);
      }
    }
  },
);

export const ln = applet(
  { usage: '[-sfnbtv] [-S SUF] TARGET... LINK|DIR', options: { short: 'sfnbS:vT' }, least: 1 },
  function* (run): Blocking<void> {
    const { system } = run;
    const sources = run.operands.length === 1 ? run.operands : run.operands.slice(0, -1);
    const last = run.operands.length === 1 ? lastPart(run.operands[0]!) : run.operands.at(-1)!;
    const status = run.has('n') ? system.lstat(last) : system.stat(last);
    const isFolder = typeof status !== 'number' && typeOf(status) === S_IFDIR && !run.has('T');
    if (!isFolder && sources.length > 1) throw yield* run.usage();
    for (const source of sources) {
      const target = isFolder ? inside(last, source) : last;
      if (!run.has('s') && typeof system.stat(source) === 'number') {
        yield* run.error(source, system.stat(source) as number);
        continue;
      }
      if (run.has('f')) yield* system.unlink(target);
      const made = run.has('s') ? system.symlink(source, target) : system.link(source, target);
      if (made < 0) yield* run.error(target, made);
    }
  },
);

export const touch = applet(
  {
    usage: '[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...',
    options: {
      short: 'cfhamd:t:r:',
      long: {
        'no-create': { key: 'c' },
        date: { argument: 'required', key: 'd' },
        reference: { argument: 'required', key: 'r' },
      },
    },
    least: 1,
  },
  function* (run): Blocking<void> {
    const { system } = run;
    const text = run.value('d') ?? run.value('t');
    const reference = run.value('r');
    let time: FileStatus['mtime'] | null = null;
    if (reference !== null) {
      const status = system.stat(reference);
      if (typeof status === 'number') throw yield* run.die(reference, status);
      time = status.mtime;
    } else if (text !== null) {
      time = parseDatetime(text, system.clockRealtime(), new TimeZone());
      if (time === null) throw yield* run.die(`invalid date '${text}'`);
    }
    const times = {
      ...(run.has('m') && !run.has('a') ? {} : { atime: time }),
      ...(run.has('a') && !run.has('m') ? {} : { mtime: time }),
    };
    for (const path of run.operands) {
      let result = system.utimens(path, times, run.has('h'));
      if (result === -ENOENT) {
        if (run.has('c')) continue;
        const fd = system.open(path, O_WRONLY | O_CREAT, 0o666);
        result = fd < 0 ? fd : system.close(fd);
        if (fd >= 0 && time !== null) result = system.utimens(path, times);
      }
      if (result < 0) yield* run.error(path, result);
    }
  },
);

export const chmod = applet(
  { usage: '[-Rcvf] MODE[,MODE]... FILE...', options: { short: '+Rcvf' }, least: 2 },
  function* (run): Blocking<void> {
    const [mode, ...paths] = run.operands as [string, ...string[]];
    const changes = compileMode(mode);
    if (changes === null) throw yield* run.die(`invalid mode '${mode}'`);
    const umask = run.system.umask(0);
    run.system.umask(umask);
    yield* walk(run, paths, function* (path, status): Blocking<void> {
      const changed = adjustMode(status.mode & 0o7777, typeOf(status) === S_IFDIR, umask, changes).mode;
      const result = run.system.chmod(path, changed);
      if (result < 0) yield* run.error(path, result);
    });
  },
);

export const chown = applet(
  { usage: '[-RhLHPcvf] USER[:[GRP]] FILE...', options: { short: 'RhLHPcvf' }, least: 2 },
  (run) => changeOwner(run, false),
);
export const chgrp = applet({ usage: '[-RhLHPcvf] GROUP FILE...', options: { short: 'RhLHPcvf' }, least: 2 }, (run) =>
  changeOwner(run, true),
);

function* changeOwner(run: Run, isGroup: boolean): Blocking<void> {
  const [word, ...paths] = run.operands as [string, ...string[]];
  const accounts = yield* readAccounts(run.system);
  const [user, group] = isGroup ? ['', word] : (word.split(/[:.]/) as [string, string?]);
  let uid = -1;
  let gid = -1;
  if (user !== '') {
    uid = /^\d+$/.test(user) ? Number(user) : (accounts.userByName(user)?.uid ?? -2);
    if (uid === -2) throw yield* run.die(`unknown user ${user}`);
  }
  if (group !== undefined && group !== '') {
    gid = /^\d+$/.test(group) ? Number(group) : (accounts.groupByName(group)?.gid ?? -2);
    if (gid === -2) throw yield* run.die(`unknown group ${group}`);
  }
  yield* walk(run, paths, function* (path): Blocking<void> {
    const result = run.system.chown(path, uid, gid, run.has('h'));
    if (result < 0) yield* run.error(path, result);
  });
}

/** Each path, and with `-R` what is below it. */
function* walk(
  run: Run,
  paths: readonly string[],
  visit: (path: string, status: FileStatus) => Blocking<void>,
  depth = 0,
): Blocking<void> {
  for (const path of paths) {
    const status = depth === 0 ? run.system.stat(path) : run.system.lstat(path);
    if (typeof status === 'number') {
      yield* run.error(path, status);
      continue;
    }
    if (typeOf(status) === S_IFLNK) continue;
    yield* visit(path, status);
    if (!run.has('R') || typeOf(status) !== S_IFDIR || depth >= DEPTH_MAX) continue;
    const names = run.system.readDirectory(path);
    if (typeof names === 'number') yield* run.error(path, names);
    else
      yield* walk(
        run,
        names.filter((name) => name !== '.' && name !== '..').map((name) => `${path.replace(/\/+$/, '')}/${name}`),
        visit,
        depth + 1,
      );
  }
}

export const unlink = applet(
  { usage: 'FILE', options: { short: '' }, least: 1, most: 1 },
  function* (run): Blocking<void> {
    const path = run.operands[0]!;
    const removed = yield* run.system.unlink(path);
    if (removed < 0) yield* run.error(`can't remove file '${path}'`, removed);
  },
);

export const mknod = applet(
  { usage: '[-m MODE] NAME TYPE [MAJOR MINOR]', options: { short: 'm:' }, least: 2 },
  function* (run): Blocking<void> {
    const [path, type, major, minor] = run.operands as [string, string, string?, string?];
    const kinds: Readonly<Record<string, number>> = { b: S_IFBLK, c: S_IFCHR, u: S_IFCHR, p: S_IFIFO };
    const kind = kinds[type];
    if (kind === undefined || (kind !== S_IFIFO && (major === undefined || minor === undefined)))
      throw yield* run.usage();
    const mode = run.value('m') === null ? 0o666 : Number.parseInt(run.value('m')!, 8);
    const rdev = kind === S_IFIFO ? 0 : ((yield* run.number(major!)) << 8) | (yield* run.number(minor!));
    const made = run.system.mknod(path, kind | mode, rdev);
    if (made < 0) yield* run.error(path, made);
  },
);

export const mkfifo = applet(
  { usage: '[-m MODE] NAME', options: { short: 'm:' }, least: 1 },
  function* (run): Blocking<void> {
    const path = run.operands[0]!;
    const mode = run.value('m') === null ? 0o666 : Number.parseInt(run.value('m')!, 8);
    const made = run.system.mknod(path, S_IFIFO | mode, 0);
    if (made < 0) yield* run.error(path, made);
  },
);
