/** Applets about names: `readlink`, `realpath`, `basename`, `dirname`, and `truncate` (BusyBox 1.35). */
import { type Blocking, O_CREAT, O_WRONLY } from '../../../shell/posix.ts';
import { ENOENT } from '../../../sim/errno.ts';
import { canonicalPath } from '../system/mount-table.ts';
import { applet } from './applet.ts';
import { lastPart } from './file-applets.ts';

export const truncate = applet(
  { usage: '[-c] -s SIZE FILE...', options: { short: 'cs:' }, least: 1 },
  function* (run): Blocking<void> {
    const text = run.value('s');
    const match = text === null ? null : /^(\d+)([kKMG]?)$/.exec(text);
    if (text === null) throw yield* run.usage();
    if (match === null) throw yield* run.die(`invalid number '${text}'`);
    const size = Number(match[1]) * 1024 ** ['', 'k', 'm', 'g'].indexOf(match[2]!.toLowerCase());
    for (const path of run.operands) {
      const fd = run.system.open(path, O_WRONLY | (run.has('c') ? 0 : O_CREAT), 0o666);
      if (fd < 0) {
        if (!(fd === -ENOENT && run.has('c'))) yield* run.error(path, fd);
        continue;
      }
      const result = run.system.ftruncate(fd, size);
      run.system.close(fd);
      if (result < 0) yield* run.error(`${path}: truncate`, result);
    }
  },
);

export const readlink = applet(
  { usage: '[-fnv] FILE', options: { short: 'fnvsqe' }, least: 1, most: 1 },
  function* (run): Blocking<number> {
    const path = run.operands[0]!;
    const target = run.has('f') ? canonicalPath(run.system, path) : run.system.readlink(path);
    if (typeof target === 'number') {
      if (run.has('v')) yield* run.warn(path, target);
      return 1;
    }
    yield* run.out.put(run.has('n') ? target : `${target}\n`);
    return 0;
  },
);

export const realpath = applet({ usage: 'FILE...', options: { short: '' }, least: 1 }, function* (run): Blocking<void> {
  for (const path of run.operands) {
    const full = canonicalPath(run.system, path);
    const parent = run.system.stat(full.slice(0, full.lastIndexOf('/')) || '/');
    if (typeof parent === 'number') yield* run.error(path, parent);
    else yield* run.out.put(`${full}\n`);
  }
});

export const basename = applet(
  { usage: 'FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...', options: { short: '+as:' }, least: 1 },
  function* (run): Blocking<void> {
    const many = run.has('a') || run.value('s') !== null;
    if (!many && run.operands.length > 2) throw yield* run.usage();
    const suffix = run.value('s') ?? (many ? undefined : run.operands[1]);
    for (const path of many ? run.operands : run.operands.slice(0, 1)) {
      const name = lastPart(path);
      yield* run.out.put(
        `${suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`,
      );
    }
  },
);

export const dirname = applet(
  { usage: 'FILENAME', options: { short: '' }, least: 1, most: 1 },
  function* (run): Blocking<void> {
    const plain = run.operands[0]!.replace(/\/+$/, '');
    const slash = plain.lastIndexOf('/');
    const folder = slash < 0 ? (plain === '' ? '/' : '.') : plain.slice(0, slash).replace(/\/+$/, '') || '/';
    yield* run.out.put(`${folder}\n`);
  },
);
