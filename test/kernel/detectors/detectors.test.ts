/** When detectors look, by their arithmetic; what the command line and the files say to them. */
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import { stallDelayNs } from '../../../src/kernel/detectors/rcu-stall.ts';
import { DetectorSettings } from '../../../src/kernel/detectors/settings.ts';
import { SoftLockupClock } from '../../../src/kernel/detectors/soft-lockup.ts';
import { jiffiesAt, wheelExpiryNs } from '../../../src/kernel/detectors/timer-wheel.ts';

const settings = (text = '', hasCycleCounter = false) =>
  new DetectorSettings(parseCommandLine(text), { hasCycleCounter });

describe('soft lockup', () => {
  it('is told at the next look behind twice the threshold, in units of 2^30 ns', () => {
    const five = settings('watchdog_thresh=5');
    const clock = new SoftLockupClock(five, 2.03e9, 2.06e9);
    expect(clock.nextReportNs()).toBeCloseTo(16.03e9, -3);
    expect(clock.secondsStuck(16.03e9)).toBe(13);
  });

  it('comes later when the CPU prints', () => {
    const clock = new SoftLockupClock(settings('watchdog_thresh=5'), 2.37e9, 2.42e9);
    clock.printed(10.41e9);
    expect(clock.nextReportNs()).toBeCloseTo(24.37e9, -3);
    expect(clock.secondsStuck(24.37e9)).toBe(20);
  });

  it('is not told with the detector off', () => {
    for (const words of ['nosoftlockup', 'nowatchdog', 'watchdog_thresh=0']) {
      expect(new SoftLockupClock(settings(words), 0, 1e9).nextReportNs()).toBeNull();
    }
  });
});

describe('timer wheel', () => {
  it('lets khungtaskd look every 10.24 s when it asks for 10', () => {
    const first = wheelExpiryNs(1e9, jiffiesAt(10e9));
    expect(wheelExpiryNs(first, jiffiesAt(10e9)) - first).toBe(10.24e9);
  });

  it('is never early, and coarser the further off', () => {
    for (const delta of [1, 62, 63, 503, 504, 4031, 4032, 30_000, 1e6]) {
      const late = jiffiesAt(wheelExpiryNs(7e9, delta)) - jiffiesAt(7e9) - delta;
      expect(late).toBeGreaterThanOrEqual(1);
      expect(late).toBeLessThanOrEqual(Math.max(1, delta / 7 + 1));
    }
  });
});

describe('RCU stall', () => {
  it('is told after the timeout, then after three more and a bit', () => {
    expect(stallDelayNs(21, 0)).toBe(21e9);
    expect(stallDelayNs(21, 1)).toBe(21e9 + 63.012e9);
  });
});

describe('settings', () => {
  it('read the command line', () => {
    const { hungTaskPanic, softlockupPanic, rcuStallTimeout, unknownNmiPanic, hardlockupPanic } = settings(
      'hung_task_panic=1 softlockup_panic=1 rcupdate.rcu_cpu_stall_timeout=60 unknown_nmi_panic nmi_watchdog=panic,1',
    );
    expect([hungTaskPanic, softlockupPanic, rcuStallTimeout, unknownNmiPanic, hardlockupPanic]).toEqual([
      1, 1, 60, 1, 1,
    ]);
  });

  it('keep the hard lockup detector off where no CPU can count', () => {
    const without = settings('nmi_watchdog=1');
    without.sysctls().get('kernel/nmi_watchdog')!.set(1n);
    expect(without.nmiWatchdog).toBe(0);
    const having = settings('nmi_watchdog=0', true);
    having.sysctls().get('kernel/nmi_watchdog')!.set(1n);
    expect(having.nmiWatchdog).toBe(1);
  });

  it('clamp the stall timeout', () => {
    expect([
      settings('rcupdate.rcu_cpu_stall_timeout=1').stallSeconds,
      settings('rcupdate.rcu_cpu_stall_timeout=999').stallSeconds,
    ]).toEqual([3, 300]);
  });

  it('kernel.watchdog is both detectors', () => {
    const both = settings();
    const watchdog = both.sysctls().get('kernel/watchdog')!;
    watchdog.set(0n);
    expect([both.softWatchdog, watchdog.get()]).toEqual([0, 0n]);
  });
});
