/**
 * When the soft lockup detector tells of a CPU that goes round in the kernel.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/watchdog.c` (watchdog_timer_fn, is_softlockup). A timer looks every 2/5 of the threshold;
 * time is counted in units of 2^30 ns; whatever the CPU prints on a serial console puts the report off, because the console driver
 * touches the watchdog. All is reckoned at once instead of look by look, so a hang of hours costs no more than its reports.
 */
import type { DetectorSettings } from './settings.ts';

/** `get_timestamp`: about a second. */
const stampOf = (timeNs: number) => Math.floor(timeNs / 2 ** 30);

export class SoftLockupClock {
  readonly #settings: DetectorSettings;
  /** When the timers of the detector were last started: their phase. */
  readonly #phaseNs: number;
  /** Stamp of the last time the CPU's own thread ran. */
  readonly #touched: number;
  /** Stamp the next report counts from. */
  #reported = 0;

  /** The CPU has gone round since `sinceNs`, and has printed then. */
  constructor(settings: DetectorSettings, phaseNs: number, sinceNs: number) {
    this.#settings = settings;
    this.#phaseNs = phaseNs;
    const period = settings.samplePeriodNs;
    const last = period === 0 ? sinceNs : phaseNs + Math.floor(Math.max(0, sinceNs - phaseNs) / period) * period;
    this.#touched = stampOf(last);
    this.printed(sinceNs);
  }

  /** The CPU printed something: the next look only starts the count anew. */
  printed(timeNs: number): void {
    this.#reported = stampOf(this.#nextLook(timeNs));
  }

  #nextLook(afterNs: number): number {
    const period = this.#settings.samplePeriodNs;
    if (period === 0) return afterNs;
    return this.#phaseNs + (Math.floor((afterNs - this.#phaseNs) / period) + 1) * period;
  }

  /** Moment of the next report; null: the detector is off. */
  nextReportNs(): number | null {
    const { watchdogThreshold, softWatchdog } = this.#settings;
    if (softWatchdog === 0 || watchdogThreshold === 0) return null;
    const needed = (this.#reported + 2 * watchdogThreshold + 1) * 2 ** 30;
    return this.#nextLook(needed - 1);
  }

  /** `stuck for %us`. */
  secondsStuck(timeNs: number): number {
    return stampOf(timeNs) - this.#touched;
  }
}
