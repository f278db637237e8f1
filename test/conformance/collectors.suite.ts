/**
 * Recorded runs of real systemd-pstore (`collectors/systemd-pstore-RELEASE.json`): the same files and settings must give the same messages, journal
 * entries, status, and files with their modes in both places.
 *
 * Each case gets a user space of its own, with its root in memory. Of a journal entry what the program itself gave is compared, not what journald adds.
 */
import type { SystemCalls } from '../../src/kernel/process/system-calls.ts';
import { systemdPstoreOf } from '../../src/kernel/userland/collectors/systemd-pstore.ts';
import { type Blocking, O_CREAT, O_WRONLY, S_IFDIR, S_IFMT } from '../../src/shell/posix.ts';
import { contents, directory, file, TestSystem } from '../kernel/process/user-space-harness.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector } from './vectors.ts';

type Tree = Readonly<Record<string, readonly [mode: string, text: string | null]>>;

interface RecordedCase {
  readonly name: string;
  readonly source: Readonly<Record<string, string | null>>;
  readonly archive: Readonly<Record<string, string>>;
  readonly conf: Readonly<Record<string, string>>;
  readonly args: readonly string[] | null;
  /** The archive is a tmpfs of this size, and full of a file; read-only places. */
  readonly size?: string;
  readonly filler?: boolean;
  readonly readonly?: boolean;
  readonly source_readonly?: boolean;
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly journal: readonly (readonly (readonly [name: string, value: string])[])[];
  readonly sourceAfter: Tree;
  readonly archiveAfter: Tree;
}

const FOLDER = 'collectors';

export const suites: readonly Suite[] = listVectors(FOLDER).flatMap((name) => {
  const release = /^systemd-pstore-(252|257)\.json$/.exec(name)?.[1];
  if (release === undefined) return [];
  return [{ name: `systemd-pstore ${release}`, cases: () => casesOf(name, release === '252' ? 252 : 257) }];
});

function casesOf(name: string, generation: 252 | 257): Case[] {
  const { cases } = readJsonVector<{ readonly cases: readonly RecordedCase[] }>(`${FOLDER}/${name}`);
  return cases.map((recorded) => ({ name: recorded.name, run: () => compare(recorded, generation) }));
}

function compare(recorded: RecordedCase, generation: 252 | 257): void {
  const { source, archive, conf, args } = recorded;
  const machine = new TestSystem({
    entries: [...parents(conf), ...Object.entries(conf).map(([path, text]) => file(path, text))],
  });
  const ran = machine.now(function* (system) {
    yield* prepare(system, recorded);
    for (const [path, text] of Object.entries(source)) yield* put(system, `/src/${path}`, text);
    for (const [path, text] of Object.entries(archive)) yield* put(system, `/archive/${path}`, text);
    if (recorded.filler === true) yield* fill(system);
    if (recorded.readonly === true) yield* system.mount('none', '/archive', '', ['remount', 'ro'], '');
    if (recorded.source_readonly === true) yield* system.mount('none', '/src', '', ['remount', 'ro'], '');
    const errors = system.open('/tmp/stderr', O_WRONLY | O_CREAT, 0o600);
    system.dup2(errors, 2);
    const status = yield* systemdPstoreOf(generation)(system, ['systemd-pstore', ...(args ?? ['/src', '/archive'])]);
    if (recorded.filler === true) yield* system.unlink('/archive/filler');
    return {
      status,
      stdout: '',
      stderr: yield* contents(system, '/tmp/stderr'),
      journal: entriesOf(yield* contents(system, '/var/log/journal/system.export')),
      sourceAfter: yield* tree(system, '/src'),
      archiveAfter: yield* tree(system, '/archive'),
    };
  });
  if (typeof ran === 'number') throw new Error(`the program did not end: ${ran}`);
  for (const [key, value] of Object.entries(ran)) {
    const ours = JSON.stringify(value, null, 1);
    const theirs = JSON.stringify(recorded[key as keyof RecordedCase], null, 1);
    if (ours !== theirs) throw new Error(`${key} differs:\nours     ${ours}\nrecorded ${theirs}`);
  }
}

function parents(files: Readonly<Record<string, string>>): ReturnType<typeof directory>[] {
  const found = new Set<string>();
  for (const path of Object.keys(files)) {
    for (let slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', slash + 1))
      found.add(path.slice(0, slash));
  }
  return [...found].sort().map((path) => directory(path));
}

/** Both places are file systems of their own. */
function* prepare(system: SystemCalls, { size }: RecordedCase): Blocking<void> {
  for (const folder of ['/src', '/archive', '/var', '/var/log', '/var/log/journal']) system.mkdir(folder, 0o755);
  const options = size === undefined ? 'mode=755' : `mode=755,size=${size}`;
  yield* system.mount('tmpfs', '/archive', 'tmpfs', [], options);
  yield* system.mount('tmpfs', '/src', 'tmpfs', [], 'mode=755');
}

function* put(system: SystemCalls, path: string, text: string | null): Blocking<void> {
  for (let slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    system.mkdir(path.slice(0, slash), 0o755);
  }
  if (text === null) {
    system.mkdir(path, 0o755);
    return;
  }
  const fd = system.open(path, O_WRONLY | O_CREAT, 0o644);
  yield* system.write(fd, new Uint8Array(Buffer.from(text, 'latin1')));
  system.close(fd);
}

/** Until there is no room left, page by page. */
function* fill(system: SystemCalls): Blocking<void> {
  const fd = system.open('/archive/filler', O_WRONLY | O_CREAT, 0o644);
  for (let pages = 0; pages < 100; pages++) if ((yield* system.write(fd, new Uint8Array(4096))) < 0) break;
  system.close(fd);
}

function* tree(system: SystemCalls, top: string): Blocking<Tree> {
  const found: Record<string, [string, string | null]> = {};
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const names = system.readDirectory(`${top}/${folder}`);
    if (typeof names === 'number') continue;
    for (const name of names) {
      if (name === '.' || name === '..') continue;
      const path = folder + name;
      const status = system.stat(`${top}/${path}`);
      if (typeof status === 'number') throw new Error(`${path}: ${status}`);
      const mode = `0o${(status.mode & 0o7777).toString(8)}`;
      if ((status.mode & S_IFMT) === S_IFDIR) {
        found[`${path}/`] = [mode, null];
        open.push(`${path}/`);
      } else found[path] = [mode, (yield* contents(system, `${top}/${path}`)) as string];
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the program gave to the journal, from the export format. */
function entriesOf(text: string | number): [string, string][][] {
  if (typeof text === 'number') return [];
  const entries: [string, string][][] = [];
  let entry: [string, string][] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end);
    at = end + 1;
    if (line === '') {
      entries.push(entry);
      entry = [];
      continue;
    }
    const equals = line.indexOf('=');
    let field: [string, string];
    if (equals >= 0) field = [line.slice(0, equals), line.slice(equals + 1)];
    else {
      const length = Number(Buffer.from(text.slice(at, at + 8), 'latin1').readBigUInt64LE());
      field = [line, text.slice(at + 8, at + 8 + length)];
      at += 8 + length + 1;
    }
    if (!field[0].startsWith('_')) entry.push(field);
  }
  return entries;
}
