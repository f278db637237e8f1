/**
 * What the detectors of a hanging kernel go by: sysctls, module parameters of RCU, words of the command line.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/watchdog.c` (proc_watchdog_common, the boot parameters), `kernel/hung_task.c`,
 * `kernel/rcu/update.c` and `arch/x86/kernel/nmi.c`. Left out: the CPU mask, back traces of all CPUs, the buddy detector.
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { getOption, type KernelCommandLine, parameterValue, parameterValues } from '../cmdline.ts';
import type { Cell } from '../procfs/sysctl/handlers.ts';

const NS_PER_S = 1e9;
/** 3 ≤ rcu_cpu_stall_timeout ≤ 300. */
const STALL_SECONDS = { min: 3, max: 300 } as const;

/** A setting that may be written. */
type Setting = Exclude<
  { [Key in keyof DetectorSettings]: DetectorSettings[Key] extends number ? Key : never }[keyof DetectorSettings],
  'stallSeconds' | 'samplePeriodNs'
>;

export class DetectorSettings {
  // ---- kernel.hung_task_* ----
  hungTaskTimeout = 120;
  hungTaskCheckInterval = 0;
  hungTaskWarnings = 10;
  hungTaskPanic = 0;
  // ---- kernel.watchdog*, kernel.softlockup_panic, kernel.hardlockup_panic ----
  watchdogThreshold = 10;
  /** The soft lockup detector is on. */
  softWatchdog = 1;
  /** The hard lockup detector is wanted; without a counter in the CPU it is never on. */
  nmiWatchdog = 0;
  softlockupPanic = 0;
  hardlockupPanic = 0;
  // ---- rcupdate.*, kernel.panic_on_rcu_stall ----
  rcuStallTimeout = 21;
  rcuStallSuppress = 0;
  panicOnRcuStall = 0;
  maxRcuStallToPanic = 0;
  // ---- kernel.unknown_nmi_panic, kernel.panic_on_unrecovered_nmi, kernel.panic_on_io_nmi ----
  unknownNmiPanic = 0;
  panicOnIoNmi = 0;
  panicOnUnrecoveredNmi = 0;
  /** There is a hard lockup detector: a CPU can count cycles and interrupt itself, or (POWER) interrupts are masked by software only. */
  readonly hasCycleCounter: boolean;
  #changed: (setting: Setting) => void = () => {};

  constructor(commandLine: KernelCommandLine, { hasCycleCounter }: { readonly hasCycleCounter: boolean }) {
    this.hasCycleCounter = hasCycleCounter;
    const number = (name: string) => getOption(parameterValue(commandLine, name) ?? '') ?? null;
    const has = (name: string) => parameterValue(commandLine, name) !== undefined;
    this.hungTaskPanic = number('hung_task_panic') ?? 0;
    this.softlockupPanic = number('softlockup_panic') ?? 0;
    this.watchdogThreshold = Math.min(60, Math.max(0, number('watchdog_thresh') ?? this.watchdogThreshold));
    if (has('nosoftlockup') || has('nowatchdog')) this.softWatchdog = 0;
    if (hasCycleCounter && !has('nowatchdog')) this.nmiWatchdog = 1;
    for (const value of parameterValues(commandLine, 'nmi_watchdog')) this.#nmiWatchdog(value ?? '');
    this.rcuStallTimeout = number('rcupdate.rcu_cpu_stall_timeout') ?? this.rcuStallTimeout;
    this.rcuStallSuppress = number('rcupdate.rcu_cpu_stall_suppress') ?? 0;
    if (has('unknown_nmi_panic')) this.unknownNmiPanic = 1;
  }

  /** `hardlockup_panic_setup`: words between commas. */
  #nmiWatchdog(text: string): void {
    for (const word of text.split(',')) {
      if (word.startsWith('panic')) this.hardlockupPanic = 1;
      else if (word.startsWith('nopanic')) this.hardlockupPanic = 0;
      else if (word.startsWith('0')) this.nmiWatchdog = 0;
      else if (word.startsWith('1')) this.nmiWatchdog = Number(this.hasCycleCounter);
    }
  }

  /** Whom to tell when a setting has been written. */
  onChange(changed: (setting: Setting) => void): void {
    this.#changed = changed;
  }

  /** After how many seconds a grace period counts as stalled. */
  get stallSeconds(): number {
    return Math.min(STALL_SECONDS.max, Math.max(STALL_SECONDS.min, this.rcuStallTimeout));
  }

  /** From one look of the soft lockup detector to the next. */
  get samplePeriodNs(): number {
    return (this.watchdogThreshold * 2 * NS_PER_S) / 5;
  }

  /** A setting as the cell of a file. */
  cell(setting: Setting): Cell<number> {
    return {
      get: () => this[setting],
      set: (value) => {
        this[setting] = value;
        this.#changed(setting);
        return 0;
      },
    };
  }

  /** kernel.watchdog is both detectors in one. */
  #both(): Cell<number> {
    return {
      get: () => this.softWatchdog | this.nmiWatchdog,
      set: (value) => {
        this.nmiWatchdog = value & Number(this.hasCycleCounter);
        return this.cell('softWatchdog').set(value);
      },
    };
  }

  /** Variables behind files of /proc/sys, by path. */
  sysctls(): ReadonlyMap<string, Cell<bigint>> {
    const wide = (cell: Cell<number>): Cell<bigint> => ({
      get: () => BigInt(cell.get()),
      set: (value) => cell.set(Number(value)),
    });
    const rows = Object.entries(files).map(([name, setting]) => [name, wide(this.cell(setting))] as const);
    const nmi = this.cell('nmiWatchdog');
    return new Map([
      ...rows,
      ['kernel/watchdog', wide(this.#both())],
      ['kernel/nmi_watchdog', wide({ ...nmi, set: (value) => nmi.set(value & Number(this.hasCycleCounter)) })],
    ]);
  }
}

const files: Readonly<Record<string, Setting>> = {
  'kernel/hung_task_timeout_secs': 'hungTaskTimeout',
  'kernel/hung_task_check_interval_secs': 'hungTaskCheckInterval',
  'kernel/hung_task_warnings': 'hungTaskWarnings',
  'kernel/hung_task_panic': 'hungTaskPanic',
  'kernel/watchdog_thresh': 'watchdogThreshold',
  'kernel/soft_watchdog': 'softWatchdog',
  'kernel/softlockup_panic': 'softlockupPanic',
  'kernel/hardlockup_panic': 'hardlockupPanic',
  'kernel/panic_on_rcu_stall': 'panicOnRcuStall',
  'kernel/max_rcu_stall_to_panic': 'maxRcuStallToPanic',
  'kernel/unknown_nmi_panic': 'unknownNmiPanic',
  'kernel/panic_on_unrecovered_nmi': 'panicOnUnrecoveredNmi',
  'kernel/panic_on_io_nmi': 'panicOnIoNmi',
};

/** Preemptible RCU: only code that cannot be preempted holds a grace period up. */
export function hasPreemptibleRcu({ architecture, release }: KernelProfile): boolean {
  return architecture === 'x86_64' && !release.includes('oracle');
}
