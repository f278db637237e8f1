/**
 * Core dumps: where `kernel.core_pattern` sends them, and what the kernel says when they do not get there.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/coredump.c` (format_corename, do_coredump). The file has the notes of a core and the first page of the
 * program; the rest of its memory is left out. Left out as well: programs that may not be dumped (changed user), and the count of pipes that
 * `core_pipe_limit` bounds, since a helper has its whole core at once.
 */
import { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } from '../../shell/posix.ts';
import { KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { unlink } from '../vfs/names.ts';
import { pathOf, type Walker } from '../vfs/path-walk.ts';
import type { OpenFile } from '../vfs/vfs-objects.ts';
import { coreImageOf, limitedPieces, minimumCoreBytes, type ProcessDeath, wholeCore } from './core-image.ts';
import type { ProcessServices } from './services.ts';
import type { Task } from './task.ts';

export interface CoreSettings {
  readonly printk: (level: number, text: string) => void;
  /** A number of /proc/sys: `kernel/core_uses_pid`. */
  readonly number: (path: string) => number;
  /** `kernel.core_pattern`. */
  readonly corePattern: () => string;
  /** The messages and mappings of 6.12. */
  readonly isNew: boolean;
  /** `call_usermodehelper`: a program of the kernel with a core on its standard input; 0 or a negated error number. */
  readonly startHelper: (argv: readonly string[], stdin: OpenFile) => number;
}

interface CoreDump extends ProcessDeath {
  readonly settings: CoreSettings;
}

const CORE_MODE = 0o600;
const RLIM_INFINITY = 0xffffffffffffffffn;

/** `do_coredump`: true when there is a core now. */
export function dumpCore(services: ProcessServices, task: Task, dump: CoreDump): boolean {
  const { settings } = dump;
  const pattern = settings.corePattern();
  const limit = task.limits.soft('c') ?? Number.POSITIVE_INFINITY;
  return pattern.startsWith('|')
    ? dumpToPipe(services, task, dump, limit)
    : dumpToFile(services, task, dump, { limit, name: fileName(services, task, dump, pattern) });
}

function say({ printk, isNew }: CoreSettings, { pid, comm }: Task, old: readonly string[], text: string): void {
  if (isNew) printk(KERN_WARNING, `coredump: ${pid}(${comm}): ${text}`);
  else for (const line of old) printk(KERN_WARNING, line);
}

function dumpToPipe(services: ProcessServices, task: Task, dump: CoreDump, limit: number): boolean {
  const { settings } = dump;
  const { pid, comm } = task;
  const command = settings.corePattern().slice(1);
  if (command === '') {
    say(settings, task, ['format_corename failed', 'Aborting core'], 'format_corename failed, aborting core');
    return false;
  }
  if (limit === 1) {
    const old = [`Process ${pid}(${comm}) has RLIMIT_CORE set to 1`, 'Aborting core'];
    say(settings, task, old, 'RLIMIT_CORE is set to 1, aborting core');
    return false;
  }
  const words = command.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '');
  const argv = words.map((word) => expand(services, task, dump, word));
  const pipe = services.vfs.pipe();
  if (typeof pipe === 'number') return false;
  const [reader, writer] = pipe;
  writer.operations.write?.(writer, wholeCore(coreImageOf(services, task, dump)), 0);
  const error = argv.length === 0 ? 1 : settings.startHelper(argv, reader);
  services.vfs.release(writer);
  if (error === 0) return true;
  services.vfs.release(reader);
  // The name ends where its first word does.
  const name = argv[0] ?? '';
  if (settings.isNew) say(settings, task, [], `|${name} pipe failed`);
  else settings.printk(KERN_INFO, `Core dump to |${name} pipe failed`);
  return false;
}

function fileName(services: ProcessServices, task: Task, dump: CoreDump, pattern: string): string {
  const name = expand(services, task, dump, pattern);
  const hasPid = [...pattern.matchAll(/%(.)/gs)].some(([, letter]) => letter === 'p');
  return !hasPid && dump.settings.number('kernel/core_uses_pid') !== 0 ? `${name}.${task.pid}` : name;
}

function dumpToFile(
  services: ProcessServices,
  task: Task,
  dump: CoreDump,
  { limit, name }: { readonly limit: number; readonly name: string },
): boolean {
  const { vfs } = services;
  if (limit < minimumCoreBytes(services) || name === '') return false;
  const walker: Walker = { credentials: task.credentials, cwd: task.cwd, root: task.root, now: vfs.now };
  unlink(vfs, walker, name);
  const flags = O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW;
  const file = vfs.open(walker, name, flags, CORE_MODE & ~task.umask);
  if (typeof file === 'number') return false;
  let written = 0;
  for (const { offset, bytes } of limitedPieces(coreImageOf(services, task, dump), limit)) {
    if (file.inode.write(offset, bytes, vfs.now()) !== bytes.length) break;
    written += bytes.length;
  }
  vfs.release(file);
  return written > 0;
}

/** A pattern with its `%` words; an unknown one and a lone `%` at the end vanish. */
function expand(services: ProcessServices, task: Task, { signal }: CoreDump, pattern: string): string {
  const { credentials, pid, comm } = task;
  const limit = task.limits.soft('c') ?? null;
  const path = task.exe === null ? comm : pathOf(task.root, task.exe);
  const words: Readonly<Record<string, () => string>> = {
    '%': () => '%',
    p: () => `${pid}`,
    P: () => `${pid}`,
    i: () => `${pid}`,
    I: () => `${pid}`,
    u: () => `${credentials.uid}`,
    g: () => `${credentials.gid}`,
    d: () => '1',
    s: () => `${signal}`,
    t: () => `${services.wallClock.now().seconds}`,
    h: () => escaped(services.system.uname().nodename),
    e: () => escaped(comm),
    f: () => escaped(task.exe?.dentry.name ?? comm),
    E: () => escaped(typeof path === 'number' ? comm : path),
    c: () => `${limit ?? RLIM_INFINITY}`,
    C: () => '0',
  };
  return pattern.replace(/%(.?)/gs, (_, letter: string) => (Object.hasOwn(words, letter) ? words[letter]!() : ''));
}

/** `cn_esc_printf`: no slashes from outside, and no names that mean directories. */
function escaped(text: string): string {
  const name = text.replaceAll('/', '!');
  return name === '.' || name === '..' ? `!${name.slice(1)}` : name;
}
