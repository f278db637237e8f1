/**
 * Watchdog devices: `/dev/watchdog` and what every driver behind it has in common.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/watchdog/watchdog_core.c` (watchdog_init_timeout, ids, the reboot notifier) and
 * `watchdog_dev.c` (open, write with the magic character, release, the keep-alive worker). Left out: ioctl(2), which no program
 * here makes, and with it everything that only it can set; pretimeout governors.
 */
import { EBUSY, ENODEV } from '../../sim/errno.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { KERN_CRIT, KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import type { Timers } from '../process/timers.ts';
import type { DeviceTable } from '../vfs/devices.ts';
import type { FileOperations } from '../vfs/vfs-objects.ts';

/** What a driver brings. Times are whole seconds. */
export interface WatchdogDriver {
  /** `identity` of its information. */
  readonly identity: string;
  /** The name of the device it belongs to, which messages use in place of the identity; null: it has none. */
  readonly parent: string | null;
  readonly minTimeout: number;
  readonly maxTimeout: number;
  /** When nobody says another one. */
  readonly defaultTimeout: number;
  /** Why the machine started: WDIOF_CARDRESET. */
  readonly bootStatus: number;
  /** Lets the hardware count from `timeout` seconds; again: starts it anew. */
  ping(timeout: number): void;
  /** Null: the hardware cannot be stopped. */
  readonly stop: (() => void) | null;
  /** A restart, halt or power-off is coming. */
  shutDown(): void;
}

/** WDIOF_SETTIMEOUT, WDIOF_MAGICCLOSE and WDIOF_KEEPALIVEPING, which all drivers here have. */
export const WATCHDOG_OPTIONS = 0x8180;
const MISC_MAJOR = 10;
const WATCHDOG_MINOR = 130;
/** A dynamic number: the first free one below that of pmsg. */
const WATCHDOG_MAJOR = 245;
const NS_PER_S = 1e9;

export class WatchdogDevice {
  readonly id: number;
  readonly driver: WatchdogDriver;
  timeout: number;
  nowayout: boolean;
  /** Somebody in user space has started it. */
  isActive = false;
  /** The hardware counts, whoever started it. */
  isHardwareRunning = false;
  isOpen = false;
  isRegistered = true;
  /** `V` was the last of what was written. */
  #allowsRelease = false;
  #worker: number | null = null;
  readonly #core: WatchdogCore;

  constructor(core: WatchdogCore, { id, driver, timeout, nowayout }: WatchdogDeviceParts) {
    this.#core = core;
    this.id = id;
    this.driver = driver;
    this.timeout = timeout;
    this.nowayout = nowayout;
  }

  /** `watchdog_start`. */
  start(): void {
    this.driver.ping(this.timeout);
    this.isActive = true;
    this.isHardwareRunning = true;
    this.#updateWorker();
  }

  /** `watchdog_stop`. */
  #stop(): number {
    if (!this.isActive) return 0;
    if (this.nowayout) {
      this.#core.print(KERN_INFO, `watchdog: watchdog${this.id}: nowayout prevents watchdog being stopped!`);
      return -EBUSY;
    }
    this.driver.stop?.();
    this.isHardwareRunning = this.driver.stop === null;
    this.isActive = false;
    return 0;
  }

  /** One open at a time; it starts the watchdog. */
  open(): FileOperations | number {
    if (!this.isRegistered) return -ENODEV;
    if (this.isOpen) return -EBUSY;
    this.isOpen = true;
    this.#allowsRelease = false;
    this.start();
    return {
      isStream: true,
      write: (_file, bytes) => this.#write(bytes),
      seek: () => 0,
      released: () => this.#release(),
    };
  }

  #write(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    this.#allowsRelease = bytes.includes(MAGIC);
    this.driver.ping(this.timeout);
    return bytes.length;
  }

  #release(): void {
    const error = !this.isActive ? 0 : this.#allowsRelease ? this.#stop() : -EBUSY;
    this.#allowsRelease = false;
    if (error !== 0) {
      this.#core.print(KERN_CRIT, `watchdog: watchdog${this.id}: watchdog did not stop!`);
      this.driver.ping(this.timeout);
    }
    this.isOpen = false;
    this.#updateWorker();
  }

  /** Something started the hardware before there was a driver for it. */
  adoptRunning(): void {
    this.driver.ping(this.timeout);
    this.isHardwareRunning = true;
    this.#updateWorker();
  }

  /** The kernel keeps hardware alive that runs and that no program has started. */
  #updateWorker(): void {
    const { timers } = this.#core;
    if (this.#worker !== null) timers.cancel(this.#worker);
    this.#worker = null;
    if (this.isActive || !this.isHardwareRunning || !this.isRegistered) return;
    this.#worker = timers.after((this.timeout * NS_PER_S) / 2, () => {
      this.#worker = null;
      // A worker is a task: a kernel whose tasks stand still feeds nobody.
      if (!this.#core.tasksRun()) return;
      this.driver.ping(this.timeout);
      this.#updateWorker();
    });
  }
}

const MAGIC = 'V'.charCodeAt(0);

interface WatchdogDeviceParts {
  readonly id: number;
  readonly driver: WatchdogDriver;
  readonly timeout: number;
  readonly nowayout: boolean;
}

export interface WatchdogCoreOptions {
  readonly print: PrintkFunction;
  readonly timers: Timers;
  /** Kernel threads get their turn. */
  readonly tasksRun: () => boolean;
}

export class WatchdogCore {
  readonly print: PrintkFunction;
  readonly timers: Timers;
  readonly tasksRun: () => boolean;
  readonly devices: WatchdogDevice[] = [];
  #table: DeviceTable | null = null;

  constructor({ print, timers, tasksRun }: WatchdogCoreOptions) {
    this.print = print;
    this.timers = timers;
    this.tasksRun = tasksRun;
  }

  /** Where device nodes come from, once there is a user space. */
  useDevices(table: DeviceTable): void {
    this.#table = table;
    for (const device of this.devices) this.#addNodes(device);
  }

  /** `watchdog_init_timeout`: the parameter if it is within limits, else the driver's default. */
  initialTimeout(driver: WatchdogDriver, asked: number): number {
    if (asked === 0) return driver.defaultTimeout;
    if (asked >= driver.minTimeout && asked <= driver.maxTimeout) return asked;
    const who = driver.parent ?? driver.identity;
    this.print(KERN_ERR, `watchdog: ${who}: driver supplied timeout (${asked >>> 0}) out of range`);
    this.print(KERN_WARNING, `watchdog: ${who}: falling back to default timeout (${driver.defaultTimeout})`);
    return driver.defaultTimeout;
  }

  register(driver: WatchdogDriver, timeout: number, nowayout: boolean): WatchdogDevice {
    let id = 0;
    while (this.devices.some((device) => device.id === id)) id++;
    const device = new WatchdogDevice(this, { id, driver, timeout, nowayout });
    this.devices.push(device);
    this.#addNodes(device);
    return device;
  }

  unregister(device: WatchdogDevice): void {
    device.isRegistered = false;
    device.driver.stop?.();
    this.devices.splice(this.devices.indexOf(device), 1);
  }

  /** The first one has the old name too. Opening finds whoever has the number then. */
  #addNodes({ id }: WatchdogDevice): void {
    const table = this.#table;
    if (table === null) return;
    const open = () => this.devices.find((device) => device.id === id)?.open() ?? -ENODEV;
    if (id === 0) table.registerCharDevice(MISC_MAJOR, WATCHDOG_MINOR, { open }, { name: 'watchdog', mode: 0o600 });
    table.registerCharDevice(WATCHDOG_MAJOR, id, { open }, { name: `watchdog${id}`, mode: 0o600 });
  }

  /** The reboot notifiers and the shutdown functions of the drivers. */
  shutDown(): void {
    for (const { driver } of this.devices) driver.shutDown();
  }
}
