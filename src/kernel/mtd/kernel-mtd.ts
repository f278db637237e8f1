/**
 * Everything of MTD in one kernel: the core, phram, block devices, mtdoops; as modules, and behind device nodes.
 *
 * The core is a module or built in, as the kernel's list of what is built in says.
 */
import type { StageContext } from '../../hardware/stage.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { kernelConfigValue } from '../../profiles/kernel-config.ts';
import { type ClockEvent, NS_PER_S, NS_PER_US } from '../../sim/clock.ts';
import type { KernelParts } from '../kernel-parts.ts';
import type { KernelStop } from '../kernel-stop.ts';
import type { KernelTime } from '../kernel-time.ts';
import type { ModuleInit } from '../modules/module-init.ts';
import { Timers } from '../process/timers.ts';
import type { DeviceTable } from '../vfs/devices.ts';
import { mtdCharNodes, releaseMtdNumbers } from './mtd-char.ts';
import { MtdCore } from './mtd-core.ts';
import { MtdBlock } from './mtdblock.ts';
import { Mtdoops } from './mtdoops.ts';
import { Phram } from './phram.ts';

const WORK_EVENT = 'kernel.mtdWork';
/** Until a worker gets its turn. Assumed. */
const WORK_DELAY_NS = 10 * NS_PER_US;

export interface KernelMtdOptions {
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly parts: KernelParts;
  readonly time: KernelTime;
  readonly stopped: (stop: KernelStop) => void;
  /** Kernel threads get their turn. */
  readonly tasksRun: () => boolean;
  /** The warning of an ioremap of RAM in use. */
  readonly warnOfRam: (first: bigint, last: bigint) => void;
}

export class KernelMtd {
  readonly core: MtdCore;
  readonly block: MtdBlock;
  readonly oops: Mtdoops;
  /** /proc/mtd and the numbers are there. */
  isPresent: boolean;
  readonly #phram: Phram;
  readonly #timers: Timers;
  #table: DeviceTable | null = null;

  constructor({ context, profile, parts, time, stopped, tasksRun, warnOfRam }: KernelMtdOptions) {
    const { print, printk, ioResources, memoryLayout, memoryUse } = parts;
    const { memory, board, clock, rtc } = context;
    const { byteOrder } = board;
    this.#timers = new Timers(clock, time, 'kernel', WORK_EVENT);
    this.isPresent = kernelConfigValue(profile, 'MTD') === 'y';
    const core = new MtdCore({ print, stopped });
    this.core = core;
    this.block = new MtdBlock(core);
    this.oops = new Mtdoops({
      core,
      print,
      printk,
      byteOrder,
      saysReady: profile.version.major < 6 || profile.version.patchlevel < 12,
      wordBytes: profile.wordBytes,
      realTimeNs: () => {
        const { seconds, nanoseconds } = rtc.read(time.aheadNs());
        return BigInt(seconds) * BigInt(NS_PER_S) + BigInt(nanoseconds);
      },
      schedule: (work) => {
        this.#timers.after(WORK_DELAY_NS, () => {
          if (tasksRun()) work();
        });
      },
    });
    const { pageSizeBytes } = profile;
    const host = { memory, byteOrder, layout: memoryLayout, memoryUse, ioResources, print, warnOfRam };
    this.#phram = new Phram({ ...host, core, pageSizeBytes });
  }

  owns({ type }: ClockEvent): boolean {
    return type === WORK_EVENT;
  }

  handle({ data }: ClockEvent): void {
    this.#timers.fired(data as number);
  }

  modules(): Readonly<Record<string, ModuleInit>> {
    return {
      mtd: {
        start: () => {
          this.#appear();
          return 0;
        },
        stop: () => this.#vanish(),
        references: () => this.core.references,
      },
      phram: this.#phram.module,
      mtdoops: this.oops.module,
      ...this.block.modules(),
    };
  }

  /** Where device nodes come from, once there is a user space. */
  useDevices(table: DeviceTable): void {
    this.#table = table;
    this.block.useDevices(table);
    if (this.isPresent) this.#appear();
  }

  #appear(): void {
    this.isPresent = true;
    if (this.#table !== null) this.core.useNodes(mtdCharNodes(this.core, this.#table));
  }

  #vanish(): void {
    this.isPresent = false;
    if (this.#table !== null) releaseMtdNumbers(this.#table);
  }
}
