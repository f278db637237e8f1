/**
 * Starting a program in a process: Linux `fs/exec.c`, `fs/binfmt_elf.c`, `fs/binfmt_script.c`.
 *
 * The bytes of the file decide: an executable of this CPU whose note names a program, or a script with its interpreter.
 */
import { PROGRAM_HEAD_BYTES, readProgramFile } from '../../formats/program-file.ts';
import { S_ISGID, S_ISUID, signals } from '../../shell/posix.ts';
import { latin1Text } from '../../sim/bytes.ts';
import { E2BIG, EACCES, ELOOP, ENOEXEC } from '../../sim/errno.ts';
import { inodePermission, MAY_EXEC } from '../vfs/credentials.ts';
import { type Walker, walk } from '../vfs/path-walk.ts';
import type { Location } from '../vfs/vfs-objects.ts';
import { dumpableAfterExec } from './dumpable.ts';
import type { ProcessServices } from './services.ts';
import type { Program } from './system-calls.ts';
import type { Task } from './task.ts';

/** A quarter of the stack limit of 8 MiB, and MAX_ARG_STRLEN. */
const ARGUMENT_BYTES_MAX = 2 * 1024 * 1024;
const STRING_BYTES_MAX = 131_072;
/** BINPRM_BUF_SIZE: how much of a script's first line the kernel sees. */
const SCRIPT_LINE_BYTES = 256;
/** Interpreters of interpreters. */
const SCRIPT_DEPTH_MAX = 5;
const COMM_MAX = 15;

interface LoadedProgram {
  readonly location: Location;
  readonly program: Program;
  readonly argv: readonly string[];
}

/** Looks at everything that can fail; changes nothing. */
export function loadProgram(
  services: ProcessServices,
  walker: Walker,
  path: string,
  argv: readonly string[],
  env: readonly string[],
): LoadedProgram | number {
  const tooBig = argumentsTooBig(argv, env);
  if (tooBig !== 0) return tooBig;
  let file = path;
  let words = argv.length === 0 ? [''] : argv;
  for (let depth = 0; ; depth++) {
    const location = walk(walker, file);
    if (typeof location === 'number') return location;
    const refused = mayExecute(walker, location);
    if (refused !== 0) return refused;
    const { inode } = location.dentry;
    const head = inode.read(0, Math.min(inode.size, PROGRAM_HEAD_BYTES));
    if (typeof head === 'number') return head;
    if (head[0] === 0x23 && head[1] === 0x21) {
      const line = interpreterLine(head);
      if (line === null) return -ENOEXEC;
      if (depth >= SCRIPT_DEPTH_MAX) return -ELOOP;
      const [interpreter, argument] = line;
      words = [interpreter, ...(argument === null ? [] : [argument]), file, ...words.slice(1)];
      file = interpreter;
      continue;
    }
    const found = readProgramFile(head, services.architecture);
    if (found.kind === 'bad') return -ENOEXEC;
    const program = services.programs(found.key);
    if (program === undefined) return -ENOEXEC;
    return { location, program: found.minimumBytes > inode.size ? busError : program, argv: words };
  }
}

/** A file cut short: its segments are mapped, and the first access behind the end kills. */
const busError: Program = function* (system) {
  yield* system.kill(system.pid, signals.BUS);
  return 128 + signals.BUS;
};

function argumentsTooBig(argv: readonly string[], env: readonly string[]): number {
  let total = 0;
  for (const list of [argv, env]) {
    for (const word of list) {
      if (word.length >= STRING_BYTES_MAX) return -E2BIG;
      total += word.length + 9; // the byte that ends it, and its pointer
    }
  }
  return total > ARGUMENT_BYTES_MAX ? -E2BIG : 0;
}

function mayExecute({ credentials }: Walker, { mount, dentry }: Location): number {
  const { inode } = dentry;
  if (inode.isDirectory || !inode.isRegular || mount.flags.noexec) return -EACCES;
  return inodePermission(inode, MAY_EXEC, credentials);
}

/** Interpreter and its one argument, from the first line; null where there is none. */
function interpreterLine(head: Uint8Array): readonly [string, string | null] | null {
  const text = latin1Text(head.subarray(2, SCRIPT_LINE_BYTES));
  const end = text.indexOf('\n');
  const line = (end < 0 ? text : text.slice(0, end)).replace(/^[ \t]+|[ \t]+$/g, '');
  const match = /^([^ \t\0]+)(?:[ \t]+(.*))?$/s.exec(line.split('\0', 1)[0]!);
  // An interpreter whose name does not end within the buffer is unknown.
  if (match === null || (end < 0 && match[2] === undefined && head.length >= SCRIPT_LINE_BYTES)) return null;
  return [match[1]!, match[2] ?? null];
}

/** comm of the program at a path. */
export function commOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).slice(0, COMM_MAX);
}

/** `begin_new_exec`: from here on there is no way back. */
export function becomeProgram(
  services: ProcessServices,
  task: Task,
  { location, argv }: LoadedProgram,
  path: string,
  env: readonly string[],
): void {
  const { inode } = location.dentry;
  const { credentials } = task;
  task.fds.closeForExec();
  for (const [signal, disposition] of [...task.dispositions]) {
    if (disposition === 'catch') task.dispositions.delete(signal);
  }
  task.caught = 0;
  const before = { ...credentials };
  if (!location.mount.flags.nosuid) {
    if ((inode.mode & S_ISUID) !== 0) credentials.euid = inode.uid;
    if ((inode.mode & (S_ISGID | 0o010)) === (S_ISGID | 0o010)) credentials.egid = inode.gid;
  }
  credentials.suid = credentials.euid;
  credentials.sgid = credentials.egid;
  task.dumpable = dumpableAfterExec(inode, before, credentials, services.faults.suidDumpable());
  services.table.setExe(task, location);
  task.comm = commOf(path);
  task.execPath = path;
  task.isRandomized = services.addressSpaces.isRandom();
  task.argv = argv;
  task.environ = env;
  task.hasExecuted = true;
  services.executed?.(task.pid, path);
}
