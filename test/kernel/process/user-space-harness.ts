/** A kernel's user space without the kernel: files in memory, a console that is kept as text, a clock one can turn. */
import { buildProgramFile } from '../../../src/formats/program-file.ts';
import { KernelTime } from '../../../src/kernel/kernel-time.ts';
import type { Program, SystemCalls } from '../../../src/kernel/process/system-calls.ts';
import { UserSpace } from '../../../src/kernel/user-space.ts';
import type { UserSpaceOptions } from '../../../src/kernel/user-space-options.ts';
import type { TreeEntry } from '../../../src/kernel/vfs/initramfs.ts';
import type { Blocking } from '../../../src/shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { Clock } from '../../../src/sim/clock.ts';
import { RandomStreams } from '../../../src/sim/random.ts';

const MTIME = { seconds: 1709294400n, nanoseconds: 0 };

export function directory(path: string, mode = 0o755): TreeEntry {
  return { path, mode: 0o040000 | mode, uid: 0, gid: 0, mtime: MTIME };
}

export function file(path: string, text: string, mode = 0o644): TreeEntry {
  return { path, mode: 0o100000 | mode, uid: 0, gid: 0, mtime: MTIME, content: latin1Bytes(text) };
}

export function program(path: string, key: string): TreeEntry {
  const content = buildProgramFile({ architecture: 'x86_64', key });
  return { path, mode: 0o100755, uid: 0, gid: 0, mtime: MTIME, content };
}

export interface HarnessOptions {
  readonly init?: Program;
  readonly entries?: readonly TreeEntry[];
  readonly programs?: Readonly<Record<string, Program>>;
  readonly options?: Partial<UserSpaceOptions>;
  readonly ramBytes?: number;
}

/** Init of most tests: waits for ever. */
const idle: Program = function* (system) {
  for (;;) yield* system.sleep(3_600e9);
};

export class TestSystem {
  readonly clock = new Clock();
  readonly time: KernelTime;
  readonly userSpace: UserSpace;
  readonly log: string[] = [];
  console = '';
  panicMessage: string | null = null;
  isAlive = true;
  oops: number | null = null;

  constructor({ init = idle, entries = [], programs = {}, options = {}, ramBytes = 128 << 20 }: HarnessOptions = {}) {
    this.time = new KernelTime(this.clock);
    const registry = new Map(Object.entries({ ...programs, 'test/init': init }));
    this.userSpace = new UserSpace({
      time: this.time,
      clock: this.clock,
      target: 'kernel',
      random: new RandomStreams('test').stream('user-space'),
      printk: (_level, text) => this.log.push(text),
      architecture: 'x86_64',
      version: { major: 6, patchlevel: 1 },
      ramBytes,
      wallTimeAtStart: MTIME,
      firstPid: 100,
      console: {
        name: 'ttyS0',
        major: 4,
        minor: 64,
        baud: 115_200,
        write: (text) => {
          this.console += text;
        },
      },
      disks: [],
      root: {
        initramfs: [
          directory('/dev'),
          { path: '/dev/console', mode: 0o020600, uid: 0, gid: 0, mtime: MTIME, device: 0x501 },
          { path: '/dev/null', mode: 0o020666, uid: 0, gid: 0, mtime: MTIME, device: 0x103 },
          { path: '/dev/ttyS0', mode: 0o020600, uid: 0, gid: 0, mtime: MTIME, device: 0x440 },
          program('/init', 'test/init'),
          directory('/tmp', 0o1777),
          directory('/root', 0o700),
          ...entries,
        ],
        root: null,
        rootfstype: null,
        rootflags: null,
        isReadOnly: true,
        rdinit: null,
        init: null,
        arguments: [],
        environment: [],
        isAnnounced: false,
      },
      fileSystems: [],
      programs: (key) => registry.get(key),
      system: {
        uname: () => ({ sysname: 'Linux', nodename: '(none)', release: '6.1', version: '#1', machine: 'x86_64' }),
        sethostname: () => 0,
        syslog: () => 0,
        reboot: () => 0,
        initModule: () => -38,
        deleteModule: () => -38,
        kexecLoad: () => -38,
        kexecUnload: () => -38,
      },
      isAlive: () => this.isAlive,
      takeOops: () => {
        const signal = this.oops;
        this.oops = null;
        return signal;
      },
      panic: (message) => {
        this.panicMessage = message;
        this.isAlive = false;
      },
      ...options,
    });
  }

  /** Lets everything happen up to a moment of the world's clock, in seconds; events are bounded. */
  run(untilSeconds = this.clock.now / 1e9 + 60, maxEvents = 100_000): number {
    let events = 0;
    for (let next = this.clock.next; next !== undefined && next.timeNs <= untilSeconds * 1e9; next = this.clock.next) {
      if (++events > maxEvents) break;
      this.userSpace.handle(this.clock.step()!);
    }
    return events;
  }

  type(text: string): void {
    this.userSpace.input(latin1Bytes(text));
    this.run();
  }

  /** Runs a body as a process at once. */
  now<Result>(body: (system: SystemCalls) => Blocking<Result>): Result | number {
    return this.userSpace.runNow('test', body);
  }
}

/** The whole of a file, or an error. */
export function* contents(system: SystemCalls, path: string): Blocking<string | number> {
  const fd = system.open(path, 0);
  if (fd < 0) return fd;
  let text = '';
  for (;;) {
    const bytes = yield* system.read(fd, 65536);
    if (typeof bytes === 'number') return bytes;
    if (bytes.length === 0) break;
    text += latin1Text(bytes);
  }
  system.close(fd);
  return text;
}
