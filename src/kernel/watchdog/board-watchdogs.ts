/**
 * Drivers of watchdog timers that are hardware.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/watchdog/i6300esb.c`, `imx2_wdt.c` and `qcom-wdt.c`. The board resets, or interrupts, when they run out;
 * the kernel says nothing then. Left out: registers, the pretimeout interrupt of the i.MX.
 */
import type { BoardWatchdog } from '../../hardware/watchdog.ts';
import type { WatchdogProfile } from '../../profiles/watchdog.ts';
import type { KernelParameter } from '../cmdline.ts';
import { parameterValuesOf } from '../module-parameters.ts';
import type { ModuleInit } from '../modules/module-init.ts';
import { KERN_CRIT, KERN_INFO } from '../printk/levels.ts';
import type { WatchdogCore, WatchdogDevice, WatchdogDriver } from './watchdog-core.ts';

const WDIOF_CARDRESET = 0x20;
const NS_PER_S = 1e9;
/** The 6300ESB counts the PCI clock, 33 MHz, divided by 2^15, and twice 512 of that for a second. */
const ESB_SECOND_NS = ((2 * 512 * 2 ** 15) / 33e6) * NS_PER_S;
/** Twenty bits of the sleep clock, 32765 Hz. */
const QCOM_MAX_SECONDS = 32;
const QCOM_DEFAULT_SECONDS = 30;
/** IMX2_WDT_MAX_TIME. */
const IMX2_MAX_SECONDS = 128;

export interface BoardWatchdogOptions {
  readonly core: WatchdogCore;
  readonly timer: BoardWatchdog;
  readonly profile: WatchdogProfile;
  /** The stage's now on the world's clock. */
  readonly nowNs: () => number;
  readonly wordBytes: 4 | 8;
}

/** The module of the board's watchdog, by name; a driver that finds no device of its kind loads and does nothing. */
export function boardWatchdogModule(options: BoardWatchdogOptions): Readonly<Record<string, ModuleInit>> {
  if (options.profile.device === 'qcom-wdt') return {};
  const isEsb = options.profile.device === 'i6300esb';
  let device: WatchdogDevice | null = null;
  return {
    [isEsb ? 'i6300esb' : 'imx2_wdt']: {
      start: (words) => {
        device = isEsb ? startEsb(options, words) : startImx2(options, words);
        return 0;
      },
      stop: () => {
        if (device !== null) options.core.unregister(device);
        device = null;
      },
      references: () => Number(device?.isOpen ?? false),
    },
  };
}

/** Built in where the firmware has started it: the kernel keeps it from biting from its first moments on. */
export function startQcom({ core, timer, profile, nowNs }: Omit<BoardWatchdogOptions, 'wordBytes'>): void {
  const driver: WatchdogDriver = {
    identity: 'KPSS Watchdog',
    parent: profile.name,
    minTimeout: 1,
    maxTimeout: QCOM_MAX_SECONDS,
    defaultTimeout: QCOM_DEFAULT_SECONDS,
    bootStatus: timer.hasReset ? WDIOF_CARDRESET : 0,
    ping: (seconds) => timer.start(nowNs(), seconds * NS_PER_S),
    stop: () => timer.stop(),
    shutDown: () => {},
  };
  const device = core.register(driver, core.initialTimeout(driver, 0), false);
  if (timer.isRunning) device.adoptRunning();
}

function startEsb(options: BoardWatchdogOptions, words: readonly KernelParameter[]): WatchdogDevice {
  const { core, timer, profile, nowNs, wordBytes } = options;
  const values = parameterValuesOf(words, { heartbeat: 'int', nowayout: 'bool' }, wordBytes);
  const nowayout = values.nowayout ?? false;
  const driver: WatchdogDriver = {
    identity: 'i6300ESB timer',
    parent: profile.name,
    minTimeout: 1,
    maxTimeout: 2046,
    defaultTimeout: 30,
    bootStatus: timer.hasReset ? WDIOF_CARDRESET : 0,
    ping: (seconds) => timer.start(nowNs(), seconds * ESB_SECOND_NS),
    stop: () => timer.stop(),
    shutDown: () => timer.stop(),
  };
  const timeout = core.initialTimeout(driver, Number(values.heartbeat ?? 30n));
  // Its set-up disables the timer, whoever started it.
  timer.stop();
  const device = core.register(driver, timeout, nowayout);
  const what = `initialized. heartbeat=${timeout} sec (nowayout=${Number(nowayout)})`;
  core.print(KERN_INFO, `i6300ESB timer ${profile.name}: ${what}`);
  return device;
}

function startImx2(options: BoardWatchdogOptions, words: readonly KernelParameter[]): WatchdogDevice {
  const { core, timer, profile, nowNs, wordBytes } = options;
  const values = parameterValuesOf(words, { timeout: 'uint', nowayout: 'bool' }, wordBytes);
  const driver: WatchdogDriver = {
    identity: 'imx2+ watchdog',
    parent: profile.name,
    minTimeout: 1,
    maxTimeout: IMX2_MAX_SECONDS,
    defaultTimeout: 60,
    bootStatus: timer.hasReset ? WDIOF_CARDRESET : 0,
    ping: (seconds) => timer.start(nowNs(), seconds * NS_PER_S),
    stop: null,
    shutDown: () => {
      if (!timer.isRunning) return;
      timer.start(nowNs(), IMX2_MAX_SECONDS * NS_PER_S);
      core.print(KERN_CRIT, `imx2-wdt ${profile.name}: Device shutdown: Expect reboot!`);
    },
  };
  const timeout = core.initialTimeout(driver, Number(values.timeout ?? 60n));
  const device = core.register(driver, timeout, values.nowayout ?? false);
  if (timer.isRunning) device.adoptRunning();
  return device;
}
