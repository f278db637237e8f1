/**
 * Records what the real shell and tools print: `npx tsx scripts/record/commands.ts scripts/record/commands/GROUP.ts …` writes
 * `test/fixtures/commands/GROUP.json`.
 *
 * Each script runs as root in a fresh copy of the spec's files, bound at /root/t in a mount namespace of its own (so several
 * recorders can run at once), with an environment of LC_ALL=C TZ=UTC HOME=/root and PATH only. Needs Linux, root, `unshare`.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lchownSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CommandSpec, RecordedCase, RecordedFile, RecordedGroup, SpecCase, SpecFile } from './commands-spec.ts';

const MTIME = 1709294400; // 2024-03-01 12:00:00 UTC
const FIXTURES = resolve(import.meta.dirname, '../../test/fixtures/commands');
const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', HOME: '/root', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };

for (const path of process.argv.slice(2)) {
  const module: { default: CommandSpec } = await import(pathToFileURL(resolve(path)).href);
  const name = basename(path, '.ts');
  const group = record(module.default, `npx tsx scripts/record/commands.ts scripts/record/commands/${name}.ts`);
  mkdirSync(FIXTURES, { recursive: true });
  writeFileSync(join(FIXTURES, `${name}.json`), `${JSON.stringify(group, null, 1)}\n`);
  process.stdout.write(`${name}: ${group.cases.length} cases\n`);
}

function record(spec: CommandSpec, commandLine: string): RecordedGroup {
  const packages = ['bash', ...(spec.packages ?? [])].map((name) => {
    const { stdout } = spawnSync('dpkg-query', ['-W', name], { encoding: 'utf8' });
    if (stdout === '') throw new Error(`package ${name} is not installed`);
    return stdout.trim().replace('\t', ' ');
  });
  const files: Record<string, RecordedFile> = {};
  for (const [path, file] of Object.entries(spec.files ?? {})) files[path] = complete(file);
  const names = new Set<string>();
  const cases = spec.cases.map((entry) => {
    const wanted: SpecCase = typeof entry === 'string' ? { script: entry } : entry;
    const name = wanted.name ?? wanted.script;
    if (names.has(name)) throw new Error(`two cases are named ${name}`);
    names.add(name);
    return recordCase(spec, files, { ...wanted, name });
  });
  return {
    provenance: `Debian 12: ${packages.join(', ')}; ${new Date().toISOString().slice(0, 10)}; ${commandLine}`,
    shell: spec.shell ?? 'bash',
    files,
    cases,
  };
}

function complete(file: SpecFile | string): RecordedFile {
  if (typeof file === 'string') return { mode: '0644', mtime: MTIME, text: file };
  const mtime = file.mtime ?? MTIME;
  if ('directory' in file) return { mode: file.mode ?? '0755', mtime, directory: true };
  if ('link' in file) return { mode: '0777', mtime, link: file.link };
  if ('base64' in file) return { mode: file.mode ?? '0644', mtime, base64: file.base64 };
  return { mode: file.mode ?? '0644', mtime, text: file.text };
}

function recordCase(
  spec: CommandSpec,
  files: Record<string, RecordedFile>,
  wanted: SpecCase & { name: string },
): RecordedCase {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  try {
    chmodSync(folder, 0o755);
    populate(folder, files);
    const shell = spec.shell === 'busybox' ? ['busybox', 'sh'] : ['bash', '--norc', '--posix']; // standard input is a socket here: bash takes that for rsh and reads ~/.bashrc
    mkdirSync('/root/t', { recursive: true });
    const inside = 'umask 022; mount --bind "$0" /root/t && cd /root/t && unset OLDPWD && exec "$@"';
    const { stdout, stderr, status, signal, error } = spawnSync(
      'unshare',
      ['-m', 'sh', '-c', inside, folder, ...shell, '-c', wanted.script],
      { env: ENVIRONMENT, input: Buffer.from(wanted.stdin ?? ''), timeout: 20_000, maxBuffer: 2 ** 24 },
    );
    if (error) throw new Error(`${wanted.name}: ${error.message}`);
    const after: Record<string, RecordedFile | null> = {};
    for (const path of wanted.capture ?? []) after[path] = capture(join(folder, path));
    return {
      name: wanted.name,
      script: wanted.script,
      ...(wanted.stdin === undefined ? {} : { stdin: wanted.stdin }),
      ...bytes('stdout', stdout),
      ...bytes('stderr', stderr),
      // A shell that a signal ended has the status its parent would see.
      status: status ?? 128 + constants.signals[signal as NodeJS.Signals],
      ...(wanted.capture === undefined ? {} : { after }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes the files; directories get their times last, innermost first. */
function populate(folder: string, files: Record<string, RecordedFile>): void {
  for (const [path, file] of Object.entries(files)) {
    const full = join(folder, path);
    mkdirSync(file.directory ? full : dirname(full), { recursive: true });
    if (file.link !== undefined) symlinkSync(file.link, full);
    else if (!file.directory) writeFileSync(full, content(file));
    lchownSync(full, 0, 0);
  }
  const settle = (at: string, relative: string): void => {
    const isFolder = lstatSync(at).isDirectory();
    if (isFolder)
      for (const name of readdirSync(at)) settle(join(at, name), relative === '' ? name : `${relative}/${name}`);
    const file = files[relative];
    if (file === undefined || file.link === undefined) chmodSync(at, Number.parseInt(file?.mode ?? '0755', 8));
    lutimesSync(at, file?.mtime ?? MTIME, file?.mtime ?? MTIME);
  };
  settle(folder, '');
}

function content(file: RecordedFile): Buffer {
  return file.base64 === undefined ? Buffer.from(file.text ?? '', 'utf8') : Buffer.from(file.base64, 'base64');
}

/** What became of a file: mode and content, no times; null when it is gone. */
function capture(full: string): RecordedFile | null {
  const status = lstatSync(full, { throwIfNoEntry: false });
  if (status === undefined) return null;
  const mode = `0${(status.mode & 0o7777).toString(8)}`;
  if (status.isSymbolicLink()) return { mode, link: readlinkSync(full) };
  if (status.isDirectory()) return { mode, directory: true };
  const data = readFileSync(full);
  return isText(data) ? { mode, text: data.toString('utf8') } : { mode, base64: data.toString('base64') };
}

function bytes(name: 'stdout' | 'stderr', data: Buffer): Pick<RecordedCase, 'stdout' | 'stderr' | 'stdoutBase64'> {
  return isText(data) ? { [name]: data.toString('utf8') } : { [`${name}Base64`]: data.toString('base64') };
}

function isText(data: Buffer): boolean {
  return Buffer.from(data.toString('utf8'), 'utf8').equals(data);
}
