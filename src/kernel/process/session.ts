/**
 * The operator's own shell: a process that gets command lines from outside and whose outputs are caught apart.
 *
 * Not a thing of Linux: it is what `lastwords boot --exec` and scenarios use instead of typing on the serial console. The shell
 * is an ordinary process; only its standard output and error lead out of the machine.
 */
import { type Blocking, signals } from '../../shell/posix.ts';
import { EBADF, ESPIPE } from '../../sim/errno.ts';
import type { GuestCommand } from '../user-space-face.ts';
import { OpenFile } from '../vfs/vfs-objects.ts';
import type { ProcessServices } from './services.ts';
import { leaveCall, sleepOn } from './sleep.ts';
import type { SystemCalls } from './system-calls.ts';
import type { Task } from './task.ts';
import { WaitQueue } from './wait-queue.ts';

/** Kept of each output of one command. */
const CAPTURED_BYTES_MAX = 16 * 1024 * 1024;

/** Where the session's shell gets its lines from. */
export interface SessionPort {
  /** The next command line; null: the session is over. */
  next(): Blocking<string | null>;
  /** The line has been run. */
  finished(status: number): void;
}

/** A shell that runs lines until there are no more; gives its exit status. */
export type SessionShell = (system: SystemCalls, port: SessionPort) => Blocking<number>;

class Command implements GuestCommand {
  readonly line: string;
  isDone = false;
  isTruncated = false;
  wasShellKilled = false;
  status: number | null = null;
  readonly #chunks: readonly [Uint8Array[], Uint8Array[]] = [[], []];
  readonly #lengths: [number, number] = [0, 0];

  constructor(line: string) {
    this.line = line;
  }

  capture(stream: 0 | 1, bytes: Uint8Array): void {
    if (this.#lengths[stream] + bytes.length > CAPTURED_BYTES_MAX) {
      this.isTruncated = true;
      return;
    }
    this.#lengths[stream] += bytes.length;
    this.#chunks[stream].push(bytes.slice());
  }

  stdout(): Uint8Array {
    return this.#joined(0);
  }

  stderr(): Uint8Array {
    return this.#joined(1);
  }

  #joined(stream: 0 | 1): Uint8Array {
    const whole = new Uint8Array(this.#lengths[stream]);
    let at = 0;
    for (const chunk of this.#chunks[stream]) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}

export class Session {
  readonly task: Task;
  readonly #services: ProcessServices;
  readonly #queue = new WaitQueue();
  readonly #pending: Command[] = [];
  #running: Command | null = null;
  #isWaiting = false;

  /** `task` is a new process with /dev/null as standard input; its outputs are set up here. */
  constructor(services: ProcessServices, task: Task) {
    this.#services = services;
    this.task = task;
    for (const fd of [1, 2] as const) this.#redirect(fd);
    // 128 and the signal, as shells give it.
    task.whenEnded = (ending) => {
      if (ending.kind === 'exited') this.#ended(ending.status, false);
      else this.#ended(128 + ending.signal, true);
    };
  }

  /** The shell waits for a line. */
  get isWaiting(): boolean {
    return this.#isWaiting && this.#pending.length === 0;
  }

  /** Gives the shell one line; it runs as the machine runs. */
  execute(line: string): GuestCommand {
    const command = new Command(line);
    if (this.task.isAlive) {
      this.#pending.push(command);
      this.#queue.wakeAll();
    }
    return command;
  }

  /** Ctrl-C for everything the session runs. */
  interrupt(): void {
    const { table } = this.#services;
    for (const task of [...table.tasks.values()]) if (task.sid === this.task.sid) table.send(task, signals.INT);
  }

  readonly port: SessionPort = {
    next: () => this.#next(),
    finished: (status) => {
      if (this.#running === null) return;
      this.#running.status = status;
      this.#running.isDone = true;
    },
  };

  /** The shell has ended: what it was doing is done with its status, and a later line is not run. */
  #ended(status: number, wasKilled: boolean): void {
    for (const command of [this.#running, ...this.#pending]) {
      if (command === null || command.isDone) continue;
      command.status = status;
      command.wasShellKilled = wasKilled;
      command.isDone = true;
    }
    this.#pending.length = 0;
  }

  *#next(): Blocking<string | null> {
    const { task } = this;
    for (;;) {
      const command = this.#pending.shift();
      if (command !== undefined) {
        this.#running = command;
        yield* leaveCall(this.#services, task);
        return command.line;
      }
      this.#isWaiting = true;
      yield* sleepOn(task, this.#queue, 'pipe_read');
      this.#isWaiting = false;
    }
  }

  /** Makes a descriptor lead to the command that runs. It looks like a pipe. */
  #redirect(fd: 1 | 2): void {
    const pipe = this.#services.vfs.pipe();
    if (typeof pipe === 'number') return;
    const [reader, writer] = pipe;
    const stream = fd === 1 ? 0 : 1;
    const file = new OpenFile(writer.inode, writer.location, writer.flags, {
      isStream: true,
      seek: () => -ESPIPE,
      read: () => -EBADF,
      write: (_file, bytes) => {
        this.#running?.capture(stream, bytes);
        return bytes.length;
      },
    });
    file.inode.users++;
    this.#services.vfs.release(reader);
    this.#services.vfs.release(writer);
    this.task.fds.replace(fd, file);
  }
}
