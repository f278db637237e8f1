/** `ls` of BusyBox 1.35 (`coreutils/ls.c`), with its columns and times. */
import { type Blocking, type FileStatus, S_IFBLK, S_IFCHR, S_IFDIR, S_IFLNK, S_IFMT } from '../../../shell/posix.ts';
import { ENOENT } from '../../../sim/errno.ts';
import { modeString } from '../libc/mode.ts';
import { type Accounts, readAccounts } from '../system/accounts.ts';
import { applet, type Run } from './applet.ts';
import { humanReadable, listTime } from './format.ts';

interface Entry {
  readonly name: string;
  /** How it is reached. */
  readonly path: string;
  readonly status: FileStatus;
  readonly linkTarget: string | null;
}

export const ls = applet(
  {
    usage: '[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...',
    options: {
      short: 'Cadi1lgnsxQAkLHRFpGothrSXvcuTw:',
      long: {
        'full-time': { key: 'full-time' },
        'group-directories-first': { key: 'dirs' },
        color: { argument: 'optional', key: 'color' },
      },
    },
  },
  function* (run): Blocking<void> {
    const accounts = yield* readAccounts(run.system);
    const listing = new Listing(run, accounts);
    const files: Entry[] = [];
    const folders: Entry[] = [];
    const isFollowed =
      run.has('L') || run.has('H') || !(run.has('l') || run.has('d') || run.has('F') || run.has('full-time'));
    for (const path of run.operands.length === 0 ? ['.'] : run.operands) {
      const entry = listing.entry(path, path, isFollowed);
      if (typeof entry === 'number') yield* run.error(path, entry);
      else (isFolder(entry) && !run.has('d') ? folders : files).push(entry);
    }
    if (files.length > 0) yield* listing.show(files, false);
    yield* listing.showFolders(
      folders,
      files.length > 0 || run.operands.length > 1 || run.has('R'),
      files.length === 0,
    );
  },
);

function isFolder({ status }: Entry): boolean {
  return (status.mode & S_IFMT) === S_IFDIR;
}

class Listing {
  readonly #run: Run;
  readonly #accounts: Accounts;
  readonly #isLong: boolean;
  readonly #columns: boolean;

  constructor(run: Run, accounts: Accounts) {
    this.#run = run;
    this.#accounts = accounts;
    this.#isLong = run.has('l') || run.has('n') || run.has('g') || run.has('o') || run.has('full-time');
    this.#columns =
      !run.has('1') &&
      !this.#isLong &&
      (run.has('C') || run.has('x') || run.system.isatty(1)) &&
      !(run.has('s') && !run.has('C'));
  }

  entry(name: string, path: string, follows: boolean): Entry | number {
    const { system } = this.#run;
    let status = follows ? system.stat(path) : system.lstat(path);
    if (status === -ENOENT && follows) status = system.lstat(path);
    if (typeof status === 'number') return status;
    const target = (status.mode & S_IFMT) === S_IFLNK ? system.readlink(path) : null;
    return { name, path, status, linkTarget: typeof target === 'string' ? target : null };
  }

  *showFolders(folders: readonly Entry[], titled: boolean, isFirst: boolean): Blocking<void> {
    let first = isFirst;
    for (const folder of this.#sorted(folders)) {
      if (titled) yield* this.#run.out.put(`${first ? '' : '\n'}${folder.path}:\n`);
      first = false;
      const names = this.#run.system.readDirectory(folder.path);
      if (typeof names === 'number') {
        yield* this.#run.error(folder.path, names);
        continue;
      }
      const entries: Entry[] = [];
      for (const name of names) {
        if (name.startsWith('.') && !this.#run.has('a') && !(this.#run.has('A') && name !== '.' && name !== '..'))
          continue;
        const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
        const entry = this.entry(name, `${base}${name}`, this.#run.has('L'));
        if (typeof entry === 'number') yield* this.#run.error(`${base}${name}`, entry);
        else entries.push(entry);
      }
      yield* this.show(entries, true);
      if (!this.#run.has('R')) continue;
      const below = entries.filter((one) => isFolder(one) && one.name !== '.' && one.name !== '..');
      if (below.length > 0) yield* this.showFolders(below, true, false);
    }
  }

  #sorted(entries: readonly Entry[]): Entry[] {
    const run = this.#run;
    const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
    const key = run.has('c') ? 'ctime' : run.has('u') ? 'atime' : 'mtime';
    const compare = (a: Entry, b: Entry): number => {
      let order = 0;
      if (run.has('S')) order = b.status.size - a.status.size;
      else if (run.has('t') || ((run.has('c') || run.has('u')) && !this.#isLong))
        order = Number(b.status[key].seconds - a.status[key].seconds);
      else if (run.has('X')) {
        const suffix = ({ name }: Entry): string => (name.includes('.') ? name.slice(name.lastIndexOf('.')) : '');
        order = suffix(a) < suffix(b) ? -1 : suffix(a) > suffix(b) ? 1 : 0;
      }
      return order === 0 ? byName(a, b) : order;
    };
    const sorted = [...entries].sort(compare);
    if (run.has('r')) sorted.reverse();
    if (run.has('dirs')) sorted.sort((a, b) => Number(isFolder(b)) - Number(isFolder(a)));
    return sorted;
  }

  *show(entries: readonly Entry[], withTotal: boolean): Blocking<void> {
    const { out } = this.#run;
    if (withTotal && (this.#isLong || this.#run.has('s'))) {
      const blocks = entries.reduce((sum, { status }) => sum + status.blocks, 0);
      yield* out.put(`total ${this.#run.has('h') ? humanReadable(blocks * 512) : Math.ceil(blocks / 2)}\n`);
    }
    const texts = this.#sorted(entries).map((entry) => this.#text(entry));
    if (!this.#columns) {
      for (const text of texts) {
        out.add(`${text}\n`);
        if (out.isFull) yield* out.flush();
      }
      return;
    }
    const width =
      this.#run.value('w') === null
        ? this.#run.system.isatty(1)
          ? this.#run.system.windowSize(1).columns || 80
          : 80
        : Number(this.#run.value('w'));
    yield* out.put(columnText(texts, width, this.#run.has('x')));
  }

  #text(entry: Entry): string {
    const run = this.#run;
    const { status } = entry;
    let text = '';
    if (run.has('i')) text += `${String(status.ino).padStart(7)} `;
    if (run.has('s')) text += `${String(Math.ceil(status.blocks / 2)).padStart(6)} `;
    if (this.#isLong) {
      text += `${modeString(status.mode)} ${String(status.nlink).padStart(4)} `;
      const numeric = run.has('n');
      const user = numeric ? String(status.uid) : this.#accounts.userName(status.uid);
      const group = numeric ? String(status.gid) : this.#accounts.groupName(status.gid);
      if (run.has('g')) text += `${group.padEnd(8).slice(0, 8)} `;
      else if (run.has('o')) text += `${user.padEnd(8).slice(0, 8)} `;
      else text += `${user.padEnd(8).slice(0, 8)} ${group.padEnd(8).slice(0, 8)} `;
      const type = status.mode & S_IFMT;
      if (type === S_IFCHR || type === S_IFBLK) {
        text += `${String((status.rdev >> 8) & 0xfff).padStart(4)}, ${String((status.rdev & 0xff) | ((status.rdev >> 12) & 0xfff00)).padStart(3)} `;
      } else
        text += run.has('h') ? `${humanReadable(status.size).padStart(7)} ` : `${String(status.size).padStart(9)} `;
      const key = run.has('c') ? 'ctime' : run.has('u') ? 'atime' : 'mtime';
      text += `${listTime(status[key].seconds, run.system.now(), run.has('full-time'))} `;
    }
    text += run.has('Q') ? `"${entry.name}"` : entry.name;
    if (this.#isLong && entry.linkTarget !== null) return `${text} -> ${entry.linkTarget}`;
    return text + this.#mark(status.mode);
  }

  #mark(mode: number): string {
    const type = mode & S_IFMT;
    if (type === S_IFDIR && (this.#run.has('F') || this.#run.has('p'))) return '/';
    if (!this.#run.has('F')) return '';
    if (type === S_IFLNK) return '@';
    if (type === 0o140000) return '=';
    if (type === 0o010000) return '|';
    return type === 0o100000 && (mode & 0o111) !== 0 ? '*' : '';
  }
}

/** Columns all as wide as the longest name and two blanks, filled downwards (or across). */
function columnText(texts: readonly string[], width: number, across: boolean): string {
  if (texts.length === 0) return '';
  const cell = Math.max(...texts.map((text) => text.length)) + 2;
  const columns = Math.max(1, Math.floor((width - 1) / cell));
  const rows = Math.ceil(texts.length / columns);
  let lines = '';
  for (let row = 0; row < rows; row++) {
    let line = '';
    let pad = 0;
    for (let column = 0; column < columns; column++) {
      const at = across ? row * columns + column : column * rows + row;
      const text = texts[at];
      if (text === undefined) break;
      line += ' '.repeat(pad) + text;
      pad = cell - text.length;
    }
    lines += `${line}\n`;
  }
  return lines;
}
