/** What the pseudo file systems ask of the running kernel and its user space: names, counters, and the levers that end it. */
import type { KernelParts } from './kernel-parts.ts';
import type { KernelTime } from './kernel-time.ts';
import type { BlockDeviceView, CpuTimes, FileSystemType, KernelHost } from './procfs/services.ts';
import type { KernelBehindFiles } from './user-files.ts';
import type { UserSpace } from './user-space.ts';

export interface HostOptions {
  readonly kernel: KernelBehindFiles;
  readonly parts: KernelParts;
  readonly time: KernelTime;
  readonly disks: () => readonly BlockDeviceView[];
  readonly cpus: number;
  readonly userSpace: () => UserSpace;
}

const KIB = 1024;
/** A serial interrupt for so many characters: the trigger level of its buffer. */
const CHARACTERS_PER_INTERRUPT = 8;

export class RunningKernel implements KernelHost {
  hostname = '(none)';
  domainname = '(none)';
  /** Characters over the serial line, both ways. */
  consoleCharacters = 0;
  readonly #options: HostOptions;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  get panicTimeout(): number {
    return this.#options.kernel.panicTimeout;
  }

  set panicTimeout(seconds: number) {
    this.#options.kernel.panicTimeout = seconds;
  }

  sysrqTrigger(text: string): number {
    return this.#options.kernel.sysrqTrigger(text);
  }

  provokeCrash(text: string, point: string): number {
    return this.#options.kernel.provokeCrash(text, point);
  }

  get crashPoints(): readonly string[] {
    return this.#options.kernel.lkdtm.entries;
  }

  crashme(text: string): number {
    return this.#options.kernel.crashme(text);
  }

  fileSystems(): readonly FileSystemType[] {
    return this.#options
      .userSpace()
      .fileSystems.all()
      .map(({ name, needsDevice }) => ({ name, nodev: !needsDevice }));
  }

  blockDevices(): readonly BlockDeviceView[] {
    return this.#options.disks();
  }

  /** All work is done by the first CPU; the rest of its time, and all of the others', is idle. */
  cpuTimes(): readonly CpuTimes[] {
    const { time, cpus, userSpace } = this.#options;
    let userNs = 0;
    let systemNs = 0;
    for (const task of userSpace().table.tasks.values()) {
      userNs += task.userNs + (task.pid === 1 ? task.childUserNs : 0);
      systemNs += task.systemNs + (task.pid === 1 ? task.childSystemNs : 0);
    }
    const idleNs = Math.max(0, time.now() - userNs - systemNs);
    const first = { userNs, niceNs: 0, systemNs, idleNs, iowaitNs: 0 };
    const other = { userNs: 0, niceNs: 0, systemNs: 0, idleNs: time.now(), iowaitNs: 0 };
    return Array.from({ length: cpus }, (_, cpu) => (cpu === 0 ? first : other));
  }

  dropCaches(what: number): void {
    const { memoryUse } = this.#options.parts;
    if ((what & 1) === 0) return;
    const { cachedKiB, shmemKiB, dirtyKiB, buffersKiB } = memoryUse.figures();
    memoryUse.pageCacheShrink(Math.max(0, cachedKiB - shmemKiB - dirtyKiB) * KIB);
    memoryUse.pageCacheShrink(buffersKiB * KIB, 'buffers');
  }

  openFiles(): number {
    let count = 0;
    for (const { fds } of this.#options.userSpace().table.tasks.values()) count += [...fds.entries()].length;
    return count;
  }

  consoleInterrupts(): number {
    return Math.ceil(this.consoleCharacters / CHARACTERS_PER_INTERRUPT);
  }
}
