/**
 * The watchdog without hardware: a timer of the kernel that ends it.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/watchdog/softdog.c`. A kernel that takes no interrupts is not helped by it. Left out: the
 * pretimeout, which none of the kernels was built with.
 */
import type { KernelParameter } from '../cmdline.ts';
import { parameterValuesOf } from '../module-parameters.ts';
import type { ModuleInit } from '../modules/module-init.ts';
import { KERN_CRIT, KERN_INFO } from '../printk/levels.ts';
import type { WatchdogCore, WatchdogDevice, WatchdogDriver } from './watchdog-core.ts';

/** TIMER_MARGIN. */
const DEFAULT_SECONDS = 60;
const MAX_SECONDS = 65_535;
const NS_PER_S = 1e9;
const NO_REBOOT_COMMAND = '<not set>';

/** What it may do to the kernel. */
interface SoftdogLevers {
  /** panic() is done: interrupts are on again and nothing is printed any more. */
  readonly isDead: () => boolean;
  /** panic() from the timer's interrupt. */
  panic(message: string): void;
  /** `emergency_restart`. */
  emergencyRestart(): void;
  /** `kernel_restart`. */
  restart(command: string): void;
}

export interface SoftdogOptions {
  readonly core: WatchdogCore;
  readonly levers: SoftdogLevers;
  /** The CPU that has the timer takes interrupts. */
  readonly interruptsRun: () => boolean;
  readonly wordBytes: 4 | 8;
}

const parameters = {
  soft_margin: 'uint',
  nowayout: 'bool',
  soft_noboot: 'int',
  soft_panic: 'int',
  soft_reboot_cmd: 'charp',
  soft_active_on_boot: 'bool',
} as const;

/** The module. */
export function softdogModule(options: SoftdogOptions): ModuleInit {
  let dog: Softdog | null = null;
  return {
    start: (words) => {
      dog = new Softdog(options, words);
      return 0;
    },
    stop: () => {
      dog?.unload();
      dog = null;
    },
    references: () => dog?.references ?? 0,
  };
}

class Softdog {
  readonly #options: SoftdogOptions;
  readonly #isHarmless: boolean;
  readonly #panics: boolean;
  readonly #command: string | null;
  readonly #device: WatchdogDevice;
  #timer: number | null = null;
  #hasCommandRun = false;

  constructor(options: SoftdogOptions, words: readonly KernelParameter[]) {
    const { core, wordBytes } = options;
    this.#options = options;
    const values = parameterValuesOf(words, parameters, wordBytes);
    this.#isHarmless = (values.soft_noboot ?? 0n) !== 0n;
    this.#panics = (values.soft_panic ?? 0n) !== 0n;
    this.#command = values.soft_reboot_cmd ?? null;
    const nowayout = values.nowayout ?? false;
    const isActiveOnBoot = values.soft_active_on_boot ?? false;
    const driver = this.#driver();
    const timeout = core.initialTimeout(driver, Number(values.soft_margin ?? DEFAULT_SECONDS));
    this.#device = core.register(driver, timeout, nowayout);
    if (isActiveOnBoot) this.#device.adoptRunning();
    const what = `soft_noboot=${values.soft_noboot ?? 0n} soft_margin=${timeout} sec soft_panic=${values.soft_panic ?? 0n}`;
    core.print(KERN_INFO, `softdog: initialized. ${what} (nowayout=${Number(nowayout)})`);
    const command = this.#command ?? NO_REBOOT_COMMAND;
    core.print(
      KERN_INFO,
      `softdog:              soft_reboot_cmd=${command} soft_active_on_boot=${Number(isActiveOnBoot)}`,
    );
  }

  #driver(): WatchdogDriver {
    return {
      identity: 'Software Watchdog',
      parent: null,
      minTimeout: 1,
      maxTimeout: MAX_SECONDS,
      defaultTimeout: DEFAULT_SECONDS,
      bootStatus: 0,
      ping: (seconds) => this.#arm(seconds),
      stop: () => this.#disarm(),
      shutDown: () => this.#disarm(),
    };
  }

  #arm(seconds: number): void {
    this.#disarm();
    this.#timer = this.#options.core.timers.after(seconds * NS_PER_S, () => this.#fire());
  }

  #disarm(): void {
    if (this.#timer !== null) this.#options.core.timers.cancel(this.#timer);
    this.#timer = null;
  }

  /** The armed timer holds the module, and so does who has the device open. */
  get references(): number {
    return Number(this.#timer !== null) + Number(this.#device.isOpen);
  }

  unload(): void {
    this.#options.core.unregister(this.#device);
  }

  #fire(): void {
    this.#timer = null;
    const { core, levers, interruptsRun } = this.#options;
    if (!interruptsRun()) return;
    // A dead kernel prints nothing, but its timers run.
    if (levers.isDead()) {
      if (!this.#isHarmless && !this.#panics) levers.emergencyRestart();
      return;
    }
    if (this.#isHarmless) {
      core.print(KERN_CRIT, 'softdog: Triggered - Reboot ignored');
    } else if (this.#panics) {
      core.print(KERN_CRIT, 'softdog: Initiating panic');
      levers.panic('Software Watchdog Timer expired');
    } else {
      core.print(KERN_CRIT, 'softdog: Initiating system reboot');
      this.#reboot();
    }
  }

  /** With a command the restart is work for a kernel thread; when that has not come about in a minute, there is no waiting. */
  #reboot(): void {
    const { core, levers } = this.#options;
    if (this.#command === null || this.#hasCommandRun) {
      levers.emergencyRestart();
      return;
    }
    this.#hasCommandRun = true;
    this.#arm(DEFAULT_SECONDS);
    if (core.tasksRun()) levers.restart(this.#command);
  }
}
